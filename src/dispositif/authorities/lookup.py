"""Finding names of bodies and actors in a passage, and telling which record a name means.

Three sorts of words lead to a record. A *name* means it anywhere ("Security Council"). Words *within* an organization
mean it in that organization's texts only ("Member States"). A *head* is what a body is called once it has been named
("the Council"): it goes to the body named last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from dispositif.authorities.schema import Record, Words
from dispositif.languages.patterns import Lexicon, within_words
from dispositif.languages.schema import ActorWords

Sort = Literal["name", "within", "head", "adjective", "government"]

_HYPHENS = "-\u2010\u2011\u00ad"
_BLANKS = "\xa0\u202f\u2009\t\n\r"


class Claim(NamedTuple):
    """That some words may mean a record: the record's id, its organization, and by which sort of words."""

    actor: str
    organization: str
    sort: Sort


class Resolution(NamedTuple):
    """Which record some words mean: its id or None; `among` are all it may be, more than one being a doubt."""

    actor: str | None
    among: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether the text leaves open which record is meant."""
        return len(self.among) > 1


_GOVERNMENT = Claim("", "", "government")


class Actors:
    """The names of bodies and actors in one language."""

    def __init__(self, records: Iterable[Record], language: str, words: ActorWords) -> None:
        self._claims: dict[str, list[Claim]] = {}
        for record in records:
            organization = record.organization or record.id.partition("/")[0]
            sorts: tuple[tuple[Sort, Words, Mapping[str, tuple[str, ...]]], ...] = (
                ("name", record.names, words.names),
                ("within", record.within, words.within),
                ("head", record.heads, words.heads),
                ("adjective", record.adjectives, {}),
            )
            for sort, own, more in sorts:
                self._add((*own.get(language, ()), *more.get(record.id, ())), Claim(record.id, organization, sort))
        self._add(words.government_before, _GOVERNMENT)
        self._after = tuple(" " + fold(after) for after in words.government_after)
        self._lexicon = Lexicon((phrase, claim) for phrase, claims in self._claims.items() for claim in claims)

    def _add(self, phrases: Iterable[str], claim: Claim) -> None:
        for phrase in phrases:
            claims = self._claims.setdefault(fold(phrase), [])
            if all(claim.actor != other.actor for other in claims):
                claims.append(claim)

    def find(self, words: str) -> Iterator[tuple[int, int, list[Claim]]]:
        """Each known name or head in `words`: start, end, the records it may mean. The longest wins; no overlaps.

        An article before a name and a possessive ending after it are not part of it; "Government of" is part of a
        State's name.
        """
        folded = fold(words)
        hyphens = folded is not words
        before = -1, -1  # the last "Government of" and its like
        for start, end, claims in self._lexicon.find(folded):
            if hyphens and _in_compound(words, start, end):
                continue
            sort = claims[0].sort
            if sort == "government":
                before = start, end
            elif sort == "adjective":
                government = self._government_after(folded, end)
                if government:
                    yield start, government, claims
            elif before[1] == start - 1 and claims[0].actor.startswith("state/"):
                yield before[0], end, claims
            else:
                yield start, end, claims

    def _government_after(self, folded: str, end: int) -> int:
        """Where the government that an adjective ending at `end` speaks of ends; 0 if it speaks of none."""
        for after in self._after:
            if folded.startswith(after, end) and within_words(folded, end, end + len(after)):
                return end + len(after)
        return 0

    def resolve(
        self, name: str | Sequence[Claim], issuer: str | None = None, named_before: Sequence[str] = ()
    ) -> Resolution:
        """Which record `name` (words, or the claims that `find` gave) means in a text.

        `issuer` is the body that adopts the text or, where only that is known, its organization. `named_before` are the
        ids of what the text has named so far, the nearest last.
        """
        claims = self._of(name) if isinstance(name, str) else name
        if len(claims) == 1 and claims[0].sort in ("name", "adjective"):
            return Resolution(claims[0].actor, (claims[0].actor,))
        if not claims:
            return Resolution(None)
        if issuer:
            own = _own(claims, issuer, named_before)
            if own:
                return own
        return _named(claims, issuer, named_before)

    def _of(self, name: str) -> Sequence[Claim]:
        for start, end, claims in self.find(name):
            if start == 0 and end == len(name):
                return claims
        return ()


def fold(words: str) -> str:
    """The same words with hyphens as blanks and plain apostrophes; offsets stay the same. Itself if nothing changes."""
    for hyphen in _HYPHENS if not words.isascii() else "-":
        if hyphen in words:
            words = words.replace(hyphen, " ")
    if not words.isascii():
        words = words.replace("’", "'")
        for blank in _BLANKS:
            words = words.replace(blank, " ")
    return words


def _in_compound(words: str, start: int, end: int) -> bool:
    """Whether a hyphen ties `words[start:end]` to a word beside it ("non-Member States")."""
    if start > 1 and words[start - 1] in _HYPHENS and words[start - 2].isalnum():
        return True
    return end + 1 < len(words) and words[end] in _HYPHENS and words[end + 1].isalnum()


def _own(claims: Sequence[Claim], issuer: str, named_before: Sequence[str]) -> Resolution | None:
    """What the issuing body's own usage makes of a name."""
    organization = issuer.partition("/")[0]
    for claim in claims:
        if claim.actor == issuer:
            return Resolution(issuer, (issuer,))
    own = [claim.actor for claim in claims if claim.sort == "within" and claim.organization == organization]
    if len(own) != 1:
        return Resolution(None, tuple(own)) if own else None
    rivals = [
        claim.actor
        for claim in claims
        if claim.sort == "head" and claim.organization == organization and claim.actor in named_before
    ]
    return Resolution(own[0], (own[0], *rivals))


def _named(claims: Sequence[Claim], issuer: str | None, named_before: Sequence[str]) -> Resolution:
    """The record of that name, else the one named last, else the only one of the issuer's organization."""
    names = [claim.actor for claim in claims if claim.sort in ("name", "adjective")]
    if len(names) == 1:
        return Resolution(names[0], (names[0],))
    possible = {claim.actor for claim in claims}
    for actor in reversed(named_before):
        if actor in possible:
            return Resolution(actor, (actor,))
    if issuer and not names:
        organization = issuer.partition("/")[0]
        own = tuple(claim.actor for claim in claims if claim.organization == organization)
        if own:
            return Resolution(own[0] if len(own) == 1 else None, own)
    return Resolution(None, tuple(names or (claim.actor for claim in claims)))

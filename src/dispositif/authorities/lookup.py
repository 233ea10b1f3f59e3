"""Finding names of bodies and actors in a passage, and telling which record a name means.

Three sorts of words lead to a record. A *name* means it anywhere ("Security Council"). Words *within* an organization
mean it in that organization's texts only ("Member States"). A *head* is what a body is called once it has been named
("the Council"): it goes to the body named last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from dispositif.authorities.schema import Record, Words
from dispositif.authorities.spelling import capitalizations, fold, in_compound, variants
from dispositif.languages.patterns import Phrases, within_words
from dispositif.languages.schema import ActorWords

# A "noun" is of no record: an office, behind which its organization is called by a common noun ("Chair of the League").
Sort = Literal["name", "within", "noun", "head", "adjective", "government", "nobody"]


class Claim:
    """That some words may mean a record: its id, its organization, by which sort of words, and what it is linked to.

    One that `serves` a treaty is meant in short only where that treaty, or a body of it, is named.
    """

    __slots__ = ("actor", "linked", "organization", "serves", "sort")

    def __init__(self, actor: str, organization: str, sort: Sort, linked: str = "", serves: bool = False) -> None:
        self.actor = actor
        self.organization = organization
        self.sort: Sort = sort
        self.linked = linked
        self.serves = serves


class Resolution(NamedTuple):
    """Which record some words mean: its id or None; `among` are all it may be, more than one being a doubt."""

    actor: str | None
    among: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether the text leaves open which record is meant."""
        return len(self.among) > 1


_GOVERNMENT: Final = Claim("", "", "government")
_NOBODY: Final = Claim("", "", "nobody")


class Actors:
    """The names of bodies and actors in one language."""

    def __init__(self, records: Iterable[Record], language: str, words: ActorWords) -> None:
        self._claims: dict[str, list[Claim]] = {}
        more: dict[str, Mapping[str, tuple[str, ...]]] = {"name": words.names, "within": words.within}
        more["head"] = words.heads
        spellings = (*words.spellings, *((other, one) for one, other in words.spellings))
        for record in records:
            organization = record.organization or record.id.partition("/")[0]
            sorts: tuple[tuple[Sort, Words], ...] = (
                ("name", record.names),
                ("within", record.within),
                ("head", record.heads),
                ("adjective", record.adjectives),
            )
            for sort, own in sorts:
                phrases = (*own.get(language, ()), *more.get(sort, {}).get(record.id, ()))
                if phrases:
                    claim = Claim(record.id, organization, sort, record.linked, serves=bool(record.treaty))
                    self._add(phrases, claim, spellings, record.kind == "group")
        self._add(words.government_before, _GOVERNMENT)
        self._add(words.passed_over, _NOBODY)
        self._before = tuple(fold(before) + " " for before in words.government_before)
        self._after = tuple(" " + fold(after) for after in words.government_after)
        self._phrases = Phrases((phrase, claim) for phrase, claims in self._claims.items() for claim in claims)
        self._treaties = Phrases(
            (spelling, record.id)
            for record in records
            for treaty in record.treaty.get(language, ())
            for spelling in variants(treaty, spellings)
        )
        self._serving = {record.id: treaties[0] for record in records if (treaties := record.treaty.get(language))}

    def _add(
        self, phrases: Iterable[str], claim: Claim, spellings: Sequence[tuple[str, str]] = (), is_group: bool = False
    ) -> None:
        for phrase in phrases:
            found = variants(phrase, spellings)
            if is_group:  # the names of groups are common nouns
                found = [spelling for variant in found for spelling in capitalizations(variant)]
            for spelling in found:
                claims = self._claims.setdefault(spelling, [])
                if claim not in claims:
                    claims.append(claim)

    def find(self, words: str) -> list[tuple[int, int, list[Claim]]]:
        """Each known name or head in `words`: start, end, the records it may mean. The longest wins; no overlaps.

        Articles, "all" and possessive endings are not part of a name; "Government of" is part of a State's, and so is
        "authorities" behind it.
        """
        folded = fold(words)
        before = 0, -2  # the last "Government of" and its like
        found: list[tuple[int, int, list[Claim]]] = []
        taken = 0  # where the last government that an adjective speaks of ends ("Malian Government | of Mali")
        for one in self._phrases.find(folded):
            start, end, claims = one.start, one.end, one.seen
            sort = claims[0].sort
            if start < taken or sort == "nobody" or in_compound(words, start, end):
                continue
            if sort == "government":
                before = start, end
            elif sort == "adjective":
                government = self._government_after(folded, end)
                if government:
                    taken = government
                    found.append((start, government, claims))
            elif claims[0].actor.startswith("state/"):
                taken = self._government_after(folded, end) or end  # "the DRC authorities"
                found.append((before[0] if before[1] == start - 1 else start, taken, claims))
            else:
                found.append((start, end, claims))
        return found

    def under_treaty(self, words: str) -> list[str]:
        """The bodies of the one treaty that `words` name; none where they name several."""
        named = self._treaties.find(fold(words))
        return named[0].seen if len({tuple(one.seen) for one in named}) == 1 else []

    def beside(self, body: str) -> list[str]:
        """The bodies of the treaty that a body serves, that body among them; none where it serves none."""
        treaty = self._serving.get(body)
        return self.under_treaty(treaty) if treaty else []

    def is_government(self, name: str) -> bool:
        """Whether a name is that of a State's authorities: "Government of Ruritania", "Ruritanian authorities"."""
        folded = fold(name)
        return folded.startswith(self._before) or folded.endswith(self._after)

    def is_short_government(self, name: str) -> bool:
        """Whether a name is what a State's authorities are called once they have been named: "Government"."""
        return f" {fold(name)}" in self._after

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
        return _resolved(tuple(claims), issuer, named_before) if named_before else _usual(tuple(claims), issuer)

    def _of(self, name: str) -> Sequence[Claim]:
        for start, end, claims in self.find(name):
            if start == 0 and end == len(name):
                return claims
        return ()


def _resolution(actors: Iterable[str]) -> Resolution:
    among = tuple(dict.fromkeys(actors))
    return Resolution(among[0] if len(among) == 1 else None, among)


@lru_cache(maxsize=1024)
def _usual(claims: tuple[Claim, ...], issuer: str | None) -> Resolution:
    """What a name means where nothing is named before it. Kept, since texts use the same few."""
    return _resolved(claims, issuer, ())


def _resolved(claims: tuple[Claim, ...], issuer: str | None, named_before: Sequence[str]) -> Resolution:
    own = _own(claims, issuer, named_before) if issuer else None
    return own or _named(claims, issuer, named_before)


def _own(claims: Sequence[Claim], issuer: str, named_before: Sequence[str]) -> Resolution | None:
    """What the issuing body's own usage makes of a name."""
    organization = issuer.partition("/")[0]
    own = [claim for claim in claims if claim.organization == organization]
    if any(claim.actor == issuer for claim in own):
        return _resolution([issuer])
    within = [claim.actor for claim in own if claim.sort in ("within", "noun")]
    if len(within) != 1:
        return _resolution(within) if within else None
    rivals = (claim.actor for claim in own if claim.sort == "head" and claim.actor in named_before)
    return _resolution(within)._replace(among=tuple(dict.fromkeys((*within, *rivals))))


def _named(claims: Sequence[Claim], issuer: str | None, named_before: Sequence[str]) -> Resolution:
    """The record of that name, else the one named last, else the only one of the issuer's organization."""
    names = [claim.actor for claim in claims if claim.sort in ("name", "adjective")]
    if names:
        return _resolution(names)
    brought_to_mind = {actor for claim in claims for actor in (claim.actor, claim.linked)}
    for actor in reversed(named_before):
        if actor in brought_to_mind:
            return _resolution(claim.actor for claim in claims if actor in (claim.actor, claim.linked))
    if not issuer:
        return _resolution(claim.actor for claim in claims)._replace(actor=None)
    organization = issuer.partition("/")[0]
    heads = [claim for claim in claims if claim.sort == "head" and claim.organization == organization]
    meant = _resolution(claim.actor for claim in heads)
    return meant._replace(actor=None) if any(claim.serves for claim in heads) else meant

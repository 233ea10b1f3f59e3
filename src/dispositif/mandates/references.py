"""Who is meant: authority records for names, and what pronouns and short names stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from sys import intern
from typing import Final

from dispositif.authorities import Claim, Resolution, record
from dispositif.document import Doubt, Mention
from dispositif.languages.patterns import within_words
from dispositif.mandates.addressees import Named
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.names import LOOK_BACK, Name, Names
from dispositif.passage import Passage

_LISTED: Final = 3
_LONGEST_NAME: Final = 8
_LONGEST_BRACKET: Final = 60
_LONGEST_DEFINED: Final = 200
_GIVEN_NAME: Final = re.compile(r"\((?:[^()“”\"]{0,58}[“\"]([^“”\"()]{2,60})[”\"]|([A-Z][\w-]{1,11}))\)")
_UNKNOWN: Final = Resolution(None)
_PERSONS: Final = ("office-holder", "expert")
_SINGULAR: Final = (*_PERSONS, "organ", "subsidiary", "committee", "secretariat", "state", "court", "department")


class References:
    """Turns names as read into mentions. One is made for each text, which stands at `begin` to `end`."""

    def __init__(
        self, flat: str, characters: str, begin: int, end: int, issuer: str | None, title: str, grammar: Grammar
    ) -> None:
        self._flat = flat
        self._begin = begin
        self._end = end
        self._characters = characters
        self._issuer = issuer
        self._own = (issuer,) if issuer else ()
        self._grammar = grammar
        self._known: dict[str, Resolution] = {}
        self._definitions: dict[str, tuple[int, int]] | None = None  # as they are asked for
        self._meant: dict[str, str] = {}  # what short names meant, by the words
        self._names = Names(flat, begin, grammar)
        self._beside = grammar.actors.beside(issuer) if issuer else []
        self._of_treaty = grammar.actors.under_treaty(title) or self._beside
        self._title = title

    def mention(self, named: Named, passage: Passage, rule: str = "") -> tuple[Mention, tuple[Doubt, ...]]:
        """The mention of an actor, and the doubt whether another is meant."""
        start, end = passage.at(named.start), passage.at(named.end)
        text = intern(self._characters[start:end])  # the same few names, thousands of times in a long text
        if not named.claims:
            words = passage.words[named.start : named.end]
            actor = self._government(words, start) or self._called(words, start)
            return Mention(text=text, start=start, end=end, actor=actor, rule=rule or "addressees/heads"), ()
        resolution = self._resolve(named, passage.words[named.start : named.end], start)
        doubts = (self._name_doubt(text, resolution),) if resolution.doubtful else ()
        actor = resolution.actor
        rule = rule or (intern(f"authorities/{actor}") if actor else "addressees/heads")
        return Mention(text=text, start=start, end=end, actor=actor, rule=rule), doubts

    def _title_names_another(self) -> bool:
        """Whether the title names another organization than the issuing body's: it may be called so in the text too."""
        own = self._issuer.partition("/")[0] if self._issuer else ""
        named = (claims[0] for _, _, claims in self._grammar.actors.find(self._title))
        return any(one.sort == "name" and "/" not in one.actor and one.actor != own for one in named)

    def _government(self, words: str, start: int) -> str | None:
        """The State whose authorities "the Government" means: the only one whose authorities are named before."""
        actors = self._grammar.actors
        if not actors.is_short_government(words.removeprefix(self._grammar.article)):
            return None
        states = {
            claims[0].actor
            for left, right, claims in self._names.before(start)
            if claims[0].actor.startswith("state/") and actors.is_government(self._flat[left:right])
        }
        return states.pop() if len(states) == 1 else None

    def _name_doubt(self, text: str, resolution: Resolution) -> Doubt:
        others = [actor for actor in resolution.among if actor != resolution.actor]
        code = "ambiguous-name" if resolution.actor else "open-name"
        if not self._issuer or len(others) > _LISTED:
            return Doubt(code=code, message=f"The text does not say which body “{text}” refers to.")
        may = "may also mean" if resolution.actor else "may mean any of:"
        return Doubt(code=code, message=f"“{text}” {may} {', '.join(others)}.")

    def _resolve(self, named: Named, words: str, start: int) -> Resolution:
        """What a name means; only a short name of no own officer or organ depends on what is named before it."""
        known = self._known.get(words) or self._serving(named.claims)
        if known is None:
            if named.claims[0].sort == "noun" and self._title_names_another():
                return _UNKNOWN
            known = self._grammar.actors.resolve(named.claims, self._issuer)
            if words.partition(" ")[0] in self._grammar.distributive and known.actor is None:
                return _UNKNOWN  # "each Tribunal" is none of them
            if not self._is_own(known.actor, named.claims) and any(
                claim.sort in ("head", "noun") for claim in named.claims
            ):
                defined = self._defined(words, start, named.claims)
                if defined is not None:
                    return defined
                before = self._names.before(start)
                if self._has_stranger(words, start, before):
                    return _UNKNOWN
                names = [
                    *self._of_treaty,
                    *self._own,
                    *(claims[0].actor for _, _, claims in before if claims[0].sort == "name"),
                ]
                resolution = self._grammar.actors.resolve(named.claims, self._issuer, names)
                if resolution.actor is None and not self._goes_on(start + len(words)):
                    resolution = self._only_one_named(named.claims, start) or resolution
                return self._as_before(words, resolution)
            self._known[words] = known
        return known

    def _serving(self, claims: Sequence[Claim]) -> Resolution | None:
        """The only body of the treaty which the issuing body serves that a short name may mean: "the Secretariat"."""
        serving = [claim.actor for claim in claims if claim.actor in self._beside] if self._beside else []
        full = len(serving) != 1 or any(claim.sort == "name" for claim in claims)
        return None if full else Resolution(serving[0])

    def _goes_on(self, end: int) -> bool:
        """Whether what ends at `end` may be but the beginning of a name: "the Fund | for Lights"."""
        following = self._flat[end : end + _LONGEST_BRACKET].lstrip().partition(" ")[0]
        return following in self._grammar.dangling and following != self._grammar.words.infinitive

    def _only_one_named(self, claims: Sequence[Claim], start: int) -> Resolution | None:
        """The only one of those that a short name may mean whom the text names at all before `start`."""
        holds = self._names.holds
        meant = {claim.actor for claim in claims if holds(claim.actor, start) or holds(claim.linked, start)}
        return Resolution(meant.pop()) if len(meant) == 1 else None

    def _defined(self, words: str, start: int, claims: Sequence[Claim]) -> Resolution | None:
        """What the text itself says before `start` that it calls so: "the Board of Pilots (“the Board”)"."""
        before = self._before_definition(words, start)
        if not before:
            return None
        meant = {claim.actor for claim in claims}
        names = (found[0].actor for _, right, found in self._grammar.actors.find(before) if right == len(before))
        return Resolution(next((actor for actor in names if actor in meant), None))

    def _called(self, words: str, start: int) -> str | None:
        """Whom the text calls by a name that no authority file holds: "the Board of Pilots (hereinafter “the Watch”)".

        The whole name there is known, and no part of one such as "the Board of | Lights".
        """
        before = self._before_definition(words, start)
        for left, right, found in self._grammar.actors.find(before) if before else ():
            article = before[:left].rstrip(" ").rpartition(" ")[2]
            if right == len(before) and article in self._grammar.articles:
                return self._grammar.actors.resolve(found, self._issuer).actor
        return None

    def _before_definition(self, words: str, start: int) -> str:
        """The words that end where the text first says, before `start`, that it so calls something, or ""."""
        if self._definitions is None:
            self._definitions = self._all_definitions()
        title = " ".join(word for word in words.split(" ") if word not in self._grammar.articles)
        opened, end = self._definitions.get(title, (0, start + 1))
        return self._flat[max(self._begin, opened - _LONGEST_DEFINED) : opened] if end <= start else ""

    def _all_definitions(self) -> dict[str, tuple[int, int]]:
        """Where the text first says what it calls a thing: the names it gives, and where their brackets stand."""
        found: dict[str, tuple[int, int]] = {}
        flat, end = self._flat, self._end
        opened = flat.find("(", self._begin + 1, end)
        while opened >= 0:
            given = _GIVEN_NAME.match(flat, opened, end) if flat[opened - 1] == " " else None
            if given is not None:
                name: str = given[1] or given[2]
                article, _, rest = name.partition(" ")
                title = rest if article.lower() in self._grammar.articles else name
                found.setdefault(title, (opened - 1, given.end()))
            opened = flat.find("(", opened + 1, end)
        return found

    def _as_before(self, words: str, resolution: Resolution) -> Resolution:
        """What a short name means; what it meant further up, where nothing is named shortly before it."""
        if resolution.actor is not None:
            self._meant[words] = resolution.actor
        elif self._meant.get(words) in resolution.among:
            return resolution._replace(actor=self._meant[words])
        return resolution

    def _is_own(self, actor: str | None, claims: Sequence[Claim]) -> bool:
        """Whether an actor is the issuing body, or one that its texts so call at any place."""
        if actor is None:
            return False
        return actor == self._issuer or any(claim.actor == actor and claim.sort != "head" for claim in claims)

    def _has_stranger(self, words: str, start: int, names: Sequence[Name]) -> bool:
        """Whether the last full name that ends in a short one, such as "the Fisheries Council", is of no record."""
        title = " ".join(word for word in words.split(" ") if word not in self._grammar.articles)
        earliest = max(self._begin, start - LOOK_BACK)
        place = self._flat.rfind(f" {title}", earliest, start)
        while place >= 0:
            if self._ends_name(earliest, place) and within_words(self._flat, place + 1, place + 1 + len(title)):
                end = place + len(title)  # of the last word but one sign
                return not any(left <= place and end < right for left, right, _ in names)
            place = self._flat.rfind(f" {title}", earliest, place)
        return False

    def _ends_name(self, earliest: int, place: int) -> bool:
        """Whether what stands before `place` is an article and capitalized words: the first part of a full name."""
        before = self._flat[earliest:place].rsplit(" ", _LONGEST_NAME)
        for count, word in enumerate(reversed(before)):
            if word.lower() in self._grammar.articles:
                return count > 0
            if not word[:1].isupper() or word.endswith((".", ",", ";", ":")):
                return False
        return False

    def antecedents(
        self, pronoun: Named, number: str, passage: Passage, paragraph_start: int, asked: Iterable[Sequence[Mention]],
        owner: Sequence[Mention],
    ) -> tuple[tuple[Mention, ...], tuple[Doubt, ...]]:  # fmt: skip
        """Whom a pronoun means: those in `asked` that agree with it, else an actor named before it; else itself.

        `number` is what it agrees with (`Grammar.pronoun`). `asked` are whom the earlier acts of the paragraph ask or
        speak of, the nearest first. A plural may stand for one body too that is the `owner` of what they speak of.
        """
        start, end = passage.at(pronoun.start), passage.at(pronoun.end)
        text = self._characters[start:end]
        candidates: list[Mention] = []
        if number != "open":
            candidates = next(filter(None, (self._agreeing(group, number) for group in asked)), [])
            if candidates and number == "plural":
                return tuple(candidates), ()
            candidates = candidates or [*self._actors_before(start, paragraph_start, number), *owner]
        if not candidates:
            doubt = Doubt(code="open-pronoun", message=f"The text does not settle whom “{text}” means.")
            return (Mention(text=text, start=start, end=end, rule=f"addressees/pronouns/{number}"),), (doubt,)
        if len(candidates) == 1:
            return tuple(candidates), ()
        among = ", ".join(mention.text for mention in candidates)
        doubt = Doubt(code="ambiguous-pronoun", message=f"“{text}” may mean any of: {among}.")
        return (self._joined_last(candidates) if number == "plural" else (candidates[-1],)), (doubt,)

    def _joined_last(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The last of some mentions, and those that stand in one list with it: "between | the Board and the Forum"."""
        listed = [mentions[-1]]
        for mention in sorted(mentions[:-1], key=lambda one: one.start, reverse=True):
            between = self._flat[mention.end : listed[0].start]
            if mention.end > listed[0].start or not self._only_joins(between):
                break
            listed.insert(0, mention)
        return tuple(listed)

    def _only_joins(self, between: str) -> bool:
        """Whether what stands between two names but joins them: ", the ", " (HB) and other ", ") and "."""
        if between.startswith((" (", ")")):
            between = between[between.find(")") + 1 :]
        joined = next((join for join in self._grammar.word_joins if join in between), ",")
        before, join, after = between.partition(joined)
        words = after.strip(" ,").lower().split(" ")
        small = self._grammar.articles | self._grammar.adjectives | self._grammar.joins
        return join != "" and not before.strip(" ,") and small.issuperset(words if words != [""] else ())

    def _agreeing(self, group: Sequence[Mention], number: str) -> list[Mention]:
        if number == "plural" and len(group) > 1:
            return list(group)
        agreeing = [mention for mention in group if self._agrees(mention, number)]
        titled = [mention for mention in agreeing if mention.text.partition(" ")[0] in self._grammar.honorifics]
        return titled if titled and number == "person" else agreeing  # "Mr. Holm and the Board": "him"

    def _agrees(self, mention: Mention, number: str) -> bool:
        kind, owners = self._kind(mention), self._grammar.words.owners
        if number == "plural":
            return kind not in _SINGULAR
        if number == "person":  # "the Chair and | her team": not "her"
            return kind in _PERSONS or not (kind or any(word in owners for word in mention.text.split(" ")))
        if kind == "group":  # "the State party", one of them
            return mention.text.rpartition(" ")[2].lower() in self._grammar.words.single
        return kind not in _PERSONS

    def _kind(self, mention: Mention) -> str:
        return record(mention.actor).kind if mention.actor else ""

    def _actors_before(self, start: int, paragraph_start: int, number: str) -> list[Mention]:
        """The actors that the paragraph names before `start` and that agree with a pronoun of this number."""
        passage = Passage(self._flat, max(paragraph_start, start - LOOK_BACK), start)
        names = self._grammar.actors.find(passage.words)
        found = (self.mention(Named(left, right, claims), passage)[0] for left, right, claims in names)
        known = [mention for mention in found if mention.actor]
        agreeing = {mention.actor: mention for mention in known if self._agrees(mention, number)}
        strangers = self._strangers(passage, known) if agreeing and number == "singular" else ()
        return [*strangers, *agreeing.values()]

    def _strangers(self, passage: Passage, known: Sequence[Mention]) -> list[Mention]:
        """The bodies of no record that a passage names: an article, capitals, and what a body is called."""
        found: dict[str, Mention] = {}
        words, begin, named = passage.words, 0, -1
        for word in words.split(" "):
            end = begin + len(word.rstrip(",;:."))
            if word in self._grammar.articles:
                named = end + 1
            elif not word[:1].isupper():
                named = -1
            elif named >= 0 and word.rstrip(",;:.").lower() in self._grammar.heads:
                first, last = passage.at(named), passage.at(end - 1) + 1
                if begin > named and not any(one.start < last and first < one.end for one in known):
                    name = self._characters[first:last]
                    found[name] = Mention(text=name, start=first, end=last, rule="addressees/heads")
            begin += len(word) + 1
        return list(found.values())

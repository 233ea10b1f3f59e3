"""Who is meant: authority records for names, and what pronouns and short names stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dispositif.authorities import Resolution, record
from dispositif.document import Doubt, Mention
from dispositif.mandates.addressees import Named
from dispositif.mandates.grammar import Grammar
from dispositif.text import Passage

_LOOK_BACK = 1200
_PERSONS = ("office-holder", "expert")
_SINGULAR = (*_PERSONS, "organ", "subsidiary", "committee", "secretariat", "state", "court", "department")


class References:
    """Turns names as read into mentions. One is made for each document."""

    def __init__(self, flat: str, characters: str, issuer: str | None, grammar: Grammar) -> None:
        self._flat = flat
        self._characters = characters
        self._issuer = issuer
        self._grammar = grammar
        self._known: dict[str, Resolution] = {}
        self._opening: list[str] | None = None

    def mention(self, named: Named, passage: Passage, rule: str = "") -> tuple[Mention, tuple[Doubt, ...]]:
        """The mention of an actor, and the doubt whether another is meant."""
        start, end = passage.at(named.start), passage.at(named.end)
        text = self._characters[start:end]
        if not named.claims:
            return Mention(text=text, start=start, end=end, rule=rule or "addressees/heads"), ()
        resolution = self._resolve(named, passage.words[named.start : named.end], start)
        doubts: tuple[Doubt, ...] = ()
        if resolution.doubtful and resolution.actor:
            others = ", ".join(actor for actor in resolution.among if actor != resolution.actor)
            doubts = (Doubt(code="ambiguous-name", message=f"“{text}” may also mean {others}."),)
        elif resolution.doubtful:
            doubts = (Doubt(code="open-name", message=f"The text does not settle which body “{text}” is."),)
        actor = resolution.actor
        rule = rule or (f"authorities/{actor}" if actor else "addressees/heads")
        return Mention(text=text, start=start, end=end, actor=actor, rule=rule), doubts

    def _resolve(self, named: Named, words: str, start: int) -> Resolution:
        """What a name means; only a short name of no own officer or organ depends on what is named before it."""
        known = self._known.get(words)
        if known is None:
            known = self._grammar.actors.resolve(named.claims, self._issuer)
            own = any(claim.actor == known.actor and claim.sort != "head" for claim in named.claims)
            if not own and known.actor != self._issuer and any(claim.sort == "head" for claim in named.claims):
                return self._grammar.actors.resolve(named.claims, self._issuer, self._named_before(start))
            self._known[words] = known
        return known

    def antecedents(
        self, pronoun: Named, passage: Passage, paragraph_start: int, asked: Iterable[Sequence[Mention]]
    ) -> tuple[tuple[Mention, ...], tuple[Doubt, ...]]:
        """Whom a pronoun means: those in `asked` that agree with it, else an actor named before it; else itself.

        `asked` are whom the earlier acts of the paragraph ask or speak of, the nearest first.
        """
        start, end = passage.at(pronoun.start), passage.at(pronoun.end)
        text = self._characters[start:end]
        number = self._grammar.pronoun(passage.words[pronoun.start : pronoun.end]) or "plural"
        candidates = next(filter(None, (self._agreeing(group, number) for group in asked)), [])
        if not candidates:
            candidates = self._actors_before(start, paragraph_start, number)
        if not candidates:
            doubt = Doubt(code="open-pronoun", message=f"The text does not settle whom “{text}” means.")
            return (Mention(text=text, start=start, end=end, rule=f"addressees/pronouns/{number}"),), (doubt,)
        if number == "plural" or len(candidates) == 1:
            return tuple(candidates), ()
        among = ", ".join(mention.text for mention in candidates)
        doubt = Doubt(code="ambiguous-pronoun", message=f"“{text}” may mean any of: {among}.")
        return (candidates[-1],), (doubt,)

    def _agreeing(self, group: Sequence[Mention], number: str) -> list[Mention]:
        if number == "plural" and len(group) > 1:
            return list(group)
        return [mention for mention in group if self._agrees(mention, number)]

    def _agrees(self, mention: Mention, number: str) -> bool:
        kind = self._kind(mention)
        if number == "plural":
            return kind not in _SINGULAR
        if number == "person":
            return kind in (*_PERSONS, "")
        return kind not in (*_PERSONS, "group")

    def _kind(self, mention: Mention) -> str:
        return record(mention.actor).kind if mention.actor else ""

    def _actors_before(self, start: int, paragraph_start: int, number: str) -> list[Mention]:
        """The last actors that the paragraph names before `start` and that agree with a pronoun of this number."""
        passage = Passage(self._flat, max(paragraph_start, start - _LOOK_BACK), start)
        found = (
            self.mention(Named(left, right, claims), passage)[0]
            for left, right, claims in self._grammar.actors.find(passage.words)
        )
        agreeing = {mention.actor: mention for mention in found if mention.actor and self._agrees(mention, number)}
        return list(agreeing.values())[-1:] if number == "plural" else list(agreeing.values())

    def _named_before(self, start: int) -> list[str]:
        """The actors named in the text's opening and shortly before `start`, the nearest last."""
        if self._opening is None:
            self._opening = self._names(0, _LOOK_BACK)
        return [*self._opening, *self._names(max(_LOOK_BACK, start - _LOOK_BACK), start)]

    def _names(self, start: int, end: int) -> list[str]:
        found = self._grammar.actors.find(self._flat[start:end])
        return [claims[0].actor for _, _, claims in found if claims[0].sort == "name"]

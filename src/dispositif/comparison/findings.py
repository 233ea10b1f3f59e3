"""What changes mean: verbs, addressees, deadlines, conditions and amounts of the acts that belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from dispositif.comparison.amounts import Amount, amounts
from dispositif.comparison.forms import Finding, FindingKind, Pair, Place, stretch
from dispositif.comparison.strength import strength
from dispositif.comparison.wording import Alphabet, similarity, words
from dispositif.document import Act, Condition, Mandate, Mention, Words
from dispositif.exports import Edition

# Two acts of paragraphs that belong together are the same act from this share of common words on.
_SAME_ACT = 0.4
_SAME_CONDITION = 0.6
_FOR_LEMMA = 0.1
Item = TypeVar("Item")


def findings(old: Edition, new: Edition, pairs: Sequence[Pair]) -> Iterator[Finding]:
    """What the changes of each pair mean, in the order of the pairs."""
    for number, pair in enumerate(pairs):
        if pair.changes:
            yield from _Meaning(old, new, number, pair).findings()


class _Side(NamedTuple):
    edition: Edition
    places: tuple[Place, ...]

    def acts(self) -> list[Act]:
        return [act for place in self.places for act in self.edition.acts.get(place.paragraph, [])]

    def mandates(self, act: Act) -> list[Mandate]:
        return [mandate for mandate in self.edition.mandates.get(act.paragraph, []) if mandate.act == act.id]

    def words(self, start: int, end: int) -> Words:
        return stretch(self.edition.characters, start, end)

    def shown(self, span: Words | Act) -> Words:
        """A span with its words and nothing else."""
        return self.words(span.start, span.end)

    def amounts(self) -> list[Amount]:
        """The amounts of the paragraphs that stand in no citation and no deadline: those have findings of their own."""
        language = self.edition.document.language
        inside = [
            span
            for place in self.places
            for span in (
                *self.edition.citations.get(place.paragraph, []),
                *(mandate.deadline for mandate in self.edition.mandates.get(place.paragraph, []) if mandate.deadline),
            )
        ]
        return [
            amount
            for place in self.places
            for amount in amounts(self.edition.characters, place.start, place.end, language)
            if not any(span.start < amount.end and amount.start < span.end for span in inside)
        ]


class _Meaning:
    """What the changes of one pair mean."""

    def __init__(self, old: Edition, new: Edition, number: int, pair: Pair) -> None:
        self._old, self._new = _Side(old, pair.old), _Side(new, pair.new)
        self._number, self._pair = number, pair

    def findings(self) -> Iterator[Finding]:
        for before, after in self._acts():
            yield from self._verb(before, after)
            for given, renewed in self._mandates(before, after):
                yield from self._addressees(before, after, given, renewed)
                yield from self._deadline(before, after, given, renewed)
                yield from self._conditions(before, after, given, renewed)
        yield from self._amounts()

    def _finding(self, kind: FindingKind, old: Words, new: Words, **more: str) -> Finding:
        return Finding(kind=kind, pair=self._number, old=old, new=new, **more)

    def _acts(self) -> list[tuple[Act, Act]]:
        def governed(side: _Side) -> Callable[[Act], str]:
            return lambda act: side.edition.characters[act.verb.end : act.end]

        def same_verb(one: Act, other: Act) -> float:
            return _FOR_LEMMA * (one.verb.lemma == other.verb.lemma)

        return matched(
            self._old.acts(), self._new.acts(), governed(self._old), governed(self._new), _SAME_ACT, same_verb
        )

    def _mandates(self, before: Act, after: Act) -> list[tuple[Mandate, Mandate]]:
        given, renewed = self._old.mandates(before), self._new.mandates(after)
        if len(given) == len(renewed) == 1:
            return [(given[0], renewed[0])]

        def action(mandate: Mandate) -> str:
            return mandate.action.text

        return matched(given, renewed, action, action, _SAME_ACT)

    def _verb(self, before: Act, after: Act) -> Iterator[Finding]:
        old, new = self._old.shown(before.verb), self._new.shown(after.verb)
        one = strength(before, self._old.edition.document.language)
        other = strength(after, self._new.edition.document.language)
        if one and other and (direction := one.against(other)):
            kind: FindingKind = "verb-strengthened" if direction > 0 else "verb-weakened"
            rule = f"strength/{one.scale}"
            yield self._finding(kind, old, new, before=str(one), after=str(other), rule=rule)
        elif before.verb.lemma != after.verb.lemma:
            names = before.verb.lemma, after.verb.lemma
            yield self._finding("verb-changed", old, new, before=names[0], after=names[1])

    def _addressees(self, before: Act, after: Act, given: Mandate, renewed: Mandate) -> Iterator[Finding]:
        old, new = _by_actor(given.addressees), _by_actor(renewed.addressees)
        for actor in new.keys() - old.keys():
            where = self._old.words(*_around(given.addressees, before))
            yield self._finding("addressee-added", where, self._new.shown(new[actor]), after=new[actor].actor or "")
        for actor in old.keys() - new.keys():
            where = self._new.words(*_around(renewed.addressees, after))
            yield self._finding("addressee-gone", self._old.shown(old[actor]), where, before=old[actor].actor or "")

    def _deadline(self, before: Act, after: Act, given: Mandate, renewed: Mandate) -> Iterator[Finding]:
        old, new = given.deadline, renewed.deadline
        if old and new:
            if _plain(old.date or old.text) != _plain(new.date or new.text):
                dates = {"before": old.date or "", "after": new.date or ""}
                yield self._finding("deadline-moved", self._old.shown(old), self._new.shown(new), **dates)
        elif new:
            where = self._old.shown(before.verb)
            yield self._finding("deadline-added", where, self._new.shown(new), after=new.date or "")
        elif old:
            where = self._new.shown(after.verb)
            yield self._finding("deadline-gone", self._old.shown(old), where, before=old.date or "")

    def _conditions(self, before: Act, after: Act, given: Mandate, renewed: Mandate) -> Iterator[Finding]:
        kept = matched(given.conditions, renewed.conditions, _text, _text, _SAME_CONDITION)
        old_kept, new_kept = {one.start for one, _ in kept}, {other.start for _, other in kept}
        for condition in renewed.conditions:
            if condition.start not in new_kept:
                where, what = self._old.shown(before.verb), self._new.shown(condition)
                yield self._finding("condition-added", where, what, after=condition.kind)
        for condition in given.conditions:
            if condition.start not in old_kept:
                what, where = self._old.shown(condition), self._new.shown(after.verb)
                yield self._finding("condition-gone", what, where, before=condition.kind)

    def _amounts(self) -> Iterator[Finding]:
        replaced = [change for change in self._pair.changes if change.kind == "replaced"]
        if not replaced or not self._is_text():
            return
        before, after = self._old.amounts(), self._new.amounts()
        told: set[tuple[Amount, Amount]] = set()
        for change in replaced:
            old, new = _touched(before, change.old), _touched(after, change.new)
            # Where one amount gave place to several, no one of them can be said to be the new one.
            if [amount.kind for amount in old] != [amount.kind for amount in new]:
                continue
            for one, other in zip(old, new, strict=True):
                if (one, other) not in told:
                    told.add((one, other))
                    yield from self._amount(one, other)

    def _is_text(self) -> bool:
        """Whether the pair is of the text itself: what stands around it (dates of issue, notes) is no amount of it."""
        kinds = self._new.edition.paragraphs
        return all(kinds[place.paragraph].kind in ("preambular", "operative") for place in self._new.places)

    def _amount(self, one: Amount, other: Amount) -> Iterator[Finding]:
        old, new = self._old.words(one.start, one.end), self._new.words(other.start, other.end)
        if _plain(old.text) != _plain(new.text):
            texts = {"before": " ".join(old.text.split()), "after": " ".join(new.text.split())}
            yield self._finding("amount-changed", old, new, **texts, rule=f"amounts/{one.kind}")


def matched(
    old: Sequence[Item],
    new: Sequence[Item],
    old_text: Callable[[Item], str],
    new_text: Callable[[Item], str],
    least: float,
    bonus: Callable[[Item, Item], float] = lambda _one, _other: 0.0,
) -> list[tuple[Item, Item]]:
    """The items that belong together by their words, the most alike first; in the order of `old`."""
    if not old or not new:
        return []
    if len(old) == len(new) == 1 and old_text(old[0]) == new_text(new[0]):
        return [(old[0], new[0])]
    alphabet = Alphabet()
    before = [alphabet.spell(words(old_text(item))) for item in old]
    after = [alphabet.spell(words(new_text(item))) for item in new]
    scored = sorted(
        (-similarity(one, other) - bonus(old[left], new[right]), abs(left - right), left, right)
        for left, one in enumerate(before)
        for right, other in enumerate(after)
    )
    pairs: dict[int, int] = {}
    for score, _, left, right in scored:
        if -score >= least and left not in pairs and right not in pairs.values():
            pairs[left] = right
    return [(old[left], new[right]) for left, right in sorted(pairs.items())]


def _text(condition: Condition) -> str:
    return condition.text


def _touched(amounts: Iterable[Amount], words: Words) -> list[Amount]:
    return [amount for amount in amounts if amount.start < words.end and words.start < amount.end]


def _by_actor(mentions: Iterable[Mention]) -> dict[str, Mention]:
    return {mention.actor or _plain(mention.text): mention for mention in mentions}


def _around(mentions: Sequence[Mention], act: Act) -> tuple[int, int]:
    """The stretch in which an act names whom it asks; its verb where it names nobody."""
    if not mentions:
        return act.verb.start, act.verb.end
    return mentions[0].start, max(mentions[0].end, mentions[-1].end)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())

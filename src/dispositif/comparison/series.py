"""A series of documents, such as the yearly resolution on an item: the line of each paragraph through all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter

from dispositif import __version__
from dispositif.comparison.alignment import Unit, align
from dispositif.comparison.forms import Comparison, Line, LineRelation, Pair, Place, Series
from dispositif.comparison.pairing import compared, side, units
from dispositif.comparison.wording import Alphabet
from dispositif.document import Paragraph
from dispositif.errors import UsageError
from dispositif.exports import Edition

_Key = tuple[int, str]
_Lines = dict[_Key, set[_Key]]
# What stood in no document in between is the same paragraph only where most of its words are.
_RETURNED = 0.6


def follow(editions: Sequence[Edition]) -> Series:
    """The series, each document compared with the one before it. Raises UsageError for fewer than two documents."""
    if len(editions) < 2:
        raise UsageError("A comparison needs two documents or more: name another.")
    alphabet = Alphabet()
    spelled = [units(edition, alphabet) for edition in editions]
    steps = tuple(
        compared(old, new, before, after)
        for (old, before), (new, after) in pairwise(zip(editions, spelled, strict=True))
    )
    return Series(
        engine=__version__,
        documents=tuple(map(side, editions)),
        steps=steps,
        lines=tuple(_lines(editions, spelled, steps)),
    )


def _lines(editions: Sequence[Edition], spelled: Sequence[list[Unit]], steps: Sequence[Comparison]) -> list[Line]:
    """Paragraphs that belong together at any step are of one line: what was split or merged stays together."""
    line_of: _Lines = {}
    for number, edition in enumerate(editions):
        for paragraph in edition.document.paragraphs:
            line_of[number, paragraph.id] = {(number, paragraph.id)}
    for number, step in enumerate(steps):
        for pair in step.pairs:
            keys = [(number, place.paragraph) for place in pair.old]
            keys += [(number + 1, place.paragraph) for place in pair.new]
            _join(line_of, keys)
    by_name = [
        {one.id: unit for one, unit in zip(edition.document.paragraphs, its, strict=True)}
        for edition, its in zip(editions, spelled, strict=True)
    ]
    for number in range(2, len(editions)):
        for pair_of_keys in list(_returning(by_name, steps, line_of, number)):
            _join(line_of, pair_of_keys)
    unique = {id(keys): keys for keys in line_of.values()}
    there = _Places(editions, steps)
    return [there.line(keys) for keys in unique.values()]


def _join(line_of: _Lines, keys: Iterable[_Key]) -> None:
    joined = set().union(*(line_of[key] for key in keys))
    for key in joined:
        line_of[key] = joined


def _returning(
    spelled: Sequence[Mapping[str, Unit]], steps: Sequence[Comparison], line_of: _Lines, number: int
) -> Iterator[tuple[_Key, _Key]]:
    """Paragraphs of a document that are new to the one before it, with those of earlier ones that they take up again.

    Of a line that had ended, the paragraphs count that it ended with.
    """
    new = {place.paragraph for pair in steps[number - 1].pairs if pair.relation == "new" for place in pair.new}
    ended = {
        key
        for key, line in line_of.items()
        if key[0] < number - 1 and max(line)[0] == key[0]  # it stands neither later nor in the document itself
    }
    before = [(at, key) for at in range(number - 1) for key in spelled[at] if (at, key) in ended]
    after = [(number, key) for key in spelled[number] if key in new]
    for group in align([spelled[at][key] for at, key in before], [spelled[at][key] for at, key in after]):
        if len(group.old) == len(group.new) == 1 and group.similarity >= _RETURNED:
            yield before[group.old[0]], after[group.new[0]]


class _Places:
    """Where the paragraphs of a series stand, and what became of them: looked up once for all lines."""

    def __init__(self, editions: Sequence[Edition], steps: Sequence[Comparison]) -> None:
        self._steps = steps
        self._stages = [
            {one.id: (order, one) for order, one in enumerate(edition.document.paragraphs)} for edition in editions
        ]
        # Of each step the pairs that hold a paragraph, before it and after it.
        self._pairs: list[dict[_Key, list[int]]] = [_holders(step, number) for number, step in enumerate(steps)]

    def line(self, keys: set[_Key]) -> Line:
        """The line of these paragraphs."""
        stages: list[list[tuple[int, Paragraph]]] = [[] for _ in self._stages]
        for number, key in keys:
            stages[number].append(self._stages[number][key])
        places = tuple(
            tuple(Place(paragraph=one.id, start=one.start, end=one.end) for _, one in sorted(stage, key=itemgetter(0)))
            for stage in stages
        )
        return Line(places=places, relations=tuple(self._told(number, keys) for number in range(len(self._steps))))

    def _told(self, number: int, keys: set[_Key]) -> LineRelation | None:
        """What became of a line at a step; what is new there, and stood in an earlier document, has returned."""
        relation = self._relation(number, keys)
        return "returned" if relation == "new" and min(keys)[0] <= number else relation

    def _relation(self, number: int, keys: set[_Key]) -> LineRelation | None:
        """What became of a line at a step: that of its pairs which has most words."""
        found = {at for key in keys for at in self._pairs[number].get(key, ())}
        held = [self._steps[number].pairs[at] for at in sorted(found)]
        heaviest = max(held, key=_length, default=None)
        return heaviest.relation if heaviest else None


def _holders(step: Comparison, number: int) -> dict[_Key, list[int]]:
    found: dict[_Key, list[int]] = {}
    for at, pair in enumerate(step.pairs):
        for stage, places in ((number, pair.old), (number + 1, pair.new)):
            for place in places:
                found.setdefault((stage, place.paragraph), []).append(at)
    return found


def _length(pair: Pair) -> int:
    return sum(place.end - place.start for place in pair.old + pair.new)

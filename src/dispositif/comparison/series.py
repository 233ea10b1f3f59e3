"""A series of documents, such as the yearly resolution on an item: the line of each paragraph through all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from dispositif import __version__
from dispositif.comparison.alignment import Unit, align
from dispositif.comparison.forms import Comparison, Line, LineRelation, Place, Series
from dispositif.comparison.pairing import compare, side, units
from dispositif.comparison.wording import Alphabet
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
    steps = tuple(compare(old, new) for old, new in pairwise(editions))
    return Series(
        engine=__version__,
        documents=tuple(map(side, editions)),
        steps=steps,
        lines=tuple(_lines(editions, steps)),
    )


def _lines(editions: Sequence[Edition], steps: Sequence[Comparison]) -> list[Line]:
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
    spelled = _spelled(editions)
    for number in range(2, len(editions)):
        for pair_of_keys in list(_returning(spelled, steps, line_of, number)):
            _join(line_of, pair_of_keys)
    unique = {id(keys): keys for keys in line_of.values()}
    return [_line(editions, steps, keys) for keys in unique.values()]


def _join(line_of: _Lines, keys: Iterable[_Key]) -> None:
    joined = set().union(*(line_of[key] for key in keys))
    for key in joined:
        line_of[key] = joined


def _spelled(editions: Sequence[Edition]) -> list[dict[str, Unit]]:
    """The paragraphs of each document as they are aligned, by their identifiers."""
    alphabet = Alphabet()
    return [
        {one.id: unit for one, unit in zip(edition.document.paragraphs, units(edition, alphabet), strict=True)}
        for edition in editions
    ]


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


def _line(editions: Sequence[Edition], steps: Sequence[Comparison], keys: set[_Key]) -> Line:
    places = tuple(
        tuple(
            Place(paragraph=paragraph.id, start=paragraph.start, end=paragraph.end)
            for paragraph in edition.document.paragraphs
            if (number, paragraph.id) in keys
        )
        for number, edition in enumerate(editions)
    )
    return Line(places=places, relations=tuple(_told(step, number, keys) for number, step in enumerate(steps)))


def _told(step: Comparison, number: int, keys: set[_Key]) -> LineRelation | None:
    """What became of a line at a step; what is new there, and stood in an earlier document, has returned."""
    relation = _relation(step, number, keys)
    return "returned" if relation == "new" and min(keys)[0] <= number else relation


def _relation(step: Comparison, number: int, keys: set[_Key]) -> LineRelation | None:
    """What became of a line at a step: that of its pairs which has most words."""
    held = [
        pair
        for pair in step.pairs
        if any((number, place.paragraph) in keys for place in pair.old)
        or any((number + 1, place.paragraph) in keys for place in pair.new)
    ]
    heaviest = max(held, key=lambda pair: sum(place.end - place.start for place in pair.old + pair.new), default=None)
    return heaviest.relation if heaviest else None

"""A series of documents, such as the yearly resolution on an item: the line of each paragraph through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dispositif import __version__
from dispositif.comparison.forms import Comparison, Line, Place, Relation, Series
from dispositif.comparison.pairing import compare, side
from dispositif.errors import UsageError
from dispositif.exports import Edition

_Key = tuple[int, str]


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
    line_of: dict[_Key, set[_Key]] = {}
    for number, edition in enumerate(editions):
        for paragraph in edition.document.paragraphs:
            line_of[number, paragraph.id] = {(number, paragraph.id)}
    for number, step in enumerate(steps):
        for pair in step.pairs:
            keys = [(number, place.paragraph) for place in pair.old]
            keys += [(number + 1, place.paragraph) for place in pair.new]
            joined = set().union(*(line_of[key] for key in keys))
            for key in joined:
                line_of[key] = joined
    unique = {id(keys): keys for keys in line_of.values()}
    return [_line(editions, steps, keys) for keys in unique.values()]


def _line(editions: Sequence[Edition], steps: Sequence[Comparison], keys: set[_Key]) -> Line:
    places = tuple(
        tuple(
            Place(paragraph=paragraph.id, start=paragraph.start, end=paragraph.end)
            for paragraph in edition.document.paragraphs
            if (number, paragraph.id) in keys
        )
        for number, edition in enumerate(editions)
    )
    return Line(places=places, relations=tuple(_relation(step, number, keys) for number, step in enumerate(steps)))


def _relation(step: Comparison, number: int, keys: set[_Key]) -> Relation | None:
    """What became of a line at a step: that of its pairs which has most words."""
    held = [
        pair
        for pair in step.pairs
        if any((number, place.paragraph) in keys for place in pair.old)
        or any((number + 1, place.paragraph) in keys for place in pair.new)
    ]
    heaviest = max(held, key=lambda pair: sum(place.end - place.start for place in pair.old + pair.new), default=None)
    return heaviest.relation if heaviest else None

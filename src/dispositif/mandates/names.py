"""The names of actors in one document: those shortly before a place, and where a certain actor is first named."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from dispositif.authorities import Claim
from dispositif.mandates.grammar import Grammar

LOOK_BACK: Final = 1200
"""How far before a place names are shortly before it, and how long a text's opening is."""
_STRETCH: Final = 50_000
_NAMELESS: Final = (". ", "  ")  # what parts sentences, and paragraphs

Name = tuple[int, int, list[Claim]]


class Names:
    """The names in the text that begins at `begin`, searched as far as they are asked for."""

    def __init__(self, flat: str, begin: int, grammar: Grammar) -> None:
        self._flat = flat
        self._begin = begin
        self._grammar = grammar
        self._found: list[Name] = []  # in the opening, and shortly before what was asked for
        self._looked_at = begin
        self._first: dict[str, int] = {}  # where the first name of an actor ends, as far as the text was read for that
        self._read = begin

    def before(self, start: int) -> list[Name]:
        """The names in the text's opening and shortly before `start`, the nearest last."""
        first = self._begin + LOOK_BACK
        if self._looked_at == self._begin:
            self._look_at(self._begin, first)
        if self._looked_at < start:
            self._look_at(max(self._looked_at, start - LOOK_BACK), start)
        opening = bisect_left(self._found, min(first, start), key=_start)
        nearest = bisect_left(self._found, start - LOOK_BACK, opening, key=_start)
        return self._found[:opening] + self._found[nearest : bisect_left(self._found, start, nearest, key=_start)]

    def _look_at(self, start: int, end: int) -> None:
        found = self._grammar.actors.find(self._flat[start:end])
        self._found += [(start + left, start + right, claims) for left, right, claims in found]
        self._looked_at = end

    def holds(self, actor: str, start: int) -> bool:
        """Whether the text names an actor in full before `start`, however far."""
        while self._read < start:
            self._read_on(start)
        return 0 <= self._first.get(actor, -1) <= start

    def _read_on(self, limit: int) -> None:
        """Note who is named for the first time, up to the end of the sentence at `limit`, or of one before it.

        A long text is never searched at once: that takes many times its size.
        """
        begin = self._read
        end = self._past_name(min(limit, begin + _STRETCH))
        for _, right, claims in self._grammar.actors.find(self._flat[begin:end]):
            if claims[0].sort == "name":
                self._first.setdefault(claims[0].actor, begin + right)
        self._read = end

    def _past_name(self, place: int) -> int:
        """Where, from a place on, no name goes on: behind a sentence or a paragraph."""
        furthest = min(len(self._flat), place + LOOK_BACK)
        stops = [self._flat.find(mark, place, furthest) for mark in _NAMELESS]
        return min([stop + len(_NAMELESS[0]) for stop in stops if stop >= 0], default=furthest)


def _start(name: Name) -> int:
    return name[0]

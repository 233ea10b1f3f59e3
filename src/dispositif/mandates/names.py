"""The names of actors in one document: those shortly before a place, and where a certain actor is first named."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from dispositif.authorities import Claim
from dispositif.authorities.spelling import fold
from dispositif.mandates.grammar import Grammar

LOOK_BACK: Final = 1200
"""How far before a place names are shortly before it, and how long a text's opening is."""
_AROUND: Final = 300  # beside a name: what stands there may make it another
_SENTENCE_ENDS: Final = (". ", "\n")

Name = tuple[int, int, list[Claim]]


class Names:
    """The names in one document, searched as far as they are asked for."""

    def __init__(self, flat: str, grammar: Grammar) -> None:
        self._flat = flat
        self._grammar = grammar
        self._found: list[Name] = []  # in the opening, and shortly before what was asked for
        self._looked_at = 0
        self._small = ""
        self._first: dict[str, int] = {}  # where the first name of an actor ends

    def before(self, start: int) -> list[Name]:
        """The names in the text's opening and shortly before `start`, the nearest last."""
        if not self._looked_at:
            self._look_at(0, LOOK_BACK)
        if self._looked_at < start:
            self._look_at(max(self._looked_at, start - LOOK_BACK), start)
        opening = bisect_left(self._found, min(LOOK_BACK, start), key=_start)
        nearest = bisect_left(self._found, start - LOOK_BACK, opening, key=_start)
        return self._found[:opening] + self._found[nearest : bisect_left(self._found, start, nearest, key=_start)]

    def _look_at(self, start: int, end: int) -> None:
        found = self._grammar.actors.find(self._flat[start:end])
        self._found += [(start + left, start + right, claims) for left, right, claims in found]
        self._looked_at = end

    def holds(self, actor: str, start: int) -> bool:
        """Whether the text names an actor in full before `start`, however far."""
        first = self._first.get(actor)
        if first is None:
            first = self._first[actor] = self._first_of(actor)
        return 0 <= first <= start

    def _first_of(self, actor: str) -> int:
        """Where the first full name of an actor ends; -1 where there is none.

        Names are searched only where letters stand that may be such a name: to search a whole text takes long.
        """
        if not self._small:
            self._small = _small(fold(self._flat))
        ends: list[int] = []
        for phrase in self._grammar.actors.names_of(actor):
            limit = min(ends, default=len(self._small))
            place = self._small.find(phrase, 0, limit)
            while place >= 0:
                end = self._name_at(place, place + len(phrase), actor)
                if end >= 0:
                    ends.append(end)
                    break
                place = self._small.find(phrase, place + 1, limit)
        return min(ends, default=-1)

    def _name_at(self, start: int, end: int, actor: str) -> int:
        """Where a name of an actor ends that stands around a place; -1 where none does."""
        first = max(0, start - _AROUND)
        first = max([first, *(self._flat.rfind(mark, first, start) + len(mark) for mark in _SENTENCE_ENDS)])
        for left, right, claims in self._grammar.actors.find(self._flat[first : end + _AROUND]):
            if first + left < end and start < first + right and claims[0].sort == "name" and claims[0].actor == actor:
                return first + right
        return -1


def _small(words: str) -> str:
    """The same words in small letters, each sign in its place."""
    small = words.lower()
    return (
        small if len(small) == len(words) else "".join(one if len(one) == 1 else "?" for one in map(str.lower, words))
    )


def _start(name: Name) -> int:
    return name[0]

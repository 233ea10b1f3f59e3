"""Counting hits: how a set's figures follow from those of its documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Tally(NamedTuple):
    """Of `gold` items `hit` were read rightly; `found` were read in all, or None where only recall counts."""

    hit: int
    gold: int
    found: int | None

    def __add__(self, other: object) -> Tally:
        """The tally of both together."""
        if not isinstance(other, Tally):
            return NotImplemented
        both = None if self.found is None or other.found is None else self.found + other.found
        return Tally(self.hit + other.hit, self.gold + other.gold, both)

    @property
    def faults(self) -> int:
        """What was missed and what was read that is not there."""
        return self.gold - self.hit + (max(self.found - self.hit, 0) if self.found is not None else 0)

    @property
    def figure(self) -> float | None:
        """F1, or recall where only recall counts; None where there is nothing to find."""
        if not self.gold:
            return None
        if self.found is None:
            return self.hit / self.gold
        return 2 * self.hit / (self.gold + self.found)


Scores = dict[str, Tally]


def total(scores: Iterable[Scores]) -> dict[str, float]:
    """The figures of a set by measure, `type` (macro F1 of the two paragraph types) among them."""
    sums: Scores = {}
    for document in scores:
        for measure, tally in document.items():
            sums[measure] = sums[measure] + tally if measure in sums else tally
    figures = {measure: tally.figure for measure, tally in sums.items()}
    known = {measure: figure for measure, figure in figures.items() if figure is not None}
    types = [known.pop(measure) for measure in ("type preambular", "type operative") if measure in known]
    if types:
        known["type"] = sum(types) / len(types)
    return known

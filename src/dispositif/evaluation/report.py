"""What an evaluation found: counts by kind of paragraph and of fault, and examples."""

from __future__ import annotations

import msgspec
from msgspec import Struct


class Share(Struct, kw_only=True):
    """How many items of a sort the mark-up leads to, how many are found without it, and how many are the same."""

    marked: int = 0
    """Items as read with the mark-up."""
    found: int = 0
    """Items as read from the text alone."""
    right: int = 0
    """Items that are in both, with the same place and meaning."""

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what is marked that was found; None where nothing is marked."""
        return self.right / self.marked if self.marked else None


class Fault(Struct, frozen=True, kw_only=True):
    """One disagreement of our reading with the mark-up."""

    file: str
    """The file it is in."""
    sort: str
    """The kind of the marked paragraph, or what other item it is: a citation, an act, a field of the heading."""
    fault: str
    """What is wrong: missed, extra, split, merged, boundary, part, kind, path, differs."""
    marked: str
    """What the mark-up says."""
    found: str
    """What was read."""
    start: int
    """Where it is in the text (`dispositif text FILE`), in characters from 0."""
    words: str
    """The words it is about, shortened."""


class Unread(Struct, frozen=True, kw_only=True):
    """A file that could not be evaluated, and why."""

    file: str
    message: str


class Report(Struct, kw_only=True):
    """The result of an evaluation."""

    files: int = 0
    """How many files were evaluated."""
    unread: list[Unread] = []
    """The files that could not be."""
    paragraphs: dict[str, Share] = {}
    """The paragraphs by their marked kind; under `found` those of that kind in our reading."""
    items: dict[str, Share] = {}
    """The fields of the heading, citations, acts and mandates."""
    faults: dict[str, dict[str, int]] = {}
    """How many faults there are, by sort of item and by what is wrong."""
    examples: list[Fault] = []
    """Some faults of each kind."""

    def add(self, fault: Fault, examples: int) -> None:
        """Count a fault, and keep it where there are fewer than so many examples of its kind."""
        counts = self.faults.setdefault(fault.sort, {})
        counts[fault.fault] = counts.get(fault.fault, 0) + 1
        if counts[fault.fault] <= examples:
            self.examples.append(fault)

    def to_json(self) -> str:
        """The report as JSON, two spaces deep."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2).decode()

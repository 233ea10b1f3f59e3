"""What one document brings to a dataset, made where it was read: its rows, also as lines of CSV, and its counts."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

import msgspec
from msgspec import Struct

from dispositif.adoptions.marked_up import ballots
from dispositif.batch import Task
from dispositif.dataset.tables import TABLES, Entry, Value
from dispositif.dataset.tally import tally
from dispositif.document import Document
from dispositif.reading.akn_votes import voters
from dispositif.text import Text


class Part(Struct, frozen=True, array_like=True):
    """The part of one document."""

    rows: list[list[list[Value]]]
    """For each table of `TABLES` the rows."""
    lines: list[bytes]
    """The same as CSV."""
    counts: dict[str, dict[str, int]]
    """What it adds to each chart of the summary."""


class Making(NamedTuple):
    """The work of making the part of each document, which is called in the dataset what its task is placed at."""

    language: str | None = None
    debug: bool = False

    def make(self, task: Task, document: Document, text: Text) -> bytes:
        """The document's part, packed."""
        # Told by the mark-up of the file alone.
        entry = Entry(task.place, document, text.characters, ballots(voters(text.facts)))
        rows = [table.rows(entry) for table in TABLES]
        return msgspec.msgpack.encode(Part(rows, list(map(_lines, rows)), tally(document)))


def unpacked(part: bytes) -> Part:
    """A part that `Making` made."""
    return msgspec.msgpack.decode(part, type=Part)


def _lines(rows: list[list[Value]]) -> bytes:
    table = io.StringIO(newline="")
    csv.writer(table).writerows(rows)
    return table.getvalue().encode()

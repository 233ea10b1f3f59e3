"""What became of mandates by addressee: a line a mandate, a column an addressee."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from msgspec import Struct

from dispositif.exports.matrix import csv_table
from dispositif.exports.workbook import Column, book
from dispositif.register.followup.reports import Line
from dispositif.register.followup.status import Status
from dispositif.register.holdings.actors import called
from dispositif.register.holdings.listing import colon, with_semicolons

MOST_COLUMNS = 250
"""Addressees that have a column of their own in a file; what is said of others stands in the last one."""


class Addressed(Struct, frozen=True):
    """A mandate with its status for each addressee: those that have a column, in their order, and the others."""

    line: Line
    cells: tuple[Status | None, ...]
    others: dict[str, Status]


class Table(Struct, frozen=True):
    """Addressees, those asked most first, by what they are called; and the mandates."""

    columns: tuple[str, ...]
    rows: tuple[Addressed, ...]

    @property
    def has_others(self) -> bool:
        """Whether some addressees have no column of their own."""
        return any(row.others for row in self.rows)


def table(lines: Iterable[Line], most: int = MOST_COLUMNS) -> Table:
    """The table of some lines of the matrix, with at most so many columns."""
    found = [(line, _statuses(line)) for line in lines]
    often = Counter(key for _, statuses in found for key in statuses)
    keys = sorted(often, key=lambda key: (-often[key], key))[:most]
    return Table(
        tuple(called(key, {}) for key in keys),
        tuple(
            Addressed(
                line,
                tuple(statuses.get(key) for key in keys),
                {called(key, {}): status for key, status in statuses.items() if key not in keys},
            )
            for line, statuses in found
        ),
    )


def to_csv(made: Table) -> bytes:
    """The table as CSV."""
    return csv_table(_headings(made), (_words(made, row) for row in made.rows)).encode("utf-8-sig", "replace")


def to_xlsx(made: Table, title: str, header: str) -> bytes:
    """The table as a workbook."""
    widths = [18, 10, 12, 42, *[16] * len(made.columns), *([40] if made.has_others else [])]
    columns = [Column(name, width) for name, width in zip(_headings(made), widths, strict=True)]
    return book(f"{title}. {header}", f"{title}. {header}", columns, (_words(made, row) for row in made.rows))


def _statuses(line: Line) -> dict[str, Status]:
    """The status for each addressee: the mandate's own where only one is asked and nothing is said of it alone."""
    statuses = line.standing.by_addressee or dict.fromkeys(line.addressees, line.standing.status)
    return {" ".join(key.split()): status for key, status in statuses.items()}


def _headings(made: Table) -> list[str]:
    others = [_("Others")] if made.has_others else []
    return [_("Document"), _("Paragraph"), _("Mandate"), _("Action"), *made.columns, *others]


def _words(made: Table, row: Addressed) -> Sequence[str]:
    line = row.line
    cells = [str(status.label) if status else "" for status in row.cells]
    others = with_semicolons(f"{name}{colon()}{status.label}" for name, status in row.others.items())
    return [line.document, line.paragraph, line.mandate, line.action, *cells, *([others] if made.has_others else [])]

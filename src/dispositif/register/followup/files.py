"""A report as a file: CSV, JSON, XLSX, DOCX."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec
from django.utils.translation import gettext as _
from msgspec import Struct

from dispositif.exports.matrix import csv_table
from dispositif.register.followup.reports import HEADINGS, Line
from dispositif.register.followup.schemes import schemes

MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Report(Struct, frozen=True, kw_only=True):
    """Lines of the matrix under a title, as of a day; `known` where only what was known on that day counts."""

    title: str
    on: date
    known: date | None
    lines: Sequence[Line]
    units: tuple[str, ...] = ()
    """The units that may be chosen where the workbook is filled in."""


def to_csv(report: Report) -> bytes:
    """The matrix with what the register knows, and the status in each of the older schemes."""
    table = (
        [
            *(getattr(line, field) for field in HEADINGS),
            *(one.values.get(line.standing.status.value, "") for one in schemes()),
        ]
        for line in report.lines
    )
    headings = [*map(str, HEADINGS.values()), *(one.name for one in schemes())]
    # Excel takes a CSV file for UTF-8 only where it begins with this mark.
    return csv_table(headings, table).encode("utf-8-sig", "replace")


def to_json(report: Report) -> bytes:
    """The lines with all that is known of each standing, and the status in each of the older schemes."""
    lines = [_as_json(line) for line in report.lines]
    whole = {"title": report.title, "on": report.on, "known": report.known, "mandates": lines}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def to_xlsx(report: Report) -> bytes:
    """The workbook that goes out and comes back."""
    from dispositif.register.followup.spreadsheet import write

    return write(report.title, subtitle(report.on, report.known), report.lines, report.units)


def to_docx(report: Report) -> bytes:
    """The matrix as a secretariat tables it."""
    from dispositif.register.followup.tabled import write

    return write(report.title, subtitle(report.on, report.known), report.lines)


FORMATS: Final[Mapping[str, Callable[[Report], bytes]]] = {
    "csv": to_csv,
    "json": to_json,
    "xlsx": to_xlsx,
    "docx": to_docx,
}
"""What writes each format of file."""


def subtitle(on: date, known: date | None) -> str:
    """As of when, and by whose knowledge."""
    from dispositif.register.holdings.listing import in_words

    said = _("As of %(day)s, as it was known then") if known else _("As of %(day)s")
    return said % {"day": in_words(on)}


def _as_json(line: Line) -> dict[str, object]:
    found = msgspec.structs.asdict(line)
    standing = line.standing
    found["standing"] = {
        "status": standing.status.value,
        "since": standing.since,
        "due": standing.due,
        "due_rule": standing.due_rule,
        "waiting_for": standing.waiting_for,
        "by_addressee": {key: status.value for key, status in standing.by_addressee.items()},
        "last_entry": standing.last_entry,
    }
    found["schemes"] = {one.id: one.values.get(standing.status.value) for one in schemes()}
    return found

"""The workbook that goes out to be filled in, and what is read from it when it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi, gettext_noop, override
from django.utils.translation import gettext as _
from msgspec import Struct

from dispositif.exports.workbook import Column, book
from dispositif.register.errors import Refused
from dispositif.register.followup.models import Entry
from dispositif.register.followup.reports import HEADINGS, Line
from dispositif.register.holdings.listing import with_commas

_SHOWN: Final = {
    "document": 18, "paragraph": 10, "paragraph_text": 60, "addressee": 24, "action": 42, "deadline": 18, "due": 11,
    "status": 14, "action_taken": 40, "remarks": 28,
}  # fmt: skip
"""The widths of the columns that are only to be read."""
_FILLED_IN: Final = {
    "unit": Column(gettext_noop("Responsible unit"), 20, to_fill_in=True),
    "finding": Column(gettext_noop("New finding"), 16, to_fill_in=True),
    "happened": Column(gettext_noop("Happened on"), 12, to_fill_in=True, is_day=True),
    "remark": Column(gettext_noop("What was done"), 40, to_fill_in=True),
    "source": Column(gettext_noop("Symbol or link"), 24, to_fill_in=True),
}
_HIDDEN: Final = {
    "mandate": Column(gettext_noop("Mandate"), 12, is_hidden=True),
    "version": Column(gettext_noop("Version"), 8, is_hidden=True),
    "assignment": Column(gettext_noop("Assignment"), 8, is_hidden=True),
}
_TAKEN: Final = _FILLED_IN | _HIDDEN
"""The columns that are read when the workbook comes back."""
_LARGEST = 10 * 2**20
_LARGEST_UNPACKED = 100 * 2**20
_MOST_ROWS = 5000
_SPREADSHEETS_OWN_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")


class Row(Struct, frozen=True, kw_only=True):
    """A row as it came back, not yet believed. `no_day` are the words that stand where a day should, and are none."""

    number: int
    mandate: str
    version: int
    assignment: int | None
    unit: str
    finding: str
    happened: date | None
    no_day: str
    remark: str
    source: str


def write(title: str, header: str, lines: Sequence[Line], units: Sequence[str]) -> bytes:
    """The workbook's content, in the reader's language. Cells that are not to be filled in are locked."""
    choices = {"unit": tuple(units), "finding": tuple(_findings())}
    shown = [Column(str(HEADINGS[field]), width, is_day=field == "due") for field, width in _SHOWN.items()]
    taken = [column._replace(name=_(column.name), choices=choices.get(field, ())) for field, column in _TAKEN.items()]
    table = ([*_shown(line), line.responsible_unit, "", "", "", "", *_hidden(line)] for line in lines)
    name = f"{title}. {header}"
    return book(name, name, [*shown, *taken], table, is_rtl=get_language_bidi(), is_protected=True)


def read(content: bytes, name: str) -> list[Row]:
    """The rows of a workbook that has come back. Raises Refused where it is none that went out from here."""
    if len(content) > _LARGEST:
        raise Refused(_("%(name)s is larger than 10 MB. Send only the rows that are filled in.") % {"name": name})
    import openpyxl

    try:
        _refuse_unpacked(content, name)
        sheet = openpyxl.load_workbook(BytesIO(content), data_only=True, keep_links=False).worksheets[0]
    except Refused:
        raise
    except Exception as error:  # a broken file breaks the library in as many ways as there are
        raise Refused(
            _("%(name)s cannot be read as a workbook (XLSX). Save it as .xlsx from the one that you were sent.")
            % {"name": name}
        ) from error
    _refuse_merged(sheet, name)
    places = _places(next(sheet.iter_rows(max_row=1, values_only=True), ()), name)
    if sheet.max_row - 1 > _MOST_ROWS:
        raise Refused(_("%(name)s has more than %(most)d rows. Send it in parts.") % {"name": name, "most": _MOST_ROWS})
    rows = []
    for number, cells in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
        if any(cell not in (None, "") for cell in cells):
            rows.append(_row(number, cells, places))
    return rows


def _refuse_unpacked(content: bytes, name: str) -> None:
    """Raise Refused for what would fill the memory once it is unpacked. No more than is said there is unpacked."""
    with ZipFile(BytesIO(content)) as package:
        if sum(part.file_size for part in package.infolist()) > _LARGEST_UNPACKED:
            raise Refused(
                _("%(name)s unpacks to more than 100 MB. Send only the rows that are filled in.") % {"name": name}
            )


def _refuse_merged(sheet: object, name: str) -> None:
    merged = [str(one) for one in sheet.merged_cells.ranges]  # type: ignore[attr-defined]
    if merged:
        raise Refused(
            _("%(name)s: cells %(cells)s are merged, so that it is not certain which row they belong to. Split them.")
            % {"name": name, "cells": with_commas(sorted(merged)[:5])}
        )


def _places(headings: Sequence[object], name: str) -> dict[str, int]:
    """Where each column that is read stands: columns may be moved and added, and those that are read must be there."""
    found = {str(heading or "").strip(): place for place, heading in enumerate(headings)}
    # A workbook comes back in the language that it went out in, whoever brings it.
    names = min(map(_names, _languages()), key=lambda names: len(set(names.values()) - set(found)))
    missing = [one for one in names.values() if one not in found]
    if missing:
        raise Refused(
            _("%(name)s lacks the columns %(missing)s: take the workbook that you were sent, with all of its columns.")
            % {"name": name, "missing": with_commas(f"“{one}”" for one in missing)}
        )
    return {field: found[one] for field, one in names.items()}


def _languages() -> list[str]:
    """The languages of the register, the reader's own first."""
    codes = [code for code, _name in settings.LANGUAGES]
    return sorted(codes, key=lambda code: code != get_language())


def _names(language: str) -> dict[str, str]:
    """What the columns that are read are called in a language."""
    with override(language):
        return {field: _(column.name) for field, column in _TAKEN.items()}


def _findings() -> dict[str, str]:
    """The findings by what they are called in the reader's language."""
    return {str(bearing.label): bearing.value for bearing in Entry.Bearing if bearing.value}


def _finding(words: str) -> str:
    """The finding that is called so in one of the languages; the words themselves where none is."""
    for language in _languages():
        with override(language):
            if found := _findings().get(words):
                return found
    return words


def _row(number: int, cells: Sequence[object], places: dict[str, int]) -> Row:
    def words(field: str) -> str:
        value = cells[places[field]]
        return "" if value is None else str(value).strip()

    day = _day(cells[places["happened"]])
    return Row(
        number=number,
        mandate=words("mandate").upper(),
        version=int(words("version")) if words("version").isdigit() else 0,
        assignment=int(words("assignment")) if words("assignment").isdigit() else None,
        unit=words("unit"),
        finding=_finding(words("finding").lower()),
        happened=day if isinstance(day, date) else None,
        no_day=day if isinstance(day, str) else "",
        remark=words("remark"),
        source=words("source"),
    )


def _day(value: object) -> date | str | None:
    """A day, whether the cell holds one or the words of one that can be no other."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    words = str(value).strip()
    for form in _SPREADSHEETS_OWN_DAYS:
        try:
            found = datetime.strptime(words, form).date()
        except ValueError:
            continue
        # 05/06/2024 is a day of May or of June: who wrote it knows, we do not.
        return found if form == "%Y-%m-%d" or found.day > 12 or found.day == found.month else words
    return words or None


def _shown(line: Line) -> list[str | date]:
    values: list[str | date] = [getattr(line, field) for field in _SHOWN]
    due = list(_SHOWN).index("due")
    values[due] = date.fromisoformat(line.due) if line.due else ""
    return values


def _hidden(line: Line) -> list[str]:
    return [line.mandate, str(line.version), str(line.assignment or "")]

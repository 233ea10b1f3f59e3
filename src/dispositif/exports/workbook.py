"""The implementation matrix as an XLSX workbook, ready to be filled in and printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import NamedTuple

import xlsxwriter

from dispositif.exports.edition import Edition
from dispositif.exports.matrix import COLUMNS, rows

_WIDTHS = {
    "document": 18, "paragraph": 10, "paragraph_text": 60, "addressee": 24, "action": 42, "partners": 24,
    "condition": 24, "deadline": 18, "due": 11, "recurrence": 14, "deliverable": 18, "doubts": 20, "mandate": 11,
    "responsible_unit": 20, "status": 14, "remarks": 28,
}  # fmt: skip
_TO_FILL_IN = {"responsible_unit", "status", "remarks"}
_LONGEST_CELL = 32_767
_LONGEST_LIST = 255  # of the choices offered in a cell, in characters
_A4 = 9
_LINE = 15  # points
_TALLEST = 409  # points
# A workbook carries the day it was made; the same content shall give the same bytes.
_MADE = datetime(2000, 1, 1)


class Column(NamedTuple):
    """A column of a sheet: its heading and width (in characters), and how its cells are used.

    `choices` are offered where the cell is filled in; `is_day` makes a cell take days alone; a hidden column carries
    what is needed when the workbook comes back.
    """

    name: str
    width: int
    to_fill_in: bool = False
    is_day: bool = False
    choices: tuple[str, ...] = ()
    is_hidden: bool = False


def to_xlsx(edition: Edition) -> bytes:
    """The workbook's content. Text cells are text whatever they begin with; days are days."""
    columns = [
        Column(name, _WIDTHS[field], to_fill_in=field in _TO_FILL_IN, is_day=field == "due")
        for field, name in COLUMNS.items()
    ]
    table = ([_cell(field, getattr(row, field)) for field in COLUMNS] for row in rows(edition))
    return book(edition.title, edition.name, columns, table, is_rtl=edition.direction == "rtl")


def _cell(field: str, words: str) -> str | date:
    return date.fromisoformat(words) if field == "due" and words else words


def book(
    title: str,
    header: str,
    columns: Sequence[Column],
    table: Iterable[Sequence[str | date]],
    *,
    is_rtl: bool = False,
    is_protected: bool = False,
) -> bytes:
    """A workbook of one sheet, printed in landscape. Where it is protected, only cells to fill in take anything."""
    content = BytesIO()
    made = xlsxwriter.Workbook(content, {"in_memory": True})
    made.set_properties({"title": title, "created": _MADE})
    cell = {"text_wrap": True, "valign": "top", "border": 4, "border_color": "#8A8A8A"}
    heading = made.add_format({**cell, "bold": True, "bg_color": "#E3E8EE", "bottom": 2})
    day_form = {"num_format": "yyyy-mm-dd", "align": "left"}
    text, day = made.add_format(cell), made.add_format({**cell, **day_form})
    fill = {**cell, "bg_color": "#FBF8EC", "locked": False}
    to_fill_in, day_to_fill_in = made.add_format(fill), made.add_format({**fill, **day_form})

    sheet = made.add_worksheet("Matrix")
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, None, {"hidden": column.is_hidden})
        sheet.write_string(0, place, column.name, heading)
    last = 0
    for last, row in enumerate(table, 1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            if isinstance(value, date):
                sheet.write_datetime(last, place, value, day_to_fill_in if column.to_fill_in else day)
            elif not value and column.to_fill_in:
                sheet.write_blank(last, place, None, day_to_fill_in if column.is_day else to_fill_in)
            else:
                sheet.write_string(last, place, _fitting(value), to_fill_in if column.to_fill_in else text)
        # Excel finds out how tall a row is, LibreOffice shows one line of it.
        if (lines := _lines(columns, row)) > 1:
            sheet.set_row(last, min(lines * _LINE, _TALLEST))
    for place, column in enumerate(columns):
        if column.choices and last and len(",".join(column.choices)) <= _LONGEST_LIST:
            sheet.data_validation(1, place, last, place, {"validate": "list", "source": list(column.choices)})
    if is_protected:
        sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    # An ampersand begins a code in a header; two are one.
    sheet.set_header(f"&L{header.replace('&', '&&')[:100]}")
    sheet.set_footer("&RPage &P of &N")
    if is_rtl:
        sheet.right_to_left()
    made.close()
    return content.getvalue()


def _lines(columns: Sequence[Column], row: Sequence[str | date]) -> int:
    """How many lines the longest cell of a row takes, or one more."""
    cells = zip(columns, row, strict=True)
    return max(len(value) // (column.width - 1) + 1 for column, value in cells if isinstance(value, str))


def _fitting(words: str) -> str:
    return words if len(words) <= _LONGEST_CELL else words[: _LONGEST_CELL - 2] + " …"

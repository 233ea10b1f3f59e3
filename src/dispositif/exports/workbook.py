"""The implementation matrix as an XLSX workbook, ready to be filled in and printed."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

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
_A4 = 9
# A workbook carries the day it was made; the same document shall give the same bytes.
_MADE = datetime(2000, 1, 1)


def to_xlsx(edition: Edition) -> bytes:
    """The workbook's content. Text cells are text whatever they begin with; days are days."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"title": edition.title, "created": _MADE})
    cell = {"text_wrap": True, "valign": "top", "border": 4, "border_color": "#8A8A8A"}
    heading = book.add_format({**cell, "bold": True, "bg_color": "#E3E8EE", "bottom": 2})
    text, day = book.add_format(cell), book.add_format({**cell, "num_format": "yyyy-mm-dd", "align": "left"})
    to_fill_in = book.add_format({**cell, "bg_color": "#FBF8EC"})

    sheet = book.add_worksheet("Matrix")
    for column, (field, name) in enumerate(COLUMNS.items()):
        sheet.set_column(column, column, _WIDTHS[field])
        sheet.write_string(0, column, name, heading)
    last = 0
    for last, row in enumerate(rows(edition), 1):
        for column, field in enumerate(COLUMNS):
            words = getattr(row, field)
            if field == "due" and words:
                sheet.write_datetime(last, column, date.fromisoformat(words), day)
            elif field in _TO_FILL_IN:
                sheet.write_blank(last, column, None, to_fill_in)
            else:
                sheet.write_string(last, column, _fitting(words), text)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    # An ampersand begins a code in a header; two are one.
    sheet.set_header(f"&L{edition.name.replace('&', '&&')[:100]}")
    sheet.set_footer("&RPage &P of &N")
    if edition.direction == "rtl":
        sheet.right_to_left()
    book.close()
    return content.getvalue()


def _fitting(words: str) -> str:
    return words if len(words) <= _LONGEST_CELL else words[: _LONGEST_CELL - 2] + " …"

"""The implementation matrix: one row a mandate, with empty columns for those who follow it up."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from msgspec import Struct

from dispositif.document import Mandate
from dispositif.exports.edition import Edition

# What a spreadsheet takes for a formula when a cell of a CSV file begins with it.
_FORMULA_SIGNS = ("=", "+", "-", "@")


class Row(Struct, frozen=True, kw_only=True):
    """A mandate as the matrix shows it. The fields are the columns, in their order."""

    document: str
    paragraph: str
    paragraph_text: str
    addressee: str
    action: str
    partners: str
    condition: str
    deadline: str
    due: str
    recurrence: str
    deliverable: str
    doubts: str
    mandate: str
    responsible_unit: str = ""
    status: str = ""
    remarks: str = ""


COLUMNS = {field: field.replace("_", " ").capitalize() for field in Row.__struct_fields__}
"""The heading of each column."""


def rows(edition: Edition) -> Iterator[Row]:
    """The matrix of a document."""
    return (_row(edition, mandate) for mandate in edition.document.mandates)


def _row(edition: Edition, mandate: Mandate) -> Row:
    act, place = edition.act[mandate.act], edition.place(mandate)
    return Row(
        document=edition.name,
        paragraph=edition.number(place),
        paragraph_text=_paragraph_text(edition, place),
        addressee="; ".join(map(edition.words, mandate.addressees)),
        action=edition.words(mandate.action),
        partners="; ".join(map(edition.words, mandate.partners)),
        condition="; ".join(map(edition.words, mandate.conditions)),
        deadline=edition.words(mandate.deadline) if mandate.deadline else "",
        due=(mandate.deadline.date or "") if mandate.deadline else "",
        recurrence=edition.words(mandate.recurrence) if mandate.recurrence else "",
        deliverable=edition.words(mandate.deliverable) if mandate.deliverable else "",
        doubts="; ".join(doubt.message for doubt in (*act.doubts, *mandate.doubts)),
        mandate=mandate.id,
    )


def _paragraph_text(edition: Edition, identifier: str) -> str:
    """A paragraph's words after those of the paragraphs above it."""
    paragraph = edition.paragraphs[identifier]
    words = edition.words(paragraph)
    if paragraph.parent not in edition.paragraphs:
        return words
    return f"{_paragraph_text(edition, paragraph.parent)} […] {words}"


def to_csv(edition: Edition) -> str:
    """The matrix as a CSV table."""
    return csv_table(COLUMNS.values(), ([getattr(row, field) for field in COLUMNS] for row in rows(edition)))


def csv_table(headings: Iterable[str], table: Iterable[Sequence[str]]) -> str:
    """A CSV table (RFC 4180). A text that a spreadsheet would take for a formula is put after a '."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(headings)
    for row in table:
        writer.writerow(map(_as_text, row))
    return written.getvalue()


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell

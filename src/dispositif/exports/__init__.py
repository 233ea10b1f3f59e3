"""Exports: a document as JSON, as the implementation matrix (CSV, XLSX), as a page of HTML, Akoma Ntoso, and for
the terminal.
"""

from __future__ import annotations

from collections.abc import Callable

from dispositif.exports.edition import Edition

__all__ = ["FORMATS", "Edition", "export"]


def _json(edition: Edition) -> bytes:
    return edition.document.to_json_bytes(indent=2) + b"\n"


def _csv(edition: Edition) -> bytes:
    from dispositif.exports.matrix import to_csv

    return to_csv(edition).encode("utf-8", "replace")


def _xlsx(edition: Edition) -> bytes:
    from dispositif.exports.workbook import to_xlsx

    return to_xlsx(edition)


def _html(edition: Edition) -> bytes:
    from dispositif.exports.page import to_html

    return to_html(edition).encode("utf-8", "replace")


def _akn(edition: Edition) -> bytes:
    from dispositif.exports.akn import to_akn

    return to_akn(edition)


FORMATS: dict[str, Callable[[Edition], bytes]] = {
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "html": _html,
    "akn": _akn,
}
"""What writes each format of file."""


def export(edition: Edition, form: str) -> bytes:
    """The content of a file of format `form` (see `FORMATS`). The same document gives the same bytes."""
    return FORMATS[form](edition)

"""`dispositif compare`: what became of each paragraph from one text to the next, and what the changes mean."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dispositif.cli.messages import terminal
from dispositif.cli.options import add_language, check_language, edition, write
from dispositif.errors import UsageError

if TYPE_CHECKING:
    from dispositif.exports import Edition

_FORMATS = {
    "json": "all of it",
    "html": "a page, side by side and in one text",
    "docx": "the texts as one, with tracked changes",
}
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def add_options(compare: argparse.ArgumentParser) -> None:
    """Add its options."""
    compare.add_argument("files", nargs="+", metavar="FILE", help="two documents or a whole series, the oldest first")
    compare.add_argument("--every", action="store_true", help="on the terminal, show also what is the same")
    compare.add_argument(
        "--also", nargs="+", default=[], metavar="FILE", help="documents to look for language taken over in"
    )
    files = compare.add_argument_group("what to write")
    files.add_argument(
        "--format", choices=_FORMATS, help=", ".join(f"{form}: {what}" for form, what in _FORMATS.items())
    )
    files.add_argument("--out", metavar="FILE", help="write it to FILE (its suffix says the format)")
    files.add_argument("--author", default="", metavar="NAME", help="who signs the tracked changes (Dispositif)")
    files.add_argument(
        "--date", default="", metavar="DATE", help="when they were made, as 2026-01-31T12:00:00Z (2000-01-01)"
    )
    add_language(compare)


def run(chosen: argparse.Namespace) -> int:
    """Compare the documents, and show or write what was found."""
    form = _form(chosen)
    check_language(chosen.language)
    editions = [edition(file, chosen.language) for file in chosen.files]
    others = [edition(file, chosen.language) for file in chosen.also]
    content = _pair(chosen, form, editions, others) if len(editions) == 2 else _series(form, editions)
    write(content, chosen.out)
    return 0


def _form(chosen: argparse.Namespace) -> str:
    """The format that was asked for. Raises UsageError where it cannot be made of these documents."""
    suffix = Path(chosen.out).suffix[1:].lower() if chosen.out else ""
    form: str = chosen.format or (suffix if chosen.out else "terminal")
    if form not in (*_FORMATS, "terminal"):
        raise UsageError(f"--out {chosen.out}: name a file that ends with .{', .'.join(_FORMATS)}.")
    if len(chosen.files) < 2:
        raise UsageError("A comparison needs two documents or more: name another.")
    if len(chosen.files) > 2 and (form == "docx" or chosen.also):
        raise UsageError("Tracked changes and --also are of two documents: name two.")
    if form == "docx" and not chosen.out and sys.stdout.isatty():
        raise UsageError("A DOCX file cannot be shown on a terminal: add --out FILE.")
    if chosen.date and not _UTC.fullmatch(chosen.date):
        raise UsageError(f"--date {chosen.date}: write the date as 2026-01-31T12:00:00Z.")
    return form


def _pair(chosen: argparse.Namespace, form: str, editions: Sequence[Edition], others: Sequence[Edition]) -> bytes:
    from dispositif.comparison import compare, taken_over

    old, new = editions
    comparison = compare(old, new)
    if others:
        comparison = taken_over(comparison, new, others)
    if form == "json":
        return (comparison.to_json(indent=2) + "\n").encode()
    if form == "html":
        from dispositif.comparison.page import to_html

        return to_html(comparison, old, new).encode("utf-8", "replace")
    if form == "docx":
        from dispositif.comparison.tracked import AUTHOR, DATE, to_docx

        return to_docx(comparison, old, new, author=chosen.author or AUTHOR, date=chosen.date or DATE)
    from dispositif.comparison.terminal import to_terminal

    width, colour = terminal()
    shown = to_terminal(comparison, old, new, width=width, colour=colour, every=chosen.every)
    return shown.encode("utf-8", "replace")


def _series(form: str, editions: Sequence[Edition]) -> bytes:
    from dispositif.comparison import follow

    series = follow(editions)
    if form == "json":
        return (series.to_json(indent=2) + "\n").encode()
    if form == "html":
        from dispositif.comparison.page import series_to_html

        return series_to_html(series, editions).encode("utf-8", "replace")
    from dispositif.comparison.terminal import series_to_terminal

    width, colour = terminal()
    return series_to_terminal(series, editions, width=width, colour=colour).encode("utf-8", "replace")

"""Accuracy on gold of one's own: what Akoma Ntoso mark-up says, against how the same text is read without it.

    file ─read─▶ paragraphs as marked up, and the text ─read─▶ paragraphs as our reading finds them ─alignment─▶ faults

Both readings count in the same characters, so that each marked paragraph is either right or has one kind of fault.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dispositif import read, read_with_text
from dispositif.errors import DispositifError, NotMarkedUp
from dispositif.evaluation.alignment import compare
from dispositif.evaluation.items import compare_items
from dispositif.evaluation.report import Fault, Report, Share, Unread
from dispositif.languages import require

__all__ = ["Fault", "Report", "Share", "Unread", "evaluate"]

_MARKED_UP = "application/akn+xml"


def evaluate(files: Iterable[Path], *, language: str | None = None, examples: int = 3) -> Report:
    """How well the files are read, by their mark-up: at most so many `examples` are kept of each kind of fault.

    A file that cannot be read, or has no mark-up, is named in the report; it never stops the others. Raises UsageError
    for a `language` that is not at hand.
    """
    if language is not None:
        require(language)
    report = Report()
    for file in files:
        try:
            faults = list(_faults(file, report, language))
        except DispositifError as error:
            report.unread.append(Unread(file=str(file), message=str(error)))
            continue
        report.files += 1
        for fault in faults:
            report.add(fault, examples)
    return report


def _faults(file: Path, report: Report, language: str | None) -> Iterable[Fault]:
    marked, text = read_with_text(file, language=language)
    if text.media_type != _MARKED_UP:
        raise NotMarkedUp(f"{file}: is not Akoma Ntoso, so that nothing says what is right. Name files of that format.")
    plain = read(text.characters, name=file.name, language=marked.language)
    yield from compare(str(file), marked, plain, text.characters, report.paragraphs)
    yield from compare_items(str(file), marked, plain, text.characters, report.items)

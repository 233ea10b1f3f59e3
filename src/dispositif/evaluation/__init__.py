"""Accuracy on gold of one's own: what Akoma Ntoso mark-up says, against how the same text is read without it.

    file ─read─▶ paragraphs as marked up, and the text ─read─▶ paragraphs as our reading finds them ─alignment─▶ faults

Both readings count in the same characters, so that each marked paragraph is either right or has one kind of fault.
"""

from __future__ import annotations

from collections.abc import Iterable

from dispositif import read, read_with_text
from dispositif.batch import Task
from dispositif.errors import DispositifError, NotMarkedUp
from dispositif.evaluation.alignment import compare
from dispositif.evaluation.items import compare_items
from dispositif.evaluation.report import Fault, Report, Share, Unread
from dispositif.languages import require
from dispositif.text import whole

__all__ = ["Fault", "Report", "Share", "Unread", "evaluate"]

_MARKED_UP = "application/akn+xml"


def evaluate(tasks: Iterable[Task], *, language: str | None = None, examples: int = 3) -> Report:
    """How well documents are read, by their mark-up: at most so many `examples` are kept of each kind of fault.

    A document that cannot be read, or has no mark-up, is named in the report; it never stops the others. Raises
    UsageError for a `language` that is not at hand.
    """
    if language is not None:
        require(language)
    report = Report()
    for task in tasks:
        try:
            faults = list(_faults(task, report, language))
        except DispositifError as error:
            report.unread.append(Unread(file=task.called, message=whole(str(error))))
            continue
        report.files += 1
        for fault in faults:
            report.add(fault, examples)
    return report


def _faults(task: Task, report: Report, language: str | None) -> Iterable[Fault]:
    source, name = task.source
    marked, text = read_with_text(source, name=name, language=language)
    if text.media_type != _MARKED_UP:
        raise NotMarkedUp(
            f"{task.called}: is not Akoma Ntoso, so that nothing says what is right. Name files of that format."
        )
    plain = read(text.characters, name=task.name, language=marked.language)
    yield from compare(task.called, marked, plain, text.characters, report.paragraphs)
    yield from compare_items(task.called, marked, plain, text.characters, report.items)

"""Options and arguments that several commands share."""

from __future__ import annotations

import argparse
import sys

from dispositif import batch


def add_language(options: argparse._ActionsContainer) -> None:
    """Add `--language`."""
    options.add_argument("--language", metavar="CODE", help="the language of the text (en), if it is not recognized")


def check_language(code: str | None) -> None:
    """Raise UsageError for a language that is not at hand."""
    from dispositif.languages import require

    if code is not None:
        require(code, "--language")


def task(file: str) -> batch.Task:
    """The task of reading a file, or what stands on standard input."""
    return with_content(batch.Task(file))


def with_content(task: batch.Task) -> batch.Task:
    """The same task, with what stands on standard input where it is to be read from there."""
    if task.file != batch.STANDARD_INPUT:
        return task
    from dispositif.reading import LARGEST_FILE

    return task._replace(content=sys.stdin.buffer.read(LARGEST_FILE + 1))

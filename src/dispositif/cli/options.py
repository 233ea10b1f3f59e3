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
    if file != batch.STANDARD_INPUT:
        return batch.Task(file)
    from dispositif.reading import LARGEST_FILE

    return batch.Task(file, sys.stdin.buffer.read(LARGEST_FILE + 1))

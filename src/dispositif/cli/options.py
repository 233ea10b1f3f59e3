"""Options and arguments that several commands share."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dispositif import batch
from dispositif.cli.messages import say
from dispositif.errors import UsageError

if TYPE_CHECKING:
    from dispositif.exports import Edition


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


def edition(file: str, language: str | None = None) -> Edition:
    """The document in a file, or on standard input, with its text; what was warned of is told.

    Raises ReadingError where it cannot be read.
    """
    from dispositif import read_with_text
    from dispositif.exports import Edition

    source, name = task(file).source
    document, text = read_with_text(source, name=name, language=language)
    for warning in document.warnings:
        say(f"Warning {warning.code}: {file}: {warning.message}")
    return Edition(document, text.characters)


def write(content: bytes, out: str | None) -> None:
    """Write to a file, or to standard output where none is named. Raises UsageError where it cannot be written."""
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        raise UsageError(f"--out {out}: the file cannot be written ({error.strerror}). Name another.") from error

"""Options and arguments that several commands share."""

from __future__ import annotations

import argparse
import sys

from dispositif import batch
from dispositif.cli.messages import say


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


def add_jobs(options: argparse._ActionsContainer) -> None:
    """Add `--jobs`."""
    options.add_argument("--jobs", type=_number, default=1, metavar="N", help="share the documents among N processes")


def _number(word: str) -> int:
    if not word.isascii() or not word.isdigit() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word}: name a number from 1 on.")
    return int(word)


def tell_what_is_left_out(inputs: batch.Inputs) -> None:
    """Say which files of the folders are not read, and which folders hold none that are."""
    if inputs.skipped:
        kinds = ", ".join(f"{count} {suffix or 'without suffix'}" for suffix, count in sorted(inputs.skipped.items()))
        say(f"Left out, as their names are not those of documents: {kinds}.")
    for folder in inputs.barren:
        say(f"{folder}: there is no document in this folder.")

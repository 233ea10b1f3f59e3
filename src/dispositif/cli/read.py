"""`dispositif read`: documents read, and shown or written in one of the formats."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic

from dispositif import batch
from dispositif.cli.messages import say, terminal
from dispositif.cli.options import add_language, check_language, task
from dispositif.errors import UsageError

# From this many files on, a progress bar is worth its place.
_MANY = 4
_VIEWS = {
    "acts": "every act: its verb, its force and the words it governs",
    "citations": "every citation, with the identifier of what it cites",
    "paragraphs": "every paragraph, with its identifier and kind",
}

_FORMATS = {
    "json": "all that was read",
    "csv": "the implementation matrix",
    "xlsx": "the same, to be filled in",
    "html": "the marked text as a page",
    "akn": "Akoma Ntoso",
}


def add_options(read: argparse.ArgumentParser) -> None:
    """Add its options."""
    read.add_argument(
        "files", nargs="+", metavar="FILE", help="a document, a folder with all below it, or - for standard input"
    )
    views = read.add_argument_group("what to show on the terminal, in place of the mandates")
    for view, what in _VIEWS.items():
        views.add_argument(f"--{view}", dest="views", action="append_const", const=view, help=what)
    files = read.add_argument_group("what to write")
    files.add_argument(
        "--format", choices=_FORMATS, help=", ".join(f"{form}: {what}" for form, what in _FORMATS.items())
    )
    files.add_argument(
        "--out", metavar="DIR", help="write a file for each document into DIR (json, or what --format says)"
    )
    how = read.add_argument_group("how to read")
    how.add_argument("--jobs", type=int, default=1, metavar="N", help="share the documents among N processes")
    add_language(how)


def run(chosen: argparse.Namespace) -> int:
    """Read what was named. 0 where all was read, 1 where something could not be."""
    inputs = batch.gather(chosen.files)
    order = _order(chosen, inputs.files)
    _tell_what_is_left_out(inputs)
    if order.folder is not None:
        _make(Path(order.folder))
    tasks = map(task, inputs.files)
    # What stands on standard input cannot be handed to another process as cheaply as a name.
    jobs = 1 if batch.STANDARD_INPUT in inputs.files else min(chosen.jobs, max(len(inputs.files), 1))
    failures: list[str] = []
    with contextlib.closing(batch.carry_out_all(tasks, order, jobs)) as outcomes:
        try:
            _print(_made(_watched(outcomes, len(inputs.files), order), failures), order)
        finally:
            _tell_what_failed(failures, len(inputs.files))
    return int(bool(failures or inputs.barren))


def _order(chosen: argparse.Namespace, files: list[str]) -> batch.Order:
    """What was ordered. Raises UsageError where it cannot be carried out, before anything is read or written."""
    form = chosen.format or ("terminal" if chosen.out is None else "json")
    if chosen.jobs < 1:
        raise UsageError(f"--jobs {chosen.jobs}: name a number from 1 on.")
    if files.count(batch.STANDARD_INPUT) > 1:
        raise UsageError("Standard input can be read only once: name - once.")
    if chosen.views and form != "terminal":
        raise UsageError("--acts, --citations and --paragraphs are for the terminal: leave --format and --out away.")
    if chosen.out is not None:
        batch.refuse_clashes(files, chosen.out, form)
    elif len(files) > 1 and form in ("xlsx", "html", "akn"):
        raise UsageError(f"Several documents need a {form} file each: add --out DIR.")
    elif form == "xlsx" and sys.stdout.isatty():
        raise UsageError("A workbook cannot be shown on a terminal: add --out DIR, or send it to a file.")
    elif len(files) > 1 and form == "json":
        form = "lines"
    check_language(chosen.language)
    width, colour = terminal()
    views = tuple(chosen.views or ("mandates",))
    return batch.Order(form, chosen.out, chosen.language, views, width, colour, chosen.debug)


def _tell_what_is_left_out(inputs: batch.Inputs) -> None:
    if inputs.skipped:
        kinds = ", ".join(f"{count} {suffix or 'without suffix'}" for suffix, count in sorted(inputs.skipped.items()))
        say(f"Left out, as their names are not those of documents: {kinds}.")
    for folder in inputs.barren:
        say(f"{folder}: there is no document in this folder.")


def _tell_what_failed(failures: list[str], files: int) -> None:
    for failure in failures:
        say(failure)
    if failures and files > 1:
        say(f"{len(failures)} of {files} files could not be read.")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--out {folder}: the folder cannot be made ({error.strerror}).") from error


def _made(outcomes: Iterable[batch.Outcome], failures: list[str]) -> Iterator[bytes]:
    """What was made; failures are noted in passing."""
    for outcome in outcomes:
        if outcome.failure:
            failures.append(outcome.failure)
        else:
            yield outcome.output


def _print(outputs: Iterable[bytes], order: batch.Order) -> None:
    """Several documents follow each other: tables as one table, views with a blank line between."""
    for number, output in enumerate(outputs):
        if number and order.form == "terminal":
            sys.stdout.buffer.write(b"\n\n")
        sys.stdout.buffer.write(output.partition(b"\r\n")[2] if number and order.form == "csv" else output)
        sys.stdout.buffer.flush()


def _watched(outcomes: Iterator[batch.Outcome], files: int, order: batch.Order) -> Iterator[batch.Outcome]:
    """The same outcomes, with a progress bar where somebody is looking and nothing else is shown."""
    shown = order.folder is None and sys.stdout.isatty()
    if files < _MANY or shown or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    # No refreshing thread: the workers are forked while the bar is shown.
    with Progress(console=Console(stderr=True), auto_refresh=False, transient=True) as progress:
        bar = progress.add_task("Reading", total=files)
        drawn = monotonic()
        for outcome in outcomes:
            progress.advance(bar)
            if monotonic() - drawn > 0.1:
                progress.refresh()
                drawn = monotonic()
            yield outcome

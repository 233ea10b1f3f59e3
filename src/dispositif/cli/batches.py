"""What the commands that read many documents share: options, progress, and what is told at the end."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from dispositif import batch
from dispositif.batch.report import Report, check
from dispositif.cli.messages import say
from dispositif.cli.options import add_language, check_language
from dispositif.errors import UsageError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Item = TypeVar("Item")
# From this many documents on, a progress bar is worth its place.
_MANY = 4


def add_reading(options: argparse._ActionsContainer) -> None:
    """Add how many documents are read, and where it is told what failed: `--jobs`, `--language` and `--report`."""
    add_jobs(options)
    add_language(options)
    options.add_argument(
        "--report", metavar="FILE", help="write a row for each document that failed or was warned of (.json or .csv)"
    )


def add_jobs(options: argparse._ActionsContainer) -> None:
    """Add `--jobs`."""
    options.add_argument("--jobs", type=int, default=1, metavar="N", help="share the documents among N processes")


def check_reading(chosen: argparse.Namespace) -> None:
    """Raise UsageError for what `add_reading` adds where it makes no sense."""
    check_jobs(chosen.jobs)
    check_language(chosen.language)
    if chosen.report is not None:
        check(chosen.report)


def check_jobs(jobs: int) -> None:
    """Raise UsageError for a number of processes that makes no sense."""
    if jobs < 1:
        raise UsageError(f"--jobs {jobs}: name a number from 1 on.")


def make_folder(folder: str) -> None:
    """Make the folder that results go into. Raises UsageError where that cannot be done."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--out {folder}: the folder cannot be made ({error.strerror}).") from error


def tell_what_is_left_out(inputs: batch.Inputs) -> None:
    """Say which files were no documents, and where none was found."""
    if inputs.skipped:
        kinds = ", ".join(f"{count} {suffix or 'without suffix'}" for suffix, count in sorted(inputs.skipped.items()))
        say(f"Left out, as their names are not those of documents: {kinds}.")
    for name in inputs.barren:
        say(f"{name}: there is no document in this {'archive' if name.lower().endswith('.zip') else 'folder'}.")


@contextlib.contextmanager
def told(
    outcomes: Generator[batch.Outcome], documents: int, file: str | None, *, shown: bool = False
) -> Iterator[tuple[Iterator[batch.Outcome], Report]]:
    """The outcomes, to be gone through, with the report in which they are noted; at the end it says how it went.

    It says what failed and of what there were warnings, and writes the report that was asked for; a progress bar shows
    where somebody is looking. Where what was made of each is `shown` itself, it bears its own warnings, and on a
    terminal there is no bar.
    """
    report = Report()
    seen = outcomes if shown and sys.stdout.isatty() else watched(outcomes, documents)
    with contextlib.closing(outcomes):
        try:
            yield _noted(seen, report), report
        finally:
            _tell(report, documents, file, shown)


def _tell(report: Report, documents: int, file: str | None, shown: bool) -> None:
    failures = report.failures
    for failure in failures:
        say(failure)
    if documents > 1:
        for line in report.warnings():
            say(f"Warning {line}")
        if failures:
            say(f"{len(failures)} of {documents} files could not be read.")
    elif not shown:
        for row in report.rows:
            for warning in row.warnings:
                say(f"Warning {warning.code}: {row.file}: {warning.message}")
    if file is not None:
        report.write(file)


def _noted(outcomes: Iterable[batch.Outcome], report: Report) -> Iterator[batch.Outcome]:
    for outcome in outcomes:
        report.note(outcome)
        yield outcome


def watched(outcomes: Iterable[Item], documents: int) -> Iterator[Item]:
    """The same, with a progress bar on standard error where somebody is looking."""
    if documents < _MANY or not sys.stderr.isatty():
        yield from outcomes
        return
    with _bar() as progress:
        bar = progress.add_task("Reading", total=documents, rate="")
        began = drawn = monotonic()
        for done, outcome in enumerate(outcomes, 1):
            progress.advance(bar)
            now = monotonic()
            if now - drawn > 0.1:
                _draw(progress, bar, done / (now - began))
                drawn = now
            yield outcome


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(), TextColumn("left"),
    )  # fmt: skip
    # No refreshing thread: the workers are forked while the bar is shown.
    return Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)


def _draw(progress: Progress, bar: TaskID, rate: float) -> None:
    progress.update(bar, rate=f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second")
    progress.refresh()

"""`dispositif read`: documents read, and shown or written in one of the formats."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Generator, Iterable, Iterator

from dispositif import batch
from dispositif.cli.batches import add_reading, check_reading, make_folder, tell_what_is_left_out, told
from dispositif.cli.messages import terminal
from dispositif.cli.options import with_content
from dispositif.errors import UsageError

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
        "files",
        nargs="+",
        metavar="FILE",
        help="a document, a folder or zip archive with all that is in it, or - for standard input",
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
    files.add_argument(
        "--resume", action="store_true", help="with --out, read only what is not yet written or has changed since"
    )
    add_reading(read.add_argument_group("how to read"))


def run(chosen: argparse.Namespace) -> int:
    """Read what was named. 0 where all was read, 1 where something could not be."""
    inputs = batch.gather(chosen.files)
    order = _order(chosen, inputs.tasks)
    tell_what_is_left_out(inputs)
    if order.folder is not None:
        make_folder(order.folder)
    tasks = list(map(with_content, inputs.tasks))
    # What stands on standard input cannot be handed to another process as cheaply as a name.
    jobs = 1 if any(task.content is not None for task in tasks) else min(chosen.jobs, max(len(tasks), 1))
    made = _outcomes(tasks, order, jobs, resume=chosen.resume)
    with told(made, len(tasks), chosen.report, shown=order.folder is None) as (outcomes, report):
        _print(outcomes, order)
    return int(bool(report.failures or inputs.barren))


def _order(chosen: argparse.Namespace, tasks: list[batch.Task]) -> batch.Order:
    """What was ordered. Raises UsageError where it cannot be carried out, before anything is read or written."""
    form = chosen.format or ("terminal" if chosen.out is None else "json")
    check_reading(chosen)
    if [task.file for task in tasks].count(batch.STANDARD_INPUT) > 1:
        raise UsageError("Standard input can be read only once: name - once.")
    if chosen.views and form != "terminal":
        raise UsageError("--acts, --citations and --paragraphs are for the terminal: leave --format and --out away.")
    if chosen.resume and chosen.out is None:
        raise UsageError("--resume needs --out DIR: what was written there is not read again.")
    if chosen.out is not None:
        batch.refuse_clashes(tasks, chosen.out, form)
    elif len(tasks) > 1 and form in ("xlsx", "html", "akn"):
        raise UsageError(f"Several documents need a {form} file each: add --out DIR.")
    elif form == "xlsx" and sys.stdout.isatty():
        raise UsageError("A workbook cannot be shown on a terminal: add --out DIR, or send it to a file.")
    elif len(tasks) > 1 and form == "json":
        form = "lines"
    width, colour = terminal()
    views = tuple(chosen.views or ("mandates",))
    return batch.Order(form, chosen.out, chosen.language, views, width, colour, chosen.debug)


def _outcomes(tasks: list[batch.Task], order: batch.Order, jobs: int, *, resume: bool) -> Generator[batch.Outcome]:
    if order.folder is None:
        yield from batch.carry_out_all(tasks, order, jobs)
        return
    from dispositif.batch.journal import Journal

    with contextlib.closing(Journal(order)) as journal:
        yield from journal.resumed(tasks, jobs) if resume else journal.noted(tasks, jobs)


def _print(outcomes: Iterable[batch.Outcome], order: batch.Order) -> None:
    """Several documents follow each other: tables as one table, views with a blank line between."""
    for number, output in enumerate(_made(outcomes, order)):
        if number and order.form == "terminal":
            sys.stdout.buffer.write(b"\n\n")
        sys.stdout.buffer.write(output.partition(b"\r\n")[2] if number and order.form == "csv" else output)
        sys.stdout.buffer.flush()


def _made(outcomes: Iterable[batch.Outcome], order: batch.Order) -> Iterator[bytes]:
    """What is to be printed; nothing of what was written to files."""
    for outcome in outcomes:
        if order.folder is None and not outcome.failure:
            yield outcome.output

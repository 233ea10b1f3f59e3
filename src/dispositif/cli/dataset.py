"""`dispositif dataset`: a corpus as tables for research."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Generator
from pathlib import Path

from dispositif import batch, dataset
from dispositif.batch.inputs import STANDARD_INPUT
from dispositif.batch.report import Report
from dispositif.cli.batches import (
    add_jobs,
    add_report,
    check_jobs,
    check_report,
    make_folder,
    noted,
    tell_how_it_went,
    tell_what_is_left_out,
    watched,
)
from dispositif.cli.messages import say
from dispositif.cli.options import add_language, check_language
from dispositif.errors import UsageError


def add_options(options: argparse.ArgumentParser) -> None:
    """Add its options."""
    options.add_argument(
        "folders", nargs="+", metavar="FOLDER", help="a folder or zip archive with all that is in it, or a document"
    )
    options.add_argument("--out", metavar="DIR", required=True, help="write the tables into DIR")
    add_jobs(options)
    options.add_argument(
        "--cluster", metavar="ADDRESS", help="share the documents among the workers of a Dask cluster instead"
    )
    add_report(options)
    add_language(options)


def run(chosen: argparse.Namespace) -> int:
    """Write the dataset. 0 where all was read, 1 where something could not be."""
    check_jobs(chosen.jobs)
    check_report(chosen.report)
    check_language(chosen.language)
    dataset.check()
    if STANDARD_INPUT in chosen.folders:
        raise UsageError("A dataset is made of files: name folders, archives or documents.")
    inputs = dataset.documents(chosen.folders)
    tell_what_is_left_out(inputs)
    make_folder(chosen.out)
    work = dataset.Making(chosen.language, chosen.debug)
    report = Report()
    with contextlib.closing(_outcomes(inputs.tasks, work, chosen)) as outcomes:
        try:
            counts = dataset.write(noted(watched(outcomes, len(inputs.tasks)), report), Path(chosen.out))
        finally:
            tell_how_it_went(report, len(inputs.tasks), chosen.report)
    total = counts.get("total", {})
    numbers = ", ".join(f"{total.get(what, 0):,} {what}" for what in ("documents", "acts", "mandates", "citations"))
    say(f"{chosen.out}: {numbers}.")
    return int(bool(report.failures or inputs.barren))


def _outcomes(tasks: list[batch.Task], work: batch.Work, chosen: argparse.Namespace) -> Generator[batch.Outcome]:
    if chosen.cluster is None:
        return batch.carry_out_all(tasks, work, min(chosen.jobs, max(len(tasks), 1)))
    from dispositif.batch.cluster import shared

    return shared(tasks, work, chosen.cluster)

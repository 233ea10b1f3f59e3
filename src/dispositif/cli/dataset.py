"""`dispositif dataset`: a corpus as tables for research."""

from __future__ import annotations

import argparse
from collections.abc import Generator
from pathlib import Path

from dispositif import batch, dataset
from dispositif.batch.inputs import STANDARD_INPUT
from dispositif.cli.batches import add_reading, check_reading, make_folder, tell_what_is_left_out, told
from dispositif.cli.messages import say
from dispositif.errors import UsageError
from dispositif.exports.edition import counted


def add_options(options: argparse.ArgumentParser) -> None:
    """Add its options."""
    options.add_argument(
        "folders", nargs="+", metavar="FOLDER", help="a folder or zip archive with all that is in it, or a document"
    )
    options.add_argument("--out", metavar="DIR", required=True, help="write the tables into DIR")
    options.add_argument(
        "--cluster", metavar="ADDRESS", help="share the documents among the workers of a Dask cluster, not by --jobs"
    )
    add_reading(options)


def run(chosen: argparse.Namespace) -> int:
    """Write the dataset. 0 where all was read, 1 where something could not be."""
    check_reading(chosen)
    dataset.check()
    if STANDARD_INPUT in chosen.folders:
        raise UsageError("A dataset is made of files: name folders, archives or documents.")
    inputs = dataset.documents(chosen.folders)
    tell_what_is_left_out(inputs)
    make_folder(chosen.out)
    work = dataset.Making(chosen.language, chosen.debug)
    with told(_outcomes(inputs.tasks, work, chosen), len(inputs.tasks), chosen.report) as (outcomes, report):
        counts = dataset.write(outcomes, Path(chosen.out)).get("total", {})
    numbers = ", ".join(counted(counts.get(f"{one}s", 0), one) for one in ("document", "act", "mandate", "citation"))
    say(f"{chosen.out}: {numbers if counts else 'no document was read, so that the tables are empty'}.")
    return int(bool(report.failures or inputs.barren))


def _outcomes(tasks: list[batch.Task], work: batch.Work, chosen: argparse.Namespace) -> Generator[batch.Outcome]:
    if chosen.cluster is None:
        return batch.carry_out_all(tasks, work, min(chosen.jobs, max(len(tasks), 1)))
    from dispositif.batch.cluster import shared

    return shared(tasks, work, chosen.cluster)

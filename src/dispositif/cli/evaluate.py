"""`dispositif evaluate`: how well marked-up documents of one's own are read without their mark-up."""

from __future__ import annotations

import argparse
import sys

from dispositif import batch
from dispositif.cli.messages import say, terminal
from dispositif.cli.options import add_language, check_language
from dispositif.errors import UsageError


def add_options(evaluate: argparse.ArgumentParser) -> None:
    """Add its options."""
    evaluate.add_argument("files", nargs="+", metavar="FILE", help="Akoma Ntoso, or a folder with all below it")
    evaluate.add_argument("--format", choices=("table", "json"), default="table", help="table (by default) or json")
    evaluate.add_argument(
        "--examples", type=int, default=3, metavar="N", help="how many examples of each kind of fault to show (3)"
    )
    add_language(evaluate)


def run(chosen: argparse.Namespace) -> int:
    """Evaluate what was named. 0 where all could be evaluated, 1 where something could not."""
    from dispositif.evaluation import evaluate

    check_language(chosen.language)
    if chosen.examples < 0:
        raise UsageError(f"--examples {chosen.examples}: name a number from 0 on.")
    if batch.STANDARD_INPUT in chosen.files:
        raise UsageError("Standard input cannot be evaluated: name a file or a folder.")
    inputs = batch.gather(chosen.files)
    report = evaluate(inputs.tasks, language=chosen.language, examples=chosen.examples)
    if chosen.format == "json":
        sys.stdout.write(report.to_json() + "\n")
    elif report.files:
        from dispositif.evaluation.table import to_table

        width, colour = terminal()
        sys.stdout.buffer.write(to_table(report, width=width, colour=colour).encode("utf-8", "replace"))
    for folder in inputs.barren:
        say(f"{folder}: there is no document in this folder.")
    for unread in report.unread:
        say(unread.message)
    return int(bool(report.unread or inputs.barren))

"""`dispositif register import`: documents brought into the register."""

from __future__ import annotations

import argparse
import contextlib

from dispositif import batch
from dispositif.cli.batches import add_jobs, check_jobs, tell_what_is_left_out, watched
from dispositif.cli.messages import say
from dispositif.cli.register import add_home


def add_options(command: argparse.ArgumentParser) -> None:
    """Add its options."""
    command.add_argument(
        "files", nargs="+", metavar="FILE", help="a document, or a folder or zip archive with all that is in it"
    )
    command.add_argument("--body", required=True, metavar="NAME", help="the body that adopted them; made where new")
    add_jobs(command)
    add_home(command)


def run(chosen: argparse.Namespace) -> int:
    """Bring in what was named. 0 where all is in the register then, 1 where something could not be brought in."""
    from dispositif.register.opening import open_register, take_stock

    check_jobs(chosen.jobs)
    open_register(chosen.home)
    from dispositif.register.first_steps import body_named
    from dispositif.register.loading import load

    inputs = batch.gather(chosen.files)
    tell_what_is_left_out(inputs)
    came, there, failures = 0, 0, 0
    arrivals = load(body_named(chosen.body), inputs.tasks, chosen.jobs, debug=chosen.debug)
    with contextlib.closing(arrivals):
        for arrival in watched(arrivals, len(inputs.tasks)):
            came += arrival.is_new
            there += not arrival.is_new and not arrival.failure
            if arrival.aside:
                say(f"{arrival.file}: it is left as it is. {arrival.aside}")
            if arrival.failure:
                say(arrival.failure)
                failures += 1
    take_stock()
    say(f"{came} brought in, {there} had been there or came twice, {failures} could not be brought in.")
    return int(failures > 0 or bool(inputs.barren))

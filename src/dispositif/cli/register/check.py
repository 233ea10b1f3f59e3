"""`dispositif register check`: whether the register is sound."""

from __future__ import annotations

import argparse

from dispositif.cli.messages import say
from dispositif.cli.register import add_home
from dispositif.exports.edition import counted


def add_options(check: argparse.ArgumentParser) -> None:
    """Add its options."""
    add_home(check)


def run(chosen: argparse.Namespace) -> int:
    """Say what is wrong. 0 where nothing is, 1 otherwise."""
    from dispositif.register.opening import open_register

    open_register(chosen.home)
    return tell_faults()


def tell_faults() -> int:
    """Print each fault, and how many there are. 0 where there are none, 1 otherwise."""
    from dispositif.register.soundness import check

    faults = 0
    for fault in check():
        print(f"{fault.subject}: {fault.what}.")
        faults += 1
    say(f"{counted(faults, 'fault')} found." if faults else "The register is sound.")
    return int(faults > 0)

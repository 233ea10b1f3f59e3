"""`dispositif register harden`: on PostgreSQL, a role for the application that cannot change the ledger."""

from __future__ import annotations

import argparse

from dispositif.cli.messages import say
from dispositif.cli.register import add_home


def add_options(harden: argparse.ArgumentParser) -> None:
    """Add its options."""
    harden.add_argument("role", metavar="ROLE", help="the role of the database that the server will use")
    add_home(harden)


def run(chosen: argparse.Namespace) -> int:
    """Give the role its rights, and no more."""
    from dispositif.register.opening import open_register

    open_register(chosen.home)
    from dispositif.register.people.hardening import harden

    harden(chosen.role)
    say(f"{chosen.role}: may read and add; the ledger and the trail it cannot change. Let the server connect as it.")
    return 0

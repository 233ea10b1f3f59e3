"""`dispositif register COMMAND`: the register at the command line. Each command is a module of this folder."""

from __future__ import annotations

import argparse

from dispositif.cli.commands import add_commands

COMMANDS = {
    "serve": "serve the register's pages",
    "import": "bring documents into the register",
    "export": "write a report of the register into a file",
    "adoptions": "take how documents were adopted: votes, sponsors, subjects",
    "reread": "read the register's documents again with this version of the engine",
    "reindex": "make the full-text index anew, and the statuses in lists",
    "digest": "send people what is new in the searches they keep",
    "user": "add a person, or give one another role or password",
    "backup": "write the whole register into one file, while people work",
    "restore": "put a backup into an empty register",
    "harden": "on PostgreSQL, make a role for the server that cannot change the ledger",
    "check": "verify every hash, span and chain of the ledger",
}
"""Each command: a module of this folder, and what it does."""


def add_options(register: argparse.ArgumentParser) -> None:
    """Add its commands."""
    add_commands(register, COMMANDS, __name__, list(COMMANDS))


def add_home(command: argparse.ArgumentParser) -> None:
    """Add `--home`."""
    command.add_argument(
        "--home", metavar="DIR", help="the folder of the register (else DISPOSITIF_HOME, else ~/.dispositif)"
    )

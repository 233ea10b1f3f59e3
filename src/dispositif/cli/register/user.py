"""`dispositif register user`: a person's account and role."""

from __future__ import annotations

import argparse
import getpass
import sys

from dispositif.cli.messages import say
from dispositif.cli.register import add_home
from dispositif.errors import UsageError

_ROLES = ("reader", "contributor", "editor", "manager", "administrator")


def add_options(user: argparse.ArgumentParser) -> None:
    """Add its options."""
    user.add_argument("name", metavar="NAME", help="the name to sign in with")
    user.add_argument("--role", choices=_ROLES, help="the role to give")
    user.add_argument("--body", metavar="NAME", help="in which body; in all of them where none is named")
    user.add_argument("--unit", metavar="NAME", help="the unit whose mandates a contributor writes for")
    user.add_argument("--email", metavar="ADDRESS", default="", help="where digests are sent")
    user.add_argument("--password", action="store_true", help="ask for a password (read it from standard input)")
    add_home(user)


def run(chosen: argparse.Namespace) -> int:
    """Add the person, or change what is named."""
    from dispositif.register.opening import open_register

    open_register(chosen.home)
    from dispositif.register.first_steps import keep_person

    if chosen.unit and not chosen.body:
        raise UsageError("--unit: a unit is a body's: name the body with --body.")
    password = _password() if chosen.password else None
    keep_person(chosen.name, password, chosen.email, chosen.role, chosen.body, chosen.unit)
    say(f"{chosen.name}: done.")
    return 0


def _password() -> str:
    return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")

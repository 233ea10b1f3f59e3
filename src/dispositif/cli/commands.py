"""Commands below a command: each a module of one folder, imported when it is called."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from importlib import import_module
from keyword import iskeyword


def add_commands(
    parser: argparse.ArgumentParser, commands: Mapping[str, str], package: str, arguments: Sequence[str]
) -> None:
    """Give a parser its commands: the names of modules of `package`, and what each does; `import_` is `import`.

    A module has `add_options(parser)`, and `run(chosen)`, which gives the exit status, unless it has commands below it.
    `arguments` are those of the command line: only what they name is imported, as the others would make the start slow.
    """
    group = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, what in commands.items():
        command = group.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        command.add_argument("--debug", action="store_true", help="show the traceback of an internal error")
        if name in arguments:
            module = import_module(f"{package}.{name}{'_' if iskeyword(name) else ''}")
            module.add_options(command)
            if hasattr(module, "run"):
                command.set_defaults(run=module.run)

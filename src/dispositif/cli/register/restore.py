"""`dispositif register restore`: a backup put into an empty register."""

from __future__ import annotations

import argparse
from pathlib import Path

from dispositif.cli.messages import say
from dispositif.cli.register import add_home


def add_options(restore: argparse.ArgumentParser) -> None:
    """Add its options."""
    restore.add_argument("file", metavar="FILE", type=Path, help="what `backup` wrote")
    add_home(restore)


def run(chosen: argparse.Namespace) -> int:
    """Restore it, and check what is there then."""
    from dispositif.register.opening import open_register, take_stock

    open_register(chosen.home)
    from dispositif.cli.register.check import tell_faults
    from dispositif.register.backup import restore

    manifest = restore(chosen.file)
    take_stock()
    say(f"{chosen.file}: {sum(table.rows for table in manifest.tables.values())} rows restored.")
    return tell_faults()

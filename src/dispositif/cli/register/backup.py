"""`dispositif register backup`: the whole register in one file."""

from __future__ import annotations

import argparse
from pathlib import Path

from dispositif.cli.messages import say
from dispositif.cli.register import add_home


def add_options(backup: argparse.ArgumentParser) -> None:
    """Add its options."""
    backup.add_argument("file", metavar="FILE", type=Path, help="the file to write; it must not be there yet")
    add_home(backup)


def run(chosen: argparse.Namespace) -> int:
    """Write it, and verify what was written."""
    from dispositif.register.opening import open_register

    open_register(chosen.home)
    from dispositif.register.backup import back_up

    manifest = back_up(chosen.file)
    rows = sum(table.rows for table in manifest.tables.values())
    say(f"{chosen.file}: {len(manifest.tables)} tables, {rows} rows, verified.")
    return 0

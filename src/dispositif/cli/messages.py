"""What the command says on standard error, and the terminal it says it on."""

from __future__ import annotations

import os
import shutil
import sys


def terminal() -> tuple[int, bool]:
    """How wide the terminal is, and whether it is to be given colours."""
    coloured = (sys.stdout.isatty() and os.environ.get("TERM") != "dumb") or bool(os.environ.get("FORCE_COLOR"))
    return shutil.get_terminal_size().columns, coloured and not os.environ.get("NO_COLOR")


def say(message: str) -> None:
    """Tell something on standard error."""
    print(f"dispositif: {message}", file=sys.stderr)

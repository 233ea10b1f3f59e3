"""The command `dispositif`, which `python -m dispositif` is too."""

import gc
import sys

from dispositif.cli import main


def command() -> int:
    """Run the command, and give its exit status. Python need not look for cycles in all our data when it ends."""
    try:
        return main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(command())

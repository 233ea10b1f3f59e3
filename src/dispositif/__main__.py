"""`python -m dispositif` is the command `dispositif`."""

import sys

from dispositif.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""`dispositif text`: the text that a document is read as."""

from __future__ import annotations

import argparse
import sys

from dispositif.cli.options import task


def add_options(text: argparse.ArgumentParser) -> None:
    """Add its options."""
    text.add_argument("file", metavar="FILE", help="a document, or - for standard input")


def run(chosen: argparse.Namespace) -> int:
    """Print the text."""
    from dispositif.reading import read_text

    source, name = task(chosen.file).source
    text, _ = read_text(source, name=name)
    sys.stdout.buffer.write(text.characters.encode())
    return 0

"""`dispositif explain`: why a paragraph was read so."""

from __future__ import annotations

import argparse
import sys

from dispositif.cli.messages import terminal
from dispositif.cli.options import add_language, check_language, edition


def add_options(explain: argparse.ArgumentParser) -> None:
    """Add its options."""
    explain.add_argument("file", metavar="FILE", help="a document, or - for standard input")
    explain.add_argument("paragraph", metavar="PARAGRAPH", help="its identifier: op-8 (read --paragraphs lists them)")
    add_language(explain)


def run(chosen: argparse.Namespace) -> int:
    """Print the explanation."""
    from dispositif.exports.explain import explain

    check_language(chosen.language)
    width, colour = terminal()
    explanation = explain(edition(chosen.file, chosen.language), chosen.paragraph, width=width, colour=colour)
    sys.stdout.buffer.write(explanation.encode("utf-8", "replace"))
    return 0

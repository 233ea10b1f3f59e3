"""`dispositif check`: what a reader of a draft would ask."""

from __future__ import annotations

import argparse
from pathlib import Path

from dispositif.cli.messages import terminal
from dispositif.cli.options import add_language, check_language, edition, write

REMARKED = 3


def add_options(check: argparse.ArgumentParser) -> None:
    """Add its options."""
    check.epilog = "exit status: 0 nothing to remark, 1 the draft could not be read, 2 wrong usage, 3 there are remarks"
    check.add_argument("draft", metavar="DRAFT", help="the draft, or - for standard input")
    check.add_argument("--last", metavar="FILE", help="the last text on the matter: verbs weaker than there are told")
    check.add_argument("--index", metavar="FILE", help="an index of agreed language: standing mandates are told")
    check.add_argument("--format", choices=["json"], help="json: all of it")
    check.add_argument("--out", metavar="FILE", help="write JSON to FILE")
    add_language(check)


def run(chosen: argparse.Namespace) -> int:
    """Check the draft. 3 where there are remarks."""
    from dispositif.agreed import Index
    from dispositif.checking import check
    from dispositif.checking.terminal import to_terminal

    check_language(chosen.language)
    index = Index(Path(chosen.index)) if chosen.index else None
    draft = edition(chosen.draft, chosen.language)
    last = edition(chosen.last, chosen.language) if chosen.last else None
    checked = check(draft, last=last, index=index)
    if index is not None:
        index.close()
    if chosen.format == "json" or chosen.out:
        write(f"{checked.to_json(indent=2)}\n".encode(), chosen.out)
    else:
        width, colour = terminal()
        write(to_terminal(checked, draft, width=width, colour=colour).encode("utf-8", "replace"), None)
    return REMARKED if checked.remarks else 0

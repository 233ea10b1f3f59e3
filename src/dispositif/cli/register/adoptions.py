"""`dispositif register adoptions`: how the documents of the register were adopted."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from dispositif.cli.messages import say
from dispositif.cli.register import add_home


def add_options(adoptions: argparse.ArgumentParser) -> None:
    """Add its options."""
    adoptions.add_argument(
        "files", nargs="+", metavar="FILE", help="an extract file (.jsonl), an Akoma Ntoso file, or a folder of them"
    )
    add_home(adoptions)


def run(chosen: argparse.Namespace) -> int:
    """Take what the files tell. 0 where all could be taken, 1 where something could not."""
    from dispositif.register.opening import open_register

    open_register(chosen.home)
    from dispositif.adoptions import Fault, adoptions
    from dispositif.register.errors import Refused
    from dispositif.register.holdings.adoption import place, take

    counts: Counter[str] = Counter()
    for file in chosen.files:
        for one in adoptions(Path(file)):
            try:
                if isinstance(one, Fault):
                    raise Refused(f"{place(one.file, one.line)}: {one.message}")
                counts["matched" if take(one) else "unmatched"] += 1
            except Refused as refusal:
                say(str(refusal))
                counts["faults"] += 1
    say(
        f"{counts['matched']} taken, {counts['unmatched']} more of documents that the register does not hold yet, "
        f"{counts['faults']} could not be taken."
    )
    return int(counts["faults"] > 0)

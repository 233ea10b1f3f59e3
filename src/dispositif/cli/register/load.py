"""`dispositif register load`: documents brought into the register."""

from __future__ import annotations

import argparse
from pathlib import Path

from dispositif import batch
from dispositif.cli.messages import say
from dispositif.cli.register import add_home
from dispositif.errors import DispositifError


def add_options(load: argparse.ArgumentParser) -> None:
    """Add its options."""
    load.add_argument("files", nargs="+", metavar="FILE", help="a document, or a folder with all below it")
    load.add_argument("--body", required=True, metavar="NAME", help="the body that adopted them; made where new")
    add_home(load)


def run(chosen: argparse.Namespace) -> int:
    """Bring in what was named. 0 where all was, 1 where something could not be."""
    from dispositif.register.opening import open_register

    open_register(chosen.home)
    from dispositif.register.first_steps import body_named
    from dispositif.register.holdings.actions import known, read
    from dispositif.register.review.actions import bring_in

    body = body_named(chosen.body)
    failed = 0
    for file in batch.gather(chosen.files).files:
        try:
            content = Path(file).read_bytes()
            if (there := known(body, content)) is not None:
                say(f"{file}: is in the register already, as “{there}”.")
                continue
            bring_in(None, body, [read(content, file)])
        except (DispositifError, OSError) as error:
            say(str(error))
            failed += 1
    return int(failed > 0)

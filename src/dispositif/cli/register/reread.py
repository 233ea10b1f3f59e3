"""`dispositif register reread`: documents of the register read again by this version of the engine."""

from __future__ import annotations

import argparse

from dispositif.cli.batches import watched
from dispositif.cli.messages import say
from dispositif.cli.register import add_home
from dispositif.errors import DispositifError


def add_options(reread: argparse.ArgumentParser) -> None:
    """Add its options."""
    reread.add_argument("--body", metavar="NAME", help="only the documents of this body")
    add_home(reread)


def run(chosen: argparse.Namespace) -> int:
    """Read them all again. 0 where all could be, 1 where one could not."""
    from dispositif.register.opening import open_register

    open_register(chosen.home)
    from dispositif.register.holdings.models import Document
    from dispositif.register.review.rereading import read_again

    documents = Document.objects.select_related("body")
    if chosen.body:
        documents = documents.filter(body__name=chosen.body)
    pks = list(documents.order_by("pk").values_list("pk", flat=True))
    renewed, new, proposed, failed = 0, 0, 0, 0
    for pk in watched(pks, len(pks)):
        document = documents.get(pk=pk)
        try:
            changes = read_again(None, document)
        except DispositifError as error:
            say(f"document {pk}, {error}")
            failed += 1
            continue
        renewed, new, proposed = renewed + changes.renewed, new + changes.new, proposed + changes.proposed
        if changes.proposed:
            say(f"document {pk}, {document}: {changes.proposed} to decide about")
    say(
        f"{len(pks) - failed} read again, {failed} left as they were: {renewed} drafts renewed, {new} new drafts, "
        f"{proposed} proposals to decide about."
    )
    return int(failed > 0)

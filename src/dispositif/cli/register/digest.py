"""`dispositif register digest`: what is new in the searches that people keep, sent to them by mail."""

from __future__ import annotations

import argparse

from dispositif.cli.messages import say
from dispositif.cli.register import add_home


def add_options(digest: argparse.ArgumentParser) -> None:
    """Add its options."""
    digest.add_argument(
        "--address", metavar="URL", required=True, help="where people open the register, for the links in the mail"
    )
    add_home(digest)


def run(chosen: argparse.Namespace) -> int:
    """Send what is due since the last time. 0 where all could be sent, 1 where one could not."""
    from dispositif.register.opening import open_register

    open_register(chosen.home)
    from django.utils import timezone

    from dispositif.register.finding.digests import send_digests
    from dispositif.register.followup.snapshots import refresh

    refresh(timezone.localdate())
    sent, silent, failed = 0, 0, 0
    for one in send_digests(chosen.address):
        sent, silent, failed = sent + one.is_sent, silent + (not one.is_sent), failed + bool(one.failure)
        if one.failure:
            say(f"{one.search.person}, “{one.search}”: {one.failure}")
    say(f"{sent} sent, {silent - failed} had nothing to tell, {failed} failed.")
    return int(failed > 0)

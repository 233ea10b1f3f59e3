"""`dispositif register reindex`: the full-text index made anew, and what lists show of statuses."""

from __future__ import annotations

import argparse

from dispositif.cli.messages import say
from dispositif.cli.register import add_home


def add_options(reindex: argparse.ArgumentParser) -> None:
    """Add its options."""
    add_home(reindex)


def run(chosen: argparse.Namespace) -> int:
    """Make it anew, all or nothing, and say of how many paragraphs. 0."""
    from dispositif.register.opening import open_register

    open_register(chosen.home)
    from django.db import transaction

    from dispositif.register.finding import indexing
    from dispositif.register.followup import snapshots
    from dispositif.register.holdings.models import Paragraph

    with transaction.atomic():
        indexing.rebuild()
        many = Paragraph.objects.count()
        snapshots.renew_all()
    say(f"{many:,} paragraphs can be found.")
    return 0

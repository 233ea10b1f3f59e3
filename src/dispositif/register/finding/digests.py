"""Digests: what is new in the searches that people keep, by mail, daily or weekly."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.core.mail import EmailMultiAlternatives
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispositif.errors import DispositifError
from dispositif.register.finding.changes import changes, deadlines, listed
from dispositif.register.finding.filters import Filter
from dispositif.register.finding.models import SavedSearch
from dispositif.register.followup.snapshots import refresh
from dispositif.register.holdings.listing import with_commas

EVERY: Final = {"daily": timedelta(days=1), "weekly": timedelta(weeks=1)}
"""How long after the last digest the next one is sent."""
AHEAD: Final = 30
"""So many days ahead deadlines are told."""
_MOST = 100
# A command that is started at the same hour each day must not miss a day by a minute.
_SLACK = timedelta(hours=1)


class Sent(NamedTuple):
    """What became of a search's digest: sent, nothing to tell, or why it could not be sent."""

    search: SavedSearch
    is_sent: bool = False
    failure: str = ""


def send_digests(address: str, now: datetime | None = None) -> Iterator[Sent]:
    """Send each digest whose time it is; one failure stops no other. `address` is where the register is, for links."""
    now = now or timezone.now()
    refresh(timezone.localdate(now))
    kept = SavedSearch.objects.exclude(digest="").filter(person__is_active=True).exclude(person__email="")
    for search in kept.select_related("person").order_by("pk"):
        since = search.told_until
        if since is not None and now - since < EVERY[search.digest] - _SLACK:
            continue
        try:
            is_sent = _send(search, since or now - EVERY[search.digest], now, address.rstrip("/"))
        except (DispositifError, OSError) as error:
            yield Sent(search, failure=str(error))
            continue
        SavedSearch.objects.filter(pk=search.pk).update(told_until=now)
        yield Sent(search, is_sent)


def _send(search: SavedSearch, since: datetime, now: datetime, address: str) -> bool:
    asked = Filter.from_query(QueryDict(search.query))
    today = timezone.localdate(now)
    changed = changes(search.person, asked, since, _MOST + 1, today)
    due = listed(deadlines(search.person, asked, today, AHEAD)[: _MOST + 1])
    if not changed and not due:
        return False
    told = {
        "search": search, "changes": changed[:_MOST], "due": due[:_MOST], "since": since, "address": address,
        "days": AHEAD, "is_cut": max(len(changed), len(due)) > _MOST,
    }  # fmt: skip
    subject = _("%(name)s: %(value)s") % {
        "name": " ".join(search.name.split()),
        "value": with_commas(
            (
                ngettext("%(number)s change", "%(number)s changes", len(changed)) % {"number": _many(changed)},
                ngettext("%(number)s deadline", "%(number)s deadlines", len(due)) % {"number": _many(due)},
            )
        ),
    }
    message = EmailMultiAlternatives(subject, render_to_string("finding/digest.txt", told), to=[search.person.email])
    message.attach_alternative(render_to_string("finding/digest.html", told), "text/html")
    message.send()
    return True


def _many(found: Sized) -> str:
    return str(len(found)) if len(found) <= _MOST else f"{_MOST}+"

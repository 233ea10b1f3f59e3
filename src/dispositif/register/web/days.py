"""Days that an address asks for."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from dispositif.register.errors import Refused
from dispositif.register.finding.reporting import check_past


def day_asked(query: QueryDict, name: str) -> date | None:
    """The day that is asked for by a name; None for none. Raises Refused for what is no day."""
    words = query.get(name)
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise Refused(_("“%(words)s” is no day. Write it as 2024-05-31.") % {"words": words}) from error


def as_of(query: QueryDict) -> date:
    """The day as of which something is to be shown (`on`), today where none is asked for. Raises Refused."""
    on = day_asked(query, "on") or timezone.localdate()
    check_past(on)
    return on

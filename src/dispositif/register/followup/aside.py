"""A document that was brought in by mistake is put aside, and can be brought back. Nothing of it is deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dispositif.register.errors import Refused, Stale
from dispositif.register.followup.models import Assignment, Entry, Request
from dispositif.register.followup.notices import tell_each_once
from dispositif.register.holdings.aside import told_of
from dispositif.register.holdings.models import Document
from dispositif.register.people.permissions import note, require, require_for

LONGEST_REASON: Final = 2000
"""Characters of the reason for which a document is put aside."""


def action_needed(document: Document) -> str:
    """What one must be allowed to do in its body (a key of NEEDS) to put a document aside.

    Whoever brings in takes back as well; what somebody follows up is taken from them by who decides.
    """
    is_followed = any(one.objects.filter(mandate__document=document).exists() for one in (Assignment, Entry, Request))
    return "decide" if is_followed else "bring in"


@transaction.atomic
def put_aside(person: User, document: Document, reason: str) -> Document:
    """Put a document aside: it and its mandates stand in no list from now on. Who answers for them is told.

    Raises Forbidden, and Refused without a reason or where it was put aside already.
    """
    document = _claimed(document)
    require_for(person, action_needed(document), document)
    if not (reason := reason.strip()):
        raise Refused(_("Why is it put aside? Give the reason: whoever comes to its address is told."))
    if len(reason) > LONGEST_REASON or "\x00" in reason:
        raise Refused(
            _("The reason is too long (at most %(most)d characters), or has a character that cannot be kept.")
            % {"most": LONGEST_REASON}
        )
    _set(document, person, reason)
    note(person, "put aside", document.body, f"document {document.pk}", name=str(document), reason=reason)
    _tell(document, lambda: _("%(told)s Nothing is to be done until it is brought back.") % {"told": told_of(document)})
    return document


@transaction.atomic
def bring_back(person: User, document: Document) -> Document:
    """Bring a document back: all is as it was. Raises Forbidden, and Stale where it is not put aside."""
    document = _claimed(document)
    require(person, "bring in", document.body)
    if document.put_aside_at is None:
        raise Stale(_("“%(document)s” is not put aside, or somebody has brought it back.") % {"document": document})
    _set(document, None, "")
    note(person, "bring back", document.body, f"document {document.pk}", name=str(document))
    who = person.get_username()
    _tell(document, lambda: _("“%(document)s” was brought back by %(who)s.") % {"document": document, "who": who})
    return document


def _claimed(document: Document) -> Document:
    rows = Document.objects.select_for_update(of=("self",)).select_related("body").defer("characters")
    return rows.get(pk=document.pk)


def _set(document: Document, by: User | None, reason: str) -> None:
    document.put_aside_at = timezone.now() if by else None
    document.put_aside_by, document.put_aside_because = by, reason
    document.save(update_fields=["put_aside_at", "put_aside_by", "put_aside_because"])


def _tell(document: Document, say: Callable[[], str]) -> None:
    assigned = document.mandates.filter(assignments__isnull=False).distinct().order_by("start", "pk")
    tell_each_once(list(assigned), say)

"""Where a document belongs: its body, its meeting, the day of its adoption, put right after it was brought in."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import Struct

from dispositif.register.errors import Refused, Stale
from dispositif.register.followup import snapshots
from dispositif.register.followup.models import Assignment, Entry
from dispositif.register.holdings.listing import in_words
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.people.permissions import note_all, require, require_for


class Belonging(Struct, frozen=True, kw_only=True):
    """Where a document belongs. The fields are those of `holdings.Document`."""

    body: Body
    meeting: Meeting | None = None
    adopted: date | None = None


def belonging(document: Document) -> Belonging:
    """Where a document belongs now."""
    return Belonging(body=document.body, meeting=document.meeting, adopted=document.adopted)


@transaction.atomic
def correct(person: User, document: Document, right: Belonging, seen: Belonging) -> Document:
    """Put right where a document belongs; `seen` is what the person saw. What hangs on it is reckoned anew.

    Whatever people have decided, assigned and entered stays as it is. Raises Forbidden where the person may not bring
    documents into both bodies, Stale, and Refused for what cannot be.
    """
    rows = Document.objects.select_for_update(of=("self",)).select_related("body", "meeting")
    document = rows.defer("characters").get(pk=document.pk)
    before = belonging(document)
    require_for(person, "bring in", document)
    require(person, "bring in", right.body)
    if before != seen:
        raise Stale(
            _("Somebody else has put “%(document)s” right meanwhile. Look at it again.") % {"document": document}
        )
    if right == before:
        return document
    if right.meeting is not None and right.meeting.body_id != right.body.pk:
        raise Refused(
            _("“%(meeting)s” is no session or meeting of %(body)s. Choose one of its own, or none.")
            % {"meeting": right.meeting, "body": right.body}
        )
    if right.body != before.body:
        _check_move(document, right.body)
    if right.adopted is not None and right.adopted != before.adopted:
        _check_day(document, right.adopted)
    document.body, document.meeting, document.adopted = right.body, right.meeting, right.adopted
    document.save(update_fields=["body", "meeting", "adopted"])
    changes = {name: f"{old or '—'} → {getattr(right, name) or '—'}" for name, old in _changed(before, right)}
    for body in {before.body, right.body}:
        note_all(person, "correct a document", body, [(f"document {document.pk}", changes)])
    snapshots.renew(list(document.mandates.values_list("pk", flat=True)))
    return document


def _changed(before: Belonging, right: Belonging) -> list[tuple[str, object]]:
    return [(name, old) for name in before.__struct_fields__ if (old := getattr(before, name)) != getattr(right, name)]


def _check_move(document: Document, body: Body) -> None:
    if (there := Document.objects.filter(body=body, original=document.original_id).first()) is not None:
        raise Refused(_("%(body)s holds the same file as “%(there)s” already.") % {"body": body, "there": there})
    assigned = Assignment.objects.filter(mandate__document=document).select_related("mandate").first()
    if assigned is not None:
        raise Refused(
            _(
                "%(mandate)s is assigned in %(body)s, to people who may have no part in %(other)s: the document stays. "
                "Bring the file in there, and reject the mandates here."
            )
            % {"mandate": assigned.mandate, "body": document.body, "other": body}
        )


def _check_day(document: Document, adopted: date) -> None:
    if adopted > timezone.localdate():
        raise Refused(_("%(day)s is in the future: nothing is adopted yet on it.") % {"day": in_words(adopted)})
    standing = Entry.objects.filter(mandate__document=document, corrected_by=None, withdrawn=False)
    early = standing.filter(happened__lt=adopted).select_related("mandate").order_by("happened").first()
    if early is not None:
        raise Refused(
            _("The ledger of %(mandate)s has what happened on %(day)s, before %(adopted)s. Correct one of the days.")
            % {"mandate": early.mandate, "day": in_words(early.happened), "adopted": in_words(adopted)}
        )
    last = {one.mandate_id: one for one in Assignment.objects.filter(mandate__document=document).order_by("pk")}
    for one in last.values():
        if one.due is not None and one.due < adopted:
            raise Refused(
                _("%(mandate)s was assigned to be done by %(due)s, before %(adopted)s. Correct one of the days.")
                % {"mandate": one.mandate, "due": in_words(one.due), "adopted": in_words(adopted)}
            )

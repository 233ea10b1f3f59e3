"""Keeping the calendar of a body: the sessions and meetings by which relative deadlines are reckoned."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dispositif.register.errors import Missing, Refused
from dispositif.register.followup import snapshots
from dispositif.register.followup.deadlines import Sitting
from dispositif.register.followup.whose import Named, beginnings
from dispositif.register.holdings.models import Body, Meeting
from dispositif.register.people.permissions import note, require
from dispositif.register.review.models import Mandate


@transaction.atomic
def keep(person: User, body: Body, sitting: Sitting, pk: int | None = None) -> Meeting:
    """Add a session or meeting, or change the one of that key. The days that hang on it are reckoned anew.

    Raises Forbidden, Missing, and Refused for a number that another has or a day on which it cannot close.
    """
    require(person, "keep the calendar", body)
    meeting = Meeting(body=body) if pk is None else Meeting.objects.filter(body=body, pk=pk).first()
    if meeting is None:
        raise Missing(_("There is no such session or meeting of %(body)s.") % {"body": body})
    if sitting.closes and sitting.closes < sitting.opens:
        raise Refused(_("It closes before it opens. Correct one of the days."))
    others = Meeting.objects.filter(body=body, kind=sitting.kind, number=sitting.number).exclude(pk=meeting.pk)
    if sitting.number is not None and (other := others.first()) is not None:
        raise Refused(_("“%(other)s” has the number %(number)d already.") % {"other": other, "number": sitting.number})
    for name in Sitting.__struct_fields__:
        setattr(meeting, name, getattr(sitting, name))
    meeting.save()
    note(person, "keep the calendar", body, f"meeting {meeting.pk}", name=meeting.name, opens=meeting.opens.isoformat())
    snapshots.renew(_reckoned_by_it(body))
    return meeting


@transaction.atomic
def strike(person: User, meeting: Meeting) -> None:
    """Strike a session or meeting that is not to be held. Raises Refused where documents were adopted at it."""
    require(person, "keep the calendar", meeting.body)
    if meeting.documents.exists():
        raise Refused(_("Documents were adopted at “%(meeting)s”: it stays.") % {"meeting": meeting})
    note(person, "strike from the calendar", meeting.body, f"meeting {meeting.pk}", name=meeting.name)
    meeting.delete()
    snapshots.renew(_reckoned_by_it(meeting.body))


def _reckoned_by_it(body: Body) -> list[int]:
    """The mandates whose day may hang on the calendar of a body: those of its texts, and of others that name it."""
    undated = Q(deadline_date=None) & ~Q(deadline_text="")
    names = beginnings(Named(body.pk, body.name, body.actor))
    meant = reduce(or_, (Q(action__icontains=name) for name in names), Q(document__body=body))
    return list(Mandate.objects.filter(undated | Q(recurrence="session"), meant).values_list("pk", flat=True))

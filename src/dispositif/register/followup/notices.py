"""Telling those who answer for a mandate, on their page and by mail; and what they were told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from dispositif.exports.edition import one_line
from dispositif.register.errors import Missing
from dispositif.register.followup.models import Assignment, Notice
from dispositif.register.holdings.listing import with_commas
from dispositif.register.people.permissions import Person, to_be_read
from dispositif.register.review.models import Mandate


def answering(mandate: Mandate) -> list[User]:
    """Who answers for a mandate: its focal point and the alternate; where neither is named, its unit's people."""
    assignment = Assignment.objects.filter(mandate=mandate).select_related("focal_point", "alternate").last()
    if assignment is None:
        return []
    named = [one for one in (assignment.focal_point, assignment.alternate) if one is not None]
    return named or list(User.objects.filter(memberships__unit=assignment.unit_id, is_active=True).distinct())


def told(person: Person) -> QuerySet[Notice]:
    """What a person was told of the mandates that they may read, the newest first."""
    found = Notice.objects.filter(to_be_read(person, "mandate__document"), person_id=person.pk)
    return found.select_related("mandate").only("message", "at", "seen", "mandate__reference").order_by("-pk")


def how_many_are_new(person: Person) -> int:
    """How many notices a person has not seen yet."""
    return told(person).filter(seen=None).count() if person.is_authenticated else 0


def mark_seen(person: Person, pk: int) -> Notice:
    """A person has seen a notice. The first time counts. Raises Missing."""
    found = told(person).filter(pk=pk).first()
    if found is None:
        raise Missing(_("You were told nothing under the number %(pk)d.") % {"pk": pk})
    told(person).filter(pk=pk, seen=None).update(seen=timezone.now())
    found.refresh_from_db(fields=["seen"])
    return found


def mark_all_seen(person: Person, until: int) -> int:
    """A person has seen their notices up to the one of that key. Gives how many were new."""
    return told(person).filter(pk__lte=until, seen=None).update(seen=timezone.now())


def tell(mandate: Mandate, say: Callable[[], str], besides: Iterable[User] = ()) -> None:
    """Tell those who answer for a mandate, and some besides, by a notice and, once the transaction stands, by mail.

    `say` gives the sentence. It is in the language of the register: whoever acts may read another than who is told.
    """
    tell_each_once([mandate], say, besides)


def tell_each_once(mandates: Iterable[Mandate], say: Callable[[], str], besides: Iterable[User] = ()) -> None:
    """As `tell`, what concerns several mandates: each person is told by the first of theirs."""
    with override(settings.LANGUAGE_CODE):
        message = say()
    told: set[User] = set()
    for mandate in mandates:
        people = [one for one in dict.fromkeys((*answering(mandate), *besides)) if one not in told]
        told.update(people)
        _tell(people, mandate, message)


def _tell(people: list[User], mandate: Mandate, message: str) -> None:
    Notice.objects.bulk_create([Notice(person=one, mandate=mandate, message=message) for one in people])
    addresses = [one.email for one in people if one.email]
    if addresses:
        subject = f"{mandate.reference}: {one_line(message)}"[:150]
        body = f"{message}\n\n{with_commas([mandate.document, mandate.paragraph])}\n“{mandate.action}”\n"
        if settings.ADDRESS:
            body += f"\n{settings.ADDRESS}{reverse('mandate', args=[mandate.reference])}\n"
        send = partial(send_mail, subject, body, settings.DEFAULT_FROM_EMAIL, addresses)
        transaction.on_commit(send, robust=True)

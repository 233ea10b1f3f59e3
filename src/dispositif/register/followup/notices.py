"""Telling those who answer for a mandate, on their page and by mail."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction

from dispositif.register.followup.models import Assignment, Notice
from dispositif.register.review.models import Mandate


def answering(mandate: Mandate) -> list[User]:
    """Who answers for a mandate: its focal point and the alternate; where neither is named, its unit's people."""
    assignment = Assignment.objects.filter(mandate=mandate).select_related("focal_point", "alternate").last()
    if assignment is None:
        return []
    named = [one for one in (assignment.focal_point, assignment.alternate) if one is not None]
    return named or list(User.objects.filter(memberships__unit=assignment.unit_id, is_active=True).distinct())


def tell(mandate: Mandate, message: str) -> None:
    """Tell those who answer for a mandate, by a notice and, once the transaction stands, by mail."""
    people = answering(mandate)
    Notice.objects.bulk_create([Notice(person=one, mandate=mandate, message=message) for one in people])
    addresses = [one.email for one in people if one.email]
    if addresses:
        subject = f"{mandate.reference}: {message}"[:150]
        body = f"{message}\n\n{mandate.document}, {mandate.paragraph}\n“{mandate.action}”\n"
        send = partial(send_mail, subject, body, settings.DEFAULT_FROM_EMAIL, addresses)
        transaction.on_commit(send, robust=True)

"""What the register's owner does at the command line: the first account, bodies, people, the sample."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import NamedTuple

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

import dispositif
from dispositif.register.errors import Refused
from dispositif.register.holdings.actions import known, read
from dispositif.register.holdings.models import Body
from dispositif.register.people.models import Membership, Role, Unit
from dispositif.register.people.permissions import note
from dispositif.register.review.actions import bring_in

SAMPLE = Path(dispositif.__file__).parent / "samples" / "communique.txt"
SAMPLE_BODY = "Steering Committee of the Concord of Coastal States"


class Account(NamedTuple):
    """A name and a password to sign in with."""

    name: str
    password: str


def first_account() -> Account | None:
    """Make an administrator of all bodies where there is no account yet."""
    if User.objects.exists():
        return None
    account = Account("admin", secrets.token_urlsafe(9))
    keep_person(account.name, account.password, "", Role.ADMINISTRATOR, None, None)
    return account


def body_named(name: str) -> Body:
    """The body of that name, made where there is none."""
    slug = slugify(name)[:50].strip("-") or secrets.token_hex(4)
    body, _ = Body.objects.get_or_create(name=name, defaults={"slug": slug})
    return body


def load_sample() -> None:
    """Bring the sample communiqué in, once."""
    body, content = body_named(SAMPLE_BODY), SAMPLE.read_bytes()
    if known(body, content) is None:
        bring_in(None, body, [read(content, SAMPLE.name)])


@transaction.atomic
def keep_person(
    name: str, password: str | None, email: str, role: str | None, body: str | None, unit: str | None
) -> User:
    """Add a person, or change what is given. Raises Refused for a password that is too weak."""
    person, is_new = User.objects.get_or_create(username=name)
    if password is not None:
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise Refused(f"{name}: {' '.join(error.messages)}") from error
        person.set_password(password)
    elif is_new:
        person.set_unusable_password()
    person.email = email or person.email
    person.save()
    if role is not None:
        where = body_named(body) if body else None
        of = Unit.objects.get_or_create(body=where, name=unit)[0] if where and unit else None
        Membership.objects.update_or_create(person=person, body=where, defaults={"role": role, "unit": of})
    note(None, "keep person", None, f"person {name}", role=role or "", where=body or "")
    return person

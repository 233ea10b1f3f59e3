"""What administrators do: bodies, units, people and their roles.

An administrator of a body gives roles in it; one of all bodies makes bodies, and gives roles in all of them.
"""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dispositif.register.errors import Missing, Refused
from dispositif.register.holdings.listing import with_commas
from dispositif.register.holdings.models import Body
from dispositif.register.people.models import Membership, Role, Unit
from dispositif.register.people.permissions import note, require, where

LONGEST_SILENCE: Final = 3660
"""Days without an entry after which every body calls a mandate stagnant."""


@transaction.atomic
def keep_body(
    person: User, body: Body | None, name: str, slug: str = "", public: bool = False, stagnant_after: int = 180
) -> Body:
    """Make a body, or change one. To make one takes an administrator of all bodies. Raises Forbidden, Refused."""
    require(person, "administer", body)
    name = name.strip()
    slug = slug or slugify(name)[:50].strip("-")
    if not name or not slug:
        raise Refused(_("A body has a name, and a short one for its address in small Latin letters and digits."))
    if not 1 <= stagnant_after <= LONGEST_SILENCE:
        raise Refused(
            _("A mandate is stagnant after 1 to %(most)d days without an entry. Give another number.")
            % {"most": LONGEST_SILENCE}
        )
    others = Body.objects.exclude(pk=body.pk) if body else Body.objects.all()
    if others.filter(slug=slug).exists():
        raise Refused(_("Another body has the address “%(slug)s” already. Choose another.") % {"slug": slug})
    body = body or Body()
    body.name, body.slug, body.public, body.stagnant_after = name, slug, public, stagnant_after
    body.save()
    note(person, "keep a body", body, f"body {body.slug}", name=name, public=public, stagnant_after=stagnant_after)
    return body


@transaction.atomic
def keep_unit(person: User, body: Body, name: str, unit: Unit | None = None) -> Unit:
    """Make a unit of a body, or give one another name. Raises Forbidden, Refused."""
    require(person, "administer", body)
    if unit is not None and unit.body_id != body.pk:
        raise Missing(_("There is no such unit in %(body)s.") % {"body": body})
    if not (name := name.strip()):
        raise Refused(_("A unit has a name."))
    others = Unit.objects.exclude(pk=unit.pk) if unit else Unit.objects.all()
    if others.filter(body=body, name=name).exists():
        raise Refused(_("%(body)s has a unit “%(unit)s” already.") % {"body": body, "unit": name})
    before = unit.name if unit else ""
    unit = unit or Unit(body=body)
    unit.name = name
    unit.save()
    note(person, "keep a unit", body, f"unit {name}", before=before)
    return unit


@transaction.atomic
def add_person(person: User, name: str, email: str, password: str) -> User:
    """Make an account. Takes an administrator of some body. Raises Forbidden, Refused."""
    if not where(person, "administer").exists():
        require(person, "administer", None)
    if not (name := name.strip()) or len(name) > 150:
        raise Refused(_("An account has a name to sign in with, of 150 characters at most."))
    added = User(username=name, email=email.strip())
    try:
        User.username_validator(name)
        validate_password(password, added)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    added.set_password(password)
    try:
        with transaction.atomic():
            added.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("There is an account “%(name)s” already: give it a role.") % {"name": name}) from error
    note(person, "add a person", None, f"person {name}")
    return added


@transaction.atomic
def give_role(person: User, name: str, body: Body | None, role: str, unit: Unit | None = None) -> Membership:
    """Give the account of that name a role in a body, or in all where `body` is None. Raises Forbidden, Refused."""
    require(person, "administer", body)
    whose = User.objects.filter(username=name.strip()).first()
    if whose is None:
        raise Refused(_("There is no account “%(name)s”. Add it first.") % {"name": name})
    if role not in Role.values:
        raise Refused(
            _("“%(role)s” is no role. Choose one of: %(all)s.") % {"role": role, "all": with_commas(Role.values)}
        )
    if unit is not None and (body is None or unit.body_id != body.pk):
        raise Refused(_("“%(unit)s” is no unit of that body.") % {"unit": unit})
    if role == Role.CONTRIBUTOR and unit is None and body is not None:
        raise Refused(_("A contributor writes for the mandates of a unit. Choose the unit."))
    _keep_an_administrator(body, whose, role)
    given, _is_new = Membership.objects.update_or_create(
        person=whose, body=body, defaults={"role": role, "unit": unit if role == Role.CONTRIBUTOR else None}
    )
    note(person, "give a role", body, f"person {whose.username}", role=role, unit=str(unit or ""))
    return given


@transaction.atomic
def take_role(person: User, given: Membership) -> None:
    """Take a role away. Raises Forbidden, and Refused for the last administrator of all bodies."""
    require(person, "administer", given.body)
    _keep_an_administrator(given.body, given.person, "")
    note(person, "take a role", given.body, f"person {given.person}", role=given.role)
    given.delete()


@transaction.atomic
def set_active(person: User, whose: User, active: bool) -> None:
    """Close an account, or open it again. Takes an administrator of all bodies. What the person wrote stays."""
    require(person, "administer", None)
    if whose.pk == person.pk and not active:
        raise Refused(_("You cannot close your own account: another administrator does."))
    whose.is_active = active
    whose.save(update_fields=["is_active"])
    note(person, "open an account" if active else "close an account", None, f"person {whose.username}")


def _keep_an_administrator(body: Body | None, whose: User, role: str) -> None:
    """Somebody must be able to give roles in all bodies."""
    if body is not None or role == Role.ADMINISTRATOR:
        return
    others = Membership.objects.filter(body=None, role=Role.ADMINISTRATOR, person__is_active=True)
    if others.filter(person=whose).exists() and not others.exclude(person=whose).exists():
        raise Refused(_("This is the last administrator of all bodies. Give somebody else that role first."))

"""Who may do what: one table, asked by every action and every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

import msgspec
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispositif.register.errors import Forbidden, Missing, Refused
from dispositif.register.holdings.aside import in_lists, told_of
from dispositif.register.holdings.models import Body, Document
from dispositif.register.holdings.rows import insert
from dispositif.register.people.models import Membership, Role, Trail, Unit

Person = AbstractBaseUser | AnonymousUser

NEEDS: Final[Mapping[str, Role]] = {
    "read": Role.READER,
    "follow up": Role.CONTRIBUTOR,
    "ask for a decision": Role.CONTRIBUTOR,
    "bring in": Role.EDITOR,
    "review": Role.EDITOR,
    "assign": Role.MANAGER,
    "decide": Role.MANAGER,
    "keep the calendar": Role.MANAGER,
    "administer": Role.ADMINISTRATOR,
}
"""The role from which on each thing may be done."""

_NAMES: Final[Mapping[str, Promise]] = {
    "read": gettext_lazy("read"),
    "follow up": gettext_lazy("follow up"),
    "ask for a decision": gettext_lazy("ask for a decision"),
    "bring in": gettext_lazy("bring in"),
    "review": gettext_lazy("review"),
    "assign": gettext_lazy("assign"),
    "decide": gettext_lazy("decide"),
    "keep the calendar": gettext_lazy("keep the calendar"),
    "administer": gettext_lazy("administer"),
}

_RANK = {role: rank for rank, role in enumerate(Role)}


def membership(person: Person, body: Body | None) -> Membership | None:
    """A person's membership that counts in a body: the highest of their own there and that in all bodies."""
    if not person.is_authenticated or not person.is_active:
        return None
    found = Membership.objects.filter(Q(body=body) | Q(body=None), person_id=person.pk).select_related("unit")
    return max(found, key=lambda one: _RANK[Role(one.role)], default=None)


def may(person: Person, action: str, body: Body | None, unit: Unit | None = None) -> bool:
    """Whether a person may do `action` (a key of NEEDS) in a body. `unit` is the one that answers for a mandate."""
    return action in allowed(person, body, unit)


def allowed(person: Person, body: Body | None, unit: Unit | None = None) -> frozenset[str]:
    """All that a person may do in a body, by one query. `unit` is the one that answers for a mandate."""
    held = membership(person, body)
    return frozenset(action for action in NEEDS if _is_allowed(held, action, body, unit))


def _is_allowed(held: Membership | None, action: str, body: Body | None, unit: Unit | None) -> bool:
    if action == "read" and body is not None and body.public:
        return True
    if held is None or _RANK[Role(held.role)] < _RANK[NEEDS[action]]:
        return False
    if held.role == Role.CONTRIBUTOR and action in ("follow up", "ask for a decision"):
        return held.unit is not None and held.unit == unit
    return True


def require(person: Person, action: str, body: Body | None, unit: Unit | None = None) -> None:
    """Raise Forbidden where a person may not; Missing where they may not even know of the body."""
    can = allowed(person, body, unit)
    if action in can:
        return
    if body is not None and "read" not in can:
        raise Missing(_("There is no such thing, or it is not for you to see."))
    held = membership(person, body)
    if held is not None and held.role == Role.CONTRIBUTOR and NEEDS[action] == Role.CONTRIBUTOR:
        raise Forbidden(
            _("You may do this (%(action)s) for the mandates of your unit, “%(own)s”. This one is of “%(unit)s”.")
            % {"action": _NAMES[action], "own": held.unit or "—", "unit": unit or "—"}
        )
    raise Forbidden(
        _("You may not do this in %(body)s (%(action)s): it takes the role “%(role)s”. Ask its administrator.")
        % {"action": _NAMES[action], "body": body or _("the register"), "role": NEEDS[action].label}
    )


def require_for(person: Person, action: str, document: Document, unit: Unit | None = None) -> None:
    """As `require`, for what is done to a document or its mandates. Raises Refused where it was put aside."""
    require(person, action, document.body, unit)
    if document.put_aside_at is not None:
        raise Refused(_("%(told)s Nothing was changed: bring it back first.") % {"told": told_of(document)})


def allowed_for(person: Person, document: Document, unit: Unit | None = None) -> frozenset[str]:
    """All that a person may do to a document and its mandates: what was put aside is read, and no more."""
    can = allowed(person, document.body, unit)
    return can if document.put_aside_at is None else can & {"read"}


def readable(person: Person) -> QuerySet[Body]:
    """The bodies whose documents a person may read."""
    return _readable(reader(person)).all()


def readable_keys(person: Person) -> RawSQL:
    """The keys of the same bodies, to narrow a query by: `body__in=readable_keys(person)`."""
    return _readable_keys(reader(person))


def to_be_read(person: Person, of: str = "") -> Q:
    """What a person may read, at its own address. `of` is the lookup of the document."""
    return Q(**{f"{of}__body__in" if of else "body__in": readable_keys(person)})


def to_be_found(person: Person, of: str = "") -> Q:
    """What lists, counts and search show a person: what they may read, but for what was put aside."""
    return to_be_read(person, of) & in_lists(of)


def reader(person: Person) -> int | None:
    """Who reads: the key of the account; None for somebody who has none that counts."""
    return person.pk if person.is_authenticated and person.is_active else None


@lru_cache
def _readable(key: int | None) -> QuerySet[Body]:
    """Put together once and asked anew each time: a page asks for it several times, and putting it together is slow."""
    if key is None:
        return Body.objects.filter(public=True)
    held = Membership.objects.filter(person_id=key)
    return Body.objects.filter(Q(public=True) | Q(pk__in=held.values("body")) | Exists(held.filter(body=None)))


@lru_cache
def _readable_keys(key: int | None) -> RawSQL:
    """Its SQL is written once: nearly every query of a page holds it, and writing it takes longer than finding them."""
    return RawSQL(*_readable(key).order_by().values("pk").query.sql_with_params())


def where(person: Person, action: str) -> QuerySet[Body]:
    """The bodies in which a person's role allows an action, by one query more."""
    if not person.is_authenticated or not person.is_active:
        return Body.objects.none()
    enough = [role for role in Role if _RANK[role] >= _RANK[NEEDS[action]]]
    held = Membership.objects.filter(person_id=person.pk, role__in=enough)
    if held.filter(body=None).exists():
        return Body.objects.all()
    return Body.objects.filter(pk__in=held.values("body"))


def note(person: Person | None, action: str, body: Body | None, subject: str, **details: object) -> None:
    """Add to the audit trail."""
    note_all(person, action, body, [(subject, details)])


def note_all(
    person: Person | None, action: str, body: Body | None, done: Iterable[tuple[str, Mapping[str, object]]]
) -> None:
    """Add the same action on many things to the audit trail: what each was done to, and the details."""
    who = person.pk if person is not None and person.is_authenticated else None
    where, now = body.pk if body is not None else None, timezone.now()
    rows = ((now, who, where, action, subject, msgspec.json.encode(details).decode()) for subject, details in done)
    insert(Trail, ("at", "person", "body", "action", "subject", "details"), rows)

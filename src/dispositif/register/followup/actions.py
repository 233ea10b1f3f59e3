"""What people do to follow a mandate up: assign it, enter what happened, ask for a decision, decide.

Each is one transaction: all of it or nothing. Each raises Forbidden where the person may not, Stale where somebody else
was quicker, Refused where what is given cannot be taken.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Collection
from datetime import date
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import Struct
from msgspec.structs import replace

from dispositif.exports.edition import one_line
from dispositif.register.errors import Refused, Stale
from dispositif.register.followup import snapshots
from dispositif.register.followup.entering import (
    DECIDED,
    Saying,
    check,
    check_later,
    check_standing,
    check_successor,
    counts_as,
)
from dispositif.register.followup.models import Assignment, Decision, Entry, Request, Snapshot
from dispositif.register.followup.notices import tell
from dispositif.register.followup.seals import seal
from dispositif.register.followup.status import Status
from dispositif.register.holdings.actors import identified
from dispositif.register.holdings.listing import in_words, with_commas
from dispositif.register.holdings.models import Body, Original
from dispositif.register.people.models import Unit
from dispositif.register.people.permissions import membership, note, require_for
from dispositif.register.review.models import Mandate

_TAKEN_FOR = {
    Request.Kind.EXTENSION: Entry.Kind.EXTENSION,
    Request.Kind.DROPPING: Entry.Kind.RETIRED,
    Request.Kind.RETIREMENT: Entry.Kind.RETIRED,
    Request.Kind.MERGER: Entry.Kind.SUPERSEDED,
    Request.Kind.REPLACEMENT: Entry.Kind.SUPERSEDED,
}


class Answering(Struct, frozen=True, kw_only=True):
    """Who shall answer for a mandate, with whom, by when."""

    unit: Unit | None = None
    focal_point: User | None = None
    alternate: User | None = None
    partners: str = ""
    due: date | None = None


class Asking(Struct, frozen=True, kw_only=True):
    """What is asked for a mandate. The fields are those of `models.Request`."""

    kind: str
    legal_basis: str
    reason: str = ""
    due: date | None = None
    successor: Mandate | None = None


@transaction.atomic
def assign(person: User, mandate: Mandate, answering: Answering, seen: int | None) -> Assignment:
    """Have a unit and people answer for a mandate. `seen` is the key of the assignment that the person looked at."""
    mandate = _held(mandate, None)
    body = mandate.document.body
    require_for(person, "assign", mandate.document, unit_of(mandate))
    check_standing(mandate)
    last = Assignment.objects.filter(mandate=mandate).last()
    if (last.pk if last else None) != seen:
        raise Stale(
            _(
                "%(mandate)s was assigned to %(whom)s by %(who)s meanwhile. Nothing was changed. "
                "Assign it once more to put yours in its place."
            )
            % {"mandate": mandate, "whom": _to_whom(last), "who": last.by if last else "—"}
        )
    _check_answering(mandate, answering, body)
    made = Assignment.objects.create(
        mandate=mandate,
        unit=answering.unit,
        focal_point=answering.focal_point,
        alternate=answering.alternate,
        partners=answering.partners,
        due=answering.due,
        by=person,
    )
    note(
        person,
        "assign",
        body,
        f"mandate {mandate}",
        unit=str(answering.unit or ""),
        focal=str(answering.focal_point or ""),
    )
    _settle(mandate)
    tell(mandate, lambda: _("%(who)s has assigned it to you.") % {"who": person.get_username()})
    return made


@transaction.atomic
def enter(person: User, mandate: Mandate, saying: Saying, version: int | None = None) -> Entry:
    """Add to the ledger. `version` is the mandate's as the person saw it; None where that does not matter.

    Whoever answers for a mandate that is dormant no longer is told.
    """
    mandate = _held(mandate, version)
    kind = counts_as(saying)
    require_for(person, "decide" if kind in DECIDED else "follow up", mandate.document, unit_of(mandate))
    names = {one.actor or one.text: one_line(one.text) for one in mandate.read_content().addressees}
    saying = replace(saying, addressee=identified(saying.addressee, names))
    check(mandate, saying)
    return _added(person, mandate, saying)


@transaction.atomic
def ask(person: User, mandate: Mandate, asking: Asking) -> Request:
    """Ask for a mandate to be extended, dropped, merged, replaced or retired."""
    mandate = _held(mandate, None)
    require_for(person, "ask for a decision", mandate.document, unit_of(mandate))
    check_standing(mandate)
    if not asking.legal_basis.strip():
        raise Refused(_("A request needs its legal basis: the decision, rule or paragraph that allows it."))
    if asking.kind == Request.Kind.EXTENSION:
        if asking.due is None:
            raise Refused(_("Until when? Give the new day."))
        check_later(mandate, asking.due, timezone.localdate())
    if _TAKEN_FOR[Request.Kind(asking.kind)] == Entry.Kind.SUPERSEDED:
        if asking.successor is None:
            raise Refused(_("Into which mandate, or by which? Give its reference (M-…)."))
        check_successor(mandate, asking.successor)
    if mandate.requests.filter(kind=asking.kind, decision=None).exists():
        raise Refused(_("The same was asked for already, and is not decided yet."))
    made = Request.objects.create(
        mandate=mandate,
        kind=asking.kind,
        legal_basis=asking.legal_basis.strip(),
        reason=asking.reason,
        due=asking.due,
        successor=asking.successor,
        asked_by=person,
    )
    note(person, "ask for a decision", mandate.document.body, f"mandate {mandate}", kind=asking.kind)
    return made


@transaction.atomic
def decide(person: User, request: Request, granted: bool, remark: str = "") -> Decision:
    """Grant or refuse a request. One that is granted enters the ledger, as of today."""
    mandate = _held(request.mandate, None)
    require_for(person, "decide", mandate.document, unit_of(mandate))
    if request.asked_by_id == person.pk:
        raise Refused(_("You asked for this yourself: somebody else decides about it."))
    if Decision.objects.filter(request=request).exists():
        raise Stale(_("Somebody else has decided about this meanwhile. Nothing was changed."))
    entry = None
    if granted:
        saying = Saying(
            kind=_TAKEN_FOR[Request.Kind(request.kind)],
            happened=timezone.localdate(),
            remark="\n".join(filter(None, [request.legal_basis, remark])),
            due=request.due,
            successor=request.successor,
        )
        check(mandate, saying)
        entry = _added(person, mandate, saying)
    made = Decision.objects.create(request=request, granted=granted, remark=remark, by=person, entry=entry)
    note(person, "decide", mandate.document.body, f"mandate {mandate}", request=request.pk, granted=granted)
    tell(mandate, lambda: answer(made), besides=[request.asked_by] if request.asked_by.is_active else [])
    return made


def answer(decision: Decision) -> str:
    """What was decided about what was asked for, in a sentence."""
    said = _("%(kind)s: granted.") if decision.granted else _("%(kind)s: refused.")
    return said % {"kind": decision.request.get_kind_display()}


def _to_whom(assignment: Assignment | None) -> str:
    answering = (assignment.unit, assignment.focal_point) if assignment else ()
    return with_commas(filter(None, answering)) or "—"


def unit_of(mandate: Mandate) -> Unit | None:
    """The unit that answers for a mandate."""
    last = Assignment.objects.filter(mandate=mandate).select_related("unit").last()
    return last.unit if last else None


def _held(mandate: Mandate, version: int | None) -> Mandate:
    """The mandate as it is now, kept from others until the transaction ends."""
    now = Mandate.objects.select_for_update(of=("self",)).select_related("document__body").get(pk=mandate.pk)
    if version is not None and now.version != version:
        raise Stale(
            _("%(mandate)s was changed in the review meanwhile. Nothing was entered: open it again.") % {"mandate": now}
        )
    return now


def _check_answering(mandate: Mandate, answering: Answering, body: Body) -> None:
    if answering.unit is None and answering.focal_point is None:
        raise Refused(_("Who answers for it? Choose a unit or a focal point."))
    if answering.unit is not None and answering.unit.body_id != body.pk:
        raise Refused(_("“%(unit)s” is no unit of %(body)s.") % {"unit": answering.unit, "body": body})
    if answering.alternate is not None and answering.alternate == answering.focal_point:
        raise Refused(_("The alternate is somebody else than the focal point."))
    for one in (answering.focal_point, answering.alternate):
        if one is not None and membership(one, body) is None:
            raise Refused(_("%(who)s has no role in %(body)s.") % {"who": one.get_username(), "body": body})
    adopted = mandate.document.adopted
    if answering.due and adopted and answering.due < adopted:
        raise Refused(
            _("Due %(due)s is before the adoption of %(adopted)s. Correct the day.")
            % {"due": in_words(answering.due), "adopted": in_words(adopted)}
        )


def _added(person: User, mandate: Mandate, saying: Saying) -> Entry:
    if saying.corrects is not None:
        if saying.corrects.mandate_id != mandate.pk:
            raise Refused(_("An entry is corrected in the ledger that it stands in."))
        if Entry.objects.filter(corrects=saying.corrects).exists():
            raise Stale(_("Somebody else has corrected this entry meanwhile. Correct their correction."))
    last = Entry.objects.filter(mandate=mandate).last()
    name, content = saying.file or ("", b"")
    entry = Entry(
        mandate=mandate,
        entered_by=person,
        entered_at=timezone.now(),
        file=_kept(name, content) if saying.file else None,
        file_name=name[-300:],
        condition_end=_end_of_condition(mandate, saying.condition),
        **{field: getattr(saying, field) for field in Saying.__struct_fields__ if field != "file"},
    )
    entry.seal = seal(entry, last.seal if last else "")
    entry.save(force_insert=True)
    note(person, "enter", mandate.document.body, f"mandate {mandate}", kind=entry.kind, entry=entry.pk)
    _settle(mandate)
    return entry


def _end_of_condition(mandate: Mandate, condition: int | None) -> int | None:
    if condition is None:
        return None
    return next((one.end for one in mandate.read_content().conditions if one.start <= condition < one.end), None)


def _kept(name: str, content: bytes) -> Original:
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    original, _is_new = Original.objects.get_or_create(
        sha256=sha256(content).hexdigest(), defaults={"content": content, "media_type": media_type}
    )
    return original


def _settle(mandate: Mandate) -> None:
    """Renew the snapshots, and tell whoever answers for a mandate that is no longer dormant."""
    keys = snapshots.affected([mandate.pk])
    dormant = set(Snapshot.objects.filter(pk__in=keys, status=Status.DORMANT).values_list("pk", flat=True))
    snapshots.renew([mandate.pk])
    for woken in _awake(dormant):
        tell(woken, lambda: _("What it waited for has happened: it is active."))


def _awake(dormant: Collection[int]) -> Collection[Mandate]:
    return Mandate.objects.filter(pk__in=dormant).exclude(snapshot__status=Status.DORMANT).select_related("document")

"""What people bring into a search, or take out of it, without an entry: by a review, an assignment, a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from heapq import merge
from itertools import islice, pairwise
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from msgspec.structs import replace

from dispositif.register.finding.change import Change, in_batches, with_mandate
from dispositif.register.finding.filters import COUNTED, OPEN, Filter, standing_mandates
from dispositif.register.followup.actions import answer
from dispositif.register.followup.models import Assignment, Decision, Request
from dispositif.register.holdings.listing import colon, with_commas
from dispositif.register.people.permissions import Person, to_be_found
from dispositif.register.review.models import Mandate, Revision

_ENDS: Final = (Revision.Kind.REJECTED, Revision.Kind.SPLIT, Revision.Kind.MERGED)
_LEAVES_A_DRAFT: Final = (Revision.Kind.READ, Revision.Kind.READ_AGAIN, Revision.Kind.REOPENED)


def by_people(person: Person, asked: Filter, since: datetime | None, most: int) -> Iterator[Change]:
    """What came and went by what people did beside the ledger, the newest first; of each sort the newest `most`."""
    sorts = (_decided, _assigned, _asked)
    found = (islice(sort(person, asked, since, most), most) for sort in sorts)
    return merge(*found, key=lambda change: change.at, reverse=True)


def _decided(person: Person, asked: Filter, since: datetime | None, most: int) -> Iterator[Change]:
    """What was decided of the mandates that stand; and that others stand no longer.

    Who asks for what is reviewed, or not, is told by what it has come to be so, or is so no longer.
    """
    attention = "" if asked.attention == "unreviewed" else asked.attention
    rest = replace(asked, reviewed=None, attention=attention)
    mandates = rest.apply(Mandate.objects.filter(to_be_found(person, "document"))).order_by()
    told = Revision.objects.filter(Q(mandate__state__in=COUNTED) | Q(kind__in=_ENDS), mandate__in=mandates)
    rows = with_mandate(_newest(told, "at", since).defer("content"))
    if rest == asked:
        yield from (_revision(one, one.mandate.state not in COUNTED) for one in rows[:most])
        return
    wanted = attention != asked.attention or not asked.reviewed  # drafts, or what was reviewed
    if not wanted:  # what a machine reads is no such thing, before or after
        rows = rows.exclude(kind__in=(Revision.Kind.READ, Revision.Kind.READ_AGAIN))
    for some in in_batches(rows, since):
        was_draft = _draft_before(some)
        for one in some:
            was, is_draft = was_draft.get(one.pk), one.kind in _LEAVES_A_DRAFT
            was_found = was is wanted
            is_found = is_draft is wanted and (is_draft or one.mandate.state in COUNTED)
            if was_found or is_found:
                yield _revision(one, not is_found)


def _draft_before(revisions: Collection[Revision]) -> dict[int, bool]:
    """Whether a mandate was a draft before a revision of it, by the revision's key; nothing of the first one."""
    rows = Revision.objects.filter(mandate__in={one.mandate_id for one in revisions}).order_by("mandate", "pk")
    steps = rows.values_list("mandate", "pk", "kind")
    return {pk: kind in _LEAVES_A_DRAFT for (one, _pk, kind), (other, pk, _kind) in pairwise(steps) if one == other}


def _revision(one: Revision, is_last: bool) -> Change:
    return Change(one.at, one.mandate, str(one.get_kind_display()), one.remark, f"revision-{one.pk}", is_last)


def _assigned(person: Person, asked: Filter, since: datetime | None, _most: int) -> Iterator[Change]:
    """Who asks for what somebody answers for, or nobody, is told when that changes."""
    is_of_nobody = asked.attention == "unassigned"
    if asked.unit is None and not asked.answers and not is_of_nobody:
        return
    rest = replace(asked, unit=None, answers="", attention="" if is_of_nobody else asked.attention)
    mandates = rest.apply(standing_mandates(person)).order_by()
    if is_of_nobody:
        mandates = mandates.filter(snapshot__status__in=OPEN)

    def fits(one: Assignment | None) -> bool:
        """Whether a mandate is asked for that was assigned so."""
        if is_of_nobody and one is not None:
            return False
        unit, names = (one.unit_id, _names(one)) if one else (None, [])
        return (asked.unit is None or (asked.unit or None) == unit) and (not asked.answers or asked.answers in names)

    rows = Assignment.objects.filter(mandate__in=mandates).select_related("unit", "focal_point", "alternate")
    for some in in_batches(with_mandate(_newest(rows, "at", since)), since):
        before = _assigned_before(some)
        for one in some:
            if (is_found := fits(one)) or fits(before.get(one.pk)):
                who = with_commas(filter(None, (one.unit, *_names(one)))) or _("nobody")
                yield Change(one.at, one.mandate, _("assigned"), who, f"assignment-{one.pk}", not is_found)


def _names(one: Assignment) -> list[str]:
    return [person.get_username() for person in (one.focal_point, one.alternate) if person]


def _assigned_before(assignments: Collection[Assignment]) -> dict[int, Assignment]:
    """The assignment in whose place each came, by its key."""
    rows = Assignment.objects.filter(mandate__in={one.mandate_id for one in assignments})
    rows = rows.select_related("focal_point", "alternate").order_by("mandate", "pk")
    return {one.pk: before for before, one in pairwise(rows) if before.mandate_id == one.mandate_id}


def _asked(person: Person, asked: Filter, since: datetime | None, most: int) -> Iterator[Change]:
    """Who asks for what waits for a decision is told that one was asked for, and what it was."""
    if asked.attention != "asked":
        return
    mandates = replace(asked, attention="").apply(standing_mandates(person)).order_by()
    waiting = set(Request.objects.filter(decision=None).order_by().values_list("mandate", flat=True))
    requests = with_mandate(_newest(Request.objects.filter(mandate__in=mandates), "asked_at", since))
    decisions = with_mandate(
        _newest(Decision.objects.filter(request__mandate__in=mandates), "at", since), of="request__mandate"
    )
    begun = (
        Change(
            one.asked_at, one.mandate, _("decision asked for"),
            f"{one.get_kind_display()}{colon()}{one.legal_basis}", f"request-{one.pk}",
        )
        for one in requests[:most]
    )  # fmt: skip
    ended = (
        Change(
            one.at, one.request.mandate, _("decided"), " ".join(filter(None, (answer(one), one.remark))),
            f"decision-{one.pk}", one.request.mandate_id not in waiting,
        )
        for one in decisions[:most]
    )  # fmt: skip
    yield from merge(begun, ended, key=lambda change: change.at, reverse=True)


def _newest(rows: QuerySet[Any], moment: str, since: datetime | None) -> QuerySet[Any]:
    """Rows that are only ever added to, the newest first, as far as they were added after a moment."""
    return (rows.filter(**{f"{moment}__gt": since}) if since else rows).order_by("-pk")

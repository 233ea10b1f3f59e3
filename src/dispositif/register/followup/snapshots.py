"""Today's standing of each mandate, repeated in a table so that pages can find mandates by it.

The table is a cache of `status.standing`: whoever changes what a mandate's status depends on renews it in the same
transaction, and what changes by time alone is refreshed when a day has passed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from dispositif.register.followup.models import Snapshot
from dispositif.register.followup.queries import Gathered, held
from dispositif.register.review.models import Mandate

_AT_ONCE = 500
_COLUMNS = ("status", "since", "due", "unit", "last_entry", "holds_until")


def renew(mandates: Collection[int]) -> None:
    """Compute the snapshots of mandates (their keys), and of those that wait for them, anew."""
    _write(affected(mandates), timezone.localdate())


def refresh(today: date) -> int:
    """Renew what no longer holds because days have passed. Gives how many; one indexed query where there are none."""
    stale = list(Snapshot.objects.filter(holds_until__lt=today).values_list("pk", flat=True))
    if not stale:
        return 0
    with transaction.atomic():
        keys = affected(stale)
        _write(keys, today)
    return len(keys)


def affected(mandates: Iterable[int]) -> set[int]:
    """The keys of mandates and of those that wait for them, directly or not."""
    found = set(mandates)
    ahead = found
    while ahead:
        rows = Mandate.depends_on.through.objects.filter(to_mandate__in=ahead)
        ahead = set(rows.values_list("from_mandate_id", flat=True)) - found
        found |= ahead
    return found


def _write(keys: Collection[int], today: date) -> None:
    everything = sorted(keys)
    for start in range(0, len(everything), _AT_ONCE):
        some = everything[start : start + _AT_ONCE]
        gathered = Gathered(held(some))
        rows = [_snapshot(gathered, one, today) for one in some]
        Snapshot.objects.bulk_create(
            rows, update_conflicts=True, update_fields=_COLUMNS, unique_fields=["mandate"], batch_size=_AT_ONCE
        )


def _snapshot(gathered: Gathered, pk: int, today: date) -> Snapshot:
    found, assignment = gathered.standing(pk, today), gathered.assignments.get(pk)
    return Snapshot(
        mandate_id=pk,
        status=found.status,
        since=found.since,
        due=found.due,
        unit=assignment.unit if assignment else None,
        last_entry=found.last_entry,
        holds_until=found.holds_until,
    )

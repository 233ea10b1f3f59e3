"""Today's standing of each mandate, repeated in a table so that pages can find mandates by it.

The table is a cache of `status.standing`: whoever changes what a mandate's status depends on renews it in the same
transaction, and what changes by time alone is refreshed when a day has passed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dispositif.register.followup.models import Snapshot
from dispositif.register.followup.queries import Gathered, held
from dispositif.register.holdings.rows import insert
from dispositif.register.review.models import Mandate

_AT_ONCE = 500
_COLUMNS = ("mandate", "status", "since", "due", "unit", "last_entry", "holds_until")


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
        waits = Q(to_mandate__in=ahead) | Q(to_mandate__replaced_by__in=ahead)
        rows = Mandate.depends_on.through.objects.filter(waits)
        ahead = set(rows.values_list("from_mandate_id", flat=True)) - found
        found |= ahead
    return found


def _write(keys: Collection[int], today: date) -> None:
    everything = sorted(keys)
    for start in range(0, len(everything), _AT_ONCE):
        some = everything[start : start + _AT_ONCE]
        gathered = Gathered(held(some))
        Snapshot.objects.filter(pk__in=some).delete()
        insert(Snapshot, _COLUMNS, (_row(gathered, one, today) for one in some))


def _row(gathered: Gathered, pk: int, today: date) -> Sequence[object]:
    found, assignment = gathered.standing(pk, today), gathered.assignments.get(pk)
    unit = assignment.unit_id if assignment else None
    return pk, found.status.value, found.since, found.due, unit, found.last_entry, found.holds_until

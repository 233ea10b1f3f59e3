"""Today's standing of each mandate, repeated in a table so that pages can find mandates by it.

The table is a cache of `status.standing`: whoever changes what a mandate's status depends on renews it in the same
transaction, and what changes by time alone is refreshed when a day has passed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache

from django.db import transaction
from django.utils import timezone
from msgspec import convert

from dispositif.register.followup.models import Entry, Snapshot
from dispositif.register.followup.queries import Gathered, circumstances, held, sittings, timing
from dispositif.register.followup.status import Facts, Standing, standing, with_sittings
from dispositif.register.holdings.rows import Row, insert
from dispositif.register.review.content import Content
from dispositif.register.review.models import Mandate

_AT_ONCE = 500
_COLUMNS = ("mandate", "status", "since", "due", "last_entry", "holds_until", "unit")


def renew(mandates: Collection[int]) -> None:
    """Compute the snapshots of mandates (their keys), and of those that wait for them, anew."""
    _write(affected(mandates), timezone.localdate())


def renew_all() -> None:
    """Compute all snapshots anew: an upgrade may have changed the rules."""
    _write(list(Mandate.objects.values_list("pk", flat=True)), timezone.localdate())


def of_draft(content: Content, adopted: date | None, language: str, awaits: Iterable[str]) -> Row | Facts:
    """The snapshot of a mandate of which nothing is known but its text; its facts where it takes the calendar too.

    `awaits` are the mandates of the same text that come first, as the text calls them.
    """
    waiting = dict.fromkeys(awaits)  # none of them was carried out yet
    if not (content.conditions or content.deadline or content.recurrence or waiting):
        return _untimed(adopted)
    # Who is addressed makes no difference as long as nothing is said of anybody.
    facts = Facts(
        adopted=adopted, conditions=circumstances(content), timing=timing(content, language, adopted, ()),
        awaits=waiting,
    )  # fmt: skip
    return facts if facts.timing.said else _columns(standing(facts, timezone.localdate()), None)


def begin(body: int, drafts: Mapping[int, Row | Facts | dict]) -> None:
    """Write the snapshots of new mandates of a body: by their keys what `of_draft` gave, or as another process did."""
    today = timezone.localdate()
    hanging, rows = dict[int, Facts](), list[Row]()
    for pk, one in drafts.items():
        if isinstance(one, (Facts, dict)):
            hanging[pk] = convert(one, Facts)
        else:
            rows.append((pk, *one))
    kept = sittings({pk: (body, facts.timing.said) for pk, facts in hanging.items() if facts.timing.said})
    for pk, facts in hanging.items():
        rows.append((pk, *_columns(standing(with_sittings(facts, kept[pk]), today), None)))
    insert(Snapshot, _COLUMNS, rows)


@lru_cache
def _untimed(adopted: date | None) -> Row:
    """The same for all that neither waits for anything nor is due: the day makes no difference either."""
    return _columns(standing(Facts(adopted=adopted), timezone.localdate()), None)


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
    """The keys of mandates and of those that wait for them, or that they have taken the place of, directly or not."""
    found = set(mandates)
    ahead = found
    while ahead:
        # What waits for them; what they stand in the place of, which others may wait for.
        waiting = Mandate.depends_on.through.objects.filter(to_mandate__in=ahead).values_list("from_mandate")
        replaced = Mandate.replaced_by.through.objects.filter(to_mandate__in=ahead).values_list("from_mandate")
        superseded = Entry.objects.filter(successor__in=ahead).order_by().values_list("mandate")
        ahead = {pk for (pk,) in waiting.union(replaced, superseded)} - found
        found |= ahead
    return found


def _write(keys: Collection[int], today: date) -> None:
    everything = sorted(keys)
    for start in range(0, len(everything), _AT_ONCE):
        some = everything[start : start + _AT_ONCE]
        gathered = Gathered(held(some))
        Snapshot.objects.filter(pk__in=some).delete()
        insert(Snapshot, _COLUMNS, (_row(gathered, one, today) for one in some))


def _row(gathered: Gathered, pk: int, today: date) -> Row:
    assignment = gathered.assignments.get(pk)
    return pk, *_columns(gathered.standing(pk, today), assignment.unit_id if assignment else None)


def _columns(found: Standing, unit: int | None) -> Row:
    """The columns after the mandate's key, as plain data."""
    days = (str(day) if day else None for day in (found.since, found.due, found.last_entry, found.holds_until))
    return found.status.value, *days, unit

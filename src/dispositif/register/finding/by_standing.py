"""What of a filter the standing of a mandate on a day tells: its status, when it is due, what needs attention."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet
from msgspec.structs import replace

from dispositif.register.finding.filters import AHEAD, OPEN, Filter, standing_mandates
from dispositif.register.followup.status import Standing, Status, is_overdue
from dispositif.register.people.permissions import Person
from dispositif.register.review.models import Mandate


def of_any_standing(asked: Filter) -> Filter:
    """The rest of a filter, which no standing tells: the filter itself where it asks for nothing else."""
    attention = "" if asked.attention in ATTENTION else asked.attention
    return replace(asked, status="", due_from=None, due_to=None, attention=attention)


def others(person: Person, asked: Filter) -> QuerySet[Mandate]:
    """The mandates that a search does not find for their standing alone; none where it asks for none."""
    there = standing_mandates(person).order_by()
    rest = of_any_standing(asked)
    return there.none() if rest == asked else rest.apply(there).exclude(pk__in=asked.apply(there))


def fits(asked: Filter, standing: Standing, on: date) -> bool:
    """Whether a mandate that had this standing on a day is one that is asked for, as far as its standing tells."""
    if asked.status and standing.status not in (OPEN if asked.status == "open" else [Status(asked.status)]):
        return False
    if asked.attention in ATTENTION and not ATTENTION[asked.attention](standing, on):
        return False
    if asked.due_from or asked.due_to:
        first, last = asked.due_from or date.min, asked.due_to or date.max
        return standing.due is not None and first <= standing.due <= last
    return True


def is_stagnant(standing: Standing, adopted: date | None, patience: int, on: date) -> bool:
    """Whether nothing had been entered for longer than a body lets pass, about what was open and not dormant."""
    last = standing.last_entry or adopted
    is_running = standing.status in OPEN and standing.status is not Status.DORMANT
    return is_running and last is not None and last < on - timedelta(days=patience)


def _due_within(days: int) -> Callable[[Standing, date], bool]:
    return lambda standing, on: (
        standing.status in OPEN and standing.due is not None and on <= standing.due <= on + timedelta(days=days)
    )


ATTENTION: Final[Mapping[str, Callable[[Standing, date], bool]]] = {
    "overdue": lambda standing, on: is_overdue(standing.status, standing.due, on),
    **{name: _due_within(days) for name, days in AHEAD.items()},
    "dormant": lambda standing, _on: standing.status is Status.DORMANT,
}
"""The lists of `filters.ATTENTION` that the standing on a day tells; the others are known of today alone."""

"""A change in a search, as those who keep it are told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from dispositif.register.followup.queries import AT_ONCE
from dispositif.register.review.models import Mandate

LOOKED_THROUGH: Final = 1000
"""So many of the newest rows are looked through for what a search found before, where it is not asked since when."""
UNTOLD: Final = ("content", "read_otherwise", "document__characters")
"""What a mandate holds and nobody is told."""


class Change(NamedTuple):
    """Something that happened to a mandate: in a word, with what was said, and its own identifier."""

    at: datetime
    mandate: Mandate
    kind: str
    remark: str
    key: str
    is_last: bool = False
    """Whether the search has found the mandate no longer since."""


def with_mandate(rows: QuerySet[Any], of: str = "mandate") -> QuerySet[Any]:
    """Rows with the mandates that they are about, as far as these are told."""
    return rows.select_related(f"{of}__document").defer(*(f"{of}__{name}" for name in UNTOLD))


def in_batches(rows: QuerySet[Any], since: datetime | None = None) -> Iterator[list[Any]]:
    """Rows, some at a time; where no moment is given since when, the first alone."""
    ahead = rows[: None if since else LOOKED_THROUGH].iterator(AT_ONCE)
    while some := list(islice(ahead, AT_ONCE)):
        yield some


def beginning(day: date) -> datetime:
    """The moment at which a day begins."""
    return timezone.make_aware(datetime.combine(day, time.min))

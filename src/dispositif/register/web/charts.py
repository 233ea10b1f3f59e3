"""Progress as a chart: for each row of a table a bar of what is in which status. The table beside it says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from dispositif.register.finding.queries import Progress
from dispositif.register.followup.status import Status

ORDER: Final = (
    Status.IMPLEMENTED, Status.PARTLY, Status.IN_PROGRESS, Status.ACTIVE, Status.NO_INDICATION, Status.ELAPSED,
    Status.NOT_IMPLEMENTED, Status.DORMANT, Status.SUPERSEDED, Status.RETIRED, Status.NOT_APPLICABLE,
)  # fmt: skip
"""From done to laid aside: the order of columns and of the segments of a bar."""
WIDTH: Final = 240


class Segment(NamedTuple):
    """A part of a bar."""

    status: Status
    at: float
    width: float


class Bar(NamedTuple):
    """A row: its name, how many there are in each of the columns, and its bar."""

    value: str
    label: str
    total: int
    counts: list[int]
    segments: list[Segment]


class Chart(NamedTuple):
    """The columns that occur, and the rows."""

    statuses: list[Status]
    bars: list[Bar]


def chart(rows: Iterable[Progress]) -> Chart:
    """The chart of some rows; columns in which nothing is are left out."""
    found = list(rows)
    statuses = [status for status in ORDER if any(one.counts.get(status) for one in found)]
    bars = [
        Bar(one.value, one.label, one.total, [one.counts.get(status, 0) for status in statuses], [*_segments(one)])
        for one in found
    ]
    return Chart(statuses, bars)


def _segments(one: Progress) -> Iterator[Segment]:
    at = 0.0
    for status in ORDER:
        if count := one.counts.get(status, 0):
            width = round(WIDTH * count / one.total, 2)
            yield Segment(status, round(at, 2), width)
            at += width

"""What is new in a search: what was read, decided and entered about the mandates that it finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from dispositif.register.finding.filters import OPEN, Filter, standing_mandates
from dispositif.register.followup.models import Entry
from dispositif.register.followup.queries import AT_ONCE, Gathered, held
from dispositif.register.followup.reports import in_a_sentence
from dispositif.register.followup.status import Status, is_overdue, line_of_times
from dispositif.register.holdings.models import Document
from dispositif.register.people.permissions import Person
from dispositif.register.review.models import Mandate, Revision


class Change(NamedTuple):
    """Something that happened to a mandate: in a word, with what was said, and its own identifier."""

    at: datetime
    mandate: Mandate
    kind: str
    remark: str
    key: str


def changes(person: Person, asked: Filter, since: datetime | None = None, most: int = 100) -> list[Change]:
    """What changed in a search, the newest first; two queries."""
    mandates = asked.apply(standing_mandates(person)).order_by()
    revisions = _with_mandate(Revision.objects.filter(mandate__in=mandates).defer("content"))
    entries = _with_mandate(Entry.objects.filter(mandate__in=mandates)).select_related("successor")
    entries = entries.defer("successor__content", "successor__read_otherwise")
    if since is not None:
        revisions, entries = revisions.filter(at__gt=since), entries.filter(entered_at__gt=since)
    decided = [
        Change(one.at, one.mandate, str(one.get_kind_display()), one.remark, f"revision-{one.pk}")
        for one in revisions.order_by("-pk")[:most]
    ]
    entered = [
        Change(one.entered_at, one.mandate, str(one.get_kind_display()), in_a_sentence(one, {}), f"entry-{one.pk}")
        for one in entries.order_by("-pk")[:most]
    ]
    return list(islice(merge(decided, entered, key=lambda change: change.at, reverse=True), most))


class Listed(NamedTuple):
    """A mandate with what lists show of it."""

    pk: int
    reference: str
    document_id: int
    paragraph: str
    state: str
    action: str
    document: str
    """What its document is called."""
    language: str
    adopted: date | None
    body: str
    status: str
    """As it was last computed; empty where it was not yet."""
    due: date | None
    unit: str
    recurrence: str
    """How often, where it recurs."""

    @property
    def is_overdue(self) -> bool:
        """Whether it was to be done before today, and was not."""
        return is_overdue(self.status, self.due, timezone.localdate())

    @property
    def status_label(self) -> str:
        """What its status is called."""
        return str(Status(self.status).label)


def deadlines(
    person: Person, asked: Filter, from_day: date | None = None, days: int | None = None
) -> QuerySet[Mandate]:
    """The mandates of a search that are open and due on a day, the first due first."""
    found = asked.apply(standing_mandates(person)).filter(snapshot__status__in=OPEN, snapshot__due__isnull=False)
    if from_day is not None:
        found = found.filter(snapshot__due__gte=from_day)
        if days is not None:
            found = found.filter(snapshot__due__lte=from_day + timedelta(days=days))
    return found.order_by("snapshot__due", "pk")


def next_times(person: Person, asked: Filter, today: date, most: int) -> Iterator[tuple[Listed, date]]:
    """What recurs and is overdue, with the day of its next time, where the calendar tells it."""
    overdue = listed(deadlines(person, asked).exclude(recurrence="").filter(snapshot__due__lt=today)[:most])
    for start in range(0, len(overdue), AT_ONCE):
        some = overdue[start : start + AT_ONCE]
        gathered = Gathered(held([one.pk for one in some]))
        for one in some:
            times = line_of_times(gathered.facts(one.pk, today), today)
            if times and times[-1].found is None and times[-1].day >= today:
                yield one, times[-1].day


def listed(mandates: QuerySet[Mandate]) -> list[Listed]:
    """Mandates with what lists show of them, in one query."""
    called = [f"document__{name}" for name in Document.CALLED_BY]
    found: list[Listed] = []
    for row in mandates.values_list(*_OWN, *_BESIDE, *called):
        own, (language, adopted, body, status, due, unit, often), names = row[:6], row[6:13], row[13:]
        document = Document.called(*names)
        found.append(Listed._make((*own, document, language, adopted, body, status or "", due, unit or "", often)))
    return found


_OWN = ("pk", "reference", "document_id", "paragraph", "state", "action")
_BESIDE = (
    "document__language", "document__adopted", "document__body__name",
    "snapshot__status", "snapshot__due", "snapshot__unit__name", "recurrence",
)  # fmt: skip


def _with_mandate(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("mandate__document").defer(
        "mandate__content", "mandate__read_otherwise", "mandate__document__characters"
    )

"""What is new in a search: what was entered about what it finds, what people did beside that, and what time brought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from msgspec.structs import replace

from dispositif.register.finding.by_people import by_people
from dispositif.register.finding.by_standing import fits, is_stagnant, others
from dispositif.register.finding.by_time import Span, by_time
from dispositif.register.finding.change import Change, in_batches, with_mandate
from dispositif.register.finding.filters import ATTENTION, OPEN, Filter, standing_mandates
from dispositif.register.followup.models import Entry
from dispositif.register.followup.queries import AT_ONCE, Gathered, Held, held
from dispositif.register.followup.reports import in_a_sentence
from dispositif.register.followup.status import Standing, Status, is_overdue, line_of_times
from dispositif.register.holdings.models import Body, Document
from dispositif.register.people.permissions import Person
from dispositif.register.review.models import Mandate


def changes(
    person: Person, asked: Filter, since: datetime | None = None, most: int = 100, today: date | None = None
) -> list[Change]:
    """What changed in a search, the newest first.

    Of what it finds, and of what it found before: an entry by which a mandate has come to be closed, say, is told to
    whoever asks for what is open, and so is a decision of the review that it is none. Where `since` is not given, what
    was found before is looked for in the last thousand entries, reviews and assignments.
    """
    mandates = asked.apply(standing_mandates(person)).order_by()
    entries = _entries(since)
    entered = (_entered(one) for one in entries.filter(mandate__in=mandates).order_by("-pk")[:most])
    before = _found_before(asked, entries.filter(mandate__in=_others(person, asked)), since)
    days = Span(timezone.localdate(since) if since else date.min, today or timezone.localdate(), most)
    sorts = (entered, before, by_people(person, asked, since, most), by_time(person, asked, days))
    return list(islice(merge(*sorts, key=lambda change: change.at, reverse=True), most))


def _entries(since: datetime | None) -> QuerySet[Entry]:
    entries = with_mandate(Entry.objects.all()).select_related("successor")
    entries = entries.defer("successor__content", "successor__read_otherwise")
    return entries.filter(entered_at__gt=since) if since else entries


def _entered(entry: Entry, is_last: bool = False) -> Change:
    kind, said = str(entry.get_kind_display()), in_a_sentence(entry, {})
    return Change(entry.entered_at, entry.mandate, kind, said, f"entry-{entry.pk}", is_last)


def _others(person: Person, asked: Filter) -> QuerySet[Mandate]:
    """The mandates that a search may have found before an entry about them."""
    if asked.attention != "stagnant":
        return others(person, asked)
    there = replace(asked, attention="").apply(standing_mandates(person)).order_by()
    return there.exclude(pk__in=asked.apply(there))


def _found_before(asked: Filter, entries: QuerySet[Entry], since: datetime | None) -> Iterator[Change]:
    """The entries about mandates that a search found when they were made, and finds no longer."""
    patience = dict(Body.objects.values_list("pk", "stagnant_after")) if asked.attention == "stagnant" else {}

    def found(held: Held, standing: Standing, on: date) -> bool:
        is_silent = not patience or is_stagnant(standing, held.adopted, patience[held.body], on)
        return is_silent and fits(asked, standing, on)

    for some in in_batches(entries.order_by("-pk"), since):
        gathered = Gathered(held({one.mandate_id for one in some}))
        for one in some:
            on, about = timezone.localdate(one.entered_at), gathered.mandates[one.mandate_id]
            before, by_it = gathered.around(one)
            if found(about, before, on):
                yield _entered(one, is_last=not found(about, by_it, on))


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
    overdue = listed(deadlines(person, asked).exclude(recurrence="").filter(ATTENTION["overdue"](today))[:most])
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

"""What is new in a search: what was read, decided and entered about what it finds, and what has come to be overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import islice
from typing import Any, Final, NamedTuple, cast

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dispositif.register.finding.by_standing import fits, of_any_standing
from dispositif.register.finding.filters import ATTENTION, COUNTED, OPEN, Filter, standing_mandates
from dispositif.register.followup.models import Entry
from dispositif.register.followup.queries import AT_ONCE, Gathered, held
from dispositif.register.followup.reports import in_a_sentence
from dispositif.register.followup.status import Status, is_overdue, line_of_times
from dispositif.register.holdings.listing import in_words
from dispositif.register.holdings.models import Document
from dispositif.register.people.permissions import Person, to_be_found
from dispositif.register.review.models import Mandate, Revision

_LOOKED_THROUGH: Final = 1000
_UNTOLD: Final = ("content", "read_otherwise", "document__characters")


class Change(NamedTuple):
    """Something that happened to a mandate: in a word, with what was said, and its own identifier."""

    at: datetime
    mandate: Mandate
    kind: str
    remark: str
    key: str
    is_last: bool = False
    """Whether the search has found the mandate no longer since."""


def changes(
    person: Person, asked: Filter, since: datetime | None = None, most: int = 100, today: date | None = None
) -> list[Change]:
    """What changed in a search, the newest first.

    Of what it finds, and of what it found before: an entry by which a mandate has come to be closed, say, is told to
    whoever asks for what is open, and so is a decision of the review that it is none. Where `since` is not given, what
    was found before is looked for in the last thousand entries about others.
    """
    mandates = asked.apply(standing_mandates(person)).order_by()
    decided = (
        Change(
            one.at, one.mandate, str(one.get_kind_display()), one.remark, f"revision-{one.pk}",
            one.mandate.state not in COUNTED,
        )
        for one in _decided(person, asked, since).order_by("-pk")[:most]
    )  # fmt: skip
    entries = _entries(since)
    entered = (_entered(one) for one in entries.filter(mandate__in=mandates).order_by("-pk")[:most])
    before = _found_before(asked, entries.filter(mandate__in=_others(person, asked)), since)
    overdue = _overdue(person, asked, since, today or timezone.localdate(), most)
    found = merge(decided, entered, before, overdue, key=lambda change: change.at, reverse=True)
    return list(islice(found, most))


def _decided(person: Person, asked: Filter, since: datetime | None) -> QuerySet[Revision]:
    """What was decided of the mandates that stand; and that others stand no longer."""
    mandates = asked.apply(Mandate.objects.filter(to_be_found(person, "document"))).order_by()
    ends = Q(kind__in=(Revision.Kind.REJECTED, Revision.Kind.SPLIT, Revision.Kind.MERGED))
    told = Revision.objects.filter(Q(mandate__state__in=COUNTED) | ends, mandate__in=mandates)
    return _with_mandate((told.filter(at__gt=since) if since else told).defer("content"))


def _overdue(person: Person, asked: Filter, since: datetime | None, today: date, most: int) -> Iterator[Change]:
    """What the passing of days alone brought: the mandates that are overdue, from the end of the day they were due."""
    found = deadlines(person, asked).filter(ATTENTION["overdue"](today))
    if since:
        found = found.filter(snapshot__due__gte=timezone.localdate(since))
    found = found.select_related("document", "snapshot").defer(*_UNTOLD)
    for one in found.order_by("-snapshot__due", "-pk")[:most]:
        due = cast(date, one.snapshot.due)
        at = timezone.make_aware(datetime.combine(due + timedelta(days=1), time.min))
        said = _("It was due on %(day)s.") % {"day": in_words(due)}
        yield Change(at, one, _("overdue"), said, f"overdue-{due}")


def _entries(since: datetime | None) -> QuerySet[Entry]:
    entries = _with_mandate(Entry.objects.all()).select_related("successor")
    entries = entries.defer("successor__content", "successor__read_otherwise")
    return entries.filter(entered_at__gt=since) if since else entries


def _entered(entry: Entry, is_last: bool = False) -> Change:
    kind, said = str(entry.get_kind_display()), in_a_sentence(entry, {})
    return Change(entry.entered_at, entry.mandate, kind, said, f"entry-{entry.pk}", is_last)


def _others(person: Person, asked: Filter) -> QuerySet[Mandate]:
    """The mandates that a search does not find for their standing alone; none where it asks for none."""
    there = standing_mandates(person).order_by()
    rest = of_any_standing(asked)
    return there.none() if rest == asked else rest.apply(there).exclude(pk__in=asked.apply(there))


def _found_before(asked: Filter, entries: QuerySet[Entry], since: datetime | None) -> Iterator[Change]:
    """The entries about mandates that a search found when they were made, and finds no longer."""
    rows = entries.order_by("-pk")[: None if since else _LOOKED_THROUGH].iterator(AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        gathered = Gathered(held({one.mandate_id for one in some}))
        for one in some:
            on = timezone.localdate(one.entered_at)
            before, by_it = gathered.around(one)
            if fits(asked, before, on):
                yield _entered(one, is_last=not fits(asked, by_it, on))


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


def _with_mandate(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("mandate__document").defer(*(f"mandate__{name}" for name in _UNTOLD))

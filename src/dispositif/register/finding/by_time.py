"""What the passing of days alone brings into a search, or takes out of it. Each is told once, as of the day it came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from heapq import merge, nlargest
from typing import Any, Final, NamedTuple, cast

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispositif.register.finding.by_standing import fits, of_any_standing, others
from dispositif.register.finding.change import UNTOLD, Change, beginning, in_batches
from dispositif.register.finding.filters import AHEAD, ATTENTION, Filter, standing_mandates
from dispositif.register.followup.models import Assignment, Entry
from dispositif.register.followup.queries import Gathered, held
from dispositif.register.followup.status import Status
from dispositif.register.holdings.listing import in_words
from dispositif.register.people.permissions import Person
from dispositif.register.review.models import Mandate

_A_DAY: Final = timedelta(days=1)


class Span(NamedTuple):
    """The days of which is told: those after the first, the last included."""

    after: date
    last: date
    most: int
    """So many changes of a sort, the newest."""


def by_time(person: Person, asked: Filter, span: Span) -> Iterator[Change]:
    """What came and went in a search because days have passed, the newest first."""
    sorts = (_overdue, _overdue_and_gone, _running_again, _due_soon, _silent)
    return merge(*(sort(person, asked, span) for sort in sorts), key=lambda change: change.at, reverse=True)


def _overdue(person: Person, asked: Filter, span: Span) -> Iterator[Change]:
    for one in _due_in(asked.apply(standing_mandates(person)), span)[: span.most]:
        yield _was_due(one)


def _overdue_and_gone(person: Person, asked: Filter, span: Span) -> Iterator[Change]:
    """Who asks for what is active, say, or due soon, finds no longer what has come to be overdue."""
    for gathered, one in _gathered(_due_in(others(person, asked), span)):
        due, told = cast(date, one.snapshot.due), _was_due(one, is_last=True)
        if one.document.brought_in_at < told.at and fits(asked, gathered.standing(one.pk, due), due):
            yield told


def _due_in(mandates: QuerySet[Mandate], span: Span) -> QuerySet[Mandate]:
    """The mandates that are overdue, from the end of the day they were due."""
    overdue = mandates.filter(ATTENTION["overdue"](span.last), snapshot__due__gte=span.after)
    return _told(overdue.order_by("-snapshot__due", "-pk"))


def _was_due(one: Mandate, is_last: bool = False) -> Change:
    due = cast(date, one.snapshot.due)
    said = _("It was due on %(day)s.") % {"day": in_words(due)}
    return Change(beginning(due + _A_DAY), one, _("overdue"), said, f"overdue-{due}", is_last)


def _running_again(person: Person, asked: Filter, span: Span) -> Iterator[Change]:
    """What recurs and was judged runs again once the time that was judged is over."""
    there = of_any_standing(asked).apply(standing_mandates(person)).exclude(recurrence="")
    running = there.filter(snapshot__status=Status.ACTIVE, snapshot__since__gt=span.after)
    for gathered, one in _gathered(_told(running.order_by("-snapshot__since", "-pk"))):
        day = cast(date, one.snapshot.since)
        before, now = gathered.standing(one.pk, day - _A_DAY), gathered.standing(one.pk, day)
        if before.status in (Status.ACTIVE, Status.DORMANT) or (before.last_entry, now.since) != (now.last_entry, day):
            continue
        was, is_found = fits(asked, before, day - _A_DAY), fits(asked, now, day)
        if now.due and (was or is_found):
            said = _("Its next time is due on %(day)s.") % {"day": in_words(now.due)}
            yield Change(beginning(day), one, _("runs again"), said, f"again-{day}", was and not is_found)


def _due_soon(person: Person, asked: Filter, span: Span) -> Iterator[Change]:
    """What has come to be due within the days that are asked for, unless it was brought there by somebody."""
    if asked.attention not in AHEAD:
        return
    ahead = timedelta(days=AHEAD[asked.attention])
    rows = asked.apply(standing_mandates(person)).filter(snapshot__due__gt=span.after + ahead)
    rows = rows.annotate(entered=Subquery(_last(Entry, "entered_at")), assigned=Subquery(_last(Assignment, "at")))
    found: Iterable[Any] = _told(rows.order_by("-snapshot__due", "-pk"))[: span.most]
    for one in found:
        due, since = cast(date, one.snapshot.due), one.snapshot.since
        at = beginning(due - ahead)
        done = (one.document.brought_in_at, one.entered, one.assigned, since and beginning(since))
        if all(moment is None or moment <= at for moment in done):
            said = _("It is due on %(day)s.") % {"day": in_words(due)}
            yield Change(at, one, _("due soon"), said, f"{asked.attention}-{due}")


def _last(rows: type[Entry] | type[Assignment], at: str) -> QuerySet:
    """When a row about a mandate was added last."""
    return (
        rows.objects.filter(mandate=OuterRef("pk")).order_by().values("mandate").annotate(last=Max(at)).values("last")
    )


def _silent(person: Person, asked: Filter, span: Span) -> Iterator[Change]:
    """What nobody has entered anything about for as long as its body lets pass."""
    if asked.attention != "stagnant":
        return
    rows = asked.apply(standing_mandates(person)).values_list(
        "pk", "snapshot__last_entry", "document__adopted", "document__body__stagnant_after"
    )
    days = ((cast(date, entered or adopted) + timedelta(days + 1), pk, days) for pk, entered, adopted, days in rows)
    newest = nlargest(span.most, (one for one in days if one[0] > span.after))
    mandates = _told(Mandate.objects.all()).in_bulk([pk for _day, pk, _days in newest])
    for day, pk, number in newest:
        said = ngettext("Nothing was entered for %(number)d day.", "Nothing was entered for %(number)d days.", number)
        kind = _("no entry for long")
        yield Change(beginning(day), mandates[pk], kind, said % {"number": number}, f"stagnant-{day}")


def _told(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    return mandates.select_related("document", "snapshot").defer(*UNTOLD)


def _gathered(mandates: QuerySet[Mandate]) -> Iterator[tuple[Gathered, Mandate]]:
    """The first of some mandates, each with the facts about it."""
    for some in in_batches(mandates):
        gathered = Gathered(held([one.pk for one in some]))
        yield from ((gathered, one) for one in some)

"""What has become of a mandate on a day: computed from what is known, never typed and never kept as a fact.

`standing(facts, on)` is a pure function. The order in which facts were entered does not matter; a comment never
changes it; what is silent is never taken for failure. docs/explanation/status.md has the rules as a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct
from msgspec.structs import replace

from dispositif.register.followup.deadlines import (
    Due,
    Fixed,
    Report,
    Sitting,
    Time,
    Timing,
    due,
    has_passed,
    nearest,
    times,
)
from dispositif.register.followup.ledger import Fact, counting
from dispositif.register.holdings.listing import in_words


class Status(TextChoices):
    """What has become of a mandate."""

    DORMANT = "dormant", gettext_lazy("dormant")
    ACTIVE = "active", gettext_lazy("active")
    IN_PROGRESS = "in progress", gettext_lazy("in progress")
    IMPLEMENTED = "implemented", gettext_lazy("implemented")
    PARTLY = "partly implemented", gettext_lazy("partly implemented")
    NOT_IMPLEMENTED = "not implemented", gettext_lazy("not implemented")
    ELAPSED = "elapsed", gettext_lazy("elapsed")
    SUPERSEDED = "superseded", gettext_lazy("superseded")
    RETIRED = "retired", gettext_lazy("retired")
    NOT_APPLICABLE = "not applicable", gettext_lazy("not applicable")
    NO_INDICATION = "no indication", gettext_lazy("no indication")


CLOSED: Final = frozenset(
    {Status.IMPLEMENTED, Status.NOT_IMPLEMENTED, Status.SUPERSEDED, Status.RETIRED, Status.NOT_APPLICABLE}
)
"""What needs no more following up."""

SUSPENDING: Final = frozenset({"event", "failure", "approval"})
"""The kinds of condition for which a mandate is dormant until they are met; resources limit how, not whether."""

# Of two findings of one day the one further on this list counts, in whichever order they were entered.
_BEARINGS: Final = (
    Status.IN_PROGRESS,
    Status.NOT_IMPLEMENTED,
    Status.PARTLY,
    Status.IMPLEMENTED,
    Status.NOT_APPLICABLE,
)
_JUDGING: Final = frozenset({Status.IMPLEMENTED, Status.PARTLY, Status.NOT_IMPLEMENTED})
"""The findings that judge a time of what recurs."""
_ENDS: Final = {"superseded": Status.SUPERSEDED, "retired": Status.RETIRED}


class Circumstance(Struct, frozen=True):
    """A condition, in the words of the text, and whether the mandate is dormant until it is met."""

    words: str
    start: int
    end: int
    suspends: bool

    def is_met_by(self, event: Fact) -> bool:
        """Whether an event entry is of this condition: it names the place of its words, or none.

        The words may have been corrected since: those that it names and those of now have some in common.
        """
        if event.condition is None:
            return True
        ended = event.condition_end or event.condition + 1
        return self.start < ended and event.condition < self.end


class Facts(Struct, frozen=True, kw_only=True):
    """All that the status of a mandate depends on, beside the day."""

    adopted: date | None = None
    conditions: tuple[Circumstance, ...] = ()
    addressees: tuple[str, ...] = ()
    timing: Timing = Timing()
    assigned_due: date | None = None
    entries: tuple[Fact, ...] = ()
    awaits: Mapping[str, date | None] = {}
    """The mandates that must come first, by reference, with the day on which each was implemented."""


class Standing(Struct, frozen=True, kw_only=True):
    """What has become of a mandate, since when, and what comes next."""

    status: Status
    since: date | None
    due: date | None = None
    due_rule: str = ""
    """How the day is reckoned, in a sentence."""
    waiting_for: tuple[str, ...] = ()
    """What a dormant mandate waits for: the words of conditions, the references of mandates."""
    by_addressee: Mapping[str, Status] = {}
    """The status for each addressee, where there are several or an entry names one."""
    last_entry: date | None = None
    holds_until: date | None = None
    """The last day for which this holds if nothing is entered; None where time alone changes nothing."""


def is_overdue(status: str, due: date | None, on: date) -> bool:
    """Whether what has a status and a due day was to be done before the day `on`, and was not."""
    return has_passed(due, on) and status not in CLOSED


def standing(facts: Facts, on: date) -> Standing:
    """What has become of a mandate on the day `on`: entries of what happened later do not count."""
    happened = [one for one in counting(facts.entries) if one.happened <= on]
    entries = [one for one in happened if one.kind != "comment"]
    woken, waiting_for = _awakening(facts, entries, on)
    named = _addressees(facts, entries)
    is_woken = bool(waiting_for) or woken != facts.adopted
    # What was done although it waits was done: its times are reckoned as if it did not.
    starts = None if waiting_for and not _findings(entries) else woken
    untils = {name: _due(facts, _of_one(name, entries), starts, is_woken, on) for name in ("", *named)}
    found = {name: _of(facts, _of_one(name, entries), woken, waiting_for, untils[name], on) for name in untils}
    by_addressee = {name: found[name][0] for name in named}
    until, (status, since) = untils[""], found[""]
    if by_addressee and status not in _ENDS.values():
        status, since = _overall(status, since, by_addressee, entries)
        # What recurs goes on for each: it is due as long as anybody has not done it.
        running = [untils[name] for name in named if by_addressee[name] is not Status.NOT_APPLICABLE]
        until = min(running, key=lambda one: one.day or date.max, default=until)
    is_dormant = status is Status.DORMANT
    return Standing(
        status=status,
        since=since,
        due=None if is_dormant else until.day,
        due_rule=until.rule,
        waiting_for=waiting_for if is_dormant else (),
        by_addressee=by_addressee,
        last_entry=max((one.happened for one in happened), default=None),
        holds_until=min((day for name in untils for day in _turns(found[name][0], untils[name], on)), default=None),
    )


def carried_out(facts: Facts, on: date) -> date | None:
    """Since when, as of a day, a mandate is carried out as far as another one waits for that; None where it is not.

    What was carried out stays so for them when it is superseded or retired later, or when the next time of it runs.
    """
    entries = [one for one in counting(facts.entries) if one.happened <= on]
    if ends := [one.happened for one in entries if one.kind in _ENDS]:
        return carried_out(facts, min(ends) - timedelta(days=1))
    days = sorted(one.happened for one in entries if one.bearing == Status.IMPLEMENTED) if facts.timing.period else ()
    for found in (standing(facts, day) for day in (*days, on)):
        if found.status is Status.IMPLEMENTED:
            return found.since
    return None


def line_of_times(facts: Facts, on: date) -> list[Time]:
    """The times of what recurs as of a day: found, missed, and the next. Empty for what is to be done once, or waits.

    Where there are several addressees a time is what they have in common, as the status is.
    """
    entries = [one for one in counting(facts.entries) if one.happened <= on and one.kind != "comment"]
    woken, waiting_for = _awakening(facts, entries, on)
    if waiting_for:
        return []
    fixed = _fixed(facts, entries)
    lines = [
        times(facts.timing, woken, woken != facts.adopted, on, _reports(_of_one(name, entries)), fixed)
        for name in _addressees(facts, entries) or ("",)
    ]
    return [_in_common(some) for some in zip(*lines, strict=False)]


def _in_common(some: Sequence[Time]) -> Time:
    """A time of several addressees."""
    found = [one for one in some if one.found]
    findings = {one.finding for one in some}
    if not found or len(findings) == 1:
        return max(some, key=lambda one: (one.is_missed, one.found or date.min))
    return Time(
        min(one.day for one in some),
        Status.PARTLY if findings & {Status.IMPLEMENTED, Status.PARTLY} else Status.NOT_IMPLEMENTED,
        max(one.found for one in found if one.found),
        False,
    )


def _of_one(name: str, entries: Iterable[Fact]) -> list[Fact]:
    """The entries that are of one addressee; those of all together where `name` is empty."""
    return [one for one in entries if one.addressee in ("", name)]


def _reports(entries: Iterable[Fact]) -> list[Report]:
    """What was found of what recurs."""
    found = _findings(entries).items()
    return [Report(day, status, status is Status.IMPLEMENTED) for day, status in found if status in _JUDGING]


def _turns(status: Status, until: Due, on: date) -> Iterable[date]:
    """The days after which time alone may change a status."""
    if until.day and on <= until.day and status not in CLOSED | {Status.DORMANT}:
        yield until.day
    if status in _JUDGING:
        if until.reopened and on < until.reopened:
            yield until.reopened - timedelta(days=1)
        if until.settles and on <= until.settles:
            yield until.settles


def _awakening(facts: Facts, entries: list[Fact], on: date) -> tuple[date | None, tuple[str, ...]]:
    """The day from which the mandate holds, and what it waits for on the day `on`."""
    days, waiting = [facts.adopted] if facts.adopted else [], []
    events = [one for one in entries if one.kind == "event"]
    for condition in facts.conditions:
        if condition.suspends:
            met = [one.happened for one in events if condition.is_met_by(one)]
            (days.append(min(met)) if met else waiting.append(condition.words))
    freed = [one.happened for one in events if one.condition is None]
    for reference, done in facts.awaits.items():
        met = [day for day in (done, *freed) if day is not None and day <= on]
        (days.append(min(met)) if met else waiting.append(reference))
    return max(days, default=None), tuple(waiting)


def _due(facts: Facts, entries: list[Fact], starts: date | None, is_woken: bool, on: date) -> Due:
    """By when: an extension before what a person fixed, that before what the text says; what recurs moves on."""
    return due(facts.timing, starts, is_woken, on, _reports(entries), _fixed(facts, entries))


def _fixed(facts: Facts, entries: Iterable[Fact]) -> list[Fixed]:
    """The days that people fixed, that of the last decision last."""
    at_first = [Fixed(facts.assigned_due, _("fixed when it was assigned"))] if facts.assigned_due else []
    extended = sorted((one.happened, one.due) for one in entries if one.kind == "extension" and one.due)
    return [*at_first, *(_extended(decided, day) for decided, day in extended)]


def _extended(decided: date, day: date) -> Fixed:
    return Fixed(day, _("extended by a decision of %(day)s") % {"day": in_words(decided)}, decided)


def _addressees(facts: Facts, entries: list[Fact]) -> tuple[str, ...]:
    spoken_of = sorted({one.addressee for one in entries if one.addressee})
    if len(facts.addressees) < 2 and not spoken_of:
        return ()
    return tuple(dict.fromkeys((*facts.addressees, *spoken_of)))


def _of(
    facts: Facts,
    entries: list[Fact],
    woken: date | None,
    waiting_for: tuple[str, ...],
    until: Due,
    on: date,
) -> tuple[Status, date | None]:
    """The status for those whom the entries are of."""
    ends = [(one.happened, _ENDS[one.kind]) for one in entries if one.kind in _ENDS]
    if ends:
        happened, status = min(ends, key=lambda end: (end[0], end[1].value))
        return status, happened
    found = _finding(entries, until.times)
    is_past = has_passed(until.day, on)
    after = until.day + timedelta(days=1) if until.day else None
    if found is not None:
        happened, status = found
        if until.reopened and status in _JUDGING and happened < until.reopened <= on:
            # What recurs was judged for a time that is over: a new one runs.
            return (Status.NO_INDICATION, after) if is_past else (Status.ACTIVE, until.reopened)
        return (Status.ELAPSED, after) if status is Status.IN_PROGRESS and is_past else (status, happened)
    if waiting_for:
        return Status.DORMANT, facts.adopted
    return (Status.NO_INDICATION, after) if is_past else (Status.ACTIVE, woken)


def _findings(entries: Iterable[Fact]) -> dict[date, Status]:
    """What was found on each day, the first day first: of two findings of one day the later one of `_BEARINGS`."""
    found = sorted((one.happened, _BEARINGS.index(Status(one.bearing))) for one in entries if one.bearing)
    return {day: _BEARINGS[rank] for day, rank in found}


def _finding(entries: Iterable[Fact], times: Sequence[date]) -> tuple[date, Status] | None:
    """The last finding, and the day from which all findings, of the same time of what recurs, have been the same."""
    by_day = _findings(entries)
    if not by_day:
        return None
    days = sorted(by_day, reverse=True)
    last = by_day[days[0]]
    place = {day: nearest(times, day) if times else 0 for day in days}
    same = list(takewhile(lambda day: (by_day[day], place[day]) == (last, place[days[0]]), days))
    return same[-1], last


def _overall(
    status: Status, since: date | None, by_addressee: Mapping[str, Status], entries: list[Fact]
) -> tuple[Status, date | None]:
    """One status for all addressees. Those it does not apply to do not count, nor does silence count as failure."""
    heard = [one for one in by_addressee.values() if one is not Status.NOT_APPLICABLE]
    last = max((one.happened for one in entries if one.bearing), default=since)
    if not heard:
        return Status.NOT_APPLICABLE, last
    if len(set(heard)) == 1:
        return heard[0], since if heard[0] is status else last
    if Status.IMPLEMENTED in heard or Status.PARTLY in heard:
        return Status.PARTLY, last
    if Status.IN_PROGRESS in heard or Status.ELAPSED in heard:
        return (Status.ELAPSED if Status.ELAPSED in heard else Status.IN_PROGRESS), last
    return status, since


def with_sittings(facts: Facts, sittings: tuple[Sitting, ...]) -> Facts:
    """The same facts by a calendar."""
    return replace(facts, timing=replace(facts.timing, sittings=sittings))


def as_known(facts: Facts, moment: date) -> Facts:
    """The facts as far as they had been entered by the end of a day."""
    return replace(facts, entries=tuple(one for one in facts.entries if one.entered <= moment))

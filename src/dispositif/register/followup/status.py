"""What has become of a mandate on a day: computed from what is known, never typed and never kept as a fact.

`standing(facts, on)` is a pure function. The order in which facts were entered does not matter; a comment never
changes it; what is silent is never taken for failure. docs/explanation/status.md has the rules as a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import date, timedelta
from itertools import takewhile
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct
from msgspec.structs import replace

from dispositif.register.followup.deadlines import Due, Sitting, Time, Timing, due, times
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
_ENDS: Final = {"superseded": Status.SUPERSEDED, "retired": Status.RETIRED}


class Circumstance(Struct, frozen=True):
    """A condition, in the words of the text, and whether the mandate is dormant until it is met."""

    words: str
    start: int
    end: int
    suspends: bool

    def is_met_by(self, event: Fact) -> bool:
        """Whether an event entry is of this condition: it names the place of its words, or none."""
        return event.condition is None or self.start <= event.condition < self.end


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
    return due is not None and due < on and status not in CLOSED


def standing(facts: Facts, on: date) -> Standing:
    """What has become of a mandate on the day `on`: entries of what happened later do not count."""
    happened = [one for one in counting(facts.entries) if one.happened <= on]
    entries = [one for one in happened if one.kind != "comment"]
    woken, waiting_for = _awakening(facts, entries, on)
    until = _due(facts, entries, woken)
    named = _addressees(facts, entries)
    by_addressee = {name: _of(name, facts, entries, woken, waiting_for, until, on)[0] for name in named}
    status, since = _of("", facts, entries, woken, waiting_for, until, on)
    if by_addressee and status not in _ENDS.values():
        status, since = _overall(status, since, by_addressee, entries)
    is_dormant = status is Status.DORMANT
    return Standing(
        status=status,
        since=since,
        due=None if is_dormant else until.day,
        due_rule=until.rule,
        waiting_for=waiting_for if is_dormant else (),
        by_addressee=by_addressee,
        last_entry=max((one.happened for one in happened), default=None),
        holds_until=min(_turns({status, *by_addressee.values()}, until, on), default=None),
    )


def line_of_times(facts: Facts, on: date) -> list[Time]:
    """The times of what recurs as of a day: done, missed, and the next. Empty for what is to be done once, or waits."""
    entries = [one for one in counting(facts.entries) if one.happened <= on]
    woken, waiting_for = _awakening(facts, entries, on)
    if waiting_for:
        return []
    return times(facts.timing, woken, woken != facts.adopted, _reports(entries), on)


def _reports(entries: Iterable[Fact]) -> list[date]:
    """The days on which it was done."""
    return [one.happened for one in entries if one.bearing == Status.IMPLEMENTED]


def _turns(statuses: Set[Status], until: Due, on: date) -> Iterable[date]:
    """The days after which time alone may change one of the statuses."""
    if until.day and on <= until.day and statuses - CLOSED - {Status.DORMANT}:
        yield until.day
    if until.reopened and on < until.reopened and Status.IMPLEMENTED in statuses:
        yield until.reopened - timedelta(days=1)


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


def _due(facts: Facts, entries: list[Fact], woken: date | None) -> Due:
    """By when: an extension before what a person fixed, that before what the text says; what recurs moves on."""
    read = due(facts.timing, woken, woken != facts.adopted, _reports(entries))
    extended = max(((one.happened, one.due) for one in entries if one.kind == "extension" and one.due), default=None)
    fixed = Due(None, "")
    if extended:
        fixed = Due(extended[1], _("extended by a decision of %(day)s") % {"day": in_words(extended[0])}, read.reopened)
    elif facts.assigned_due:
        fixed = Due(facts.assigned_due, _("fixed when it was assigned"), read.reopened)
    has_moved_on = read.reopened is not None and fixed.day is not None and fixed.day < read.reopened
    return read if fixed.day is None or has_moved_on else fixed


def _addressees(facts: Facts, entries: list[Fact]) -> tuple[str, ...]:
    spoken_of = sorted({one.addressee for one in entries if one.addressee})
    if len(facts.addressees) < 2 and not spoken_of:
        return ()
    return tuple(dict.fromkeys((*facts.addressees, *spoken_of)))


def _of(
    name: str,
    facts: Facts,
    entries: list[Fact],
    woken: date | None,
    waiting_for: tuple[str, ...],
    until: Due,
    on: date,
) -> tuple[Status, date | None]:
    """The status for one addressee, or as far as what is said of all together goes where `name` is empty."""
    ends = [(one.happened, _ENDS[one.kind]) for one in entries if one.kind in _ENDS]
    if ends:
        happened, status = min(ends, key=lambda end: (end[0], end[1].value))
        return status, happened
    found = _finding(one for one in entries if one.addressee in ("", name))
    is_past = until.day is not None and until.day < on
    after = until.day + timedelta(days=1) if until.day else None
    if found is not None:
        happened, status = found
        if until.reopened and status is Status.IMPLEMENTED and happened < until.reopened <= on:
            # What recurs was done for a time that is over: a new one runs.
            return (Status.NO_INDICATION, after) if is_past else (Status.ACTIVE, until.reopened)
        return (Status.ELAPSED, after) if status is Status.IN_PROGRESS and is_past else (status, happened)
    if waiting_for:
        return Status.DORMANT, facts.adopted
    return (Status.NO_INDICATION, after) if is_past else (Status.ACTIVE, woken)


def _finding(entries: Iterable[Fact]) -> tuple[date, Status] | None:
    """The last finding, and the day from which all findings have been the same."""
    by_day = dict(sorted((one.happened, _BEARINGS.index(Status(one.bearing))) for one in entries if one.bearing))
    if not by_day:
        return None
    days = sorted(by_day, reverse=True)
    last = by_day[days[0]]
    same = list(takewhile(lambda day: by_day[day] == last, days))
    return same[-1], _BEARINGS[last]


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

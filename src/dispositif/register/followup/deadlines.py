"""By when: a deadline's day, with the rule by which it is reckoned. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from msgspec import Struct

from dispositif.document import Deadline
from dispositif.mandates.circumstances import later
from dispositif.register.followup.spoken import Spoken, spoken
from dispositif.register.followup.whose import Said
from dispositif.register.holdings.listing import in_words

_BY_SESSION = "session"
_MOST_OCCURRENCES = 5000


class Sitting(Struct, frozen=True, kw_only=True):
    """A session or a meeting of a body. The fields are those of `holdings.Meeting`."""

    kind: str
    number: int | None
    name: str
    opens: date
    closes: date | None = None
    place: str = ""


class Timing(Struct, frozen=True, kw_only=True):
    """What a text says of the time of a mandate, and the calendar of the body that it means, in the order of days."""

    language: str = "en"
    adopted: date | None = None
    """The document's adoption, by which the register has it: the text may say another day, or none."""
    deadline: Deadline | None = None
    recurrence: str = ""
    """How often, in the words of the text."""
    period: str = ""
    """How often: an ISO 8601 duration or "session"; empty where only once, or not fixed."""
    sittings: tuple[Sitting, ...] = ()
    said: Said | None = None
    """Where its words stand, by which it is told whose calendar that is."""


class Report(NamedTuple):
    """What was found of what recurs on a day: for the time that lies nearest to it.

    One that `is_whole` closes its time at once; any other, once the day of that time has passed.
    """

    day: date
    finding: str
    is_whole: bool


class Fixed(NamedTuple):
    """A day that people fixed in the place of the text's own rule: at an assignment, or by a decision of a day."""

    day: date
    rule: str
    decided: date | None = None


class Due(NamedTuple):
    """A day and the rule by which it is reckoned."""

    day: date | None
    rule: str
    reopened: date | None = None
    """From when what recurs runs again, once a time of it is closed."""
    settles: date | None = None
    """The last day of a time of which something was found, and which is not closed yet."""
    times: tuple[date, ...] = ()
    """The times of what recurs, as far as they matter."""


def has_passed(day: date | None, on: date) -> bool:
    """Whether the day by which something is due has passed on another: not on the day itself."""
    return day is not None and day < on


def due(
    timing: Timing,
    starts: date | None,
    is_woken: bool,
    on: date,
    reports: Sequence[Report] = (),
    fixed: Sequence[Fixed] = (),
) -> Due:
    """By when, as of a day, for a mandate that holds from `starts`. Of `fixed` the last counts, for the time it is of.

    `is_woken` is whether it holds from the day on which what it waited for had happened, not from its adoption; as long
    as it waits, `starts` is None.
    """
    first = _once(timing, timing.deadline, starts, is_woken) if timing.deadline else Due(None, "")
    if timing.period and starts is None and not first.rule:
        first = Due(None, _not_begun(_quoted(timing.recurrence), is_woken))
    elif timing.period and starts is not None:
        if line := _line(timing, first.day, starts, starts, reports, fixed):
            return _again(timing, line, first.day or starts, reports, on)
        if not first.rule:
            first = Due(None, _not_told(timing))
    return Due(fixed[-1].day, fixed[-1].rule) if fixed else first


class Time(NamedTuple):
    """One of the times of what recurs: the day by which, and what was found of it, if anything was.

    `is_missed` where that day has passed, or something was found of a later time, and nothing of this one.
    """

    day: date
    finding: str
    found: date | None
    is_missed: bool


def times(
    timing: Timing,
    starts: date | None,
    is_woken: bool,
    on: date,
    reports: Sequence[Report] = (),
    fixed: Sequence[Fixed] = (),
) -> list[Time]:
    """The whole line of what recurs as of a day: the times that were reported on or missed, and the next one.

    Empty for what is to be done once, and where the calendar does not tell the days.
    """
    if not timing.period or starts is None:
        return []
    first = _once(timing, timing.deadline, starts, is_woken) if timing.deadline else Due(None, "")
    days = [one.day for one in _line(timing, first.day, starts, on, reports, fixed)]
    if not days:
        return []
    by_place = {nearest(days, one.day): one for one in sorted(reports)}
    last = max(by_place, default=-1)
    coming = next((place for place, day in enumerate(days) if place > last and not has_passed(day, on)), len(days) - 1)
    return [
        Time(day, found.finding, found.day, False)
        if (found := by_place.get(place))
        else Time(day, "", None, place < last or has_passed(day, on))
        for place, day in enumerate(days[: coming + 1])
    ]


def _once(timing: Timing, deadline: Deadline, starts: date | None, is_woken: bool) -> Due:
    words, said = _quoted(deadline.text), spoken(timing.language, deadline.text, deadline.event)
    if _runs_from_adoption(deadline, said) and timing.adopted and (day := _moved(timing.adopted, said.period)):
        return Due(day, _("%(words)s, counted from the adoption") % {"words": words})
    if deadline.date:
        return Due(date.fromisoformat(deadline.date), words)
    if said.kind == "within" and starts and (day := _moved(starts, said.period)):
        rule = (
            _("%(words)s, counted from %(day)s, when what it waited for had happened")
            if is_woken
            else _("%(words)s, counted from the adoption on %(day)s")
        )
        return Due(day, rule % {"words": words, "day": in_words(starts)})
    if said.kind == "within" and starts is None:
        return Due(None, _not_begun(words, is_woken))
    if said.sitting is None:
        return Due(None, _("%(words)s: it hangs on an event, of which no day is known") % {"words": words})
    if (sitting := _sitting(timing.sittings, said, starts)) is None:
        return Due(None, _("%(words)s: the calendar does not tell the day") % {"words": words})
    at_end = said.is_its_end and sitting.closes is not None
    day = sitting.closes if at_end and sitting.closes else sitting.opens
    rule = _("%(words)s: %(name)s, closes %(day)s") if at_end else _("%(words)s: %(name)s, opens %(day)s")
    rule %= {"words": words, "name": sitting.name, "day": in_words(day)}
    return Due(_moved(day, said.period) if said.period else day, rule)


def _not_begun(words: str, waits: bool) -> str:
    rule = (
        _("%(words)s, counted from the day on which what it waits for happens")
        if waits
        else _("%(words)s, counted from the adoption, of which no day is known")
    )
    return rule % {"words": words}


def names_a_sitting(deadline: Deadline, language: str) -> bool:
    """Whether a deadline is a session or a meeting."""
    return spoken(language, deadline.text, deadline.event).sitting is not None


def _runs_from_adoption(deadline: Deadline, said: Spoken) -> bool:
    """Whether the day hangs on the adoption. Where a person has said the day, no rule is named, and it is theirs."""
    return said.kind == "adoption" and bool(said.period) and (bool(deadline.rule) or deadline.date is None)


def _sitting(sittings: Sequence[Sitting], said: Spoken, starts: date | None) -> Sitting | None:
    """The session or meeting that is named by its number, or as the next one."""
    kin = [one for one in sittings if one.kind == said.sitting]
    if said.number is not None:
        return next((one for one in kin if one.number == said.number), None)
    if said.is_coming:
        return next((one for one in kin if starts is not None and one.opens > starts), None)
    return None


def _again(timing: Timing, line: Sequence[Fixed], counted_from: date, reports: Sequence[Report], on: date) -> Due:
    """The next time of what recurs: the first after those that are closed."""
    days = tuple(one.day for one in line)
    closing = _closing(days, reports, on)
    covered = max((nearest(days, one.day) for one in closing), default=-1)
    reopened = max(days[covered], *(one.day for one in closing)) + timedelta(days=1) if closing else None
    settles = min((days[nearest(days, one.day)] for one in reports if one not in closing), default=None)
    if covered + 1 >= len(days):
        return Due(None, _not_told(timing), reopened, settles, days)
    day, rule, _decided = line[covered + 1]
    return Due(day, rule or _rule(timing, day, covered + 2, counted_from), reopened, settles, days)


def _rule(timing: Timing, day: date, number: int, counted_from: date) -> str:
    """How a time of what recurs is reckoned: by the session that it is, or counted."""
    words = _quoted(timing.recurrence)
    if timing.period == _BY_SESSION:
        name = next(one.name for one in timing.sittings if one.kind == _BY_SESSION and one.opens == day)
        return _("%(words)s: %(name)s, opens %(day)s") % {"words": words, "name": name, "day": in_words(day)}
    said = {"words": words, "day": in_words(counted_from), "number": number}
    return _("%(words)s, counted from %(day)s: time %(number)d") % said


def _not_told(timing: Timing) -> str:
    return _("%(words)s: the calendar does not tell the next time") % {"words": _quoted(timing.recurrence)}


def _closing(days: Sequence[date], reports: Iterable[Report], on: date) -> list[Report]:
    """The reports that close a time by a day."""
    return [one for one in reports if one.day <= on and (one.is_whole or has_passed(days[nearest(days, one.day)], on))]


def nearest(days: Sequence[date], day: date) -> int:
    """The time that a report is for: the place of the one that lies nearest to its day."""
    return min(range(len(days)), key=lambda place: abs(days[place] - day))


def _line(
    timing: Timing,
    first: date | None,
    starts: date,
    until: date,
    reports: Sequence[Report],
    fixed: Sequence[Fixed],
) -> list[Fixed]:
    """The times of what recurs, up to the second after all that is known of them, with those that people fixed.

    A day that was fixed by a decision is that of the time which was open then, and takes the place of those it passes.
    """
    ends = max([until, *(one.day for one in reports), *(one.day for one in fixed)])
    line = [Fixed(day, "") for day in _occurrences(timing, first, starts, ends)]
    for one in fixed if line else ():
        days = [time.day for time in line]
        if one.decided is None:
            place = nearest(days, one.day)
        else:
            before = _closing(days, reports, one.decided)
            place = max((nearest(days, report.day) for report in before), default=-1) + 1
        line[place:] = [one, *(time for time in line[place + 1 :] if time.day > one.day)]
    return line


def _occurrences(timing: Timing, first: date | None, starts: date, until: date) -> list[date]:
    """The days of what recurs by its rule, from the first to the second after the day `until`."""
    if timing.period == _BY_SESSION:
        return [one.opens for one in timing.sittings if one.kind == _BY_SESSION and one.opens > starts]
    days = [first] if first else []
    count, unit = int(timing.period[1:-1]), timing.period[-1]
    while len(days) < _MOST_OCCURRENCES and (len(days) < 2 or days[-2] <= until):
        times = len(days) + (first is None)
        if (day := _moved(first or starts, f"P{count * times}{unit}")) is None:
            break
        days.append(day)
    return days


def _moved(day: date, period: str) -> date | None:
    moved = later(day.isoformat(), period)
    return date.fromisoformat(moved) if moved else None


def _quoted(words: str) -> str:
    return f"“{' '.join(words.split())}”"

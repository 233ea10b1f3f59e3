"""The dates in the words of a heading, in both calendars, and whether they agree."""

from __future__ import annotations

import datetime
import itertools
import re
from typing import Final

from dispositif.document import DateMention
from dispositif.languages.time import Calendar, Day

# No digit stands before it; to look back only behind what may begin a date is quicker than to do so at each place.
_DATE: Final = re.compile(
    r"(?:\d(?<!\d\d)\d?(?!\d)[^\d;:()\[\]]{3,28}?"
    r"|[A-Z](?<!\d[A-Z])[A-Za-z]{2,8}\s\d{1,2}(?:\s?(?:[-–—]|[a-z]{2,7}\s)\s?\d{1,2})?,?\s)"
    r"\d{4}(?!\d)(?:\s?(?:[A-Z]{1,2}(?!\w)|[A-Z]\.[A-Z]\.|[A-Z]\.))?"
)
# The first day of a span of days behind its month: "June | 9 and | 10, 2031".
_FIRST_DAY: Final = re.compile(r"(?<=\s)\d{1,2}\s?(?:[-–—]|[a-z]{2,7}\s)\s?(?=\d{1,2},?\s\d{4})")
# A date is looked for only where there is a year: that is quick to see.
_YEAR: Final = re.compile(r"\d\d\d\d(?!\d)")
_BEFORE_YEAR: Final = 30
_BEHIND_YEAR: Final = 6
_ERA: Final = re.compile(r"\s?[A-Z.]+$")
# The month of one calendar begins with the sighted moon, in some places a day after it does by computation.
_SIGHTING: Final = datetime.timedelta(days=1)
_NEAR: Final = 60


def dates(characters: str, flat: str, start: int, end: int, calendar: Calendar) -> tuple[DateMention, ...]:
    """The dates in `flat[start:end]`, from left to right; a span of days behind its month is dated by its last."""
    found: list[tuple[int, int, Day]] = []
    for year in _YEAR.finditer(flat, start, end):
        match = _DATE.search(flat, max(start, year.start() - _BEFORE_YEAR), min(end, year.end() + _BEHIND_YEAR))
        if not match:
            continue
        first, last = match.span()
        if flat[max(0, first - 1)] == "/" and "\n" in characters[first:last]:
            continue  # a number on the line above: "HL/RES/7 | September 2031"
        start = last
        day = calendar.day(match[0]) or calendar.day(_FIRST_DAY.sub("", match[0]))
        if day is None:
            last -= len(match[0]) - len(_ERA.sub("", match[0]))
            day = calendar.day(flat[first:last])
        if day:
            found.append((first, last, day))
    agreement = _agreement(found)
    return tuple(
        DateMention(text=characters[a:b], start=a, end=b, date=day.iso, calendar=day.calendar, agrees=agreement.get(a))
        for a, b, day in found
    )


def spans_days(words: str) -> bool:
    """Whether the words of a date name two days of a month: "June 9-10, 2031"."""
    return _FIRST_DAY.search(words) is not None


def _agreement(found: list[tuple[int, int, Day]]) -> dict[int, bool]:
    """For each date with one of the other calendar beside it, by its start: whether both are the same day."""
    agrees: dict[int, bool] = {}
    for (start, end, day), (after, _, other) in itertools.pairwise(found):
        if day.calendar != other.calendar and after - end <= _NEAR:
            apart = abs(datetime.date.fromisoformat(day.iso) - datetime.date.fromisoformat(other.iso))
            agrees[start] = agrees[after] = apart <= _SIGHTING
    return agrees

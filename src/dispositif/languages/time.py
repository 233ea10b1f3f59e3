"""Numbers, ordinals, periods and dates as a language writes them.

`Calendar("en")` reads them. Its `slots` are regular expressions, free of groups, for pattern records to name in braces
({number}, {ordinal}, {unit}, {month}, {year}, {date}); its methods say what such words mean.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from dispositif.languages import section
from dispositif.languages.schema import TimeWords

Reckoning = Literal["gregorian", "hijri"]

_GREGORIAN_YEAR: Final = r"(?:1[6-9]|2[01])\d\d"
_HIJRI_YEAR: Final = r"1[2-5]\d\d"
_DIGITS: Final = r"\d{1,3}(?:[, ]\d{3}){1,4}(?!\d)|\d{1,15}(?!\d)"
_LONGEST_DATE: Final = 100
_KEPT: Final = 1024
_WORD: Final = re.compile(r"[^\W\d_]+")


class Day(NamedTuple):
    """A date as read: ISO 8601, Gregorian (or the part of it that is known), and the calendar it was written in."""

    iso: str
    calendar: Reckoning


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first, blanks of any kind between their parts.

    Words that begin alike stand together, so that few are tried where none is.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(_blanks_of_any_kind(word[1:]))
    return "|".join(
        re.escape(first) + (f"(?:{'|'.join(rests)})" if len(rests) > 1 else rests[0])
        for first, rests in by_first.items()
    )


def _blanks_of_any_kind(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+")


class Calendar:
    """The numbers and dates of one language."""

    def __init__(self, code: str) -> None:
        words = section(code, "time", TimeWords)
        self._numbers = words.cardinals
        self._all_numbers = words.cardinals | words.ordinals
        self._scales = words.scales
        self._joiners = frozenset(words.joiners)
        self._units = words.units
        self._months = {
            _plain(name): (reckoning, month)
            for reckoning, names in words.months.items()
            for name, month in names.items()
        }
        self.slots = _slots(words)
        self._number_shape = re.compile(self.slots["number"], re.IGNORECASE)
        self._ordinal_shape = re.compile(self.slots["ordinal"], re.IGNORECASE)
        # Whatever may be a month is looked up: all months of all calendars as one expression are slow to compile.
        parts = self.slots | {"month": r"[^\W\d_]\D{1,30}?", "ordinal": r"[^\W_]\D{1,60}?"}
        parts = {name: f"(?P<{name}>{shape})" for name, shape in parts.items()}
        # A document names the same few days and sessions again and again, and so do the documents of one session.
        self._days = lru_cache(_KEPT)(self._read_day)
        self._ordinals_read = lru_cache(_KEPT)(self._read_ordinal)
        self._dates = [re.compile(_filled(form, parts), re.IGNORECASE) for form in words.dates]

    def number(self, words: str) -> int | None:
        """The number that `words` write, in figures or in words; None where they write none."""
        if not self._number_shape.fullmatch(words):
            return None
        if words[0].isdigit():
            return _figures(words)
        return self._sum(words, self._numbers)

    def ordinal(self, words: str) -> int | None:
        """The number of an ordinal ("79th", "seventy-ninth"); None where `words` are none."""
        return self._ordinals_read(words)

    def period(self, number: str, unit: str) -> str | None:
        """An ISO 8601 duration: "six", "months" → P6M."""
        count, period = self.number(number), self._units.get(" ".join(unit.lower().split()))
        if count is None or period is None:
            return None
        return re.sub(r"\d+", lambda one: str(int(one[0]) * count), period)

    def day(self, words: str) -> Day | None:
        """The date that `words` write, with its calendar; None where they write no whole, possible date."""
        return self._days(words) if len(words) <= _LONGEST_DATE else None

    def date(self, words: str) -> str | None:
        """The date that `words` write, as ISO 8601: "2025-03-31", "2025-03" or "2025"; None where they write none."""
        day = self.day(words)
        return day.iso if day else None

    def _read_ordinal(self, words: str) -> int | None:
        if not self._ordinal_shape.fullmatch(words):
            return None
        return _figures(words) if words[0].isdigit() else self._sum(words, self._all_numbers)

    def _read_day(self, words: str) -> Day | None:
        for form in self._dates:
            match = form.fullmatch(words)
            if match and (day := self._day(match.groupdict())):
                return day
        return None

    def _day(self, parts: dict[str, str]) -> Day | None:
        year = int((parts.get("year") or parts["yyyy"])[:4])
        if "mm" in parts:
            return gregorian(year, int(parts["mm"]), int(parts["dd"]))
        if "month" not in parts:
            return Day(str(year), "gregorian")
        reckoning, month = self._months.get(_plain(parts["month"]), ("", 0))
        day = _figures(parts["day"]) if "day" in parts else None
        if "ordinal" in parts:
            day = self.ordinal(parts["ordinal"]) or 0
        return hijri(year, month, day) if reckoning == "hijri" else gregorian(year, month, day)

    def _sum(self, words: str, values: dict[str, int]) -> int | None:
        total = group = 0
        for word in _WORD.findall(words.lower()):
            if word in self._joiners:
                continue
            scale = self._scales.get(word) or (values[word] if values.get(word, 0) >= 100 else 0)
            if scale >= 1000:
                total, group = total + (group or 1) * scale, 0
            elif scale:
                group = (group or 1) * scale
            elif word in values:
                group += values[word]
            else:
                return None
        return total + group


@cache
def calendar(code: str) -> Calendar:
    """The calendar of language `code`, made once."""
    return Calendar(code)


def gregorian(year: int, month: int, day: int | None) -> Day | None:
    """The day, or the month where `day` is None; None where the calendar has no such day."""
    try:
        if day is None:
            return Day(datetime.date(year, month, 1).isoformat()[:7], "gregorian")
        return Day(datetime.date(year, month, day).isoformat(), "gregorian")
    except ValueError:
        return None


def hijri(year: int, month: int, day: int | None) -> Day | None:
    """The Gregorian day of a day of the Umm al-Qura calendar; None where it has no such day."""
    if day is None:
        return None  # a Hijri month lies in two Gregorian ones
    from hijridate import Hijri

    try:
        return Day(Hijri(year, month, day).to_gregorian().isoformat(), "hijri")
    except (ValueError, OverflowError):
        return None


def _figures(words: str) -> int:
    return int("".join(filter(str.isdigit, words)))


def _plain(name: str) -> str:
    """A month's name without what its many transliterations differ in: blanks, hyphens, apostrophes."""
    return "".join(_WORD.findall(name.lower()))


def _filled(form: str, slots: dict[str, str]) -> str:
    spaced = form.replace(" ", r"\s+")
    return re.sub(r"\{([a-z]+)\}", lambda slot: slots[slot[1]], spaced)


def _slots(words: TimeWords) -> dict[str, str]:
    cardinal = rf"(?:{alternatives([*words.cardinals, *words.scales])})"
    joint = r"(?:\s*[-‐‑]\s*|\s+)"
    if words.joiners:  # "a hundred and five", but not "five and six"
        scale = "|".join(f"(?<={re.escape(scale)})" for scale in words.scales)
        joint = rf"(?:{joint}|(?:{scale})\s+(?:{alternatives(words.joiners)})\s+)"
    era = "|".join(rf"\s?(?:{alternatives(names)})(?!\w)" for names in words.eras.values())
    months = next(iter(words.months.values()))  # dates in a sentence are in the calendar that the language names first
    slots = {
        "number": rf"(?:{_DIGITS}|{cardinal}(?:{joint}{cardinal}){{0,9}})",
        "ordinal": rf"(?:\d{{1,6}}\s?(?:{alternatives(words.ordinal_endings)})"
        rf"|(?:{cardinal}{joint}){{0,9}}(?:{alternatives(words.ordinals)}))",
        "unit": rf"(?:{alternatives(words.units)})",
        "month": rf"(?:{alternatives(months)})\.?",
        "year": rf"(?:{_GREGORIAN_YEAR}|{_HIJRI_YEAR})(?!\d)(?:{era})?" if era else rf"{_GREGORIAN_YEAR}(?!\d)",
        "yyyy": rf"{_GREGORIAN_YEAR}(?!\d)",
        "mm": r"\d{1,2}(?!\d)",
        "dd": r"\d{1,2}(?!\d)",
    }
    endings = f"(?:{alternatives(words.ordinal_endings)})?" if words.ordinal_endings else ""
    slots["day"] = rf"\d{{1,2}}\s?{endings}(?!\w)"
    slots["date"] = "(?:" + "|".join(_filled(form, slots) for form in words.dates) + ")"
    return slots

"""The numbers that follow a noun: "resolutions 1612 (2005), 1882 (2009) and 66/201 A to C"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from dispositif.authorities.identifiers import squeezed
from dispositif.authorities.series import series
from dispositif.citations.vocabulary import Vocabulary

_MOST_DIGITS: Final = 4
_MOST_LETTERS: Final = 2
_CAPITALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NUMERALS: Final = "IVXL"
_PREFIX: Final = re.compile(r"[A-Z]{1,5}[-‑]")
_PLAIN: Final = re.compile(r"\d{1,5}(?![\w/]|\.\d)")
_JOINT: Final = re.compile(r",?\s(?:[a-z]{2,3}\s)?(?=\d)")
# "A40-17, | A40-18", "WHA70.12 (2017) and | WHA74.8", "2031-3 and | 2029-5", "99 COM 7 and | 98 COM 8".
_LETTERED: Final = re.compile(
    r"(?:\s\((?:19|20)\d\d\))?,?\s(?:[a-z]{2,3}\s)?(?=[A-Z]|(?:19|20)\d\d[-‑]\d|\d{1,3}\s[A-Z]{2,4}\s\d)"
)
_FURTHER: Final = re.compile(r"\d{1,5}(?:\.\d{1,3})?(?![\w/]|\.\d|\s?\()")


class Numbered:
    """One number of a list, `squeezed`: where it stands, where the date ends that may follow it, and the date's year.

    `year` is 0 where no date follows; `dated` is `end` then.
    """

    __slots__ = ("dated", "end", "number", "start", "year")

    def __init__(self, start: int, end: int, number: str, dated: int, year: int) -> None:
        self.start = start
        self.end = end
        self.number = number
        self.dated = dated
        self.year = year


@cache
def _shape() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{shape})" for shape in series().shapes))


def numbers(known: Vocabulary, words: str, start: int, limit: int) -> list[Numbered]:
    """The numbers that a noun before `start` announces, up to `limit`."""
    listed: list[Numbered] = []
    first = _first(known, words, start)
    if first:
        listed.append(first)
        start = first.end
        if first.number.replace(".", "").isdecimal():
            start = _plain_behind(known, words, first, limit, listed)
        else:
            start = _lettered_behind(known, words, first, limit, listed)
    # Every further number has one of two signs in it: the figure before it is looked at only where one stands.
    slash, bracket = _place(words, "/", start, limit), _place(words, "(", start, limit)
    while slash < limit or bracket < limit:
        sign = min(bracket, slash)
        figure = _figure(words, start, sign)
        if figure >= 0:
            another = _another(known, words, start, figure)
            if another:
                listed.append(another)
            start = another.end if another else sign + 1
        at = max(sign + 1, start)
        if slash < at:
            slash = _place(words, "/", at, limit)
        if bracket < at:
            bracket = _place(words, "(", at, limit)
    return listed


def _plain_behind(known: Vocabulary, words: str, last: Numbered, limit: int, listed: list[Numbered]) -> int:
    """Add the plain numbers that go on with one ("242, 338 and 1397"). Where the last ends."""
    while joint := _JOINT.match(words, last.dated, limit):
        match = _FURTHER.match(words, joint.end(), limit)
        if match is None or not known.joins(words, joint.end()):
            break
        last = _whole(known, words, match)
        listed.append(last)
    return last.end


def _lettered_behind(known: Vocabulary, words: str, last: Numbered, limit: int, listed: list[Numbered]) -> int:
    """Add the numbers that begin with a letter and go on with one ("A40-17 and A40-18"). Where the last ends."""
    while joint := _LETTERED.match(words, last.dated, limit):
        match = _shape().match(words, joint.end(), limit)
        if match is None or not known.joins(words, joint.end()):
            break
        last = _whole(known, words, match)
        listed.append(last)
    return last.end


def before_figure(words: str, start: int) -> int:
    """Where the figure begins that stands before `start`, a blank between them allowed; `start` where none does."""
    end = start - 1 if start and words[start - 1].isspace() else start
    first = end
    while first and end - first < _MOST_DIGITS and words[first - 1].isdecimal():
        first -= 1
    return first if first < end and not words[first - 1 : first].isalnum() else start


def _place(words: str, sign: str, start: int, limit: int) -> int:
    """Where the sign stands next; `limit` where it does not."""
    place = words.find(sign, start, limit)
    return place if place >= 0 else limit


def _figure(words: str, start: int, sign: int) -> int:
    """Where the figure before a sign begins ("1612 (", "40 A/", "XIV/"), not before `start`; -1 where there is none."""
    at = sign
    if at > start and words[at - 1].isspace():
        at -= 1
    end = at
    while at > start and end - at < _MOST_LETTERS and words[at - 1] in _CAPITALS:
        at -= 1
    if start < at < end and words[at - 1].isspace():
        at -= 1
    end = at
    while at > start and end - at < _MOST_DIGITS and words[at - 1].isdecimal():
        at -= 1
    if at == end:  # "XIV/12"
        at = end = sign
        while at > start and words[at - 1] in _NUMERALS:
            at -= 1
    return at if at < end else -1


def _first(known: Vocabulary, words: str, start: int) -> Numbered | None:
    """The number directly behind the noun or behind the sign for numbers."""
    at = known.number_start(words, start)
    if at < 0 or words[at : at + 1].islower():
        return None
    match = _shape().match(words, at) or _PLAIN.match(words, at)
    return _whole(known, words, match) if match else None


def _another(known: Vocabulary, words: str, start: int, figure: int) -> Numbered | None:
    """The number around a figure, if what stands before joins it to the list."""
    at = words.rfind(" ", start, figure) + 1 or start
    if at != figure and not _PREFIX.fullmatch(words, at, figure):
        at = figure
    match = _shape().match(words, at)
    if match and known.joins(words, at):
        return _whole(known, words, match)
    return None


def _whole(known: Vocabulary, words: str, match: re.Match[str]) -> Numbered:
    end, printed = match.end(), squeezed(match[0])
    if printed[-1].isalpha() and printed[0].isdigit():
        letters = known.ranges.match(words, end)
        while letters:
            end, last = letters.end(), letters[1]
            printed = f"{printed.partition('-')[0]}-{last}"
            letters = known.ranges.match(words, end)
    date = known.dated.match(words, end) if known.may_follow(words, end) else None
    if not date:
        return Numbered(match.start(), end, printed, end, 0)
    return Numbered(match.start(), end, printed, date.end(), int(date[1]))

"""Texts without line breaks, as databases keep them: parted where numbers count on and recitals open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dispositif.structure.openings import Openings
from dispositif.structure.shapes import NAME

_SHORTEST: Final = 200  # characters: a shorter block holds no text
_FORMULA: Final = 240  # characters: no formula is longer
_SMALL: Final = 4  # letters: a longer word of a heading has a capital
_NUMBER: Final = re.compile(r"(?<!\S)(\d{1,3})[.)] +(?=[“\"]?[A-Z])")
_STOP: Final = re.compile(r"[.;:][”\"’)]? +")
_CAPITAL: Final = re.compile(r"(?<!\S)[A-Z]")
_CAPITALS: Final = re.compile(r"(?:[^\W\d_a-z][^a-z ]* +){3,}(?=[A-Z][a-z])")  # "FINAL ACT OF THE BOARD | The Board"
_COMMA: Final = re.compile(r"[,:] +")
_RECITALS: Final = re.compile(r"[,;] +(?=[A-Z])")


def parted(spans: list[tuple[int, int]], characters: str, flat: str, known: Openings) -> list[tuple[int, int]]:
    """The blocks of a plain text, one that is nearly all of it and has numbers of acts within cut at these."""
    at = max(range(len(spans)), key=lambda place: spans[place][1] - spans[place][0], default=-1)
    if at < 0:
        return spans
    start, end = spans[at]
    if end - start < max(_SHORTEST, len(flat) * 3 // 4) or characters.find("\n", start, end) >= 0:
        return spans  # most texts
    numbers = _numbers(flat, start, end, known)
    if not numbers:
        return spans
    begins = [start, *_front(flat, start, numbers[0], known), *numbers]
    own = [(begin, stop) for begin, stop in zip(begins, [*begins[1:], end], strict=True) if begin < stop]
    return [*spans[:at], *((begin, begin + len(flat[begin:stop].rstrip())) for begin, stop in own), *spans[at + 1 :]]


def _numbers(flat: str, start: int, end: int, known: Openings) -> list[int]:
    """Where the paragraphs begin that count on from 1, and the headings between them; none if few of them act."""
    begins: list[int] = []
    counted = acting = 0
    last = start
    for found in _NUMBER.finditer(flat, start, end):
        if int(found[1]) != counted + 1:
            continue
        heading = _heading(flat, last, found.start())
        if heading < 0 and counted:
            continue  # "as laid down in paragraph | 3. The Board"
        counted, last = counted + 1, found.end()
        opening = known.opening(flat, found.end(), end)
        acting += opening.acts or opening.use == "subject"
        begins += [heading] if counted > 1 and heading < found.start() else []
        begins.append(found.start())
    return begins if counted > 1 and acting * 2 >= counted else []


def _heading(flat: str, start: int, end: int) -> int:
    """Where the heading begins that stands between a stop and a number at `end`; `end` if there is none, -1 if other
    words do.
    """
    begin = max((stop.end() for stop in _STOP.finditer(flat, start, end)), default=start)
    words = flat[begin:end].split()
    heads = all(word[0].isupper() or not word[0].isalpha() or len(word) < _SMALL for word in words)
    return begin if heads and end - begin < NAME else -1


def _front(flat: str, start: int, end: int, known: Openings) -> Iterator[int]:
    """Where the formula begins that stands before the first number at `end`, and each recital behind it.

    Where there is none, where what is told begins behind a title in capitals.
    """
    for at in (found.start() for found in _CAPITAL.finditer(flat, start, end)):
        stop = _COMMA.search(flat, at, min(end, at + _FORMULA))
        if stop is None or not (stop.end() == end or known.opening(flat, stop.end(), end).recites):
            continue
        goes_on = known.follows_noun(flat[start:at].rpartition(" ")[0].rpartition(" ")[2])  # "Decision on | the Lights"
        if not goes_on and known.part_of("formulae", flat, at, stop.start() + 1):
            yield at
            recitals = (found.end() for found in _RECITALS.finditer(flat, stop.start(), end))
            yield from (place for place in recitals if known.opening(flat, place, end).recites)
            return
    titled = _CAPITALS.match(flat, start, end)
    if titled is not None:
        yield titled.end()

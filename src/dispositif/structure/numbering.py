"""Printed numbers: reading them, and finding each one's place among those before it.

"(i)" may be the ninth letter or the first Roman numeral: what was printed before decides. Numbers are read from the
characters, not from flattened text, as a tab after bare digits is what makes them a number.
"""

from __future__ import annotations

import re
from typing import NamedTuple

BULLET = "•"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMBER = re.compile(
    r"""[“"«„‘']?[ \t\xa0]*
    (?:(?P<bullet>[•–—▪●◦‣·∙■□➢✓o-]|\*{1,4})(?=[ \t\xa0\n])
     |§[ \t\xa0]*(?P<section>\d{1,4})[.)]?(?!\S)
     |(?P<open>[(\[]?)
      (?P<label>\d{1,4}(?:\.\d{1,3}){0,4}|(?:[ivxlc]{1,8}|[IVXLC]{1,8}|[a-zA-Z]{1,2})(?![a-zA-Z]))
      (?P<close>[ \xa0]?[.)\]:](?:[ \xa0]?[-–—](?!\S))?|[ \xa0]?[-–—°º](?!\S)|-(?=[A-Z])|)
      (?P<gap>[ \t\xa0\r\n\u2000-\u200a\u202f]*))""",
    re.VERBOSE,
)  # fmt: skip
_ALONE = 8  # characters: a longer line is more than a number


class Mark(NamedTuple):
    """A printed number. `form` is its punctuation, by which a list's numbers are told from another's.

    `readings` are what it may stand for: (style, value). `after` is the offset right after it and its blanks.
    """

    label: str
    form: str
    readings: tuple[tuple[str, int], ...]
    after: int


def _roman(letters: str) -> int:
    """The value of a Roman numeral up to the hundreds, 0 where the letters are none."""
    values = [_ROMAN.get(letter, 0) for letter in letters]
    if 0 in values:
        return 0
    total = sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0], strict=True))
    return total if total > 0 and _numeral(total) == letters else 0


def _numeral(value: int) -> str:
    parts = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    numeral = ""
    for size, letters in parts:
        numeral += letters * (value // size)
        value %= size
    return numeral


def readings(label: str) -> tuple[tuple[str, int], ...]:
    """What a label may stand for; several where letters are Roman numerals too."""
    if label[0].isdigit():
        return (("decimal" + "." * label.count("."), int(label.rpartition(".")[2])),)
    lower = label.lower()
    case = "lower" if label == lower else "upper" if label.isupper() else ""
    if not case:
        return ()
    found = []
    if value := _roman(lower):
        found.append((case + " roman", value))
    if len(label) == 1 or (len(label) == 2 and lower[0] == lower[1]):
        found.append((case + " letter", ord(lower[0]) - 96 + 26 * (len(label) - 1)))
    return tuple(found)


def mark(characters: str, start: int, end: int) -> Mark | None:
    """The number that `characters[start:end]` begins with, or None."""
    second = characters[start + 1 : start + 2]
    if second.islower() and characters[start].isupper():
        return None  # most paragraphs: a capitalized word
    match = _NUMBER.match(characters, start, end)
    if match is None:
        return None
    if match["bullet"]:
        return Mark(BULLET, match["bullet"], (("bullet", 0),), _past_blanks(characters, match.end(), end))
    label = match["section"] or match["label"]
    opened, closed, gap = match["open"] or "", (match["close"] or "").strip(), match["gap"] or ""
    known = readings(label)
    if not known:
        return None
    if not match["section"] and not _closed(label, opened, closed, gap, match.end() == end):
        return None
    if match["section"]:
        opened = "§"
    return Mark(label, opened + closed[:1], known, _past_blanks(characters, match.end(), end))


def _closed(label: str, opened: str, closed: str, gap: str, last: bool) -> bool:
    """Whether the punctuation around a label makes it a number and not a word, a year or a quantity."""
    if opened:
        return closed[:1] in (")", "]")
    if closed:
        return bool(gap) or last or closed[:1] in "-)"
    return label.isdigit() and ("\t" in gap or "\n" in gap or len(gap) > 1)


def _past_blanks(characters: str, at: int, end: int) -> int:
    while at < end and characters[at].isspace():
        at += 1
    return at


def numbered(characters: str, start: int, end: int) -> bool:
    """Whether a number begins the stretch."""
    return mark(characters, start, end) is not None


def number_alone(characters: str, start: int, end: int) -> bool:
    """Whether the stretch is a list number and nothing more: "3.", "(a)", "•"."""
    if end - start > _ALONE:
        return False
    found = mark(characters, start, end)
    return found is not None and found.after == end and not found.readings[0][0].startswith("upper")


class Level:
    """One depth of numbering that is open: the list it belongs to and where that stands."""

    __slots__ = ("form", "id", "label", "style", "value")

    def __init__(self, style: str, form: str, value: int, label: str) -> None:
        self.style, self.form, self.value, self.label, self.id = style, form, value, label, ""


class Outline:
    """The numbers that are open at a place, from the outside in."""

    def __init__(self) -> None:
        self.levels: list[Level] = []

    def clear(self) -> None:
        """Forget all: a new text begins."""
        self.levels.clear()

    def path(self) -> tuple[str, ...]:
        """The printed numbers from the outside in."""
        return tuple(level.label for level in self.levels)

    def expects(self, found: Mark) -> bool:
        """Whether `found` goes on where an open list stands."""
        return self._successor(found, strict=True) is not None

    def place(self, found: Mark, after_chapeau: bool) -> None:
        """Open `found`'s level. `after_chapeau`: the words before it promise a list."""
        first = next((r for r in found.readings if r[1] == 1), None)
        if not (after_chapeau and first and self._nests(found)):
            for strict in (True, False):
                successor = self._successor(found, strict)
                if successor:
                    return self._set(*successor, found)
        if found.readings[0][0] == "bullet":
            return self._push(found, found.readings[0])
        if first:
            same = self._same_list(found, first)
            if same is not None and not (after_chapeau and same < len(self.levels) - 1):
                return self._set(same, first, found)
            return self._push(found, first)
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            for reading in found.readings:
                if reading[0] == level.style and level.form == found.form:
                    return self._set(depth, reading, found)
        return self._push(found, found.readings[0])

    def _nests(self, found: Mark) -> bool:
        """Whether the innermost list is another one than `found` could begin again."""
        level = self.levels[-1] if self.levels else None
        return level is None or all(r[0] != level.style for r in found.readings) or level.form != found.form

    def _successor(self, found: Mark, strict: bool) -> tuple[int, tuple[str, int]] | None:
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            if strict and level.form != found.form:
                continue
            for reading in found.readings:
                if reading[0] == level.style and (reading[1] == level.value + 1 or reading[0] == "bullet"):
                    return depth, reading
        return None

    def _same_list(self, found: Mark, reading: tuple[str, int]) -> int | None:
        for depth in range(len(self.levels) - 1, -1, -1):
            if self.levels[depth].style == reading[0] and self.levels[depth].form == found.form:
                return depth
        return None

    def _set(self, depth: int, reading: tuple[str, int], found: Mark) -> None:
        del self.levels[depth:]
        self._push(found, reading)

    def _push(self, found: Mark, reading: tuple[str, int]) -> None:
        if self.levels and self.levels[-1].style == "bullet" and reading[0] != "bullet":
            self.levels.pop()
        self.levels.append(Level(reading[0], found.form, reading[1], found.label))

"""Printed numbers at the head of a block: "1.", "(a)", "ii)", "•".

They are read from the characters and not from flattened text: the tab after bare digits is what makes them a number.
"""

from __future__ import annotations

import re
from typing import Final

BULLET: Final = "•"
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMERALS: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BLANK: Final = r"[ \t\xa0\u2000-\u200a\u202f]"
_NUMBER: Final = re.compile(
    rf"""[“"«„‘'”]?{_BLANK}*
    (?:(?P<bullet>[•–—▪●◦‣·∙■□➢✓o-](?={_BLANK}|[\r\n]|\Z)|[•▪●■-](?=[A-Z])|\*{{1,4}}(?={_BLANK}|[\r\n]|\Z))
     |§{_BLANK}*(?P<section>\d{{1,4}})[.)]?(?!\S)
     |(?P<open>[(\[.]?)
      (?P<label>\d{{1,5}}(?:\.(?:\d{{1,3}}|(?P<doubled>[A-Z])(?P=doubled)(?![A-Za-z]))){{0,4}}
       |(?:[ivxlc]{{1,8}}|[IVXLC]{{1,8}}|[a-zA-Z]{{1,2}})(?![a-zA-Z]))
      (?P<close>[ \xa0]?[.)\]:](?:[ \xa0]?[-–—](?!\S))?|[ \xa0]?[-–—°º](?!\S)|-(?=[A-Z])(?![A-Z]{{2,5}}[ /]\d)
       |/(?=[ \t])|)
      (?P<gap>(?:{_BLANK}|[\r\n])*))""",
    re.VERBOSE,
)
_INITIALS: Final = re.compile(r"[A-Z]\.[ \xa0](?:[A-Z]\.[ \xa0])+[A-Z]")
_BEFORE_A: Final = 64  # the code of the sign before "A"
_ALONE: Final = 8  # characters: a longer line is more than a number
_DASHES: Final = "-–—"
_STROKE: Final = "/"
_POINT_FIRST: Final = ".#"  # the form of ".1", which counts what stands below "1."


class Mark:
    """A printed number.

    `form` is its punctuation, by which the numbers of one list are told from another's. `readings` are what the label
    may stand for: (style, value), with what it most likely is ("decimal", "lower roman", "upper letter", "bullet",
    "ordinal" …) as its `style` and `value`. `after` is the offset of the words that follow. A `loose` mark has no
    punctuation of its own ("1 Requests", "2.1 to count"): only what was numbered before can tell whether it is one.
    """

    __slots__ = ("after", "form", "label", "loose", "readings", "style", "value")

    def __init__(
        self, label: str, form: str, readings: tuple[tuple[str, int], ...], after: int, loose: bool = False
    ) -> None:
        self.label, self.form, self.readings, self.after, self.loose = label, form, readings, after, loose
        self.style, self.value = readings[0]


_SHORT: Final = 5  # characters: "(ii) " and "100. " are kept, not each number of a text of thousands
_firm: Final[dict[str, Mark]] = {}  # short numbers read before, as printed: nearly all are among them


def _roman(letters: str) -> int:
    """The value of a Roman numeral up to the hundreds, 0 where the letters are none."""
    values = [_ROMAN.get(letter, 0) for letter in letters]
    if 0 in values:
        return 0
    total = sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0], strict=True))
    return total if total > 0 and _numeral(total) == letters else 0


def _numeral(value: int) -> str:
    numeral = ""
    for size, letters in _NUMERALS:
        numeral += letters * (value // size)
        value %= size
    return numeral


def counted(part: str) -> int:
    """The value of a part of a number; in drafts letters may stand for figures that are not known yet: "20.AA"."""
    return int(part) if part.isdecimal() else ord(part[0]) - _BEFORE_A


def readings(label: str) -> tuple[tuple[str, int], ...]:
    """What a label may stand for; several where letters are Roman numerals too."""
    if label[0].isdigit():
        return (("decimal", counted(label.rpartition(".")[2])),)
    case = "lower" if label.islower() else "upper" if label.isupper() else ""
    lower = label.lower()
    found: list[tuple[str, int]] = []
    if case and (value := _roman(lower)):
        found.append((f"{case} roman", value))
    if case and len(set(lower)) == 1 and len(lower) <= 2:
        found.append((f"{case} letter", ord(lower[0]) - 96 + 26 * (len(lower) - 1)))
    return tuple(found)


def mark(characters: str, start: int, end: int) -> Mark | None:
    """The number that `characters[start:end]` begins with, or None."""
    if characters[start + 1 : start + 2].islower() and characters[start].isupper():
        return None  # most paragraphs: a capitalized word
    if characters[start + 1 : start + 2] == "." and _INITIALS.match(characters, start, end):
        return None  # "H. E. Mr. Arca"
    blank = characters.find("\t", start, min(start + _ALONE, end))
    if blank < 0:
        blank = characters.find(" ", start, min(start + _ALONE, end))
    if blank > start and (characters[blank] == "\t" or characters[blank - 1] in ".)"):
        printed = characters[start : blank + 1]
        known = _firm.get(printed)
        if known is None:
            known = _read(printed, 0, len(printed))
            if known is None or known.loose or known.after < len(printed):
                return _read(characters, start, end)
            if len(printed) <= _SHORT:
                _firm[printed] = known
        after = past_blanks(characters, blank + 1, end)
        if after == end or characters[after] not in _DASHES:
            return Mark(known.label, known.form, known.readings, after)
    return _read(characters, start, end)


def _read(characters: str, start: int, end: int) -> Mark | None:
    """`mark`, read character by character."""
    match = _NUMBER.match(characters, start, end)
    if match is None:
        return None
    bullet, section, opened, label, closed, gap = match.group("bullet", "section", "open", "label", "close", "gap")
    if bullet:
        return Mark(BULLET, bullet, (("bullet", 0),), past_blanks(characters, match.end(), end))
    known = readings(label or section)
    if not known:
        return None
    if section:
        return Mark(section, "§", known, past_blanks(characters, match.end(), end))
    closed = closed.strip()
    after = past_blanks(characters, match.end(), end)
    if opened == ".":
        firm = label[0].isdigit() and bool(gap) and not closed  # ".1 to report", below a chapeau with a number
        if not firm:
            return None
    elif opened == "[" and closed == ".":  # "[3. Requests …]", words that are not agreed on
        opened, firm = "", bool(gap)
    elif opened:
        firm = closed[:1] in (")", "]")
    elif closed == _STROKE:
        return Mark(label, _STROKE, known, after, True) if label[0].isdigit() else None  # "1/ See", and "1/ Requests"
    elif closed:
        firm = bool(gap) or after == end or closed[0] in "-)" or (label[0].isdigit() and characters[after].isupper())
    else:
        firm = label[0].isdigit() and ("\t" in gap or "\n" in gap or len(gap) > 1)
    if not firm and (opened or closed or not gap or not label[0].isdigit()):
        return None
    return Mark(label, _POINT_FIRST if opened == "." else opened + closed[:1], known, after, not firm)


def past_blanks(characters: str, at: int, end: int) -> int:
    """Where the white space there ends."""
    while at < end and characters[at].isspace():
        at += 1
    return at


def numbered(characters: str, start: int, end: int) -> bool:
    """Whether a number that needs no other to be known for one begins the stretch."""
    found = mark(characters, start, end)
    return found is not None and not found.loose


def number_alone(characters: str, start: int, end: int) -> bool:
    """Whether the stretch is a list number and nothing more: "3.", "(a)", "•".

    A capital alone heads a section, an asterisk parts two texts.
    """
    if end - start > _ALONE:
        return False
    found = mark(characters, start, end)
    if found is None or found.after < end or found.loose:
        return False
    return not found.style.startswith("upper") and found.form[0] != "*"

"""What programs put at the beginning, at the end and between the lines of a text.

Marks of a quoted mail, numbers of lines, hyphens of broken words, a blank line after each line.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, zip_longest
from typing import Final

from dispositif.reading.composition import mark, raised
from dispositif.reading.glance import ANSWERING, MISREAD, TIED, Glance
from dispositif.reading.hyphens import Hyphens
from dispositif.text import TextWarning

QUOTED: Final = TextWarning(
    code="marks-passed-over", message="The lines are quoted as in a mail; the marks of that were passed over."
)
NUMBERED: Final = TextWarning(
    code="marks-passed-over", message="The lines are numbered; the numbers of lines were passed over."
)
_QUOTATION: Final = re.compile(r"^[ \t]*>(?:[ \t]*>)* ?", re.MULTILINE)
_NUMBER: Final = re.compile(r"[ \t]*(\d{1,4})(?=\s|$)")
_NUMBERED_LINE: Final = re.compile(rb"\n[ \t]*\d{1,4}(?=\s|$)")
_TWO_LINES: Final = re.compile(rb"\n[^\S\n]*\S[^\n]*\n[^\S\n]*\S")
_BROKEN: Final = re.compile(r"([^\W\d_]+)[-\u2010][ \t]*\r?\n(?P<indent>[ \t]*)([^\W\d_]\S*)")
_LISTED: Final = re.compile(r"\n[ \t]*(?:\((?P<inner>[ ]?\w{1,4}[ ]?)\)|(?P<figure>[\dlIO]{1,3})\.)(?=[ \t])")
_FIGURES: Final = str.maketrans("lIO", "110")
_UNUSUAL_HYPHEN: Final = "\u2010"
_SUSPECT: Final = re.compile(MISREAD)
_ANSWER: Final = re.compile(ANSWERING)
_TIED: Final = re.compile(TIED)
_TIED_NUMBER: Final = re.compile(r"^[ \t]*\d{1,3}[-–](?=[A-Z])", re.MULTILINE)
_REFERENCE: Final = re.compile(r"(?<=[^\s\[])\[(\d{1,3})\]|(?<=\S[ \xa0])(\d{1,3})/(?=[\s.,;:)])")
_NOTE: Final = re.compile(r"^(?:\[(\d{1,3})\]|(?<=\n)[ \t]*(\d{1,3})/(?=[ \t]))(?=[ \t]*\S)", re.MULTILINE)
_STOPS: Final = ".;:,!?…”\"'’)]"
_GLANCE: Final = 4000
_FEWEST: Final = 10
_NEARLY_ALL: Final = 0.85
_GOING_ON: Final = 0.1
_IN_A_ROW: Final = 3
_SHORT: Final = 24  # characters


class _Row:
    """A line that is not blank: where it begins and ends, its place among all lines, and its words."""

    __slots__ = ("end", "line", "start", "words")

    def __init__(self, start: int, line: int, words: str) -> None:
        self.start, self.line, self.words = start, line, words
        self.end = start + len(words.rstrip())


def _rows(characters: str) -> list[_Row]:
    rows: list[_Row] = []
    start = 0
    for place, words in enumerate(characters.split("\n")):
        if words and not words.isspace():
            rows.append(_Row(start, place, words))
        start += len(words) + 1
    return rows


def _going_on(lines: list[str]) -> float:
    """The share of lines that plainly go on with the sentence of the line before.

    A short line was not broken where it was full: it may be a verb that stands over what it governs.
    """
    lines = [words for line in lines if (words := line.strip())]
    going = sum(
        below[0].islower() and above[-1] not in _STOPS and len(above) > _SHORT for above, below in pairwise(lines)
    )
    return going / max(len(lines), 1)


def may_be_numbered(glance: Glance) -> bool:
    """Whether some of the first lines of a text begin with a figure that stands alone."""
    return len(_NUMBERED_LINE.findall(glance.printed[:_GLANCE])) >= _IN_A_ROW


def may_be_spaced(glance: Glance) -> bool:
    """Whether no line of the first ones of a text stands right below another."""
    if _TWO_LINES.search(glance.printed, 0, glance.printed.rfind(b"\n", 0, _GLANCE)):
        return False  # most texts that are set close
    lines = [not line or line.isspace() for line in glance.printed[:_GLANCE].rpartition(b"\n")[0].split(b"\n")]
    return not any(not (above or below) for above, below in pairwise(lines)) and lines.count(False) >= _FEWEST


def may_be_broken(glance: Glance) -> bool:
    """Whether a line of a text ends with a hyphen."""
    if _UNUSUAL_HYPHEN in glance.unusual:
        return True
    return glance.has_suspect_lines() and (b"-\r\n" if b"\r" in glance.printed else b"-\n") in glance.printed


def may_be_misread(glance: Glance) -> object:
    """Whether a text has a number of a paragraph that recognition (OCR) may have taken for letters."""
    return glance.has_suspect_lines() and _SUSPECT.search(glance.printed)


def may_have_notes(glance: Glance) -> object:
    """Whether a line of a text begins with a number in brackets."""
    return glance.has_suspect_lines() and _ANSWER.search(glance.printed)


def may_be_tied(glance: Glance) -> object:
    """Whether a dash ties the number of a paragraph to its first word."""
    return glance.has_suspect_lines() and _TIED.search(glance.printed)


def quotation(characters: str) -> list[tuple[int, int, str]]:
    """The marks of a quoted mail, where most lines bear them."""
    marks = list(_QUOTATION.finditer(characters))
    if len(marks) < _FEWEST or 2 * len(marks) < len(_rows(characters)):
        return []
    return [(mark.start(), mark.end(), "") for mark in marks]


def numbers(characters: str) -> list[tuple[int, int, str]]:
    """The numbers of lines, where each bears one, or every fifth; blanks stand in their place.

    They count the lines, or those that are not blank, from the first or from the top of each page.
    """
    rows = _rows(characters)
    found = [(place, match) for place, row in enumerate(rows) if (match := _NUMBER.match(row.words))]
    for heights in ([row.line for row in rows], list(range(len(rows)))):
        ahead = [int(match[1]) - heights[place] for place, match in found]
        often = {offset for offset, count in Counter(ahead).items() if count >= _IN_A_ROW}
        counted = [number for number, offset in zip(found, ahead, strict=True) if offset in often]
        gaps = Counter(below[0] - above[0] for above, below in pairwise(counted))
        step = gaps.most_common(1)[0][0] if gaps else 0
        if len(counted) * step < max(_NEARLY_ALL * len(rows), _FEWEST):
            continue
        ends = {place: match.end() for place, match in counted}
        # The items of a list count on too, and each is a sentence of its own.
        if _going_on([row.words[ends.get(place, 0) :] for place, row in enumerate(rows)]) >= _GOING_ON:
            return [
                (rows[place].start + match.start(1), rows[place].start + match.end(1), " " * len(match[1]))
                for place, match in counted
            ]
    return []


def blank_lines(characters: str) -> list[tuple[int, int, str]]:
    """The blank lines of a text that is set with one after every line; more of them part its paragraphs."""
    rows = _rows(characters)
    gaps = [below.line - above.line for above, below in pairwise(rows)]
    usual = min(gaps, default=0)
    if usual < 2 or _going_on([row.words for row in rows]) < _GOING_ON:
        return []
    return [
        (above.end, below.start, "\n") for (above, below), gap in zip(pairwise(rows), gaps, strict=True) if gap == usual
    ]


def hyphens(characters: str) -> list[tuple[int, int, str]]:
    """The hyphens of words that are broken at the end of lines: the line is read as ending before such a word.

    So what does not fit on a line still shows where the lines were broken.
    """
    known = Hyphens([line.rstrip() for line in characters.replace("\u2010", "-").split("\n")])
    found: list[tuple[int, int, str]] = []
    for broken in _BROKEN.finditer(characters):
        if known.is_suspended(broken[3]):
            continue
        soft = known.is_soft(broken[1], broken[3])
        before = broken.start(1) - 1
        if before >= 0 and characters[before] == " ":
            found.append((before, before + 1, f"\n{broken['indent']}"))
        found.append((broken.end(1) + (not soft), broken.start(3), ""))
    return found


def tied(characters: str) -> list[tuple[int, int, str]]:
    """A blank behind each number of a paragraph that a dash ties to its first word."""
    return [(number.end(), number.end(), " ") for number in _TIED_NUMBER.finditer(characters)]


def notes(characters: str) -> list[tuple[int, int, str]]:
    """The numbers of notes in brackets, or before a stroke, as raised ones.

    A line that begins with one answers to one in the text.
    """
    lines = list(_NOTE.finditer(characters))
    answers = {note.groups() for note in lines}
    references = [reference for reference in _REFERENCE.finditer(characters) if reference.groups() in answers]
    answered = {reference.groups() for reference in references}
    answering = [note for note in lines if note.groups() in answered]
    found = [(one.start(), one.end(), mark(characters[one.start() - 1], one[1] or one[2])) for one in references]
    return sorted(found + [(one.start(), one.end(), raised(one[1] or one[2])) for one in answering])


def misread(characters: str) -> list[tuple[int, int, str]]:
    """The numbers of paragraphs as they were printed, where recognition (OCR) took a figure for a letter: "l."."""
    numbers = list(_LISTED.finditer(characters))
    found: list[tuple[int, int, str]] = []
    for number, following in zip_longest(numbers, numbers[1:]):
        figure, inner = number["figure"], number["inner"]
        if inner and inner != inner.strip():
            found.append((*number.span("inner"), inner.strip()))
        elif figure and not figure.isdecimal():
            first = figure == "l" and following is not None and following["figure"] == "2"
            if first or any(sign.isdecimal() for sign in figure):
                found.append((*number.span("figure"), figure.translate(_FIGURES)))
    return found

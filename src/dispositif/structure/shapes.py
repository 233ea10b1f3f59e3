"""What blocks look like, whatever they say: rule lines, section marks, the numbers of notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from dispositif.structure.numbering import BULLET
from dispositif.structure.pieces import Piece

HEADING: Final = 300  # characters: a longer block is no heading
PROSE: Final = 200  # characters: a longer block is neither title nor annex heading
SENTENCE: Final = 40  # characters: a shorter line above the text is no paragraph
NAME: Final = 80  # characters: a body's name is no longer

_DATELINE: Final = re.compile(
    r"[(\s]*([^\W\d][^\d,()\[\]:;]{2,40}),\s(?:([^\W\d][^\d,()\[\]:;]{1,40}),\s)?(?:[^\W\d]\w+\s)?(?=\d{1,2}(?!\d))"
)
# Of a report, with which its first sentence begins: "PORT AMBER, 9 April 2030 (HNA) – The Ministers met".
_REPORT: Final = re.compile(
    r"[^\W\d_][^\d()\[\]:;]{1,60}[\s,](?:\d{1,2}\s[^\W\d_]{3,9},?\s\d{4}|(?<=\s)[^\W\d_]{3,9}\s\d{1,2},?\s\d{4})"
    r"(?P<agency>\s?\([A-Z][^()]{1,60}\))?(?P<dash>\s*[-–—]{1,3}(?=\s|$)|$)"
)

QUOTES: Final = {"“": "”", '"': '"', "„": "“", "«": "»"}
"""What opens a quotation, and what closes it."""
LINES: Final = "_‗=—–-*·•~.#"
"""What a line is drawn with."""
_RULE_LINE: Final = re.compile(r"[_‗=—–-]{5,}$")
_SEPARATOR: Final = re.compile(r"[*·•~_=—–.# -]{1,60}$")
_SECTION: Final = re.compile(r"(?:[A-Z]|[IVX]{1,6})\.?$")
RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Raised figures: what begins with one is a note."""
_PLAIN: Final = str.maketrans(RAISED, "0123456789")
_NOTE_NUMBER: Final = re.compile(r"[\[(]?(\d{1,3}|\*{1,4}|[a-z†‡])[\])]?[. ]+(?=\S)")
_RAISED_NUMBER: Final = re.compile(rf"([{RAISED}]{{1,3}}) *(?=\S)")


def line(flat: str, piece: Piece) -> Literal["rule-line", "separator", ""]:
    """Whether the block is a line drawn with characters: over notes, or between parts."""
    if flat[piece.start] not in LINES:
        return ""
    if _RULE_LINE.match(flat, piece.start, piece.end):
        return "rule-line"
    return "separator" if _SEPARATOR.match(flat, piece.start, piece.end) else ""


def before_day(flat: str, start: int, end: int) -> list[str]:
    """What a line begins with that goes on with a day: a place, its country, a sitting ("Port Amber, 9 April 2030")."""
    found = _DATELINE.match(flat, start, end) if flat.find(",", start, end) >= 0 else None
    return [part for part in found.groups() if part] if found else []


def report_line(flat: str, start: int, end: int) -> int:
    """Where the dateline ends with which a report begins there, or which is all there is; `start` if there is none.

    It says where and when the report was written; the agency that wrote it, or a dash, stands behind.
    """
    stop = min(end, start + 2 * NAME)
    opening = flat[start:stop]
    if "(" not in opening and "–" not in opening and "-" not in opening and "—" not in opening:
        return start  # most lines
    found = _REPORT.match(flat, start, stop)
    return found.end() if found is not None and (found["agency"] or found["dash"]) else start


def dateline(flat: str, start: int, end: int) -> bool:
    """Whether a line is a place and a date: "Port Amber, 9-10 September 2030"."""
    if end - start >= NAME:
        return False
    last = flat[start:end].rstrip(")")[-1:]
    return (last.isdigit() and bool(before_day(flat, start, end))) or report_line(flat, start, end) == end


def is_section(flat: str, piece: Piece) -> bool:
    """Whether the block is the mark of a section and nothing else: "B", "IV"."""
    return piece.end - piece.start < 8 and _SECTION.match(flat, piece.start, piece.end) is not None


def is_running_head(piece: Piece, following: Piece) -> bool:
    """Whether the block is a heading that ends with a colon, over paragraphs whose numbers go on."""
    if piece.stop != ":" or piece.mark or piece.opening.use or piece.length > NAME or following.mark is None:
        return False
    return following.mark.style == "decimal" and following.mark.value > 1


def is_verb_alone(flat: str, piece: Piece) -> bool:
    """Whether the block is a verb and nothing else, over what the body does: "Decides"."""
    return piece.opening.use == "finite" and not piece.stop and flat.find(" ", piece.words, piece.end) < 0


def closes_quote(flat: str, piece: Piece) -> bool:
    """Whether the block ends with the mark that closes a quotation opened before it.

    Where a quotation has several blocks, each may begin with the mark that opens it.
    """
    closed = flat[piece.end - 1]
    inside = flat[piece.start + (flat[piece.start] in QUOTES) : piece.end]
    if closed == '"':
        return inside.count(closed) % 2 == 1
    opened = next((one for one, other in QUOTES.items() if other == closed and one != closed), None)
    return opened is not None and inside.count(opened) < inside.count(closed)


def number_note(flat: str, piece: Piece) -> None:
    """Part a note's number from its words."""
    mark = piece.mark
    if mark is not None:
        piece.path, piece.start = (mark.form if mark.label == BULLET else mark.label,), piece.words
    elif number := (
        _NOTE_NUMBER.match(flat, piece.start, piece.end) or _RAISED_NUMBER.match(flat, piece.start, piece.end)
    ):
        piece.path, piece.start = (number[1].translate(_PLAIN),), number.end()


def asterisked(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an asterisk marks a note and not an item: it stands alone, and no words announce a list."""
    piece = pieces[at]
    if piece.mark is None or piece.mark.form[:1] != "*" or piece.opening.use:
        return False
    form = piece.mark.form
    beside = (*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2])
    return not any((other.mark and other.mark.form == form) or other.stop == ":" for other in beside)

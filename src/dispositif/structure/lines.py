"""Plain text into blocks: which lines belong together, where no layout says so.

A text may keep each paragraph on one line, or break its lines at some width, with blank lines between paragraphs,
indents, or neither. A line break inside a paragraph shows itself: the next word would not have fitted on the line.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from dispositif.structure.numbering import number_alone, numbered
from dispositif.structure.pieces import STOPS
from dispositif.text import Block

_WIDEST = 132  # columns: beyond, a line is a paragraph that was never broken
_NARROWEST = 40
_RAGGED = 4  # columns by which broken lines differ where the letters are of one width
_MANY = 8
_INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060"
Opens = Callable[[int, int], bool]


class Line(NamedTuple):
    """A line that is not blank: its own characters, how far it is indented, whether a blank line comes before it."""

    start: int
    end: int
    indent: int
    apart: bool


def lines(characters: str) -> list[Line]:
    """Every line that holds something."""
    found: list[Line] = []
    position, apart = 0, True
    for line in characters.splitlines(keepends=True):
        body = line.strip()
        if body and body[0] in _INVISIBLE:
            body = body.lstrip(_INVISIBLE).strip()
        if body:
            indent = line.index(body[0])
            start = position + indent
            found.append(Line(start, start + len(body), indent, apart))
            apart = False
        else:
            apart = True
        position += len(line)
    return found


class Wrapping(NamedTuple):
    """How lines are broken: `exact` at a column, or roughly there, as where letters differ in width."""

    width: int
    exact: bool
    first_line_indents: bool

    def broken(self, characters: str, line: Line, following: Line) -> bool:
        """Whether the break after `line` was forced: the next word would not have fitted."""
        length = line.end - line.start + line.indent
        limit = self.width if self.exact else self.width * 4 // 5
        return length + 1 + _first_word(characters, following) > limit


def _first_word(characters: str, line: Line) -> int:
    space = characters.find(" ", line.start, line.end)
    return (space if space >= 0 else line.end) - line.start


def _runs_on(characters: str, line: Line, following: Line) -> bool:
    """Whether a sentence plainly goes on in the next line."""
    if following.apart:
        return False
    first = characters[following.start]
    return first.isalpha() and not first.isupper() and characters[line.end - 1] not in STOPS


def wrapping(characters: str, rows: list[Line]) -> Wrapping | None:
    """How the lines are broken, or None where each line is a paragraph."""
    if sum(row.end - row.start > _WIDEST for row in rows) * 20 > len(rows):
        return None
    pairs = [(a, b) for a, b in pairwise(rows) if not b.apart and characters[a.end - 1] not in STOPS]
    broken = [(a, b) for a, b in pairs if _runs_on(characters, a, b)]
    together = sum(not row.apart for row in rows)
    if len(broken) * 30 < together or not broken:
        return None
    width = _width([a.end - a.start + a.indent for a, _ in broken], rows)
    if width < _NARROWEST:
        return None
    full = [(a, b) for a, b in pairs if a.end - a.start + a.indent + 1 + _first_word(characters, b) > width]
    exact = sum(_runs_on(characters, a, b) for a, b in full) * 20 >= len(broken) * 19
    indented = sum(a.indent > b.indent for a, b in full)
    return Wrapping(width, exact, indented > sum(a.indent < b.indent for a, b in full))


def _width(lengths: list[int], rows: list[Line]) -> int:
    """The column at which lines were broken; few broken lines do not show it, the longest line then does."""
    lengths.sort()
    usual = lengths[len(lengths) * 49 // 50]
    longest = lengths[-1] if len(lengths) >= _MANY else max(row.end - row.start + row.indent for row in rows)
    return min(longest if longest - usual < _RAGGED or len(lengths) < _MANY else usual, _WIDEST)


def _joined(characters: str, line: Line, row: Line, start: int, wrapped: Wrapping | None, opens: Opens) -> bool:
    """Whether `row` goes on with the block that began at `start` and holds `line` last."""
    if number_alone(characters, start, line.end):
        return not numbered(characters, row.start, row.end)
    if row.apart or wrapped is None:
        return False
    if _runs_on(characters, line, row) and not (wrapped.first_line_indents and row.indent):
        return True
    if not wrapped.broken(characters, line, row):
        return False
    if wrapped.first_line_indents:
        return row.indent == 0
    if row.indent > line.indent and line.start == start:
        return numbered(characters, start, line.end)
    return characters[line.end - 1] not in STOPS or not opens(row.start, row.end)


def blocks(characters: str, opens: Opens) -> list[Block]:
    """The blocks of a plain text. `opens(start, end)` says whether a paragraph may begin with the words there."""
    rows = lines(characters)
    wrapped = wrapping(characters, rows)
    found: list[Block] = []
    start = indent = 0
    line: Line | None = None
    for row in rows:
        if line is None or not _joined(characters, line, row, start, wrapped, opens):
            if line is not None:
                found.append(Block(start=start, end=line.end, level=indent))
            start, indent = row.start, row.indent
        line = row
    if line is not None:
        found.append(Block(start=start, end=line.end, level=indent))
    return found

"""Lines into blocks: which belong together, in plain text and where a block of a laid-out file holds several.

A text may keep each paragraph on one line, or break its lines at some width, with blank lines between paragraphs,
indents, or neither. A line break inside a paragraph shows itself: the next word would not have fitted on the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from dispositif.structure.numbering import mark, number_alone, numbered, past_blanks
from dispositif.structure.openings import Openings, Part, past_quote
from dispositif.structure.pieces import STOPS, stop
from dispositif.structure.shapes import NAME, RAISED

_WIDEST: Final = 132  # columns: beyond, a line is a paragraph that was never broken
_NARROWEST: Final = 40
_RAGGED: Final = 4  # columns by which broken lines differ where the letters are of one width
_MANY: Final = 8
_BROKEN_OFF: Final = STOPS + "_"  # and the rule that a form has to be filled in on
_SEVERAL: Final = 4
_LONGEST_FIGURE: Final = 3
_LONGEST_NUMERAL: Final = 6  # characters: "xviii."
_BRACKETS: Final = {"[": "]", "(": ")"}
_PARTING: Final = ";,"
_BREAKS: Final = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_INVISIBLE: Final = "\ufeff\u200b\u200e\u200f\u2060"


class Line:
    """A line that is not blank: its own characters, how far it is indented, whether a blank line comes before it.

    `columns` is how many it takes up with its indent.
    """

    __slots__ = ("apart", "columns", "end", "indent", "start")

    def __init__(self, start: int, end: int, indent: int, apart: bool) -> None:
        self.start, self.end, self.indent, self.apart = start, end, indent, apart
        self.columns = end - start + indent


def _lines(ruled: str, start: int, stretch: int) -> list[Line]:
    """Every line of `ruled[start:stretch]` that holds something."""
    found: list[Line] = []
    apart = True
    while start < stretch:
        stop = ruled.find("\n", start, stretch)
        if stop < 0:
            stop = stretch
        end = stop
        first = past_blanks(ruled, start, end)
        if first < end and ruled[first] in _INVISIBLE:
            first = past_blanks(ruled, end - len(ruled[first:end].lstrip(_INVISIBLE)), end)
        if first == end:
            apart = True
        else:
            while ruled[end - 1].isspace():
                end -= 1
            found.append(Line(first, end, first - start, apart))
            apart = False
        start = stop + 1
    return found


def _ruled(characters: str) -> str:
    """The same characters with "\\n" for whatever else ends a line."""
    if "\r" in characters:
        characters = characters.replace("\r\n", " \n")
    for other in _BREAKS:
        if other in characters:
            characters = characters.replace(other, "\n")
    return characters


class Wrapping:
    """How lines are broken: `exact` at a column, or roughly there, as where letters differ in width.

    A paragraph's first line may stand deeper than the others, or less deep: then these hang.
    """

    __slots__ = ("first_line_indents", "hangs", "limit")

    def __init__(self, width: int, exact: bool, first_line_indents: bool, hangs: bool) -> None:
        self.limit = width if exact else width * 4 // 5
        self.first_line_indents, self.hangs = first_line_indents, hangs

    def broken(self, characters: str, line: Line, following: Line) -> bool:
        """Whether the break after `line` was forced: the next word would not have fitted."""
        return _needed(characters, line, following) > self.limit


def _needed(characters: str, line: Line, following: Line) -> int:
    """The columns that the line would take up with the first word of the following."""
    space = characters.find(" ", following.start, following.end)
    return line.columns + 1 + (space if space >= 0 else following.end) - following.start


def _runs_on(characters: str, line: Line, following: Line, capitals: bool = False) -> bool:
    """Whether a sentence plainly goes on in the next line, by its small letter; in a text of `capitals` by any."""
    if following.apart or characters[line.end - 1] in STOPS:
        return False
    first = characters[following.start]
    if capitals or characters[following.start + 1 : following.start + 2] == ")":  # "recalling | a) the plan"
        return first.isalpha() and not numbered(characters, following.start, following.end)
    return first.isalpha() and not first.isupper()


def _in_capitals(characters: str, rows: list[Line]) -> bool:
    """Whether nearly all lines are in capitals throughout."""
    if not characters[rows[-1].start : rows[-1].end].isupper():
        return False  # most texts
    return len([row for row in rows if characters[row.start : row.end].isupper()]) * 10 > len(rows) * 9


def _hangs(characters: str, line: Line, following: Line, longest: int) -> bool:
    """Whether a line that is indented goes on in one that is not, whose first word no line had room for."""
    return line.indent > following.indent == 0 and _needed(characters, line, following) > longest


def wrapping(characters: str, rows: list[Line], capitals: bool) -> Wrapping | None:
    """How the lines are broken, or None where each line is a paragraph. `capitals` is whether they have no others."""
    if len([row for row in rows if row.end - row.start > _WIDEST]) * 20 > len(rows):
        return None
    pairs = [
        (row, rows[at])
        for at, row in enumerate(rows[:-1], 1)
        if not rows[at].apart and characters[row.end - 1] not in _BROKEN_OFF
    ]
    longest = max([row.columns for row in rows])
    broken = [a for a, b in pairs if _runs_on(characters, a, b, capitals) or _hangs(characters, a, b, longest)]
    together = len([row for row in rows if not row.apart])
    if len(broken) * 30 < together or not broken:
        return None
    width = _width([line.columns for line in broken], rows)
    if width < _NARROWEST:
        return None
    full = [(a, b) for a, b in pairs if _needed(characters, a, b) > width]
    goes_on = set(broken)
    exact = len([a for a, _ in full if a in goes_on]) * 20 >= len(broken) * 19
    indented = len([a for a, b in full if a.indent > b.indent])
    deeper = [(a, b) for a, b in full if a.indent < b.indent]
    return Wrapping(width, exact, indented > len(deeper), bool(deeper) and _hang(characters, rows, full))


def _hang(characters: str, rows: list[Line], full: list[tuple[Line, Line]]) -> bool:
    """Whether the lines below the first of a paragraph stand deeper also where it bears no number."""
    below_deeper = {row for above, row in pairwise(rows) if above.indent > row.indent}
    firsts = [(a, b) for a, b in full if a.apart or a in below_deeper]
    hanging = [a.indent < b.indent for a, b in firsts if not numbered(characters, a.start, a.end)]
    return sum(hanging) * 4 > len(hanging) * 3


def _width(lengths: list[int], rows: list[Line]) -> int:
    """The column at which lines were broken; few broken lines do not show it, the longest line then does."""
    lengths.sort()
    usual = lengths[len(lengths) * 49 // 50]
    longest = lengths[-1] if len(lengths) >= _MANY else max([row.columns for row in rows])
    return min(longest if longest - usual < _RAGGED or len(lengths) < _MANY else usual, _WIDEST)


def counting(characters: str, flat: str, known: Openings, rows: Sequence[Line]) -> set[int]:
    """Where bare figures begin that stand alone on a line, if those that stand above an act count from 1.

    Most of them stand above one, or between sentences; those of pages seldom do.
    """
    figures: list[tuple[int, int, bool, bool]] = []
    for at, row in enumerate(rows[:-1]):
        if row.end - row.start > _LONGEST_FIGURE:
            continue
        figure = characters[row.start : row.end]
        if figure.isdecimal():
            below = rows[at + 1]
            acts = known.opening(flat, below.start, below.end).acts
            between = at > 0 and characters[rows[at - 1].end - 1] in STOPS and characters[below.start].isupper()
            figures.append((row.start, int(figure), acts, between))
    awaited: list[int] = []  # of each figure, the next one behind it that stands above an act
    following = 0
    for _, value, acts, _ in reversed(figures):
        awaited.append(following)
        following = value if acts else following
    awaited.reverse()
    found: list[int] = []
    last = parted = acting = 0
    for at, (start, value, acts, between) in enumerate(figures):
        anew = value == 1 and (acts or last == 0 or [other[1] for other in figures[at + 1 : at + 2]] == [2])
        if (value == last + 1 or anew) and (acts or awaited[at] != value):
            found.append(start)
            last, parted, acting = value, parted + (acts or between), acting + acts
        elif acts:
            return set()
    counts = acting or len(found) > 1  # one alone may be that of a page
    return set(found) if counts and parted * 2 >= len(found) else set()


class _Joiner:
    """Says which of the lines `rows` go on with the one before.

    `laid_out` is whether somebody has broken them where they break: then few of them do go on. `printed` is whether a
    page has, and nothing but the words tells where one does not.
    """

    def __init__(
        self,
        characters: str,
        flat: str,
        rows: list[Line],
        known: Openings,
        laid_out: bool = False,
        printed: bool = False,
    ) -> None:
        self._characters, self._flat, self._known, self._laid_out = characters, flat, known, laid_out
        self._printed = printed
        self._capitals = _in_capitals(characters, rows)
        self._wrapped = wrapping(characters, rows, self._capitals)
        self._figures = counting(characters, flat, known, rows)
        self._counted_from = -1

    def blocks(self, rows: list[Line], counted: bool = False) -> list[tuple[int, int]]:
        """Where the blocks that these lines make begin and end; `counted` is whether a number stands before them."""
        found: list[tuple[int, int]] = []
        start = rows[0].start
        self._counted_from = start if counted else -1
        for line, row in pairwise(rows):
            if not self._joined(start, line, row):
                found.append((start, line.end))
                start = row.start
        found.append((start, rows[-1].end))
        return found

    def _joined(self, start: int, line: Line, row: Line) -> bool:
        """Whether `row` goes on with the block that began at `start` and holds `line` last."""
        characters, wrapped = self._characters, self._wrapped
        if self._printed:
            return not self._begins_printed(start, line, row)
        if number_alone(characters, start, line.end):
            return not numbered(characters, row.start, row.end)
        if start in self._figures and line.start == start:
            return True
        if row.apart or self._counts_on(start, line, row):
            return False
        if self._breaks_off(line, row):
            return True
        if wrapped is None:
            return (self._laid_out or line.columns > NAME) and _runs_on(characters, line, row)
        indents = wrapped.first_line_indents
        if _runs_on(characters, line, row) and (not indents or self._is_indented_less(start, line, row)):
            return True
        if not wrapped.broken(characters, line, row) or (wrapped.hangs and row.indent < line.indent):
            return self._is_unended(start, line, row)
        if indents:
            return self._is_indented_less(start, line, row)
        if row.indent > line.indent and line.start == start and not wrapped.hangs:
            return numbered(characters, start, line.end)
        if characters[line.start : line.end].rstrip(RAISED)[-1] not in STOPS:
            return not (self._names_body(row) or self._is_bracketed(start, line))
        return not self._opens(row.start, row.end) or self._closes_bracket(start, line, row)

    def _is_unended(self, start: int, line: Line, row: Line) -> bool:
        """Whether a recital or an act goes on though there was room: its line is long, and ends as no sentence does."""
        if line.columns < _NARROWEST or self._characters[line.end - 1] in STOPS or row.indent != line.indent:
            return False
        if not self._begins(start, line.end) or self._opens(row.start, row.end):
            return False
        return not (self._is_part("annexes", row) or self._is_part("conclusions", row) or self._names_body(row))

    def _is_indented_less(self, start: int, line: Line, row: Line) -> bool:
        """Whether `row` is no first line by its indent, where each first line has one: an item's may have more."""
        if row.indent == 0:
            return True
        less = row.indent < line.indent if line.start == start else row.indent == line.indent
        return less and not numbered(self._characters, row.start, row.end)

    def _is_bracketed(self, start: int, line: Line) -> bool:
        """Whether a block stands in brackets that close with its last line: "[on the report of the Board (HB/4)]"."""
        closing = _BRACKETS.get(self._characters[start])
        if closing is None or self._characters[line.end - 1] != closing:
            return False
        opening = self._characters[start]
        return self._characters.count(opening, start, line.end) == self._characters.count(closing, start, line.end)

    def _breaks_off(self, line: Line, row: Line) -> bool:
        """Whether a line ends as none does before another: "The Conference of the Parties to the | Convention".

        So does one in capitals before another that goes on with its name: "THE COMMISSION FOR THE … | OF THE HARBOUR".
        """
        characters, known = self._characters, self._known
        words, below = characters[line.start : line.end], characters[row.start : row.end]
        before, _, last = words.lower().rpartition(" ")
        first = below.partition(" ")[0].lower()
        if before and before[-1] in STOPS:
            return False  # "… by May; and", above what stands beside that list
        if last not in known.unended:
            return first in known.going_on and len(words) > _NARROWEST and words.isupper() and below.isupper()
        return (
            last != words.lower()
            and mark(characters, row.start, row.end) is None
            and not self._begins(row.start, row.end)
        )

    def _counts_on(self, start: int, line: Line, row: Line) -> bool:
        """Whether `row` is the next item of a list numbered by a small letter: "ii. to meet; and | iii. to part".

        Or of one with bare figures, behind a mark that ends an item: "1 to meet; | 2 to part".
        """
        characters = self._characters
        opening = characters[row.start : row.start + _LONGEST_NUMERAL]
        if opening[0].isdigit() and characters[line.end - 1] in _PARTING:
            following, number = mark(characters, row.start, row.end), mark(characters, start, line.end)
            if following is None or number is None or not (following.loose and number.loose):
                return False
            return following.value == number.value + 1
        if not opening[0].islower() or ("." not in opening and ")" not in opening):
            return False
        following = mark(characters, row.start, row.end)
        number = mark(characters, start, line.end) if following is not None and not following.loose else None
        if following is None or number is None or number.form != following.form:
            return False
        return any((style, value + 1) in following.readings for style, value in number.readings)

    def _closes_bracket(self, start: int, line: Line, row: Line) -> bool:
        """Whether `row` closes a bracket that its block has opened: "(adopted on April 12, | 2033)" is no number."""
        characters = self._characters
        opened = characters.count("(", start, line.end) - characters.count(")", start, line.end)
        closed = characters.find(")", row.start, row.end)
        return opened > 0 and closed >= 0 and characters.find("(", row.start, closed) < 0

    def _begins_printed(self, start: int, line: Line, row: Line) -> bool:
        """Whether a paragraph begins with a line of a page, before which the line was full.

        A sentence may begin there by chance: below a number that is likelier where no further number stands, and so it
        is where the words point back to those who spoke before. Only a title may stand above without a stop.
        """
        number = mark(self._characters, row.start, row.end)
        if number is not None:
            return self._begins(number.after, row.end)
        if self._closes(row):
            return True
        if start == self._counted_from or numbered(self._characters, start, line.end):
            return False
        if not stop(self._flat, line.start, line.end):
            if self._begins(start, line.end):
                return False
            begins_above = self._names_body(row) or self._is_part("mastheads", row)
            return begins_above or (line.start == start and self._opens_below_title(row))
        return self._begins(row.start, row.end) and not self._known.points_back(self._flat, row.start, row.end)

    def _opens_below_title(self, row: Line) -> bool:
        """Whether the line below a title opens a paragraph, and cannot go on with the title: "Granting of Leave"."""
        if not self._characters[row.start].isupper():
            return False
        opening = self._known.opening(self._flat, row.start, row.end)
        return opening.acts or (opening.recites and not self._known.nominal(self._flat, row.start, row.end))

    def _names_body(self, row: Line) -> bool:
        """Whether a line is the formula, which ends the lines above it though they bear no stop."""
        if row.end - row.start > NAME or self._characters[row.end - 1] != ",":
            return False
        return self._is_part("formulae", row)

    def _closes(self, row: Line) -> bool:
        """Whether a line of a page tells of the sitting at which the text above it was adopted."""
        return self._characters[row.start].isdigit() and self._is_part("conclusions", row)

    def _is_part(self, part: Part, row: Line) -> bool:
        return self._known.part_of(part, self._flat, row.start, row.end) is not None

    def _opens(self, start: int, end: int) -> bool:
        """Whether a paragraph may begin with the words there, also behind bare figures: "2 Urges the pilots"."""
        number = mark(self._characters, start, end)
        if number is not None:
            return not number.loose or self._begins(number.after, end)
        return self._begins(start, end)

    def _begins(self, start: int, end: int) -> bool:
        """Whether the words there are those that a paragraph begins with."""
        start = past_quote(self._characters, start, end) if start < end else end
        if start >= end or not self._characters[start].isupper():
            return False
        return self._known.opening(self._flat, start, end).use not in ("", "subject")


def blocks(characters: str, flat: str, known: Openings) -> list[tuple[int, int]]:
    """Where the blocks of a plain text begin and end."""
    rows = _lines(_ruled(characters), 0, len(characters))
    return _Joiner(characters, flat, rows, known).blocks(rows) if rows else []


def parts(
    characters: str, flat: str, known: Openings, whole: Iterable[tuple[int, int, bool]], printed: bool
) -> list[list[tuple[int, int]]]:
    """Where the paragraphs begin and end that share a block of a laid-out file, for each of these blocks.

    Of each is said where it begins and ends, and whether its number stands before it.
    """
    ruled = _ruled(characters)
    rows = [(_lines(ruled, start, end), counted) for start, end, counted in whole]
    joiner = _Joiner(characters, flat, [row for own, _ in rows for row in own], known, True, printed)
    return [joiner.blocks(own, counted) if own else [] for own, counted in rows]


def paragraphs_of_lines(
    characters: str, flat: str, known: Openings, runs: Iterable[Sequence[tuple[int, int]]]
) -> list[list[tuple[int, int]]] | None:
    """Where the paragraphs begin and end in runs of blocks each of which is a printed line; None where they are not.

    So a program writes that turns pages into a document: many lines go on with the sentence of the one before.
    """
    rows = [
        [Line(start, end, 0, not any(map(str.isalnum, characters[start:end]))) for start, end in run if start < end]
        for run in runs
    ]
    every = [row for own in rows for row in own]
    if len([row for row in every if row.columns > _WIDEST]) * 20 > len(every):
        return None  # most documents
    going = [a for a, b in pairwise(every) if a.columns > _NARROWEST and _runs_on(characters, a, b)]
    if len(going) < _SEVERAL or len(going) * _MANY < len(every):
        return None
    joiner = _Joiner(characters, flat, every, known)
    return [joiner.blocks(own) if own else [] for own in rows]

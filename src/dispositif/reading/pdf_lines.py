"""The printed lines of a PDF page, in reading order: runs of characters joined, columns told apart."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby, pairwise, zip_longest
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from dispositif.reading.composition import are_in_two_languages, is_number, superscript
from dispositif.reading.pdf_margins import place_initials, without_line_numbers, without_overprints
from dispositif.reading.pdf_rules import Rule, heights_of_rows, rules
from dispositif.reading.pdf_runs import FAR, RAISED, SMALLER, Run, drawn_runs

if TYPE_CHECKING:
    import pypdfium2

_APART = 0.17
_CELLS_APART = 2.5
_LONGEST_NUMBER = 8
_MOST_GUTTERS = 12
_FEWEST_LINES = 3
_FEWEST_RUNNING = 2
_STOPS = (".", ";", ":")
_BLANK = 0.25
_COLUMN_SHARE = 0.2
_FILLED = 0.6
_SAME_HEIGHT = 0.6
_ALONE = 0.3
_AS_FAR = 0.8
_EVEN = 0.1
_BEFORE = 2.0
_REACH = 2.0
_PARTED = 1.4
_UNEVEN = 0.25
_MOST_NEAR = 8


@dataclass(slots=True)
class Line:
    """One printed line of one column.

    `region` counts the columns of its page, `column` is the left and right edge of its own; `text_left` is where its
    words begin after a number set apart, `first_word` the width of its first word, a number taken together with the
    word after it. `opens_cell` is whether a cell of a ruled table begins with it, `may_begin` whether a paragraph may.
    """

    runs: list[Run]
    words: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    page: int
    region: int
    column: tuple[float, float] = (0.0, 0.0)
    text_left: float = 0.0
    first_word: float = 0.0
    raised_first: bool = False
    opens_cell: bool = False
    may_begin: bool = False


@dataclass(slots=True)
class Page:
    """The lines of a page from the top, the first column before the second; of a ruled table, row by row.

    `height` is the page's as it is read, `numbered` whether its lines bore numbers, `unknown` the share of its words
    whose letters the file does not tell, `stamps` the words of stamps over the text, `in_two_languages` whether these
    stand side by side.
    """

    lines: list[Line]
    height: float
    numbered: bool = False
    unknown: float = 0.0
    stamps: list[str] = field(default_factory=list)
    in_two_languages: bool = False


def read_page(page: pypdfium2.PdfPage, number: int) -> Page:
    """The lines of a page, in the order in which they are read."""
    drawn = drawn_runs(page)
    runs, stamps = without_overprints(drawn.runs)
    place_initials(runs)
    body = without_line_numbers(runs, rows_of)
    found: list[Line] = []
    regions, in_two_languages = _regions(body, page, drawn.turn)
    for place, (region, is_cell) in enumerate(regions):
        edges = _edges(region)
        lines = [_line(row, number, place, edges) for row in rows_of(region)]
        if is_cell:
            lines[0].opens_cell = True
        found += lines
    return Page(found, drawn.height, len(body) < len(runs), drawn.unknown, stamps, in_two_languages)


def _regions(runs: list[Run], page: pypdfium2.PdfPage, turn: int) -> tuple[list[tuple[list[Run], bool]], bool]:
    """The runs of a page in bands from the top; where a band is set in two columns, the left one, then the right.

    Rules across both columns part it into rows, each of which is read so, and so does blank space where the columns are
    no running text; with each is said whether it is a cell. Two languages are read one after the other all the same,
    which the second value tells.
    """
    if not runs:
        return [], False
    rows = rows_of(runs)
    parting = _gutter(rows)
    if parting is None:
        return [(runs, False)], False
    gutter = parting.left
    in_two_languages = False
    drawn = [] if turn else rules(page)
    regions: list[tuple[list[Run], bool]] = []
    for kind, band in groupby(_bands(rows, parting), key=lambda entry: entry[0]):
        lines = [row for _, row in band]
        if kind:
            parted = _table_rows(lines, gutter, drawn)
            cells = [([run for run in row if (run.left < gutter) == left], len(parted) > 1)
                     for row in parted for left in (True, False)]  # fmt: skip
            if _are_in_two_languages(cells):
                cells = cells[::2] + cells[1::2]
                in_two_languages = True
            regions += cells
        else:
            regions.append(([run for row in lines for run in row], False))
    return [region for region in regions if region[0]], in_two_languages


def _are_in_two_languages(cells: list[tuple[list[Run], bool]]) -> bool:
    """Whether the cells on the left are in another language than those on the right."""
    left, right = ([run.words for cell, _ in cells[side::2] for run in cell] for side in (0, 1))
    return are_in_two_languages(left, right)


def _table_rows(lines: list[list[Run]], gutter: float, drawn: list[Rule]) -> list[list[Run]]:
    """The rows of a table in two columns; one where the band is no table."""
    runs = [run for line in lines for run in line]
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    heights = heights_of_rows(drawn, left, gutter, right) or _blank_heights(lines, gutter)
    rows: list[list[Run]] = [[] for _ in range(len(heights) + 1)]
    for run in runs:
        rows[sum(height > run.base for height in heights)].append(run)
    return [row for row in rows if row]


def _blank_heights(lines: list[list[Run]], gutter: float) -> list[float]:
    """Where blank space goes across two columns that begin again together below it, filled to different lengths.

    Running text fills both columns alike, and so do two languages side by side; where it ends, the last column may be
    short.
    """
    steps = [above[0].base - below[0].base for above, below in pairwise(lines)]
    usual = _PARTED * median(steps) if steps else 0.0
    filled = [{run.left < gutter for run in line} for line in lines]
    longer = filled[-1]
    while filled and filled[-1] == longer and len(longer) == 1:
        filled.pop()
    heights: list[float] = []
    counts, uneven = [0, 0], 0
    for place, sides in enumerate(filled):
        if place and steps[place - 1] > usual and len(sides) > 1:
            heights.append((lines[place - 1][0].base + lines[place][0].base) / 2)
            uneven, counts = uneven + abs(counts[0] - counts[1]), [0, 0]
        counts = [counts[0] + (True in sides), counts[1] + (False in sides)]
    uneven += abs(counts[0] - counts[1])
    many = sum(len(sides) for sides in filled)
    return heights if len(heights) > 1 and uneven > _UNEVEN * many else []


class _Gutter(NamedTuple):
    """Where a second column begins, and how many runs begin there."""

    left: float
    starts: int


def _gutter(rows: list[list[Run]]) -> _Gutter | None:
    """Where a second column begins, if the page or a part of it is set in two."""
    runs = [run for row in rows for run in row]
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = right - left
    starts: dict[int, list[float]] = {}
    for run in runs:
        if left + 0.3 * width < run.left < left + 0.75 * width:
            starts.setdefault(round(run.left / 3), []).append(run.left)
    likely = sorted(starts, key=lambda place: -len(starts[place]))[:_MOST_GUTTERS]
    best: tuple[int, _Gutter | None] = 0, None
    filled: list[list[Run]] = []
    for place in likely:
        if len(starts[place]) < (_FEWEST_RUNNING if best[1] is None else _FEWEST_LINES):
            break
        gutter = _Gutter(min(starts[place]) - _BEFORE, len(starts[place]))
        inside = [row for kind, row in _bands(rows, gutter) if kind]
        if len(inside) > best[0]:
            best, filled = (len(inside), gutter), inside
    found = best[1]
    if found is not None:
        # Most lines of the second column may be indented: it may begin anywhere behind the first.
        edge = max(run.right for row in filled for run in row if run.left < found.left)
        wider = _Gutter(edge + 1.1 * _BEFORE, found.starts)
        if wider.left < found.left and sum(kind for kind, _ in _bands(rows, wider)) > best[0]:
            return wider
    return found


def _bands(rows: list[list[Run]], gutter: _Gutter) -> list[tuple[bool, list[Run]]]:
    """Each row of a page, and whether it belongs to a band in two columns that part at the gutter."""
    at = gutter.left
    crossing = [any(run.left < at - 2 and run.right > at - 2 for run in row) for row in rows]
    found: list[tuple[bool, list[Run]]] = []
    for crosses, group in groupby(zip(crossing, rows, strict=True), key=lambda entry: entry[0]):
        band = [row for _, row in group]
        columns = not crosses and _is_in_columns(band, gutter)
        found += [(columns, row) for row in band]
    return found


def _is_in_columns(band: list[list[Run]], parting: _Gutter) -> bool:
    """Whether both sides of a band are filled with prose, and not with the cells of a table or a lone date.

    One side may hold short lines, where its lines do not stand beside those of the other as cells do. Where few lines
    begin at the gutter, they must run on, one into the other.
    """
    gutter = parting.left
    sides = [[run for run in row if (run.left < gutter) == is_left] for row in band for is_left in (True, False)]
    halves = [[side for side in sides[start::2] if side] for start in (0, 1)]
    beside = [left for left, right in zip(sides[::2], sides[1::2], strict=True) if left and right]
    if beside and all(len(left) == 1 and is_number(left[0].words.strip()) for left in beside):
        return False  # numbers, and what they count
    left = min(run.left for row in band for run in row)
    right = max(run.right for row in band for run in row)
    few = min(parting.starts, *map(len, halves)) < _FEWEST_LINES
    filled = 0
    for half, width in zip(halves, (gutter - left, right - gutter), strict=True):
        if len(half) < _FEWEST_RUNNING or width < _COLUMN_SHARE * (right - left):
            return False
        widths = [max(run.right for run in side) - min(run.left for run in side) for side in half]
        filled += (max(widths) if few else median(widths)) >= _FILLED * width
    if 2 * sum(_is_set_wide(row, gutter) for row in band) >= len(band):
        return False
    if few:
        return filled == len(halves) and _run_on(*halves)
    return filled == len(halves) or (filled > 0 and _are_independent(*halves))


def _run_on(left: list[list[Run]], right: list[list[Run]]) -> bool:
    """Whether the words of the left side, and then those of the right, are running text: whole sentences.

    Where none ends with a line, that line is full: the next word would find no room. Several lines begin with a small
    letter, but not the first, as cells hardly do.
    """
    edges = [max(run.right for side in half for run in side) for half in (left, right) for _ in half]
    lines = [sorted(side, key=lambda run: run.left) for side in (*left, *right)]
    going_on = 0
    for edge, (above, below) in zip(edges, pairwise(lines), strict=False):
        if above[-1].words.rstrip().endswith(_STOPS):
            continue
        if above[-1].right + _BLANK * above[-1].size + _first_word(below) < edge:
            return False
        going_on += below[0].words.lstrip()[0].islower()
    ends = lines[-1][-1].words.rstrip().endswith((*_STOPS, ","))
    return going_on >= _FEWEST_RUNNING and ends and not lines[0][0].words.lstrip()[0].islower()


def _is_set_wide(row: list[Run], gutter: float) -> bool:
    """Whether the words of a line stand about as far apart elsewhere as at `gutter`: it fills a narrow column."""
    ordered = sorted(row, key=lambda run: run.left)
    gaps = [(right.left >= gutter > left.left, right.left - left.right) for left, right in pairwise(ordered)]
    between = max((gap for at_gutter, gap in gaps if at_gutter), default=0.0)
    return any(gap > _AS_FAR * between for at_gutter, gap in gaps if not at_gutter)


def _are_independent(left: list[list[Run]], right: list[list[Run]]) -> bool:
    """Whether several lines on each side stand at heights of their own."""
    heights = [[side[0].base for side in half] for half in (left, right)]
    for own, others in (heights, heights[::-1]):
        alone = sum(all(abs(height - other) > _SAME_HEIGHT for other in others) for height in own)
        if alone < max(_FEWEST_LINES, _ALONE * len(own)):
            return False
    return True


def rows_of(runs: list[Run]) -> list[list[Run]]:
    """Runs on one baseline, from the top down; raised and lowered ones with the line that they belong to."""
    bases: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda run: (-run.size, -run.base)):
        if _near(bases, run) is None:
            insort(bases, (-run.base, run.size))
    rows: list[list[Run]] = [[] for _ in bases]
    for run in runs:
        near = _near(bases, run)
        if near is not None:
            rows[near].append(run)
    return [row for row in rows if row]


def _near(bases: list[tuple[float, float]], run: Run) -> int | None:
    """The place of the baseline that a run stands on or is raised from. `bases` holds (−height, size) from the top."""
    best, nearest = None, math.inf
    start = bisect_left(bases, (-run.base - _REACH * run.size, 0.0))
    for place in range(start, min(start + _MOST_NEAR, len(bases))):
        height, size = bases[place]
        distance = abs(-height - run.base)
        reach = 0.3 * size if run.size > SMALLER * size else 0.55 * size
        if distance < reach and distance < nearest:
            best, nearest = place, distance
    return best


def _edges(region: list[Run]) -> tuple[float, float]:
    """Where the lines of a column begin and end: the outermost places where several do."""
    lefts, rights = (Counter(map(round, ends)) for ends in zip(*((run.left, run.right) for run in region), strict=True))
    several_left = [place for place, count in lefts.items() if count >= _FEWEST_LINES]
    several_right = [place for place, count in rights.items() if count >= _FEWEST_LINES]
    return min(several_left or lefts), max(several_right or rights)


def _is_stretched(row: list[Run], edges: tuple[float, float]) -> bool:
    """Whether the words of a line stand far apart because few of them fill a narrow column."""
    if any(" " in run.words.strip() for run in row) or not row[-1].words[:1].isalpha():
        return False
    gaps = [right.left - left.right for left, right in pairwise(row)]
    even = len(gaps) > 1 and max(gaps) - min(gaps) < _EVEN * row[0].size  # of an indented line; cells vary in width
    begins = even or row[0].left < edges[0] + row[0].size / 4
    return begins and row[-1].right > edges[1] - row[-1].size / 4


def _line(row: list[Run], page: int, region: int, edges: tuple[float, float]) -> Line:
    sizes: Counter[float] = Counter()
    for run in row:
        sizes[run.size] += len(run.words)
    size = sizes.most_common(1)[0][0]
    main = [run for run in row if run.size > SMALLER * size]
    base = main[0].base
    rtl = sum("\u0590" <= c <= "\u08ff" for run in row for c in run.words) * 2 > sum(len(run.words) for run in row)
    row.sort(key=lambda run: -run.right if rtl else run.left)
    words, text_left = "", row[0].left
    stretched = _is_stretched(row, edges)
    cells_apart = math.inf if stretched else _CELLS_APART * size
    for place, run in enumerate(row):
        before = row[place - 1]
        gap = (before.left - run.right if rtl else run.left - before.right) if place else 0.0
        if gap > cells_apart and not (place == 1 and len(before.words) <= _LONGEST_NUMBER):
            words = words.rstrip() + "\t"
        elif gap > _APART * size and not words.endswith(" "):
            words += " "
        if place == 1 and gap > FAR * size and not stretched:
            text_left = run.left
        raised = run.size <= SMALLER * size and run.base > base + RAISED * size
        words += superscript(words, run.words) if raised else run.words
    return Line(
        runs=row,
        words=" ".join(words.split(" ")).strip(),
        left=min(run.left for run in row),
        right=max(run.right for run in row),
        base=base,
        size=size,
        bold=all(run.bold for run in main),
        page=page,
        region=region,
        text_left=text_left,
        first_word=_first_word(row),
        raised_first=row[0].size <= SMALLER * size and row[0].base > base + RAISED * size,
    )


def _first_word(row: list[Run]) -> float:
    # A date or an amount is kept on one line: what must find room is its number with the next word.
    place = 1 if row[0].words[:1].isdigit() else 0
    rights: list[float] = []
    for run, following in zip_longest(row, row[1:]):
        rights += run.word_rights
        # A ligature may be a run of its own, in the middle of a word.
        if following is None or following.left - run.right > _APART * run.size:
            rights.append(run.right)
        if len(rights) > place or following is None:
            break
    return rights[min(place, len(rights) - 1)] - row[0].left

"""Lines of a PDF joined into the paragraphs that were printed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from statistics import median

from dispositif.reading.composition import RAISED, raised
from dispositif.reading.hyphens import LINE_END_HYPHEN
from dispositif.reading.pdf_lines import Line

NUMBER = re.compile(
    r"(?:\(?(?:\d{1,3}|[^\W\d_]|[ivxlIVXL]{1,6})(?:\.\d{1,3}){0,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}|\d{1,3}-|[•▪●◦–—·-])(?=\s)"
)
"""A printed number or bullet at the beginning of a line."""
_NOTE = re.compile(r"\s*([⁰¹²³⁴⁵⁶⁷⁸⁹ᵃ-ᶻ]{1,3}|\*{1,3}|[†‡])\s*")
_PLAIN_NOTE = re.compile(r"(\d{1,3}|\*{1,3})\s+(?=\S)")
_REFERENCE = re.compile(rf"(?<=.)([{RAISED}]{{1,3}}|\*{{1,3}}|[†‡])")
_LISTED_NOTE = re.compile(r"\[?(\d{1,3})[.)\]]\s+(?=\S)")
_TERMINAL = (".", ";", ":", "!", "?", ".”", ";”", '."', "؛", "。", "；", "：")
_STOPPED = re.compile(rf"[.;:!?,”\"؛。；：](?:[{RAISED}]{{1,3}}|\d{{1,2}})?$")
_MARKED = re.compile(rf"(?<=[.;:!?,”\"])[{RAISED}]{{1,3}}$|(?<=[;,”])\d{{1,2}}$")
_RULE = re.compile(r"[_—–-]{5,}")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_SMALL = 0.93
_LARGE = 1.08
_CLOSE = 1.6
_SPACED = 3.5
_FEW = 0.2
_UNEVEN = 0.2
_ABOUT = 0.2
_MANY = 8
_SEVERAL = 3


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `note` is the marker of a footnote, which it begins with as `printed`."""

    lines: list[Line] = field(default_factory=list)
    note: str | None = None
    printed: str = ""

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line so far."""
        return self.lines[-1]


class Measure:
    """What is usual in a document: the size of its letters and the distance of a paragraph's lines.

    `first_indent` is how far first lines are indented above lines that are not; 0 where few are. `is_close_set` is
    whether neither space nor an indent parts its paragraphs.
    """

    def __init__(self, lines: list[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.words)
        self.size = sizes.most_common(1)[0][0] if sizes else 10.0
        pairs = [
            (above, below)
            for above, below in pairwise(lines)
            if above.page == below.page and 0 < above.base - below.base < _SPACED * self.size and _alike(above, below)
        ]
        near = [(above, below) for above, below in pairs if above.base - below.base < 2 * self.size]
        if len(near) < _FEW * len(pairs):
            near = pairs  # the lines themselves are set apart
        # Below a line with room left a paragraph has mostly ended: of such lines there may be more than of others.
        full = [(above, below) for above, below in near if _is_full(above, below)]
        self.step = median(above.base - below.base for above, below in full or near) if near else 1.2 * self.size
        indents = Counter(round(_indent(above)) for above, below in near if _indent(below) < 0.3 * below.size)
        indented = Counter({indent: count for indent, count in indents.items() if indent > 0.7 * self.size})
        indent, count = indented.most_common(1)[0] if indented else (0, 0)
        self.first_indent = indent if count >= _SEVERAL else 0
        ends = [(above, below) for above, below in pairs if not _is_full(above, below)]
        # A number may begin an item that is set closer than paragraphs are, and where all have one it tells as much.
        ends = [(above, below) for above, below in ends if not NUMBER.match(below.words)] or ends
        parted = sum(
            above.base - below.base > 1.2 * self.step or abs(above.left - below.left) > 0.7 * below.size
            for above, below in ends
        )
        self.is_close_set = 2 * parted < len(ends)


def paragraphs(pages: list[list[Line]]) -> list[Paragraph]:
    """The paragraphs of a document, its footnotes apart at the end of the page where they stand."""
    everything = [line for lines in pages for line in lines]
    _even_sizes(everything)
    _measure_columns(everything)
    measure = Measure(everything)
    found: list[Paragraph] = []
    notes: list[Paragraph] = []
    referred: set[str] = set()
    for lines in pages:
        body, below = _without_notes(lines, measure, referred)
        for line, below_it in zip_longest(body, body[1:]):
            last = found[-1] if found else None
            if last is None or _begins(line, last, measure) or _is_indented_alike(last.last, line, below_it, measure):
                found.append(Paragraph([line]))
            else:
                line.may_begin = measure.is_close_set and _may_begin(line, last)
                last.lines.append(line)
        for line in below:
            if notes and not _opens_note(line, notes[-1]):
                notes[-1].lines.append(line)
            else:
                notes.append(Paragraph([line], *_noted(line)))
    return found + notes


def _even_sizes(lines: list[Line]) -> None:
    """Where the letters of hardly two lines are of one size, as recognition (OCR) measures them, give them one."""
    near = [abs(above.size - below.size) / above.size for above, below in pairwise(lines)]
    if sum(0.005 < difference < _ABOUT for difference in near) <= _UNEVEN * len(near):
        return
    usual = median(line.size for line in lines)
    for line in lines:
        if abs(line.size - usual) < _ABOUT * usual:
            line.size = usual


def _noted(line: Line) -> tuple[str, str]:
    """The marker of the note that begins with a line, alone and as it is printed."""
    marker = _NOTE.match(line.words) or _PLAIN_NOTE.match(line.words) or _LISTED_NOTE.match(line.words)
    return (marker[1], marker[0]) if marker else ("", "")


def _measure_columns(lines: list[Line]) -> None:
    """Give each line the edges of its column; to columns set alike the same, as a page may hold short lines only."""
    regions: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        regions.setdefault((line.page, line.region), []).append(line)
    edges = {region: (_edge(inside, -1), _edge(inside, 1)) for region, inside in regions.items()}
    columns = set(edges.values())
    widest: dict[tuple[float, float], tuple[float, float]] = {}
    for left, right in columns:
        reach = right + 0.15 * (right - left)
        alike = [edge for start, edge in columns if abs(start - left) < 6 and edge < reach]
        widest[left, right] = (left, max(alike, default=right))
    for line in lines:
        line.column = widest[edges[line.page, line.region]]


def _edge(lines: list[Line], side: int) -> float:
    """The left (−1) or right (1) edge of a column: where lines begin that follow closely, end that are so followed.

    A masthead or footer may be set wider than the text; where there are many lines, one alone is no edge.
    """
    close = [(above, below) for above, below in pairwise(lines) if 0 < above.base - below.base < _CLOSE * above.size]
    lines = [below if side < 0 else above for above, below in close] or lines
    ends = sorted((line.left if side < 0 else line.right for line in lines), key=lambda end: -side * end)
    if len(ends) < _MANY:
        return ends[0]
    reach = median(line.size for line in lines)
    several = zip(ends, ends[_SEVERAL - 1 :], strict=False)
    return next((outer for outer, inner in several if abs(outer - inner) < reach), ends[0])


def _without_notes(lines: list[Line], measure: Measure, referred: set[str]) -> tuple[list[Line], list[Line]]:
    """The lines of a page, and the lines of the footnotes below them (each column may have its own).

    `referred` are the raised markers printed before, in lines, whose notes are still to come.
    """
    body: list[Line] = []
    notes: list[Line] = []
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and lines[end].region == lines[start].region:
            continue
        column = lines[start:end]
        cut = _notes_from(column, measure, referred)
        body += column[:cut]
        for line in column[cut:]:
            if not _RULE.fullmatch(line.words):
                notes.append(line)
                referred.discard(raised(_noted(line)[0]))
        start = end
    return body, notes


def _notes_from(column: list[Line], measure: Measure, referred: set[str]) -> int:
    """Where in a column its footnotes begin: small letters to the bottom, from a marker on."""
    first = len(column)
    for place in range(len(column) - 1, -1, -1):
        line = column[place]
        if _RULE.fullmatch(line.words):
            return place if first < len(column) and place + 1 == first else first
        if line.size > _SMALL * measure.size:
            break
        listed = _LISTED_NOTE.match(line.words)
        if (
            line.raised_first
            or _NOTE.match(line.words)
            or _PLAIN_NOTE.match(line.words)
            or (listed and any(raised(listed[1]) in above.words for above in column[:place]))
        ):
            first = place
    if first == len(column):
        first = _answers_from(column, measure, referred)
    else:
        referred.update(marker for line in column[:first] for marker in _REFERENCE.findall(line.words))
    return first - 1 if 0 < first < len(column) and _RULE.fullmatch(column[first - 1].words) else first


def _answers_from(column: list[Line], measure: Measure, referred: set[str]) -> int:
    """Where in a column notes begin in letters of the usual size: with a marker that was referred to.

    One that is not raised must be set apart, and so must be whatever follows to the bottom: notes that count on.
    """
    for place, line in enumerate(column):
        note = _NOTE.match(line.words) if line.raised_first else _PLAIN_NOTE.match(line.words)
        answers = note is not None and raised(note[1]) in referred
        if answers and (line.raised_first or _are_notes(column, place, measure, referred)):
            return place
        referred.update(_REFERENCE.findall(line.words))
    return len(column)


def _are_notes(column: list[Line], place: int, measure: Measure, referred: set[str]) -> bool:
    """Whether all lines of a column from a place on are notes whose markers, not raised, were referred to."""
    last = 0
    for at in range(place, len(column)):
        line = column[at]
        is_close = at > 0 and column[at - 1].base - line.base <= 1.3 * measure.step
        if is_close and at > place:
            continue  # the note goes on
        note = _PLAIN_NOTE.match(line.words)
        if is_close or not note or raised(note[1]) not in referred or line.text_left > line.left:
            return False
        if not note[1].isdecimal() or (last and int(note[1]) != last + 1):
            return False
        last = int(note[1])
    return True


def _opens_note(line: Line, last: Paragraph) -> bool:
    """Whether a line begins a footnote; a plain figure does so where it counts on from the last note's, or anew."""
    if line.raised_first or _NOTE.match(line.words):
        return True
    plain = _PLAIN_NOTE.match(line.words) or _LISTED_NOTE.match(line.words)
    if plain is None or not (plain[1].isdecimal() and last.note and last.note.isdecimal()):
        return plain is not None
    return int(plain[1]) in (1, int(last.note) + 1)


def _alike(above: Line, below: Line) -> bool:
    return abs(above.size - below.size) < 0.08 * above.size


def _begins(line: Line, paragraph: Paragraph, measure: Measure) -> bool:
    """Whether a line begins a new paragraph."""
    last = paragraph.last
    if line.opens_cell:
        return True
    if not _alike(last, line) or (line.bold != last.bold and len(paragraph.lines) == 1 and last.bold):
        return True
    if line.bold and not last.bold and last.words.endswith(_TERMINAL):
        return True
    if _RULE.fullmatch(line.words) or _RULE.fullmatch(last.words):
        return True
    if "\t" in line.words or "\t" in last.words:
        return True
    if line.words[:1].islower() and LINE_END_HYPHEN.search(last.words):
        return False
    number = NUMBER.match(line.words)
    if number and (_counts_on(number[0], paragraph) or _closes_bracket(number[0], last)):
        number = None
    above = _MARKED.sub("", last.words)
    may_number = above.endswith((*_TERMINAL, ",")) or not _is_full(last, line)
    if line.page != last.page or line.base > last.base:
        goes_on = line.words[:1].islower() or (_is_full(last, line) and not above.endswith(","))
        return bool(number and may_number) or above.endswith(_TERMINAL) or not goes_on
    step = measure.step * max(1.0, line.size / measure.size)  # large letters are set as far apart as they are large
    if last.base - line.base > 1.3 * max(step, 1.05 * line.size) - 0.01:
        return True
    # In a line that is set wide, words may stand as far apart as a number and what it counts: "59.0 million".
    if number and (may_number or (line.text_left > line.left and not number[0][-1].isdigit())):
        return True
    return _is_set_off(line, paragraph, measure)


def _may_begin(line: Line, paragraph: Paragraph) -> bool:
    """Whether a paragraph may begin with a line that goes on, for all the layout says: only its words can tell."""
    if number := NUMBER.match(line.words):
        return not _counts_on(number[0], paragraph)
    if _STOPPED.search(paragraph.last.words):
        return line.words[:1].isupper() or line.words[:1].isdigit()
    # Above a paragraph or a formula may stand a title, as wide as the column by chance.
    title = paragraph.last.words[-1:].isalnum() and (len(paragraph.lines) == 1 or line.words.endswith((",", ":")))
    return title and line.words[:1].isupper()


def _counts_on(number: str, paragraph: Paragraph) -> bool:
    """Whether the number before this one stands inside the paragraph's sentence: a line begins with "(b)" by chance."""
    label = number.strip("().")
    before = [chr(ord(label) - 1)] if len(label) == 1 and label.isalpha() else []
    before += [str(int(label) - 1)] if label.isdecimal() else []
    before += [_ROMAN[_ROMAN.index(label) - 1]] if label in _ROMAN[1:] else []
    # What a paragraph may begin with is no part of a sentence.
    sentence = "".join(f"\n{line.words}" if line.may_begin else f" {line.words}" for line in paragraph.lines).lstrip()
    return any(f" {number.replace(label, one, 1)} " in sentence for one in before)


def _closes_bracket(number: str, last: Line) -> bool:
    """Whether what looks like a number closes a bracket of the line before: "(1 552 | 200)"."""
    return number[0] != "(" and number[-1] == ")" and last.words.count("(") > last.words.count(")")


def _is_set_off(line: Line, paragraph: Paragraph, measure: Measure) -> bool:
    """Whether indentation, or room left on the line before, shows a new paragraph."""
    last = paragraph.last
    em = line.size
    display = _is_display(last, line, measure.size)
    if (_is_centred(line) and _is_centred(last)) or (display and _share_centre(last, line)):
        return False
    if display and abs(last.left - line.left) < em and not last.words.endswith((".", ";")):
        return False
    indent = _indent(line)
    margin = min(map(_indent, paragraph.lines[1:]), default=None)
    full = _is_full(last, line)
    if margin is not None and abs(indent - margin) > 0.7 * em:
        return True
    if not full:
        return True
    is_first = measure.first_indent and abs(indent - measure.first_indent) < 0.3 * em and not NUMBER.match(last.words)
    hanging = last.text_left > last.left or not (last.words.endswith(_TERMINAL) or is_first)
    return margin is None and indent > _indent(last) + 0.7 * em and not hanging


def _indent(line: Line) -> float:
    """How far a line begins behind the edge of its column."""
    return line.left - line.column[0]


def _is_indented_alike(last: Line, line: Line, below: Line | None, measure: Measure) -> bool:
    """Whether a line is indented as the line before it and the next is not: each is the first of a paragraph."""
    if below is None or (below.page, below.region) != (line.page, line.region) or NUMBER.match(below.words):
        return False
    if line.base - below.base > _CLOSE * measure.step:
        return False
    indented = abs(line.left - last.left) < 0.3 * line.size and line.left - below.left > 0.7 * line.size
    return indented and _is_full(line, below) and not (_is_centred(last) and _is_centred(line))


def _is_full(last: Line, line: Line) -> bool:
    """Whether the first word of a line would not have found room on the line before."""
    return last.right + 0.2 * line.size + line.first_word > last.column[1] - 0.2 * line.size


def _is_centred(line: Line, indent: float = 0.08) -> bool:
    left, right = line.column
    width = right - left
    return abs((line.left - left) - (right - line.right)) < 0.03 * width and line.left - left > indent * width


def _share_centre(last: Line, line: Line) -> bool:
    """Whether two lines are set about one middle; the longer one hardly leaves any room at its sides."""
    left, right = line.column
    apart = abs(last.left + last.right - line.left - line.right) / 2
    return apart < 0.03 * (right - left) and min(last.left, line.left) - left > 0.01 * (right - left)


def _is_display(last: Line, line: Line, usual: float) -> bool:
    """Whether two lines stand out alike from the text: those of a title."""
    return (last.bold and line.bold) or min(last.size, line.size) > _LARGE * usual

"""What stands at the top and bottom of the pages that a plain text was taken off.

Form feeds part them, or nothing but lines that count the pages in the midst of sentences.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from dispositif.reading.furniture import Key, is_page_mark, keys, repeated, repeats_opening
from dispositif.reading.glance import Glance
from dispositif.text import TextWarning

OFF_PAGES: Final = TextWarning(
    code="text-off-pages",
    message="The text was taken off printed pages: what is printed on each of them was passed over, notes at their "
    "bottom are read as part of the text. Read the file that it was taken from.",
)
_LINE: Final = re.compile(r"[^\n]*\S")
_APART: Final = re.compile(r"\s{2,}|\t")
_GOING_ON: Final = re.compile(r"(?<=[^\s.;:!?”\"])\s*\f\s*(?=[^\W\d_])")
_MOST_PAGES: Final = 20_000
_EDGE: Final = 4
_OPENING: Final = 12
_ENDS: Final = (".", ";", ":", "!", "?", "”", '"')
# What the number of the second page ends with, alone on its line: "2/9", "Page 2", "- 2 -". It begins with a figure,
# since figures are found at once.
_SECOND: Final = re.compile(rb"2(?: ?(?:/|of|-|\xe2\x80\x93) ?\d{0,4})?[ \t]*(?=\r?\n)")
_BEFORE: Final = 12  # bytes before that figure
_FULL: Final = 40  # characters: no line that counts pages has so many, and each line that is full
_NUMBERING: Final = "().:,;-"
_FIGURES: Final = re.compile(r"\d{1,4}")


class _Line(NamedTuple):
    start: int
    end: int
    words: str


def furniture(characters: str) -> list[tuple[int, int, str]]:
    """What is printed on every page, together with the break between the pages."""
    if "\f" not in characters:
        return []
    return _between([page for page in _pages(characters) if page], set())


def may_be_counted(glance: Glance) -> bool:
    """Whether a line of a text may be the number of the second page."""
    printed = glance.printed
    for found in _SECOND.finditer(printed):
        at = found.start()
        if not printed[at - 1 : at].isdigit() and printed.find(b"\n", max(0, at - _BEFORE), at) >= 0:
            return True
    return False


def counted(characters: str) -> list[tuple[int, int, str]]:
    """What is printed on every page of a text whose pages nothing parts but lines that count them."""
    if "\f" in characters:
        return []
    [rows] = _pages(characters)
    counting = _counting(rows)
    pages: list[list[_Line]] = [[]]
    for row in rows:
        pages[-1].append(row)
        if row.start in counting:
            pages.append([])
    return _between([page for page in pages if page], counting)


def _counting(rows: list[_Line]) -> set[int]:
    """Where the lines begin that say the same but for a number, which counts them, and often interrupt a sentence.

    A number alone may be that of a paragraph.
    """
    series: dict[str, list[tuple[int, int]]] = {}
    for place, row in enumerate(rows):
        if len(row.words) < _FULL:
            for figures in _FIGURES.finditer(row.words):
                words = f"{row.words[: figures.start()]}#{row.words[figures.end() :]}"
                if words.strip(_NUMBERING) != "#":
                    series.setdefault(words, []).append((place, int(figures[0])))
    for found in series.values():
        counts = all(below[1] == above[1] + 1 for above, below in pairwise(found))
        interrupting = [place for place, _ in found if _interrupts(rows, place)]
        if len(found) > 1 and counts and 3 * len(interrupting) >= len(found):
            return {rows[place].start for place, _ in found}
    return set()


def _interrupts(rows: list[_Line], place: int) -> bool:
    """Whether a line stands within a sentence, whatever else is printed on each page beside it."""
    above = next((row for row in rows[max(0, place - _EDGE) : place][::-1] if len(row.words) >= _FULL), None)
    below = rows[place + 1 : place + 1 + _EDGE]
    return above is not None and not above.words.endswith(_ENDS) and any(row.words[0].islower() for row in below)


def _between(pages: list[list[_Line]], counting: set[int]) -> list[tuple[int, int, str]]:
    """What is printed on each of these pages, with the break; the lines that begin at `counting` are known to be."""
    if not 1 < len(pages) <= _MOST_PAGES:
        return []
    edges = [[("top", page[:_EDGE]), ("bottom", page[: -_EDGE - 1 : -1])] for page in pages]
    same = repeated([_keys(sides, number) for number, sides in enumerate(edges)])
    opening = {piece for line in pages[0][:_OPENING] for piece in _APART.split(line.words)}
    bodies = [_body(page, number, same, opening, counting) for number, page in enumerate(pages)]
    if all(len(body) == len(page) for body, page in zip(bodies, pages, strict=True)):
        return []
    bodies = [body for body in bodies if body]
    found = [
        (above[-1].end, below[0].start, "\n" if _goes_on(above[-1], below[0]) else "\n\n")
        for above, below in pairwise(bodies)
    ]
    if bodies and bodies[-1][-1] is not pages[-1][-1]:
        found.append((bodies[-1][-1].end, pages[-1][-1].end, ""))
    return found


def breaks(characters: str) -> list[tuple[int, int, str]]:
    """The breaks between pages that plainly stand inside a sentence; lines go on over them as over any other."""
    if "\f" not in characters:
        return []
    found = _GOING_ON.finditer(characters)
    return [(gap.start(), gap.end(), "\n") for gap in found if characters[gap.end()].islower()]


def _pages(characters: str) -> list[list[_Line]]:
    pages: list[list[_Line]] = []
    start = 0
    for page in characters.split("\f"):
        pages.append(
            [_Line(start + line.start(), start + line.end(), line[0].strip()) for line in _LINE.finditer(page)]
        )
        start += len(page) + 1
    return pages


def _keys(sides: list[tuple[str, list[_Line]]], page: int) -> set[Key]:
    return {key for side, edge in sides for line in edge for key in keys(_squeezed(line.words), side, 0, page)}


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def _body(
    page: list[_Line], number: int, same: set[Key], opening: set[str], counting: set[int]
) -> list[_Line]:  # fmt: skip
    """The lines of a page between what stands at its edges. The first page's top is the head of the document."""

    def is_furniture(line: _Line, side: str) -> bool:
        words = _squeezed(line.words)
        if line.start in counting or is_page_mark(words) or keys(words, side, 0, number) & same:
            return True
        return side == "top" and repeats_opening(set(_APART.split(line.words)), opening)

    first, last = 0, len(page)
    while number and first < min(last, _EDGE) and is_furniture(page[first], "top"):
        first += 1
    while last > max(first, len(page) - _EDGE) and is_furniture(page[last - 1], "bottom"):
        last -= 1
    return page[first:last]


def _goes_on(above: _Line, below: _Line) -> bool:
    """Whether a paragraph may go on over the page: what follows decides, as between any two lines."""
    return below.words[0].islower() or not above.words.endswith(_ENDS)

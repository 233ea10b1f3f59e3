"""What a PDF prints on every page: running headers, footers and page numbers, taken out."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise

from dispositif.reading.pdf_lines import Line

_DIGITS = re.compile(r"\d{1,6}")
_PAGE = re.compile(r"[-–—]?\s*\d{1,4}\s*(?:(?:/|\b[^\W\d_]{2}\b)\s*\d{1,4}|[-–—])?")
# What a browser prints above and below a page of the web: when and what, from where.
_BROWSER = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d\d\b.*|[a-z]{4,5}://\S+(?:\s+\d{1,4}/\d{1,4})?")
_JOB = re.compile(r"(?:\d\d-\d{4,6}|\(\w\)|\*\d{5,}\*|\d{5,8}|\s|\d{1,4}/\d{1,4})+")
_ZONE = 4
_LONGEST = 160
_SAME_PLACE = 4.0
_MARGIN_SHARE = 0.13
_OPENING = 12
_GAP = 1.4
_FEW_PAGES = 4


def without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """The lines of each page without those that are repeated, or only numbered, at its top and bottom."""
    edges = [_edges(lines) for lines in pages]
    repeated = _repeated(edges)
    opening = {words for line in (pages[0][:_OPENING] if pages else []) for words in _pieces(line)}
    kept: list[list[Line]] = []
    for index, lines in enumerate(pages):
        doomed: set[int] = set()
        for side, edge in edges[index]:
            for line in edge:
                marginal = _in_margin(line, heights[index], side)
                symbol = index > 0 and side == "top" and bool(_DIGITS.search(line.words)) and _pieces(line) <= opening
                if _keys(line, side, index) & repeated or (marginal and (symbol or _is_outside(line))):
                    doomed.add(id(line))
        kept.append([line for line in lines if id(line) not in doomed])
    return kept


def _edges(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """The few lines at the top and at the bottom of a page that are set apart from what lies between."""
    down = sorted(lines, key=lambda line: -line.base)
    found: list[tuple[str, list[Line]]] = []
    for side, edge in (("top", down), ("bottom", down[::-1])):
        apart = 0
        for place, (outer, inner) in enumerate(pairwise(edge[: _ZONE + 1]), 1):
            if abs(outer.base - inner.base) > _GAP * inner.size:
                apart = place
        found.append((side, edge[: apart if len(edge) > 1 else 1]))
    return found


def _repeated(edges: list[list[tuple[str, list[Line]]]]) -> set[tuple[str, str, int]]:
    """The lines that stand at the same place on several pages, the same or with the number of the page."""
    seen: Counter[tuple[str, str, int]] = Counter()
    for index, sides in enumerate(edges):
        keys: set[tuple[str, str, int]] = set()
        for side, edge in sides:
            for line in edge:
                keys |= _keys(line, side, index)
        seen.update(keys)
    # Left and right pages may bear different headers, and the first page none.
    enough = 2 if len(edges) <= 5 else max(3, len(edges) // 4)
    # A number that grows with the page may be an article's: a page's own stands on nearly all of them.
    nearly_all = max(2, math.ceil(0.75 * len(edges)))
    few = len(edges) < _FEW_PAGES

    def is_furniture(words: str, side: str, count: int) -> bool:
        return count >= enough if "#" not in words else count >= nearly_all and not (few and side == "top")

    return {key for key, count in seen.items() if is_furniture(key[0], key[1], count)}


def _keys(line: Line, side: str, page: int) -> set[tuple[str, str, int]]:
    """What makes a line the same on another page: its place and its words, one number counted from the page's."""
    if len(line.words) > _LONGEST or line.words.endswith((",", ";", ":")):
        return set()
    variants = {line.words}
    for number in _DIGITS.finditer(line.words):
        variants.add(f"{line.words[: number.start()]}#{int(number[0]) - page}{line.words[number.end() :]}")
    return {(words, side, round(line.base / _SAME_PLACE)) for words in variants}


def _in_margin(line: Line, height: float, side: str) -> bool:
    share = line.base / height if height else 0.5
    return share > 1 - _MARGIN_SHARE if side == "top" else share < _MARGIN_SHARE


def _is_outside(line: Line) -> bool:
    """A page number ("2/5", "2 of 5", "- 3 -"), a job number ("22-12345 (E)"), or what a browser adds."""
    return any(form.fullmatch(line.words) for form in (_PAGE, _JOB, _BROWSER))


def _pieces(line: Line) -> set[str]:
    """What a line says in each of its places, page numbers left out."""
    pieces = {run.words.strip() for run in line.runs}
    return {words for words in pieces if words and not _PAGE.fullmatch(words)} or {"\n"}

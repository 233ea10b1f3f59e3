"""What a PDF prints on every page: running headers, footers and page numbers, taken out."""

from __future__ import annotations

from itertools import pairwise

from dispositif.reading.furniture import Key, is_page_mark, keys, repeated, repeats_opening
from dispositif.reading.pdf_lines import Line

_ZONE = 4
_SAME_PLACE = 4.0
_MARGIN_SHARE = 0.13
_OPENING = 12
_GAP = 1.4
_PROSE = 40
_STOPS = (".", ",", ";", ":")


def without_furniture(pages: list[list[Line]], heights: list[float]) -> tuple[list[list[Line]], str]:
    """The lines of each page without those that are repeated, or only numbered, at its top and bottom.

    And the words of those at the top of the first page that has any.
    """
    edges = [_edges(lines) for lines in pages]
    same = repeated(
        [
            {key for side, edge in sides for line in edge for key in _keys(line, side, page)}
            for page, sides in enumerate(edges)
        ]
    )
    opening = {words for line in (pages[0][:_OPENING] if pages else []) for words in _pieces(line)}
    kept: list[list[Line]] = []
    header = ""
    for page, lines in enumerate(pages):
        doomed: set[int] = set()
        for side, edge in edges[page]:
            for line in edge:
                marginal = _in_margin(line, heights[page], side)
                symbol = page > 0 and side == "top" and repeats_opening(_pieces(line), opening)
                if _keys(line, side, page) & same or (marginal and (symbol or _is_page_mark(line))):
                    doomed.add(id(line))
                elif len(line.words) > _PROSE or line.words.endswith(_STOPS):
                    break  # nothing is printed on every page further inside than prose
        kept.append([line for line in lines if id(line) not in doomed])
        top = [line.words for line in edges[page][0][1] if id(line) in doomed and not _is_page_mark(line)]
        header = header or "\n".join(top)
    return kept, header


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


def _keys(line: Line, side: str, page: int) -> set[Key]:
    return keys(line.words, side, round(line.base / _SAME_PLACE), page)


def _in_margin(line: Line, height: float, side: str) -> bool:
    share = line.base / height if height else 0.5
    return share > 1 - _MARGIN_SHARE if side == "top" else share < _MARGIN_SHARE


def _is_page_mark(line: Line) -> bool:
    """Whether a line is a page number or the like, or several of them side by side."""
    return is_page_mark(line.words) or all(map(is_page_mark, _pieces(line)))


def _pieces(line: Line) -> set[str]:
    """What a line says in each of its places."""
    return {words for run in line.runs if (words := run.words.strip())}

"""What a PDF prints on every page: running headers, footers and page numbers, taken out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from dispositif.reading.pdf_lines import Line

_DIGITS = re.compile(r"\d+")
_NUMBERS_ONLY = re.compile(r"[\W\d_]*\d[\W\d_]*(?:\(\w\)[\W\d_]*)*")
_PAGE_OF = re.compile(r"(?:[^\W\d_]+\.?\s*)?[-–—]?\s*\d{1,4}\s*(?:[-–—]|(?:/|[^\W\d_]{1,5})\s*\d{1,4})?", re.UNICODE)
_ZONE = 4
_LONGEST = 160
_SAME_PLACE = 4.0
_MARGIN_SHARE = 0.13


def without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """The lines of each page without those that are repeated, or only numbered, at its top and bottom."""
    repeated = _repeated(pages)
    opening = {words for line in (pages[0][:12] if pages else []) for words in _pieces(line)}
    kept: list[list[Line]] = []
    for index, lines in enumerate(pages):
        ordered = sorted(lines, key=lambda line: -line.base)
        doomed: set[int] = set()
        for edge, side in ((ordered, "top"), (ordered[::-1], "bottom")):
            for line in edge[:_ZONE]:
                margin = _in_margin(line, heights[index], side)
                symbol = index > 0 and side == "top" and margin and _pieces(line) <= opening
                if not (_key(line, side) in repeated or symbol or (margin and _is_number(line))):
                    break
                doomed.add(id(line))
        kept.append([line for line in lines if id(line) not in doomed])
    return kept


def _repeated(pages: list[list[Line]]) -> set[tuple[str, str, int]]:
    """The lines that stand at the same place on several pages, digits aside."""
    seen: Counter[tuple[str, str, int]] = Counter()
    places: dict[str, set[int]] = defaultdict(set)
    for lines in pages:
        ordered = sorted(lines, key=lambda line: -line.base)
        keys = {_key(line, "top") for line in ordered[:_ZONE]} | {_key(line, "bottom") for line in ordered[::-1][:_ZONE]}
        for key in keys:
            seen[key] += 1
            places[key[0]].add(key[2])
    # Left and right pages may bear different headers, and the first page none.
    enough = 2 if len(pages) <= 5 else max(3, len(pages) // 4)
    return {key for key, count in seen.items() if count >= enough and key[0]}


def _key(line: Line, side: str) -> tuple[str, str, int]:
    if len(line.words) > _LONGEST:
        return "", side, 0
    return _DIGITS.sub("#", line.words), side, round(line.base / _SAME_PLACE)


def _in_margin(line: Line, height: float, side: str) -> bool:
    share = line.base / height if height else 0.5
    return share > 1 - _MARGIN_SHARE if side == "top" else share < _MARGIN_SHARE


def _is_number(line: Line) -> bool:
    """A page number ("2/5", "- 3 -", "Page 3 of 9") or a job number ("22-12345")."""
    return bool(_NUMBERS_ONLY.fullmatch(line.words) or _PAGE_OF.fullmatch(line.words))


def _pieces(line: Line) -> set[str]:
    """What a line says in each of its places, page numbers left out."""
    pieces = {run.words.strip() for run in line.runs}
    return {words for words in pieces if words and not _NUMBERS_ONLY.fullmatch(words)} or {"\n"}

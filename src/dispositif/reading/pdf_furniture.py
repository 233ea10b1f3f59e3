"""What a PDF prints on every page: running headers, footers and page numbers, taken out."""

from __future__ import annotations

import re
from collections import Counter

from dispositif.reading.pdf_lines import Line

_DIGITS = re.compile(r"\d{1,6}")
_PAGE = re.compile(r"[-–—]?\s*\d{1,4}\s*(?:/\s*\d{1,4}|[-–—])?")
_JOB = re.compile(r"(?:\d\d-\d{4,6}|\(\w\)|\*\d{5,}\*|\d{5,8}|\s|\d{1,4}/\d{1,4})+")
_ZONE = 4
_LONGEST = 160
_SAME_PLACE = 4.0
_MARGIN_SHARE = 0.13
_OPENING = 12
_GAP = 1.4


def without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """The lines of each page without those that are repeated, or only numbered, at its top and bottom."""
    repeated = _repeated(pages)
    opening = {words for line in (pages[0][:_OPENING] if pages else []) for words in _pieces(line)}
    kept: list[list[Line]] = []
    for index, lines in enumerate(pages):
        down = sorted(lines, key=lambda line: -line.base)
        doomed: set[int] = set()
        for edge, side in ((down, "top"), (down[::-1], "bottom")):
            for place, line in enumerate(edge[:_ZONE]):
                alone = _in_margin(line, heights[index], side) and _is_apart(edge, place)
                symbol = index > 0 and side == "top" and _pieces(line) <= opening
                if not (_keys(line, side, index) & repeated or (alone and (symbol or _is_number(line)))):
                    break
                doomed.add(id(line))
        kept.append([line for line in lines if id(line) not in doomed])
    return kept


def _repeated(pages: list[list[Line]]) -> set[tuple[str, str, int]]:
    """The lines that stand at the same place on several pages, the same or with the number of the page."""
    seen: Counter[tuple[str, str, int]] = Counter()
    for index, lines in enumerate(pages):
        down = sorted(lines, key=lambda line: -line.base)
        keys: set[tuple[str, str, int]] = set()
        for edge, side in ((down, "top"), (down[::-1], "bottom")):
            for line in edge[:_ZONE]:
                keys |= _keys(line, side, index)
        seen.update(keys)
    # Left and right pages may bear different headers, and the first page none.
    enough = 2 if len(pages) <= 5 else max(3, len(pages) // 4)
    return {key for key, count in seen.items() if count >= enough}


def _keys(line: Line, side: str, page: int) -> set[tuple[str, str, int]]:
    """What makes a line the same on another page: its place and its words, one number counted from the page's."""
    if len(line.words) > _LONGEST:
        return set()
    variants = {line.words}
    numbers = list(_DIGITS.finditer(line.words))
    for number in numbers[:1] + numbers[-1:]:
        variants.add(f"{line.words[: number.start()]}#{int(number[0]) - page}{line.words[number.end() :]}")
    return {(words, side, round(line.base / _SAME_PLACE)) for words in variants}


def _in_margin(line: Line, height: float, side: str) -> bool:
    share = line.base / height if height else 0.5
    return share > 1 - _MARGIN_SHARE if side == "top" else share < _MARGIN_SHARE


def _is_apart(edge: list[Line], place: int) -> bool:
    """Whether a line is parted by more than the usual distance from the next one towards the middle of the page."""
    following = edge[place + 1 :]
    return not following or abs(following[0].base - edge[place].base) > _GAP * following[0].size


def _is_number(line: Line) -> bool:
    """A page number ("2/5", "- 3 -") or a job number ("22-12345 (E)")."""
    return bool(_PAGE.fullmatch(line.words) or _JOB.fullmatch(line.words))


def _pieces(line: Line) -> set[str]:
    """What a line says in each of its places, page numbers left out."""
    pieces = {run.words.strip() for run in line.runs}
    return {words for words in pieces if words and not _PAGE.fullmatch(words)} or {"\n"}

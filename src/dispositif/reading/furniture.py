"""What is printed on every page of a document and is no part of its text: running headers, footers, page numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from dispositif.reading.numerals import roman

Key = tuple[str, str, int]
"""What makes a line the same on another page: its words, "top" or "bottom", and its place."""

_DIGITS = re.compile(r"\d{1,6}")
_PAGE = re.compile(r"[-–—]?\s*\d{1,4}\s*(?:(?:/|\b[^\W\d_]{2}\b)\s*\d{1,4}|[-–—])?")
# What a browser prints above and below a page of the web: when and what, from where.
_BROWSER = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d\d\b.*|[a-z]{4,5}://\S+(?:\s+\d{1,4}/\d{1,4})?")
_JOB = re.compile(r"(?:\d\d-\d{4,6}|\(\w\)|\*\d{5,}\*|\d{5,8}|\s|\d{1,4}/\d{1,4})+")
_ROMAN = {form: number for number in range(1, 100) for form in (roman(number), roman(number).upper())}
_DAY = re.compile(r"\d{1,2}\.? [^\W\d_]+\.?,? \d{4}|[^\W\d_]+ \d{1,2}, \d{4}")
_LONGEST = 160
_FEW_PAGES = 4


def keys(words: str, side: str, place: int, page: int) -> set[Key]:
    """What makes a line the same on another page; one number in it counted from the page's, which counts from 0."""
    if len(words) > _LONGEST or words.endswith((",", ";", ":")):
        return set()
    variants = {words}
    for number in _DIGITS.finditer(words):
        variants.add(f"{words[: number.start()]}#{int(number[0]) - page}{words[number.end() :]}")
    if words in _ROMAN:
        variants.add(f"#{_ROMAN[words] - page}")
    return {(variant, side, place) for variant in variants}


def repeated(pages: Sequence[set[Key]]) -> set[Key]:
    """The lines that stand at the same place on several pages, the same or with the number of the page."""
    seen: dict[Key, list[int]] = {}
    for page, found in enumerate(pages):
        for key in found:
            seen.setdefault(key, []).append(page)
    # Left and right pages may bear different headers, and the first page none.
    enough = 2 if len(pages) <= 5 else max(3, len(pages) // 4)
    # A number that grows with the page may be an article's: a page's own stands on nearly all of them.
    nearly_all = max(2, math.ceil(0.75 * len(pages)))
    few = len(pages) < _FEW_PAGES

    def is_furniture(key: Key, on: list[int]) -> bool:
        words, side, _ = key
        if "#" not in words:
            return len(on) >= enough
        on_most = len(on) >= nearly_all and not (few and side == "top")
        return on_most or (len(on) > 1 and _is_every_other(on, len(pages)))

    return {key for key, on in seen.items() if is_furniture(key, on)}


def _is_every_other(on: list[int], pages: int) -> bool:
    """Whether these are all left pages of a document, or all right ones, but for the first and the last."""
    return on == list(range(on[0], on[-1] + 1, 2)) and on[0] <= 2 and on[-1] >= pages - 3


def is_page_mark(words: str) -> bool:
    """A page number ("2/5", "2 of 5", "- 3 -"), a job number ("22-12345 (E)"), or what a browser adds."""
    return any(form.fullmatch(words) for form in (_PAGE, _JOB, _BROWSER))


def repeats_opening(pieces: set[str], opening: set[str]) -> bool:
    """Whether a line at the top of a page says nothing but what stands at the head of the document, with a number.

    A day alone may be the end of the text, where that of the document is often printed once more.
    """
    told = {piece for piece in pieces if not _PAGE.fullmatch(piece)}
    is_day = len(pieces) == 1 and any(map(_DAY.fullmatch, told))
    return bool(told) and told <= opening and any(_DIGITS.search(piece) for piece in pieces) and not is_day

"""What the mark-up of Akoma Ntoso files is known to flatten or misplace, put right by what is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dispositif.reading.numerals import roman

_ROMANS = [roman(number) for number in range(1, 31)]
_ENDS = ";.,:?؛،。；，："
_CLOSING = "”\"»)]’' ⁰¹²³⁴⁵⁶⁷⁸⁹*"
_QUOTES = ("“", "„", "«", '"')
_LONGEST_HEADING = 200
_OPEN = re.compile(r"[,،，、]$")


@dataclass(frozen=True)
class Item:
    """A paragraph as the mark-up gives it; `rows` instead of words for a table. `line` is where it ends in the file.

    `stated` where the mark-up says outright what it is: then there is nothing to mend. `above` is the place
    among the items of the paragraph that it is a sub-paragraph of, where that is stated; it is `alone` where it is
    stated to be none of any. `text` counts the texts of the file from 1.
    """

    kind: str
    words: str
    part: str
    path: tuple[str, ...] = ()
    number: str = ""
    depth: int = 0
    rows: list[list[str]] = field(default_factory=list)
    line: int = 0
    stated: bool = False
    above: int | None = None
    alone: bool = False
    text: int = 1


def annex(place: int) -> str:
    """The part of the document that the annex at `place` (from 1) is: "annex", "annex-2", "annex-3" …"""
    return "annex" if place == 1 else f"annex-{place}"


def mend(items: list[Item]) -> list[Item]:
    """The same paragraphs, with kinds and paths that agree with what is printed."""
    mended = list(_recitals(items))
    above: tuple[str, ...] = ()
    for place, item in enumerate(mended):
        if item.kind != "operative" or item.part != "main" or item.stated:
            continue
        if _is_heading(item):
            mended[place] = replace(item, kind="heading")
        elif item.path:
            path, above = _beside(item.path, above)
            mended[place] = replace(item, path=path)
    return mended


def _recitals(items: list[Item]) -> list[Item]:
    """Paragraphs that end in a comma before the first numbered one are recitals, wherever they were put."""
    mended = list(items)
    preamble = any(item.kind in ("formula", "preambular") for item in items)
    numbered = next((n for n, item in enumerate(items) if item.kind == "operative" and item.number), 0)
    for place, item in enumerate(items[:numbered] if preamble else ()):
        strayed = item.kind == "operative" or (item.kind == "heading" and len(item.words) > _LONGEST_HEADING // 4)
        if strayed and item.part == "main" and not item.stated and _OPEN.search(item.words.rstrip(_CLOSING)):
            mended[place] = replace(item, kind="preambular", depth=1)
    return mended


def _is_heading(item: Item) -> bool:
    last = item.words.rstrip(_CLOSING)[-1:]
    # Every paragraph of a quoted statement opens with a quotation mark, whatever its last sign.
    quoted = item.words.startswith(_QUOTES)
    return not item.path and not quoted and len(item.words) < _LONGEST_HEADING and last not in _ENDS


def _beside(path: tuple[str, ...], above: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The path of a paragraph, and the path that a sub-paragraph coded beside it would hang on.

    "(a)" after "3." is 3 (a), "(i)" after 3 (a) is 3 (a) (i), unless the letters have come to "(i)" themselves.
    """
    if len(path) > 1 or not above or not path[0].isalpha():
        return path, path if path[0].isdigit() and len(path) == 1 else above
    top, letter, roman = (*above, "", "")[:3]
    mark = path[0].lower()
    if mark == "a" or (letter and len(mark) == 1 and mark == chr(ord(letter) + 1)):
        return (top, path[0]), (top, mark)
    if mark in _ROMANS and _ROMANS.index(mark) == (_ROMANS.index(roman) + 1 if roman else 0):
        return tuple(step for step in (top, letter, path[0]) if step), (top, letter, mark)
    return (top, "•"), above

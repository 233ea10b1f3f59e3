"""How a laid-out file becomes characters: blocks one after the other, notes at the end."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from dispositif.text import Block, Text, TextWarning

_WHITE = " \t\r\n\f\v"
_SPACE = re.compile(f"[{_WHITE}]+")
UNSEEN = str.maketrans({"\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None, "\u2011": "-", "\x00": None})
"""Signs that print nothing, and a hyphen that only keeps words together: what `str.translate` makes of them."""
_RULE = "________________\n"
_NUMBER = re.compile(r"\(?\w{1,4}[.)]|[•–—-]")
_LONGEST_MARKER = 8
_ROMAN = re.compile(r"[ivx]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 40
_FREQUENT = 15
_SHARED = 3
_RAISED = dict(
    zip(
        "0123456789abcdefghijklmnoprstuvwxyz+-()",
        "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁺⁻⁽⁾",
        strict=True,
    )
)
RAISED = "".join(_RAISED.values())
"""The raised characters that note markers are written in."""


def fold(words: str) -> str:
    """Words as one line: runs of white space as a space, without soft hyphens and other signs that print nothing."""
    return _SPACE.sub(" ", words.translate(UNSEEN)).strip(" ")


def folded_offsets(words: str) -> array[int]:
    """For each offset in the words, and for their end, how many characters of `fold(words)` stand before it."""
    offsets = array("I", [0])
    length, apart = 0, False
    for character in words:
        if character in _WHITE:
            length += not apart and length > 0
            apart = True
        elif ord(character) not in UNSEEN:
            length, apart = length + 1, False
        offsets.append(length)
    return offsets


def raised(marker: str) -> str:
    """A note's marker in raised characters, so that nobody takes it for a part of the word or number before it."""
    return "".join(_RAISED.get(character, character) for character in marker)


def mark(before: str, marker: str) -> str:
    """What to write for a note's marker after the words `before`: apart from a word or number, close after a comma."""
    return (" " if before[-1:].isalnum() else "") + raised(marker)


def superscript(before: str, words: str) -> str:
    """What to write for raised characters: a note's marker apart, the end of an ordinal or abbreviation in line."""
    marker = words.strip()
    if not marker:
        return words
    is_letters = marker.isalpha() and (before[-1:].isdigit() or (len(marker) > 1 and not _ROMAN.fullmatch(marker)))
    return words if is_letters or len(marker) > _LONGEST_MARKER else mark(before, marker)


def is_number(words: str) -> bool:
    """Whether words are nothing but the number of a paragraph, or a bullet."""
    return _NUMBER.fullmatch(words) is not None


def is_list(rows: list[list[str]]) -> bool:
    """Whether a table is a list laid out as one: its first column holds nothing but numbers."""
    return all(len(row) == 2 and is_number(row[0]) for row in rows)


def _paragraphs(rows: list[list[str]]) -> list[tuple[int, str, str]]:
    """The level, number and words of each paragraph, where a table is paragraphs laid out as one; else none.

    Each row holds nothing but words, and the number of some before them: further to the right the deeper it is. One
    cell across all columns is a heading between them.
    """
    found: list[tuple[int, str, str]] = []
    for row in rows:
        if len(row) == 1 < len(rows):
            found.append((0, "", row[0]))
            continue
        places = [place for place, cell in enumerate(row) if cell]
        number = row[places[0]] if len(places) > 1 else ""
        if len(places) > 2 or (number and not is_number(number)):
            return []
        if not number and places[0] == 0:
            return []  # what stands where the numbers should is none
        found.append((places[0] if number else 0, number, row[places[-1]]))
    return found


TWO_LANGUAGES = TextWarning(
    code="two-languages", message="The text stands in two languages side by side; one was read after the other."
)


def are_in_two_languages(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether two columns are in two languages: hardly a frequent word of one is frequent in the other."""
    columns = [Counter(_LETTERS.findall(" ".join(words).lower())) for words in (left, right)]
    if min(column.total() for column in columns) < _ENOUGH_WORDS:
        return False
    frequent = [{word for word, _ in column.most_common(_FREQUENT)} for column in columns]
    return len(frequent[0] & frequent[1]) <= _SHARED


class Composition:
    """A `Text` in the making. Blocks are added in the order in which they are read."""

    def __init__(self, media_type: str) -> None:
        self.facts: dict[str, str] = {}
        self._media_type = media_type
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._notes: list[tuple[str, str, str, int, int, tuple[str, ...]]] = []
        self._warnings: list[TextWarning] = []

    def __len__(self) -> int:
        return self._length

    def write(self, words: str) -> None:
        """Characters that stand between blocks."""
        self._parts.append(words)
        self._length += len(words)

    def block(
        self,
        words: str,
        *,
        number: str = "",
        level: int = 0,
        style: str = "",
        kind: str = "",
        part: str = "",
        path: tuple[str, ...] = (),
        above: int = -1,
        text: int = 1,
        page: int = 0,
        in_lines: bool = False,
        lead: str | None = None,
        gap: str = "\n\n",
    ) -> None:
        """Add a block: `lead` (by default its number, indented by its level), the words, and a `gap` after them."""
        if lead is None:
            lead = "\t" * level + number + "\t" if number else ""
        self.write(lead)
        start = self._length
        self.write(words)
        self._blocks.append(
            Block(
                start=start,
                end=self._length,
                number=number,
                level=level,
                style=style,
                kind=kind,
                part=part,
                path=path,
                above=above,
                text=text,
                page=page,
                in_lines=in_lines,
            )
        )
        self.write(gap)

    def table(
        self,
        rows: list[list[str]],
        *,
        kind: str = "",
        part: str = "",
        text: int = 1,
        page: int = 0,
        stated: bool = False,
    ) -> None:
        """Add a table: a block a row, its cells parted by tabs.

        A table whose first column holds nothing but numbers is a list laid out as a table, and read as one, with what
        stands between its items where no mark-up says that it is a table; not where it is `stated` to be rows.
        """
        rows = [row for row in rows if any(row)]
        columns = list(zip(*rows, strict=True)) if not kind and all(len(row) == 2 for row in rows) else []
        if columns and are_in_two_languages(*columns):
            for words in filter(None, chain(*columns)):
                self.block(words, page=page)
            self.warn(TWO_LANGUAGES.code, TWO_LANGUAGES.message)
            return
        may_be_list = not stated and (not kind or is_list(rows))
        for level, number, words in (laid_out := _paragraphs(rows) if may_be_list else []):
            style = "list" if number else ""
            self.block(words, number=number, level=level, style=style, kind=kind, part=part, text=text, page=page)
        if laid_out:
            return
        for index, row in enumerate(rows, 1):
            gap = "\n\n" if index == len(rows) else "\n"
            self.block("\t".join(row), style="table", kind=kind, part=part, text=text, page=page, lead="", gap=gap)

    def take(self, text: Text) -> None:
        """Add the blocks of another text, its notes among this one's."""
        words = text.characters
        for block in text.blocks:
            if block.style == "footnote":
                self.note(block.number, words[block.start : block.end])
            elif block.style == "table":
                self.block(words[block.start : block.end], style="table", lead="", gap="\n")
            else:
                self.block(words[block.start : block.end], number=block.number, level=block.level, style=block.style)
        if not text.blocks and words.strip():
            self.block(words.strip())
        self._warnings += [TextWarning(code=warning.code, message=warning.message) for warning in text.warnings]

    def note(
        self, marker: str, words: str, *, kind: str = "", text: int = 1, page: int = 0, path: tuple[str, ...] = ()
    ) -> None:
        """Keep a footnote or endnote for the end of the text."""
        self._notes.append((marker, words, kind, text, page, path))

    def warn(self, code: str, message: str, start: int | None = None, end: int | None = None) -> None:
        """Say something about the document that its reader should know."""
        self._warnings.append(TextWarning(code=code, message=message, start=start, end=end))

    def text(self) -> Text:
        """All that was added, the notes last, below a rule."""
        if self._notes:
            self.write(_RULE)
            for marker, words, kind, text, page, path in self._notes:
                part = "main" if kind else ""
                self.block(
                    words, number=marker, style="footnote", kind=kind, part=part, text=text, page=page, path=path
                )
            self._notes = []
        return Text(
            characters="".join(self._parts),
            media_type=self._media_type,
            blocks=tuple(self._blocks),
            facts=self.facts,
            warnings=tuple(self._warnings),
        )

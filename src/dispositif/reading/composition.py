"""How a laid-out file becomes characters: blocks one after the other, notes at the end."""

from __future__ import annotations

import re
from array import array

from dispositif.text import Block, Text, TextWarning

_WHITE = " \t\r\n\f\v"
_SPACE = re.compile(f"[{_WHITE}]+")
UNSEEN = str.maketrans({"\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None, "\u2011": "-", "\x00": None})
"""Signs that print nothing, and a hyphen that only keeps words together: what `str.translate` makes of them."""
_RULE = "________________\n"
_NUMBER = re.compile(r"\(?\w{1,4}[.)]|[•–—-]")
_LONGEST_MARKER = 8
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
    is_letters = marker.isalpha() and (len(marker) > 1 or before[-1:].isdigit())
    return words if is_letters or len(marker) > _LONGEST_MARKER else mark(before, marker)


def is_list(rows: list[list[str]]) -> bool:
    """Whether a table is a list laid out as one: its first column holds nothing but numbers."""
    return all(len(row) == 2 and _NUMBER.fullmatch(row[0]) for row in rows)


def _are_paragraphs(rows: list[list[str]]) -> bool:
    """Whether a table is paragraphs laid out as one: its first column holds nothing but the numbers of some."""
    return all(len(row) == 2 for row in rows) and is_list([row for row in rows if row[0]])


class Composition:
    """A `Text` in the making. Blocks are added in the order in which they are read."""

    def __init__(self, media_type: str) -> None:
        self.facts: dict[str, str] = {}
        self._media_type = media_type
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._notes: list[tuple[str, str, str, int, tuple[str, ...]]] = []
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
        page: int = 0,
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
                page=page,
            )
        )
        self.write(gap)

    def table(self, rows: list[list[str]], *, kind: str = "", part: str = "", page: int = 0) -> None:
        """Add a table: a block a row, its cells parted by tabs.

        A table whose first column holds nothing but numbers is a list laid out as a table, and read as one, with what
        stands between its items where no mark-up says that it is a table.
        """
        rows = [row for row in rows if any(row)]
        if rows and (is_list(rows) if kind else _are_paragraphs(rows)):
            for number, words in rows:
                self.block(words, number=number, style="list" if number else "", kind=kind, part=part, page=page)
            return
        for index, row in enumerate(rows, 1):
            gap = "\n\n" if index == len(rows) else "\n"
            self.block("\t".join(row), style="table", kind=kind, part=part, page=page, lead="", gap=gap)

    def note(self, marker: str, words: str, *, kind: str = "", page: int = 0, path: tuple[str, ...] = ()) -> None:
        """Keep a footnote or endnote for the end of the text."""
        self._notes.append((marker, words, kind, page, path))

    def warn(self, code: str, message: str, start: int | None = None, end: int | None = None) -> None:
        """Say something about the document that its reader should know."""
        self._warnings.append(TextWarning(code=code, message=message, start=start, end=end))

    def text(self) -> Text:
        """All that was added, the notes last, below a rule."""
        if self._notes:
            self.write(_RULE)
            for marker, words, kind, page, path in self._notes:
                part = "main" if kind else ""
                self.block(words, number=marker, style="footnote", kind=kind, part=part, page=page, path=path)
            self._notes = []
        return Text(
            characters="".join(self._parts),
            media_type=self._media_type,
            blocks=tuple(self._blocks),
            facts=self.facts,
            warnings=tuple(self._warnings),
        )

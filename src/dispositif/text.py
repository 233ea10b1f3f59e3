"""The characters of a document and where they stood: what every format is read into, and all that later stages see."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

_RUN = re.compile(r"[ \t\r\n\f\v\xa0\u2000-\u200a\u202f]{2,}")
_BLANKS = "\t\r\n\f\v\xa0\u2007\u2009\u202f"


class TextWarning(Struct, frozen=True, kw_only=True):
    """Something about a document that its reader should know, with the place it concerns."""

    code: str
    """What sort of warning, for programs."""
    message: str
    """The warning in a sentence, for people."""
    start: int | None = None
    """Where the place begins, in characters from 0; null where no place can be named."""
    end: int | None = None
    """Where the place ends: the offset after its last character."""


class Block(Struct, frozen=True, kw_only=True):
    """One block of a laid-out file (a paragraph of a DOCX, an element of HTML or Akoma Ntoso, a block of a PDF page).

    `start`, `end`: the block's own words, its printed or computed number not included. `number` is that number as
    printed ("1.", "(a)", "•"), which stands in the characters before `start`. `level` counts list nesting from 0.
    `style` is what the layout says: "", "title", "heading", "list", "table", "footnote". `kind`, `part` and `path` are
    filled only where mark-up states them (Akoma Ntoso), with the values of `Paragraph` (the part of a second annex is
    "annex-2"); the structure stage then trusts them. `page` counts from 1; 0 where the format has no pages.
    """

    start: int
    end: int
    number: str = ""
    level: int = 0
    style: str = ""
    kind: str = ""
    part: str = ""
    path: tuple[str, ...] = ()
    above: int = -1
    page: int = 0


class Text(Struct, frozen=True, kw_only=True):
    """What a file says, as characters; `blocks` is empty where the format has no layout of its own (plain text).

    `facts` holds document metadata that mark-up states ("symbol", "adopted", "session", "body", "language";
    of the vote "adopted_by", "in_favour", "against", "abstaining").
    """

    characters: str
    media_type: str = "text/plain"
    blocks: tuple[Block, ...] = ()
    facts: dict[str, str] = {}
    warnings: tuple[TextWarning, ...] = ()


def flatten(characters: str) -> str:
    """The same characters with every kind of white space as a plain space; offsets stay the same."""
    for blank in _BLANKS:
        if blank in characters:
            characters = characters.replace(blank, " ")
    return characters


class Passage:
    """A stretch of the text as a sentence to match patterns on: white space runs folded to one space.

    `words` is the folded stretch; `at(i)` gives the offset in the document of the character at `words[i]`.
    Plain stretches (nearly all) cost nothing: the offset is an addition.
    """

    __slots__ = ("_cuts", "_lost", "start", "words")

    def __init__(self, flat: str, start: int, end: int) -> None:
        words = flat[start:end]
        self.start = start
        self._cuts: list[int] = []
        self._lost: list[int] = []
        if "  " in words:
            pieces, last, lost = [], 0, 0
            for run in _RUN.finditer(words):
                pieces.append(words[last : run.start()] + " ")
                lost += run.end() - run.start() - 1
                self._cuts.append(run.end() - lost)
                self._lost.append(lost)
                last = run.end()
            pieces.append(words[last:])
            words = "".join(pieces)
        self.words = words

    def at(self, index: int) -> int:
        """The document offset of `words[index]` (or of the passage's end, for its length)."""
        if self._cuts:
            cut = bisect_right(self._cuts, index)
            if cut:
                index += self._lost[cut - 1]
        return self.start + index

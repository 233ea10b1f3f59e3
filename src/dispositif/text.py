"""The characters of a document and where they stood: what every format is read into, and all that later stages see."""

import re
from typing import Final

from msgspec import Struct

_HALF: Final = re.compile("[\ud800-\udfff]")


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


BELOW_NONE: Final = -2
"""The `above` of a block that is below no other, whatever its numbers are."""


class Block(Struct, frozen=True, kw_only=True):
    """One block of a laid-out file (a paragraph of a DOCX, an element of HTML or Akoma Ntoso, a block of a PDF page).

    `start`, `end`: the block's own words, its printed or computed number not included. `number` is that number as
    printed ("1.", "(a)", "•"), which stands in the characters before `start`. `level` counts list nesting from 0.
    `style` is what the layout says: "", "title", "heading", "list", "table", "footnote". `kind`, `part` and `path` are
    filled only where mark-up states them (Akoma Ntoso), with the values of `Paragraph` (the part of a second annex is
    "annex-2"); the structure stage then trusts them. `above` is the start of the block that it is below: -1 where the
    mark-up does not say, `BELOW_NONE` where it is below none. `text` counts texts that stand one after another in the
    file from 1, where mark-up says that they do. `page` counts from 1; 0 where the format has no pages.
    `in_lines` is whether line ends in it are those of a page, kept where the layout does not say if a paragraph begins.
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
    text: int = 1
    page: int = 0
    in_lines: bool = False


class Text(Struct, frozen=True, kw_only=True):
    """What a file says, as characters; `blocks` is empty where the format has no layout of its own (plain text).

    `facts` holds document metadata that mark-up states ("symbol", "adopted", "session", "body", "language";
    of the vote "adopted_by", "in_favour", "against", "abstaining", and who did so, a name a line, "in_favour_by" …),
    and as "header" what is printed above the text of the pages, which is no part of it.
    """

    characters: str
    media_type: str = "text/plain"
    blocks: tuple[Block, ...] = ()
    facts: dict[str, str] = {}
    warnings: tuple[TextWarning, ...] = ()


def whole(characters: str) -> str:
    """The same, with U+FFFD for what no file can hold: half a pair of surrogates, bytes of a name that are no text."""
    return _HALF.sub("\ufffd", characters)

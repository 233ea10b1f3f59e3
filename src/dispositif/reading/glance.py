"""A glance at a text: whether anything may stand in it that is not read as it stands. Nearly no text has any."""

from __future__ import annotations

import re
from typing import Final

# What ends a line besides a line feed.
OTHER_ENDS: Final = "\r\v\x1c\x1d\x1e\x85\u2028\u2029"
_USUAL: Final = bytes(set(range(128)) - set(OTHER_ENDS.encode()))
MISREAD: Final = rb"\n[ \t]*(?:\( |\(\w{1,4} \)|\d{0,2}[lIO][\dlIO]{0,2}\.[ \t])"
"""How a line begins whose number recognition (OCR) may have taken for letters."""
ANSWERING: Final = rb"\n(?:\[\d{1,3}\]|[ \t]*\d{1,3}/[ \t])"
"""How a line begins that may be a note: with a number in brackets, or before a stroke."""
TIED: Final = rb"\n[ \t]*\d{1,3}(?:-|\xe2\x80\x93)[A-Z]"
"""How a line begins whose number a dash ties to the word behind it: "1-Requests"."""
# One of these, or a line that ends with a hyphen: all are looked for at once, since to go through the lines takes long.
_SUSPECT_LINE: Final = re.compile(
    rb"\n(?:[ \t]*(?:\((?: |\w{1,4} \))|\d{1,3}(?:/[ \t]|(?:-|\xe2\x80\x93)[A-Z])"
    rb"|\d{0,2}[lIO][\dlIO]{0,2}\.[ \t])|\[\d{1,3}\]|(?<=-\n)|(?<=-\r\n))"
)


class Glance:
    """A text in UTF-8 behind a line end, since bytes are searched many times as quickly as characters.

    `unusual` are its signs that are not the usual ones of English, one after another.
    """

    __slots__ = ("_suspect", "printed", "unusual")

    def __init__(self, characters: str) -> None:
        self.printed = b"\n" + characters.encode("utf-8", "replace")
        self.unusual = self.printed.translate(None, _USUAL).decode()
        self._suspect: bool | None = None

    def has_suspect_lines(self) -> bool:
        """Whether a line may begin or end with what is not read as it stands."""
        if self._suspect is None:
            self._suspect = _SUSPECT_LINE.search(self.printed) is not None
        return self._suspect

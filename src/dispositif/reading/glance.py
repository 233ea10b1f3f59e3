"""A glance at a text: whether anything may stand in it that is not read as it stands. Nearly no text has any."""

from __future__ import annotations

from typing import Final

# What ends a line besides a line feed.
OTHER_ENDS: Final = "\r\v\x1c\x1d\x1e\x85\u2028\u2029"
_USUAL: Final = bytes(set(range(128)) - set(OTHER_ENDS.encode()))


class Glance:
    """A text in UTF-8 behind a line end, since bytes are searched many times as quickly as characters.

    `unusual` are its signs that are not the usual ones of English, one after another.
    """

    __slots__ = ("printed", "unusual")

    def __init__(self, characters: str) -> None:
        self.printed = b"\n" + characters.encode("utf-8", "replace")
        self.unusual = self.printed.translate(None, _USUAL).decode()

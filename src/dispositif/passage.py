"""The characters of a document as they are searched: white space plain, and a copy in which words are found quickly."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

_RUN: Final = re.compile(r"[ \t\r\n\f\v\xa0\u2000-\u200a\u202f]{2,}")
_BLANKS: Final = "\t\r\n\f\v\xa0\u2007\u2009\u202f"
# Letters small, all else as spaces, one byte a character.
_FOLDED: Final = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() else code if chr(code) in "-'/" else 32 for code in range(128)
) + bytes([32] * 128)


def fold(words: str) -> bytes:
    """A copy to look phrases up in, a space before and behind it: small letters, one byte a character.

    Phrases in Latin letters have a third of the spellings in it, and each begins at a space. What stands at `words[i]`
    stands at `fold(words)[i + 1]`.
    """
    return b" %b " % words.encode("ascii", "replace").translate(_FOLDED)


class Flat:
    """The characters of a document with every kind of white space as a plain space, and their folded copy.

    Offsets are those of the document.
    """

    __slots__ = ("_pairs", "characters", "folded")

    def __init__(self, characters: str) -> None:
        self.characters = characters
        self.folded = fold(characters)
        # Where two spaces stand side by side, and the end.
        self._pairs: list[int] = []
        at = characters.find("  ")
        while at >= 0:
            self._pairs.append(at)
            at = characters.find("  ", at + 1)
        self._pairs.append(len(characters))

    def is_plain(self, start: int, end: int) -> bool:
        """Whether no two spaces stand side by side in a stretch."""
        return self._pairs[bisect_left(self._pairs, start)] >= end - 1

    def passage(self, start: int, end: int) -> Passage:
        """A stretch of the document as a sentence."""
        return Passage(self.characters, start, end, self.is_plain(start, end))

    def folded_at(self, start: int, end: int) -> bytes:
        """`fold(self.characters[start:end])`."""
        return b" %b " % self.folded[start + 1 : end + 1]


def flatten(characters: str) -> Flat:
    """The same characters, as they are searched."""
    for blank in _BLANKS:
        if blank in characters:
            characters = characters.replace(blank, " ")
    return Flat(characters)


class Passage:
    """A stretch of the text as a sentence to match patterns on: white space runs folded to one space.

    `words` is the folded stretch; `at(i)` gives the offset in the document of the character at `words[i]`.
    Plain stretches (nearly all) cost nothing: the offset is an addition.
    """

    __slots__ = ("_cuts", "_lost", "plain", "start", "words")

    def __init__(self, flat: str, start: int, end: int, plain: bool = False) -> None:
        words = flat[start:end]
        self.start = start
        self.plain = plain or "  " not in words
        if not self.plain:
            words = self._shortened(words)
        self.words = words

    def _shortened(self, words: str) -> str:
        self._cuts: list[int] = []
        self._lost: list[int] = []
        pieces, last, lost = [], 0, 0
        for run in _RUN.finditer(words):
            pieces.append(words[last : run.start()] + " ")
            lost += run.end() - run.start() - 1
            self._cuts.append(run.end() - lost)
            self._lost.append(lost)
            last = run.end()
        pieces.append(words[last:])
        return "".join(pieces)

    def at(self, index: int) -> int:
        """The document offset of `words[index]` (or of the passage's end, for its length)."""
        if not self.plain:
            cut = bisect_right(self._cuts, index)
            if cut:
                index += self._lost[cut - 1]
        return self.start + index

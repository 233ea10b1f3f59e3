"""The characters of a document as they are searched: blanks and hyphens plain, and copies that are searched quickly."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from ahocorasick_rs import BytesAhoCorasick

_STRETCH: Final = 50_000
_LONG: Final = 1_000_000
_RUN: Final = re.compile(r"[ \t\r\n\f\v\xa0\u2000-\u200a\u202f]{2,}")
_PLAIN: Final = tuple(zip("\t\r\n\f\v\xa0\u2007\u2009\u202f\u2010\u2011", f"{'':9}--", strict=True))
_PAIR: Final = BytesAhoCorasick([b"  "])  # found much more quickly than by `find`, since single spaces are everywhere
# Letters small, all else as spaces, one byte a character.
_FOLDED: Final = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() else code if chr(code) in "-'/" else 32 for code in range(128)
) + bytes([32] * 128)


def fold(words: str) -> bytes:
    """A copy to look phrases up in, a space before and behind it: small letters, one byte a character.

    Phrases in Latin letters have a third of the spellings in it, and each begins at a space. What stands at `words[i]`
    stands at `fold(words)[i + 1]`.
    """
    return _folded(one_byte(words))


def one_byte(words: str) -> bytes:
    """A copy to look phrases up in as they are printed: one byte a character, "?" for what is not ASCII."""
    return words.encode("ascii", "replace")


def _folded(printed: bytes) -> bytes:
    return b" %b " % printed.translate(_FOLDED)


def stands_at(text: str, phrase: str, at: int) -> bool:
    """Whether a phrase stands at a place. Compiled, a slice is quicker than `startswith`, a call by name."""
    return text[at : at + len(phrase)] == phrase


def ends_at(text: str, phrase: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends with a phrase."""
    at = end - len(phrase)
    return at >= start and text[at:end] == phrase


class Flat:
    """The characters of a document with plain spaces and hyphens, and a copy of them to search in.

    Offsets are those of the document.
    """

    __slots__ = ("_answer", "_asked", "_asked_end", "_folded", "_next_pair", "_pairs", "_printed", "characters")

    def __init__(self, characters: str) -> None:
        self.characters = characters
        printed = one_byte(characters)
        # Where two spaces stand side by side, and the end.
        self._pairs = [start for _, start, _ in _PAIR.find_matches_as_indexes(printed, overlapping=True)]
        self._pairs.append(len(characters))
        # Ready at once for all who look into a text; of a long one they would be a further megabyte or ten each.
        self._printed = printed if len(characters) <= _LONG else b""
        self._folded = self._printed.translate(_FOLDED)
        self._asked, self._asked_end, self._answer = -1, -1, False
        self._next_pair = 0  # the first behind the start of what was asked for last

    def is_plain(self, start: int, end: int) -> bool:
        """Whether no two spaces stand side by side in a stretch."""
        if start == self._asked and end == self._asked_end:
            return self._answer  # each stage asks of a paragraph more than once
        self._asked, self._asked_end = start, end
        pairs, at = self._pairs, self._next_pair
        if at and pairs[at - 1] >= start:  # each stage asks from top to bottom
            at = bisect_left(pairs, start)
        while pairs[at] < start:
            at += 1
        self._next_pair = at
        self._answer = pairs[at] >= end - 1
        return self._answer

    def passage(self, start: int, end: int) -> Passage:
        """A stretch of the document as a sentence."""
        return Passage(self.characters, start, end, self.is_plain(start, end))

    def folded_at(self, start: int, end: int) -> bytes:
        """`fold(self.characters[start:end])`."""
        return b" %b " % self._folded[start:end] if self._folded else fold(self.characters[start:end])

    def printed_at(self, start: int, end: int) -> bytes:
        """`one_byte(self.characters[start:end])`."""
        return self._printed[start:end] if self._printed else one_byte(self.characters[start:end])


def flatten(characters: str) -> Flat:
    """The same characters, as they are searched."""
    if len(characters) <= _STRETCH:
        return Flat(_plain(characters))
    # By stretches, so that a long text is never there twice besides.
    starts = range(0, len(characters), _STRETCH)
    return Flat("".join([_plain(characters[start : start + _STRETCH]) for start in starts]))


def _plain(characters: str) -> str:
    for special, plain in _PLAIN:
        if special in characters:
            characters = characters.replace(special, plain)
    return characters


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


Seen = TypeVar("Seen")


class Sighting(Generic[Seen]):
    """Something that a search has found at `words[start:end]`."""

    __slots__ = ("end", "seen", "start")

    def __init__(self, start: int, end: int, seen: Seen) -> None:
        self.start = start
        self.end = end
        self.seen = seen


class Sightings(Generic[Seen]):
    """What a search finds in a text, passage by passage from top to bottom.

    `search` is given words and, where it is at hand, the copy of them that `copy` makes of a stretch of the document;
    it is given a long stretch at once, since calling it costs as much as searching a paragraph, but none beyond the
    `limit`, where the text ends.
    """

    def __init__(
        self,
        flat: Flat,
        search: Callable[[str, bytes | None], list[Sighting[Seen]]],
        copy: Callable[[int, int], bytes],
        limit: int,
    ) -> None:
        self._flat = flat
        self._limit = limit
        self._search = search
        self._copy = copy
        # Of the stretch that was searched; of what was found, what is next, and where what is before that ends.
        self._start = self._end = self._next = self._behind = 0
        self._found: list[Sighting[Seen]] = []

    def within(self, start: int, end: int) -> list[Sighting[Seen]]:
        """What stands in a stretch, by its place in the words of the passage there."""
        if not self._flat.is_plain(start, end):
            return self._search(self._flat.passage(start, end).words, None)
        if start < self._start or end > self._end:
            self._look(start, end)
        found, at, behind = self._found, self._next, self._behind
        base, limit = start - self._start, end - self._start
        within: list[Sighting[Seen]] = []
        many = len(found)
        while at < many and found[at].start < base:
            behind = found[at].end
            at += 1
        straddled = behind > base
        while at < many:
            one = found[at]
            if one.start >= limit:
                break
            behind = one.end
            one.start -= base  # nobody else has it
            one.end -= base
            within.append(one)
            at += 1
        self._next, self._behind = at, behind
        if straddled or behind > limit:
            return self._search(self._flat.characters[start:end], None)
        return within

    def _look(self, start: int, end: int) -> None:
        characters = self._flat.characters
        end = max(end, min(self._limit, start + _STRETCH))
        self._start, self._end, self._next, self._behind = start, end, 0, 0
        self._found = self._search(characters[start:end], self._copy(start, end))

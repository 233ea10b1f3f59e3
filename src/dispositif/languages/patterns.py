"""Finding the constructions of a language's pattern records in a passage.

Literal first words are searched all at once by an Aho-Corasick automaton; only where they stand is a regular expression
tried. Searching a list of regular expressions anywhere costs more than ten times as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, MatchKind

from dispositif.languages.schema import Pattern

Record = TypeVar("Record")


def spellings(words: str) -> set[str]:
    """The same words as they may be printed: as given, with a first capital, in capitals."""
    return {words, words[:1].upper() + words[1:], words.upper()}


def within_words(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` begins and ends where words do."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return False
    return not (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())


# Letters small, all else as spaces, one byte a character: phrases in Latin letters are searched in such a copy, where a
# third of the spellings do and each begins at a space. What is found there is looked up as it is printed.
_FOLDED = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() else code if chr(code) in "-'/" else 32 for code in range(128)
)
_FOLDED += bytes([32]) * 128
_DIGITS = ord("0")  # digits and letters stand behind all marks


def _fold(text: str) -> bytes:
    return b" %b " % text.encode("ascii", "replace").translate(_FOLDED)


def _foldable(phrase: str) -> bool:
    """Whether a phrase keeps most of its letters when folded, and is a word at both ends."""
    return phrase[0].isalnum() and phrase[-1].isalnum() and 2 * len(phrase.encode("ascii", "ignore")) > len(phrase)


class Lexicon(Generic[Record]):
    """A set of literal phrases, each with what it stands for; the longest at each place wins."""

    def __init__(self, entries: Iterable[tuple[str, Record]]) -> None:
        table: dict[str, list[Record]] = {}
        phrases: set[str] = set()
        for phrase, record in entries:
            phrases.add(phrase)
            for spelling in spellings(phrase):
                records = table.get(spelling)
                if records is None:
                    table[spelling] = [record]
                elif not any(record is known for known in records):  # "All States" and "all States" meet in capitals
                    records.append(record)
        self._table = table
        self._plain: BytesAhoCorasick | None = None
        self._other: AhoCorasick | None = None
        if phrases and all(map(_foldable, phrases)):
            folded = {_fold(phrase)[:-1] for phrase in phrases}
            self._plain = BytesAhoCorasick(folded, matchkind=MatchKind.LeftmostLongest)
        elif phrases:
            self._other = AhoCorasick(list(table), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[tuple[int, int, list[Record]]]:
        """Each phrase in `text` that stands as whole words: start, end, its records. Left to right, no overlaps."""
        found: list[tuple[int, int, list[Record]]] = []
        if self._plain is not None:
            folded, table = _fold(text), self._table
            for _, start, stop in self._plain.find_matches_as_indexes(folded):
                end = stop - 1  # the space before the phrase stands where the phrase does in `text`
                records = table.get(text[start:end]) if folded[stop] < _DIGITS else None
                if records is not None:
                    found.append((start, end, records))
                else:
                    self._shorter(text, start, end, found)
        elif self._other is not None:
            for _, start, end in self._other.find_matches_as_indexes(text):
                if within_words(text, start, end):
                    found.append((start, end, self._table[text[start:end]]))
                else:
                    self._shorter(text, start, end, found)
        return iter(found)

    def _shorter(self, text: str, start: int, end: int, found: list[tuple[int, int, list[Record]]]) -> None:
        """Add the longest phrase at `start` that ends before `end`: "calls on" in "calls once" leaves it to "calls"."""
        for stop in range(end - 1, start, -1):
            records = self._table.get(text[start:stop])
            if records is not None and within_words(text, start, stop):
                found.append((start, stop, records))
                return


class Found(NamedTuple):
    """A pattern that holds at a place: `text[start:end]` is the whole construction."""

    record: Pattern
    start: int
    end: int
    match: re.Match[str]


class Patterns:
    """Pattern records ready to search with. `slots` are regular expressions that records name in braces."""

    def __init__(self, records: Iterable[Pattern], slots: Mapping[str, str]) -> None:
        self._slots = dict(slots)
        by_start: dict[str, list[Pattern]] = {}
        for record in records:
            for start in record.starts:
                by_start.setdefault(start, []).append(record)
        # A longer start that fails to match leaves the place to a shorter one.
        chains = [
            (
                start,
                tuple(
                    (start[:end], by_start[start[:end]]) for end in range(len(start), 0, -1) if start[:end] in by_start
                ),
            )
            for start in by_start
        ]
        self._lexicon = Lexicon(chains)
        self._compiled: dict[str, re.Pattern[str]] = {}

    def _expression(self, record: Pattern) -> re.Pattern[str]:
        source = re.sub(r"\{([a-z_]+)\}", lambda slot: f"(?:{self._slots[slot[1]]})", record.then)
        compiled = self._compiled[record.id] = re.compile(source, re.IGNORECASE)
        return compiled

    def find(self, text: str) -> Iterator[Found]:
        """Every construction in `text`, from left to right; where two begin together, the longest start wins."""
        for start, end, chains in self._lexicon.find(text):
            found = self._at(text, start, end, chains[0])
            if found:
                yield found

    def _at(self, text: str, start: int, end: int, chain: tuple[tuple[str, list[Pattern]], ...]) -> Found | None:
        for words, records in chain:
            after = start + len(words)
            if after != end and not within_words(text, start, after):
                continue
            for record in records:
                match = (self._compiled.get(record.id) or self._expression(record)).match(text, after)
                if match and within_words(text, start, match.end()):
                    return Found(record, start, match.end(), match)
        return None

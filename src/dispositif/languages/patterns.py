"""Finding the constructions of a language's pattern records in a passage.

Literal first words are searched all at once by an Aho-Corasick automaton; only where they stand is a regular expression
tried. Searching a list of regular expressions anywhere costs more than ten times as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

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


def _beginnings(phrase: str) -> Iterator[str]:
    """The phrase, and it cut shorter and shorter."""
    return (phrase[:end] for end in range(len(phrase), 0, -1))


class Lexicon(Generic[Record]):
    """A set of literal phrases, each with what it stands for; the longest at each place wins."""

    def __init__(self, entries: Iterable[tuple[str, Record]]) -> None:
        table: dict[str, list[Record]] = {}
        for phrase, record in entries:
            for spelling in spellings(phrase):
                records = table.get(spelling)
                if records is None:
                    table[spelling] = [record]
                elif not any(record is known for known in records):  # "All States" and "all States" meet in capitals
                    records.append(record)
        self._table = table
        self._phrases = list(table)
        self._records = list(table.values())
        self._openings: dict[int, tuple[tuple[int, list[Record]], ...]] = {}
        self._automaton = AhoCorasick(self._phrases, matchkind=MatchKind.LeftmostLongest) if table else None

    def find(self, text: str) -> Iterator[tuple[int, int, list[Record]]]:
        """Each phrase in `text` that stands as whole words: start, end, its records. Left to right, no overlaps."""
        found: list[tuple[int, int, list[Record]]] = []
        if self._automaton is None:
            return iter(found)
        records, last = self._records, len(text)
        for which, start, end in self._automaton.find_matches_as_indexes(text):
            # within_words, written out: this runs for every phrase of every text.
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue
            if end == last or not (text[end].isalnum() and text[end - 1].isalnum()):
                found.append((start, end, records[which]))
                continue
            # "calls on" inside "calls once" ends within a word: the place is then left to "calls".
            for length, shorter in self._opening(which):
                if within_words(text, start, start + length):
                    found.append((start, start + length, shorter))
                    break
        return iter(found)

    def _opening(self, which: int) -> tuple[tuple[int, list[Record]], ...]:
        """The shorter phrases that a phrase begins with, the longest first: their lengths and records."""
        opening = self._openings.get(which)
        if opening is None:
            shorter = _beginnings(self._phrases[which][:-1])
            opening = tuple((len(phrase), self._table[phrase]) for phrase in shorter if phrase in self._table)
            self._openings[which] = opening
        return opening


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
            (start, tuple((cut, by_start[cut]) for cut in _beginnings(start) if cut in by_start)) for start in by_start
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

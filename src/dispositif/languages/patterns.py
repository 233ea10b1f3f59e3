"""Finding the constructions of a language's pattern records in a passage.

Literal first words are searched all at once by an Aho-Corasick automaton; only where they stand is a regular expression
tried. Searching a list of regular expressions anywhere costs more than ten times as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Generic, TypeVar

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation, MatchKind

from dispositif.languages.schema import Pattern
from dispositif.passage import fold

Record = TypeVar("Record")


def spellings(words: str) -> set[str]:
    """The same words as they may be printed: as given, with a first capital, in capitals."""
    return {words, words[:1].upper() + words[1:], words.upper()}


def between_words(text: str, at: int) -> bool:
    """Whether no word goes on from the character before `at` to that behind it."""
    return not (0 < at < len(text) and text[at].isalnum() and text[at - 1].isalnum())


def within_words(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` begins and ends where words do."""
    return between_words(text, end) and between_words(text, start)


_MANY: Final = 1500
_DIGITS: Final = ord("0")  # digits and letters stand behind all marks
# Phrases that no folded copy holds. All others begin with a space: the automaton would leap from space to space, which
# takes it longer than to go through the text.
_NOWHERE: Final = (b"\x01", b"\x02", b"\x03", b"\x04")


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
        self._folded: BytesAhoCorasick | None = None
        self._printed: AhoCorasick | None = None
        if phrases and all(map(_foldable, phrases)):
            # What is found in the folded copy is looked up as it is printed.
            folded = {fold(phrase)[:-1] for phrase in phrases}
            # The quick sort of automaton takes long to make of many phrases.
            sort = Implementation.DFA if len(folded) < _MANY else Implementation.ContiguousNFA
            sought = [*folded, *_NOWHERE]
            self._folded = BytesAhoCorasick(sought, matchkind=MatchKind.LeftmostLongest, implementation=sort)
        elif phrases:
            self._printed = AhoCorasick(list(table), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str, folded: bytes | None = None) -> list[tuple[int, int, list[Record]]]:
        """Each phrase in `text` that stands as whole words: start, end, its records. Left to right, no overlaps.

        `folded` is `fold(text)`, where that is at hand.
        """
        found: list[tuple[int, int, list[Record]]] = []
        table = self._table
        if self._folded is not None:
            copy = fold(text) if folded is None else folded
            for _, start, stop in self._folded.find_matches_as_indexes(copy):
                end = stop - 1  # the space before the phrase stands where the phrase does in `text`
                records = table.get(text[start:end]) if copy[stop] < _DIGITS else None
                if records is not None:
                    found.append((start, end, records))
                else:
                    self._shorter(text, start, end, found)
        elif self._printed is not None:
            for _, start, end in self._printed.find_matches_as_indexes(text):
                if within_words(text, start, end):
                    found.append((start, end, table[text[start:end]]))
                else:
                    self._shorter(text, start, end, found)
        return found

    def _shorter(self, text: str, start: int, end: int, found: list[tuple[int, int, list[Record]]]) -> None:
        """Add the longest phrase at `start` that ends before `end`: "calls on" in "calls once" leaves it to "calls"."""
        if not between_words(text, start):
            return
        for stop in range(end - 1, start, -1):
            if between_words(text, stop):
                records = self._table.get(text[start:stop])
                if records is not None:
                    found.append((start, stop, records))
                    return


class Construction:
    """A pattern record, compiled; `sort` is the part of its id before the slash."""

    def __init__(self, record: Pattern, slots: Mapping[str, str]) -> None:
        self.id = record.id
        self.sort = record.id.partition("/")[0]
        self.kind = record.kind
        self.value = record.value
        self._then = record.then
        self._slots = slots
        self._expression: re.Pattern[str] | None = None

    def follows(self, text: str, at: int) -> re.Match[str] | None:
        """What must follow the start that ends at `at`, if it does."""
        if self._expression is None:  # most texts need few of them
            source = re.sub(r"\{([a-z_]+)\}", lambda slot: f"(?:{self._slots[slot[1]]})", self._then)
            self._expression = re.compile(source, re.IGNORECASE)
        return self._expression.match(text, at)


class Found:
    """A pattern that holds at a place: `text[start:end]` is the whole construction."""

    __slots__ = ("end", "match", "record", "start")

    def __init__(self, record: Construction, start: int, match: re.Match[str]) -> None:
        self.record = record
        self.start = start
        self.end: int = match.end()
        self.match = match


Chain = tuple[tuple[int, list[Construction]], ...]


class Patterns:
    """Pattern records ready to search with. `slots` are regular expressions that records name in braces."""

    def __init__(self, records: Iterable[Pattern], slots: Mapping[str, str]) -> None:
        slots = dict(slots)
        by_start: dict[str, list[Construction]] = {}
        for record in records:
            construction = Construction(record, slots)
            for start in record.starts:
                by_start.setdefault(start, []).append(construction)
        # A longer start that fails to match leaves the place to a shorter one.
        chains: list[tuple[str, Chain]] = [
            (
                start,
                tuple([(end, by_start[start[:end]]) for end in range(len(start), 0, -1) if start[:end] in by_start]),
            )
            for start in by_start
        ]
        self._lexicon: Lexicon[Chain] = Lexicon(chains)

    def find(self, text: str, folded: bytes | None = None) -> list[Found]:
        """Every construction in `text`, from left to right; where two begin together, the longest start wins.

        `folded` is `fold(text)`, where that is at hand.
        """
        found: list[Found] = []
        for start, end, chains in self._lexicon.find(text, folded):
            construction = _at(text, start, end, chains[0])
            if construction is not None:
                found.append(construction)
        return found


def _at(text: str, start: int, end: int, chain: Chain) -> Found | None:
    for length, records in chain:
        after = start + length
        if after != end and not within_words(text, start, after):
            continue
        for record in records:
            match = record.follows(text, after)
            if match is not None and within_words(text, start, match.end()):
                return Found(record, start, match)
    return None

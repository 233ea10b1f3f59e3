"""Finding the constructions of a language's pattern records in a passage.

Literal first words are searched all at once by an Aho-Corasick automaton; only where they stand is a regular expression
tried. Searching a list of regular expressions anywhere costs more than ten times as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, Generic, TypeVar

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from dispositif.languages.schema import Pattern
from dispositif.passage import Sighting, fold, stands_at

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


_OPENING: Final = 3  # words
# The sign that an expression opens with, where it is a space or a mark that must stand there; and the signs of which
# one must stand behind it, where a lookahead right there says which.
_OPENING_SIGN: Final = re.compile(r"([ ,:;–—-])(?![?*+{])(?:\(\?=(\(\?-i:\[[^\]]+\]\))\))?")
_LONGEST_WORD: Final = 40
_MARKS: Final = ",.;:)”'"  # what mostly stands between a word and the space behind it
_MOST_DULL: Final = 5000
_DIGITS: Final = ord("0")  # digits and letters stand behind all marks
# Phrases that no folded copy holds. All others begin with a space: the automaton would leap from space to space, which
# takes it longer than to go through the text.
_NOWHERE: Final = (b"\x01", b"\x02", b"\x03", b"\x04")


def _foldable(phrase: str) -> bool:
    """Whether a phrase keeps most of its letters when folded, and is a word at both ends."""
    return phrase[0].isalnum() and phrase[-1].isalnum() and 2 * len(phrase.encode("ascii", "ignore")) > len(phrase)


def _table(entries: Iterable[tuple[str, Record]]) -> dict[str, list[Record]]:
    """What phrases stand for, by each way in which they may be printed, also as in a title ("Final Communiqué")."""
    table: dict[str, list[Record]] = {}
    for phrase, record in entries:
        for spelling in {*spellings(phrase), " ".join(word[:1].upper() + word[1:] for word in phrase.split(" "))}:
            records = table.get(spelling)
            if records is None:
                table[spelling] = [record]
            elif not any(record is known for known in records):  # "All States" and "all States" meet in capitals
                records.append(record)
    return table


class Phrases(Generic[Record]):
    """A set of literal phrases, each with what it stands for, looked up word by word; the longest at each place wins.

    Each begins with a letter or a figure. However many there are, they are ready at once, and found quickly in a
    sentence; a `Lexicon` is quicker in a text.
    """

    def __init__(self, entries: Iterable[tuple[str, Record]]) -> None:
        self._table = _table(entries)
        # The words that some begin with; each with the second words, where none is but the first.
        self._firsts: dict[str, set[str]] = {}
        alone: set[str] = set()
        # Words with which none begins, as they were met: most words of a text are among a few thousand.
        self._dull: set[str] = {""}
        # Many begin with the same word, few with the same three.
        self._by_opening: dict[str, list[str]] = {}
        for phrase in self._table:
            ends = _openings(phrase, 0)
            first = phrase[: ends[0]]
            seconds = self._firsts.setdefault(first, set())
            if len(ends) == 1:
                alone.add(first)
            else:
                seconds.add(phrase[_word_start(phrase, ends[0]) : ends[1]])
            self._by_opening.setdefault(phrase[: ends[-1]], []).append(phrase)
        for first in alone:
            self._firsts[first] = set()
        for phrases in self._by_opening.values():
            if len(phrases) > 1:
                phrases.sort(key=len, reverse=True)

    def find(self, text: str) -> list[Sighting[list[Record]]]:
        """Each phrase in `text` that stands as whole words, with its records. Left to right, no overlaps."""
        found: list[Sighting[list[Record]]] = []
        words, firsts, dull = text.split(" "), self._firsts, self._dull
        many = len(words)
        at = 0  # how far the text is searched
        end = -1
        for number, word in enumerate(words):
            start = end + 1
            end = start + len(word)
            if at > start or word in dull:  # nearly all are
                continue
            seconds = firsts.get(word)
            is_plain = seconds is not None
            if seconds is None:
                bare = word.rstrip(_MARKS)
                seconds = firsts.get(bare)
                if seconds is None and bare.isalnum():
                    if len(dull) < _MOST_DULL:
                        dull.add(word)
                    continue
            if seconds and number + 1 < many and words[number + 1].isalnum() and words[number + 1] not in seconds:
                continue  # "international" begins names, but "international efforts" none
            if not is_plain:
                at = self._find_on(text, self._find_between(text, start, end, found), found)
                continue
            openings = _plain_openings(words, number, end)
            phrase = self._at(text, start, openings if openings is not None else _openings(text, start))
            if phrase is not None:
                at = self._find_on(text, self._add(start, phrase, found), found)
        return found

    def _find_on(self, text: str, at: int, found: list[Sighting[list[Record]]]) -> int:
        """Add the phrases that begin in the rest of the word in which one ends. Where the search goes on."""
        while at < len(text) and text[at] != " ":
            space = text.find(" ", at)
            at = self._find_between(text, at, space if space >= 0 else len(text), found)
        return at

    def _add(self, at: int, phrase: str, found: list[Sighting[list[Record]]]) -> int:
        """Add a phrase. Where it ends."""
        end = at + len(phrase)
        found.append(Sighting(at, end, self._table[phrase]))
        return end

    def _find_between(self, text: str, at: int, limit: int, found: list[Sighting[list[Record]]]) -> int:
        """Add the phrases that begin in `text[at:limit]`, up to a space. Where the search goes on."""
        while at < limit:
            if not text[at].isalnum():
                at += 1
                continue
            end = _word_end(text, at)
            phrase = self._at(text, at, _openings(text, at)) if text[at:end] in self._firsts else None
            at = end if phrase is None else self._add(at, phrase, found)
        return at

    def _at(self, text: str, at: int, openings: list[int]) -> str | None:
        """The longest phrase that stands at a place; `openings` are where the first words there end."""
        for end in reversed(openings):
            phrases = self._by_opening.get(text[at:end])
            if phrases is not None:
                for phrase in phrases:
                    if stands_at(text, phrase, at) and between_words(text, at + len(phrase)):
                        return phrase
        return None


def _openings(text: str, at: int) -> list[int]:
    """Where the first words from a place on end, one after another."""
    ends: list[int] = []
    while at < len(text) and len(ends) < _OPENING:
        end = _word_end(text, at)
        ends.append(end)
        at = _word_start(text, end)
    return ends


def _word_start(text: str, at: int) -> int:
    """Where, from the end of a word on, the next one begins."""
    while at < len(text) and not text[at].isalnum():
        at += 1
    return at


def _plain_openings(words: list[str], number: int, end: int) -> list[int] | None:
    """The same for a word that ends at `end`, where nothing but a space parts the words; None where more does."""
    ends = [end]
    for ahead in range(number + 1, min(number + _OPENING, len(words))):
        if not words[ahead].isalnum():
            return None
        end += 1 + len(words[ahead])
        ends.append(end)
    return ends


def _word_end(text: str, at: int) -> int:
    """Where the word that begins at `at` ends."""
    space = text.find(" ", at, at + _LONGEST_WORD)
    if space >= 0:
        word = text[at:space]
        if not word.isalnum():
            word = word.rstrip(_MARKS)
        if word.isalnum():  # nearly all, and seen at a glance
            return at + len(word)
    end = at
    while end < len(text) and text[end].isalnum():
        end += 1
    return end


class Sought(Generic[Record]):
    """A phrase as it is mostly printed, what that stands for, and where shorter phrases end in it, longest first."""

    def __init__(self, phrase: str, records: list[Record], shorter: list[int]) -> None:
        self.phrase = phrase
        self.records = records
        self.shorter = shorter


class Lexicon(Generic[Record]):
    """A set of literal phrases, each with what it stands for; the longest at each place wins."""

    def __init__(self, entries: Iterable[tuple[str, Record]]) -> None:
        entries = list(entries)
        self._phrases: Phrases[Record] | None = None
        self._automaton: BytesAhoCorasick | None = None
        self._table: dict[str, list[Record]] = {}
        self._sought: list[Sought[Record]] = []  # by the number of what the automaton seeks
        phrases = {phrase for phrase, _ in entries}
        if not all(map(_foldable, phrases)):
            self._phrases = Phrases(entries)
        elif phrases:
            # What is found in the folded copy is looked up as it is printed.
            self._table = _table(entries)
            by_fold = {fold(phrase)[:-1]: phrase for phrase in sorted(phrases)}
            for folded, phrase in by_fold.items():
                ends = [end for end in range(len(phrase) - 1, 0, -1) if between_words(phrase, end)]
                shorter = [end for end in ends if folded[: end + 1] in by_fold]
                self._sought.append(Sought(phrase, self._table[phrase], shorter))
            quick, longest = Implementation.DFA, MatchKind.LeftmostLongest
            self._automaton = BytesAhoCorasick([*by_fold, *_NOWHERE], matchkind=longest, implementation=quick)

    def find(self, text: str, folded: bytes | None = None) -> list[Sighting[list[Record]]]:
        """Each phrase in `text` that stands as whole words, with its records. Left to right, no overlaps.

        `folded` is `fold(text)`, where that is at hand.
        """
        if self._phrases is not None:
            return self._phrases.find(text)
        found: list[Sighting[list[Record]]] = []
        if self._automaton is None:
            return found
        copy = fold(text) if folded is None else folded
        all_sought, table = self._sought, self._table
        for which, start, stop in self._automaton.find_matches_as_indexes(copy):
            sought = all_sought[which]
            if copy[stop] < _DIGITS:
                end = stop - 1  # the space before the phrase stands where the phrase does in `text`
                words = text[start:end]
                records = sought.records if words == sought.phrase else table.get(words)
                if records is not None:
                    found.append(Sighting(start, end, records))
                    continue
            if sought.shorter:
                self._shorter(text, start, sought.shorter, found)
        return found

    def _shorter(self, text: str, start: int, lengths: list[int], found: list[Sighting[list[Record]]]) -> None:
        """Add the longest phrase of `lengths` at `start`: "calls on" in "calls once" leaves the place to "calls"."""
        if not between_words(text, start):
            return
        for length in lengths:
            if between_words(text, start + length):
                records = self._table.get(text[start : start + length])
                if records is not None:
                    found.append(Sighting(start, start + length, records))
                    return


class Construction:
    """A pattern record, compiled; `sort` is the part of its id before the slash.

    An expression with slots is slow to compile, and few texts need it: what the sign behind the start must be, where
    the record says that at once, is looked at first, and whether a word is there that it needs.
    """

    def __init__(self, record: Pattern, slots: Mapping[str, str]) -> None:
        self.id = record.id
        self.sort = record.id.partition("/")[0]
        self.kind = record.kind
        self.value = record.value
        self._then = record.then
        self._needs = tuple(spelling for words in record.needs for spelling in spellings(words))
        self._slots = slots
        self._expression: re.Pattern[str] | None = None
        opening = _OPENING_SIGN.match(record.then)
        self._sign = opening[1] if opening is not None else ""
        self._signs_behind = _signs_of(opening[2]) if opening is not None and opening[2] else ""

    def follows(self, text: str, at: int) -> re.Match[str] | None:
        """What must follow the start that ends at `at`, if it does."""
        if self._sign:
            if text[at : at + 1] != self._sign:
                return None
            if self._signs_behind:
                behind = text[at + 1 : at + 2]
                if behind not in self._signs_behind and behind.isascii():
                    return None
        expression = self._expression if self._expression is not None else self._compiled(text, at)
        return expression.match(text, at) if expression is not None else None

    def _compiled(self, text: str, at: int) -> re.Pattern[str] | None:
        """The expression; None, and not compiled, where nothing that it needs stands behind a place."""
        if self._needs and all(text.find(word, at) < 0 for word in self._needs):
            return None
        source = re.sub(r"\{([a-z_]+)\}", lambda slot: f"(?:{self._slots[slot[1]]})", self._then)
        self._expression = re.compile(source, re.IGNORECASE)
        return self._expression


@cache
def _signs_of(expression: str) -> str:
    """The ASCII signs that an expression for one sign takes, since to look among them is quicker."""
    compiled = re.compile(expression)
    return "".join(sign for sign in map(chr, range(128)) if compiled.match(sign))


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
        for one in self._lexicon.find(text, folded):
            construction = _at(text, one.start, one.end, one.seen[0])
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

"""Cues: words that announce a citation, searched all at once in a whole document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from dispositif.document import CitationKind
from dispositif.languages.patterns import spellings, within_words
from dispositif.passage import Sighting, one_byte, stands_at

_LONG_WORD: Final = 5
_LETTERS: Final = 5
_TYPED: Final = str.maketrans("’–", "'-")
Sort = Literal["noun", "pinpoint", "document", "name", "head", "treaty series", "dated"]


class Cue:
    """What some words announce: `kind` is what is cited, `value` the noun or identifier, `then` what must follow.

    `head` is the word of a name by which the text goes on to call what it has named ("the Convention"); `record` is
    where the words stand in citations.yaml. A noun may say whose instruments it means (`whose`); a symbol may be
    printed without its `prefix`, or have a figure before it (`counted`).
    """

    __slots__ = ("_expression", "_then", "counted", "head", "kind", "prefix", "rule", "sort", "value", "whose")

    def __init__(
        self,
        sort: Sort,
        kind: CitationKind = "other",
        value: str = "",
        *,
        record: str = "",
        then: str = "",
        head: str = "",
        whose: str = "",
        prefix: str = "",
        counted: bool = False,
    ) -> None:
        self.sort, self.kind, self.value, self.head = sort, kind, value, head
        self.rule = f"citations/{record}"
        self.whose = whose
        self.prefix = prefix
        self.counted = counted
        self._then = then
        self._expression: re.Pattern[str] | None = None

    def follows(self, words: str, end: int) -> re.Match[str] | None:
        """What must follow the cue that ends at `end`, if it does."""
        if self._expression is None:  # most texts need few of them
            self._expression = re.compile(self._then)
        return self._expression.match(words, end)


def _following(words: str, at: int) -> str:
    """The letters at a place; "" where there are too few."""
    letters = words[at : at + _LETTERS]
    return letters if len(letters) == _LETTERS else ""


def _as_a_title(name: str) -> str:
    """A name with capitals on its longer words, as titles are often printed."""
    return " ".join(word if len(word) < _LONG_WORD else word[0].upper() + word[1:] for word in name.split(" "))


Cued = Sighting[Cue]


class Cues:
    """All cues of a language.

    Names are long and many ("Convention on …", "Vienna Convention on …") and share a few heads: only the heads and what
    has none are searched for, and names are tried around them. So the automaton is small enough to be the fast sort.
    """

    def __init__(self, entries: Iterable[tuple[str, Cue]]) -> None:
        self._table: dict[str, Cue] = {}
        for phrase, cue in entries:
            named = (phrase, _as_a_title(phrase)) if cue.sort == "name" else ()
            for spelling in (*spellings(phrase), *named, *[name.translate(_TYPED) for name in named]):
                self._table.setdefault(spelling, cue)
        heads = [phrase for phrase, cue in self._table.items() if cue.sort == "head"]
        sought = [phrase for phrase in self._table if phrase in heads or not any(head in phrase for head in heads)]
        self._sought = sought
        self._ends: dict[str, list[int]] = {}  # of the phrases that were asked for
        longest, quick = MatchKind.LeftmostLongest, Implementation.DFA
        self._automaton = BytesAhoCorasick(map(one_byte, sought), matchkind=longest, implementation=quick)
        # The names around each, the first and longest first, by the letters that follow it; names with fewer letters
        # stand under "" and under all. How far before it the name begins, and the name.
        self._around: list[dict[str, list[tuple[int, str]]]] = [{} for _ in sought]
        around: list[list[tuple[int, str]]] = [[] for _ in sought]
        for phrase in self._table.keys() - set(sought):
            which, before, _ = self._automaton.find_matches_as_indexes(one_byte(phrase))[0]
            around[which].append((before, phrase))
        for which, names in enumerate(around):
            names.sort(key=lambda one: (-one[0], -len(one[1])))
            follows = [_following(phrase, before + len(sought[which])) for before, phrase in names]
            for key in {"", *follows} if names else ():
                self._around[which][key] = [
                    name for name, letters in zip(names, follows, strict=True) if letters in ("", key)
                ]

    def find(self, words: str, printed: bytes | None = None) -> list[Cued]:
        """The cues that stand in `words` as whole words, the longest at each place; left to right, no overlaps.

        `printed` is `one_byte(words)`, where that is at hand.
        """
        found: list[Cued] = []
        done = 0
        for which, place, _ in self._automaton.find_matches_as_indexes(one_byte(words) if printed is None else printed):
            start, phrase = place, self._sought[which]
            if self._around[which]:
                start, phrase = self._named(words, place, done, which)
            if start < done or not (phrase.isascii() or stands_at(words, phrase, start)):
                continue
            done = start + len(phrase)
            if within_words(words, start, done):
                found.append(Sighting(start, done, self._table[phrase]))
            elif shorter := self._shorter(words, start, phrase):
                found.append(Sighting(start, start + len(shorter), self._table[shorter]))
        return found

    def _named(self, words: str, place: int, done: int, which: int) -> tuple[int, str]:
        """Where the longest name around a place begins, and the name; else the place and what was sought there."""
        around = self._around[which]
        names = around.get(_following(words, place + len(self._sought[which])))
        for before, phrase in around[""] if names is None else names:
            if place - before >= done and stands_at(words, phrase, place - before):
                return place - before, phrase
        return place, self._sought[which]

    def _shorter(self, words: str, start: int, phrase: str) -> str | None:
        """The longest cue that a phrase which does not end with a word begins with."""
        ends = self._ends.get(phrase)
        if ends is None:
            ends = [end for end in range(len(phrase) - 1, 0, -1) if phrase[:end] in self._table]
            self._ends[phrase] = ends
        for end in ends:
            if within_words(words, start, start + end):
                return phrase[:end]
        return None

"""A language's words for citing, compiled once: what to look for, and what may stand around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from dispositif.authorities.series import series
from dispositif.citations.cues import Cue, Cues
from dispositif.document import CitationKind
from dispositif.languages import section
from dispositif.languages.patterns import Lexicon, between_words, spellings
from dispositif.languages.schema import CitationWords
from dispositif.languages.time import alternatives
from dispositif.passage import ends_at

_JOINER_REACH: Final = 20
_MARKS: Final = ",;()–-"
_YEAR: Final = 4
_CENTURIES: Final = ("19", "20")


class Vocabulary:
    """The words of one language, ready to search with."""

    def __init__(self, words: CitationWords) -> None:
        joiner = rf"\s?(?:{alternatives(words.pinpoint_joiners)})\s?"
        self.pinpoint_of = frozenset(words.pinpoint_of)
        self.own = _as_printed(words.own)
        self.again = _as_printed(words.again)
        self.by_subject = frozenset(words.by_subject)
        self.between = frozenset(words.between)
        self.possessives = words.possessives
        self.heads = words.heads
        self.name_openers = frozenset(words.name_openers)
        self.name_words = frozenset(words.name_words)
        self.name_links = frozenset(words.name_links)
        self.bodies = dict(words.bodies) | {name: ("",) for name in words.other_bodies if name not in words.bodies}
        self.named_bodies = Lexicon((name, name) for name in self.bodies)
        self.bodies_by_last_word = _by_last_word(self.bodies)
        pinpoints = [
            (one.words, rf"(?:\s?{one.number}(?:{joiner}{one.number}){{0,30}})" + ("?" if one.bare else ""))
            for one in words.pinpoints
        ]
        self.cues = Cues([*_cues(words), *_documents(), *_pinpoints(pinpoints)])
        parts = "|".join(f"(?:{alternatives(names)}){number}" for names, number in pinpoints)
        self.pinpoint_after = re.compile(rf",?\s(?P<part>{parts})(?!\w)")
        self._sign = re.compile(rf"\s(?:(?P<sign>{alternatives(words.number_signs)})\s?)?")
        self.joiners = _as_printed(words.joiners)
        letter = r"([A-Z])(?![\w’'./])"
        ranges = alternatives(words.ranges)
        # A comma joins a letter only where another follows: "A, | B and C".
        self.ranges = re.compile(
            rf"(?:,?\s?(?:{ranges})\s?|,\s(?=[A-Z](?:,\s[A-Z]\b|,?\s?(?:{ranges})\s?[A-Z]\b))){letter}"
        )
        closing = alternatives((*words.dated, *words.of_body, *words.joiners))
        self._closes = re.compile(rf"$|[,;:.)](?!\d)|\s(?:{closing})\s")
        self.dated = re.compile(
            rf"\d{{0,3}},?\s(?:{alternatives(words.dated)})\s(?:\d{{1,2}}\s)?[^\W\d_]+\s(?:\d{{1,2}},\s)?((?:19|20)\d\d)"
        )
        self.of_body = re.compile(
            rf",?\s(?:{alternatives(words.of_body)})\s(?:[A-Z]\w+\s){{0,3}}?"
            rf"(?P<body>{alternatives(self.bodies)})\b(?!\s[A-Z])"
        )
        self._initials = frozenset(word[0] for one in words.pinpoints for word in one.words) | {
            word[0] for word in words.dated
        }
        self._document_nouns = {noun: kind for kind, nouns in words.document_nouns.items() for noun in nouns}
        self._named_documents = Lexicon((noun, noun) for noun in self._document_nouns)

    def number_start(self, words: str, noun_end: int) -> int:
        """Where a number begins that stands behind a noun, or behind a sign for numbers there; -1 where no blank is."""
        if words[noun_end : noun_end + 1] == " " and words[noun_end + 1 : noun_end + 2].isdigit():
            return noun_end + 1  # most numbers
        sign = self._sign.match(words, noun_end)
        return sign.end() if sign else -1

    def closes(self, words: str, end: int) -> bool:
        """Whether a number ends there that counts no things: "resolution 1, annex", not "resolution 24 hours later"."""
        return self._closes.match(words, end) is not None

    def joins(self, words: str, end: int) -> bool:
        """Whether a mark, a year or a word that joins the items of a list stands before `end`."""
        first = max(0, end - _JOINER_REACH)
        while end > first and words[end - 1].isspace():
            end -= 1
        figure = end
        while figure > first and end - figure < _YEAR and words[figure - 1].isdecimal():
            figure -= 1
        if figure and end - figure < _YEAR and words[figure - 1] in _MARKS:
            return True  # a note's number may stand against a mark
        if end - figure == _YEAR and words[figure : figure + 2] in _CENTURIES and between_words(words, figure):
            return True
        if end > first and words[end - 1] == ",":
            end -= 1
        return any(
            ends_at(words, joiner, first, end) and between_words(words, end - len(joiner)) for joiner in self.joiners
        )

    def document_kind(self, words: str) -> CitationKind | None:
        """What the last noun for a document in `words` says that it is; capitals make it part of another's name."""
        for named in reversed(self._named_documents.find(words)):
            kind = self._document_nouns.get(words[named.start : named.end])
            if kind is not None:
                return kind
        return None

    def may_follow(self, words: str, end: int) -> bool:
        """Whether a date or a pinpoint may begin at `end`, by its first letter."""
        sign = words[end : end + 1]
        at = end + 2 if sign == "," else end + 1
        return words[at : at + 1] in self._initials or sign.isdigit()


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of `language`."""
    return Vocabulary(section(language, "citations", CitationWords))


def _as_printed(words: Iterable[str]) -> frozenset[str]:
    return frozenset(spelling for word in words for spelling in spellings(word))


def _cues(words: CitationWords) -> Iterable[tuple[str, Cue]]:
    for noun, forms in words.nouns.items():
        for spelling in forms:
            whose = words.bodies_of_nouns.get(spelling, "")
            yield spelling, Cue("noun", words.kinds[noun], noun, record=f"nouns/{noun}", whose=whose)
    for kind, instruments in words.names.items():
        for identifier, names in instruments.items():
            record = f"names/{kind}/{identifier}"
            for name in names:
                head = _head(name, words.heads.get(kind, ()))
                yield name, Cue("name", kind, identifier, record=record, head=head)
    for kind, heads in words.heads.items():
        for head in heads:
            yield head, Cue("head", kind, record=f"heads/{kind}", head=head)
    for start in words.treaty_series.starts:
        yield start, Cue("treaty series", "treaty", "UNTS/{}", record="treaty_series", then=words.treaty_series.then)
    for kind, pattern in words.dated_instruments.items():
        for start in pattern.starts:
            yield start, Cue("dated", kind, record=f"dated_instruments/{kind}", then=pattern.then)


def _head(name: str, heads: Iterable[str]) -> str:
    """The head that stands first in a name; "" where there is none."""
    bare = f" {name} "
    return min((head for head in heads if f" {head} " in bare), key=name.index, default="")


def _documents() -> Iterable[tuple[str, Cue]]:
    for form in series().documents:
        cue = Cue("document", then=form.then, prefix=form.prefix, counted=form.counted)
        for start in form.starts:
            yield start, cue


def _pinpoints(pinpoints: Iterable[tuple[tuple[str, ...], str]]) -> Iterable[tuple[str, Cue]]:
    for names, number in pinpoints:
        cue = Cue("pinpoint", then=number)
        for name in names:
            yield name, cue


def _by_last_word(names: Iterable[str]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        table.setdefault(name.rpartition(" ")[2], []).append(name)
    return table

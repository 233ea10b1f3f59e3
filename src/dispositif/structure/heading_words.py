"""What a language knows of headings, made ready to search with, and what it finds in the front of a document."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, NamedTuple

from dispositif.document import DocumentKind
from dispositif.languages import section
from dispositif.languages.patterns import Found, Lexicon, Patterns
from dispositif.languages.schema import HeadingWords
from dispositif.languages.time import calendar
from dispositif.passage import Passage

_KEPT: Final = 512  # lines of mastheads
_MEETING: Final = "meeting"
_SITTING: Final = "sitting"
MET: Final = (_MEETING, _SITTING)
"""What records tell of that a body met: it met or spoke, or a session of it was held."""
WORK: Final = "work"
"""What records tell of that a body worked, which a numbered paragraph says of the body whose text it is."""


class Told(NamedTuple):
    """Something that a passage of the front tells of the document."""

    passage: Passage
    found: Found


class Reader:
    """A language's words for headings, compiled: in words, what is told of a text, which kinds of text and what is
    counted of sittings is named there. What they give is not to be changed.
    """

    def __init__(self, code: str) -> None:
        self.words = section(code, "heading", HeadingWords)
        self.calendar = calendar(code)
        slots = self.calendar.slots | {
            "name": self.words.name,
            "place": self.words.place.replace("{month}", self.calendar.slots["month"]),
            "meeting": self.words.meeting,
        }
        # The lines of one masthead are asked more than once, and documents of one body have most of theirs in common.
        patterns: Patterns = Patterns((*self.words.patterns, *self.words.votes), slots)
        self.told_in = lru_cache(_KEPT)(lambda words: self._of_its_own(words, patterns.find(words)))
        self.votes = frozenset(record.id for record in self.words.votes)
        kinds: Lexicon[DocumentKind] = Lexicon(
            (word, kind) for kind, nouns in self.words.kinds.items() for word in nouns
        )
        self.kinds_in = lru_cache(_KEPT)(kinds.find)
        sessions, meetings = self.words.session_words, self.words.meeting_words
        counted: Lexicon[str] = Lexicon(
            [*((word, "session") for word in sessions), *((word, "meeting") for word in meetings)]
        )
        self.counted_in = lru_cache(_KEPT)(counted.find)
        self.of_session = frozenset(self.words.of_session)
        self.due = tuple(f" {word}" for word in self.words.due)
        self._spanning = tuple(f" {word}" for word in self.words.spanning)

    def spans(self, before: str) -> bool:
        """Whether words before a date, in small letters, make it the end of a span of days: "19 and | 20 November"."""
        word = next((word for word in self._spanning if before.endswith(word)), None)
        return word is not None and before.removesuffix(word)[-1:].isdigit()

    def _of_its_own(self, words: str, told: list[Found]) -> list[Found]:
        """What is told, without sittings that are no subject ("preceded by | the tenth session … held"), and texts."""
        return [found for found in told if not self._is_object(words, found)]

    def _is_object(self, words: str, found: Found) -> bool:
        """Whether words go on with the sitting, or what is told to have met is a text ("the Declaration")."""
        if found.record.kind == _SITTING:
            return words[: found.start].rstrip()[-1:].isalnum()
        met = found.match.groupdict().get("body") if found.record.kind == _MEETING else None
        return met is not None and bool(self.kinds_in(met))


@cache
def reader(language: str) -> Reader:
    """The words of `language`, compiled once."""
    return Reader(language)

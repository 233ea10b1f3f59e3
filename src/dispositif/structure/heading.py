"""The heading: what a document says of itself before, and after, it says anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dispositif.authorities.series import Number, identified, squeezed
from dispositif.document import DateMention, DocumentKind, Heading, Mention, Paragraph, Vote
from dispositif.languages import section
from dispositif.languages.patterns import Found, Lexicon, Patterns
from dispositif.languages.schema import HeadingWords
from dispositif.languages.time import Calendar, calendar
from dispositif.structure.dates import dates
from dispositif.structure.issuer import actor_of
from dispositif.text import Passage, Text

_FRONT = 6000
_OPENING = 700
_SYMBOL = re.compile(r"[A-Za-z][A-Za-z.]*(?:/[A-Za-z0-9._-]+)+(?:\s?\([A-Za-z0-9-]+\))?(?:\s?[A-Z])?(?:/[A-Za-z]+\.?\s?\d+)*")
_NUMBERED = re.compile(r"((?:[A-Z]{1,2}-)?\d{1,3}/\d{1,4}(?:\s?[A-Z])?)\.\s+(?=\S)")
_NOUN_NUMBER = re.compile(r"\s(?:[A-Z][a-z]?[o°]\.?\s)?(\d{1,4}(?:\s?/\s?\d{1,3})?(?:-[A-Z]{1,5})?(?:\s?\([A-Z0-9]{2,6}\))?)(?=\W|$)")
_DATELINE = re.compile(r"[(\s]*([^\W\d][^\d,()\[\]:;]{2,40}(?:,\s[^\W\d][^\d,()\[\]:;]{2,40})?),\s(?=\d)")


class Reader:
    """The words of one language for headings, compiled."""

    def __init__(self, code: str) -> None:
        self.words = section(code, "heading", HeadingWords)
        self.calendar = calendar(code)
        slots = self.calendar.slots | {"name": self.words.name, "place": self.words.place}
        self.patterns = Patterns(self.words.patterns, slots)
        self.votes = Patterns(self.words.votes, slots)
        self.kinds = Lexicon((word, kind) for kind, nouns in self.words.kinds.items() for word in nouns)
        counted = {word: "session" for word in self.words.session_words} | {
            word: "meeting" for word in self.words.meeting_words
        }
        self.counted = Lexicon(counted.items())
        self.of_session = frozenset(self.words.of_session)


@cache
def reader(language: str) -> Reader:
    """The reader of `language`, made once."""
    return Reader(language)


class Front(NamedTuple):
    """What stands before the first recital or decision, that one's opening words included, and what closes the text."""

    passage: Passage
    lines: list[tuple[int, int]]
    paragraphs: list[Paragraph]
    closing: list[Paragraph]
    end: int


def heading(text: Text, flat: str, paragraphs: Sequence[Paragraph], language: str) -> Heading:
    """The heading of `text`. `flat` is `flatten(text.characters)`. What mark-up states wins over what is printed."""
    known, facts = reader(language), text.facts
    front = _front(text.characters, flat, paragraphs)
    told = list(known.patterns.find(front.passage.words))
    body = _body(text.characters, flat, front, told, known, facts.get("body", ""))
    organization = body.actor.partition("/")[0] if body and body.actor else None
    body = _resolved(body, front, language, organization)
    symbol = facts.get("symbol") or _symbol(text.characters, front)
    kind, noun_number = _kind(front, known, flat, symbol)
    if not symbol and noun_number and body and body.actor:
        symbol = identified(kind, Number(squeezed(noun_number)), (body.actor,))
    mentioned = dates(text.characters, flat, front.passage.start, front.end, known.calendar)
    counted = dict(_counted(front, flat, known))
    closing = _closing(flat, front, known)
    return Heading(
        kind=kind,
        symbol=symbol or None,
        title=_title(text.characters, flat, front, known),
        body=body,
        session=facts.get("session") or counted.get("session"),
        meeting=_ordinal(told, known.calendar) or closing.meeting or counted.get("meeting"),
        place=_place(front, told, flat, mentioned),
        adopted=facts.get("adopted") or _date(told, known.calendar) or closing.date or _only(mentioned, flat),
        dates=mentioned,
        vote=_vote(flat, front, known),
    )

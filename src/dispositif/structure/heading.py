"""The heading: what a document says of itself before, and after, it says anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from dispositif.authorities.identifiers import identified, identified_by_form, squeezed
from dispositif.document import DateMention, DocumentKind, Heading, Mention, Paragraph, Vote
from dispositif.languages import section
from dispositif.languages.patterns import Found, Lexicon, Patterns
from dispositif.languages.schema import HeadingWords
from dispositif.languages.time import Calendar, calendar
from dispositif.passage import Flat, Passage
from dispositif.structure.dates import dates
from dispositif.structure.front import Front, front, is_symbol, lines, series_noun, symbol
from dispositif.structure.issuer import actor_of, first_organ, is_state, organ
from dispositif.text import Text

_BEFORE: Final = 70
_LONGEST_NAME: Final = 80
_LONGEST_TITLE: Final = 200
_LONGEST_ORDINAL: Final = 5
_NUMBERED: Final = re.compile(
    r"(?:[A-Z]{1,2}-)?\d{1,4}/\d{1,4}(?:\s?[A-Z](?:\s?(?:[-–]|[a-z]{1,3})\s?[A-Z])?)?\.\s+(?=\S)"
)
_SUBJECT: Final = re.compile(
    r"[.:]?\s+(?:[–—-]\s+)?[“\"]?[^\W\d_]{3,}(?:\W+\w+){2,}"
)  # behind a number, what it is about
_NUMBER: Final = re.compile(
    r"\s(?:[A-Za-z]{2}\.?\s)?"
    r"(\d{1,5}(?:/\d{1,3}|/[A-Z]{2,3}\.\d{1,2})?(?:-[A-Z]{1,5})?(?:\s?\((?:[12]\d{3}|[A-Z]{2})\))?"
    r"|[A-Z]{1,4}\.\d{1,4}\s?\(\d{1,3}\))(?!\w)"
)
_FIGURES: Final = re.compile(r"\d{4}")
_COUNT_AFTER: Final = re.compile(r"\s\(?(\d{1,3})\)?(?!\w)")
_DATELINE: Final = re.compile(r"[(\s]*([^\W\d][^\d,()\[\]:;]{2,40}),\s(?:[^\W\d][^\d,()\[\]:;]{2,40},\s)?(?=\d)")


class Told(NamedTuple):
    """Something that a passage of the front tells of the document."""

    passage: Passage
    found: Found


class Reader:
    """A language's words for headings, compiled."""

    def __init__(self, code: str) -> None:
        self.words = section(code, "heading", HeadingWords)
        self.calendar = calendar(code)
        slots = self.calendar.slots | {
            "name": self.words.name,
            "place": self.words.place.replace("{month}", self.calendar.slots["month"]),
            "meeting": self.words.meeting,
        }
        self.patterns = Patterns((*self.words.patterns, *self.words.votes), slots)
        self.votes = frozenset(record.id for record in self.words.votes)
        self.kinds: Lexicon[DocumentKind] = Lexicon(
            (word, kind) for kind, nouns in self.words.kinds.items() for word in nouns
        )
        sessions, meetings = self.words.session_words, self.words.meeting_words
        self.counted: Lexicon[str] = Lexicon(
            [*((word, "session") for word in sessions), *((word, "meeting") for word in meetings)]
        )
        self.of_session = frozenset(self.words.of_session)


@cache
def reader(language: str) -> Reader:
    """The words of `language`, compiled once."""
    return Reader(language)


def heading(text: Text, searched: Flat, paragraphs: Sequence[Paragraph], language: str) -> Heading:
    """The heading of `text`: mark-up wins over what is printed. `searched` is `flatten(text.characters)`."""
    known, facts, characters, flat = reader(language), text.facts, text.characters, searched.characters
    face = front(flat, paragraphs)
    told = [Told(passage, found) for passage in face.passages for found in known.patterns.find(passage.words)]
    printed = facts.get("symbol") or symbol(characters, face.end)
    kind, number = _kind(flat, face, known, printed)
    by_form = identified_by_form(kind, number, 0) if number and not printed else None
    body = _body(characters, flat, face, told, known, language, facts.get("body", ""), printed or by_form)
    if number and not printed:
        by_body = identified(kind, number, 0, (body.actor,)) if body and body.actor else None
        printed = by_body or by_form
    mentioned = dates(characters, flat, 0, face.end, known.calendar)
    counted = _counted(characters, flat, _own_end(face, told), known)
    meeting, day = _close(characters, flat, face, known)
    return Heading(
        kind=kind,
        symbol=printed,
        title=_title(face, known),
        body=body,
        session=facts.get("session") or counted.get("session") or _session_named(body, known, language),
        meeting=_meeting(told, known.calendar) or meeting or counted.get("meeting"),
        place=_place(flat, face, told, kind, known, language),
        adopted=facts.get("adopted") or _adopted(told, known.calendar) or day or _dated(face, mentioned, flat),
        dates=mentioned,
        vote=stated_vote(facts) or _vote(flat, face, told, known),
    )


def _body(
    characters: str, flat: str, face: Front, told: list[Told], known: Reader, language: str, stated: str,
    symbol: str | None,
) -> Mention | None:  # fmt: skip
    span = _told_body(told) or _formula_body(flat, face, known) or _stated_body(flat, face.end, stated)
    actor = None
    if span:
        actor = actor_of(characters[slice(*span)], flat[: face.end], language, symbol)
    else:
        span, actor = (
            _lined_body(characters, face, language) or _titled_body(flat, face, known, language) or (None, None)
        )
    if not span:
        return None
    return Mention(text=characters[slice(*span)], start=span[0], end=span[1], actor=actor, rule="heading/body")


def _told_body(told: list[Told]) -> tuple[int, int] | None:
    for passage, found in told:
        if found.match.groupdict().get("body"):
            start, end = found.match.span("body")
            return passage.at(start), passage.at(end - 1) + 1
    return None


def _formula_body(flat: str, face: Front, known: Reader) -> tuple[int, int] | None:
    """The subject of the formula: "The General Conference,"."""
    if not face.formula:
        return None
    start, end = face.formula.start, face.formula.end
    words = flat[start:end].lstrip("“\"'‘* _")
    start = end - len(words)
    article = next((one for one in known.words.articles if words[: len(one) + 1].lower() == f"{one} "), None)
    if article is None:
        return None
    start += len(article) + 1
    stop = min((place for mark in ",;:.(" if (place := flat.find(mark, start, end)) >= 0), default=end)
    for word in known.words.body_ends:
        place = flat.find(f" {word} ", start, stop)
        stop = place if place >= 0 else stop
    name = flat[start:stop].strip(" *_")
    return (start, start + len(name)) if name else None


def _lined_body(characters: str, face: Front, language: str) -> tuple[tuple[int, int], str] | None:
    """The organ whose name is a line of the front."""
    for first, last in lines(characters, 0, face.end):
        actor = organ(characters[first:last], language) if last - first < _LONGEST_NAME else None
        if actor:
            return (first, last), actor
    return None


def _titled_body(flat: str, face: Front, known: Reader, language: str) -> tuple[tuple[int, int], str] | None:
    """The organ that the title names beside the kind: "Final communiqué of the first session of the Port Summit".

    A title may go on below the line that names the kind.
    """
    named = False
    for paragraph in face.head:
        words = flat[paragraph.start : paragraph.end]
        named = named or bool(known.kinds.find(words))
        if named and len(words) < _LONGEST_TITLE and (found := first_organ(words, language)):
            start, end, actor = found
            return (paragraph.start + start, paragraph.start + end), actor
    return None


def _stated_body(flat: str, end: int, stated: str) -> tuple[int, int] | None:
    place = flat.find(stated, 0, end) if stated else -1
    return (place, place + len(stated)) if place >= 0 else None


def _kind(flat: str, face: Front, known: Reader, printed: str | None) -> tuple[DocumentKind, str | None]:
    """The kind of the document, and the number printed behind the noun for it, without white space."""
    kinds = known.words.symbol_kinds
    for part in (printed or "").replace(".", "/").split("/"):
        if part in kinds:
            return kinds[part], None
    series = series_noun(printed) if printed else None
    if series:
        return series, None
    for paragraph in face.head:
        words = Passage(flat, paragraph.start, paragraph.end).words
        for named in known.kinds.find(words):
            number = _NUMBER.match(words, named.end)
            return named.seen[0], squeezed(number[1]) if number else None
    return "other", None


def _title(face: Front, known: Reader) -> str:
    """The line behind the document's number; else the last that names its kind, or that follows kind and number."""
    head = [passage.words.strip() for passage in face.passages[: len(face.head)]]
    for words in reversed(head):
        numbered = _NUMBERED.match(words)
        if numbered:
            return words[numbered.end() :]
    best = (0, 0, "")
    above = plain = ""
    for place, (paragraph, words) in enumerate(zip(face.head, head, strict=True)):
        named = next(iter(known.kinds.find(words)), None)
        if words.lower().startswith(known.words.not_title) or is_symbol(words) or _is_dateline(words):
            above = plain if named else above  # "Lights of the harbour", and below it "Resolution adopted on 9 April"
            continue
        plain = "" if _FIGURES.search(words) else words
        number = _NUMBER.match(words, named.end) if named else None
        if number and not _SUBJECT.match(words, number.end()):
            rank = 1
        elif paragraph.kind == "title" or named:
            rank = 3
        else:
            # Behind "Resolution 8" a line of another sort is its subject; before, it is a line of the masthead.
            rank = 2 if best[0] == 1 and plain else 0
        best = max(best, (rank, place, words))
    if not best[0]:
        return above
    lines = [best[2]]
    for words in head[best[1] + 1 :]:
        if words.partition(" ")[0].lower() not in known.words.title_goes_on:
            break
        lines.append(words)
    return " ".join(lines)


def _is_dateline(words: str) -> bool:
    """Whether these words are a place and a date: "Port Amber, 9-10 September 2030"."""
    return len(words) < _LONGEST_NAME and words[-1:].isdigit() and _DATELINE.match(words) is not None


def _own_end(face: Front, told: list[Told]) -> int:
    """Where a text stops telling of itself: what was decided "at its 12th meeting" may name sessions to come."""
    narrated = (passage.at(found.end) for passage, found in told if found.record.kind == "adoption")
    return min((end for end in narrated if end > face.substance), default=face.end)


def _counted(characters: str, flat: str, end: int, known: Reader) -> dict[str, str]:
    """The numbers of the text's own session and meeting, as the front gives them first."""
    counted: dict[str, str] = {}
    for one in known.counted.find(flat[:end]):
        sort = one.seen[0]
        if sort not in counted and (number := _count(characters, flat, one.start, one.end, known)):
            counted[sort] = number
    return counted


def _count(characters: str, flat: str, start: int, stop: int, known: Reader) -> str | None:
    first, number = _ordinal_before(flat, start, known)
    if number is None:
        after = _COUNT_AFTER.match(flat, stop)
        return after[1] if after else _year_before(characters, start)
    before = flat[max(0, first - _BEFORE) : first].rstrip().lower()
    opens_line = "\n" in characters[max(0, first - _BEFORE) + len(before) : first] or not before
    return str(number) if opens_line or before.endswith(known.words.own_session) else None


def _year_before(characters: str, start: int) -> str | None:
    """The year that a line opens with, if it counts what follows: "2031 session"."""
    line = characters[characters.rfind("\n", 0, start) + 1 : start].strip()
    return line if _FIGURES.fullmatch(line) else None


def _session_named(body: Mention | None, known: Reader, language: str) -> str | None:
    """The session of a body whose sessions are in its name: "The Seventy-sixth World Health Assembly"."""
    if body is None or body.actor is None:
        return None
    first, _, name = body.text.partition(" ")
    number = known.calendar.ordinal(first)
    return str(number) if number and organ(name, language) == body.actor else None


def _ordinal_before(flat: str, end: int, known: Reader) -> tuple[int, int | None]:
    """The ordinal before a noun at `end`, and where it starts: "Thirty-first extraordinary" session."""
    words = flat[max(0, end - _BEFORE) : end].split()
    while words and words[-1].lower().strip("(),") in known.of_session:
        words.pop()
    for count in range(min(_LONGEST_ORDINAL, len(words)), 0, -1):
        number = known.calendar.ordinal(" ".join(words[-count:]))
        if number is not None:
            return flat.rfind(words[-count], 0, end), number
    return end, None


def _close(characters: str, flat: str, face: Front, known: Reader) -> tuple[str | None, str | None]:
    """Meeting and day as printed after the last decision: "14th plenary meeting, 9 April 2025"."""
    meeting = day = None
    for paragraph in face.closing:
        sat = next(iter(known.counted.find(flat[paragraph.start : paragraph.end])), None)
        mentioned = dates(characters, flat, paragraph.start, paragraph.end, known.calendar)
        alone = len(mentioned) == 1 and len(mentioned[0].text) == paragraph.end - paragraph.start
        if sat:
            number = _ordinal_before(flat, paragraph.start + sat.start, known)[1]
            meeting = meeting or (str(number) if number else None)
        if mentioned and (sat or alone):
            day = mentioned[-1].date
    return meeting, day


def _adopted(told: list[Told], known: Calendar) -> str | None:
    for _, found in told:
        if found.record.kind == "adoption" and found.match.groupdict().get("date"):
            day = known.day(found.match["date"])
            if day and len(day.iso) == len("YYYY-MM-DD"):
                return day.iso
    return None


def _dated(face: Front, mentioned: Sequence[DateMention], flat: str) -> str | None:
    """The day that stands behind a place on a line of its own, else the one that the front names."""
    for line in face.head:
        if _is_dateline(flat[line.start : line.end]):
            return _only([one for one in mentioned if line.start <= one.start < line.end], flat)
    return _only(mentioned, flat)


def _only(mentioned: Sequence[DateMention], flat: str) -> str | None:
    """The one day that these are; None where they are several, or a span of days: on which, it does not say."""
    named = {one.date for one in mentioned if one.calendar == "gregorian"}
    spans = any(flat[: one.start].rstrip()[-1:] in ("-", "–", "—") for one in mentioned)
    return named.pop() if len(named) == 1 and not spans else None


def _meeting(told: list[Told], known: Calendar) -> str | None:
    for _, found in told:
        if found.match.groupdict().get("meeting"):
            return str(known.ordinal(found.match["meeting"]))
    return None


def _place(flat: str, face: Front, told: list[Told], kind: DocumentKind, known: Reader, language: str) -> str | None:
    for paragraph in face.head:
        parted = flat.find(",", paragraph.start, paragraph.end) >= 0
        dateline = _DATELINE.match(flat, paragraph.start, paragraph.end) if parted else None
        if dateline and not known.counted.find(dateline[1]):  # "Twelfth session, 3 May 2031": no place, a sitting
            return dateline[1]
        city, comma, country = flat[paragraph.start : paragraph.end].partition(", ")
        if comma and len(country) < _LONGEST_NAME and city[:1].isupper() and is_state(country, language):
            return city
    # The substance of a resolution or decision tells where other meetings were held.
    end = face.substance if kind in ("resolution", "decision") else face.end
    places = (found for passage, found in told if found.record.kind == "place" and passage.at(found.start) < end)
    return next((found.match["place"] for found in places), None)


def stated_vote(facts: dict[str, str]) -> Vote | None:
    """The vote that mark-up states, with the counts that it gives."""
    if "adopted_by" not in facts:
        return None
    counts = {name: int(facts[name]) for name in ("in_favour", "against", "abstaining") if name in facts}
    return Vote(adopted_by=facts["adopted_by"], **counts)  # type: ignore[arg-type]


def _vote(flat: str, face: Front, told: list[Told], known: Reader) -> Vote | None:
    for found in _telling(flat, face, told, known):
        if found.record.id in known.votes:
            figures = {
                name: known.calendar.number(value) or 0 for name, value in found.match.groupdict().items() if value
            }
            return Vote(adopted_by=found.record.kind, **figures)  # type: ignore[arg-type]
    return None


def _telling(flat: str, face: Front, told: list[Told], known: Reader) -> Iterator[Found]:
    """What the close and then the head tell of the document."""
    for paragraph in face.closing:
        yield from known.patterns.find(Passage(flat, paragraph.start, paragraph.end).words)
    yield from (found for passage, found in told if passage.at(found.start) < face.substance)

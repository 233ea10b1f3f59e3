"""The heading: what a document says of itself before, and after, it says anything else."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from dispositif.authorities.identifiers import (
    body_of_symbol,
    identified,
    identified_by_form,
    is_document_symbol,
    squeezed,
)
from dispositif.document import DateMention, DocumentKind, Heading, Mention, Paragraph, Vote
from dispositif.languages.patterns import Found
from dispositif.languages.time import Calendar
from dispositif.passage import Flat, Passage
from dispositif.structure.body import body
from dispositif.structure.dates import dates, spans_days
from dispositif.structure.front import (
    NUMBERED_KINDS,
    Front,
    batch_symbol,
    front,
    is_symbol,
    leading_number,
    paper_symbol,
    series_noun,
    symbol,
)
from dispositif.structure.heading_words import MET, Reader, Told, reader
from dispositif.structure.issuer import city, is_organization, organ
from dispositif.structure.numbering import readings
from dispositif.structure.shapes import before_day, dateline, report_line
from dispositif.text import Text

_BEFORE: Final = 70
_AT_ONCE: Final = 12  # characters: "having "
_LONGEST_TOLD: Final = 300  # characters in which a recital tells where those met
_DASH: Final = 3  # with a space before and behind it
_SET_OFF: Final = (" — ", " – ")  # "Council — 224th session"
_FIRST_DAY: Final = 16  # characters: with its month, before the dash to the last day
_WORDS: Final = 4  # no place has more
_PARTS_OF_SYMBOL: Final = 4  # that blanks part: "Conf. 4.12 (Rev. CoP9)"
_MASTHEAD: Final = 3  # lines between how a document is distributed and the day of its issue, that one counted
_BROKEN: Final = 45  # characters: a shorter line of a title ends where it does
_OPENED: Final = re.compile(r"(?:[A-Z][A-Za-z]+\s){1,2}(\S*/\S*\d)(?=\s)")  # "Supplementary Act | A/SA.4/06/31"
_SENTENCES: Final = (".", ";", ":", ",")  # what no title ends with, where nothing says which lines are titles
_LONGEST_ORDINAL: Final = 5
_SIGNED: Final = ("structure/conclusions/done", "structure/conclusions/adopted", "place/dateline")
_NUMBERED: Final = re.compile(
    r"(?:(?:[A-Z]{1,2}-)?\d{1,4}/\d{1,4}(?:\s?[A-Z](?:\s?(?:[-–]|[a-z]{1,3})\s?[A-Z])?)?"
    r"|\d{1,4}(?:\s[A-Z])?\s\([IVXLC]+\))[.:]\s+(?=\S)"
)
_SERIAL: Final = re.compile(r"(\d{1,4})\.?\s+(?=[^\W\d_])")  # "14. Lights", below "41 C/Resolution 14"
_SUBJECT: Final = re.compile(
    r"[.:]?\s+(?:[–—-]\s+)?[“\"]?[^\W\d_]{3,}(?:\W+\w+){2,}"
)  # behind a number, what it is about
_NUMBER: Final = re.compile(
    r":?\s(?:[A-Za-z]{1,2}\.?\s)??"
    r"(\d{1,4}\s\((?:[Rr][Ee][Vv]\.\s?)?[A-Z][\w.’-]+(?:\s[A-Z][\w.’-]+){0,3},\s(?:19|20)\d\d\)"
    r"|\d{1,4}\s\([A-Z][A-Za-z]{1,7}-[\dIVXL]{1,6}\)|[A-Z]\s\d{1,4}/(?:19|20)\d\d"
    r"|\d{1,3}\s[A-Z]{2,4}\s\d{1,2}[A-Z]?(?:\.\d{1,3})?"
    r"|\d{1,5}(?:/\d{1,3}|/[A-Z]{2,3}\.\d{1,2})?(?:-[A-Z]{1,5})?(?:\s?\((?:[12]\d{3}|[A-Z]{2})\))?"
    r"|[A-Z]{1,4}\.\d{1,4}\s?\(\d{1,3}\)|[A-Z]\d{1,3}-\d{1,3}|[IVXL]{1,7}[./]\d{1,3}"
    r"|[A-Z]{1,5}-(?:\d{1,3}|[IVXL]{1,7})/\d{1,3}|(?:19|20)\d\d-\d{1,2}"
    r"|[A-Z][a-z]{2,4}\.\s\d{1,2}\.\d{1,2}(?:\s\([A-Z][a-z]{1,3}\.\s\w{1,6}\))?)"
    r"(?:(?!\w)|(?<=\))(?=\d{1,2}$))"
)
_PARTS: Final = re.compile(r"[./(]")  # what parts of a symbol are parted by
_DASHES: Final = "–—-("
_FIGURES: Final = re.compile(r"\d{4}")
_COUNT_AFTER: Final = re.compile(r"\s\(?(\d{1,3})\)?(?!\w|[-–]\d|\s[^\W\d_]+,?\s\d{1,4})")  # and no day
_YEAR: Final = re.compile(r"\s[12]\d{3}(?![\w/.-])")
_NAME_BETWEEN: Final = 3  # words


def heading(
    text: Text, searched: Flat, paragraphs: Sequence[Paragraph], language: str, above: str = ""
) -> Heading:  # fmt: skip
    """The heading of the text of these paragraphs: mark-up wins over what is printed.

    `searched` is `flatten(text.characters)`. `above` are the words of the file's front, where that is another text's.
    """
    known, facts, characters, flat = reader(language), text.facts, text.characters, searched.characters
    face = _with_meeting(flat, front(flat, paragraphs), paragraphs, known)
    told = [Told(passage, found) for passage in face.passages for found in known.told_in(passage.words)]
    printed = facts.get("symbol") or symbol(characters, face.start, face.end) or _named_symbol(flat, face, known)
    printed = printed or _running_symbol(facts)
    kind, number = _kind(flat, face, known, printed)
    number = number or _numbered_title(face)
    if not (printed or number):  # else it is that of the papers among which a resolution stands
        printed = batch_symbol(characters, face.start, face.end)
    by_form = identified_by_form(kind, number, 0) if number and not printed else None
    of_body = printed or by_form or paper_symbol(flat, face.head)
    issuer = body(characters, flat, face, told, known, language, facts.get("body", ""), of_body, above)
    if number and not printed:
        by_body = _by_body(kind, number, issuer.actor) if issuer and issuer.actor else (kind, None)
        # "Resolution 12 (2030)" is of the body that numbers so, unless another one speaks.
        others = issuer is not None and by_form is not None and issuer.actor != body_of_symbol(by_form)
        kind, printed = by_body[0], by_body[1] or (None if others else by_form)
    mentioned = dates(characters, flat, face.start, face.end, known.calendar)
    counted = _counted(characters, flat, face.start, _own_end(face, told), known)
    sat, day = _close(characters, flat, face, known)
    return Heading(
        kind=kind,
        symbol=printed,
        title=_title(face, issuer, mentioned, known, language),
        body=issuer,
        session=facts.get("session")
        or counted.get("session")
        or sat.get("session")
        or _session_named(issuer, known, language),
        meeting=_meeting(told, known.calendar) or sat.get("meeting") or counted.get("meeting"),
        place=_place(flat, face, told, kind, known, language),
        adopted=facts.get("adopted")
        or _adopted(told, known.calendar)
        or day
        or _dated(face, told, mentioned, flat, known),
        dates=mentioned,
        vote=stated_vote(facts) or _vote(flat, face, told, known),
    )


def _with_meeting(flat: str, face: Front, paragraphs: Sequence[Paragraph], known: Reader) -> Front:
    """The front with the recital below the formula, if that tells where those met: "Having met in Port Amber"."""
    if face.formula is None:
        return face
    below = next((one for one in paragraphs if one.start >= face.formula.end), None)
    if below is None or below.kind != "preambular" or below.rule.startswith("verbs/"):
        return face
    passage = Passage(flat, below.start, min(below.end, below.start + _LONGEST_TOLD))
    if not any(found.record.kind == "place" and found.start < _AT_ONCE for found in known.told_in(passage.words)):
        return face
    return face._replace(passages=[*face.passages, passage], end=passage.at(len(passage.words)))


def _running_symbol(facts: dict[str, str]) -> str | None:
    """The symbol that stands in the header of the pages, and may stand nowhere else."""
    header = facts.get("header", "")
    return symbol(header, 0, len(header))


def _by_body(kind: DocumentKind, number: str, actor: str) -> tuple[DocumentKind, str | None]:
    """The identifier that a number makes in the series of a body, which says the kind where nothing else does."""
    for noun in NUMBERED_KINDS if kind == "other" else (kind,):
        identifier = identified(noun, number, 0, (actor,))
        if identifier:
            return noun, identifier
    return kind, None


def _kind(flat: str, face: Front, known: Reader, printed: str | None) -> tuple[DocumentKind, str | None]:
    """The kind of the document, and the number printed behind the noun for it, without white space."""
    kinds = known.words.symbol_kinds
    for part in _PARTS.split(printed or ""):
        if part in kinds:
            return _kind_begun(flat, face, known, kinds[part]), None
    series = series_noun(printed) if printed else None
    if series:
        return series, None
    for paragraph in face.head:
        words = Passage(flat, paragraph.start, paragraph.end).words
        for named in known.kinds_in(words):
            number = _number_behind(words, named.end, named.seen[0])
            return named.seen[0], squeezed(_in_small(number[1])) if number else None
    return "other", None


def _kind_begun(flat: str, face: Front, known: Reader, kinds: Sequence[DocumentKind]) -> DocumentKind:
    """Of several kinds the one with whose noun a line begins, else the first."""
    for paragraph in face.head if len(kinds) > 1 else ():
        named = known.kinds_in(flat[paragraph.start : paragraph.end])
        if named and not named[0].start and named[0].seen[0] in kinds:
            return named[0].seen[0]
    return kinds[0]


def _named_symbol(flat: str, face: Front, known: Reader) -> str | None:
    """The symbol behind the noun for the kind: "Recommendation CM/Rec(2031)5 on lights", "Resolution Conf. 4.12".

    The noun may be of no kind known here, where the line opens with it: "Directive C/DIR.2/12/31 on lights".
    """
    for paragraph in face.head:
        words = flat[paragraph.start : paragraph.end]
        if (opened := _OPENED.match(words)) and is_document_symbol(opened[1]):
            return opened[1]
        for named in known.kinds_in(words):
            printed = words[named.end :].split(maxsplit=_PARTS_OF_SYMBOL)[:_PARTS_OF_SYMBOL]
            first = printed[0] if printed else ""
            if not first[:1].isalpha() or not ("/" in first or first[-1] == "."):
                continue
            for many in range(len(printed), 0, -1):
                if is_symbol(one := " ".join(printed[:many])):
                    return one
    return None


def _number_behind(words: str, end: int, kind: DocumentKind) -> re.Match[str] | None:
    """The number behind the noun for a kind; a year alone counts no declaration ("Port Amber Declaration 2031")."""
    number = _NUMBER.match(words, end)
    if number is None or (kind not in NUMBERED_KINDS and _YEAR.fullmatch(number[0])):
        return None
    return number


def _in_small(number: str) -> str:
    """A number with the place of a conference as it is cited, also where a head prints it in capitals."""
    return number.title() if "," in number and number.isupper() else number


def _numbered_title(face: Front) -> str | None:
    """The number that the title begins with: "12/4. Nets"."""
    for paragraph, passage in zip(face.head, face.passages, strict=False):
        if paragraph.kind != "other" and (numbered := _NUMBERED.match(passage.words.strip())):
            return squeezed(numbered[0].strip().rstrip("."))
    return None


def _title(
    face: Front, issuer: Mention | None, mentioned: Sequence[DateMention], known: Reader, language: str
) -> str:  # fmt: skip
    """The line behind the document's number; else the last that names its kind, or that follows kind and number.

    A line that is the name of the body, and no more, is none.
    """
    lines = [
        (paragraph, _unlabelled(passage.words.strip(), known))
        for paragraph, passage in zip(face.head, face.passages, strict=False)
        if (paragraph.kind != "other" or not passage.words.endswith(_SENTENCES))
        and not (issuer and paragraph.start == issuer.start and paragraph.end == issuer.end)
    ]
    head = [words for _, words in lines]
    if told := _told_behind_number(head):
        return told
    best = (0, 0, "")
    above = plain = ""
    counts = False
    for place, (paragraph, words) in enumerate(lines):
        named = next(iter(known.kinds_in(words)), None)
        if words.lower().startswith(known.words.not_title) or is_symbol(words) or dateline(words, 0, len(words)):
            above = plain if named else above  # "Lights of the harbour", and below it "Resolution adopted on 9 April"
            continue
        # Figures are of a date, unless a title begins with the year of what it is about, or tells it behind a number.
        figures = _FIGURES.search(words)
        dated = not counts or any(paragraph.start <= one.start < paragraph.end for one in mentioned)
        plain = "" if figures and ((figures.start() and dated) or known.counted_in(words)) else words
        if _but_counts(words, head[place + 1] if place + 1 < len(head) else "", known):
            rank, counts = 1, True
        elif not named and paragraph.rule == "place/head" and known.counted_in(words):
            rank = 1  # "Fortieth session": a line of the masthead, unless there is no other
        elif paragraph.kind == "title" or named:
            rank = 3
        else:
            # Behind "Resolution 8" a line of another sort is its subject; before, it is a line of the masthead.
            rank = 2 if counts and plain else 0
        best = max(best, (rank, place, words))
    if not best[0]:
        return above
    title = [best[2]]
    for (above_it, before), (paragraph, words) in itertools.pairwise(lines[best[1] :]):
        goes_on = words.partition(" ")[0].lower() in known.words.title_goes_on
        unended = before.rpartition(" ")[2].lower() in known.words.title_unended
        broken = paragraph.start - above_it.end == 1 and _is_broken(before, words, language)
        if not (goes_on or unended or broken or (len(title) == 1 and _says_which(before, words, known))):
            break
        title.append(words)
    return " ".join(title)


def _told_behind_number(head: Sequence[str]) -> str:
    """What a line of the head tells behind the document's number, or behind the last figures of a symbol above it."""
    for words in reversed(head):
        numbered = _NUMBERED.match(words)
        if numbered:
            return words[numbered.end() :]
        if leading := leading_number(words):
            return words[len(leading) :].lstrip(" :")
    for above, words in itertools.pairwise(head):
        serial = _SERIAL.match(words)
        if serial and re.fullmatch(rf".*\D{serial[1]}", above) and is_symbol(above):
            return words[serial.end() :]
    return ""


def _but_counts(words: str, below: str, known: Reader) -> bool:
    """Whether a line tells no more than the kind and the number; or the kind alone ("DECISION | Lights"), by what is
    `below`.
    """
    named = next(iter(known.kinds_in(words)), None)
    if named is None:
        return False
    if named.end - named.start == len(words) and named.seen[0] in NUMBERED_KINDS:
        return below.partition(" ")[0].lower() not in known.words.title_goes_on
    number = _number_behind(words, named.end, named.seen[0])
    return number is not None and not _tells_subject(words, number.end(), known)


def _unlabelled(words: str, known: Reader) -> str:
    """A line without what may stand before a title: "Subject: | Lights"."""
    label = next((one for one in known.words.title_labels if words.lower().startswith(one)), "")
    return words[len(label) :].lstrip()


def _is_broken(words: str, below: str, language: str) -> bool:
    """Whether a title in capitals goes on in the line right below it, being as long as a line is."""
    if len(words) <= _BROKEN or not (words.isupper() and below.isupper()):
        return False
    return not (dateline(below, 0, len(below)) or city(below, language))


def _tells_subject(words: str, end: int, known: Reader) -> bool:
    """Whether a line tells behind its number what it is about, and not of which session it is: "8914 – Session (1)"."""
    told = words[end:].lstrip()
    return _SUBJECT.match(words, end) is not None and not (told[:1] in _DASHES and known.counted_in(told))


def _says_which(title: str, words: str, known: Reader) -> bool:
    """Whether a line says of which sitting a title is that is but a kind: "Final communiqué | Tenth session of …"."""
    named = next(iter(known.kinds_in(title)), None)
    if named is None or named.start > 0 or named.end < len(title):
        return False
    told = words.lower().startswith(known.words.not_title) or dateline(words, 0, len(words))
    return not told and bool(known.counted_in(words))


def _own_end(face: Front, told: list[Told]) -> int:
    """Where a text stops telling of itself: what was decided "at its 12th meeting" may name sessions to come."""
    narrated = (passage.at(found.end) for passage, found in told if found.record.kind == "adoption")
    return min((end for end in narrated if end > face.substance), default=face.end)


def _counted(characters: str, flat: str, start: int, end: int, known: Reader) -> dict[str, str]:
    """The numbers of the text's own session and meeting, as the front gives them first."""
    counted: dict[str, str] = {}
    for one in known.counted_in(flat[start:end]):
        sort = one.seen[0]
        if sort not in counted and (number := _count(characters, flat, start + one.start, start + one.end, known)):
            counted[sort] = number
    return counted


def _count(characters: str, flat: str, start: int, stop: int, known: Reader) -> str | None:
    first, number = _ordinal_before(flat, start, known, flat[start:stop])
    if number is None:
        after = _COUNT_AFTER.match(flat, stop)
        return after[1] if after else _year_before(characters, start)
    before = flat[max(0, first - _BEFORE) : first].rstrip().lower()
    opens_line = "\n" in characters[max(0, first - _BEFORE) + len(before) : first] or not before
    opens_line = opens_line or flat[max(0, first - 3) : first] in _SET_OFF
    own = before.endswith(known.words.own_session) and not before.endswith(known.words.others_session)
    return str(number) if opens_line or own else None


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


def _ordinal_before(flat: str, end: int, known: Reader, noun: str = "") -> tuple[int, int | None]:
    """The ordinal before a noun at `end`, and where it starts: "Thirty-first extraordinary" session.

    The name of what it counts may stand between where the `noun` is one of a name: "42nd Harbour | Summit".
    """
    words = flat[max(0, end - _BEFORE) : end].split()
    named = _NAME_BETWEEN if noun.lower() in known.words.named_sessions else 0
    while words:
        if words[-1].lower().strip("(),") not in known.of_session:
            counts = known.calendar.ordinal(words[-1]) is not None or _roman(words[-1]) is not None
            if not named or counts or not words[-1][:1].isupper():
                break
            named -= 1
        words.pop()
    for count in range(min(_LONGEST_ORDINAL, len(words)), 0, -1):
        number = known.calendar.ordinal(" ".join(words[-count:]))
        if number is not None:
            return flat.rfind(words[-count], 0, end), number
    number = _roman(words[-1]) if words else None
    return (flat.rfind(words[-1], 0, end), number) if number else (end, None)


def _roman(word: str) -> int | None:
    """The value of a numeral that may stand for an ordinal: "XV Harbour Summit"."""
    found = readings(word) if word.isalpha() and word.isupper() else ()
    return next((value for style, value in found if style == "upper roman"), None)


def _close(characters: str, flat: str, face: Front, known: Reader) -> tuple[dict[str, str], str | None]:
    """The numbers of session and meeting, and the day, as printed after the last decision: "14th plenary meeting,
    9 April 2025", "Adopted by the Fortieth Ordinary Session, Port Amber, 9 April 2025".
    """
    sat: dict[str, str] = {}
    day = None
    for paragraph in face.closing:
        named = next(iter(known.counted_in(flat[paragraph.start : paragraph.end])), None)
        mentioned = dates(characters, flat, paragraph.start, paragraph.end, known.calendar)
        words = flat[paragraph.start : paragraph.end].rstrip(".")
        alone = len(mentioned) == 1 and len(mentioned[0].text) == len(words)
        if named and (number := _ordinal_before(flat, paragraph.start + named.start, known)[1]):
            sat.setdefault(named.seen[0], str(number))
        if mentioned and (named or alone or (len(mentioned) == 1 and paragraph.rule in _SIGNED)):
            day = _only(mentioned, flat, known)
    return sat, day


def _adopted(told: list[Told], known: Calendar) -> str | None:
    for _, found in told:
        if found.record.kind == "adoption" and found.match.groupdict().get("date"):
            day = known.day(found.match["date"])
            if day and len(day.iso) == len("YYYY-MM-DD"):
                return day.iso
    return None


def _met(told: list[Told]) -> int | None:
    """Where the account of the meeting begins; None where there is none."""
    return next((passage.at(found.start) for passage, found in told if found.record.kind in MET), None)


def _dated(face: Front, told: list[Told], mentioned: Sequence[DateMention], flat: str, known: Reader) -> str | None:
    """The day that stands behind a place on a line of its own, else the one that the front names.

    Where it names several, the one is meant that the account of the meeting tells.
    """
    for line in face.head:
        if _is_reporters(flat, line):
            own = [one for one in mentioned if not line.start <= one.start < line.end]
            mentioned = own or mentioned
        elif dateline(flat, line.start, line.end) and not _is_weekday(flat, line, known):
            return _only([one for one in mentioned if line.start <= one.start < line.end], flat, known)
    mentioned = [one for one in mentioned if not _is_of_issue(one, face, flat, known)]
    only = _only(mentioned, flat, known)
    met = _met(told)
    if only or met is None:
        return only
    stop = flat.find(". ", met, face.end)
    return _only([one for one in mentioned if met < one.start < (stop if stop >= 0 else face.end)], flat, known)


def _is_of_issue(day: DateMention, face: Front, flat: str, known: Reader) -> bool:
    """Whether a day stands alone in the masthead below how the document is distributed: that of its issue."""
    place = next((at for at, line in enumerate(face.head) if line.start == day.start and line.end == day.end), 0)
    above = face.head[max(0, place - _MASTHEAD) : place]
    return any(flat[line.start : line.end].lower().startswith(known.words.distributed) for line in above)


def _is_reporters(flat: str, line: Paragraph) -> bool:
    """Whether a line says where and when a report was written, and not where and when those met of whom it tells."""
    return report_line(flat, line.start, line.end) == line.end


def _is_weekday(flat: str, line: Paragraph, known: Reader) -> bool:
    """Whether a line tells the day alone, and no place before it: "Friday, 9 April 2030" may stand over any page."""
    before = before_day(flat, line.start, line.end)
    return bool(before) and before[0].lower() in known.words.weekdays


def _only(mentioned: Sequence[DateMention], flat: str, known: Reader) -> str | None:
    """The one day that these are; None where they are several, or a span of days: on which, it does not say.

    A day by which something is due is none of them. A dash may part the day of one calendar from that of the other.
    """
    own: set[str | None] = set()
    for place, one in enumerate(mentioned):
        before = flat[max(0, one.start - _BEFORE) : one.start].rstrip().lower()
        if before.endswith(known.due):
            continue
        last = mentioned[place - 1] if place else one
        told_again = last.calendar != one.calendar and one.start - last.end <= _DASH
        dashed = before[-1:] in ("-", "–", "—") and any(sign.isdigit() for sign in before[-_FIRST_DAY:])
        spanning = (dashed and not told_again) or known.spans(before)
        if spanning or spans_days(one.text):
            return None
        if one.calendar == "gregorian":
            own.add(one.date)
    return own.pop() if len(own) == 1 else None


def _meeting(told: list[Told], known: Calendar) -> str | None:
    for _, found in told:
        if found.match.groupdict().get("meeting"):
            return str(known.ordinal(found.match["meeting"]))
    return None


def _place(flat: str, face: Front, told: list[Told], kind: DocumentKind, known: Reader, language: str) -> str | None:
    reporters = [line for line in face.head if _is_reporters(flat, line)]
    own = [line for line in face.head if line not in reporters] if reporters else face.head
    if above := _place_above(flat, own, known, language):
        return above
    # The substance of a resolution or decision tells where other meetings were held.
    end = face.substance if kind in ("resolution", "decision") else face.end
    met = _met(told) or 0
    held = ""
    for passage, found in told:
        named: str | None = found.match.groupdict().get("place")
        if named and passage.at(found.start) < end:
            held = held or named
            if passage.at(found.end - 1) > met:
                held = named  # what stands before is of a meeting that decided on this one
                break
    if held:
        return _without_stop(held)
    return _place_below(flat, face, known) or _place_above(flat, reporters, known, language)


def _place_above(flat: str, head: Sequence[Paragraph], known: Reader, language: str) -> str | None:
    """The place that a line above the text names with a day, or with its State."""
    for paragraph in head:
        dated = _FIGURES.search(flat, paragraph.start, paragraph.end)  # no "LAMPS OF PILOTS, ARTICLE 9"
        for place in before_day(flat, paragraph.start, paragraph.end) if dated else ():
            if place.count(" ") < _WORDS and not _is_no_place(place, known, language):
                return place
        town = city(flat[paragraph.start : paragraph.end], language)
        if town and known.calendar.ordinal(town.partition(" ")[0]) is None:  # "FIFTH HARBOUR FORUM Port Selm, Amaria"
            return town
    return None


def _is_no_place(words: str, known: Reader, language: str) -> bool:
    """Whether what stands before a day is a sitting, a kind of text, a body or a day of the week."""
    if words.lower().rpartition(" ")[2] in known.words.weekdays:
        return True
    return bool(known.counted_in(words) or known.kinds_in(words)) or is_organization(words, language)


def _place_below(flat: str, face: Front, known: Reader) -> str | None:
    """The place that the close names: "Issued in Port Amber", "Port Amber, 9 April 2030"."""
    for paragraph in face.closing:
        for found in known.told_in(Passage(flat, paragraph.start, paragraph.end).words):
            if found.match.groupdict().get("place"):
                return _without_stop(found.match["place"])
        for place in before_day(flat, paragraph.start, paragraph.end):
            if not known.counted_in(place):
                return place
    return None


def _without_stop(place: str) -> str:
    """A place without the full stop of its sentence: "Port Amber.", not "D.C."."""
    return place[:-1] if place.endswith(".") and place[-2:-1].islower() else place


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
        yield from known.told_in(Passage(flat, paragraph.start, paragraph.end).words)
    yield from (found for passage, found in told if passage.at(found.start) < face.substance)

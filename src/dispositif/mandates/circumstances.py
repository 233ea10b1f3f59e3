"""With whom, on which condition, by when and how often: what pattern records find, as parts of a mandate."""

from __future__ import annotations

import calendar as months
import datetime
import re
from collections.abc import Sequence
from typing import Final, get_args

from dispositif.document import Condition, ConditionKind, Deadline, Recurrence
from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.governed import opening
from dispositif.mandates.grammar import FIRST, Grammar
from dispositif.mandates.infinitives import is_preposition
from dispositif.mandates.objects import list_end
from dispositif.passage import Passage

_PERIOD: Final = re.compile(r"P(-?\d+)([DWMY])")
_ISO_DAY: Final = 10
_TASK_REACH: Final = 40
_RECIPIENT: Final = 6  # words
_COLON: Final = ":"
_STOPS: Final = (_COLON, ";")
_ITEM: Final = re.compile(r"\((?:[a-z]{1,4}|\d{1,2})\) ")
_ITEM_END: Final = re.compile("[:;]")
# Deadlines that count only where a deliverable of a kind is to come of it.
HELD: Final = "held"
REPORTED: Final = "reported"
COUNT_ONLY_WITH: Final = {HELD: "meeting", REPORTED: "report"}
# Those whose day, month or year may have been before the adoption: "the promises made at the meeting | in May 2030".
_DATED: Final = (HELD, FIRST, "session", REPORTED)
_MEETINGS: Final = ("session", REPORTED, HELD)
# Deadlines whose event begins with the last of the words that begin them: "at | its fifth session".
_WHOSE: Final = ("session", REPORTED, "part", "next")
# Those that count where there is no other; the last is how long something lasts.
_ELSE: Final = ("next", "term")
_TERM: Final = "term"
_LONGEST_NAME: Final = 12  # words
_NAME_REACH: Final = 60
_CONDITIONS: Final[tuple[ConditionKind, ...]] = get_args(ConditionKind)


def partners(words: str, hits: Sequence[Found], action: int, grammar: Grammar) -> list[tuple[Named, str]]:
    """Each partner that `words` name, with the rule that found it. `action` is where the words of the doing begin."""
    found: list[tuple[Named, str]] = []
    told = 0
    for hit in hits:
        if hit.record.sort != "partners" or hit.end == told:  # "work | in cooperation with" names them once
            continue
        if hit.record.kind == "task" and not 0 <= hit.start - action <= _TASK_REACH:
            continue
        if hit.record.kind != "task" and _is_made_so(words, action, hit.start, grammar):
            continue
        told = hit.end
        who = hit.match.span("who") if "who" in hit.match.re.groupindex else None  # ", with | the Board | leading"
        for begin, end in [who] if who else _lists(words, grammar.past_further_verb(words, hit.end), grammar):
            stop = action - 1 if hit.start < action <= end else end
            named = read_list(words, begin, stop, hits, grammar, unbroken=True)
            if hit.record.kind == "named":  # "through the Secretariat | and other bodies", not "through other bodies"
                known = (bool(one.claims) or _is_proper(words, hit, one, grammar) for one in named)
                named = named[next((place for place, sure in enumerate(known) if sure), len(named)) :]
            found += [(one, hit.record.id) for one in named]
    return found


def _is_made_so(words: str, action: int, index: int, grammar: Grammar) -> bool:
    """Whether a doing says before `index` how a known thing was made: "to use the list drawn up | in cooperation with".

    A thing that is not named before may be made so by those who are asked: "to use charts drawn | in cooperation with".
    """
    before = words[max(action, index - _NAME_REACH) : index].rstrip(" ").split(" ")
    if before[-1] in grammar.words.particles:
        before.pop()
    if len(before) < 2 or not before[-1].endswith(grammar.words.passive_endings) or before[-1] in grammar.verbal:
        return False
    before.pop()
    # "shall be", "to be", "is drawn"
    if before[-1].strip(",") in grammar.modals or before[-1] == grammar.words.infinitive:
        return False
    article = next((word for word in reversed(before) if word in grammar.articles), "")
    return article == grammar.article.rstrip(" ") or article in grammar.words.owners


def _lists(words: str, start: int, grammar: Grammar) -> list[tuple[int, int]]:
    """Where partners are listed from `start` on: "with | the pilots | and with | the crews"."""
    if words.startswith(_COLON, start):
        return _itemized(words, start)
    again = words[words.rfind(" ", 0, start) + 1 : start] + " "
    lists: list[tuple[int, int]] = []
    begin = start
    while begin >= 0:
        end = list_end(words, begin + 1, grammar)
        end = min([place for stop in _STOPS if (place := words.find(stop, begin, end)) >= 0], default=end)
        for join in grammar.word_joins:  # "with | the pilots and the crews, as well as | with the members"
            place = words.find(f"{join}{again}", begin, end)
            end = place + len(join) if place >= 0 else end
        lists.append((begin, end))
        if words.startswith(again, end) and words.endswith(grammar.word_joins, 0, end):
            begin = end + len(again) - 1
        elif words.endswith(grammar.waiting_joins, 0, end):  # "the Board and, | as appropriate, | the Forum"
            after = opening(words, end, grammar)
            begin = after - 1 if after > end else -1
        else:
            begin = -1
    return lists


def _itemized(words: str, start: int) -> list[tuple[int, int]]:
    """Where partners stand that are listed one by one: "with: (a) | the pilots; (b) | the members; to light …"."""
    marks = list(_ITEM.finditer(words, start))
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    return [
        (mark.end() - 1, next((stop.start() for stop in _ITEM_END.finditer(words, mark.end(), end)), end))
        for mark, end in zip(marks, ends, strict=True)
    ]


def _is_proper(words: str, hit: Found, named: Named, grammar: Grammar) -> bool:
    """Whether a name that no record knows is one by its capitals and its noun: "the Regional Lamp Centres".

    It must not go on behind that but with a matter ("its Committee | on Lamps"), and through whom something was done
    before is no partner ("identified through").
    """
    whole = words[named.start : named.end].split(" ")
    link = next((place for place, word in enumerate(whole) if word in grammar.words.name_links), 0)
    name = whole[:link] if link else whole
    titled = len(name) > (1 if link else 2) and all(word[:1].isupper() for word in (*name[1:], whole[-1]))
    proper = titled and name[-1].lower() in grammar.heads
    done = words[: hit.start].rstrip(" ").rpartition(" ")[2].endswith(grammar.words.passive_endings)
    return proper and not done and words[named.end :].lstrip(" ").partition(" ")[0] not in grammar.dangling


def conditions(
    passage: Passage, characters: str, hits: Sequence[Found], action: int, grammar: Grammar
) -> list[Condition]:
    """Each condition that the passage holds; one that stands before the doing ends there."""
    found: list[Condition] = []
    for hit in hits:
        kind = hit.record.kind
        if hit.record.sort != "conditions" or (kind == "event" and _counts_from(hit, hits)):
            continue
        if kind in _CONDITIONS:
            end = action if hit.start < action <= hit.end else hit.end
            end = _before_doing(passage.words, hit.start, end, grammar)
            end = min((one.start for one in hits if hit.start < one.start < end and _is_with(one)), default=end)
            words = grammar.without_joint(passage.words[hit.start : end].rstrip(" ,")).rstrip(" ,")
            start, end = passage.at(hit.start), passage.at(hit.start + len(words))
            found.append(Condition(kind=kind, text=characters[start:end], start=start, end=end, rule=hit.record.id))
    return found


def _before_doing(words: str, start: int, end: int, grammar: Grammar) -> int:
    """Where a condition ends that a further doing is joined to: "if funds allow | and to report".

    One that holds an infinitive may go on with another: "if they wish to come and to stay".
    """
    for joint in grammar.task_joints:
        place = words.find(joint, start, end)
        if place < 0 or words.find(grammar.infinitive, start, place) >= 0:
            continue
        if not is_preposition(words, place + len(joint) - len(grammar.infinitive), grammar):
            return place
    return end


def _is_with(hit: Found) -> bool:
    """Whether a partner begins, who is no part of a condition: "upon adoption and | in consultation with pilots"."""
    return hit.record.sort == "partners" and hit.record.kind == ""


def _counts_from(hit: Found, hits: Sequence[Found]) -> bool:
    """Whether an event is but that from which a time runs: "every 60 days | after the adoption of this resolution"."""
    return any(one.start < hit.start <= one.end + 1 and one.record.sort in ("deadlines", "recurrences") for one in hits)


def deadline(
    passage: Passage, characters: str, hits: Sequence[Found], adopted: str | None, grammar: Grammar
) -> Deadline | None:
    """The first deadline of the passage, out of those of `hits`. `adopted` is the text's own date."""
    for hit in sorted(hits, key=_is_second_choice) if len(hits) > 1 else hits:
        kind = hit.record.kind
        if is_told(hit, passage.words, grammar):
            continue
        day = _day(hit, adopted, grammar)
        over = kind in _DATED and adopted and _is_past(hit, adopted, grammar)
        if over or (adopted and day and day < adopted):  # "to restore what existed | prior to 30 June 2000"
            continue
        start, end = passage.at(hit.start), passage.at(hit.end)
        event = hit.match.groupdict().get("event")
        if kind in _WHOSE or (kind == FIRST and "date" not in hit.match.groupdict()):
            printed = hit.match.string
            event = printed[printed.rfind(" ", 0, hit.match.start()) + 1 : hit.end]
        return Deadline(
            text=characters[start:end],
            start=start,
            end=end,
            date=day,
            event=event,
            rule=hit.record.id,
        )
    return None


def _is_past(hit: Found, adopted: str, grammar: Grammar) -> bool:
    """Whether a day, a month or a year lies before the day of adoption."""
    parts = hit.match.groupdict()
    date = grammar.calendar.date(parts.get("date") or parts.get("held") or "")
    return date is not None and date < adopted[: len(date)]


def _is_second_choice(hit: Found) -> bool:
    return hit.record.kind in _ELSE


def counts_as_term(hit: Found, before: str, grammar: Grammar) -> bool:
    """Whether a time, if it is how long something lasts, is of what is set up or prolonged ("to extend the mandate").

    `before` are the words of the doing before it.
    """
    return hit.record.kind != _TERM or any(word.strip(",") in grammar.terming for word in before.lower().split(" "))


def is_sent_then(hit: Found, words: str, grammar: Grammar) -> bool:
    """Whether a day is that on which something is sent to whom it names before: "to report to | the Board in May 2031".

    Somewhere else it may be a day of what is reported on.
    """
    if hit.record.kind != HELD:
        return False
    before, to, recipient = words[: hit.start].rstrip(" ").rpartition(grammar.infinitive)
    last = before.rpartition(" ")[2].lower()
    if last in grammar.prepositional or last in grammar.half_prepositional:  # "on contributions to the Fund in 2030"
        return False
    words_of_name = recipient.split(" ")
    named = [word for word in words_of_name if word.strip("(")[:1].isupper()]
    small = frozenset(words_of_name).difference(named)
    inside = grammar.articles.union(grammar.postmodifiers, grammar.joins)
    return to != "" and len(words_of_name) <= _LONGEST_NAME and bool(named) and small <= inside


def is_made_then(hit: Found, made: int) -> bool:
    """Whether a day follows at once on what is to be made, which ends at `made`: "to present a report | in 2031"."""
    return hit.record.kind == HELD and hit.start == made + 1


def recurrence(passage: Passage, characters: str, hits: Sequence[Found], grammar: Grammar) -> Recurrence | None:
    """How often, where the passage says so; what fixes a period says more ("regularly, at least | every year")."""
    found: Recurrence | None = None
    for hit in hits:
        if hit.record.sort == "recurrences":
            period = period_of(hit, grammar)
            if found is None or (found.period is None and period is not None):
                start, end = passage.at(hit.start), passage.at(hit.end)
                found = Recurrence(text=characters[start:end], start=start, end=end, period=period, rule=hit.record.id)
    return found


def period_of(hit: Found, grammar: Grammar) -> str | None:
    """The period that a recurrence fixes, ISO 8601."""
    if "number" in hit.match.groupdict():
        return grammar.calendar.period(hit.match["number"], hit.match["unit"])
    return hit.record.value or None


def is_told(hit: Found, words: str, grammar: Grammar) -> bool:
    """Whether a time tells of the past: "adopted | at its fifth session", "submitted to the Board | in May"."""
    if hit.record.kind not in _MEETINGS:
        return False
    before = words[max(0, hit.start - _NAME_REACH) : hit.start].lower().split()
    recent = before[-_RECIPIENT:]
    sent = recent.index(grammar.words.infinitive) - len(recent) if grammar.words.infinitive in recent else 0
    return _tells(before, grammar) or (sent < 0 and _tells(before[:sent], grammar))


def _tells(before: list[str], grammar: Grammar) -> bool:
    """Whether words end with what was done: "agreed upon", not "to be submitted"."""
    if before and before[-1] in grammar.words.particles:  # "agreed upon | at its fifth session"
        before.pop()
    return bool(before) and before[-1] in grammar.reported and grammar.passives.isdisjoint(before[-2:-1])


def _day(hit: Found, adopted: str | None, grammar: Grammar) -> str | None:
    """The day that a deadline fixes, ISO 8601."""
    parts = hit.match.groupdict()
    if hit.record.kind == "adoption":
        opening, _, unit = hit.match.string[hit.start : hit.match.start()].rpartition(" ")  # "three months | from …"
        period = grammar.calendar.period(_count(parts.get("number"), opening, grammar), parts.get("unit", unit))
        return later(adopted, period) if adopted and period else None
    if hit.record.kind == _TERM and parts.get("event"):
        first = grammar.calendar.date(parts["event"])  # "six months from 5 May 2031"
        period = grammar.calendar.period(parts["number"], parts["unit"])
        return later(first, period) if first and period and len(first) == _ISO_DAY else None
    if not parts.get("date"):
        return None
    date = grammar.calendar.date(parts["date"])
    if date and hit.record.kind == "end":
        year, month = int(date[:4]), int(date[5:7] or 12)
        return f"{year:04}-{month:02}-{months.monthrange(year, month)[1]:02}"
    return date if date and len(date) == _ISO_DAY else None


def _count(number: str | None, opening: str, grammar: Grammar) -> str:
    """The number in figures or words; an indefinite article ("within | a | week") is one."""
    return number or ("1" if not opening or opening in grammar.tasks.introducing else opening)


def later(day: str, period: str) -> str | None:
    """The day that lies `period` (ISO 8601; P-30D is before) after `day`; None beyond what a calendar holds."""
    parts = _PERIOD.fullmatch(period)
    if not parts:
        return None
    count, unit = int(parts[1]), parts[2]
    try:
        start = datetime.date.fromisoformat(day)
        if unit in "DW":
            return (start + datetime.timedelta(days=count * (7 if unit == "W" else 1))).isoformat()
        year, month = divmod(start.year * 12 + start.month - 1 + count * (12 if unit == "Y" else 1), 12)
        last = months.monthrange(year, month + 1)[1]
        return datetime.date(year, month + 1, min(start.day, last)).isoformat()
    except (ValueError, OverflowError):
        return None

"""What a task is to bring about: a thing that a verb of making governs, or a verb that says it all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dispositif.languages.schema import DeliverableRecord
from dispositif.mandates.grammar import Grammar
from dispositif.passage import stands_at

_SEEN: Final = 180
_REACH: Final = 150
_OPENING: Final = 30
_DOINGS: Final = 90
_NEAR: Final = 40
_ENCLOSING: Final = 2  # commas
_JOINED: Final = 3  # joins before a time that are looked behind
_LONGEST_NAME: Final = 4
_HYPHEN: Final = "-"
_REPORTED: Final = ("report",)
_NAMED_ALONE: Final = ("report", "meeting", "mission", "negotiation")


class Outcome:
    """A deliverable at `words[start:end]`."""

    __slots__ = ("end", "record", "start")

    def __init__(self, record: DeliverableRecord, start: int, end: int) -> None:
        self.record = record
        self.start = start
        self.end = end


def outcome(words: str, start: int, end: int, grammar: Grammar, folded: bytes | None = None) -> Outcome | None:
    """The deliverable that the doing in `words[start:end]` names first. `folded` is `fold(words)`, if at hand."""
    made: dict[str, int] = {}
    alone: Outcome | None = None
    whole, end = end, min(end, start + _SEEN)
    copy = None if folded is None else b" %b " % folded[start + 1 : end + 1]
    for one in grammar.clues.find(words[start:end], copy):
        left, right, clue = one.start + start, one.end + start, one.seen[0]
        sent = bool(clue.alone) and clue.alone[0].kind in _REPORTED and _is_sent(words, start, left, right, grammar)
        if made and not sent and words[right : right + 1] != _HYPHEN:  # "information-sharing"
            for record in clue.thing:
                after = made.get(record.id, -1)
                if after >= 0 and left - after <= _REACH and _is_object(words, after, left, grammar):
                    return Outcome(record, _name_start(words, after, left, grammar), right)
        elif clue.thing and clue.thing[0].kind in _NAMED_ALONE and _is_named(words, start, left, grammar):
            return Outcome(clue.thing[0], start, right)
        # not "to act if the Commission reports", "to report on the arrangements for establishing the fund"
        named = left > start and words[left].isupper()
        told = named or (alone is not None and words.endswith(grammar.words.gerund_endings, left, right))
        if clue.by and not told and not (left > start and _is_described(words, start, left, right, grammar)):
            made.update((record.id, right) for record in clue.by)
        if not clue.alone:
            continue
        if words.find(" ", left, right) >= 0 and not words.endswith(grammar.determiners, start, left):
            return Outcome(clue.alone[0], left, right)
        opens = left - start <= _OPENING or words.endswith(grammar.task_joints, start, left)
        does = (opens and _is_verb(words, start, left, grammar)) or _follows_doings(words, start, left, grammar)
        if alone is None and (does or sent) and not _has_object(words, right, clue.alone[0]):
            alone = Outcome(clue.alone[0], left, right)
    return _further_on(words, end, whole, made, grammar, folded) if alone is None and whole > end else alone


def outcome_of(verb: str, words: str, start: int, end: int, grammar: Grammar) -> Outcome | None:
    """The deliverable in `words[start:end]`, where they are the object of a verb that does not stand before them."""
    found = outcome(f"{verb} {words[start:end]}", 0, len(verb) + 1 + end - start, grammar)
    shift = start - len(verb) - 1
    if found is None or found.start + shift < start:
        return None
    return Outcome(found.record, found.start + shift, found.end + shift)


def brings(kind: str, words: str, end: int, grammar: Grammar) -> bool:
    """Whether the last doing before `end`, joined to others, brings about a deliverable of a kind.

    "to build a quay and | submit a report thereon".
    """
    limit, first = end, max(0, end - _REACH)
    for _ in range(_JOINED):
        limit, join = max((words.rfind(join, first, limit), join) for join in grammar.word_joins)
        if limit < 0:
            return False
        found = outcome(words, limit + len(join), end, grammar)
        if found is not None and found.record.kind == kind:
            return True
    return False


def _further_on(
    words: str, start: int, end: int, made: Mapping[str, int], grammar: Grammar, folded: bytes | None
) -> Outcome | None:
    """The deliverable that a long doing names at its end, or behind a long aside.

    "…, and to | report thereon"; "to submit, under the item entitled “…”, | a report". `made` are the records whose
    verbs stand before it.
    """
    begin = start - _REACH  # what is behind a joint there may not have been seen whole
    last = words.rfind(grammar.infinitive, begin, end)
    while last >= 0:
        verb = last + len(grammar.infinitive)
        joined = words.endswith(grammar.task_joints, begin, verb)
        if joined and words[verb : words.find(" ", verb)] not in grammar.nominal:  # "and to | the members"
            return outcome(words, last + 1, end, grammar, folded)
        last = words.rfind(grammar.infinitive, begin, last + len(grammar.infinitive) - 1)
    for article in grammar.introducing if made else ():
        place = words.find(f",{article}", start, end) + 1
        for one in grammar.clues.find(words[place : min(end, place + _NEAR)]) if place > 0 else ():
            record = next((record for record in one.seen[0].thing if record.id in made), None)
            if record is not None:
                return Outcome(record, _name_start(words, place - 1, place + one.start, grammar), place + one.end)
    return None


def _is_named(words: str, start: int, thing: int, grammar: Grammar) -> bool:
    """Whether the doing is but the name of a thing: "a final | report by May"."""
    first = words[start : words.find(" ", start)].lower()
    if first not in grammar.tasks.introducing or words.count(" ", start, thing) > _LONGEST_NAME:
        return False
    return grammar.postmodifiers.isdisjoint(words[start:thing].lower().split())


def _is_described(words: str, start: int, index: int, end: int, grammar: Grammar) -> bool:
    """Whether the word at `index` is but a part of what a thing is called: "the updated | draft | treaty".

    "the holding of a meeting" brings that about.
    """
    if words[end + 1 : end + _NEAR].partition(" ")[0] in grammar.postmodifiers:
        return False
    before = words[max(start, index - _NEAR) : index].lower().split()
    if not before or before[-1] in grammar.articles:
        return bool(before)
    return before[-1].endswith(grammar.words.passive_endings) and not grammar.articles.isdisjoint(before[-2:-1])


def _is_verb(words: str, start: int, index: int, grammar: Grammar) -> bool:
    """Whether the word at `index` is what is to be done ("to report"), not a thing of that name ("the report").

    An adverb may stand before it: "to regularly | report".
    """
    before = words.rfind(" ", 0, index - 1)
    previous = words[before + 1 : index - 1].lower() if index > start else ""
    if before > start and (previous.endswith(grammar.words.adverb_endings) or previous in grammar.adverbs):
        previous = words[words.rfind(" ", 0, before) + 1 : before].lower()
    return not previous or previous == grammar.words.infinitive or previous in grammar.words.modals


def _follows_doings(words: str, start: int, index: int, grammar: Grammar) -> bool:
    """Whether nothing but other doings, with the same object, stands before a word: "to verify and | report"."""
    if index - start > _DOINGS or not words.endswith(grammar.word_joins, start, index):
        return False
    before = [word.strip(",").lower() for word in words[start:index].split()]
    return all(word in grammar.verbal or word in grammar.joins or word == grammar.words.infinitive for word in before)


def _is_sent(words: str, start: int, index: int, end: int, grammar: Grammar) -> bool:
    """Whether a word joined to another doing has a recipient: "to follow the plan and | report | to the Board"."""
    joined = words.endswith(grammar.word_joins, start, index) and stands_at(words, grammar.infinitive, end)
    return joined and words.startswith(grammar.marker, start) and words[index].islower()


def _has_object(words: str, verb_end: int, record: DeliverableRecord) -> bool:
    """Whether what follows a verb makes it another: "meet | their obligations"."""
    return any(words.startswith(f" {one} ", verb_end) for one in record.unless_before)


def _is_object(words: str, verb_end: int, thing: int, grammar: Grammar) -> bool:
    """Whether the thing is the verb's own object, not part of what is said of another ("in line with the law").

    After a preposition it is, where an indefinite article brings it in ("submit to the members a report"), and where
    nothing but a recipient stands before it ("submit to the Board its report", "submit to the Board reports").
    """
    between = words[verb_end:thing].lower()
    if ";" in between:
        return False
    if between.startswith(",") and between.count(", ") == _ENCLOSING:  # "submit, before May, | information"
        between = between[between.rindex(", ") :]
    if grammar.postmodifiers.isdisjoint(between.split()):
        return True
    nearest = max(0, len(between) - _NEAR)
    place = max(between.rfind(article, nearest) for article in grammar.introducing)
    if place >= 0:
        return not _is_of_another(between[place:].split(), grammar)
    return _is_behind_recipient(words[verb_end:thing].split(), words[thing], grammar)


def _is_behind_recipient(between: list[str], initial: str, grammar: Grammar) -> bool:
    """Whether only a recipient stands between a verb and a thing: "to the Board", "to the Board its annual"."""
    if between[0] != grammar.words.infinitive or initial.isupper():
        return False
    own = next((place for place, word in enumerate(between) if word in grammar.words.owners), 0)
    recipient = between[1 : own or len(between)]
    described = grammar.modifying.isdisjoint(between[own:]) if own else True
    named = recipient[-1:] != [] and (recipient[-1][:1].isupper() or recipient[-1] in grammar.heads)
    return named and described and grammar.modifying.isdisjoint(word.lower() for word in recipient)


def _is_of_another(named: list[str], grammar: Grammar) -> bool:
    """Whether what a name begins with ends before the thing: "a part of the plan", not "a series of meetings"."""
    of = [place for place, word in enumerate(named) if word in grammar.postmodifiers]
    return bool(of) and (len(of) > 1 or named[of[0] - 1] not in grammar.tasks.measures)


def _name_start(words: str, after: int, thing: int, grammar: Grammar) -> int:
    """Where the name of the thing begins: at the nearest article before it, if one stands between it and its verb."""
    start = max([words.rfind(article, after, thing) + 1 for article in grammar.determiners], default=0)
    before = words[words.rfind(" ", after, start - 1) + 1 : start - 1].lower() if start else ""
    if before == grammar.words.infinitive:
        return thing  # "submit to | the Board reports"
    near = start and words.count(" ", start, thing) <= _LONGEST_NAME and "," not in words[start:thing]
    return start if near else thing

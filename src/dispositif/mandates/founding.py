"""What a body that is founded is to do: "to establish a panel, with the following tasks: …"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.clauses import is_passive
from dispositif.mandates.deliverables import Outcome, outcome
from dispositif.mandates.governed import Complement
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.infinitives import infinitive_after
from dispositif.mandates.objects import list_end
from dispositif.mandates.tasks import CLOSING_MARKS, Clause

_LONGEST_OPENING: Final = 24
_LONGEST_ASIDE: Final = 120
_REPORTED: Final = "report"


class Told(NamedTuple):
    """What a relative clause, which begins at `opens`, says that a founded `body` is to do, from `start` on."""

    body: Named
    opens: int
    start: int


def told_of(
    words: str, start: int, end: int, hits: Sequence[Found], decides: bool, grammar: Grammar, *, founds: bool = False
) -> Told | None:
    """What a body is told to do that is founded at `start`: "to establish | a panel, which | shall report".

    `decides` is whether the body itself founds the other: of one that others are to found, what an infinitive says is
    their purpose. `founds` is whether the verb that does so stands before the words: "Establishes | a panel, which".
    """
    first = (
        start + len(grammar.marker) if words[start : start + len(grammar.marker)].lower() == grammar.marker else start
    )
    verb = words[first : first + _LONGEST_OPENING].partition(" ")[0].strip(",")
    if not (founds or verb in grammar.founding):
        return None
    begin = _article(words, first, end, grammar)
    if not first - founds < begin < end:
        return None
    told = _bound(words, begin, _relative_clause(words, first, end, grammar), end, hits, grammar)
    return told if told or not decides else _charged(words, begin, end, hits, grammar)


def _bound(
    words: str, begin: int, clause: tuple[int, str, int] | None, end: int, hits: Sequence[Found], grammar: Grammar
) -> Told | None:
    """What a relative clause binds the body to do whose name begins at a place: "a panel, which | shall report".

    Where another name stands right before the clause, that may be whom it means: "a panel for the Board, which shall".
    """
    if clause is None or begin >= clause[0]:
        return None
    opens, relative, does = clause
    who = read_list(words, begin, min(opens, list_end(words, begin, grammar)), hits, grammar)
    if not who or who[0].start != begin or not grammar.binds(words[does:end]) or is_passive(words, does, grammar):
        return None
    if relative != grammar.tasks.personal and not _may_mean(words, who[0].end, opens, grammar):
        return None
    return Told(who[0], opens, does)


def _charged(words: str, start: int, end: int, hits: Sequence[Found], grammar: Grammar) -> Told | None:
    """What the infinitive behind a body says that it is to do: "a panel, led by a pilot, | to survey the reefs"."""
    opens, does = _charge(words[:end], start, hits, grammar)
    if opens < 0 or grammar.announces(words[does:end]) or _may_be_founders(words, does, end, grammar):
        return None
    composed = (words.find(f" {phrase}", start, opens) for phrase in grammar.tasks.composing)
    name_end = min((place for place in composed if place >= 0), default=opens)
    name_end -= words.endswith(",", start, name_end)
    closed = words.startswith(",", opens) or does > opens + 1  # else "with five members | to sail"
    if name_end < opens and not closed:
        return None
    who = read_list(words, start, name_end, hits, grammar)
    whole = len(who) == 1 and (who[0].start, who[0].end) == (start, name_end)
    return Told(who[0], opens, does) if whole and _is_body(words[start:name_end], closed, grammar) else None


def _charge(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> tuple[int, int]:
    """Where what a body is charged with opens, and where the doing stands: "a panel | , tasked | with a survey".

    -1 where nothing says so; who is in it or leads it is no doing ("a panel | to be chaired by a pilot"), and what it
    makes possible or what is done to it is no task ("a panel | to help the crews sail").
    """
    place = infinitive_after(words, start, grammar, hits)
    while place >= 0 and words.startswith(grammar.tasks.composing, place + 1):
        place = infinitive_after(words, place + len(grammar.infinitive), grammar, hits)
    does = place + 1
    for phrase in grammar.tasks.charging:
        charge = words.find(f" {phrase} ", start, place if place >= 0 else len(words))
        if charge >= 0:
            place, does = charge, charge + len(phrase) + 2
    verb = words[does:].removeprefix(grammar.marker).partition(" ")[0]
    listed = does == place + 1 and not words.startswith(grammar.infinitive, place)  # "to: (a) sail"
    if place < 0 or listed or verb in grammar.enabling or verb in grammar.passives:
        return -1, -1
    return place - words.endswith(",", start, place), does


def _may_be_founders(words: str, start: int, end: int, grammar: Grammar) -> bool:
    """Whether a doing that is joined to that of a body may be of those who found it: "…, | and to hold a meeting".

    To report, or to send something, is the body's: who founds it is the one that gets it.
    """
    joints = [(words.find(one, start, end), one) for one in grammar.task_joints]
    place, joint = min((found for found in joints if found[0] >= 0), default=(-1, ""))
    if place < 0 or joint.startswith(" "):
        return False
    begin = place + len(joint)
    further = outcome(words, begin, end, grammar)
    sends = words[begin:].partition(" ")[0] in grammar.sending
    return not sends and (further is None or further.record.kind != _REPORTED)


def _is_body(name: str, closed: bool, grammar: Grammar) -> bool:
    """Whether a name is that of a body or a person: "a panel of pilots", "a Committee on Lamps".

    Where it is not `closed`, a doing may be that of others in it: "a fund for the pilots | to use".
    """
    noun = ""
    for word in name.lower().split(" "):
        if noun in grammar.heads and word in grammar.modifying:
            return closed or word == grammar.belonging[:-1]
        noun = word
    return noun in grammar.heads


def _may_mean(words: str, start: int, opens: int, grammar: Grammar) -> bool:
    """Whether a clause that `opens` there may mean a body whose name ends at `start`, and no other before it.

    Without a comma it means the word right before it. "a panel, to be seated there, | which" means the panel.
    """
    between = words[start:opens]
    if not words.startswith(",", opens):
        return between == ""
    *before, aside = between.split(", ")
    first = aside.partition(" ")[0]
    said = first == grammar.words.infinitive or first in grammar.articles  # "to be seated there", "the Tide Panel"
    if before and (said or first.endswith((*grammar.words.gerund_endings, *grammar.words.passive_endings))):
        return True
    return not grammar.actors.find(aside) and grammar.heads.isdisjoint(aside.split(" ")) and not before


def _relative_clause(words: str, start: int, end: int, grammar: Grammar) -> tuple[int, str, int] | None:
    """Where the first clause begins that binds what stands before it, its relative, and where its verb stands."""
    found: list[tuple[int, str, int]] = []
    for relative in grammar.tasks.relatives:
        place = words.find(f" {relative}", start, end)
        behind = place + 1 + len(relative)
        if place < 0:
            continue
        if words.startswith(",", behind):  # "which, within its mandate, | shall report"
            close = words.find(",", behind + 1, behind + _LONGEST_ASIDE)
            behind = close + 1 if close >= 0 else behind
        verb = words[behind + 1 : behind + _LONGEST_OPENING]
        if verb.partition(" ")[0].rstrip(",") in grammar.binding or verb.startswith(grammar.tasks.binding_phrases):
            found.append((place - words.endswith(",", 0, place), relative, behind + 1))
    return min(found, default=None)


def _article(words: str, start: int, end: int, grammar: Grammar) -> int:
    """Where the name with an article begins that a verb has as its object, asides passed over; `end` if it has none."""
    verb, *others = words[start:end].split(", ")
    at = start
    for word in verb.split(" "):
        if word in grammar.articles:
            return at
        beside = word in grammar.joins or word in grammar.words.particles or word in grammar.verbal
        if at > start and not (beside or word.endswith(grammar.words.adverb_endings)):
            return end
        at += len(word) + 1
    at += 1
    for other in others:
        first = other.partition(" ")[0]
        if first in grammar.articles or first not in grammar.asides:
            return at if first in grammar.articles else end
        at += len(other) + 2
    return end


def founded(clause: Clause, found: Complement, asked: bool, announced: bool, grammar: Grammar) -> Sequence[Named]:
    """The body that is founded with the tasks of a list: "to establish | a panel, with the following mandate:".

    `announced` is whether the chapeau, of which `found` are the words for the doing, announces its list. Where others
    are `asked` to found the body, it has the tasks too if they follow at once: "to establish | a panel:".
    """
    words = clause.passage.words
    if not asked and (mandated := _mandated(words, found.start, clause.hits, grammar)):
        return mandated
    if not (asked or announced):
        return ()
    body = None if asked and announced else founded_body(clause, found, grammar)
    at_once = body is not None and not (asked and body.end < len(words.rstrip(CLOSING_MARKS)))
    if body is not None and at_once and words.startswith(grammar.introductions, body.start):
        return (Named(body.start, body.end, ()),)
    return _by_others(words, found.start, clause.hits, grammar) if announced else ()


def _mandated(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> Sequence[Named]:
    """The body whose mandate is prolonged: "to extend the mandate of | the panel | to do the following tasks:"."""
    for duty in grammar.duties_of:
        place = words.find(duty, start)
        if place >= 0:
            begin = place + len(duty)
            who = read_list(words, begin, list_end(words, begin, grammar), hits, grammar)
            return who[:1] if who and who[0].start == begin else ()
    return ()


def founded_body(clause: Clause, found: Complement, grammar: Grammar) -> Outcome | None:
    """What is to be brought about, if it is a body: "to establish | a panel"."""
    words = clause.passage.words
    body = outcome(words, found.start, found.end, grammar, clause.folded)
    is_body = body is not None and words[body.start : body.end].rpartition(" ")[2].lower() in grammar.heads
    return body if is_body else None


def _by_others(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> Sequence[Named]:
    """The body that others found, or one that was there: "to re-establish, by May, | the panel to sit, with tasks"."""
    verb = len(grammar.marker) if words.startswith(grammar.marker, start) else 0
    place = words.find(" ", start + verb)
    if words[start + verb : place].strip(",") not in grammar.founding:
        return ()
    while place >= 0:
        begin = place + 1
        if words[begin:].partition(" ")[0] in grammar.articles:
            who = read_list(words, begin, list_end(words, begin, grammar), hits, grammar)
            heads = bool(who) and words[who[0].start : who[0].end].rpartition(" ")[2].lower() in grammar.heads
            if heads and who[0].start == begin:
                goes_on = any(joint in words[who[0].end :] for joint in grammar.task_joints)
                return () if goes_on else who[:1]
        place = words.find(", ", place + 1)
        place += place >= 0
    return ()

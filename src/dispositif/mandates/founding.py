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
from dispositif.mandates.objects import list_end
from dispositif.mandates.tasks import CLOSING_MARKS, Clause

_LONGEST_OPENING: Final = 24
_LONGEST_ASIDE: Final = 120


class Told(NamedTuple):
    """What a relative clause, which begins at `opens`, says that a founded `body` is to do, from `start` on."""

    body: Named
    opens: int
    start: int


def told_of(
    words: str, start: int, end: int, hits: Sequence[Found], grammar: Grammar, *, founds: bool = False
) -> Told | None:
    """What a clause tells a body to do that is founded at `start`: "to establish | a panel, which | shall report".

    `founds` is whether the verb that does so stands before the words: "Establishes | a panel, which shall report".
    Where another name stands right before the clause, that may be whom it means: "a panel for the Board, which shall".
    """
    first = start + len(grammar.marker) if words.startswith(grammar.marker, start) else start
    verb = words[first : first + _LONGEST_OPENING].partition(" ")[0].strip(",")
    if not (founds or verb in grammar.founding):
        return None
    clause = _relative_clause(words, first, end, grammar)
    begin = _article(words, first, end, grammar)
    if clause is None or not first - founds < begin < clause[0]:
        return None
    opens, relative, does = clause
    who = read_list(words, begin, min(opens, list_end(words, begin, grammar)), hits, grammar)
    if not who or who[0].start != begin or not grammar.binds(words[does:end]) or is_passive(words, does, grammar):
        return None
    if relative != grammar.tasks.personal and not _may_mean(words, who[0].end, opens, grammar):
        return None
    return Told(who[0], opens, does)


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
        if verb.partition(" ")[0].rstrip(",") in grammar.binding or verb.startswith(grammar.tasks.charging):
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

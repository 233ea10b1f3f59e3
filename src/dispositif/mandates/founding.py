"""What a body that is founded is to do: "to establish a panel, with the following tasks: …"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.complements import Complement, list_end
from dispositif.mandates.deliverables import Outcome, outcome
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.tasks import Clause

_CLOSING_MARKS: Final = " ;,.:–—"


def founded(clause: Clause, found: Complement, asked: bool, announced: bool, grammar: Grammar) -> Sequence[Named]:
    """The body that is founded with the tasks of a list: "to establish | a panel, with the following mandate:".

    `announced` is whether the chapeau, of which `found` are the words for the doing, announces its list. Where others
    are `asked` to found the body, it has the tasks too if they follow at once: "to establish | a panel:".
    """
    if not (asked or announced):
        return ()
    words = clause.passage.words
    if asked and announced:
        return _by_others(words, found.start, clause.hits, grammar)
    if announced and (mandated := _mandated(words, found.start, clause.hits, grammar)):
        return mandated
    body = founded_body(clause, found, grammar)
    if body is None or (asked and body.end < len(words.rstrip(_CLOSING_MARKS))):
        return ()
    opens = words.startswith(grammar.introductions, body.start)
    return (Named(body.start, body.end, ()),) if opens else ()


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
    """The body that others found: "to re-establish, by May, | the panel to be seated there, with these tasks"."""
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

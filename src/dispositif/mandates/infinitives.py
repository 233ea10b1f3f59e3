"""Where an infinitive begins that says what is to be done, and where its marker is a preposition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dispositif.languages.patterns import Found
from dispositif.mandates.governed import LONGEST_NAME
from dispositif.mandates.grammar import Grammar

_LONGEST_LIST: Final = 1500


def opens_name(words: str, begin: int, grammar: Grammar) -> bool:
    """Whether a small word at a place begins what an actor is called, and is no verb: "donors", "coastal States"."""
    first = words[begin : begin + LONGEST_NAME].partition(" ")[0]
    names = first in grammar.heads or first in grammar.words.pronouns or first in grammar.adjectives
    return names and first not in grammar.verbal


def opens_infinitive(words: str, index: int, grammar: Grammar) -> bool:
    """Whether an infinitive begins behind the blank at `index`: "invited | to sail", not "appealed | to donors"."""
    if not words.startswith(grammar.infinitive, index) or is_preposition(words, index, grammar):
        return False
    return not opens_name(words, index + len(grammar.infinitive), grammar)


def is_preposition(words: str, index: int, grammar: Grammar, inside: bool = False) -> bool:
    """Whether the infinitive's marker, a blank before it at `index`, is a preposition here.

    `inside` a sentence it is one before a gerund too ("committed to | paying").
    """
    after = index + len(grammar.infinitive)
    if not words[after : after + 1].islower():
        return True
    stop = words.find(" ", after)
    following = (words[after:] if stop < 0 else words[after:stop]).rstrip(",;:.").lower()
    if following in grammar.nominal or following.endswith("-"):  # "contribute to | burden- and cost-sharing"
        return True
    if inside and following.endswith(grammar.words.gerund_endings) and following not in grammar.verbal:
        return True
    if index < 0:
        return False
    previous = words[words.rfind(" ", 0, index) + 1 : index].lower()
    if previous in grammar.half_prepositional:
        return following not in grammar.verbal
    return previous in grammar.prepositional and not words.endswith(grammar.whole_insertions, 0, index)


def infinitive_after(words: str, start: int, grammar: Grammar, hits: Sequence[Found] = ()) -> int:
    """Where the infinitive that ends a list of actors begins (the blank before it); -1 where there is none.

    What qualifies it is a part of it ("the parties | not to fight").
    An infinitive within one of `hits` that a comma closes belongs there ("if the owners refuse to pay, | to detain").
    """
    limit = min(len(words), start + _LONGEST_LIST)
    listed = words.find(grammar.infinitive_list, start, limit)  # "the members to: report"
    if listed < 0 and (aside := words.find(grammar.infinitive_aside, start, limit)) >= 0:
        listed = _before_aside(words, start, aside, grammar)
    if listed >= 0:
        limit = listed + len(grammar.infinitive)
    index = words.find(grammar.infinitive, start, limit)
    pro = listed
    while index >= 0:
        after = index + len(grammar.infinitive)
        begin = _qualified(words, start, index, grammar)
        previous = words[words.rfind(" ", start, begin) + 1 : begin].lower()
        # "those able to do so", not "when hiring crews, | to do so at a fair wage"
        pro_verb = words.startswith(grammar.pro_infinitives, after) and words[index - 1] != ","
        if (
            previous not in grammar.inclined
            and (pro_verb or not is_preposition(words, index, grammar, inside=True))
            and not (hits and any(hit.start < index < hit.end and words.startswith(",", hit.end) for hit in hits))
            and not _is_of_aside(words, start, index, limit, grammar, hits)
        ):
            if not pro_verb:
                return begin
            pro = begin
        index = words.find(grammar.infinitive, after - 1, limit)
    if pro >= 0:
        return _qualified(words, start, pro, grammar)
    if words.endswith(grammar.closing_infinitives) and len(words) <= limit:
        return _qualified(words, start, len(words) - len(grammar.closing_infinitive), grammar)
    return -1


def only_infinitive(words: str, start: int, grammar: Grammar) -> int:
    """Where a doing begins that may belong to the word before it, if no other is asked: "those with skill | to pay"."""
    limit = min(len(words), start + _LONGEST_LIST)
    index = words.find(grammar.infinitive, start, limit)
    while index >= 0:
        after = index + len(grammar.infinitive)
        stop = words.find(" ", after)
        verb = words[after:] if stop < 0 else words[after:stop]
        if verb.rstrip(",;:.") in grammar.verbal and not words.startswith(grammar.pro_infinitives, after):
            return index
        index = words.find(grammar.infinitive, after, limit)
    return -1


def _is_of_aside(words: str, start: int, index: int, limit: int, grammar: Grammar, hits: Sequence[Found]) -> bool:
    """Whether an infinitive belongs to an aside that another follows, or is one itself.

    "the members, in their efforts | to help the crews, to report"; "the panel, | to be set up by May, to report". What
    is to be done to a thing may hold commas: "the members, in a plan | to be drawn, printed and sent, to report". With
    whom it is to be done says no more, though a comma be missing: "the members, with the crews | to pay, to report".
    """
    closing = words.find(f",{grammar.infinitive}", index, limit)
    if closing < 0:
        return False
    done = words[index + len(grammar.infinitive) :].partition(" ")[0] in grammar.passives
    comma = words.rfind(",", start, index)
    if comma == index - 1:
        return done
    first = words[comma + 2 : index].partition(" ")[0].lower() if comma >= 0 else grammar.words.infinitive
    opens = first in grammar.asides and first != grammar.words.infinitive
    names = any(hit.start == comma + 2 and hit.record.sort == "partners" for hit in hits)
    return opens and (done or (not names and words.find(",", index) == closing))


def _before_aside(words: str, start: int, place: int, grammar: Grammar) -> int:
    """Where an infinitive begins that an aside parts from its marker: "the members | to, at once, report"; else -1."""
    following = words[place + len(grammar.infinitive_aside) :].partition(" ")[0]
    previous = words[words.rfind(" ", start, place) + 1 : place].lower()
    return -1 if following in grammar.joins or previous in grammar.prepositional else place


def _qualified(words: str, start: int, index: int, grammar: Grammar) -> int:
    """Where the words before the infinitive at `index` begin that qualify it."""
    whole = index
    while index > start:
        before = max(words.rfind(" ", start, index), start - 1)
        word = words[before + 1 : index].rstrip(",").lower()
        joins = index < whole and word in grammar.joins  # "immediately and | actively to pay"
        if not joins and word not in grammar.qualifying:
            break
        index = before
    return whole if words[index + 1 : whole].partition(" ")[0] in grammar.joins else index

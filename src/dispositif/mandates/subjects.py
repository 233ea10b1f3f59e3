"""Who stands before a verb as its subject: "The members | are invited to …", "The Board | shall meet"."""

from __future__ import annotations

from typing import Final

from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.objects import list_end
from dispositif.mandates.tasks import Clause

_SHOWN: Final = 80  # characters
_AGENT: Final = 4  # words: "shall be prepared by"


def subject(lead: Clause, grammar: Grammar, *, sure: bool) -> list[Named]:
    """The subject in what stands before a verb: the longest list of actors that stands right before it.

    `sure` leaves out what may be no actor.
    """
    words = lead.passage.words.rstrip(" ,")
    said, _, last = words.rpartition(" ")
    if last in grammar.joins:
        words = words[: _before_passive(words, grammar)]
    elif last in grammar.modals:  # "the crews | will receive a list and will be asked to sign it"
        words = words[: words.find(f" {last} ")] if f" {last} " in said else said
    start = max(words.rfind(mark) for mark in (". ", "; ", ": ")) + 1  # "Decision 1: | the Board"
    closes, bracket = words.find(")", start), words.find("(", start)
    if start and closes >= 0 and not start <= bracket < closes:
        start = closes + 1  # "(Rev. 2) | The Board"
    whole = start
    while (comma := words.find(", ", start)) >= 0:
        inserted = words[start:comma].strip().lower() in grammar.insertions
        if not inserted and grammar.modals.isdisjoint(words[start:].split(" ")):  # else a clause stands there
            who = read_list(words, start, len(words), lead.hits, grammar)
            if who and who[0].start - start <= 1 and _is_aside(words[who[-1].end :], grammar):
                return who
        start = comma + 1
    opens = words[whole:].lstrip(" ")[:1].isupper()
    if start > whole and opens and not sure and grammar.modals.isdisjoint(words[whole:].split(" ")):
        # "boats, including | supply and auxiliary boats": a part of a list is nobody
        who = read_list(words, whole, len(words), lead.hits, grammar, open_minded=True)
        if who and who[0].start - whole <= 1:
            return who
    return read_list(words, start, len(words), lead.hits, grammar, open_minded=not sure)


def _before_passive(words: str, grammar: Grammar) -> int:
    """Where a subject ends of which a passive says something first: "the crews | are thanked for it and …"."""
    end, first, before = 0, "", ""
    for word in words.split(" "):
        if before in grammar.passive_subjects and word.endswith(grammar.words.passive_endings):
            return len(words) if first in grammar.tasks.relatives else max(0, end - len(before) - 2)
        end, first, before = end + len(word) + 1, before, word
    return len(words)


def doer(clause: Clause, grammar: Grammar) -> list[Named]:
    """By whom a clause says that a thing is to be done, right behind that: "shall be prepared | by the Secretariat".

    One who is not known yet is none: "shall be assisted by | a director", "by | such staff as is needed".
    """
    words = clause.passage.words
    begin, told = 0, []
    for word in words[:_SHOWN].split(" "):
        begin += len(word) + 1
        if word not in grammar.adverbs:
            told.append(word)
        if len(told) == _AGENT:
            break
    if len(told) < _AGENT or told[1] not in grammar.passives or f" {told[3]} " not in grammar.agents:
        return []
    if told[2] in grammar.undergone or not told[2].endswith(grammar.words.passive_endings):
        return []
    first = words[begin : begin + _SHOWN].partition(" ")[0]
    if first in grammar.tasks.introducing or first in grammar.words.things:
        return []
    who = read_list(words, begin, _agent_end(words, begin, grammar), clause.hits, grammar)
    return who if who and who[0].start - begin <= len(grammar.article) else []


def _agent_end(words: str, begin: int, grammar: Grammar) -> int:
    """Where those by whom a thing is done end: what follows tells of the doing ("by the Board | from a list").

    So does a further one ("by the Board | and ratified by the members").
    """
    stop = list_end(words, begin, grammar)
    at, before = begin, ""
    for word in words[begin:stop].split(" "):
        owns = grammar.belonging in (f"{before} ", f"{word} ")  # "the chair | of | that Board"
        if word in grammar.dangling and word not in grammar.words.name_links and not owns:
            return at - 1
        if before in grammar.joins and word.endswith(grammar.words.passive_endings) and word not in grammar.adjectives:
            return at - len(before) - 2
        at, before = at + len(word) + 1, word
    return stop


def _is_aside(words: str, grammar: Grammar) -> bool:
    """Whether nothing, or but an aside, stands between a subject and its verb (", jointly and severally")."""
    return not words or (words[0] == "," and words[2:].partition(" ")[0] in grammar.asides)

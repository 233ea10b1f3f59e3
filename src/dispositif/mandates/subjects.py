"""Who stands before a verb as its subject: "The members | are invited to …", "The Board | shall meet"."""

from __future__ import annotations

from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.tasks import Clause


def subject(lead: Clause, grammar: Grammar, *, sure: bool) -> list[Named]:
    """The subject in what stands before a verb: the longest list of actors that stands right before it.

    `sure` leaves out what may be no actor.
    """
    words = lead.passage.words.rstrip(" ,")
    start = max(words.rfind(mark) for mark in (". ", "; ", ": ")) + 1  # "Decision 1: | the Board"
    while (comma := words.find(", ", start)) >= 0:
        inserted = words[start:comma].strip().lower() in grammar.insertions
        if not inserted and grammar.modals.isdisjoint(words[start:].split(" ")):  # else a clause stands there
            who = read_list(words, start, len(words), lead.hits, grammar)
            if who and who[0].start - start <= 1 and _is_aside(words[who[-1].end :], grammar):
                return who
        start = comma + 1
    return read_list(words, start, len(words), lead.hits, grammar, open_minded=not sure)


def _is_aside(words: str, grammar: Grammar) -> bool:
    """Whether nothing, or but an aside, stands between a subject and its verb (", jointly and severally")."""
    return not words or (words[0] == "," and words[2:].partition(" ")[0] in grammar.asides)

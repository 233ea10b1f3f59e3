"""Who is to do what a verb wishes for, where the words name them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.governed import LONGEST_NAME, LONGEST_SUBJECT, commas
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.infinitives import infinitive_after
from dispositif.mandates.objects import list_end


def doers_of(words: str, start: int, end: int, hits: Sequence[Found], grammar: Grammar) -> Sequence[Named]:
    """Who is to do what is wished for, where the words name them: "efforts by the donors"."""
    stop = min(end, start + LONGEST_SUBJECT)
    stop = next((place for place in commas(words, start, stop) if _tells_besides(words, place + 2, grammar)), stop)
    for marks, does in ((grammar.agents, _done), (grammar.possessors, _owned), (grammar.givers, _given)):
        for mark in marks:
            index = words.find(mark, start, stop)
            if index < 0 or not does(words, start, index, grammar):
                continue
            if any(hit.start == index + 1 and hit.record.sort == "deadlines" for hit in hits):  # "by May"
                continue
            begin = index + len(mark)
            who = read_list(words, begin, min(stop, list_end(words, begin, grammar)), hits, grammar)
            if who and words[who[0].start : who[0].end] not in grammar.ways:  # "by force"
                return who
    return ()


def _tells_besides(words: str, start: int, grammar: Grammar) -> bool:
    """Whether an aside begins that tells what is done besides: "by May, | while thanking the donors"."""
    first, _, following = words[start : start + LONGEST_NAME].partition(" ")
    gerund = following.partition(" ")[0].endswith(grammar.words.gerund_endings)
    return gerund and first in grammar.asides and first not in grammar.postmodifiers


def _owned(words: str, start: int, index: int, grammar: Grammar) -> bool:
    """Whether `words[start:index]` is a bare doing ("further efforts"), not one for another ("support for efforts")."""
    before = words[start:index].lower().split(" ")
    return before[-1] in grammar.doings and not grammar.postmodifiers.intersection(before)


def _given(words: str, start: int, index: int, grammar: Grammar) -> bool:
    """Whether `words[start:index]` is a thing that somebody gives: "within 60 days a report | from the Board"."""
    before = words[start:index].lower().split(" ")
    article = max((place for place, word in enumerate(before) if word in grammar.articles), default=0)
    return before[-1] in grammar.given and grammar.modifying.isdisjoint(before[article:])


def _done(words: str, start: int, index: int, grammar: Grammar) -> bool:
    """Whether an agent after `index` does the thing itself, and is no part of its description ("schemes led by …")."""
    example = max((words.rfind(one, start, index) for one in grammar.examples), default=-1)
    if example >= 0 and words.find(",", example, index) < 0:
        return False  # "steps such as the survey by the Board"
    before = words[start:index].lower().split(" ")
    if grammar.passives.isdisjoint(before) and infinitive_after(words[:index], start, grammar) >= 0:
        return False
    article = max((place for place, word in enumerate(before) if word in grammar.articles), default=0)
    if article and before[article] in grammar.tasks.introducing and before[article - 1] in grammar.postmodifiers:
        return False  # "with a review by the Board"
    told = pairwise(words[start:index].rpartition(f" {grammar.clause}")[2].split(" "))
    if any(word in grammar.undoing and after in grammar.postmodifiers for word, after in told):
        return False  # "an end to attacks by the crews"
    while len(before) > 1 and (
        before[-1] in grammar.words.particles or before[-1].endswith(grammar.words.adverb_endings)
    ):
        before.pop()
    before = before[-3:]
    return not before[-1].endswith(grammar.words.passive_endings) or bool(grammar.passives.intersection(before))

"""What stands around a gerund by which a body may go on to ask: "condemns the theft, | calling upon all to help"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dispositif.acts.grammar import Grammar

_REACH: Final = 1500  # characters


def tells_doings(told: Sequence[str], grammar: Grammar) -> bool:
    """Whether a gerund behind a preposition stands among words: "their role in | urging calm"."""
    gerunds, before = grammar.gerund_endings, grammar.postmodifiers
    return any(word.endswith(gerunds) and first in before for first, word in pairwise(told))


def opens_doing(words: str, index: int, asked: bool, grammar: Grammar) -> bool:
    """Whether what follows in a sentence says what somebody is to do, before other gerunds do.

    It does in an infinitive or a clause. Where something was `asked` before, a further infinitive may be of that
    ("…, inviting all to come, | and to report").
    """
    stop = words.find(". ", index, index + _REACH)
    following = words[index : stop if stop >= 0 else index + _REACH]
    if asked and any(joint in following for joint in grammar.further_doings):
        return False
    before = ""
    said = [*following.split(" "), "", ""]
    for place, word in enumerate(said[:-2]):
        if word == grammar.clause:
            return True
        if word == grammar.marker and before not in grammar.holding:
            verb = said[place + 2] if said[place + 1].endswith(grammar.adverb_endings) else said[place + 1]
            if verb.rstrip(",;.") in grammar.doing:
                return True
        if before.endswith(",") and word.endswith(grammar.gerund_endings) and f" {word} " not in grammar.adding:
            return False
        before = word
    return False


def before_adding(words: str, verb: int, index: int, end: int, grammar: Grammar) -> int:
    """Where what a gerund asks ends, at the latest at `end`: before what goes on with the object of the first verb.

    That says its preposition again: "takes note of the work, asking all to help, | as well as of the plan". The first
    verb ends at `verb`, the gerund at `index`.
    """
    link = words[verb:].lstrip(" ").partition(" ")[0]
    if link not in grammar.postmodifiers:
        return end
    places = [words.find(f",{adding}{link} ", index, end) for adding in grammar.adding]
    return min((place for place in places if place >= 0), default=end)

"""Where the object of a verb ends, and whom it names though it sets no task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.governed import LONGEST_NAME, LONGEST_SUBJECT, opening
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.infinitives import infinitive_after

_CLOSING: Final = (",", ";", ".", "")


def spoken_of(words: str, hits: Sequence[Found], grammar: Grammar) -> Sequence[Named]:
    """Whom the object of a verb names that sets no task: "thanks | the pilots for their help", "thanks to | them"."""
    start = _object_start(words, grammar)
    return owner_of(words, hits, grammar) or read_list(words, start, object_end(words, start, grammar), hits, grammar)


def _object_start(words: str, grammar: Grammar) -> int:
    start = opening(words, 0, grammar)
    if words[start : start + 2] in grammar.link_openings and words.startswith(grammar.links, start):
        start = opening(words, words.index(" ", start) + 1, grammar)
    return start


def owner_of(words: str, hits: Sequence[Found], grammar: Grammar) -> Sequence[Named]:
    """Who does what the object of a verb names: "welcomes | the Board’s | work with the pilots", not "its partners"."""
    start = _object_start(words, grammar)
    for mark in grammar.genitives:
        place = words.find(mark, start, start + LONGEST_NAME)
        if place < 0:
            continue
        end = object_end(words, place + len(mark), grammar)
        who = read_list(words, start, place, hits, grammar)
        owned = words[:end].rstrip(" ,;.").rpartition(" ")[2]
        if len(who) == 1 and (who[0].start, who[0].end) == (start, place) and owned not in grammar.heads:
            return who
    return ()


def object_end(words: str, start: int, grammar: Grammar) -> int:
    """Where an object that no infinitive follows ends: before what is said of it ("on tides", "that sail").

    What is said inside a name does not end it ("the Office | for Outer Space Affairs", "the Committee | on Lamps").
    """
    end = _described(words, start, grammar)
    while end < len(words):
        names = grammar.actors.find(words[start : end + LONGEST_NAME])
        over = next((start + right for left, right, _ in names if start + left < end < start + right), end)
        if over > end:
            end = _described(words, words.rindex(" ", start, over) + 1, grammar)
        elif not _goes_on_as_name(words, end, grammar) or any(
            start + right == end - 1 and claims[0].sort != "head" for _, right, claims in names
        ):
            break
        else:
            end = _described(words, words.index(" ", end) + 1, grammar)
    return end


def _goes_on_as_name(words: str, place: int, grammar: Grammar) -> bool:
    """Whether the word at a place joins two parts of the name of a body that is not known: "Committee | on Lamps"."""
    link, _, following = words[place : place + LONGEST_NAME].partition(" ")
    last = words[words.rfind(" ", 0, place - 1) + 1 : place - 1]
    joins = link in grammar.words.name_links and following[:1].isupper()
    return joins and last[:1].isupper() and last.lower() in grammar.heads


def _described(words: str, start: int, grammar: Grammar) -> int:
    """Where what is said of the words at `start` begins."""
    position, previous = start, ""
    limit = min(len(words), start + LONGEST_SUBJECT)
    while position <= limit:
        stop = words.find(" ", position, limit)
        bare = words[position : stop if stop >= 0 else limit].strip(",;:.").lower()
        inside = previous in grammar.articles or previous in grammar.postmodifiers
        if bare in grammar.articles and bare in grammar.postmodifiers:  # "and other pilots", not "pilots other than"
            following = words[stop + 1 : limit].partition(" ")[0]
            inside = inside or following not in grammar.postmodifiers
        if (
            previous
            and not inside
            and not grammar.goes_before_noun(previous, bare)
            and (bare == grammar.words.clause or bare in grammar.postmodifiers)
            and not _stands_behind(words, position, bare, grammar)
            and (f" {bare} " not in grammar.possessors)
        ):
            join = next((one for one in grammar.joining if words.startswith(one, position)), "")
            if not join:
                return position
            previous = ""  # "the pilots | as well as | the crews"
            position += len(join)
            continue
        if stop < 0:
            break
        previous = bare
        position = stop + 1
    return limit


def _stands_behind(words: str, position: int, bare: str, grammar: Grammar) -> bool:
    """Whether a word stands alone behind its noun: "with the parties | concerned, for …"."""
    after = position + len(bare)
    return bare.endswith(grammar.words.passive_endings) and words[after : after + 1] in _CLOSING


def list_end(words: str, start: int, grammar: Grammar) -> int:
    """Where a list of actors that begins at `start` ends at the latest: at an infinitive, or at what is said of it."""
    stop = object_end(words, start, grammar)
    if words[words.rfind(" ", start, stop - 1) + 1 : stop - 1] in grammar.correlatives:
        stop = words.rindex(" ", start, stop - 1)
    infinitive = infinitive_after(words, start, grammar)
    if infinitive < 0:
        return stop
    begins = infinitive + len(grammar.infinitive)
    joint = next((joint for joint in grammar.task_joints if words.endswith(joint, start, begins)), grammar.infinitive)
    return min(stop, begins - len(joint))

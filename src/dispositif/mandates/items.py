"""Lists: what a chapeau leaves to its items, which of them set a task, and which are but a heading above others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dispositif.document import Act, Paragraph
from dispositif.mandates.grammar import Grammar

_LONGEST_HEADING: Final = 90
_SMALL: Final = 3  # letters: what is no longer is small in a title too
_COLON: Final = ":"


def announcer(acts: Sequence[Act], flat: str, grammar: Grammar) -> Act:
    """The act that the list below a paragraph belongs to: the last, unless only one before it announces a list."""
    for act in reversed(acts):
        if grammar.announces(flat[act.start : act.end].lower()):
            return act
    return acts[-1]


def opens_list(left: str, first: Paragraph, flat: str, grammar: Grammar) -> bool:
    """Whether a chapeau leaves its doing, or what that is for, to its items.

    `left` are its words for the doing, in small letters, `first` is the first item.
    """
    if left in grammar.bare or left.endswith(grammar.tasks.purposes) or grammar.announces(left):
        return True
    return _bids(first, flat, grammar) or _leads_on(left, first, flat, grammar)


def _is_way(item: Paragraph, flat: str, grammar: Grammar) -> bool:
    """Whether an item says a way of doing what its chapeau asks: "to keep watch by: | manning the tower"."""
    return flat[item.start : item.end].partition(" ")[0].lower().endswith(grammar.words.gerund_endings)


def is_unfinished(left: str, first: Paragraph, flat: str, grammar: Grammar) -> bool:
    """Whether the words of a chapeau, in small letters, break off: "to help in", "not to", "to assist".

    What they ask for is said by them and their list together, and so are the ways to do it. `first` is the first item.
    """
    if left.endswith(grammar.tasks.manners) and _is_way(first, flat, grammar):
        return True
    before, _, last = left.rpartition(" ")
    if last in grammar.postmodifiers or last == grammar.words.infinitive or last.endswith(grammar.words.gerund_endings):
        return True
    return last in grammar.verbal and before.rpartition(" ")[2] in grammar.opening


def _leads_on(left: str, first: Paragraph, flat: str, grammar: Grammar) -> bool:
    """Whether a chapeau ends with the marker of an infinitive that its first item goes on with: "under law to | deny".

    What others are helped to do is theirs: "to support the members to | pay".
    """
    doing = left.removesuffix(grammar.closing_infinitive)
    verb = flat[first.start : first.end].partition(" ")[0].lower()
    if doing == left or verb not in grammar.verbal:
        return False
    last = doing.rpartition(" ")[2]
    if last in grammar.words.negating:  # an item alone would say the reverse
        return False
    return last not in grammar.heads and not grammar.actors.find(last.title())


def say_doings(children: Sequence[Paragraph], flat: str, grammar: Grammar) -> bool:
    """Whether items, the first and most of them, open with a verb: "to take steps: | (a) Mark the reef; | (b) Pay"."""
    verbs = [_opens_with_verb(flat[child.start : child.end], grammar) for child in children]
    return verbs[0] and 2 * sum(verbs) > len(verbs)


def _opens_with_verb(words: str, grammar: Grammar) -> bool:
    """Whether a verb stands there; one that is a noun too has its object behind it: "Support | the crews"."""
    verb, _, following = words.partition(" ")
    plain = verb.strip(",;").lower()
    if plain not in grammar.verbal or plain in grammar.modals:
        return False
    return plain not in grammar.abstract or following.partition(" ")[0] in grammar.articles


def has_doing(left: str, grammar: Grammar) -> bool:
    """Whether a chapeau that opens a list says what to do as well ("to keep watch, in particular:")."""
    infinitive = left.startswith(grammar.marker)
    return infinitive and left not in grammar.bare and not grammar.only_announces(left)


def items(
    children: Sequence[Paragraph], below: Mapping[str, Sequence[Paragraph]], flat: str, grammar: Grammar
) -> list[Paragraph]:
    """The items of a list; a mere heading ("(a) Protection of civilians:") gives those below it, if any.

    `below` holds what belongs to each paragraph, `flat` the characters that are searched.
    """
    found: list[Paragraph] = []
    for child in children:
        inner = below.get(child.id, ())
        heads = inner and _bids(inner[0], flat, grammar) and not _bids(child, flat, grammar)
        if heads or _is_heading(flat[child.start : child.end], grammar):
            found += items(inner, below, flat, grammar)
        else:
            found.append(child)
    return found


def _bids(paragraph: Paragraph, flat: str, grammar: Grammar) -> bool:
    """Whether a paragraph opens with an infinitive."""
    infinitive = grammar.marker
    return flat[paragraph.start : paragraph.start + len(infinitive)].lower() == infinitive


def _is_heading(words: str, grammar: Grammar) -> bool:
    """Whether words that end with a colon are a thing's name and say nothing to do.

    "Humanitarian assistance:" and "Support for Security Reform:" are, "support the reform:" and "assist in:" are not.
    """
    if len(words) > _LONGEST_HEADING or not words.endswith(_COLON):
        return False
    printed = [word for word in words.rstrip(_COLON).split(" ") if word]
    plain = [word.strip(",").lower() for word in printed]
    if plain and plain[0] in grammar.heading:  # "On trade:"
        return True
    if not plain or plain[0].endswith(grammar.words.gerund_endings) or plain[-1] in grammar.postmodifiers:
        return False
    if len(plain) > 1 and plain[1] in grammar.articles:
        return False
    if len(plain) > 1 and all(word[0].isupper() for word in printed if len(word) > _SMALL):
        return plain[0] != grammar.words.infinitive
    return grammar.words.infinitive not in plain and grammar.verbal.isdisjoint(plain)

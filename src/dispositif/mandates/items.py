"""The items of a list: those that set a task, and those that only stand as a heading above others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dispositif.document import Paragraph
from dispositif.mandates.grammar import Grammar

_LONGEST_HEADING: Final = 90
_SMALL: Final = 3  # letters: what is no longer is small in a title too
_COLON: Final = ":"


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
    infinitive = grammar.infinitive[1:]
    return flat[paragraph.start : paragraph.start + len(infinitive)].lower() == infinitive


def _is_heading(words: str, grammar: Grammar) -> bool:
    """Whether words that end with a colon are a thing's name and say nothing to do.

    "Humanitarian assistance:" and "Support for Security Reform:" are, "support the reform:" and "assist in:" are not.
    """
    if len(words) > _LONGEST_HEADING or not words.endswith(_COLON):
        return False
    printed = [word for word in words.rstrip(_COLON).split(" ") if word]
    plain = [word.strip(",").lower() for word in printed]
    if not plain or plain[0].endswith(grammar.words.gerund_endings) or plain[-1] in grammar.postmodifiers:
        return False
    if len(plain) > 1 and plain[1] in grammar.articles:
        return False
    if len(plain) > 1 and all(word[0].isupper() for word in printed if len(word) > _SMALL):
        return plain[0] != grammar.words.infinitive
    return grammar.words.infinitive not in plain and grammar.verbal.isdisjoint(plain)

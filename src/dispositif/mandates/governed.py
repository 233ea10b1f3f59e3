"""What a verb governs, and where it begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dispositif.mandates.addressees import Named
from dispositif.mandates.grammar import Grammar
from dispositif.passage import stands_at

LONGEST_NAME: Final = 100
"""How many characters of text a name, or a word or two, may take."""
LONGEST_SUBJECT: Final = 400
"""How many characters of text the subject of a clause may take."""
_LONGEST_INSERTION: Final = 200


class Complement:
    """Who is asked (nobody, where the body itself acts or wishes) and where the words of the doing begin and end.

    `shared` says that the doing is missing here: it stands after the next verb, or in the sub-paragraphs. `clause` says
    that it is said by a clause ("that the members report").
    """

    __slots__ = ("clause", "end", "shared", "start", "who")

    def __init__(self, who: Sequence[Named], start: int, end: int, shared: bool = False, clause: bool = False) -> None:
        self.who = who
        self.start = start
        self.end = end
        self.shared = shared
        self.clause = clause


def opening(words: str, start: int, grammar: Grammar) -> int:
    """Where the complement begins, insertions between commas ("in this regard") passed over."""
    while start < len(words):
        if words[start] in " :":
            start += 1
        elif words[start] == ",":
            close = words.find(",", start + 1)
            while close >= 0 and words.count("(", start, close) > words.count(")", start, close):
                close = words.find(",", close + 1)  # "in the report (S/12, annex), to meet"
            start = close + 1 if 0 < close - start < _LONGEST_INSERTION else start + 1
        else:
            insertions = grammar.insertions_by_opening.get(words[start : start + 2])
            over = next((len(phrase) for phrase in insertions or () if stands_at(words, phrase, start)), 0)
            if not over or words[start + over : start + over + 1].isalpha():  # "so", not "some members"
                break
            alone = "," not in words[:start]  # "in particular, | the pilots"
            start += over
            start += alone and words.startswith(",", start)
    return start


def commas(words: str, start: int, end: int) -> Iterator[int]:
    """Where the commas between words stand."""
    place = words.find(", ", start, end)
    while place >= 0:
        yield place
        place = words.find(", ", place + 1, end)

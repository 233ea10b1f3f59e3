"""Instruments cited by name: charters, treaties and what else is known by its title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dispositif.citations.vocabulary import Vocabulary

_LONGEST_NAME: Final = 40
_LONGEST_FORENAME: Final = 8
_LONGEST_WORD: Final = 40
_ENDS: Final = ',;.:)”"]'


def extended(known: Vocabulary, words: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """The whole name of which the head stands at `start`:`end`; it goes no further than `limit`."""
    return _first(words, start), _last(known, words, end, limit)


def _first(words: str, start: int) -> int:
    """Where the capitalized words before the head begin: "Vienna", "Third Optional"."""
    for _ in range(_LONGEST_FORENAME):
        if start < 2 or words[start - 1] != " ":
            break
        cut = words.rfind(" ", max(0, start - _LONGEST_WORD), start - 1) + 1
        word = words[cut : start - 1]
        # The first word of a sentence bears its capital for another reason.
        if not cut or not word[:1].isupper() or not word.replace("-", "").replace("‑", "").isalpha():
            break
        start = cut
    return start


def _last(known: Vocabulary, words: str, end: int, limit: int) -> int:
    last, opened = end, False
    for cut, stop, word in _following(words, end, limit):
        bare = word.rstrip(_ENDS)
        if not opened and bare not in known.name_openers:
            break
        opened = True
        if bare[:1].isupper():
            last = cut + len(bare)
        elif bare not in known.name_words:
            break
        if bare != word or stop >= limit:
            break
    return last


def _following(words: str, end: int, limit: int) -> Iterator[tuple[int, int, str]]:
    """The words behind `end`, one after another: start, end, word."""
    for _ in range(_LONGEST_NAME):
        if words[end : end + 1] != " " or end + 1 >= limit:
            return
        stop = words.find(" ", end + 1)
        stop = len(words) if stop < 0 else stop
        yield end + 1, stop, words[end + 1 : stop]
        end = stop


def goes_on(known: Vocabulary, words: str, end: int) -> bool:
    """Whether a bare head is followed by the rest of a name that is not known: "the Charter of la …"."""
    return next((word for _, _, word in _following(words, end, len(words))), "") in known.name_openers

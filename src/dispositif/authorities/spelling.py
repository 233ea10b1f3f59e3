"""The same name as it may be printed: hyphens and blanks, apostrophes, capitals, two ways of spelling one word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

HYPHENS: Final = "-\u2010\u2011\u00ad"
_BLANKS: Final = "\xa0\u2007\u2009\u202f\t\n\r"
_DASH: Final = "\u2013"  # between years and between names, where others write a hyphen
_SMALL_WORD: Final = 3


def fold(words: str) -> str:
    """The same words with hyphens and dashes as blanks and plain apostrophes, at the same offsets.

    Itself if nothing changes.
    """
    words = words.replace("-", " ")
    if words.isascii():
        return words.replace("\n", " ")
    for hyphen in (*HYPHENS[1:], _DASH):
        words = words.replace(hyphen, " ")
    for blank in _BLANKS:
        words = words.replace(blank, " ")
    return words.replace("’", "'")


def variants(phrase: str, spellings: Sequence[tuple[str, str]]) -> list[str]:
    """`phrase`, folded, and its other spellings by `spellings`, parts of words with what may stand for each."""
    phrase = fold(phrase)
    return [phrase, *[phrase.replace(part, instead) for part, instead in spellings if part in phrase]]


def capitalizations(phrase: str) -> tuple[str, ...]:
    """A common noun as it is, in small letters and with each longer word capitalized."""
    words = [word[:1].upper() + word[1:] if len(word) > _SMALL_WORD else word for word in phrase.split()]
    return (phrase, phrase.lower(), " ".join(words)) if len(words) > 1 else (phrase,)


def in_compound(words: str, start: int, end: int) -> bool:
    """Whether a hyphen ties `words[start:end]` to a word beside it ("non-Member States")."""
    if start > 1 and words[start - 1] in HYPHENS and words[start - 2].isalnum():
        return True
    return end + 1 < len(words) and words[end] in HYPHENS and words[end + 1].isalnum()

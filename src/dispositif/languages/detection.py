"""Which language a text is in, by the frequent words of each language at hand."""

from __future__ import annotations

from functools import cache
from typing import Final

from dispositif.languages import languages, section
from dispositif.languages.schema import Profile

# Characters: most texts are known at a glance, their headings taken in.
_GLANCE: Final = 700
_SAMPLE: Final = 2000
# Below this share of frequent words a text is of no language at hand. Running English has 0.35 of them, the barest list
# of decisions 0.045, French 0.01.
_SHARE: Final = 0.04
_FAR: Final = 40_000  # characters: further on, no other language is looked for
# From this share on, no other language comes near.
_PLAIN_SHARE: Final = 0.2


@cache
def profile(language: str) -> Profile:
    """What a language says of itself. Raises DataError where its file breaks its form."""
    return section(language, "language", Profile)


@cache
def _common_words(language: str) -> frozenset[str]:
    return frozenset(profile(language).common_words)


def detect(flat: str) -> str | None:
    """The code of the language that `flat` is in, or None where no language at hand fits.

    A text may say the same in several languages: further down, a stretch that is plainly in one of those at hand does.
    """
    best, share = _nearest(flat[:_GLANCE])
    if share < _PLAIN_SHARE:
        best, share = _nearest(flat[:_SAMPLE])
    if share >= _SHARE:
        return best
    for start in range(_SAMPLE, min(len(flat), _FAR), _SAMPLE):
        best, share = _nearest(flat[start : start + _SAMPLE])
        if share >= _PLAIN_SHARE:
            return best
    return None


def _nearest(sample: str) -> tuple[str, float]:
    """The language of which the sample has most frequent words, and their share of all words."""
    words = sample.lower().split()
    counts = {code: _count(words, _common_words(code)) for code in languages()}
    best = max(counts, key=counts.__getitem__)
    return best, counts[best] / max(len(words), 1)


def _count(words: list[str], common: frozenset[str]) -> int:
    return len([word for word in words if word in common])

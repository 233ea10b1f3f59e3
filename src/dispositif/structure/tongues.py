"""Which paragraphs are in another language than the one that is read: the text says the same twice, or goes on in it.

Of the other language nothing is known. Its letters show it, or its frequent short words, which the paragraphs without a
frequent word of the language that is read have in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from dispositif.languages.detection import profile
from dispositif.structure.pieces import Piece

_GLANCE: Final = 6  # words of which a sentence of a language has one
_SENTENCE: Final = 40  # characters: a shorter piece says nothing of its language
_ENOUGH: Final = 30  # words in which a language shows itself
_SHORT: Final = 4  # letters
_FREQUENT: Final = 20  # words
_DISTINCT: Final = 5
_SHARE: Final = 5  # one word in so many
_LAID_OUT: Final = ("footnote", "table")
_MARKS: Final = "\"'“”‘’«»()[],;:…"


def in_another(pieces: Sequence[Piece], flat: str, language: str) -> list[Piece]:
    """The pieces that are not in `language`."""
    common = profile(language).common_words
    usual = [f" {word} " for word in common[:_GLANCE]]
    strange = [piece for piece in pieces if piece.length >= _SENTENCE and not _has(flat, piece, usual)]
    if not strange:
        return []
    letters = set("".join(common))
    written = [piece for piece in strange if _in_other_letters(flat[piece.words : piece.end].lower(), letters)]
    known = frozenset(common)
    others = _frequent((_printed(flat, piece) for piece in strange if piece.style not in _LAID_OUT), known)
    if not (written or others):
        return []
    return _all_of(pieces, flat, letters, known, others, bool(written))


def _all_of(
    pieces: Sequence[Piece], flat: str, letters: set[str], known: frozenset[str], others: set[str], written: bool
) -> list[Piece]:
    """The pieces in the other language, once it is known that there is one, with short ones between two of them."""
    found: list[Piece] = []
    doubtful: list[Piece] = []
    behind = False
    for piece in pieces:
        if piece.style in _LAID_OUT:
            continue
        words = [word.lower() for word in _printed(flat, piece)]
        own = sum(word in known for word in words)
        other = sum(word in others for word in words)
        if (written and _in_other_letters(flat[piece.words : piece.end].lower(), letters)) or other > own:
            found += [*doubtful, piece]
            doubtful, behind = [], True
        elif own or other or piece.length >= _SENTENCE:
            doubtful, behind = [], False
        elif behind:
            doubtful.append(piece)
    return found


def _has(flat: str, piece: Piece, words: Iterable[str]) -> bool:
    return any(flat.find(word, piece.words, piece.end) >= 0 for word in words)


def _printed(flat: str, piece: Piece) -> list[str]:
    return [word.strip(_MARKS) for word in flat[piece.words : piece.end].split()]


def _in_other_letters(words: str, letters: set[str]) -> bool:
    """Whether most letters are none of those that the language is written with."""
    all_letters = [character for character in words if character.isalpha()]
    return 2 * sum(letter in letters for letter in all_letters) < len(all_letters)


def _frequent(strange: Iterable[list[str]], known: frozenset[str]) -> set[str]:
    """The frequent short words of these paragraphs, if they are those of a language: several, and many times.

    A capital may begin a name, a stop end an abbreviation.
    """
    words = list(chain.from_iterable(strange))
    short = (word for word in words if len(word) <= _SHORT and word.isalpha() and word.islower())
    counted = Counter(word for word in short if word not in known)
    frequent = {word: count for word, count in counted.most_common(_FREQUENT) if count > 1}
    enough = len(words) >= _ENOUGH and len(frequent) >= _DISTINCT and sum(frequent.values()) * _SHARE >= len(words)
    return set(frequent) if enough else set()

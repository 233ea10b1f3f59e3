"""Which paragraphs are in another language than the one that is read: the text says the same twice, or goes on in it.

Of the other language nothing is known. Its letters show it, or its frequent short words, which the paragraphs without a
frequent word of the language that is read have in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
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


@cache
def _words_of(language: str) -> tuple[list[str], frozenset[str], frozenset[str]]:
    """The most frequent words of a language as they stand in a sentence, all its frequent words, and their letters."""
    common = profile(language).common_words
    return [f" {word} " for word in common[:_GLANCE]], frozenset(common), frozenset("".join(common))


def in_another(pieces: Sequence[Piece], flat: str, language: str) -> list[Piece]:
    """The pieces that are not in `language`."""
    usual, known, letters = _words_of(language)
    silent = _strange([piece for piece in pieces if not piece.opening.use], flat, usual)
    if not silent:
        return []  # most texts, seen by the few paragraphs that open in no way that is known
    written = any(_in_other_letters(flat[piece.words : piece.end].lower(), letters) for piece in silent)
    if not written and len(set(_short(silent, flat, known))) < _DISTINCT - 2:
        return []
    others = _frequent(_strange(pieces, flat, usual), flat, known)
    if not (written or others):
        return []
    return _all_of(pieces, flat, letters, known, others, written)


def _all_of(
    pieces: Sequence[Piece], flat: str, letters: frozenset[str], known: frozenset[str], others: set[str], written: bool
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


def _strange(pieces: Iterable[Piece], flat: str, usual: list[str]) -> list[Piece]:
    """The pieces as long as a sentence in which no usual word stands."""
    return [piece for piece in pieces if piece.length >= _SENTENCE and not _has(flat, piece.words, piece.end, usual)]


def _has(flat: str, start: int, end: int, words: list[str]) -> bool:
    return any(flat.find(word, start, end) >= 0 for word in words)


def _printed(flat: str, piece: Piece) -> list[str]:
    return [word.strip(_MARKS) for word in flat[piece.words : piece.end].split()]


def _in_other_letters(words: str, letters: frozenset[str]) -> bool:
    """Whether most letters are none of those that the language is written with."""
    all_letters = [character for character in words if character.isalpha()]
    return 2 * sum(letter in letters for letter in all_letters) < len(all_letters)


def _short(strange: Iterable[Piece], flat: str, known: frozenset[str]) -> list[str]:
    """The short words there that are not known. A capital may begin a name, a stop end an abbreviation."""
    words = chain.from_iterable(_printed(flat, piece) for piece in strange if piece.style not in _LAID_OUT)
    return [word for word in words if len(word) <= _SHORT and word.isalpha() and word.islower() and word not in known]


def _frequent(strange: Sequence[Piece], flat: str, known: frozenset[str]) -> set[str]:
    """The frequent short words of these paragraphs, if they are those of a language: several, and many times."""
    count = sum(len(_printed(flat, piece)) for piece in strange if piece.style not in _LAID_OUT)
    counted = Counter(_short(strange, flat, known))
    frequent = {word: times for word, times in counted.most_common(_FREQUENT) if times > 1}
    enough = count >= _ENOUGH and len(frequent) >= _DISTINCT and sum(frequent.values()) * _SHARE >= count
    return set(frequent) if enough else set()

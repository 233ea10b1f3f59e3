"""Words as the full-text indexes have them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
# What stands for nothing but itself, and stands in most texts: quotation marks, dashes, hyphens, the ellipsis.
_MARKS = re.compile("[\u2010-\u2027\u2030-\u205e]+")
_FLAT = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))
_ACCENTS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")


def folded(words: str) -> str:
    """Without capitals, and without accents on Latin letters; other marks are letters."""
    if words.isascii():
        return words.lower()  # the same, several times as fast
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", words).casefold())
    return unicodedata.normalize("NFC", bare)


def tokens(words: str) -> list[str]:
    """The words in order, folded: only letters and digits, so that the parts of a symbol or a compound are words."""
    plain = words if words.isascii() else _MARKS.sub(" ", words)
    if plain.isascii():
        return plain.encode().translate(_FLAT).decode().split()  # the same, several times as fast
    return _WORD.findall(folded(words))


@lru_cache(50_000)
def stemmed(word: str) -> str:
    """The English stem of a folded word; a word of another language mostly as it is."""
    return _STEMMER.stemWord(word)


_STEMMER = snowballstemmer.stemmer("english")

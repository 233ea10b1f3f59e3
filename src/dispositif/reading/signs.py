"""Signs that print nothing, and letters written otherwise than a word is looked up by."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

from dispositif.reading.glance import OTHER_ENDS, Glance

_SOFT_HYPHEN: Final = "\u00ad"
# What directs the display, or keeps words together and apart. What joins letters, or parts them, is a letter's own.
SILENT: Final = f"{_SOFT_HYPHEN}\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Signs that print nothing."""
LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Letters that a font prints as one sign, and the letters that they are."""
# The accents of Latin letters that text is most often decomposed into.
_ACCENTS: Final = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0326\u0327\u0328"
_END: Final = re.compile(f"\r(?!\n)|[{OTHER_ENDS[1:]}]")
_OTHER: Final = re.compile(f"[{OTHER_ENDS}]")
_SIGNS: Final = f"{SILENT}{''.join(LIGATURES)}{_ACCENTS}"
_SUSPECT: Final = re.compile(f"[{_SIGNS}]")


def may_be_silent(glance: Glance) -> object:
    """Whether a text has signs that are not read as they stand."""
    return _SUSPECT.search(glance.unusual)


def may_end_lines(glance: Glance) -> object:
    """Whether a text has other signs than a line feed that end a line."""
    return _OTHER.search(glance.unusual)


def edits(characters: str) -> list[tuple[int, int, str]]:
    """Silent signs out, ligatures as letters, an accent with its letter."""
    # One sign is searched many times as quickly as a class of them, which then matches only where one stands.
    there = [sign for sign in _SIGNS if sign in characters]
    signs = re.compile(f"[{''.join(there)}]+(?:(?<={_SOFT_HYPHEN})(?P<broken>\\r?\\n[ \\t]*))?")
    places = sorted(place.start() for sign in there for place in re.finditer(sign, characters))
    found: list[tuple[int, int, str]] = []
    end = 0
    for place in places:
        run = signs.match(characters, place) if place >= end else None
        if run is None:
            continue
        start, end = run.span()
        if characters[start] in _ACCENTS and start and characters[start - 1].isalnum():
            start -= 1
        kept = characters[start : run.start("broken") if run["broken"] else end]
        read = normalize("NFC", "".join(LIGATURES.get(letter, letter) for letter in kept if letter not in SILENT))
        if read != characters[start:end]:
            found.append((start, end, read))
    return found


def ends_of_lines(characters: str) -> list[tuple[int, int, str]]:
    """Whatever ends a line is read as its end."""
    return [(end.start(), end.end(), "\n") for end in _END.finditer(characters)]

"""What documents are about, as far as their titles say."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dispositif.languages import languages, section
from dispositif.languages.patterns import Patterns
from dispositif.languages.schema import HeadingWords

_UNLIKE = re.compile(r"[\W\d_]+")
_KEPT = 4096


@lru_cache(_KEPT)
def matter(title: str) -> str:
    """What a title says from year to year: in small letters, without figures and punctuation.

    Empty where it says only which document it is ("Resolution 14 (2010)"), in whichever language.
    """
    if any(_is_designation(title.strip(), code) for code in languages()):
        return ""
    return _UNLIKE.sub(" ", title.casefold()).strip()


def _is_designation(title: str, language: str) -> bool:
    return any(one.start == 0 and one.end == len(title) for one in _designations(language).find(title))


@cache
def _designations(language: str) -> Patterns:
    words = section(language, "heading", HeadingWords)
    return Patterns(words.designations, {"name": words.name})

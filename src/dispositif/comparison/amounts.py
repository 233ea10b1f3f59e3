"""Sums of money, shares, dates and numbers in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dispositif.languages import folder, languages, section
from dispositif.languages.schema import AmountWords
from dispositif.languages.time import Calendar, alternatives


class Amount(NamedTuple):
    """An amount and what sort it is: money, share, date or number."""

    kind: str
    start: int
    end: int


def amounts(characters: str, start: int, end: int, language: str) -> Iterator[Amount]:
    """The amounts in `characters[start:end]`, from left to right; none where the language has no data for them."""
    shape = _shape(language)
    if shape is not None:
        for match in shape.finditer(characters, start, end):
            yield Amount(match.lastgroup or "", match.start(), match.end())


@cache
def _shape(language: str) -> re.Pattern[str] | None:
    if language not in languages() or not (folder(language) / "amounts.yaml").exists():
        return None
    words = section(language, "amounts", AmountWords)
    slots = Calendar(language).slots
    # No figure of a symbol ("A/RES/77/1", "COVID-19") or of a longer number.
    number = rf"{slots['number']}(?:\.\d{{1,6}})?(?:[ \xa0]{slots['number']})?"
    before, after = alternatives(words.money.before), alternatives(words.money.after)
    money = rf"(?:{before})[ \xa0]?{number}|{number}[ \xa0](?:{after})\b"
    share = rf"{number}[ \xa0]?(?:{alternatives(words.share.after)})(?!\w)"
    return re.compile(
        rf"(?<![\w/.,-])(?:(?P<money>{money})|(?P<share>{share})|(?P<date>{slots['date']})|(?P<number>{number}))(?![\w/-])",
        re.IGNORECASE,
    )

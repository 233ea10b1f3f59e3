"""What the words of a deadline say: the records by which the engine read it are read again for their parts.

No word of a language stands here: `deadlines.yaml` has the constructions, `time.yaml` what a session is.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from dispositif.languages import languages, section
from dispositif.languages.patterns import Patterns
from dispositif.languages.schema import Pattern, TimeWords
from dispositif.languages.time import calendar

_KEPT = 4096


class Spoken(NamedTuple):
    """What a deadline says. `kind` is its record's; `period` an ISO 8601 duration, with a minus where it runs back.

    `sitting` is the kind of session or meeting that is named, with its `number`, or as the next one (`is_coming`);
    `is_its_end` where the last day of it is meant.
    """

    kind: str
    period: str
    sitting: str | None
    number: int | None
    is_coming: bool
    is_its_end: bool


@lru_cache(_KEPT)
def spoken(language: str, words: str, event: str | None) -> Spoken:
    """What the deadline `words` say; nothing where the language is unknown. `event` is the part that names an event."""
    if language not in languages():
        return Spoken("", "", None, None, False, False)
    time, reckoned = section(language, "time", TimeWords), calendar(language)
    found = next(iter(_patterns(language).find(words)), None)
    parts = found.match.groupdict() if found else {}
    named = event or words
    period = reckoned.period(parts["number"], parts["unit"]) if parts.get("number") else None
    if period and _says(time.earlier, parts.get("side") or ""):
        period = f"P-{period[1:]}"
    ordinal = re.search(rf"\b(?:{reckoned.slots['ordinal']})\b", named, re.IGNORECASE)
    return Spoken(
        kind=found.record.kind if found else "",
        period=period or "",
        sitting=next((time.sittings[one] for one in reversed(_words(named)) if one in time.sittings), None),
        number=reckoned.ordinal(ordinal[0]) if ordinal else None,
        is_coming=_says(time.coming, named),
        is_its_end=_says(time.ends, named),
    )


@cache
def _patterns(language: str) -> Patterns:
    return Patterns(section(language, "deadlines", tuple[Pattern, ...]), calendar(language).slots)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _says(any_of: tuple[str, ...], text: str) -> bool:
    said = _words(text)
    return not {" ".join(said[at : at + many]) for many in (1, 2, 3) for at in range(len(said))}.isdisjoint(any_of)

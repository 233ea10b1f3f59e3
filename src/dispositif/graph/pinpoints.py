"""Pinpoints: which paragraphs of an instrument the words "paragraphs 5 (b) and 7" mean."""

from __future__ import annotations

import re
from functools import cache

from dispositif.languages import languages, section
from dispositif.languages.schema import CitationWords
from dispositif.languages.time import alternatives

_NUMBER = re.compile(r"(\d{1,3})((?:\s?\([A-Za-z0-9]{1,4}\))*)")
_PREFIXES = {"operative": "op", "preambular": "pp"}
_DASHES = "-–‑"
_LONGEST_RANGE = 100


def paragraphs_meant(pinpoint: str, language: str) -> tuple[str, ...]:
    """The identifiers of the paragraphs that a pinpoint names (op-5.b); none where it names other parts."""
    if language not in languages():
        return ()
    part = _parts(language).match(pinpoint)
    if not part:
        return ()
    prefix = _PREFIXES[next(kind for kind, words in part.groupdict().items() if words)]
    meant: list[str] = []
    last: re.Match[str] | None = None
    for number in _NUMBER.finditer(pinpoint, part.end()):
        if last and _is_range(pinpoint[last.end() : number.start()], language):
            between = range(int(last[1]) + 1, int(number[1]))
            if len(between) <= _LONGEST_RANGE:
                meant += [f"{prefix}-{one}" for one in between]
        meant.append(f"{prefix}-{'.'.join([number[1], *re.findall(r'[A-Za-z0-9]+', number[2])])}")
        last = number
    return tuple(meant)


def _is_range(between: str, language: str) -> bool:
    between = between.strip()
    return bool(between) and (
        between in _DASHES or between in section(language, "citations", CitationWords).pinpoint_ranges
    )


@cache
def _parts(language: str) -> re.Pattern[str]:
    """The words for paragraphs, a named group for each kind."""
    words: dict[str, list[str]] = {"operative": [], "preambular": []}
    for part in section(language, "citations", CitationWords).pinpoints:
        if part.paragraphs:
            words[part.paragraphs] += part.words
    kinds = [f"(?P<{kind}>{alternatives(known)})" for kind, known in words.items() if known]
    return re.compile(rf"(?:{'|'.join(kinds) or '(?!)'})\s?(?=\d)", re.IGNORECASE)

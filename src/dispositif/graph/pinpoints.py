"""Pinpoints: which paragraphs of an instrument the words "paragraphs 5 (b) and 7" mean."""

from __future__ import annotations

import re
from functools import cache

from dispositif.languages import languages, section
from dispositif.languages.schema import CitationWords
from dispositif.languages.time import alternatives

_NUMBER = re.compile(r"\d{1,3}(?:\s?\([A-Za-z0-9]{1,4}\))*|(?:\s?\([A-Za-z0-9]{1,4}\))+")
_LETTER = re.compile(r"[A-Za-z0-9]+")
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
    meant: list[tuple[str, ...]] = []
    end = part.end()
    for number in _NUMBER.finditer(pinpoint, part.end()):
        path = tuple(_LETTER.findall(number[0]))
        if path[0].isdigit() and meant and _is_range(pinpoint[end : number.start()], language):
            between = range(int(meant[-1][0]) + 1, int(path[0]))
            meant += [(str(one),) for one in between if len(between) <= _LONGEST_RANGE]
        elif not path[0].isdigit() and meant:  # "5 (b) and (c)": a letter takes the place of the last one
            path = meant[-1][: max(1, len(meant[-1]) - len(path))] + path
        meant.append(path)
        end = number.end()
    return tuple(f"{prefix}-{'.'.join(path)}" for path in meant)


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

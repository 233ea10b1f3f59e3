"""Fields of a DOCX that number paragraphs: a word processor counts them anew each time and stores no result."""

from __future__ import annotations

import re

from dispositif.reading.docx_package import integer
from dispositif.reading.numerals import of_word

_AUTOMATIC = re.compile(r"\s*AUTONUM(?:LGL|OUT)?\b", re.IGNORECASE)
_LISTED = re.compile(r"\s*LISTNUM\b\s*\"?(\w*)\"?", re.IGNORECASE)
_LEVEL = re.compile(r"\\l\s*\"?(\d+)", re.IGNORECASE)
_START = re.compile(r"\\s\s*\"?(\d+)", re.IGNORECASE)
_DEEPEST = 9
_NUMBERS = (
    ("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})"), ("decimal", "({})"), ("lowerLetter", "({})"),
    ("lowerRoman", "({})"), ("decimal", "{}."), ("lowerLetter", "{}."), ("lowerRoman", "{}."),
)  # fmt: skip
_OUTLINE = (
    ("upperRoman", "{}."), ("upperLetter", "{}."), ("decimal", "{}."), ("lowerLetter", "{})"), ("decimal", "({})"),
    ("lowerLetter", "({})"), ("lowerRoman", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})"),
)  # fmt: skip
_FORMS = {"outlinedefault": _OUTLINE}
_LEGAL = "legaldefault"


class FieldNumbers:
    """Counts the fields of a document that are numbers."""

    def __init__(self) -> None:
        self._automatic = 0
        self._counts: dict[str, list[int]] = {}

    def next(self, code: str) -> str:
        """The number that a field shows; "" where it is none."""
        if _AUTOMATIC.match(code):
            self._automatic += 1
            return f"{self._automatic}."
        listed = _LISTED.match(code)
        return self._listed(listed[1].lower(), code) if listed else ""

    def _listed(self, name: str, code: str) -> str:
        level, start = _LEVEL.search(code), _START.search(code)
        depth = min(max(integer(level[1], 1) if level else 1, 1), _DEEPEST)
        counts = self._counts.setdefault(name, [])
        counts[depth:] = []
        counts += [0] * (depth - len(counts))
        counts[-1] = integer(start[1], 1) if start else counts[-1] + 1
        if name == _LEGAL:
            return "".join(f"{max(count, 1)}." for count in counts)
        form, printed = _FORMS.get(name, _NUMBERS)[depth - 1]
        return printed.format(of_word(counts[-1], form))

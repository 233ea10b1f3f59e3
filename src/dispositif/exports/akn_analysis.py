"""What was read of a document, in our own namespace inside `otherAnalysis`; votes in the words of the standard.

Every object of the document format becomes an element of its name, its fields attributes, and its lists repeated
elements. A span is told by the paragraph's `eId` (`from`, `to`) and characters from its first (`start`, `end`), white
space counted as one space, so that it holds wherever the file is laid out anew. Words stand in the element itself.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

import msgspec
from lxml import etree

from dispositif.document import Paragraph, Vote
from dispositif.exports.akn_inline import BLANKS, legible
from dispositif.exports.edition import Edition
from dispositif.reading.akn_names import AKN, OWN
from dispositif.reading.composition import folded_offsets

_OUTCOMES = {"consensus": "adoptedWithoutVote", "vote": "adoptedRecordedVote", "unanimity": "adoptedUnanimously"}
_COUNTS = {"inFavour": "in_favour", "against": "against", "abstaining": "abstaining"}
# Lists and what one of their members is called.
_MEMBERS = {
    "acts": "act", "mandates": "mandate", "citations": "citation", "warnings": "warning", "dates": "date",
    "addressees": "addressee", "partners": "partner", "conditions": "condition", "doubts": "doubt",
}  # fmt: skip
_PRINTED_ELSEWHERE = {"paragraphs", "start", "end", "text"}


def analysis(meta: etree._Element, edition: Edition, blocks: Mapping[str, etree._Element]) -> None:
    """Write the acts, mandates, citations and the heading of the document. `blocks` are the paragraphs' elements."""
    element = etree.SubElement(meta, f"{{{AKN}}}analysis", source="#dispositif")
    document = edition.document
    if document.heading.vote:
        _voting(element, document.heading.vote)
    held = etree.SubElement(element, f"{{{AKN}}}otherAnalysis", source="#dispositif")
    places = _Places(edition, blocks)
    reading = etree.SubElement(held, f"{{{OWN}}}reading", format=document.format, language=document.language)
    _write(reading, "heading", document.heading, places)
    for name in ("acts", "mandates", "citations", "warnings"):
        for item in getattr(document, name):
            _write(reading, _MEMBERS[name], item, places)


class _Places:
    """From an offset of the text to the paragraph it stands in, and the characters before it there."""

    def __init__(self, edition: Edition, blocks: Mapping[str, etree._Element]) -> None:
        self._characters = edition.characters
        self._offsets: dict[str, array[int]] = {}
        self._paragraphs = [one for one in edition.document.paragraphs if one.id in blocks]
        self._starts = [one.start for one in self._paragraphs]
        self._elements = {one.id: blocks[one.id].get("eId") or "" for one in self._paragraphs}

    def element(self, paragraph: str) -> str:
        """The `eId` of a paragraph; its own identifier where it was not written."""
        return self._elements.get(paragraph, paragraph)

    def of(self, start: int, end: int) -> dict[str, str]:
        """The attributes that tell a span."""
        first, last = self._at(start), self._at(max(end - 1, start))
        if first is None or last is None:
            return {}
        places = {"from": self.element(first.id), "start": str(self._before(first, start))}
        if last is not first:
            places["to"] = self.element(last.id)
        return places | {"end": str(self._before(last, end))}

    def _at(self, offset: int) -> Paragraph | None:
        place = bisect_right(self._starts, offset) - 1
        return self._paragraphs[max(place, 0)] if self._paragraphs else None

    def _before(self, paragraph: Paragraph, offset: int) -> int:
        offset = min(max(offset, paragraph.start), paragraph.end)
        if paragraph.id not in self._offsets:
            # Word for word as it is written, one character for one: NUL alone is left out, and prints nothing anyhow.
            words = self._characters[paragraph.start : paragraph.end]
            self._offsets[paragraph.id] = folded_offsets(words.translate(BLANKS))
        return self._offsets[paragraph.id][offset - paragraph.start]


def _write(parent: etree._Element, name: str, item: msgspec.Struct, places: _Places) -> None:
    element = etree.SubElement(parent, f"{{{OWN}}}{name}")
    start, end = getattr(item, "start", None), getattr(item, "end", None)
    if start is not None and end is not None:
        for key, value in places.of(start, end).items():
            element.set(key, value)
    if text := getattr(item, "text", ""):
        element.text = legible(text)
    for field in item.__struct_fields__:
        value = getattr(item, field)
        if field in _PRINTED_ELSEWHERE or value is None or value == () or value == "":
            continue
        if isinstance(value, msgspec.Struct):
            _write(element, field, value, places)
        elif isinstance(value, tuple) and field in _MEMBERS:
            for one in value:
                _write(element, _MEMBERS[field], one, places)
        else:
            element.set(field, _plain(field, value, places))


def _plain(field: str, value: Any, places: _Places) -> str:
    if field == "paragraph":
        return places.element(value)
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return legible(str(value))


def _voting(element: etree._Element, vote: Vote) -> None:
    parliamentary = etree.SubElement(element, f"{{{AKN}}}parliamentary")
    voting = etree.SubElement(
        parliamentary, f"{{{AKN}}}voting", eId="voting_1", outcome=f"#{_OUTCOMES[vote.adopted_by]}"
    )
    for name, field in _COUNTS.items():
        count = getattr(vote, field)
        if count is not None:
            attributes = {"eId": f"count_{name}", "value": str(count), "refersTo": f"#{name}"}
            etree.SubElement(voting, f"{{{AKN}}}count", attributes)
    if not len(voting):
        etree.SubElement(voting, f"{{{AKN}}}quorum", eId="quorum_1", value="")

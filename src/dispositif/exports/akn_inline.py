"""What is marked inside the words of a paragraph: notes in their place, citations as links, the heading's dates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from lxml import etree

from dispositif.document import Paragraph
from dispositif.exports.akn_iris import iri_of
from dispositif.exports.akn_parts import Stretch
from dispositif.exports.edition import Edition
from dispositif.reading.akn_names import AKN, KIND, PATH, TEXT, UNMARKED
from dispositif.reading.composition import RAISED, raised
from dispositif.structure.naming import OF_TEXT, text_of

BLANKS = dict.fromkeys((0x0B, 0x0C, *range(0x1C, 0x20)), " ")
"""Characters that part words and that XML cannot hold, and what is written for them."""

_ILLEGIBLE: dict[int, str | None] = {
    0: None,
    **dict.fromkeys((*range(1, 9), *range(0x0E, 0x1C), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd"),
    **BLANKS,
}


_RAISED = re.compile(f"[{re.escape(RAISED)}*†‡§]+")
_FACE = ("masthead", "title")


def legible(words: str) -> str:
    """Words with the replacement character for each that XML cannot hold, and a space for those that part words."""
    return words.translate(_ILLEGIBLE)


class _Mark(NamedTuple):
    """Something to be marked between two offsets of the text; `make` writes it, given the words between them."""

    start: int
    end: int
    make: Callable[[etree._Element, str], None]


class _Anchor(NamedTuple):
    """Where a note's marker stands."""

    start: int
    end: int
    paragraph: str


class Inline:
    """Writes the words of paragraphs with what is marked in them."""

    def __init__(self, edition: Edition, running: Sequence[Stretch], notes: Sequence[Stretch]) -> None:
        self.blocks: dict[str, etree._Element] = {}
        self._edition = edition
        self._marks: dict[str, list[_Mark]] = {}
        for paragraph, mark in self._anchored(running, notes):
            self._marks.setdefault(paragraph, []).append(mark)
        for paragraph, mark in (*self._face(running), *self._citations()):
            self._insert(self._marks.setdefault(paragraph, []), mark)

    def write(self, element: etree._Element, stretch: Stretch, start: int, end: int) -> None:
        """Write the words of a paragraph from one offset in it to another."""
        done, last = stretch.paragraph.start + start, stretch.paragraph.start + end
        characters = self._edition.characters
        for mark in self._marks.get(stretch.paragraph.id, ()):
            if done <= mark.start and mark.end <= last:
                _say(element, characters[done : mark.start])
                mark.make(element, characters[mark.start : mark.end])
                done = mark.end
        _say(element, characters[done:last])

    def _insert(self, marks: list[_Mark], mark: _Mark) -> None:
        """Put a mark among those of its paragraph, unless it would overlap one of them."""
        place = bisect_left(marks, mark[:2], key=lambda one: one[:2])
        before = place == 0 or marks[place - 1].end <= mark.start
        after = place == len(marks) or mark.end <= marks[place].start
        if before and after and mark.start < mark.end:
            marks.insert(place, mark)

    def _face(self, running: Sequence[Stretch]) -> Iterator[tuple[str, _Mark]]:
        """The symbol, the body, the title and the dates, where the face of the document prints them."""
        heading = self._edition.document.heading
        sought = {"docNumber": heading.symbol or "", "docTitle": heading.title}
        for stretch in running:
            own = stretch.paragraph
            if own.kind not in _FACE or own.part != "main":
                continue
            for name, words in list(sought.items()):
                place = stretch.words.find(words) if words else -1
                if place >= 0 and (name == "docTitle") == (own.kind == "title"):
                    start = own.start + place
                    del sought[name]
                    yield own.id, _Mark(start, start + len(words), partial(_named, name, {}))
            if (
                heading.body
                and own.kind == "masthead"
                and own.start <= heading.body.start < heading.body.end <= own.end
            ):
                make = partial(_named, "docAuthority", {})
                yield own.id, _Mark(heading.body.start, heading.body.end, make)
            for date in heading.dates:
                if date.date and own.start <= date.start and date.end <= own.end:
                    adopted = date.date == heading.adopted
                    attributes = {"date": date.date} | ({"refersTo": "#adoptionDate"} if adopted else {})
                    yield own.id, _Mark(date.start, date.end, partial(_named, "docDate", attributes))

    def _citations(self) -> Iterator[tuple[str, _Mark]]:
        for citation in self._edition.document.citations:
            if citation.id and citation.paragraph:
                iri = iri_of(citation.kind, citation.id)
                yield citation.paragraph, _Mark(citation.start, citation.end, partial(_named, "ref", {"href": iri}))

    def _anchored(self, running: Sequence[Stretch], notes: Sequence[Stretch]) -> Iterator[tuple[str, _Mark]]:
        """Each note at its marker. One whose marker is not found stands before the next that is, or at the end."""
        places = self._markers(running)
        reached = -1
        waiting: list[Stretch] = []
        for note in notes:
            marker = raised(note.number)
            anchors = places.get(marker, [])
            after = bisect_left(anchors, reached, key=lambda anchor: anchor.start)
            if not marker or after == len(anchors):
                waiting.append(note)
                continue
            anchor = anchors[after]
            for one in waiting:
                yield anchor.paragraph, _Mark(anchor.start, anchor.start, partial(self._note, one, True))
            yield anchor.paragraph, _Mark(anchor.start, anchor.end, partial(self._note, note, False))
            waiting, reached = [], anchor.end
        for one in waiting:
            last = running[-1].paragraph
            yield last.id, _Mark(last.end, last.end, partial(self._note, one, True))

    def _markers(self, running: Sequence[Stretch]) -> dict[str, list[_Anchor]]:
        """Every raised marker in the text that is read back as it is printed: apart from a word or number."""
        found: dict[str, list[_Anchor]] = {}
        for stretch in running:
            words, own = stretch.words, stretch.paragraph
            for match in _RAISED.finditer(words):
                start = match.start()
                if words[start - 1 : start].isalnum():
                    continue
                apart = start > 1 and words[start - 1] == " " and words[start - 2].isalnum()
                anchor = _Anchor(own.start + start - apart, own.start + match.end(), own.id)
                found.setdefault(match[0], []).append(anchor)
        return found

    def _note(self, note: Stretch, unmarked: bool, element: etree._Element, _words: str) -> None:
        written = etree.SubElement(element, f"{{{AKN}}}authorialNote", placement="bottom")
        if note.number:
            written.set("marker", legible(note.number))
        if unmarked:
            written.set(UNMARKED, "true")
        block = self.blocks[note.paragraph.id] = etree.SubElement(written, f"{{{AKN}}}p", {KIND: "footnote"})
        if note.paragraph.path:
            block.set(PATH, steps(note.paragraph.path))
        of_text(block, note.paragraph)
        self.write(block, note, 0, len(note.words))


def of_text(element: etree._Element, paragraph: Paragraph) -> None:
    """Say of which text a paragraph is, where that is a further one."""
    if text := text_of(paragraph.id):
        element.set(TEXT, text.removeprefix(OF_TEXT))


def steps(path: Sequence[str]) -> str:
    """A path as the value of an attribute."""
    return " ".join("".join(legible(step).split()) for step in path)


def _named(name: str, attributes: dict[str, str], element: etree._Element, words: str) -> None:
    refers = {"docNumber": "#symbol", "docTitle": "#resolutionTitle", "docAuthority": "#issuingBody"}.get(name)
    written = etree.SubElement(element, f"{{{AKN}}}{name}", attributes)
    if refers:
        written.set("refersTo", refers)
    written.text = legible(words)


def _say(element: etree._Element, words: str) -> None:
    """Add running words after whatever the element already holds."""
    if not words:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + legible(words)
    else:
        element.text = (element.text or "") + legible(words)

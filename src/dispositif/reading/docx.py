"""DOCX: paragraphs with the numbers that the word processor counts, tables, text boxes, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from dispositif.errors import ReadingError
from dispositif.reading import plain
from dispositif.reading.composition import UNSEEN, Composition, fold
from dispositif.reading.detection import MediaType, detect
from dispositif.reading.docx_numbering import Numbering, Styles
from dispositif.reading.docx_package import LARGEST_PART, Package, R, W, attribute, child, integer
from dispositif.reading.docx_words import OFF, Runs, alternative, is_placeholder
from dispositif.reading.markup import local_name
from dispositif.text import Text

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BLANK_LINES = re.compile(r"\n{3,}")
_TITLE = re.compile(r"(sub)?title$|_?\s*h_?ch", re.IGNORECASE)
_HEADING = re.compile(r"heading \d|_?\s*h_?\d", re.IGNORECASE)
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_LAID_OUT = 3
_BODY_LEVEL = 9


def extract(content: bytes, *, is_embedded: bool = False) -> Text:
    """The text of a DOCX as printed, tracked changes accepted. What is embedded in an embedded one is not read."""
    package = Package(content)
    document = package.document()
    reader = _Reader(package, is_embedded)
    body = child(document, "body")
    if body is not None:
        reader.blocks(body)
    reader.notes()
    reader.header(document)
    return reader.text()


def _embedded(content: bytes) -> Text | None:
    """The text of a file that is embedded whole; None where it is of a format that is not read so."""
    try:
        form = detect(content)
        if form is MediaType.DOCX:
            return extract(content, is_embedded=True)
        if form is MediaType.HTML:
            from dispositif.reading import html

            return html.extract(content)
        return plain.extract(content) if form is MediaType.PLAIN else None
    except ReadingError:
        return None


class _Reader:
    """Walks the body and composes its paragraphs."""

    def __init__(self, package: Package, is_embedded: bool) -> None:
        self._package = package
        self._embeds = not is_embedded
        self._composition = Composition(_MEDIA_TYPE)
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"))
        self._runs = Runs(self._styles, _note_forms(package.related("settings")))
        self._carried = ""

    def text(self) -> Text:
        if self._runs.subdocuments:
            self._composition.warn("unread-part", "Other files are a part of the document, which were not read.")
        changes = self._runs.changes
        if changes:
            self._composition.warn(
                "tracked-changes", f"The document holds {changes} tracked changes; it was read as if all were accepted."
            )
        return self._composition.text()

    def blocks(self, parent: etree._Element) -> None:
        """Read paragraphs and tables in order."""
        for element in parent:
            name = local_name(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in _WRAPPERS and not is_placeholder(element):
                self.blocks(element)
            elif name == "AlternateContent":
                self.blocks(alternative(element))
            elif name == "altChunk":
                self._embedded(element.get(f"{R}id", ""))
            elif name == "subDoc":
                self._runs.subdocuments += 1

    def _embedded(self, identifier: str) -> None:
        """Read a file that is embedded whole: the body of some programs' documents is a web page."""
        room = self._embeds and len(self._composition) < LARGEST_PART
        text = _embedded(self._package.content(identifier)) if room else None
        if text is None:
            self._composition.warn("unread-part", "A file of another format is embedded, which was not read.")
        else:
            self._composition.take(text)

    def _paragraph(self, paragraph: etree._Element, style: str = "") -> None:
        words, number, level, own_style = self._read(paragraph)
        if words:
            self._composition.block(words, number=number, level=level, style=style or own_style)
        self._text_boxes()

    def _text_boxes(self) -> None:
        boxes, self._runs.boxes = self._runs.boxes, []
        for box in boxes:
            self.blocks(box)

    def _read(self, paragraph: etree._Element) -> tuple[str, str, int, str]:
        """A paragraph's words, its number, its level and its style."""
        properties = child(paragraph, "pPr")
        style = attribute(child(properties, "pStyle"), "val") if properties is not None else ""
        chain = self._styles.chain(style)
        self._runs.hidden = _is_hidden_style(chain)
        words = self._carried + self._runs.words(paragraph)
        self._carried = ""
        if _is_initial(properties):
            self._carried = words
            return "", "", 0, ""
        if _is_mark_removed(properties):
            # Accepting the removal of a paragraph's end joins it with the next one.
            self._runs.count_change()
            self._carried = words
            return "", "", 0, ""
        words = _tidy(words)
        if not words and _is_hidden(properties, chain):
            return "", "", 0, ""
        number_id, level = self._list(properties, chain)
        number = self._numbering.next(number_id, level) if number_id else ""
        return words, number, level if number else 0, _style(properties, chain, number)

    def _list(self, properties: etree._Element | None, chain: list[tuple[str, etree._Element]]) -> tuple[str, int]:
        """The list that a paragraph belongs to ("" for none) and its level, its own or its style's."""
        own = child(properties, "numPr") if properties is not None else None
        number_id = attribute(child(own, "numId"), "val") if own is not None else ""
        depth = attribute(child(own, "ilvl"), "val") if own is not None else ""
        for style, element in chain:
            inherited = element.find(f"{W}pPr/{W}numPr")
            if inherited is None or (number_id and depth):
                continue
            inherited_id = attribute(child(inherited, "numId"), "val")
            if not number_id:
                number_id = inherited_id
                depth = depth or attribute(child(inherited, "ilvl"), "val")
                depth = depth or str(self._numbering.level_of_style(number_id, style))
        return ("", 0) if number_id in ("", "0") else (number_id, integer(depth, 0))

    def _table(self, table: etree._Element) -> None:
        rows = [list(_cells(row)) for row in table.iter(f"{W}tr") if _table_of(row) is table and self._is_kept(row)]
        cells = [cell for row in rows for cell in row]
        longest = max((sum(local_name(block) in ("p", "tbl") for block in cell) for cell in cells), default=0)
        if longest > _LAID_OUT or all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        self._composition.table([[self._cell(cell) for cell in row] for row in rows])
        self._text_boxes()

    def _is_kept(self, row: etree._Element) -> bool:
        if row.find(f"{W}trPr/{W}del") is not None:
            self._runs.count_change()
            return False
        if row.find(f"{W}trPr/{W}ins") is not None:
            self._runs.count_change()
        return True

    def _cell(self, cell: etree._Element) -> str:
        lines = []
        for paragraph in cell.iter(f"{W}p"):
            words, number, _, _ = self._read(paragraph)
            lines.append(f"{number} {words}" if number and words else words)
        return fold(" ".join(line for line in lines if line))

    def notes(self) -> None:
        """Read the footnotes and endnotes that the body refers to."""
        stored = {kind: self._stored_notes(kind) for kind in ("footnote", "endnote")}
        for kind, identifier, marker in self._runs.notes:
            note = stored[kind].get(identifier)
            if note is not None:
                words = " ".join(_tidy(self._runs.words(paragraph)) for paragraph in note.iter(f"{W}p"))
                self._composition.note(marker, fold(words))

    def _stored_notes(self, kind: str) -> dict[str, etree._Element]:
        part = self._package.related(f"{kind}s")
        notes = part.iterchildren(W + kind) if part is not None else ()
        return {attribute(note, "id"): note for note in notes}

    def header(self, document: etree._Element) -> None:
        """Offer the header as a fact, the first page's first: often the only place where the symbol stands."""
        section = next(document.iter(f"{W}sectPr"), None)
        references = list(section.iterchildren(f"{W}headerReference")) if section is not None else []
        for reference in sorted(references, key=lambda reference: attribute(reference, "type") != "first"):
            part = self._package.by_relation(reference.get(f"{R}id", ""))
            words = "\n".join(_tidy(self._runs.words(p)) for p in part.iter(f"{W}p")) if part is not None else ""
            if words.strip():
                self._composition.facts.setdefault("header", words.strip())


def _tidy(words: str) -> str:
    lines = "\n".join(line.strip() for line in words.translate(UNSEEN).split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip("\n")


def _is_mark_removed(properties: etree._Element | None) -> bool:
    if properties is None:
        return False
    run = child(properties, "rPr")
    return run is not None and (child(run, "del") is not None or child(run, "moveFrom") is not None)


def _is_initial(properties: etree._Element | None) -> bool:
    """Whether a paragraph is a large initial: the next one goes on with it."""
    frame = child(properties, "framePr") if properties is not None else None
    return attribute(frame, "dropCap") in ("drop", "margin")


def _is_hidden_style(chain: list[tuple[str, etree._Element]]) -> bool:
    """Whether a style hides the words of its paragraphs."""
    stated = (style.find(f"{W}rPr/{W}vanish") for _, style in chain)
    hidden = next((vanish for vanish in stated if vanish is not None), None)
    return hidden is not None and attribute(hidden, "val") not in OFF


def _is_hidden(properties: etree._Element | None, chain: list[tuple[str, etree._Element]]) -> bool:
    own = properties.find(f"{W}rPr/{W}vanish") if properties is not None else None
    return own is not None or any(style.find(f"{W}rPr/{W}vanish") is not None for _, style in chain)


def _style(properties: etree._Element | None, chain: list[tuple[str, etree._Element]], number: str) -> str:
    outline = child(properties, "outlineLvl") if properties is not None else None
    for _, style in chain:
        name = attribute(child(style, "name"), "val")
        if _TITLE.match(name):
            return "title"
        if _HEADING.match(name):
            return "heading"
        if outline is None:
            outline = style.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None and integer(attribute(outline, "val"), _BODY_LEVEL) < _BODY_LEVEL:
        return "heading"
    return "list" if number else ""


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is row:
            yield cell


def _table_of(row: etree._Element) -> etree._Element:
    return next(row.iterancestors(f"{W}tbl"))


def _note_forms(settings: etree._Element | None) -> dict[str, str]:
    """How footnotes and endnotes are numbered."""
    forms = {"footnote": "decimal", "endnote": "lowerRoman"}
    for kind, usual in forms.items():
        form = settings.find(f"{W}{kind}Pr/{W}numFmt") if settings is not None else None
        forms[kind] = attribute(form, "val") or usual
    return forms

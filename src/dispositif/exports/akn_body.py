"""The paragraphs of a section as the elements of Akoma Ntoso that AKN4UN writes for them."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from dispositif.exports.akn_inline import Inline, legible, of_text, steps
from dispositif.exports.akn_parts import Stretch
from dispositif.reading.akn_names import ABOVE, AKN, KIND, PART, PATH
from dispositif.reading.composition import fold


class Body:
    """Writes sections; `blocks` gives the `p` in which each paragraph's words were written, by the paragraph's id."""

    def __init__(self, inline: Inline) -> None:
        self._inline = inline
        self.blocks = inline.blocks
        # The paragraphs that are not yet closed, with their elements, from the outside in.
        self._open: list[tuple[str, etree._Element]] = []
        # The section that the last heading began.
        self._titled: etree._Element | None = None
        # Paragraphs that do not stand in the one they are below, with the identifier of that.
        self._apart: list[tuple[etree._Element, str]] = []

    def section(self, section: etree._Element, held: Sequence[Stretch]) -> None:
        """Write the paragraphs of one section."""
        self._open, self._titled = [], None
        is_body = etree.QName(section).localname == "mainBody"
        is_annex = any(etree.QName(one).localname == "attachment" for one in section.iterancestors())
        for place, rows in _rows(held):
            first = held[place]
            stray = "" if (first.paragraph.part == "annex") == is_annex else first.paragraph.part
            if not fold(first.words):
                continue
            if rows:
                self._table(section, held[place : place + rows], stray)
            elif is_body:
                self._in_body(section, first, stray)
            else:
                self._before_or_after(section, first, stray)
        if not len(section):
            _add(section, "p")

    def tie(self) -> None:
        """Once all have their `eId`, say of paragraphs that stand apart from the one they are below which that is."""
        for block, above in self._apart:
            if above in self.blocks:
                block.set(ABOVE, self.blocks[above].get("eId") or "")

    def _block(self, parent: etree._Element, stretch: Stretch, stray: str, name: str = "p") -> None:
        """Write the paragraph's own words as an element of that name."""
        paragraph = stretch.paragraph
        block = _add(parent, name)
        block.set(KIND, paragraph.kind)
        if paragraph.path:
            block.set(PATH, steps(paragraph.path))
        if stray:
            block.set(PART, stray)
        of_text(block, paragraph)
        if paragraph.parent and not (self._open and self._open[-1][0] == paragraph.parent):
            self._apart.append((block, paragraph.parent))
        elif not paragraph.parent and len(paragraph.path) > 1:
            block.set(ABOVE, "")
        self.blocks[paragraph.id] = block
        self._inline.write(block, stretch, 0, len(stretch.words))

    def _in_body(self, section: etree._Element, stretch: Stretch, stray: str) -> None:
        paragraph = stretch.paragraph
        if paragraph.kind == "heading":
            self._open, self._titled = [], _add(section, "section")
            _numbered(self._titled, stretch)
            self._block(self._titled, stretch, stray, "heading")
            return
        if paragraph.kind != "operative":
            self._open = []
            if not stretch.number and self._titled is None:
                self._block(section, stretch, stray)
                return
        while self._open and self._open[-1][0] != paragraph.parent:
            self._open.pop()
        holder = self._titled if self._titled is not None else section
        element = _add(_list(self._open[-1][1]), "point") if self._open else _add(holder, "paragraph")
        _numbered(element, stretch)
        self._block(_add(element, "content"), stretch, stray)
        if paragraph.kind == "operative":
            self._open.append((paragraph.id, element))

    def _before_or_after(self, section: etree._Element, stretch: Stretch, stray: str) -> None:
        """A paragraph of the cover page, the preface, the preamble or the conclusions."""
        holder = section
        if stretch.paragraph.kind == "formula":
            holder = _add(section, "formula", name="enactingFormula")
        elif stretch.paragraph.kind == "preambular":
            holder = self._container(section, stretch)
        if stretch.number:
            last = holder[-1] if len(holder) and etree.QName(holder[-1]).localname == "blockList" else None
            holder = _add(_add(holder, "blockList") if last is None else last, "item")
            _numbered(holder, stretch)
        self._block(holder, stretch, stray)

    def _container(self, section: etree._Element, stretch: Stretch) -> etree._Element:
        """The container of a recital; a numbered item stands in that of the recital that it is an item of."""
        paragraph = stretch.paragraph
        if stretch.number and self._open and self._open[-1][0] == paragraph.parent:
            return self._open[-1][1]
        container = _add(section, "container", name="recital")
        self._open = [(paragraph.id, container)]
        return container

    def _table(self, section: etree._Element, rows: Sequence[Stretch], stray: str) -> None:
        self._open = []
        if self._titled is not None:
            section = _add(_add(self._titled, "paragraph"), "content")
        table = _add(section, "table")
        table.set(KIND, rows[0].paragraph.kind)
        if stray:
            table.set(PART, stray)
        of_text(table, rows[0].paragraph)
        for stretch in rows:
            row = _add(table, "tr")
            start = 0
            for cell in stretch.words.split("\t"):
                block = _add(_add(row, "td"), "p")
                self.blocks.setdefault(stretch.paragraph.id, block)
                self._inline.write(block, stretch, start, start + len(cell))
                start += len(cell) + 1


def _numbered(element: etree._Element, stretch: Stretch) -> None:
    """Write the printed number, where there is one, into the element that it numbers."""
    if stretch.number:
        _add(element, "num").text = legible(stretch.number)


def _list(element: etree._Element) -> etree._Element:
    """The list below a paragraph; its own words become what introduces the list."""
    last = element[-1]
    if etree.QName(last).localname == "content":
        last.tag = f"{{{AKN}}}intro"
        listed = _add(element, "list")
        listed.append(last)
        return listed
    return last


def _rows(held: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Where each paragraph or table begins, and how many rows it has; 0 for a paragraph."""
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(held):
        end = place
        while end < len(held) and _is_row(held[end]) and (end == place or held[end].close):
            end += 1
        found.append((place, end - place))
        place = max(end, place + 1)
    return found


def _is_row(stretch: Stretch) -> bool:
    row = stretch.paragraph.kind == "other" and not stretch.number and "\t" in stretch.words
    return row and bool(fold(stretch.words))


def _add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{AKN}}}{name}", attributes)

"""Akoma Ntoso (AKN4UN): the structure is what the mark-up says, laid out as the printed document is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import cast

from lxml import etree

from dispositif.errors import DamagedFile
from dispositif.reading import akn_votes
from dispositif.reading.akn_mending import Item, annex, mend
from dispositif.reading.akn_names import ABOVE, CODES, HEADING, KIND, PART, PATH, TEXT, UNMARKED
from dispositif.reading.composition import Composition, fold, mark, superscript
from dispositif.reading.markup import all_words, local_name, parse_xml
from dispositif.text import BELOW_NONE, Text

_PARAGRAPHS = {"p", "block", "li", "longTitle", "listIntroduction", "listWrapUp"}
_HEADINGS = {"subheading", "crossHeading", "heading"}
_TITLED = {"section", "part", "chapter"}
_SIDE_BY_SIDE = {"list", "sublist", "section", "part", "container"}
_NESTED = {"blockList", "list", "table", "embeddedStructure", "ul", "ol"}
_WORDS = {"content", "intro", "wrapUp", "listIntroduction", "listWrapUp"}
_DOCUMENTS = {"statement", "doc", "act", "bill", "debate", "debateReport", "officialGazette", "judgment", "amendment"}
_COLLECTIONS = {
    "collectionBody", "component", "components", "documentCollection", "attachment", "attachments", "amendmentList",
    "amendmentBody", "amendmentHeading", "amendmentContent", "amendmentReference", "amendmentJustification",
}  # fmt: skip
_AROUND = {"coverPage": "masthead", "preface": "title", "conclusions": "conclusion"}
_ELSEWHERE = {"documentRef", "componentRef"}
_CELLS = {"td", "th", "tr"}
_NOT_TEXT = {"meta", "img", "presentation"}
_NOT_A_WORD = re.compile(r"[^\w]")


def extract(content: bytes) -> Text:
    """The text of an Akoma Ntoso file, recovered as far as it goes where the file is not well formed."""
    root, fault = parse_xml(content)
    reader = _Reader(root)
    for child in root:
        reader.part_of_file(child)
    if not reader.items and fault:
        raise DamagedFile(
            "the Akoma Ntoso file breaks off before its text: it is not well formed from "
            f"line {fault.line}, column {fault.column} on: {fault.message}. Fetch it again."
        )
    composition = Composition("application/akn+xml")
    composition.facts.update(facts(root))
    starts = _compose(mend(reader.items), composition)
    for marker, words, text, path in reader.notes:
        composition.note(marker, words, kind="footnote", text=text, path=path or ((marker,) if marker else ()))
    if reader.elsewhere:
        composition.warn("unread-part", "Other files are a part of the document, which were not read.")
    if reader.removed:
        composition.warn(
            "tracked-changes",
            f"The document holds {reader.removed} tracked changes; it was read as if all were accepted.",
        )
    if fault:
        place = next((start for line, start in starts if line >= fault.line), None)
        message = (
            f"The XML is not well formed from line {fault.line}, column {fault.column} on: {fault.message}. "
            "It was read as far as it goes."
        )
        composition.warn("not-well-formed", message, place, place)
    return composition.text()


def _compose(items: list[Item], composition: Composition) -> list[tuple[int, int]]:
    """Lay the paragraphs out; gives the line of the file and the offset in the text of each."""
    starts: list[tuple[int, int]] = []
    begun: dict[int, int] = {}
    for place, (item, following) in enumerate(zip_longest(items, items[1:])):
        if item.rows:
            composition.table(item.rows, kind="other", part=item.part, text=item.text, stated=item.stated)
            continue
        depth = max(item.depth, len(item.path))
        lead = "\t" * depth + (item.number + "\t" if item.number else "")
        begun[place] = len(composition) + len(lead)
        starts.append((item.line, begun[place]))
        masthead = item.kind == "masthead" and following is not None and following.kind == "masthead"
        composition.block(
            item.words,
            number=item.number,
            level=max(depth - 1, 0),
            style=item.kind if item.kind in ("title", "heading") else "",
            kind=item.kind,
            part=item.part,
            path=item.path,
            above=BELOW_NONE if item.alone else -1 if item.above is None else begun.get(item.above, -1),
            text=item.text,
            lead=lead,
            gap="\n" if masthead else "\n\n",
        )
    return starts


@dataclass
class _Paragraph:
    """One numbered element of the body while its words are gathered."""

    path: tuple[str, ...]
    number: str
    kind: str
    own: list[etree._Element] = field(default_factory=list)
    opened: bool = False
    item: int | None = None


class _Reader:
    """Walks the file and gathers its paragraphs in the order in which they are printed."""

    def __init__(self, root: etree._Element) -> None:
        self.items: list[Item] = []
        self.removed = 0
        self.elsewhere = 0
        self._identified = {name: e for e in root.iter("{*}note", "{*}component") for name in [e.get("eId")] if name}
        self.notes: list[tuple[str, str, int, tuple[str, ...]]] = []
        self._noted: set[etree._Element] = set()
        self._part = "main"
        self._annexes = 0
        # The place among the items of the paragraph that what is read hangs below.
        self._above: int | None = None
        # The places among the items of paragraphs that say what they are, by their `eId`.
        self._known: dict[str, int] = {}
        self._statement = ""

    def part_of_file(self, element: etree._Element) -> None:
        """Read a document, or one of the parts that it is made of."""
        name = local_name(element)
        if name in _DOCUMENTS or name in _COLLECTIONS:
            outer = self._part, self._statement
            if name == "attachments":
                self._part = annex(self._annexes + 1)
            if name == "attachment":
                self._annexes += 1
                self._part = annex(self._annexes)
            if name in _DOCUMENTS:
                self._statement = element.get("name", "")
            for child in element:
                self.part_of_file(child)
            self._part, self._statement = outer
        elif name in _AROUND:
            self._each(element, "heading" if name == "preface" and self._part != "main" else _AROUND[name])
        elif name == "preamble":
            self._preamble(element)
        elif name in _ELSEWHERE:
            self.elsewhere += self._referred_to(element) is None
        elif name in ("mainBody", "body"):
            for child in element:
                self._body(child)
        elif name and name not in _NOT_TEXT:
            self._body(element)

    def _add(self, kind: str, elements: list[etree._Element], *, depth: int = 0, number: str = "",
             path: tuple[str, ...] = ()) -> None:  # fmt: skip
        words = fold(" ".join(self._words(element) for element in elements))
        if not words:
            return
        line = _last_line(elements[-1])
        stated, part, text = elements[0].get(KIND), self._part, _text(elements[0])
        if stated:
            kind, path = stated, tuple(elements[0].get(PATH, "").split())
            part = elements[0].get(PART, part)
        above = self._above if stated in ("operative", "preambular") else None
        said = elements[0].get(ABOVE) if stated else None
        if stated:
            above = self._known.get(said or "", above)
            if name := elements[0].get("eId"):
                self._known[name] = len(self.items)
        self.items.append(Item(kind, words, part, path, number, depth, [], line, bool(stated), above, said == "", text))

    def _each(self, section: etree._Element, kind: str) -> None:
        for child in section:
            if local_name(child) in ("container", "blockContainer"):
                self._each(child, kind)
            elif local_name(child) in _PARAGRAPHS:
                self._add(kind, [child])
            else:
                self._body(child)

    def _words(self, element: etree._Element) -> str:
        """The running words of an element, its notes put by and their markers left in their place."""
        pieces = [element.text or ""]
        for child in element:
            name = local_name(child)
            if name == "authorialNote":
                marker = (child.get("marker") or "").strip()
                if not child.get(UNMARKED):
                    pieces.append(mark("".join(pieces[-2:]), marker))
                self._note(marker, child)
            elif name == "noteRef":
                self._referred(child, pieces)
            elif name == "del":
                self.removed += 1
            elif name in _CELLS:
                pieces += " ", self._words(child), " "
            elif name in ("br", "eol"):
                pieces.append(" ")
            elif name == "sup":
                pieces.append(superscript("".join(pieces[-2:]), self._words(child)))
            elif name:
                pieces.append(self._words(child))
            if child.tail:  # the last pieces say how a mark stands behind what is before it
                pieces.append(child.tail)
        return "".join(pieces)

    def _referred(self, reference: etree._Element, pieces: list[str]) -> None:
        """Put a note that is kept elsewhere in the file where a reference to it stands."""
        marker = (reference.get("marker") or "").strip()
        note = self._referred_to(reference)
        pieces.append(mark("".join(pieces[-2:]), marker))
        if note is not None and note not in self._noted:
            self._noted.add(note)
            self._note(marker or (note.get("marker") or "").strip(), note)

    def _referred_to(self, reference: etree._Element) -> etree._Element | None:
        """What a reference points to inside the file."""
        address = reference.get("href") or reference.get("src") or ""
        return self._identified.get(address.removeprefix("#"))

    def _note(self, marker: str, note: etree._Element) -> None:
        place = len(self.notes)
        path = tuple(note[0].get(PATH, "").split()) if len(note) else ()
        text = _text(note[0]) if len(note) else 1
        self.notes.append((marker, "", text, path))
        self.notes[place] = marker, fold(" ".join(self._words(part) for part in note) or self._words(note)), text, path

    def _preamble(self, section: etree._Element) -> None:
        for child in section:
            name = local_name(child)
            if name == "formula":
                self._add("formula", list(child) or [child], depth=1)
            elif name in _PARAGRAPHS:
                self._add("preambular", [child], depth=1)
            elif name in ("container", "recital"):
                self._recital(child)
            elif name == "recitals":
                self._preamble(child)
            elif name in _WORDS:
                self._add("preambular", [child], depth=1)
            elif name:
                self._body(child)

    def _recital(self, container: etree._Element) -> None:
        own = [child for child in container if local_name(child) in _PARAGRAPHS]
        nested = [child for child in container if local_name(child) not in ("", "num") and child not in own]
        number, plain = _number(container)
        self._above = None
        chapeau = len(self.items)
        path = (plain,) if plain else ()
        self._add("preambular", own if own or nested else [container], depth=1, number=number, path=path)
        self._above = chapeau if len(self.items) > chapeau else None
        for child in nested:
            if local_name(child) in ("blockList", "list"):
                for item in child:
                    if local_name(item) in _WORDS:
                        self._add("preambular", [item], depth=1)
                    elif local_name(item):
                        self._recital_point(item)
            else:
                self._body(child)
        self._above = None

    def _recital_point(self, item: etree._Element) -> None:
        number, plain = _number(item)
        own = [child for child in item if local_name(child) not in ("", "num")]
        self._add("preambular", own or [item], depth=2, number=number, path=(plain,) if plain else ())

    def _body(self, element: etree._Element, path: tuple[str, ...] = (), depth: int = 1, number: str = "") -> None:
        """Read one element of the body; `number` is the printed number that a parent left to its first words."""
        name = local_name(element)
        if name in _HEADINGS:
            self._add("heading", [element])
        elif name in _PARAGRAPHS:
            self._add("operative", [element], depth=1, path=path)
        elif name == "table":
            self._table(element)
        elif name == "authorialNote":
            self._note((element.get("marker") or "").strip(), element)
        elif name in ("docTitle", "docNumber"):
            self._add("title", [element])
        elif name and name not in _NOT_TEXT:
            self._division(element, name, path, depth, number)

    def _division(self, element: etree._Element, name: str, path: tuple[str, ...], depth: int, inherited: str) -> None:
        printed, plain = _number(element)
        kind = "heading" if name in _TITLED else "operative"
        if name == "alinea" and self._statement == "presidentialStatement":
            kind = "formula"
        paragraph = _Paragraph((*path, plain) if plain else path, printed or inherited, kind)
        for child in element:
            part = local_name(child)
            if part in ("", "num"):
                continue
            if part in _WORDS:
                self._content(child, paragraph, depth)
            elif part in _PARAGRAPHS:
                paragraph.own.append(child)
            elif part in _HEADINGS and not paragraph.opened and not paragraph.own:
                self._add("heading", [child], number=paragraph.number)
                paragraph.opened = True
            else:
                self._flush(paragraph, depth)
                # A list directly inside its paragraph holds the words that the paragraph's number belongs to.
                passed = not paragraph.opened and part in ("list", "sublist") and bool(paragraph.number)
                deeper = depth if passed or name in _SIDE_BY_SIDE else depth + 1
                outer, self._above = self._above, self._above if paragraph.item is None else paragraph.item
                self._body(child, paragraph.path, deeper, paragraph.number if passed else "")
                self._above = outer
                paragraph.opened = paragraph.opened or passed
        self._flush(paragraph, depth)

    def _content(self, content: etree._Element, paragraph: _Paragraph, depth: int) -> None:
        inner = [child for child in content if local_name(child)]
        lines = [child for child in inner if local_name(child) in _PARAGRAPHS]
        nested = [child for child in inner if local_name(child) in _NESTED or (lines and child not in lines)]
        paragraph.own += lines if lines or nested else [content]
        for child in nested:
            self._flush(paragraph, depth)
            if local_name(child) in ("ul", "ol"):
                for item in child.iterchildren("{*}li"):
                    self._add("operative", [item], depth=depth + 1, number="•", path=(*paragraph.path, "•"))
            else:
                self._body(child, paragraph.path, depth + 1)
        if local_name(content) != "content":
            self._flush(paragraph, depth)

    def _flush(self, paragraph: _Paragraph, depth: int) -> None:
        if paragraph.own:
            number = "" if paragraph.opened else paragraph.number
            if paragraph.item is None:
                paragraph.item = len(self.items)
            self._add(paragraph.kind, paragraph.own, depth=depth, number=number, path=paragraph.path)
            paragraph.own, paragraph.opened = [], True

    def _table(self, table: etree._Element) -> None:
        rows = [
            [fold(self._words(cell)) for cell in row if local_name(cell) in ("td", "th")] for row in table.iter("{*}tr")
        ]
        if any(any(row) for row in rows):
            part, stated = table.get(PART, self._part), table.get(KIND) is not None
            self.items.append(Item("other", "", part, rows=rows, text=_text(table), stated=stated))


def _text(element: etree._Element) -> int:
    """Which of several texts an element is said to be of, from 1."""
    stated = element.get(TEXT, "")
    return int(stated) if stated.isdecimal() else 1


def _last_line(element: etree._Element) -> int:
    """The line of the file on which the last element inside begins."""
    while len(element):
        element = element[-1]
    return cast("int | None", element.sourceline) or 0


def _number(element: etree._Element) -> tuple[str, str]:
    number = element.find("{*}num")
    printed = fold(all_words(number)) if number is not None else ""
    return printed, _NOT_A_WORD.sub("", printed) or ("•" if printed else "")


def facts(root: etree._Element) -> dict[str, str]:
    """What the cover page and the metadata of a file state about its document. See `Text.facts`."""
    found: dict[str, str] = {}
    for name, value in _stated(root):
        if value and value != "0001-01-01":
            found.setdefault(name, value)
    return found


def _stated(root: etree._Element) -> Iterator[tuple[str, str]]:
    """What the cover page and the metadata state, the most telling first."""
    for heading in root.iter(HEADING):
        for name in ("symbol", "adopted", "session", "title"):
            yield name, heading.get(name, "")
    for language in root.iter("{*}FRBRlanguage"):
        code = language.get("language", "")
        yield "language", CODES.get(code, code)
    for cover in root.iter("{*}coverPage"):
        yield from _cover(cover)
    for date in root.iterfind(".//{*}FRBRWork/{*}FRBRdate"):
        if date.get("name") == "adoption":
            yield "adopted", date.get("date", "")
    for title in root.iter("{*}docTitle"):
        if title.get("refersTo") == "#resolutionTitle":
            yield "title", fold(all_words(title))
    yield from akn_votes.facts(root)


def _cover(cover: etree._Element) -> Iterator[tuple[str, str]]:
    for number in cover.iter("{*}docNumber"):
        yield "symbol", fold(all_words(number))
    for date in cover.iter("{*}docDate"):
        if date.get("refersTo") == "#adoptionDate":
            yield "adopted", date.get("date", "")
    for session in cover.iter("{*}session"):
        yield "session", session.get("value", "")
    for role in ("#subsidiaryBody", "#issuingBody"):
        for authority in cover.iter("{*}docAuthority"):
            if authority.get("refersTo") == role:
                yield "body", fold(all_words(authority))

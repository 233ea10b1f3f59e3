"""The words of a DOCX paragraph: its runs as they would be printed, tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dispositif.reading.composition import mark, superscript
from dispositif.reading.docx_fields import FieldNumbers
from dispositif.reading.docx_numbering import Styles
from dispositif.reading.docx_package import W, attribute, child
from dispositif.reading.markup import all_words, local_name
from dispositif.reading.numerals import of_word

_REMOVED = {"del", "moveFrom"}
_ADDED = {"ins", "moveTo"}
_TRANSPARENT = {
    "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo", "oMath",
    "oMathPara", "ruby", "rubyBase", "r",
}  # fmt: skip
OFF = ("0", "false", "off", "none")
"""The values with which a property says that it does not hold."""
_PRIVATE_USE = 0xF000
_SYMBOL_BULLETS = {0xB7, 0xA7, 0xA8, 0x6C, 0x6E, 0x76, 0xD8, 0xFC, 0x71}
_GREEK = dict(zip(b"abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True))


class Runs:
    """Reads paragraphs in order; remembers what reaches over them: open fields, notes counted, changes seen."""

    def __init__(self, styles: Styles, forms: dict[str, str]) -> None:
        self.boxes: list[etree._Element] = []
        self.notes: list[tuple[str, str, str]] = []
        self.changes = 0
        self.subdocuments = 0
        self.hidden = False  # whether the style of the paragraph hides its words
        self._styles = styles
        self._forms = forms
        self._counts = {"footnote": 0, "endnote": 0}
        self._fields: list[str] = []
        self._codes: list[str] = []
        self._field_numbers = FieldNumbers()
        self._pieces: list[str] = []
        self._raised: list[str] = []

    def words(self, paragraph: etree._Element) -> str:
        """What a paragraph says. Its text boxes are put in `boxes`, its notes in `notes` (kind, identifier, marker)."""
        self._pieces, self._raised = [], []
        self._walk(paragraph)
        self._flush()
        return "".join(self._pieces)

    def count_change(self) -> None:
        """Note that a tracked change was read as accepted."""
        self.changes += 1

    def _walk(self, parent: etree._Element) -> None:
        for element in parent:
            name = local_name(element)
            if name in _REMOVED:
                self.count_change()
            elif name == "AlternateContent":
                self._walk_run(alternative(element), raised=False)
            elif name == "subDoc":
                self.subdocuments += 1
            elif name == "fldSimple" and next(element.iter(f"{W}t"), None) is None:
                self._write(self._field_numbers.next(attribute(element, "instr")), raised=False)
            elif is_placeholder(element):
                continue
            elif name == "r" and element.tag != W + "r":
                self._write(all_words(element), raised=False)
            elif name == "r":
                self._run(element)
            elif name in _TRANSPARENT:
                if name in _ADDED:
                    self.count_change()
                self._walk(element)

    def _run(self, run: etree._Element) -> None:
        properties = child(run, "rPr")
        raised = False
        if properties is None:
            if self.hidden:
                return
        else:
            if child(properties, "del") is not None:
                return
            if self._is_hidden(properties):
                return
            raised = attribute(child(properties, "vertAlign"), "val") == "superscript"
        self._walk_run(run, raised=raised)

    def _is_hidden(self, properties: etree._Element) -> bool:
        vanish = child(properties, "vanish")
        if vanish is None:
            for _, style in self._styles.chain(attribute(child(properties, "rStyle"), "val")):
                vanish = style.find(f"{W}rPr/{W}vanish")
                if vanish is not None or attribute(style, "type") == "paragraph":
                    break
        return self.hidden if vanish is None else attribute(vanish, "val") not in OFF

    def _walk_run(self, run: etree._Element, *, raised: bool) -> None:
        for element in run:
            name = local_name(element)
            if name == "fldChar":
                self._field(attribute(element, "fldCharType"))
            elif name == "instrText":
                self._codes[-1:] = [code + (element.text or "") for code in self._codes[-1:]]
            elif name in ("drawing", "pict", "object", "txbxContent", "AlternateContent"):
                self._drawing(element, name)
            elif "code" in self._fields:
                continue
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(element, name.removesuffix("Reference"))
            elif name == "ruby":
                self._walk(element)
            else:
                self._write("".join(_printed(element, name)), raised=raised)

    def _drawing(self, element: etree._Element, name: str) -> None:
        if name == "AlternateContent":
            self.boxes += _boxes(alternative(element))
        else:
            self.boxes += _boxes(element)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("code")
            self._codes.append("")
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            code = self._codes.pop()
            if self._fields.pop() == "code" and "code" not in self._fields:
                self._write(self._field_numbers.next(code), raised=False)

    def _note(self, reference: etree._Element, kind: str) -> None:
        own_mark = attribute(reference, "customMarkFollows") not in ("", *OFF)
        if not own_mark:
            self._counts[kind] += 1
        marker = "" if own_mark else of_word(self._counts[kind], self._forms.get(kind, "decimal"))
        self.notes.append((kind, attribute(reference, "id"), marker))
        if marker:
            self._flush()
            self._pieces.append(mark("".join(self._pieces[-1:]), marker))

    def _write(self, words: str, *, raised: bool) -> None:
        if not words:
            return
        if raised:
            self._raised.append(words)
            return
        self._flush()
        self._pieces.append(words)

    def _flush(self) -> None:
        if self._raised:
            raised, self._raised = "".join(self._raised), []
            self._pieces.append(superscript("".join(self._pieces[-1:]), raised))


def _printed(element: etree._Element, name: str) -> Iterator[str]:
    match name:
        case "t":
            words = element.text or ""
            preserved = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            yield words if preserved else words.strip(" \t\r\n")
        case "tab" | "ptab":
            yield "\t"
        case "br":
            yield "\n" if attribute(element, "type") in ("", "textWrapping") else ""
        case "cr":
            yield "\n"
        case "noBreakHyphen":
            yield "-"
        case "sym":
            yield _symbol(attribute(element, "char"), attribute(element, "font").lower())


def _symbol(code: str, font: str) -> str:
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if point < _PRIVATE_USE:
        return chr(point) if 31 < point < 0xD800 else ""
    low = point - _PRIVATE_USE
    if font == "symbol" and low in _GREEK:
        return _GREEK[low]
    if low in _SYMBOL_BULLETS:
        return "•"
    return chr(low) if font == "symbol" and 31 < low < 127 else ""


def _boxes(element: etree._Element) -> list[etree._Element]:
    """The text boxes in a drawing, outermost only, the older copies for other programs left out."""
    if element.tag == f"{W}txbxContent":
        return [element]
    if local_name(element) == "AlternateContent":
        return _boxes(alternative(element))
    found: list[etree._Element] = []
    for inner in element:
        found += _boxes(inner)
    return found


def is_placeholder(element: etree._Element) -> bool:
    """Whether an element is a form's field that nobody has filled in."""
    return local_name(element) == "sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def alternative(element: etree._Element) -> etree._Element:
    """Of what is stored in several forms, the one to read: the newest that holds words, the one for other programs."""
    forms = [form for form in element if local_name(form) in ("Choice", "Fallback")]
    return next((form for form in forms if any(True for _ in form.iter(f"{W}t"))), element)

"""HTML: the instrument's text out of a saved web page, with the numbers that a browser prints."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from dispositif.errors import DamagedFile
from dispositif.reading.composition import UNSEEN, Composition, fold, is_number, raised, superscript
from dispositif.reading.html_content import BLOCKS, blocks_within, main_content, prune
from dispositif.reading.html_lists import ListCount, ListStyles
from dispositif.reading.html_notes import Notes
from dispositif.reading.html_styles import Sheet
from dispositif.reading.markup import all_words, local_name
from dispositif.reading.plain import decode, is_utf8
from dispositif.reading.web_archive import is_mail
from dispositif.reading.web_archive import page as archived_page
from dispositif.text import Text, TextWarning

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE
)
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\f\r"} | {0xFFFE: None, 0xFFFF: None}
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_SPACED = re.compile(r" {2,}")
_BREAK = re.compile(r" *\n *")
_IGNORED_BY_WORD = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_LIST_LEVEL = re.compile(r"mso-list\s*:[^;]*level(\d)", re.IGNORECASE)
_MARKER_IN_WORDS = re.compile(r"[\[(]?[\w*†‡§]{1,5}[\])]?\.?\s*")
_CHARSET_WITHIN = 4096
_SOURCE = re.compile(r"\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_LAID_OUT = 3
_LITTLE = 600


def extract(content: bytes) -> Text:
    """The text of the instrument that a web page shows, or whose source it shows."""
    text = _extract(content)
    return _extract(text.characters.encode()) if _SOURCE.match(text.characters) else text


def _extract(content: bytes) -> Text:
    stated = ""
    if is_mail(content):
        content, stated = archived_page(content)
    characters, warnings = _decode(content, stated)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True, remove_comments=True)
    try:
        root = etree.fromstring(characters.translate(_CONTROLS).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise DamagedFile(f"the HTML holds nothing that can be read ({error}). Save the page again.") from error
    if root is None:
        raise DamagedFile("the HTML holds nothing that can be read. Save the page again.")
    composition = Composition("text/html")
    for warning in warnings:
        composition.warn(warning.code, warning.message)
    too_deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    if too_deep:
        composition.warn("not-well-formed", "What is nested deeper than 256 elements was not read.")
    sheet = Sheet(root)
    styles = ListStyles(sheet)
    frames = [frame for frame in root.iter("frame", "iframe") if (frame.get("src") or "").strip()]
    prune(root, sheet)
    page = _Page(composition, styles, Notes(root))
    for element in main_content(root):
        page.read(element)
    if too_deep and not len(composition):
        raise DamagedFile("all that the page says is nested deeper than 256 elements. Copy its text into a text file.")
    if frames and len(composition) < _LITTLE:
        if not len(composition):
            raise DamagedFile("the page shows another page in a frame and holds no text. Save that page.")
        composition.warn("unread-part", "The page shows another page in a frame, which was not read. Save that page.")
    return composition.text()


def _decode(content: bytes, stated: str) -> tuple[str, tuple[TextWarning, ...]]:
    if content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(content)
    declared = _CHARSET.search(content[:_CHARSET_WITHIN])
    name = (declared[1] or declared[2]).decode("ascii", "replace").lower() if declared else stated
    if name:
        # What is declared may be the template's; no other encoding is UTF-8 by chance.
        name = "utf-8" if b"\x00" not in content and is_utf8(content) else name
        # Browsers read Latin-1 as Windows-1252, and a declared UTF-16 in single bytes cannot be.
        name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "utf-16": "utf-8"}.get(name, name)
        try:
            return content.decode(name), ()
        except (LookupError, UnicodeError):
            pass
    return decode(content)


class _Page:
    """Composes the blocks of a page."""

    def __init__(self, composition: Composition, styles: ListStyles, notes: Notes) -> None:
        self._composition = composition
        self._styles = styles
        self._notes = notes
        self._pieces: list[str] = []
        self._number = ""
        self._level = 0
        self._depth = 0
        self._style = ""
        self._note: str | None = None
        self._noted: list[str] = []
        self._titled = False

    def read(self, element: etree._Element) -> None:
        """Read an element and all in it."""
        self._element(element)
        self._flush()

    def _element(self, element: etree._Element) -> None:
        name = local_name(element)
        if element in self._notes.blocks:
            self._footnote(element)
        elif name in ("ol", "ul", "menu"):
            self._list(element)
        elif name == "table":
            self._flush()
            self._table(element)
        elif name == "dt" and is_number(fold(all_words(element))):
            self._flush()
            self._number = fold(all_words(element))
        elif name in BLOCKS:
            self._block(element, name)
        else:
            self._inline(element, name)

    def _children(self, element: etree._Element) -> None:
        self._pieces.append(_SPACE.sub(" ", element.text or ""))
        for child in element:
            self._element(child)
            self._pieces.append(_SPACE.sub(" ", child.tail or ""))

    def _block(self, element: etree._Element, name: str) -> None:
        self._flush()
        level = _LIST_LEVEL.search(element.get("style") or "")
        outer = self._style, self._level
        if name[0] == "h" and name[1:].isdigit():
            self._style = "heading" if self._titled or name != "h1" else "title"
            self._titled = self._titled or name == "h1"
        if level:
            self._style, self._level = "list", int(level[1]) - 1
        if name == "pre":
            for lines in re.split(r"\n\s*\n", all_words(element).translate(UNSEEN)):
                self._add("\n".join(line.rstrip() for line in lines.strip("\n").split("\n")))
        else:
            self._children(element)
        self._flush()
        self._style, self._level = outer

    def _inline(self, element: etree._Element, name: str) -> None:
        if name == "br":
            self._break()
        elif name == "q":
            self._pieces.append("“")
            self._children(element)
            self._pieces.append("”")
        elif name == "sup" or element in self._notes.markers:
            words = all_words(element)
            link = next((e for e in element.iter() if e in self._notes.markers), None)
            marker = self._notes.markers[link] if link is not None else words
            if not (link is None and any(self._notes.is_return(e) for e in element.iter("a"))):
                self._pieces.append(superscript(self._before(), marker.strip("[]() ")))
        elif name == "a" and self._notes.is_return(element):
            return
        elif _IGNORED_BY_WORD.search(element.get("style") or "") and not self._before().strip():
            self._number = fold(all_words(element).replace("\xa0", " "))
            self._number = self._number if any(map(str.isalnum, self._number[:2])) or self._number[:1] in "(–-" else "•"
        elif name:
            self._children(element)

    def _before(self) -> str:
        """The last words gathered so far."""
        return next((piece for piece in reversed(self._pieces) if piece.strip(" ")), "")

    def _break(self) -> None:
        """A line break; two of them part paragraphs."""
        if self._before().rstrip(" ").endswith("\n"):
            self._flush()
        else:
            self._pieces.append("\n")

    def _list(self, element: etree._Element) -> None:
        self._flush()
        count = ListCount(element, self._styles)
        outer = self._style, self._level
        for child in element:
            name = local_name(child)
            if name == "li":
                self._flush()
                self._style, self._level = "list", self._depth
                number = count.number(child)
                if child in self._notes.blocks:
                    self._footnote(child)
                    continue
                self._number = number
                self._depth += 1
                self._children(child)
                self._flush()
                self._number = ""
                self._depth -= 1
            elif name:
                self._element(child)
        self._flush()
        self._style, self._level = outer

    def _footnote(self, element: etree._Element) -> None:
        self._flush()
        self._note, self._noted = self._notes.blocks.pop(element), []
        marker = self._note
        self._notes.blocks[element] = marker
        self._children(element)
        self._flush()
        self._note = None
        words = fold(" ".join(self._noted))
        own = _MARKER_IN_WORDS.match(words)
        if own and own[0].strip("[](). \xa0") in (marker, raised(marker)):
            words = words[own.end() :]
        if words:
            self._composition.note(marker, words)

    def _table(self, table: etree._Element) -> None:
        rows = [
            [cell for cell in row if local_name(cell) in ("td", "th")]
            for row in table.iter("tr")
            if next(row.iterancestors("table")) is table
        ]
        nested = next((inner for inner in table.iter("table") if inner is not table), None)
        longest = max((sum(1 for e in cell.iter("p", "div", "li")) for row in rows for cell in row), default=0)
        single = all(len(row) <= 1 for row in rows)
        if nested is not None or single or longest > _LAID_OUT or table.get("role") == "presentation":
            for child in table:
                self._element(child)
            return
        self._composition.table([[self._cell(cell) for cell in row] for row in rows])

    def _cell(self, cell: etree._Element) -> str:
        outer, self._pieces = self._pieces, []
        words = self._inline_words(cell)
        self._pieces = outer
        return fold(words)

    def _inline_words(self, element: etree._Element) -> str:
        """The words of a cell as one line, whatever blocks they stand in."""
        self._pieces.append(element.text or "")
        for child in element:
            name = local_name(child)
            if name in BLOCKS or name == "br":
                self._pieces.append(" ")
                self._inline_words(child)
                self._pieces.append(" ")
            elif blocks_within(child):
                self._inline_words(child)
            else:
                self._inline(child, name)
            self._pieces.append(child.tail or "")
        return "".join(self._pieces)

    def _flush(self) -> None:
        """End the block that is being gathered."""
        words, self._pieces = "".join(self._pieces), []
        words = _BREAK.sub("\n", _SPACED.sub(" ", words)).strip(" \n")
        if not words.strip(" \xa0\n"):
            return
        self._add("\n".join(fold(line) for line in words.split("\n")))

    def _add(self, words: str) -> None:
        words = words.strip(" \n\xa0")
        if not words:
            return
        number, self._number = self._number, ""
        if self._note is not None:
            self._noted.append(words)
            return
        style = self._style if self._style != "list" or number or self._depth else ""
        self._composition.block(words, number=number, level=self._level, style=style or ("list" if number else ""))

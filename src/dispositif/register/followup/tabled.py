"""The matrix as a document, as a secretariat tables it: landscape, the header row repeated, the verbatim paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from typing import Any
from unicodedata import bidirectional

import docx
from django.utils.translation import get_language_bidi, gettext_noop
from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from dispositif.exports.edition import printable
from dispositif.register.followup.reports import Line
from dispositif.register.holdings.listing import colon, in_words, with_commas

_COLUMNS = (
    (gettext_noop("Paragraph"), 2.9),
    (gettext_noop("Text"), 8.6),
    (gettext_noop("Action taken"), 7.2),
    (gettext_noop("Status"), 3.1),
    (gettext_noop("Remarks"), 4.1),
)
"""The headings and widths in centimetres: an A4 page in landscape between margins of 1.9 cm."""
_A4 = (Cm(29.7), Cm(21.0))
_MARGIN = Cm(1.9)
_SERIF, _SANS = "Liberation Serif", "Liberation Sans"
_SHADE = "E3E8EE"
_KEPT_TOGETHER = 1200  # characters of a row that is not broken at the end of a page
_RTL = ("ar", "fa", "he", "ur")


def write(title: str, subtitle: str, lines: Sequence[Line]) -> bytes:
    """The document's content: a table for each instrument, in the order of the lines."""
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = title, ""
    made.core_properties.created = made.core_properties.modified = datetime.now(UTC).replace(tzinfo=None)
    _set_page(made)
    made.add_heading(title, level=0)
    made.add_paragraph(subtitle)
    if not lines:
        made.add_paragraph(_("There is no mandate to report on."))
    for (name, body, adopted), some in groupby(lines, key=lambda line: (line.document, line.body, line.adopted)):
        _set_off(made.add_heading(name, level=1))
        when = in_words(datetime.fromisoformat(adopted).date()) if adopted else ""
        # A figure would run on with the name before it, which may run the other way.
        after = "\u200f" if get_language_bidi() else ""
        beneath = made.add_paragraph(with_commas(filter(None, (f"{body}{after}", when))))
        beneath.paragraph_format.keep_with_next = True
        _say(beneath)
        _add_table(made, list(some))
    _turn(made)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def _turn(made: Document) -> None:
    """Let each paragraph run from right to left whose first letter does."""
    for paragraph in made.element.body.iter(qn("w:p")):
        words = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        is_turned = paragraph.find(qn("w:pPr") + "/" + qn("w:bidi")) is not None
        if not is_turned and next((way for way in map(bidirectional, words) if way in ("L", "R", "AL")), "L") != "L":
            _turn_one(paragraph)


def _turn_one(paragraph: Any) -> None:
    paragraph.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for run in paragraph.iter(qn("w:r")):
        run.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _say(paragraph: Paragraph) -> None:
    """Let a paragraph run as the reader's language does, though it may begin with a name in another."""
    if get_language_bidi():
        _turn_one(paragraph._p)


def _set_off(paragraph: Paragraph) -> None:
    """Let a symbol or a number stand where the lines of the reader's language begin; its signs run as they do."""
    if get_language_bidi():
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _set_page(made: Document) -> None:
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    for name, size in (("Normal", 9.5), ("Title", 17), ("Heading 1", 12.5)):
        style = made.styles[name]
        style.font.name, style.font.size = _SANS if name == "Normal" else _SERIF, Pt(size)
        style.font.color.rgb = RGBColor(0x1B, 0x1B, 0x1A)
        _size_of_arabic(style, size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:cs"), style.font.name)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    made.styles["Heading 1"].paragraph_format.keep_with_next = True
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add_field(foot, "PAGE")


def _size_of_arabic(style: Any, points: float) -> None:
    """Letters that run from right to left have a size of their own: the same."""
    properties, size = style.element.rPr, OxmlElement("w:szCs")
    for other in properties.findall(qn("w:szCs")):
        properties.remove(other)
    size.set(qn("w:val"), str(round(points * 2)))
    properties.find(qn("w:sz")).addnext(size)


def _add_table(made: Document, lines: list[Line]) -> None:
    table = made.add_table(rows=1, cols=len(_COLUMNS), style="Table Grid")
    table.autofit = False
    if get_language_bidi() or lines[0].language.partition("-")[0] in _RTL:
        table._tbl.tblPr.insert(1, OxmlElement("w:bidiVisual"))  # after the style, as the schema orders them
    for cell, (heading, _width) in zip(table.rows[0].cells, _COLUMNS, strict=True):
        run = cell.paragraphs[0].add_run(_(heading))
        run.bold = run.font.cs_bold = True
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        shade = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _SHADE)):
            shade.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(shade)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for line in lines:
        _add_row(table, line)
    for column, (_heading, width) in zip(table.columns, _COLUMNS, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _add_row(table: Table, line: Line) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    if len(line.paragraph_text) < _KEPT_TOGETHER and len(line.action_taken) < _KEPT_TOGETHER:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    number, text, action, status, remarks = row.cells
    number.text = line.paragraph
    _add_reference(number, line.mandate)
    for paragraph in number.paragraphs:
        _set_off(paragraph)
    _write_marked(text, line)
    _write(action, line.action_taken)
    _write(status, _standing(line))
    _write(remarks, line.remarks)


def _standing(line: Line) -> str:
    due = _("Due %(day)s") % {"day": in_words(line.standing.due)} if line.standing.due else ""
    each = [f"{name}{colon()}{status}" for name, status in line.by_addressee.items()]
    return "\n".join(filter(None, [line.status, *each, due, line.responsible_unit]))


def _write(cell: _Cell, words: str) -> None:
    first, *rest = _in_xml(words).split("\n")
    cell.paragraphs[0].add_run(first)
    for one in rest:
        cell.add_paragraph(one)
    for paragraph in cell.paragraphs:
        _say(paragraph)


def _write_marked(cell: _Cell, line: Line) -> None:
    """The paragraph, with the words of the doing in bold."""
    for words, is_bold in zip(line.marked, (False, True, False), strict=True):
        run = cell.paragraphs[0].add_run(_in_xml(words))
        run.bold, run.font.name = is_bold, _SERIF


def _add_reference(cell: _Cell, reference: str) -> None:
    run = cell.add_paragraph().add_run(reference)
    run.font.size, run.font.color.rgb = Pt(7), RGBColor(0x56, 0x54, 0x4E)


def _in_xml(words: str) -> str:
    """Words without what XML cannot hold, spaces of every kind included in what it can."""
    return printable(words).translate({0x0B: " ", 0x0C: " ", 0x0D: None})


def _add_field(paragraph: Paragraph, code: str) -> None:
    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)

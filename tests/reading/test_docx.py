"""A Word file as it is printed: the numbers that Word counts, notes, tables, boxes, changes accepted."""

import io
import re
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dispositif import read
from dispositif.errors import DamagedFile, TooLarge
from dispositif.reading import read_text

W = nsdecls("w")


def levels(*described: str) -> str:
    """`<w:lvl>` elements out of "form text" descriptions, further elements after a bar."""
    found = []
    for depth, words in enumerate(described):
        shape, _, further = words.partition("|")
        form, _, printed = shape.partition(" ")
        found.append(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{further}'
            f'<w:lvlText w:val="{printed}"/></w:lvl>'
        )
    return "".join(found)


class Letter:
    """A DOCX in the making."""

    def __init__(self) -> None:
        self.document = docx.Document()
        self.numbering = self.document.part.numbering_part.element
        self.count = 900

    def define(self, *described: str, overrides: str = "", of: int = 0) -> int:
        """Define a list and give its number; `of` an earlier one whose definition it shares."""
        self.count += 1
        if not of:
            abstract = parse_xml(
                f'<w:abstractNum {W} w:abstractNumId="{self.count}">{levels(*described)}</w:abstractNum>'
            )
            self.numbering.insert(0, abstract)
        self.numbering.append(
            parse_xml(
                f'<w:num {W} w:numId="{self.count}"><w:abstractNumId w:val="{of or self.count}"/>{overrides}</w:num>'
            )
        )
        return self.count

    def item(self, words: str, number: int, depth: int = 0):
        paragraph = self.document.add_paragraph(words)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
        )
        return paragraph

    def raw(self, xml: str) -> None:
        """Add a paragraph of the runs given as mark-up."""
        self.document.add_paragraph()._p.append(parse_xml(f"<w:smartTag {W}>{xml}</w:smartTag>"))

    def content(self) -> bytes:
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()

    def text(self):
        return read_text(self.content(), name="letter.docx")[0]

    def lines(self) -> list[str]:
        return [line for line in self.text().characters.split("\n") if line]


@pytest.fixture
def letter() -> Letter:
    return Letter()


def with_part(content: bytes, name: str, kind: str, part: str) -> bytes:
    """A package with one more part that the main document is related to."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry == "word/_rels/document.xml.rels":
                relation = (
                    f'<Relationship Id="rIdX{kind}" Target="{name}" '
                    f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
                )
                data = data.replace(b"</Relationships>", relation.encode())
            new.writestr(entry, data)
        new.writestr(f"word/{name}", part)
    return out.getvalue()


def test_numbers_are_counted_by_level_and_start_again_below(letter):
    number = letter.define("decimal %1.", "lowerLetter (%2)", "lowerRoman (%3)")
    for words, depth in [
        ("Requests", 0),
        ("act", 1),
        ("now", 2),
        ("later", 2),
        ("report", 1),
        ("Urges", 0),
        ("pay", 1),
    ]:
        letter.item(words, number, depth)
    assert letter.lines() == [
        "1.\tRequests", "\t(a)\tact", "\t\t(i)\tnow", "\t\t(ii)\tlater", "\t(b)\treport", "2.\tUrges", "\t(a)\tpay",
    ]  # fmt: skip


def test_a_block_says_number_level_and_its_own_words(letter):
    number = letter.define("decimal %1.", "lowerLetter (%2)")
    letter.item("Requests", number)
    letter.item("a report", number, 1)
    text = letter.text()
    assert [(b.number, b.level, b.style, text.characters[b.start : b.end]) for b in text.blocks] == [
        ("1.", 0, "list", "Requests"),
        ("(a)", 1, "list", "a report"),
    ]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("decimalZero", ["01.", "02.", "03."]),
        ("upperLetter", ["A.", "B.", "C."]),
        ("upperRoman", ["I.", "II.", "III."]),
        ("russianLower", ["а.", "б.", "в."]),
        ("arabicAbjad", ["أ.", "ب.", "ج."]),
        ("chineseCounting", ["一.", "二.", "三."]),
        ("bullet", ["•", "•", "•"]),
    ],
)
def test_each_form_of_number_is_printed_as_word_prints_it(letter, form, printed):
    number = letter.define(f"{form} %1." if form != "bullet" else "bullet \uf0b7")
    for words in ("one", "two", "three"):
        letter.item(words, number)
    assert [line.split("\t")[0] for line in letter.lines()] == printed


def test_numbers_of_outer_levels_are_part_of_inner_ones(letter):
    number = letter.define("upperRoman %1.", "decimal %1.%2", "decimal %1.%2.%3|<w:isLgl/>")
    for words, depth in [("Part", 0), ("first", 1), ("second", 1), ("legal", 2)]:
        letter.item(words, number, depth)
    assert [line.strip().split("\t")[0] for line in letter.lines()] == ["I.", "I.1", "I.2", "1.2.1"]


def test_a_list_starts_again_only_where_it_is_told_to(letter):
    first = letter.define("decimal %1.")
    again = letter.define(overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>', of=first)
    going_on = letter.define(of=first)
    for number in (first, first, going_on, again, again):
        letter.item("Decides", number)
    assert [line.split("\t")[0] for line in letter.lines()] == ["1.", "2.", "3.", "1.", "2."]


def test_a_level_may_count_on_across_the_levels_above(letter):
    number = letter.define("upperLetter %1.", 'decimal %2.|<w:lvlRestart w:val="0"/>')
    for words, depth in [("Part", 0), ("one", 1), ("two", 1), ("Part", 0), ("three", 1)]:
        letter.item(words, number, depth)
    assert [line.strip().split("\t")[0] for line in letter.lines()] == ["A.", "1.", "2.", "B.", "3."]


def test_a_style_gives_its_paragraphs_a_number_and_a_paragraph_may_refuse_it(letter):
    number = letter.define("decimal %1.")
    style = letter.document.styles.add_style("Operative", 1)
    style.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="{number}"/></w:numPr>'))
    child = letter.document.styles.add_style("Operative last", 1)
    child.base_style = style
    letter.document.add_paragraph("Requests", style="Operative")
    letter.document.add_paragraph("Decides", style="Operative last")
    letter.document.add_paragraph("no number", style="Operative")._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {W}><w:numId w:val="0"/></w:numPr>')
    )
    assert letter.lines() == ["1.\tRequests", "2.\tDecides", "no number"]


def test_headings_and_titles_are_told_by_their_style(letter):
    letter.document.add_heading("Communiqué", level=0)
    letter.document.add_heading("Harbours", level=1)
    assert [block.style for block in letter.text().blocks] == ["title", "heading"]


def test_tracked_changes_are_read_as_accepted_and_said_so(letter):
    letter.raw(
        '<w:r><w:t xml:space="preserve">Requests </w:t></w:r>'
        "<w:del><w:r><w:delText>the Bureau</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>the Secretary</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
        '<w:moveTo><w:r><w:t xml:space="preserve"> to report</w:t></w:r></w:moveTo>'
    )
    text = letter.text()
    assert text.characters.strip() == "Requests the Secretary to report"
    assert [warning.code for warning in text.warnings] == ["tracked-changes"]


def test_a_removed_paragraph_mark_joins_two_paragraphs_and_counts_once(letter):
    number = letter.define("decimal %1.")
    first = letter.item("Requests the Secretary ", number)
    first._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {W}><w:del/></w:rPr>"))
    letter.item("to report", number)
    letter.item("Decides", number)
    assert letter.lines() == ["1.\tRequests the Secretary to report", "2.\tDecides"]


def test_an_untouched_document_has_no_warning(letter):
    letter.document.add_paragraph("The Council,")
    assert letter.text().warnings == ()


def test_fields_show_their_result_and_never_their_code(letter):
    letter.raw(
        '<w:r><w:t xml:space="preserve">paragraph </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>REF a \\h</w:instrText></w:r><w:r><w:t>code</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:hyperlink><w:r><w:t xml:space="preserve"> above</w:t></w:r></w:hyperlink>'
    )
    assert letter.lines() == ["paragraph 12 above"]


def test_special_characters_are_the_characters_they_stand_for(letter):
    letter.raw(
        "<w:r><w:t>Secretary</w:t><w:noBreakHyphen/><w:t>General</w:t><w:tab/><w:t>co</w:t><w:softHyphen/><w:t>operation</w:t></w:r>"
        '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>'
    )
    assert letter.lines() == ["Secretary-General\tcooperation•"]


def test_a_line_break_is_a_line_break(letter):
    run = letter.document.add_paragraph().add_run("The Council")
    run.add_break(WD_BREAK.LINE)
    run.add_text("of Ministers")
    assert letter.text().characters.strip() == "The Council\nof Ministers"


def test_an_empty_line_in_a_paragraph_is_kept(letter):
    run = letter.document.add_paragraph().add_run("The Council,")
    for _ in range(3):
        run.add_break(WD_BREAK.LINE)
    run.add_text("Decides.")
    assert letter.text().characters.strip() == "The Council,\n\nDecides."


def test_blanks_that_indent_a_paragraph_are_no_words_of_it(letter):
    letter.document.add_paragraph("\xa0 \xa0 \u2003The Assembly,\xa0")
    assert [block.start for block in letter.text().blocks] == [0]
    assert letter.text().characters == "The Assembly,\n\n"


def test_tables_are_read_row_by_row_and_layout_tables_as_paragraphs(letter):
    table = letter.document.add_table(rows=2, cols=2)
    for cell, words in zip(
        [c for row in table.rows for c in row.cells], ["State", "Share", "Northport", "5"], strict=True
    ):
        cell.text = words
    single = letter.document.add_table(rows=1, cols=1)
    single.rows[0].cells[0].text = "The Council,"
    text = letter.text()
    assert "State\tShare\nNorthport\t5\n" in text.characters
    assert [block.style for block in text.blocks] == ["table", "table", ""]


def test_a_text_box_is_read_once(letter):
    box = "<w:txbxContent><w:p><w:r><w:t>CCS/RES/12/4</w:t></w:r></w:p></w:txbxContent>"
    letter.document.add_paragraph("The Council,")._p.append(
        parse_xml(
            f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
            f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert letter.lines() == ["The Council,", "CCS/RES/12/4"]


def test_footnotes_come_last_with_a_raised_marker_left_in_their_place(letter):
    letter.raw(
        '<w:r><w:t>the rights</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r>'
        '<w:r><w:t xml:space="preserve"> of 2030,</w:t></w:r><w:r><w:footnoteReference w:id="8"/></w:r>'
    )
    notes = "".join(
        f'<w:footnote w:id="{key}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> {words}</w:t></w:r></w:p></w:footnote>'
        for key, words in ((-1, "rule"), (7, "The Charter."), (8, "The Protocol."))
    )
    content = with_part(letter.content(), "footnotes.xml", "footnotes", f"<w:footnotes {W}>{notes}</w:footnotes>")
    text, _ = read_text(content)
    assert text.characters == "the rights ¹ of 2030,²\n\n________________\n1\tThe Charter.\n\n2\tThe Protocol.\n\n"
    assert [(b.number, b.style) for b in text.blocks] == [("", ""), ("1", "footnote"), ("2", "footnote")]


def test_raised_characters_are_markers_but_the_ends_of_ordinals_are_not(letter):
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    letter.raw(
        "<w:r><w:t>the 21</w:t></w:r>"
        + raised.format("st")
        + '<w:r><w:t xml:space="preserve"> age of rights</w:t></w:r>'
        + raised.format("1") + raised.format("2") + "<w:r><w:t>,</w:t></w:r>"
    )  # fmt: skip
    assert letter.lines() == ["the 21st age of rights ¹²,"]


def test_headers_and_comments_stay_out_but_the_header_is_offered_as_a_fact(letter):
    letter.document.sections[0].header.paragraphs[0].text = "CCS/RES/12/4"
    paragraph = letter.document.add_paragraph("The Council,")
    paragraph._p.append(parse_xml(f'<w:commentRangeStart {W} w:id="0"/>'))
    text = letter.text()
    assert text.characters == "The Council,\n\n"
    assert text.facts == {"header": "CCS/RES/12/4"}


def test_the_symbol_may_stand_in_the_header_alone(letter):
    letter.document.sections[0].header.paragraphs[0].text = "Council of the Coast\tCCS/RES/12/4"
    letter.document.add_paragraph("The Council,")
    letter.document.add_paragraph("1. Requests the Board to report.")
    assert read(letter.content()).heading.symbol == "CCS/RES/12/4"
    letter.document.paragraphs[0].insert_paragraph_before("CCS/RES/12/5")
    assert read(letter.content()).heading.symbol == "CCS/RES/12/5"


def test_a_bomb_is_refused(letter):
    letter.document.add_paragraph("x")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter.content())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            padding = b" " * 30_000_000 if entry == "word/document.xml" else b""
            new.writestr(entry, old.read(entry) + padding)
    with pytest.raises(TooLarge, match="unpacks to"):
        read_text(out.getvalue(), name="bomb.docx")


@pytest.mark.parametrize(
    "entity", ['<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/hostname">']
)
def test_entities_are_refused(letter, entity):
    content = letter.content()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry == "word/document.xml":
                data = re.sub(rb"<w:document", f"<!DOCTYPE x [{entity}]><w:document".encode(), data, count=1)
            new.writestr(entry, data)
    with pytest.raises(DamagedFile, match="entities of its own"):
        read_text(out.getvalue(), name="bomb.docx")


def test_a_file_cut_short_says_so(letter):
    letter.document.add_paragraph("The Council,")
    content = letter.content()
    with pytest.raises(DamagedFile, match=r"half\.docx: .*cut short"):
        read_text(content[: len(content) * 2 // 3], name="half.docx")


def test_a_file_named_otherwise_is_still_read(letter):
    letter.document.add_paragraph("The Council,")
    assert read_text(letter.content(), name="letter.txt")[1].media_type.endswith("wordprocessingml.document")


def boxed(words: str) -> str:
    return (
        f'<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def test_what_is_stored_for_other_programs_is_read_where_the_newer_form_holds_no_words(letter):
    letter.raw(
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="x"/><mc:Fallback>{boxed("The Council decides.")}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    assert letter.lines() == ["The Council decides."]


def test_a_large_initial_belongs_to_the_paragraph_below(letter):
    initial = letter.document.add_paragraph("R")
    initial._p.get_or_add_pPr().append(parse_xml(f'<w:framePr {W} w:dropCap="drop" w:lines="3"/>'))
    letter.document.add_paragraph("ecalling the Charter,")
    assert letter.lines() == ["Recalling the Charter,"]


def test_paragraphs_of_a_hidden_style_stay_out_but_for_what_is_shown(letter):
    style = letter.document.styles.add_style("Remark", 1)
    style.font.hidden = True
    letter.document.add_paragraph("For the drafters only.", style="Remark")
    shown = letter.document.add_paragraph("Not this. ", style="Remark").add_run("But this.")
    shown.font.hidden = False
    assert letter.lines() == ["But this."]


def test_a_form_that_nobody_filled_in_says_nothing(letter):
    letter.raw(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        "<w:sdtContent><w:r><w:t>Enter text.</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtContent><w:r><w:t>The Council decides.</w:t></w:r></w:sdtContent></w:sdt>"
    )
    assert letter.lines() == ["The Council decides."]


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> {words}</w:t></w:r>'
)


@pytest.mark.parametrize(
    ("codes", "numbers"),
    [
        (["AUTONUM", "AUTONUM \\* Arabic"], ["1.", "2."]),
        (["LISTNUM \\l 1", "LISTNUM \\l 2", "LISTNUM \\l 2", "LISTNUM \\l 1"], ["1)", "a)", "b)", "2)"]),
        (["LISTNUM LegalDefault \\l 1", "LISTNUM LegalDefault \\l 2"], ["1.", "1.1."]),
        (['LISTNUM "OutlineDefault" \\l 3 \\s 4'], ["4."]),
    ],
)
def test_fields_that_number_are_counted(letter, codes, numbers):
    for code in codes:
        letter.raw(FIELD.format(code=code, words="Requests a report;"))
    letter.raw('<w:fldSimple w:instr=" AUTHOR "/><w:r><w:t>The end.</w:t></w:r>')
    assert letter.lines() == [*(f"{number} Requests a report;" for number in numbers), "The end."]


def with_chunk(content: bytes, name: str, chunk: bytes) -> bytes:
    """A package in which a file is embedded at the end of the body."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(with_part(content, name, "aFChunk", ""))) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            data = chunk if entry == f"word/{name}" else old.read(entry)
            if entry == "word/document.xml":
                relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                mark = f'<w:altChunk xmlns:r="{relation}" r:id="rIdXaFChunk"/>'.encode()
                data = data.replace(b"<w:sectPr", mark + b"<w:sectPr", 1)
            new.writestr(entry, data)
    return out.getvalue()


def test_a_file_that_is_embedded_whole_is_read(letter):
    letter.document.add_paragraph("The Council,")
    page = b"<html><body><ol><li>Requests a report;</li><li>Decides.</li></ol></body></html>"
    text, _ = read_text(with_chunk(letter.content(), "chunk.html", page))
    assert [text.characters[block.start : block.end] for block in text.blocks] == [
        "The Council,", "Requests a report;", "Decides."
    ]  # fmt: skip
    assert ([block.number for block in text.blocks], text.warnings) == (["", "1.", "2."], ())
    inner = Letter()
    inner.document.add_paragraph("Requests a report;")
    text, _ = read_text(with_chunk(letter.content(), "chunk.docx", inner.content()))
    assert text.characters == "The Council,\n\nRequests a report;\n\n"


def test_an_embedded_file_that_is_not_read_is_said_and_so_is_one_elsewhere(letter):
    letter.document.add_paragraph("The Council decides.")
    text, _ = read_text(with_chunk(letter.content(), "chunk.rtf", b"{\\rtf1 More}"))
    assert [warning.code for warning in text.warnings] == ["unread-part"]
    nested = with_chunk(letter.content(), "chunk.docx", with_chunk(letter.content(), "chunk.html", b"<p>Deep.</p>"))
    text, _ = read_text(nested)
    assert ([warning.code for warning in text.warnings], "Deep" in text.characters) == (["unread-part"], False)
    letter.raw("<w:subDoc/>")
    assert [warning.code for warning in letter.text().warnings] == ["unread-part"]


def test_numbers_in_columns_of_a_table_are_those_of_paragraphs_at_their_levels(letter):
    rows = [("1.", "Calls upon States:", ""), ("", "(a)", "To act;"), ("", "(b)", "To report;"), ("2.", "Decides.", "")]
    table = letter.document.add_table(rows=0, cols=3)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    text = letter.text()
    assert [(b.number, b.level, text.characters[b.start : b.end]) for b in text.blocks] == [
        ("1.", 0, "Calls upon States:"),
        ("(a)", 1, "To act;"),
        ("(b)", 1, "To report;"),
        ("2.", 0, "Decides."),
    ]


def test_two_languages_side_by_side_are_read_one_after_the_other_and_said(letter):
    english = (
        "the Council calls upon the States of the Concord to keep the lamps of the harbours lit, and to report to it"
    )
    french = "le Conseil demande aux États de la Concorde de veiller sur les phares des ports et de lui faire rapport"
    table = letter.document.add_table(rows=0, cols=2)
    for _ in range(3):
        row = table.add_row().cells
        row[0].text, row[1].text = english, french
    assert letter.lines() == [english] * 3 + [french] * 3
    assert [warning.code for warning in letter.text().warnings] == ["two-languages"]


@pytest.mark.parametrize(("body", "told"), [("<w:p></w:r>", "tag mismatch"), ("<w:sdt>" * 300, "nested deeper")])
def test_a_damaged_part_is_named(letter, body, told):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter.content())) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            new.writestr(entry, data.replace(b"<w:body>", f"<w:body>{body}".encode()))
    with pytest.raises(DamagedFile, match=rf"^letter\.docx: its part word/document\.xml: [^<]*{told}"):
        read_text(out.getvalue(), name="letter.docx")

"""A PDF read as its reader sees it: paragraphs, not lines; the text, not the furniture of the pages."""

import io

import pytest
from pypdfium2 import PdfDocument
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, NextPageTemplate, PageTemplate, Paragraph, Table

from dispositif import read_with_text
from dispositif.errors import DamagedFile, NoTextLayer
from dispositif.reading import read_text

WIDTH, HEIGHT = A4
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12)
SPACED = ParagraphStyle("spaced", parent=BODY, spaceAfter=8)
INDENTED = ParagraphStyle("indented", parent=BODY, firstLineIndent=20)
ITEM = ParagraphStyle("item", parent=SPACED, leftIndent=40, firstLineIndent=-20)
TITLE = ParagraphStyle("title", parent=BODY, fontName="Times-Bold", fontSize=14, leading=17, alignment=1, spaceAfter=12)
SEVEN = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]


def recital(which: str) -> str:
    return (
        f"Recalling its {which} decision on the lighthouses of the northern shore, and mindful of the keepers who tend "
        f"them in all weathers, of the ships that rely upon them and of the harbours that they mark, and "
        f"noting the {which} report,"
    )


def story(*paragraphs: tuple[str, ParagraphStyle]) -> list[Paragraph]:
    return [Paragraph(words, style) for words, style in paragraphs]


def printed(flow: list, frames: list[Frame] | None = None, later: list[Frame] | None = None, furniture=None) -> bytes:
    """A PDF of paragraphs that flow through frames."""
    file = io.BytesIO()
    whole = [Frame(60, 80, WIDTH - 120, HEIGHT - 160)]
    draw = furniture or (lambda canvas, document: None)
    pages = [
        PageTemplate("first", frames or whole, onPage=draw),
        PageTemplate("later", later or frames or whole, onPage=draw),
    ]
    BaseDocTemplate(file, pagesize=A4, pageTemplates=pages).build([NextPageTemplate("later"), *flow])
    return file.getvalue()


def drawn(lines: list[tuple[float, float, str]], size: float = 10, font: str = "Times-Roman", **options) -> bytes:
    """A PDF of lines put down one by one."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, **options)
    canvas.setFont(font, size)
    for x, y, words in lines:
        canvas.drawString(x, y, words)
    canvas.save()
    return file.getvalue()


def drawn_in_sizes(body: list[tuple[float, float, str]], small: list[tuple[float, float, str]]) -> bytes:
    """A PDF of lines, and of lines in small letters."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for size, lines in ((10, body), (7, small)):
        canvas.setFont("Times-Roman", size)
        for x, y, words in lines:
            canvas.drawString(x, y, words)
    canvas.save()
    return file.getvalue()


def blocks(content: bytes) -> list[str]:
    text, _ = read_text(content, name="resolution.pdf")
    return [text.characters[block.start : block.end] for block in text.blocks]


def test_lines_are_joined_into_the_paragraphs_that_were_printed():
    flow = story(("Lighthouses", TITLE), ("The Council,", SPACED), *((recital(n), SPACED) for n in SEVEN))
    assert blocks(printed(flow)) == ["Lighthouses", "The Council,", *map(recital, SEVEN)]


def test_paragraphs_without_space_between_them_are_told_by_their_indentation():
    assert blocks(printed(story(*((recital(n), INDENTED) for n in SEVEN)))) == list(map(recital, SEVEN))


def test_an_indented_line_that_fills_its_column_is_a_paragraph_of_its_own():
    lines = [
        (80, "Mindful of the lighthouses of the northern shore and of their keepers,"),
        (80, "Recalling the report of the Secretary on the lamps of the harbours and"),
        (60, "on the oil that was used in all of them through the last of the winters,"),
    ]
    made = blocks(drawn([(x, 700 - 12 * place, words) for place, (x, words) in enumerate(lines)]))
    assert made == [lines[0][1], f"{lines[1][1]} {lines[2][1]}"]


def test_a_word_with_a_ligature_is_as_wide_as_it_is():
    first = "Mindful of the storms and of what they have taken from the keepers"
    second = "Mindful too of those that have been sold, and condemning all"
    # As a program puts a ligature down: the letters after it step back into it.
    lines = [(60, 700, first), (60, 688, "in winter,"), (60, 664, second), (60, 652, "traf"), (73, 652, "ficking,")]
    assert blocks(drawn(lines, font="Courier")) == [f"{first} in winter,", f"{second} trafficking,"]


def test_a_line_that_begins_with_a_figure_by_chance_goes_on_in_the_next_column():
    pages = [[(60, "Mindful that the storms of last winter have taken from the keepers more than")], []]
    pages[1] = [(60, "3.6 tons of oil, and that they were in need of it;")]
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for page in pages:
        for x, words in page:
            canvas.drawString(x, 700, words)
        canvas.showPage()
    canvas.save()
    assert blocks(file.getvalue()) == [" ".join(words for page in pages for _, words in page)]


def test_numbers_and_levels_are_recognized():
    items = [
        ("1.&nbsp;&nbsp;Requests a report;", SPACED),
        (f"(a)&nbsp;&nbsp;{recital('first')}", ITEM),
        ("2. Decides.", SPACED),
    ]
    text, _ = read_text(printed(story(*items)))
    assert [(b.number, b.level, b.style, b.page) for b in text.blocks] == [
        ("1.", 0, "list", 1),
        ("(a)", 1, "list", 1),
        ("2.", 0, "list", 1),
    ]
    assert text.characters[text.blocks[1].start : text.blocks[1].end] == recital("first")


def test_a_paragraph_goes_on_over_the_page_and_the_furniture_stays_out():
    def furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Times-Roman", 8)
        if document.page > 1:
            canvas.drawString(60, HEIGHT - 40, "CCS/RES/12/4")
        canvas.drawString(60, 30, "22-12345")
        canvas.drawRightString(WIDTH - 60, 30, f"{document.page}/3")

    names = [f"{one} and {other}" for one in SEVEN for other in SEVEN]
    flow = story(("CCS/RES/12/4", SPACED), *((recital(name), SPACED) for name in names))
    content = printed(flow, furniture=furniture)
    assert blocks(content) == ["CCS/RES/12/4", *map(recital, names)]
    assert read_text(content)[0].blocks[-1].page > 1


def test_what_a_browser_prints_around_a_page_stays_out():
    def furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(18, HEIGHT - 24, "11/26/31, 10:18 AM")
        canvas.drawString(250, HEIGHT - 24, "Lighthouses of the northern shore")
        canvas.drawString(18, 18, "https://harbour.example/2031/res-12.html")
        canvas.drawRightString(WIDTH - 18, 18, f"{document.page}/{last}")

    last = 1
    assert blocks(printed(story((recital("first"), SPACED)), furniture=furniture)) == [recital("first")]
    last = 2
    names = [f"{one} and {other}" for one in SEVEN for other in SEVEN[:4]]
    flow = story(*((recital(name), SPACED) for name in names))
    assert blocks(printed(flow, furniture=furniture)) == list(map(recital, names))


def test_a_masthead_wider_than_the_text_breaks_no_paragraph():
    def masthead(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.drawString(30, HEIGHT - 60, "Harbour Union")
        canvas.drawRightString(WIDTH - 10, HEIGHT - 60, "HU/RES/12 of the Assembly")

    made = blocks(printed(story(*((recital(name), SPACED) for name in SEVEN)), furniture=masthead))
    assert made[1:] == list(map(recital, SEVEN))


LEVEL = [
    (
        "Decides that the lamps be lit before dusk in all harbours,",
        "and that keepers of the northern shore report on them;",
    ),
    (
        "Requests the Secretary to tell all members of the Union",
        "about what was used of oil in the last of the winters;",
    ),
    (
        "Invites the guilds of pilots to look after their lamps as",
        "they look after ships that they bring into the harbour;",
    ),
]
"""Paragraphs of two lines, all of them full."""


def levelled(top: float, step: float, gap: float) -> list[tuple[float, float, str]]:
    """Where their lines stand."""
    lines = []
    for first, second in LEVEL:
        lines += [(120, top, first), (120, top - step, second)]
        top -= step + gap
    return lines


def test_letters_are_as_large_as_they_are_printed():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.scale(0.5, 0.5)  # as a browser writes: large letters on a page drawn smaller
    canvas.setFont("Courier", 20)
    for x, y, words in levelled(1600, 24, 36):
        canvas.drawString(x, y, words)
    canvas.save()
    assert blocks(file.getvalue()) == [" ".join(lines) for lines in LEVEL]


def test_single_lines_with_space_between_them_do_not_hide_the_distance_of_lines():
    names = [
        "Harbour Union",
        "Assembly",
        "Third session",
        "Agenda item 4",
        "Other decisions",
        "Lighthouses",
        "Oil",
        "Ships",
    ]
    single = [(120, 780 - 18 * place, name) for place, name in enumerate(names)]
    assert blocks(drawn(single + levelled(600, 12, 18))) == [*names, *(" ".join(lines) for lines in LEVEL)]


def test_a_line_that_begins_with_the_letter_of_an_item_by_chance_goes_on():
    lines = [
        "Decides that keepers shall: (a) light the lamps;",
        "(b) trim them before dusk; and (c) report on",
        "what they used;",
    ]
    assert blocks(drawn([(60, 700 - 12 * n, words) for n, words in enumerate(lines)])) == [" ".join(lines)]


def test_headings_that_open_a_page_are_no_furniture():
    flow = []
    for number, name in enumerate(SEVEN, 1):
        flow += story((f"Article {number}", SPACED), (recital(name), SPACED))
        if number % 2:
            flow.append(FrameBreak())
    assert [words for words in blocks(printed(flow)) if words.startswith("Article")] == [
        f"Article {n}" for n in range(1, 8)
    ]


def test_two_columns_under_a_title_are_read_one_after_the_other():
    top = Frame(60, HEIGHT - 180, WIDTH - 120, 100)
    columns = [Frame(60, 80, 225, HEIGHT - 280), Frame(310, 80, 225, HEIGHT - 280)]
    flow = [
        *story(("Resolution on the lighthouses of the northern shore and on the keeping of them in winter", TITLE)),
        FrameBreak(),
        *story(*((recital(name), SPACED) for name in SEVEN * 2)),
    ]
    content = printed(flow, [top, *columns], [Frame(60, 80, 225, HEIGHT - 160), Frame(310, 80, 225, HEIGHT - 160)])
    assert blocks(content)[1:] == list(map(recital, SEVEN * 2))


def test_columns_are_told_apart_even_where_they_are_drawn_line_by_line():
    left = [
        "The Council, mindful of the harbours",
        "and of the lighthouses that mark them",
        "requests the Secretary to report",
    ]
    right = [
        "on all of them at the next meeting,",
        "and decides to remain seized of the",
        "matter until the winter has passed",
    ]
    lines = [
        (x, 700 - 12 * n, words)
        for n, pair in enumerate(zip(left * 2, right * 2, strict=True))
        for x, words in zip((60, 310), pair, strict=True)
    ]
    assert " ".join(blocks(drawn(lines))) == " ".join(left * 2 + right * 2)


def side_by_side(left: list[str], right: list[str], top: float) -> list[tuple[float, float, str]]:
    """Lines in two columns, drawn by their height."""
    rows = [(x, top - 12 * n, words) for x, half in ((60, left), (310, right)) for n, words in enumerate(half)]
    return sorted(rows, key=lambda line: (-line[1], line[0]))


TWO_AND_TWO = (
    "3. Requests the keepers of the northern shore to tend the lamps in all weathers, and invites the members of the "
    "Harbour Union to pay for the oil that is burnt in the winter;"
)
THREE_AND_TWO = f"Mindful of the harbours, and of those lights that mark them in storms and in fog: {TWO_AND_TWO[3:]}"


@pytest.mark.parametrize("words", [TWO_AND_TWO, THREE_AND_TWO], ids=["two and two", "three and two"])
def test_columns_of_few_lines_are_read_one_after_the_other(words):
    lines = simpleSplit(words, "Times-Roman", 10, 225)
    half = (len(lines) + 1) // 2
    above = [(60, 740 - 12 * n, line) for n, line in enumerate(simpleSplit(recital("first"), "Times-Roman", 10, 475))]
    found = read_text(drawn(above + side_by_side(lines[:half], lines[half:], 690)))[0].characters
    assert (half, len(lines)) == ((2, 4) if words is TWO_AND_TWO else (3, 5))
    assert words in " ".join(found.split())


def test_a_paragraph_of_two_lines_in_each_column_is_one():
    left = ["4. Requests the keepers of the northern shore to", "tend the lamps in all weathers;"]
    right = ["5. Invites the members of the Harbour Union to", "pay for the oil that is burnt."]
    above = [(60, 740, recital("first")[:100]), (60, 728, recital("first")[100:200])]
    assert blocks(drawn(above + side_by_side(left, right, 690)))[-2:] == [" ".join(one)[3:] for one in (left, right)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            ["For the Harbour Union of the northern shore,", "Keeper of the lamps"],
            ["For the Coastal League,", "Pilot."],
        ),
        (
            ["The lamps are lit by the keepers of the shore", "The nets are mended"],
            ["in the winter.", "in the spring."],
        ),
        (
            ["lamps that are lit by the keepers of the shore", "nets that are mended"],
            ["in the winter;", "in the spring;"],
        ),
    ],
    ids=["signatures", "sentences", "small letters"],
)
def test_few_rows_of_cells_are_no_pair_of_columns(left, right):
    above = [(60, 740, recital("first")[:100]), (60, 728, recital("first")[100:200])]
    assert blocks(drawn(above + side_by_side(left, right, 700)))[-2:] == [
        "\t".join(row) for row in zip(left, right, strict=True)
    ]


def test_a_column_of_short_lines_is_read_before_the_next():
    names = ["Harbour Union", "HU/RES/12", "Third session", "Agenda item 4", "Lighthouses", "The Council,"]
    prose = [
        "Mindful of the harbours and of the lamps,",
        "of those that keep them in all the winters",
        "and of the oil,",
    ]
    left = [(60, 700 - 19 * place, name) for place, name in enumerate(names)]
    right = [(310, 700 - 12 * place, words) for place, words in enumerate(prose * 3)]
    drawn_by_height = sorted(left + right, key=lambda line: -line[1])
    assert blocks(drawn(drawn_by_height))[: len(names)] == names


@pytest.mark.parametrize("rule", ["GRID", "LINEBELOW"])
def test_a_ruled_table_of_prose_is_read_row_by_row(rule):
    def cell(which: str) -> Paragraph:
        return Paragraph(f"The {which} light shall be tended by its keepers in all weathers, and the members pay", BODY)

    names = [(f"{name} northern", f"{name} southern") for name in SEVEN]
    rows = [[cell(left), cell(right)] for left, right in names]
    lines = [(rule, (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    content = printed([Table(rows, colWidths=[225, 225], style=lines)])
    assert blocks(content) == [cell(name).text for pair in names for name in pair]


def test_a_table_of_prose_without_rules_is_read_row_by_row():
    def cell(which: str, often: int) -> Paragraph:
        words = f"The {which} light shall be tended by its keepers in all weathers, and the members pay for the oil"
        return Paragraph(" and ".join([words] * often), BODY)

    rows = [[cell(f"{name} northern", 1 + n % 3), cell(f"{name} southern", 3 - n % 3)] for n, name in enumerate(SEVEN)]
    lines = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOTTOMPADDING", (0, 0), (-1, -1), 12)]
    content = printed([Table(rows, colWidths=[225, 225], style=lines)])
    assert blocks(content) == [cell.text for row in rows for cell in row]


def test_two_languages_side_by_side_are_read_one_after_the_other():
    rows = [[Paragraph(recital(f"{name} {side}"), BODY) for side in ("left", "right")] for name in SEVEN]
    lines = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOTTOMPADDING", (0, 0), (-1, -1), 12)]
    content = printed([Table(rows, colWidths=[225, 225], style=lines)])
    assert blocks(content) == [recital(f"{name} {side}") for side in ("left", "right") for name in SEVEN]


def test_two_languages_in_a_ruled_table_are_read_one_after_the_other_and_said():
    french = (
        "Rappelant sa {} résolution sur les phares de la côte, et soucieux des gardiens qui les entretiennent toujours,"
    )
    rows = [[Paragraph(recital(name), BODY), Paragraph(french.format(name), BODY)] for name in SEVEN]
    lines = [("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    content = printed([Table(rows, colWidths=[225, 225], style=lines)])
    assert blocks(content) == [*map(recital, SEVEN), *map(french.format, SEVEN)]
    assert [warning.code for warning in read_text(content)[0].warnings] == ["two-languages"]


def test_two_columns_that_begin_at_the_same_heights_are_no_table():
    left = [recital(which) for which in SEVEN]
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setFont("Times-Roman", 9)
    for column, (x, paragraphs) in enumerate(((60, left), (310, ["Annex", "Terms", *left[:1]]))):
        height = 780.0
        for words in ["The Harbour Board,", "CCS/RES/12/4", *paragraphs] if not column else paragraphs:
            for line in simpleSplit(words, "Times-Roman", 9, 220):
                canvas.drawString(x, height, line)
                height -= 11
            height -= 9
    canvas.save()
    assert blocks(file.getvalue()) == ["The Harbour Board,", "CCS/RES/12/4", *left, "Annex", "Terms", left[0]]


def test_a_heading_in_bold_letters_below_a_full_line_is_one():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    height = 780
    for which in SEVEN:
        for line in [f"The Council recalled the {which} report,", f"and the {which} meeting on the lamps."]:
            canvas.setFont("Times-Roman", 10)
            canvas.drawString(60, height, line)
            height -= 12
        canvas.setFont("Times-Bold", 10)
        canvas.drawString(60, height, "Lamps")
        height -= 12
    canvas.save()
    assert blocks(file.getvalue()).count("Lamps") == len(SEVEN)


def test_a_footer_of_several_marks_on_the_only_page_stays_out():
    body = [(60, 700 - 20 * place, f"Recalls the {which} report on the lamps;") for place, which in enumerate(SEVEN)]
    text, _ = read_text(drawn([*body, (60, 30, "31-00123 (E)"), (300, 30, "1")]))
    assert text.characters.endswith("the seventh report on the lamps;\n\n")


def test_a_table_of_short_cells_is_no_pair_of_columns():
    rows = [
        ("Northport", "5 per cent"),
        ("Southport", "7 per cent"),
        ("Eastport", "9 per cent"),
        ("Westport", "8 per cent"),
    ]
    lines = [(x, 700 - 14 * n, words) for n, row in enumerate(rows) for x, words in zip((60, 310), row, strict=True)]
    assert blocks(drawn(lines)) == ["\t".join(row) for row in rows]


def test_raised_markers_are_kept_apart_from_words_and_numbers():
    words = (
        "the rights<super size=6>3</super> of 2030<super size=6>12</super> and the 21<super size=6>st</super> century,"
    )
    assert blocks(printed(story((f"Guided by {words}", SPACED)))) == [
        "Guided by the rights ³ of 2030 ¹² and the 21st century,"
    ]


def test_footnotes_come_last():
    small = ParagraphStyle("note", parent=BODY, fontSize=7, leading=8)
    flow = story(
        *((recital(name), SPACED) for name in SEVEN),
        ("<super size=5>1</super> Charter of the Concord of Coastal States.", small),
        ("<super size=5>2</super> Protocol of the Concord.", small),
    )
    text, _ = read_text(printed(flow))
    notes = [(b.number, text.characters[b.start : b.end]) for b in text.blocks if b.style == "footnote"]
    assert notes == [("1", "Charter of the Concord of Coastal States."), ("2", "Protocol of the Concord.")]


def test_a_date_that_opens_a_line_of_a_footnote_is_no_marker():
    body = [
        (60, 700 - 20 * place, f"Recalls the {which} report on the lamps and on the oil;")
        for place, which in enumerate(SEVEN)
    ]
    notes = ["1 Report of the keepers of lamps of the north, harbour of Arca, 9 to", "20 July 2031, annex.", "2 Ibid."]
    content = drawn_in_sizes(body, [(60, 100 - 10 * place, words) for place, words in enumerate(notes)])
    assert blocks(content)[7:] == [f"{notes[0]} {notes[1]}".removeprefix("1 "), "Ibid."]


def test_hyphens_at_the_end_of_lines_are_undone_and_those_of_words_kept():
    lines = [
        "The Council requests the Secretary-",
        "General to extend the coopera-",
        "tion of the long-",
        "term stations, in full coopera-",
        "tion with the keepers of the long-term",
        "lighthouses and their coordina-",
        "tion along the shore of all.",
    ]
    assert blocks(drawn([(60, 700 - 12 * n, words) for n, words in enumerate(lines)]))[0].startswith(
        "The Council requests the Secretary-General to extend the cooperation of the long-term stations"
    )


def test_a_hyphen_that_a_program_breaks_words_with_is_undone_too():
    lines = [
        "Decides that the light\u2010",
        "houses be kept, and re\u2010",
        "quests a report on their light\u2010",
        "houses;",
    ]
    registerFont(UnicodeCIDFont("HeiseiMin-W3"))  # has that hyphen, as no font of Latin letters at hand does
    made = drawn([(60, 700 - 12 * place, words) for place, words in enumerate(lines)], font="HeiseiMin-W3")
    assert blocks(made) == ["Decides that the lighthouses be kept, and requests a report on their lighthouses;"]


def test_a_hyphen_in_a_text_that_is_not_hyphenated_is_the_words_own():
    lines = [
        "The Council, mindful of the lighthouses and of the non-",
        "proliferation of false lights along the whole of the shore,",
    ]
    assert blocks(drawn([(60, 700 - 12 * n, words) for n, words in enumerate(lines)])) == ["".join(lines)]


def test_slanted_watermarks_stay_out():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.drawString(60, 700, "The Council decides to meet in the harbour.")
    canvas.translate(200, 300)
    canvas.rotate(45)
    canvas.setFont("Helvetica", 60)
    canvas.drawString(0, 0, "DRAFT")
    canvas.save()
    assert blocks(file.getvalue()) == ["The Council decides to meet in the harbour."]


def test_what_is_drawn_twice_to_look_bold_is_read_once():
    lines = [(60, 700, "The Council decides to meet"), (60.3, 700, "The Council decides to meet"), (60, 688, "of a")]
    assert blocks(drawn([*lines, (60.2, 688, "of a")])) == ["The Council decides to meet of a"]


def test_a_stamp_over_the_text_stays_out_wherever_it_stands():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for words in ("The Council decides to meet in the harbour of Arca.", "It decides to meet again."):
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(60, 700 if words.startswith("The") else 500, words)
        canvas.setFont("Times-Roman", 40)
        canvas.drawString(80, 690, "DRAFT")
        canvas.showPage()
    canvas.save()
    assert blocks(file.getvalue()) == [
        "The Council decides to meet in the harbour of Arca.",
        "It decides to meet again.",
    ]


def test_an_initial_over_two_lines_belongs_to_the_first():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    lines = [(80, "ecalling the lamps of the northern shore and the keepers who tend"), (80, "them in weathers and"),
             (60, "the ships that rely upon them in storms, and those that do not rely,")]  # fmt: skip
    canvas.setFont("Times-Roman", 10)
    for place, (x, words) in enumerate(lines):
        canvas.drawString(x, 700 - 12 * place, words)
    canvas.setFont("Times-Roman", 30)
    canvas.drawString(60, 688, "R")
    canvas.save()
    assert blocks(file.getvalue())[0].startswith("Recalling the lamps of the northern shore and the keepers who tend ")


@pytest.mark.parametrize(("x", "every"), [(30, 1), (570, 1), (30, 5)])
def test_the_numbers_of_lines_stay_out_and_are_said(x, every):
    words = [*(line for name in SEVEN for line in (f"Recalling its {name} decision on", f"the {name} lamps,"))]
    lines = [(60, 700 - 12 * place - 6 * (place // 2), line) for place, line in enumerate(words)]
    numbers = [(x, y, str(n)) for n, (_, y, _) in enumerate(lines, 1) if n % every == 0]
    text, _ = read_text(drawn([*lines, *numbers]))
    made = [text.characters[block.start : block.end] for block in text.blocks]
    assert made == [f"Recalling its {name} decision on the {name} lamps," for name in SEVEN]
    assert [warning.code for warning in text.warnings] == ["marks-passed-over"]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_shown_sideways_is_read(angle):
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setPageRotation(angle)
    canvas.drawString(60, 700, "The Council decides to meet in the harbour,")
    canvas.drawString(60, 686, "and to meet again.")
    canvas.save()
    assert blocks(file.getvalue()) == ["The Council decides to meet in the harbour, and to meet again."]


def test_lines_set_far_apart_are_joined_too():
    double = ParagraphStyle("double", parent=INDENTED, leading=24)
    assert blocks(printed(story(*((recital(n), double) for n in SEVEN)))) == list(map(recital, SEVEN))


def test_letters_of_uneven_size_as_recognition_measures_them_are_of_one_size():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    lines = [
        (10.0, "Recalling the lamps of the northern shore and the keepers of the"),
        (11.1, "northern shore who tend them in all weathers, and mindful"),
        (9.8, "of the ships that rely upon them and of the harbours that all of"),
        (10.7, "they mark for all of these ships;"),
    ]
    for place, (size, words) in enumerate(lines):
        canvas.setFont("Times-Roman", size)
        canvas.drawString(60, 700 - 12 * place, words)
    canvas.save()
    assert blocks(file.getvalue()) == [" ".join(words for _, words in lines)]


CLOSE_SET = [
    "Mindful too of the ships,",
    "Mindful of the keepers who tend the lamps in all of the weathers of 2009,",
    "Recalling the second decision on the lamps of the harbours of the shore,",
    "1. Requests the Board to tend all of the lamps that the Assembly of the",
    "Concord has lit, and to report.",
    "2. Calls upon all States to assist the keepers of all of the lamps there,",
    "Arca among them, in the winter.",
]


def test_where_no_space_and_no_indent_parts_paragraphs_their_words_do():
    content = drawn([(60, 700 - 12 * place, words) for place, words in enumerate(CLOSE_SET)], font="Courier")
    document, text = read_with_text(content)
    assert [" ".join(text.characters[p.start : p.end].split()) for p in document.paragraphs] == [
        *CLOSE_SET[:3],
        f"{CLOSE_SET[3]} {CLOSE_SET[4]}".removeprefix("1. "),
        f"{CLOSE_SET[5]} {CLOSE_SET[6]}".removeprefix("2. "),
    ]


CLOSE_SET_WITH_NUMBERS = [
    "Final communiqué of the Harbour Concord",
    "1. The Ministers welcomed all lamps on",
    "the coast. The Ministers also noted it.",
    "2. The Ministers requested the pilots,",
    "who keep all watch, to count the nets.",
    "The Ministers urged them to mend some.",
    "3. The Ministers thanked all.",
    "4. The Ministers agreed to meet.",
]


def test_where_all_paragraphs_have_numbers_and_no_space_parts_them_the_numbers_do():
    content = drawn(
        [(60, 700 - 12 * place, words) for place, words in enumerate(CLOSE_SET_WITH_NUMBERS)], font="Courier"
    )
    document, text = read_with_text(content)
    title, *lines = CLOSE_SET_WITH_NUMBERS
    assert [" ".join(text.characters[p.start : p.end].split()) for p in document.paragraphs] == [
        title, " ".join(lines[:2])[3:], " ".join(lines[2:5])[3:], lines[5][3:], lines[6][3:],
    ]  # fmt: skip


def test_a_note_with_a_stop_behind_its_number_is_one_where_the_text_refers_to_it():
    body = [(60, 700 - 20 * place, f"Recalls the {which} report on the lamps;") for place, which in enumerate(SEVEN)]
    small = [(210, 704, "1"), (60, 100, "1. Report of the keepers."), (60, 90, "2. Ibid.")]
    text, _ = read_text(drawn_in_sizes(body, small))
    notes = [(b.number, text.characters[b.start : b.end]) for b in text.blocks if b.style == "footnote"]
    assert notes == [("1", "Report of the keepers."), ("2", "Ibid.")]
    text, _ = read_text(drawn_in_sizes(body, small[1:]))
    assert [block for block in text.blocks if block.style == "footnote"] == []


@pytest.mark.parametrize("marker", ["1", "*"])
def test_a_note_in_letters_of_the_usual_size_is_known_by_what_refers_to_it(marker):
    small = ParagraphStyle("note", parent=BODY)
    raised = f"<super size=6>{marker}</super>"
    flow = story(
        (recital("first") + raised, SPACED), (recital("second"), SPACED), (f"{raised} Charter of 1968.", small)
    )  # fmt: skip
    text, _ = read_text(printed(flow))
    notes = [(b.number, text.characters[b.start : b.end]) for b in text.blocks if b.style == "footnote"]
    assert notes == [(marker, "Charter of 1968.")]


def test_notes_at_the_end_in_letters_of_the_text_are_known_by_what_refers_to_them():
    body = [(60, 700 - 20 * place, f"Recalls the {which} report on the lamps;") for place, which in enumerate(SEVEN)]
    notes = ["1 Charter of 1968, as amended in", "1971 and 1972.", "2 Report of the keepers."]
    below = [(60, height, words) for height, words in zip((540, 528, 510), notes, strict=True)]
    markers = [(223, 704, "1"), (233, 684, "2")]
    found = blocks(drawn_in_sizes(body + below, markers))
    assert found[7:] == ["Charter of 1968, as amended in 1971 and 1972.", "Report of the keepers."]
    unanswered = blocks(drawn_in_sizes(body + below, markers[:1]))
    assert unanswered[7:] == ["1 Charter of 1968, as amended in 1971 and 1972.", "2 Report of the keepers."]


def test_a_marker_that_is_raised_as_browsers_do_it_belongs_to_its_line():
    recalled = f"{recital('first')}<super rise=4.7 size=10>1</super>"
    larger = ParagraphStyle("larger", parent=SPACED, fontSize=12, leading=14.25)
    assert blocks(printed(story((recalled, larger), (recital("second"), larger)))) == [
        f"{recital('first')}¹",
        recital("second"),
    ]


def test_a_verb_in_bold_letters_does_not_part_the_line_that_it_begins_from_the_next():
    words = recital("first").removeprefix("Recalling")
    assert blocks(printed(story((f"<b>Recalling</b>{words}", SPACED), (recital("second"), SPACED)))) == [
        recital("first"),
        recital("second"),
    ]


def test_a_title_in_large_letters_is_one_paragraph_however_wide_its_lines():
    words = "Final Communiqué of the Ninth Summit of the League of the Ports of the Northern Coast"
    large = ParagraphStyle("large", parent=BODY, fontSize=26, leading=36, alignment=1)
    assert blocks(printed(story((words, large), *((recital(which), SPACED) for which in SEVEN))))[0] == words


def test_numbers_in_a_column_of_their_own_count_what_stands_beside_them():
    rows = [[Paragraph(f"{place}.", BODY), Paragraph(recital(which), BODY)] for place, which in enumerate(SEVEN, 1)]
    top = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    text, _ = read_text(printed([Table(rows, colWidths=[220, 220], style=top)]))
    read = [(block.number, block.level, text.characters[block.start : block.end]) for block in text.blocks]
    assert read == [(f"{place}.", 0, recital(which)) for place, which in enumerate(SEVEN, 1)]


def test_headers_of_left_and_right_pages_and_roman_numbers_stay_out():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for page, which in enumerate(SEVEN, 1):
        header = f"{page} Council of Lamps" if page % 2 == 0 else f"Twelfth session {page}"
        canvas.drawString(60, 800, header if page > 1 else "")
        canvas.drawString(60, 700, f"Recalls the {which} report on the lamps;")
        canvas.drawString(300, 40, ["I", "II", "III", "IV", "V", "VI", "VII"][page - 1])
        canvas.showPage()
    canvas.save()
    assert blocks(file.getvalue()) == [f"Recalls the {which} report on the lamps;" for which in SEVEN]


def test_the_symbol_may_stand_above_each_page_alone():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for page, words in enumerate(["The Council of Lamps,", "1. Requests the Board to report.", "2. Decides to meet."]):
        canvas.drawString(480, 800, "CCS/RES/12/4")
        canvas.drawString(60, 700, words)
        canvas.drawString(300, 40, f"{page + 1}/3")
        canvas.showPage()
    canvas.save()
    document, text = read_with_text(file.getvalue())
    assert document.heading.symbol == "CCS/RES/12/4"
    assert "CCS" not in text.characters


def test_the_day_of_the_document_on_top_of_its_last_page_is_the_end_of_its_text():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    pages = [(800, "12 March 2031"), (700, "The Council decides to meet.")], [(790, "12 March 2031"), (700, "A keeper")]
    for page in pages:
        for height, words in page:
            canvas.drawString(60, height, words)
        canvas.showPage()
    canvas.save()
    assert blocks(file.getvalue()) == [words for page in pages for _, words in page]


def test_what_is_repeated_further_inside_than_prose_is_no_furniture():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for which in SEVEN:
        canvas.drawString(60, 700, f"The {which} report.")
        canvas.drawString(60, 120, "Recalls the reports on the lamps")
        canvas.drawString(60, 90, f"as it has done in the years before the {which} one.")
        canvas.showPage()
    canvas.save()
    assert sum("Recalls the reports" in words for words in blocks(file.getvalue())) == len(SEVEN)


def test_words_stretched_over_a_narrow_column_are_no_cells():
    lines = [(60, "Recalling"), (130, "recommendations"), (225, "therein")]
    rows = [[(60, "Mindful of the keepers of lamps, who tend them")], lines, [(60, "on the shore, in the winter.")]]
    placed = [(x, 700 - 12 * place, words) for place, row in enumerate(rows) for x, words in row]
    assert "\t" not in read_text(drawn(placed))[0].characters


def test_an_indented_line_stretched_over_a_narrow_column_is_no_row_of_cells():
    words = "Recalls the reports on the lamps and the pilots, and all of the"
    column = [(60, 700 - 12 * place, words) for place in range(6)]
    right = 60 + stringWidth(words, "Times-Roman", 10)
    gap = (right - 80 - sum(stringWidth(word, "Times-Roman", 10) for word in ("Committees", "for", "Programmes"))) / 2
    places = [80, 80 + stringWidth("Committees", "Times-Roman", 10) + gap]
    places.append(places[1] + stringWidth("for", "Times-Roman", 10) + gap)
    stretched = [(x, 628, word) for x, word in zip(places, ("Committees", "for", "Programmes"), strict=True)]
    assert "\t" not in "".join(blocks(drawn([*column, *stretched, (60, 616, "and the members.")])))


def test_a_figure_with_a_point_that_begins_a_full_line_is_no_number_however_wide_the_line_is_set():
    above = "1. Takes note of the contributions outstanding in the amount of"
    column = [(60, 700, above), (60, 688, "59.0"), (100, 688, "million dollars, and of all those that were paid")]
    [found] = blocks(drawn([*column, (60, 676, "before the session.")]))
    assert "in the amount of 59.0 million dollars, and" in found


def test_what_closes_the_bracket_of_the_line_before_is_no_number():
    above = "Recalls the effects of the changes in the rates (1 552"
    [found] = blocks(drawn([(60, 700, above), (60, 688, "200)"), (100, 688, "and those of the other rates,")]))
    assert found == f"{above} 200) and those of the other rates,"


def test_a_paragraph_ends_with_the_page_where_a_note_is_marked_behind_its_comma():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    pages = ["Recalling the first report of the keepers of the lamps,7", "Mindful of the second report, and of others,"]
    for words in pages:
        canvas.drawString(60, 700, words)
        canvas.showPage()
    canvas.save()
    assert blocks(file.getvalue()) == pages


def test_columns_may_stand_close_to_each_other():
    left, right = recital("first"), recital("second")
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setFont("Times-Roman", 8)
    for x, words in ((60, [left] * 4), (289.4, [right] * 4)):
        height = 700
        for paragraph in words:
            *lines, last = simpleSplit(paragraph, "Times-Roman", 8, 224)
            for line in [*lines, last]:
                wide = 224 - stringWidth(line, "Times-Roman", 8) if line != last else 0
                canvas.drawString(x, height, line, wordSpace=wide / max(line.count(" "), 1))
                height -= 9 if x == 60 else 9.2
            height -= 5
    canvas.save()
    assert blocks(file.getvalue()) == [left] * 4 + [right] * 4


def test_headings_may_stand_out_to_the_left_of_a_second_column():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setFont("Times-Roman", 9)
    left = [line for which in SEVEN[:4] for line in simpleSplit(recital(which), "Times-Roman", 9, 220)]
    right = [("Article 1", 310), *((line, 328) for line in simpleSplit(recital("fifth"), "Times-Roman", 9, 202))]
    right += [("Article 2", 310), *((line, 328) for line in simpleSplit(recital("sixth"), "Times-Roman", 9, 202))]
    for place, words in enumerate(left):
        canvas.drawString(60, 700 - 11 * place, words)
    for place, (words, x) in enumerate(right):
        canvas.drawString(x, 700 - 11 * place, words)
    canvas.save()
    found = blocks(file.getvalue())
    assert found[-4:] == ["Article 1", recital("fifth"), "Article 2", recital("sixth")]


def test_a_line_indented_as_first_lines_are_begins_a_paragraph_below_a_full_line_without_a_stop():
    above = "Adopted by the Council of the Harbours at its five thousandth meeting, on the 21 December 2031"
    full = ParagraphStyle("full", parent=BODY, alignment=4, justifyLastLine=1)
    flow = story(
        (above, full), ("The Council of the Harbours,", INDENTED), *((recital(one), INDENTED) for one in SEVEN)
    )
    assert blocks(printed(flow)) == [above, "The Council of the Harbours,", *map(recital, SEVEN)]


def test_a_justified_column_of_wide_gaps_is_no_pair_of_columns():
    rows = [
        ("Recalling", "the", "lamps", "of"), ("the", "northern", "shore", "and"), ("mindful", "of", "those", "who"),
        ("tend", "them", "in", "storms"),
    ]  # fmt: skip
    placed = [
        (60 + 60 * place, 700 - 12 * line, word) for line, row in enumerate(rows) for place, word in enumerate(row)
    ]
    assert (
        " ".join(blocks(drawn(placed))).replace("\t", " ").startswith("Recalling the lamps of the northern shore and")
    )


def test_files_attached_to_a_file_are_said():
    document = PdfDocument(drawn([(60, 700, "The Council decides to meet in the harbour.")]))
    document.new_attachment("annex.txt").set_data(b"Annex")
    file = io.BytesIO()
    document.save(file)
    document.close()
    assert [warning.code for warning in read_text(file.getvalue())[0].warnings] == ["unread-part"]


NAMELESS = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>> endobj
4 0 obj <</Length 108>> stream
BT /F 12 Tf 60 700 Td <00260027002800290026002700280029002600270028002900260027002800290026002700280029> Tj ET
endstream endobj
5 0 obj <</Type /Font /Subtype /Type0 /BaseFont /Lamp /Encoding /Identity-H /DescendantFonts [6 0 R]>> endobj
6 0 obj <</Type /Font /Subtype /CIDFontType2 /BaseFont /Lamp /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity)
/Supplement 0>> /DW 500>> endobj
trailer <</Root 1 0 R>>
"""


def test_letters_that_the_file_does_not_name_need_recognition():
    with pytest.raises(NoTextLayer, match=r"nameless\.pdf: .*--force-ocr"):
        read_text(NAMELESS, name="nameless.pdf")


def test_pictures_of_text_need_recognition():
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.save()
    with pytest.raises(NoTextLayer, match=r"scan\.pdf: .*ocrmypdf"):
        read_text(file.getvalue(), name="scan.pdf")


def test_a_page_without_text_among_others_is_said():
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(60, 700, "The Council decides to meet in the harbour.")
    canvas.showPage()
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.save()
    (warning,) = read_text(file.getvalue())[0].warnings
    assert (warning.code, "2" in warning.message) == ("page-without-text", True)


def test_an_encrypted_file_asks_for_its_password_to_be_removed():
    content = drawn([(60, 700, "The Council decides.")], encrypt=StandardEncryption("harbour", strength=128))
    with pytest.raises(DamagedFile, match=r"secret\.pdf: .*password"):
        read_text(content, name="secret.pdf")


def test_a_broken_file_says_so():
    with pytest.raises(DamagedFile, match="Fetch it again"):
        read_text(b"%PDF-1.7\n" + b"garbage " * 100, name="broken.pdf")

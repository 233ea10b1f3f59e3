"""A saved web page: the instrument alone, with the numbers that a browser prints."""

import pytest

from dispositif.errors import EmptySource
from dispositif.reading import read_text

PAGE = """<!DOCTYPE html><html><head><title>News</title><style>.letters { list-style-type: lower-alpha }</style>
<script>track()</script></head><body>
<header><a href="/">Concord of Coastal States</a></header>
<nav><ul><li><a href="/news">News</a></li><li><a href="/about">About</a></li></ul></nav>
<div id="cookie-banner">We use cookies to improve your visit. <button>Accept</button></div>
<ul class="links"><li><a href="/1">One</a></li><li><a href="/2">Two</a></li><li><a href="/3">Three</a></li></ul>
<div class="page"><h1>Communiqu&eacute; of the Harbour Meeting</h1><div class="text">
{body}
</div></div>
<footer>Copyright of the Concord, all rights reserved. Terms and conditions.</footer></body></html>"""


def read(body: str):
    return read_text(PAGE.replace("{body}", body).encode(), name="page.html")[0]


def lines(body: str) -> list[str]:
    text = read(body)
    assert text.characters.startswith("Communiqué of the Harbour Meeting\n\n")
    return [line for line in text.characters.split("\n") if line][1:]


def test_menus_banners_and_footers_stay_out():
    assert lines("<p>The Council,</p><p>Recalling the Charter of the Concord,</p>") == [
        "The Council,",
        "Recalling the Charter of the Concord,",
    ]


def test_the_heading_is_kept_as_the_title():
    text = read("<p>The Council,</p>")
    assert (text.blocks[0].style, text.characters[: text.blocks[0].end]) == (
        "title",
        "Communiqué of the Harbour Meeting",
    )


def test_ordered_lists_get_the_numbers_that_a_browser_prints():
    assert lines(
        '<ol><li>Requests the Secretary:<ol class="letters"><li>To act;</li><li>To report;</li></ol></li>'
        '<li value="5">Urges all;</li><li>Decides.</li></ol><ol start="9" type="I"><li>Ninth.</li></ol>'
        '<ol reversed><li>last</li><li>first</li></ol><ul><li>point</li></ul>'
        '<ol style="list-style-type: none"><li>(7) printed</li></ol>'
    ) == [
        "1.\tRequests the Secretary:", "\ta.\tTo act;", "\tb.\tTo report;", "5.\tUrges all;", "6.\tDecides.",
        "IX.\tNinth.", "2.\tlast", "1.\tfirst", "•\tpoint", "(7) printed",
    ]  # fmt: skip


def test_a_list_block_holds_the_words_and_says_number_and_level():
    text = read("<ol><li>Requests:<ul><li>a report</li></ul></li></ol>")
    assert [(b.number, b.level, b.style, text.characters[b.start : b.end]) for b in text.blocks[1:]] == [
        ("1.", 0, "list", "Requests:"),
        ("•", 1, "list", "a report"),
    ]


def test_hidden_elements_stay_out():
    assert lines(
        '<p>Seen <span style="display: none">not</span><span aria-hidden="true">§</span>words<script>x</script></p>'
        "<template><p>spare</p></template><p hidden>hidden</p>"
    ) == ["Seen words"]


def test_note_markers_are_kept_apart_from_words_and_numbers_and_notes_come_last():
    text = read(
        '<p>the rights<sup><a href="#n1" id="r1">1</a></sup> in 2030<sup>2</sup> of the 21<sup>st</sup> century, '
        'with care,<a href="#n3" id="r3"><sup>[3]</sup></a></p>'
        '<ol><li id="n1">The Charter. <a href="#r1">↩</a></li></ol>'
        '<div id="n3"><p><a href="#r3">[3]</a> The Protocol.</p></div>'
    )
    assert "the rights ¹ in 2030 ² of the 21st century, with care,³" in text.characters
    assert text.characters.endswith("________________\n1\tThe Charter.\n\n3\tThe Protocol.\n\n")
    assert [b.number for b in text.blocks if b.style == "footnote"] == ["1", "3"]


def test_notes_that_no_link_leads_to_are_known_by_what_their_block_says():
    text = read(
        "<p>the rights<sup>1</sup> and duties<sup>2</sup></p>"
        '<section class="footnotes"><p><sup>1</sup> The Charter.</p></section>'
        '<div role="doc-endnote">2. The Protocol.</div><p>3 boats</p>'
    )
    assert text.characters.endswith("3 boats\n\n________________\n1\tThe Charter.\n\n2\tThe Protocol.\n\n")


def test_tables_are_read_row_by_row():
    text = read("<table><tr><th>State<th>Share</tr><tr><td>Northport<td><p>5 per cent</p></tr></table>")
    assert "State\tShare\nNorthport\t5 per cent\n" in text.characters
    assert [b.style for b in text.blocks[1:]] == ["table", "table"]


def test_a_table_that_only_lays_out_the_page_is_no_table():
    assert lines("<table><tr><td><p>The Council,</p><p>1. Requests a report.</p></td></tr></table>") == [
        "The Council,",
        "1. Requests a report.",
    ]


def test_line_breaks_are_kept_and_two_part_paragraphs():
    assert lines("<p>The Council,<br><br>1. Requests a report<br>of all;<br>2. Decides.</p>") == [
        "The Council,",
        "1. Requests a report",
        "of all;",
        "2. Decides.",
    ]
    assert len(read("<p>The Council,<br><br>1. Requests a report<br>of all;<br>2. Decides.</p>").blocks) == 3


def test_what_is_set_letter_by_letter_keeps_its_blanks():
    assert lines("<pre>1.   Requests a report\n     of all;\n\n2.   Decides.</pre>") == [
        "1.   Requests a report",
        "     of all;",
        "2.   Decides.",
    ]


def test_numbers_that_word_writes_into_its_pages_are_numbers():
    text = read(
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>(b)<span>&nbsp;&nbsp; </span></span><![endif]>To report;</p>"
    )
    block = text.blocks[1]
    assert (block.number, block.level, text.characters[block.start : block.end]) == ("(b)", 1, "To report;")


@pytest.mark.parametrize(
    "content",
    [
        "<meta charset=windows-1252><p>Café</p>".encode("cp1252"),
        "<meta charset=utf-8><p>Café</p>".encode(),
        "<p>Café</p>".encode("utf-16"),
        b"<p>Caf&eacute;</p>",
        "<p>Ca\u00adfé</p>".encode(),
    ],
)
def test_charset_and_entities_are_heeded(content):
    assert read_text(content)[0].characters.strip() == "Café"


def test_a_page_whose_only_container_is_called_a_menu_is_still_read():
    text, _ = read_text(b'<html><body><div class="menu"><p>The Council requests a report.</p></div></body></html>')
    assert "The Council requests a report." in text.characters


def test_a_page_without_words_is_empty():
    with pytest.raises(EmptySource):
        read_text(b"<html><head><title>x</title></head><body><script>1</script></body></html>")


def test_deep_nesting_ends_in_a_warning():
    text, _ = read_text(b"<html><body><p>The Council</p>" + b"<div>" * 5000 + b"deep")
    assert "The Council" in text.characters
    assert [warning.code for warning in text.warnings] == ["not-well-formed"]


def test_paragraphs_between_the_items_of_a_list_laid_out_as_a_table_are_paragraphs():
    rows = [("", "The Council,"), ("1.", "Requests a report;"), ("", "Mindful of lamps,"), ("2.", "Decides.")]
    text = read("<table>" + "".join(f"<tr><td>{number}<td>{words}</tr>" for number, words in rows) + "</table>")
    assert [(block.number, text.characters[block.start : block.end]) for block in text.blocks[1:]] == rows


def test_a_list_laid_out_as_a_table_is_a_list():
    text = read("<table><tr><td>1.</td><td>Requests a report;</td></tr><tr><td>2.</td><td>Decides.</td></tr></table>")
    assert [(b.number, b.style, text.characters[b.start : b.end]) for b in text.blocks[1:]] == [
        ("1.", "list", "Requests a report;"),
        ("2.", "list", "Decides."),
    ]

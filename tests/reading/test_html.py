"""A saved web page: the instrument alone, with the numbers that a browser prints."""

import pytest

from dispositif import read_with_text
from dispositif.errors import DamagedFile, EmptySource
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


def test_a_heading_across_the_columns_of_a_list_laid_out_as_a_table_is_a_paragraph():
    rows = ["<td>1.<td>Requests a report;", "<td colspan=2>Lamps", "<td>2.<td>Decides."]
    text = read("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    blocks = [(block.number, block.style, text.characters[block.start : block.end]) for block in text.blocks[1:]]
    assert blocks == [("1.", "list", "Requests a report;"), ("", "", "Lamps"), ("2.", "list", "Decides.")]


def test_a_list_laid_out_as_a_table_is_a_list():
    text = read("<table><tr><td>1.</td><td>Requests a report;</td></tr><tr><td>2.</td><td>Decides.</td></tr></table>")
    assert [(b.number, b.style, text.characters[b.start : b.end]) for b in text.blocks[1:]] == [
        ("1.", "list", "Requests a report;"),
        ("2.", "list", "Decides."),
    ]


COUNTED = """<style>/* ol.a { } */ ol.n, ol.a { list-style: none }
ol.a > li:before { counter-increment: a; content: "(" counter(a, lower-alpha) ") "; }
ol.n li::before { content: counter(n) ". "; }
@counter-style bars { system: extends lower-roman; prefix: "("; suffix: ") " }
ol.r { list-style-type: bars }
.gone { color: red; display: none } @media print { .kept { display: none } }
@media (max-width: 600px) { .kept { display: none } }</style>"""


def test_numbers_that_a_style_sheet_prints_are_numbers():
    body = (
        f'{COUNTED}<ol class="n"><li>Calls upon States:<ol class="a"><li>To act:<ol class="r"><li>Here;</li></ol></li>'
        '<li>To report;</li></ol></li><li>Decides.</li></ol><ol style="list-style: none"><li>Bare.</li></ol>'
    )
    assert [(block.number, block.level) for block in read(body).blocks][1:] == [
        ("1.", 0), ("(a)", 1), ("(i)", 2), ("(b)", 1), ("2.", 0), ("", 0)
    ]  # fmt: skip


def test_a_term_that_is_a_number_is_the_number_of_what_it_is_said_of():
    text = read("<dl><dt>1.</dt><dd>Requests a report;</dd><dt>Lamp</dt><dd>A light.</dd></dl>")
    assert [(b.number, text.characters[b.start : b.end]) for b in text.blocks][1:] == [
        ("1.", "Requests a report;"),
        ("", "Lamp"),
        ("", "A light."),
    ]


def test_what_a_style_sheet_hides_stays_out_unless_that_is_only_so_in_print():
    long = "<p>The Council, recalling the Charter of the Concord of Coastal States and all of its resolutions,</p>"
    assert lines(f'{COUNTED}{long}<p class="gone">Decides.</p><p class="kept">Requests a report.</p>') == [
        long[3:-4],
        "Requests a report.",
    ]
    assert lines(f'{COUNTED}<div class="gone">{long * 4}</div>') == [long[3:-4]] * 4


def test_a_line_of_links_between_bars_is_a_menu_and_a_list_of_what_is_cited_is_none():
    tools = '<p><a href="#">Print</a> | <a href="/m">Send</a> | <a href="/p.pdf">Download</a></p>'
    cited = '<p>See <a href="/1">12/1</a>, <a href="/2">12/2</a> and <a href="/3">12/3</a></p>'
    assert lines(f"<p>The Council,</p>{cited}{tools}") == ["The Council,", "See 12/1, 12/2 and 12/3"]


def test_utf8_is_read_as_such_whatever_is_declared():
    page = '<meta charset="iso-8859-1"><p>The Council’s report – on lamps.</p>'.encode()
    assert read_text(page)[0].characters == "The Council’s report – on lamps.\n\n"


ARCHIVE = """From: <Saved by a browser>
Subject: Lamps
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--x"

----x
Content-Type: text/html{charset}
Content-Transfer-Encoding: quoted-printable

<html><body><p>The Council=E2=80=99s lamps,</p><p>Requests a re=
port.</p></body></html>
----x
Content-Type: image/png

----x--
"""


@pytest.mark.parametrize("charset", ["", "; charset=utf-8"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_web_archive_is_read_as_its_page(charset, end):
    content = ARCHIVE.replace("{charset}", charset).replace("\n", end).encode()
    assert read_text(content, name="page.mht")[0].characters == "The Council’s lamps,\n\nRequests a report.\n\n"


def test_a_web_archive_without_a_page_says_so():
    with pytest.raises(DamagedFile, match="Save the page again"):
        read_text(ARCHIVE.replace("text/html{charset}", "image/gif").encode(), name="page.mht")


def test_a_page_that_shows_another_in_a_frame_says_so():
    with pytest.raises(DamagedFile, match=r"frames\.html: .*Save that page"):
        read_text(
            b'<html><frameset><frame src="menu.html"><frame src="text.html"></frameset></html>', name="frames.html"
        )
    text, _ = read_text(b'<html><body><h1>Resolution</h1><iframe src="text.html"></iframe></body></html>')
    assert [warning.code for warning in text.warnings] == ["unread-part"]


def test_a_page_that_shows_the_source_of_one_is_read_as_that_one():
    assert read_text(b"<html><body><pre>&lt;html&gt;&lt;p&gt;The Council,&lt;/p&gt;</pre></body></html>")[
        0
    ].characters == ("The Council,\n\n")


def test_a_raised_roman_number_is_the_marker_of_a_note():
    words = "the reefs,<sup>ii</sup> the 21<sup>st</sup> century and M<sup>me</sup> Arca<sup>iv</sup>"
    assert lines(f"<p>Recalling {words}</p>") == ["Recalling the reefs,ⁱⁱ the 21st century and Mme Arca ⁱᵛ"]


@pytest.mark.parametrize("row", ["<p>{}</p><p>{}</p>", "<div><div>{}</div><div>{}</div></div>", "<h4>{}</h4><p>{}</p>"])
def test_a_number_in_a_block_of_its_own_is_that_of_the_next(row):
    items = [("1.", "Requests the Board:"), ("(a)", "To sail;"), ("(b)", "To report;"), ("2.", "Decides to meet.")]
    page = PAGE.replace("{body}", "<p>The Harbour Council,</p>" + "".join(row.format(*item) for item in items))
    document, text = read_with_text(page.encode())
    found = [(".".join(p.path), text.characters[p.start : p.end]) for p in document.paragraphs if p.kind == "operative"]
    paths = ("1", "1.a", "1.b", "2")
    assert found == [(path, words) for path, (_, words) in zip(paths, items, strict=True)]


def test_a_page_that_is_nested_too_deep_to_be_read_says_so():
    deep = b"<div>" * 5000 + b"Requests a report." + b"</div>" * 5000
    with pytest.raises(DamagedFile, match=r"deep\.html: .*nested deeper"):
        read_text(b"<html><body>" + deep + b"</body></html>", name="deep.html")


def test_bare_figures_in_blocks_of_their_own_count_what_stands_below():
    items = ["We, the Ministers, met in Port Selm.", "Urges the members to mend the lamps;", "Decides to meet again."]
    body = "".join(f"<center>{place}</center><p>{words}</p>" for place, words in enumerate(items, 1))
    document, text = read_with_text(PAGE.replace("{body}", body).encode())
    found = [("".join(p.path), text.characters[p.start : p.end]) for p in document.paragraphs if p.path]
    assert found == [("1", items[0]), ("2", items[1]), ("3", items[2])]


@pytest.mark.parametrize("name", ["advertisement", "post-meta", "byline", "read-more", "share-buttons"])
def test_what_a_site_puts_between_and_around_paragraphs_stays_out(name):
    added = f'<p class="{name}">Posted by the desk</p>'
    assert lines(f"<p>The Council of the Concord,</p>{added}<p>Recalling its Charter,</p>{added}") == [
        "The Council of the Concord,", "Recalling its Charter,",
    ]  # fmt: skip

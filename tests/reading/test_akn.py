"""Akoma Ntoso: the structure that the mark-up states, laid out as printed."""

import pytest

from dispositif.errors import DamagedFile, EmptySource
from dispositif.reading import read_text

FILE = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">
<meta><identification><FRBRWork><FRBRdate date="2024-05-02" name="adoption"/></FRBRWork>
<FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
<coverPage><p><docNumber refersTo="#symbol">CCS/RES/12/4</docNumber></p>
<p><docAuthority refersTo="#issuingBody">Assembly</docAuthority></p>
<p><docAuthority refersTo="#subsidiaryBody">Harbour Council</docAuthority></p>
<p><session value="12">Twelfth session</session></p></coverPage>
<preface><p><docNumber>12/4.</docNumber> <docTitle refersTo="#resolutionTitle">Lighthouses</docTitle></p></preface>
<preamble><formula><p><span class="italic">The Harbour Council</span>,</p></formula>
<container name="Recalling"><p>Recalling the
   Charter<authorialNote marker="1"><p>Of 1968.</p></authorialNote> of the 21<sup>st</sup> century,</p></container>
</preamble>
<mainBody>{body}</mainBody>
<conclusions><p>4th meeting<eol/>2 May 2024</p></conclusions>{after}
</statement></akomaNtoso>"""

BODY = """<paragraph><num>1.</num><list><intro><p>Requests the Secretary:</p></intro>
<point><num>(a)</num><content><p>To act;</p></content></point>
<point><num>(b)</num><content><p>To report;</p></content></point>
</list></paragraph>
<subheading>Means</subheading>
<paragraph><num>2.</num><content><p>Decides to meet.</p></content></paragraph>"""


def read(body: str = BODY, after: str = ""):
    return read_text(FILE.replace("{body}", body).replace("{after}", after).encode(), name="resolution.xml")[0]


def outline(text, *kinds: str):
    return [(b.kind, b.path, text.characters[b.start : b.end]) for b in text.blocks if b.kind in kinds]


def test_kinds_and_paths_are_those_of_the_mark_up():
    assert outline(read(), "title", "formula", "preambular", "operative", "heading", "conclusion") == [
        ("title", (), "12/4. Lighthouses"),
        ("formula", (), "The Harbour Council,"),
        ("preambular", (), "Recalling the Charter ¹ of the 21st century,"),
        ("operative", ("1",), "Requests the Secretary:"),
        ("operative", ("1", "a"), "To act;"),
        ("operative", ("1", "b"), "To report;"),
        ("heading", (), "Means"),
        ("operative", ("2",), "Decides to meet."),
        ("conclusion", (), "4th meeting 2 May 2024"),
    ]


def test_the_text_is_laid_out_as_printed_with_its_numbers():
    characters = read().characters
    assert "\n\n\t1.\tRequests the Secretary:\n\n\t\t(a)\tTo act;\n\n\t\t(b)\tTo report;\n\n" in characters
    assert characters.startswith("CCS/RES/12/4\nAssembly\nHarbour Council\nTwelfth session\n\n12/4. Lighthouses\n\n")


def test_notes_come_last():
    text = read()
    assert text.characters.endswith("________________\n1\tOf 1968.\n\n")
    assert (text.blocks[-1].style, text.blocks[-1].kind, text.blocks[-1].number) == ("footnote", "footnote", "1")


def test_metadata_are_offered_as_facts():
    assert read().facts == {
        "language": "en", "symbol": "CCS/RES/12/4", "session": "12", "body": "Harbour Council", "adopted": "2024-05-02",
        "title": "Lighthouses",
    }  # fmt: skip


def test_annexes_are_a_part_of_their_own():
    annex = (
        "<doc name='annex'><preface><p>Annex</p></preface><mainBody>"
        "<paragraph><num>1.</num><content><p>Rules.</p></content></paragraph></mainBody></doc>"
    )
    text = read(after=f"<attachments><attachment>{annex}</attachment></attachments>")
    assert [(b.part, b.kind, b.path) for b in text.blocks if b.part == "annex"] == [
        ("annex", "heading", ()),
        ("annex", "operative", ("1",)),
    ]


def test_sub_paragraphs_beside_their_paragraph_are_hung_on_it():
    marks = ["1.", "(a)", "(i)", "(ii)", "(b)", "2."]
    body = "".join(f"<paragraph><num>{m}</num><content><p>To act;</p></content></paragraph>" for m in marks)
    assert [path for _, path, _ in outline(read(body), "operative")] == [
        ("1",), ("1", "a"), ("1", "a", "i"), ("1", "a", "ii"), ("1", "b"), ("2",),
    ]  # fmt: skip


def test_recitals_and_headings_coded_as_paragraphs_are_what_they_are():
    body = (
        "<paragraph><content><p>Mindful of the harbours and of those who keep them,</p></content></paragraph>"
        "<paragraph><content><p>Means of action</p></content></paragraph>" + BODY
    )
    assert [kind for kind, _, _ in outline(read(body), "preambular", "heading", "operative")][:3] == [
        "preambular",
        "preambular",
        "heading",
    ]


def test_several_resolutions_in_one_file_are_all_read():
    parts = "".join(
        f"<component><doc><mainBody><paragraph><num>1.</num><content><p>{w}</p></content></paragraph></mainBody></doc></component>"
        for w in ("Decides.", "Requests.")
    )
    text, _ = read_text(
        f"<akomaNtoso><documentCollection><collectionBody>{parts}</collectionBody></documentCollection></akomaNtoso>".encode()
    )
    assert [words for _, _, words in outline(text, "operative")] == ["Decides.", "Requests."]


def test_tables_are_read_row_by_row():
    table = "<table><tr><td><p>Northport</p></td><td><p>5</p></td></tr></table>"
    text = read(f"<paragraph><content><p>Shares:</p>{table}</content></paragraph>" + BODY)
    assert "Northport\t5\n" in text.characters
    assert [(b.kind, b.style) for b in text.blocks if b.style == "table"] == [("other", "table")]


def test_a_file_that_is_not_well_formed_is_read_as_far_as_it_goes_and_says_where():
    text = read(BODY.replace("To act;</p>", "To act;</span></p>"))
    assert "Decides to meet." in text.characters
    (warning,) = text.warnings
    assert warning.code == "not-well-formed"
    assert "line 14, column" in warning.message
    assert text.characters[warning.start :].startswith("To act;")


def test_a_file_cut_short_keeps_what_was_read():
    content = FILE.replace("{body}", BODY).split("Decides")[0].encode()
    text, _ = read_text(content)
    assert "Requests the Secretary:" in text.characters
    assert text.warnings[0].code == "not-well-formed"


def test_a_file_with_nothing_in_it_is_empty():
    with pytest.raises(EmptySource):
        read_text(b"<akomaNtoso><statement/></akomaNtoso>")


def test_a_file_that_breaks_off_before_its_text_says_where():
    with pytest.raises(
        DamagedFile, match=r"breaks off before its text: it is not well formed from line 1, column \d+ on"
    ):
        read_text(b"<akomaNtoso><statement><meta><identification>")


@pytest.mark.parametrize(
    "entity", ['<!ENTITY a "aaa"><!ENTITY b "&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/hostname">']
)
def test_entities_are_refused(entity):
    content = f"<!DOCTYPE akomaNtoso [{entity}]>" + FILE.replace("{body}", "<p>&b;</p>")
    with pytest.raises(DamagedFile, match="entities of its own"):
        read_text(content.encode())


def test_numbered_recitals_are_recitals():
    recitals = (
        "<recitals><intro><p>Whereas:</p></intro><recital><num>(1)</num><p>The lamps are out,</p></recital>"
        "<recital><p>Ships are lost,</p></recital></recitals>"
    )
    content = FILE.replace("<preamble>", f"<preamble>{recitals}").replace("{body}", BODY).replace("{after}", "")
    assert outline(read_text(content.encode())[0], "preambular")[:3] == [
        ("preambular", (), "Whereas:"),
        ("preambular", ("1",), "The lamps are out,"),
        ("preambular", (), "Ships are lost,"),
    ]


def test_changes_that_are_marked_are_read_as_accepted_and_said():
    text = read("<paragraph><content><p>Requests <del>two</del><ins>three</ins> reports.</p></content></paragraph>")
    assert outline(text, "operative") == [("operative", (), "Requests three reports.")]
    assert [warning.code for warning in text.warnings] == ["tracked-changes"]


def test_a_note_that_is_kept_apart_is_read_where_it_is_referred_to():
    kept = '<notes><note eId="n1" marker="2"><p>Of 1968.</p></note></notes></meta>'
    content = FILE.replace("</meta>", kept).replace(
        "{body}",
        '<paragraph><content><p>Recalls the Charter<noteRef href="#n1" marker="2"/> again.</p></content></paragraph>',
    )
    text, _ = read_text(content.replace("{after}", "").encode())
    assert outline(text, "operative", "footnote")[::2] == [
        ("operative", (), "Recalls the Charter ² again."),
        ("footnote", ("2",), "Of 1968."),
    ]


@pytest.mark.parametrize("elsewhere", ['<documentRef href="/akn/other"/>', '<componentRef src="#lost"/>'])
def test_a_part_that_is_another_file_is_said(elsewhere):
    text = read(after=f"<attachments><attachment>{elsewhere}</attachment></attachments>")
    assert [warning.code for warning in text.warnings] == ["unread-part"]


def test_a_plain_list_in_a_paragraph_is_read():
    listed = "<p>Requests:</p><ul><li>A report;</li><li>A lamp.</li></ul>"
    assert outline(read(f"<paragraph><num>1.</num><content>{listed}</content></paragraph>"), "operative") == [
        ("operative", ("1",), "Requests:"),
        ("operative", ("1", "•"), "A report;"),
        ("operative", ("1", "•"), "A lamp."),
    ]


def test_amendments_are_read():
    content = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><amendmentList><collectionBody><component>'
        "<amendment><amendmentBody><amendmentHeading><p>Amendment 1</p></amendmentHeading><amendmentContent>"
        "<p>Replace paragraph 2.</p></amendmentContent></amendmentBody></amendment></component></collectionBody>"
        "</amendmentList></akomaNtoso>"
    )
    assert read_text(content.encode())[0].characters == "\tAmendment 1\n\n\tReplace paragraph 2.\n\n"


def test_characters_that_only_html_names_are_themselves():
    text = read("<paragraph><content><p>Requests&nbsp;a&ndash;b &amp; all.</p></content></paragraph>")
    assert outline(text, "operative") == [("operative", (), "Requests\u00a0a–b & all.")]

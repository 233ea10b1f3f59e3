"""Akoma Ntoso out: valid whatever the text, and read back as what it was."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

import dispositif
from akn_losses import faults, printed, round_trip
from dispositif.exports import Edition, export
from dispositif.exports.akn_iris import iri_of, work
from dispositif.reading.akn_names import ABOVE, AKN, KIND, OWN, PATH
from dispositif.reading.composition import fold
from dispositif.reading.markup import all_words

SAMPLES = Path(dispositif.__file__).parent / "samples"
RESOLUTION = """A/RES/78/412

Seventy-eighth session

78/412. Lighthouses of the high seas

The General Assembly,

Recalling its resolution 77/109 of 7 December 2022,¹

1. Requests the Secretary-General:

(a) To report to it at its seventy-ninth session;

(b) To inform Member States ² without delay;

Means

2. Decides to remain seized of the matter.

Annex

1. Rules of the lighthouse keepers.

________________
¹ A note on harbours.

² See A/77/33.
"""
MARKED = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">
<meta><identification><FRBRWork><FRBRdate date="2024-05-02" name="adoption"/></FRBRWork></identification></meta>
<coverPage><p><docNumber refersTo="#symbol">CCS/RES/12/4</docNumber></p></coverPage>
<preface><p><docTitle refersTo="#resolutionTitle">Lighthouses</docTitle></p></preface>
<preamble><formula><p>The Harbour Council,</p></formula>
<container><p>Recalling its charter<authorialNote marker="1"><p>Of 1968.</p></authorialNote> and its
rules,</p></container>
</preamble><mainBody>
<paragraph><num>1.</num><list><intro><p>Requests the Secretary:</p></intro>
<point><num>(a)</num><content><p>To act;</p></content></point></list></paragraph>
<paragraph><content><p>Shares:</p><table><tr><td><p>Northport</p></td><td><p>5</p></td></tr>
<tr><td><p>Southport</p></td><td><p>7</p></td></tr></table></content></paragraph>
</mainBody><conclusions><p>4th meeting</p></conclusions>
<attachments><attachment><doc name="annex"><mainBody><paragraph><num>1.</num><content><p>Rules.</p></content>
</paragraph></mainBody></doc></attachment><attachment><doc name="annex"><mainBody>
<paragraph><num>1.</num><content><p>Fees.</p>
</content></paragraph></mainBody></doc></attachment></attachments></statement></akomaNtoso>"""


def written(source: str | bytes) -> etree._Element:
    document, text = dispositif.read_with_text(source)
    return etree.fromstring(export(Edition(document, text.characters), "akn"))


def found(root: etree._Element, path: str) -> list[str]:
    return [fold(all_words(one)) for one in root.iterfind(path.replace("{}", f"{{{AKN}}}"))]


@pytest.mark.parametrize("source", [RESOLUTION, MARKED.encode()], ids=["plain", "marked up"])
def test_what_is_written_is_valid_and_read_back_whole(source):
    trip = round_trip(source)
    assert (trip.faults, trip.text_is_same, trip.lost) == ([], True, dict.fromkeys(trip.lost, 0))
    assert trip.items["notes"]


def test_a_paragraph_apart_from_the_one_it_is_below_is_read_back_below_it():
    text = (
        "The Assembly,\n\nConvinced that the Treaty has served:\n\n(a) Peace,\n\n(b) Science,\n\nin all its harbours,"
        "\n\n1. Requests the Board to include the following elements:\n\nLights and ropes\n\n• An update of the data;"
        "\n\n2. Decides to meet."
    )
    below = [one.parent for one in dispositif.read(text).paragraphs if one.id.endswith(".u1")]
    assert below == ["pp-1.b", "op-1"]
    assert round_trip(text).is_whole
    apart = [one.get(ABOVE) for one in written(text).iter(f"{{{AKN}}}p")]
    assert list(filter(None, apart)) == ["container_1__list_1__item_b__p_1", "para_1__content__p_1"]


def test_a_paragraph_that_is_below_none_is_read_back_below_none():
    text = (
        "The Assembly,\n\nRecalling the Treaty,\n\nDecides as follows:\n\nI. Lamps\n\n1. Adopts the plan of lamps.\n\n"
        "Plan of ropes\n\n1.1 We reaffirm the need for ropes.\n\n1.2 We call on all States to buy them."
    )
    document = dispositif.read(text)
    alone = [msgspec.structs.replace(one, parent=None) for one in document.paragraphs]
    assert any(one.parent for one in document.paragraphs)
    made = export(Edition(msgspec.structs.replace(document, paragraphs=tuple(alone)), text), "akn")
    assert not any(one.parent for one in dispositif.read(made).paragraphs)


def test_several_texts_are_read_back_as_such_with_their_annexes_tables_and_notes():
    first = "Resolution 12/1\n\nThe Board,\n\n1. Requests the pilots to report.\n\nAnnex I\n\n1. A lamp is lit."
    second = (
        "Resolution 12/2\n\nThe Council,\n\n1. Invites the members to count nets:\n\n(a) in spring ¹;\n\nNorthport\t5\n"
        "Southport\t7\n\nAnnex I\n\n1. A net is dry.\n\nAnnex II\n\n1. A net is paid."
    )
    third = "Resolution 12/3\n\nThe Board,\n\n1. Thanks the pilots.\n\n__________\n¹ See the rules of nets."
    text = "\n\n".join((first, second, third))
    assert round_trip(text).is_whole
    document = dispositif.read(text)
    assert "text-2.annex-2.op-1" in [one.id for one in document.paragraphs]
    again = dispositif.read(export(Edition(document, text), "akn"))
    assert [one.id for one in again.paragraphs] == [one.id for one in document.paragraphs]
    assert [one.code for one in again.warnings] == [one.code for one in document.warnings]


def test_the_sample_is_valid_and_read_back_whole():
    assert round_trip(SAMPLES / "communique.txt").is_whole


def test_sections_follow_the_conventions_of_the_un():
    root = written(MARKED.encode())
    statement = root[0]
    assert [etree.QName(one).localname for one in statement] == [
        "meta", "coverPage", "preface", "preamble", "mainBody", "conclusions", "attachments",
    ]  # fmt: skip
    assert found(root, ".//{}docNumber") == ["CCS/RES/12/4"]
    assert found(root, ".//{}preamble/{}formula/{}p") == ["The Harbour Council,"]
    assert found(root, ".//{}paragraph/{}list/{}point/{}num") == ["(a)"]
    assert found(root, ".//{}paragraph/{}list/{}intro/{}p") == ["Requests the Secretary:"]
    assert found(root, ".//{}table/{}tr/{}td") == ["Northport", "5", "Southport", "7"]
    assert len(found(root, ".//{}attachment/{}doc")) == 2


def test_the_standard_alone_says_what_each_paragraph_is():
    root = written(MARKED.encode())
    before, text = dispositif.read_with_text(etree.tostring(root))
    for element in root.iter():
        for name in (KIND, PATH):
            element.attrib.pop(name, None)
    after, again = dispositif.read_with_text(etree.tostring(root))
    assert again.characters == text.characters
    assert [(one.id, one.kind, one.path, one.parent) for one in after.paragraphs] == [
        (one.id, one.kind, one.path, one.parent) for one in before.paragraphs
    ]


def test_notes_stand_where_they_are_marked():
    root = written(MARKED.encode())
    note = next(root.iter(f"{{{AKN}}}authorialNote"))
    assert (note.get("marker"), fold(all_words(note))) == ("1", "Of 1968.")
    assert note.getparent().text == "Recalling its charter"


def test_citations_are_links():
    root = written(RESOLUTION)
    links = {one.text: one.get("href") for one in root.iter(f"{{{AKN}}}ref")}
    assert links["resolution 77/109"] == "/akn/un/statement/deliberation/unga/77-109"


def test_identifiers_follow_the_naming_convention():
    root = written(MARKED.encode())
    identifiers = {one.get("eId") for one in root.iter() if one.get("eId")}
    assert {"para_1", "para_1__list_1", "para_1__list_1__intro", "para_1__list_1__point_a", "att_1"} <= identifiers
    assert "att_2__para_1" in identifiers


def test_works_of_any_body_have_an_iri():
    assert work("resolution", "un/security-council", "2561 (2021)", "2021-01-29") == (
        "/akn/un/statement/deliberation/unsc/2021-01-29/2561-2021"
    )
    assert work("communique", "oic/council-of-foreign-ministers", "5", "2009-01-03") == (
        "/akn/oic/statement/deliberation/council-of-foreign-ministers/2009-01-03/5"
    )
    assert work("decision", "state/eg", "5") == "/akn/eg/statement/deliberation/5"
    assert work("decision", "group/of-no-organization", "5") == "/akn/int/statement/deliberation/of-no-organization/5"
    assert work("other", None, "a b") == "/akn/int/doc/other/a-b"
    assert iri_of("charter", "charter/un") == "/akn/un/act/charter"


def test_acts_and_mandates_survive_with_their_spans():
    document, text = dispositif.read_with_text(RESOLUTION)
    root = etree.fromstring(export(Edition(document, text.characters), "akn"))
    blocks = {one.get("eId"): one for one in root.iter() if one.get("eId")}
    acts = list(root.iter(f"{{{OWN}}}act"))
    assert [act.get("id") for act in acts] == [act.id for act in document.acts]
    assert [one.get("id") for one in root.iter(f"{{{OWN}}}mandate")] == [one.id for one in document.mandates]
    for act, element in zip(document.acts, acts, strict=True):
        verb = element.find(f"{{{OWN}}}verb")
        words = all_words(blocks[verb.get("from")])
        assert words[int(verb.get("start")) : int(verb.get("end"))] == act.verb.text == verb.text
        assert (element.get("force"), verb.get("lemma")) == (act.force, act.verb.lemma)


def test_the_vote_is_written_in_the_words_of_the_standard():
    marked = MARKED.replace(
        "</meta>",
        "<analysis><parliamentary><voting outcome='adoptedRecordedVote'><count value='116' refersTo='inFavour'/>"
        "<count value='10' refersTo='abstaining'/></voting></parliamentary></analysis></meta>",
    )
    document, text = dispositif.read_with_text(marked.encode())
    assert document.heading.vote == dispositif.Vote(adopted_by="vote", in_favour=116, abstaining=10)
    again = dispositif.read(export(Edition(document, text.characters), "akn"))
    assert again.heading.vote == document.heading.vote


def test_text_in_a_language_that_is_not_known_is_kept():
    root = written("Ĉi tiu teksto estas en lingvo.\n\nNeniu konas ĝin.\n")
    assert found(root, ".//{}mainBody/{}p") == ["Ĉi tiu teksto estas en lingvo.", "Neniu konas ĝin."]


def test_the_same_document_gives_the_same_bytes():
    document, text = dispositif.read_with_text(RESOLUTION)
    edition = Edition(document, text.characters)
    assert export(edition, "akn") == export(Edition(document, text.characters), "akn") == export(edition, "akn")


ANY_LINE = st.one_of(
    # Form feeds end pages, whose edges are passed over.
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\f"), max_size=40),
    st.sampled_from(
        [
            "The General Assembly,",
            "Recalling the Charter,",
            "1. Requests States to act;",
            "(a) To report;",
            "(i) To act;",
            "2. Decides to meet.",
            "• To go;",
            "Annex",
            "Annex II",
            "I. Means",
            "a\tb",
            "\tc\td",
            "¹ A note.",
            "________________",
            "1.\tb",
            "words ¹ and ² more",
            "Recalls resolution 77/109;",
            "3 January 2009",
            "*",
            "** See A/77/33.",
            "Adopted at the 3rd meeting.",
            "\x00\x0b\x1f\ufffe",
            "&<>\"'",
            "²",
        ]
    ),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(ANY_LINE, min_size=1, max_size=14), st.sampled_from(["\n", "\n\n", "\r\n"]))
@example(["_"], "\n")
@example(["0", "_"], "\n")
@example(["_", "0"], "\n")
def test_whatever_the_text_the_file_is_valid_and_holds_all_of_it(lines, gap):
    text = gap.join(lines)
    try:
        document, read = dispositif.read_with_text(text)
    except dispositif.ReadingError:
        return
    content = export(Edition(document, read.characters), "akn")
    assert faults(content) == []
    words = printed(text).rstrip("_")  # a rule over notes is drawn anew, where there are any
    if words:
        assert printed(dispositif.read_with_text(content)[1].characters).rstrip("_") == words


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_LINE, min_size=1, max_size=14))
@example(["0 ¹", "_____", "0", "0", "¹0"])
def test_whatever_the_text_its_paragraphs_are_read_back(lines):
    text = "A/RES/78/412\n\nThe General Assembly,\n\nRecalling the Charter,\n\n" + "\n\n".join(lines)
    lost = round_trip(text).lost
    assert {kind: lost[kind] for kind in ("paragraphs", "numbers", "notes", "tables", "annexes")} == dict.fromkeys(
        ("paragraphs", "numbers", "notes", "tables", "annexes"), 0
    )


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_numbers_with_tabs_behind_them_in_what_was_not_read_are_read_back_as_they_stand(gap):
    text = gap.join(["Dear colleagues,", "1.\tThe lamps of the north.", "2.\tThe pilots of Port Selm.", "A keeper"])
    trip = round_trip(text)
    assert (trip.items["tables"], trip.lost["tables"], trip.faults) == (2, 0, [])


def test_real_documents_are_valid_and_read_back_whole(shared):
    from akn import sources

    chosen = [source for place, source in enumerate(sources(shared / "corpus")) if place % 150 == 0]
    for language, name, content in chosen:
        trip = round_trip(content)
        assert (language, name, trip.faults, trip.text_is_same) == (language, name, [], True)
        assert not any(trip.lost.values()), (language, name, trip.lost)
        bare = round_trip(dispositif.read_with_text(content)[1].characters)
        assert (language, name, bare.faults, bare.text_is_same) == (language, name, [], True)
        assert (language, name, bare.lost["paragraphs"]) == (language, name, 0)


def test_the_edges_of_pages_are_no_numbers():
    pages = [
        f"A/RES/81/9\n\n{body}\n\n{page}/3\n"
        for page, body in enumerate(("The Board,", "1. Decides to meet;", "2. Asks States to act."), 1)
    ]
    document, text = dispositif.read_with_text("\f".join(pages))
    written = export(Edition(document, text.characters), "akn").decode()
    assert "<num>1.</num>" in written
    assert "<num>2.</num>" in written
    assert "2/3" not in written

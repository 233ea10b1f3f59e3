"""What is cited, by cases that a diplomat can read and extend: `cases/*.yaml`."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dispositif.citations import citations
from dispositif.document import Heading, Paragraph
from dispositif.passage import flatten

CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(Path(__file__).with_name("cases").glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1)
]
PIECES = [
    "resolution ",
    "resolutions 72/306",
    " and ",
    "1612 (2005)",
    "A/",
    "its ",
    "Charter",
    "paragraph 5 of ",
    "\n",
    "  ",
    "(",
    "é",
]


def cited(words, symbol=None):
    whole = Paragraph(id="op-1", part="main", kind="operative", path=(), parent=None, start=0, end=len(words))
    return citations(words, flatten(words), [whole], "en", Heading(symbol=symbol))


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_cited_so(case):
    found = cited(case["text"], case.get("symbol"))
    assert [(one.text, one.id) for one in found] == [(one["text"], one["id"]) for one in case["cites"]]
    assert [one.pinpoint.text if one.pinpoint else None for one in found] == [
        one.get("pinpoint") for one in case["cites"]
    ]
    assert all(one.kind == case_["kind"] for one, case_ in zip(found, case["cites"], strict=True) if "kind" in case_)


def test_a_document_does_not_cite_itself():
    assert cited("Recalling A/RES/72/306 and A/RES/74/16", "A/RES/72/306")[0].id == "A/RES/74/16"


@pytest.mark.parametrize(("words", "count"), [("OIC/CFM-60/2031/POL", 0), ("On document OIC/CFM-60/2031/POL", 1)])
def test_a_symbol_alone_in_the_masthead_is_of_the_papers_among_which_a_document_stands(words, count):
    line = Paragraph(id="masthead-1", part="main", kind="masthead", path=(), parent=None, start=0, end=len(words))
    assert len(citations(words, flatten(words), [line], "en", Heading())) == count


NOTE = "Resolution 72/306, para. 4."


@pytest.mark.parametrize(
    ("notes", "ids"),
    [
        ([NOTE, "Ibid., para. 5.", "Ibid."], ["A/RES/72/306"] * 3),
        ([NOTE, "See the harbour plan.", "Ibid."], ["A/RES/72/306"]),
        (["Resolutions 72/306 and 74/16.", "Ibid."], ["A/RES/72/306", "A/RES/74/16"]),
        (["A/66/401.", "Ibid., Supplement No. 3 (A/66/3)."], ["A/66/401", "A/66/3"]),
        (["Ibid."], []),
    ],
)
def test_ibid_is_what_the_note_before_cites_where_it_cites_one_thing(notes, ids):
    words, paragraphs = "", []
    for number, note in enumerate(notes):
        start = len(words)
        words += f"{note}\n"
        paragraphs.append(
            Paragraph(
                id=f"note-{number}", part="main", kind="footnote", path=(), parent=None, start=start, end=len(words) - 1
            )
        )
    heading = Heading(symbol="A/RES/80/999")
    found = citations(words, flatten(words), paragraphs, "en", heading)
    assert [one.id for one in found] == ids
    assert all(words[one.start : one.end] == one.text for one in found)


def test_what_stands_in_no_paragraph_is_not_cited():
    words = "resolution 1612 (2005)"
    assert citations(words, flatten(words), [], "en", Heading()) == ()


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8)).map("".join))
def test_every_citation_is_a_stretch_of_the_text(words):
    last = 0
    for one in cited(words, "A/RES/80/999"):
        assert words[one.start : one.end] == one.text
        assert last <= one.start < one.end
        last = one.end
        if one.pinpoint:
            assert words[one.pinpoint.start : one.pinpoint.end] == one.pinpoint.text


def test_a_title_by_an_unknown_name_is_the_texts_own():
    words = "Port Amber Declaration on Lamps\nRecalling the Lisbon Declaration on Boats"
    title = Paragraph(id="t", part="main", kind="title", path=(), parent=None, start=0, end=31)
    recital = Paragraph(id="pp-1", part="main", kind="preambular", path=(), parent=None, start=32, end=len(words))
    found = citations(words, flatten(words), [title, recital], "en", Heading())
    assert [one.text for one in found] == ["Lisbon Declaration on Boats"]

"""How each citation is made: by the verb of its act, or by the citing words before it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dispositif
from dispositif.graph import references
from dispositif.graph.pinpoints import paragraphs_meant
from dispositif.languages import section
from dispositif.languages.schema import CitationWords

SPEC = importlib.util.spec_from_file_location("graph_fixtures", Path(__file__).with_name("conftest.py"))
FIXTURES = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(FIXTURES)
RECORDS = section("en", "citations", CitationWords).citing


def how(*paragraphs: str) -> list[tuple[str | None, str | None, str | None]]:
    _, cited = FIXTURES.entry("A/RES/80/999", "2035-01-01", *paragraphs)
    return [(one.target, one.verb, one.relation) for one in cited]


@pytest.mark.parametrize(("record", "example"), [(one, words) for one in RECORDS for words in one.good])
def test_each_record_is_found_in_its_good_examples(record, example):
    assert how(f"1. Takes note of lamps, {example};")[-1][2] == record.id


@pytest.mark.parametrize(("record", "example"), [(one, words) for one in RECORDS for words in one.bad])
def test_no_record_is_found_in_its_bad_examples(record, example):
    assert all(relation != record.id for _, _, relation in how(f"1. Takes note of lamps, {example};"))


def test_the_verb_of_the_act_says_how():
    assert how("1. Reaffirms its resolution 72/306 and requests that resolution 74/16 be printed;") == [
        ("A/RES/72/306", "reaffirm", "reaffirm"),
        ("A/RES/74/16", "request", "request"),
    ]


def test_citing_words_say_how_before_the_verb_does():
    assert how(
        "1. Requests the Secretary-General, in accordance with paragraph 5 (b) of resolution 72/306, to act;"
    ) == [("A/RES/72/306", "request", "pursuant")]


def test_members_of_a_list_are_cited_as_its_first():
    cited = how("1. Takes note of lamps pursuant to resolutions 72/306 of 24 July 2018, 74/16 and 66/290;")
    assert [relation for _, _, relation in cited] == ["pursuant"] * 3


def test_citing_words_of_another_clause_do_not_count():
    assert how("1. Requests, in accordance with the rules, a print of resolution 72/306;")[0][2] == "request"


def test_what_governs_a_list_governs_its_items():
    cited = how("1. Recalls:", "(a) The lamps of resolution 72/306;")
    assert cited[0][0] == "A/RES/72/306"
    assert cited[0][1] in ("recall", None)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("paragraph 5 (b)", ("op-5.b",)),
        ("paras. 5 (b) (ii) and 7", ("op-5.b.ii", "op-7")),
        ("paragraphs 5 (b) and (c) and 7 (a) (i) and (ii)", ("op-5.b", "op-5.c", "op-7.a.i", "op-7.a.ii")),
        ("paragraphs 3–5", ("op-3", "op-4", "op-5")),
        ("paragraphs 3 to 5", ("op-3", "op-4", "op-5")),
        ("preambular paragraph 2", ("pp-2",)),
        ("Article 49", ()),
        ("section III", ()),
        ("annex", ()),
    ],
)
def test_a_pinpoint_means_paragraphs(words, meant):
    assert paragraphs_meant(words, "en") == meant


def test_a_text_in_an_unknown_language_has_no_citing_words():
    document, text = dispositif.read_with_text("Бібліотека відкрита щодня, крім понеділка.", name="a.txt")
    assert references(document, text.characters) == ()


@given(
    st.lists(
        st.sampled_from(
            ["pursuant to ", "resolution 72/306", "resolutions 74/16", " and ", ", ", "Recalls ", "\n", "é"]
        )
    )
)
def test_citing_words_are_a_stretch_of_the_text_before_the_citation(pieces):
    document, text = dispositif.read_with_text("1. Notes lamps;\n" + "".join(pieces), name="a.txt", language="en")
    for one in references(document, text.characters):
        assert text.characters[one.start : one.end] == one.text
        if one.citing:
            assert text.characters[one.citing.start : one.citing.end] == one.citing.text
            assert one.citing.end <= one.end

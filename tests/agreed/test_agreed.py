"""Agreed language: what an index holds, what is found, and what happens when its making is broken off."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispositif import read_with_text
from dispositif.agreed import Index, build, entry
from dispositif.agreed.terminal import to_terminal
from dispositif.errors import UsageError
from dispositif.exports import Edition

LIGHTS = "Requests the Secretary-General to repair the lights of all northern harbours before the winter storms;"
OIL = "Welcomes the gift of oil, ropes and anchors from the islands of the southern sea;"


def edition(number: int, *paragraphs: str) -> Edition:
    operative = "\n".join(f"{place}. {words}" for place, words in enumerate(paragraphs, 1))
    head = f"Resolution 3/{number}\n\nThe Assembly of the Harbour Union,\n\nGuided by the Statute of the Union,\n\n"
    text = head + operative
    document, read = read_with_text(text, name=f"3-{number}.txt", language="en")
    return Edition(document, read.characters)


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("agreed") / "agreed.index"
    build(path, [entry(edition(1, LIGHTS, OIL)), entry(edition(2, OIL))])
    return path


@pytest.fixture
def index(path):
    with Index(path) as index:
        yield index


def test_the_very_words_are_found_with_every_place_they_were_adopted(index):
    first = index.find(OIL)[0]
    assert (first.similarity, first.differences) == (1.0, ())
    assert sorted((one.document, one.paragraph) for one in first.adoptions) == [
        ("3-1.txt", "op-2"),
        ("3-2.txt", "op-1"),
    ]


def test_words_that_differ_are_marked_on_both_sides(index):
    sought = OIL.replace("oil, ropes", "tar, ropes")
    first = index.find(sought)[0]
    [difference] = first.differences
    assert (difference.sought.text, difference.adopted.text) == ("tar", "oil")
    assert sought[difference.sought.start : difference.sought.end] == "tar"
    assert first.text[difference.adopted.start : difference.adopted.end] == "oil"


def test_a_phrase_is_found_inside_a_paragraph(index):
    first = index.find("repair the lights of all northern harbours")[0]
    assert first.near.text == "repair the lights of all northern harbours"
    assert first.text[first.near.start : first.near.end] == first.near.text
    assert first.differences == ()
    assert first.adoptions[0].mandates == 1


def test_capitals_and_line_breaks_do_not_count(index):
    assert index.find("REPAIR the\n lights of all northern harbours")[0].similarity == 1.0


def test_nothing_near_is_nothing_found(index):
    assert index.find("the price of bread in the capital") == []
    assert index.find("…") == []


def test_the_answer_says_which_engine_made_the_index(index):
    answer = json.loads(index.answer(LIGHTS).to_json())
    assert (answer["format"], answer["documents"]) == ("dispositif-language/1", 2)
    assert answer["engine"] == index.engine


def test_the_terminal_shows_place_and_words(index):
    shown = to_terminal(index.answer(OIL.replace("oil, ropes", "tar, ropes")), width=120)
    assert "3-1.txt op-2" in shown
    assert "[-tar-]{+oil+}, ropes" in shown
    assert "Nothing near was found in 2 documents." in to_terminal(index.answer("the price of bread in the capital"))


@settings(deadline=None)
@given(st.text(st.sampled_from("oil repairs the gift of lights.,-\n"), max_size=80))
def test_every_span_is_of_its_text(path, sought):
    with Index(path) as index:
        answer = index.answer(sought, least=0.0)
    for found in answer.found:
        for difference in found.differences:
            assert answer.sought[difference.sought.start : difference.sought.end] == difference.sought.text
            assert found.text[difference.adopted.start : difference.adopted.end] == difference.adopted.text


def test_documents_are_added_once(tmp_path):
    path = tmp_path / "agreed.index"
    assert build(path, [entry(edition(1, OIL))]) == (1, 0, 1)
    assert build(path, [entry(edition(1, OIL)), entry(edition(2, LIGHTS))]) == (1, 1, 2)
    with Index(path) as index:
        assert index.find(LIGHTS)[0].similarity == 1.0


def test_a_making_that_was_broken_off_goes_on(tmp_path):
    path = tmp_path / "agreed.index"

    def broken_off():
        for number in range(120):
            yield entry(edition(number, f"Welcomes the gift of {number} lamps from the islands;"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(path, broken_off())
    with pytest.raises(UsageError, match="broken off"):
        Index(path)
    built = build(path, [entry(edition(0, "Welcomes the gift of 0 lamps from the islands;"))])
    assert built == (0, 1, 100)
    with Index(path) as index:
        assert index.documents == 100


def test_what_is_no_index_is_said_so(tmp_path):
    other = tmp_path / "other.index"
    other.write_text("no database at all, but words")
    with pytest.raises(UsageError, match="no index of agreed language"):
        Index(other)
    with pytest.raises(UsageError, match="no such index"):
        Index(tmp_path / "absent.index")


def test_an_index_of_another_version_is_refused(tmp_path):
    path = tmp_path / "agreed.index"
    build(path, [entry(edition(1, OIL))])
    with sqlite3.connect(path) as database:
        database.execute("UPDATE facts SET value = '0.0.0' WHERE name = 'engine'")
    database.close()
    with pytest.raises(UsageError, match=r"Dispositif 0\.0\.0"):
        Index(path)

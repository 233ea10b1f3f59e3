"""What a document says of itself, by cases that a diplomat can read and extend: `heading_cases/*.yaml`."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dispositif.passage import flatten
from dispositif.structure import paragraphs
from dispositif.structure.heading_words import reader
from dispositif.structure.several import texts
from dispositif.text import Text

CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(Path(__file__).with_name("heading_cases").glob("*.yaml"))
    for number, case in enumerate(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader), 1)
]
RECORDS = [pytest.param(record, id=record.id) for record in (*reader("en").words.patterns, *reader("en").words.votes)]
LINES = [
    "Resolution adopted by the General Assembly on ",
    "9 April 2030",
    "14 Ramadan 1445H",
    "A/RES/80/1",
    "\n",
    "\n\n",
]
LINES += ["Seventh session", "\tThe General Assembly,", "1. Requests", "14th meeting"]


def read(characters, which=1, **facts):
    text, flat = Text(characters=characters, facts=facts), flatten(characters)
    return texts(text, flat, paragraphs(text, flat, "en")[0], "en")[which - 1].heading


def told(found):
    body, vote = found.body, found.vote
    return {
        "kind": found.kind,
        "symbol": found.symbol,
        "title": found.title,
        "body": body and body.text,
        "actor": body and body.actor,
        "session": found.session,
        "meeting": found.meeting,
        "place": found.place,
        "adopted": found.adopted,
        "dates": [[one.text, one.date, one.agrees] for one in found.dates],
        "vote": vote and [vote.adopted_by, vote.in_favour, vote.against, vote.abstaining],
    }


def plain(value):
    return (
        {"null": None, "true": True, "false": False}.get(value, value)
        if isinstance(value, str)
        else ([plain(one) for one in value])
    )


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_read_so(case):
    found = told(read(case["text"], int(case.get("which", 1))))
    for name, value in case["heading"].items():
        expected = plain(value)
        if name == "vote" and expected is not None:
            expected = [expected[0], *map(int, expected[1:])]
        assert found[name] == expected, name


def test_what_mark_up_states_wins():
    found = read(
        "S/RES/1 (2030)\n\nThe Security Council,\n\n1. Decides.", symbol="S/RES/2 (2030)", adopted="2030-04-09"
    )
    assert found.symbol == "S/RES/2 (2030)"
    assert found.adopted == "2030-04-09"


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_recognizes_its_good_examples_and_not_its_bad_ones(record):
    for words in record.good:
        assert record.id in [found.record.id for found in reader("en").told_in(words)], words
    for words in record.bad:
        assert record.id not in [found.record.id for found in reader("en").told_in(words)], words


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=8)).map("".join))
def test_every_mention_is_a_stretch_of_the_text(characters):
    found = read(characters)
    for one in (*found.dates, *([found.body] if found.body else [])):
        assert characters[one.start : one.end] == one.text

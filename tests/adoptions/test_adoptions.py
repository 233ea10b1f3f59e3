"""Adoption data: extract files, marked-up votes, and what is wrong in them."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispositif.adoptions import Adoption, Ballot, Fault, Party, Subject, adoptions
from dispositif.adoptions.extracts import of_extract
from dispositif.adoptions.parties import actor_of, listed

ROW = {
    "symbol": "A/RES/78/412",
    "title": "Lighthouses",
    "session": "Seventy-eighth session",
    "adoption_meeting": "41st (resumed) plenary meeting",
    "adoption_date": "7 December 2023",
    "originating_document": "A/78/L.9",
    "committee": "Sixth Committee",
    "agenda_item": "Agenda item 83",
    "agenda_item_name": "Harbours",
    "adoption_type": "By a recorded vote",
    "MS_in_favour_count": "2",
    "MS_against_count": "1",
    "MS_abstaining_count": "0",
    "pv": "A/78/PV.41",
    "MS_in_favour": ["CÔTE D'IVOIRE", "BOLIVIA (PLURINATIONAL STATE OF)"],
    "MS_against": ["ATLANTIS"],
    "MS_abstaining": [],
    "sponsors": ["GUYANA (ON BEHALF OF THE HARBOUR STATES)"],
    "additional_sponsors": ["TÜRKİYE"],
    "SDGs": ["14"],
    "subjects": [["HARBOURS", "UNBIS Thesaurus"]],
}


def one(**changes: object) -> Adoption | Fault:
    return next(of_extract(json.dumps(ROW | changes).encode(), "votes.jsonl"))


def test_a_line_is_an_adoption():
    assert one() == Adoption(
        symbol="A/RES/78/412",
        id="A/RES/78/412",
        title="Lighthouses",
        date="2023-12-07",
        meeting="41",
        meeting_text="41st (resumed) plenary meeting",
        session="Seventy-eighth session",
        adopted_by="vote",
        adopted_text="By a recorded vote",
        in_favour=2,
        against=1,
        abstaining=0,
        ballots=(
            Ballot(name="CÔTE D'IVOIRE", actor="state/ci", cast="in_favour"),
            Ballot(name="BOLIVIA (PLURINATIONAL STATE OF)", actor="state/bo", cast="in_favour"),
            Ballot(name="ATLANTIS", actor=None, cast="against"),
        ),
        sponsors=(Party(name="GUYANA (ON BEHALF OF THE HARBOUR STATES)", actor="state/gy"),),
        co_sponsors=(Party(name="TÜRKİYE", actor="state/tr"),),
        subjects=(Subject(name="HARBOURS", scheme="UNBIS Thesaurus"),),
        agenda_item="Agenda item 83",
        agenda_title="Harbours",
        committee="Sixth Committee",
        draft="A/78/L.9",
        record="A/78/PV.41",
        goals=("14",),
        file="votes.jsonl",
        line=1,
    )


def test_the_manner_of_adoption_is_told_by_its_words_or_its_figures():
    def manner(printed: str, **counts: str) -> tuple[object, ...]:
        zero = dict.fromkeys(("MS_in_favour_count", "MS_against_count", "MS_abstaining_count"), "0")
        found = one(adoption_type=printed, **(zero | counts))
        return found.adopted_by, found.in_favour, found.against, found.abstaining

    assert manner("Without a vote") == ("consensus", None, None, None)
    assert manner("Adopted unanimously, 3rd meeting", MS_in_favour_count="15") == ("unanimity", 15, 0, 0)
    assert manner("Adopted 11-0-4, 3rd meeting") == ("vote", 11, 0, 4)
    assert manner("N.A.") == (None, None, None, None)


def test_figures_that_contradict_the_list_are_doubted():
    assert [doubt.code for doubt in one(MS_in_favour_count="3").doubts] == ["count-differs"]


def test_the_identifier_is_that_of_citations():
    assert one(symbol="S/RES/2504 (2020)").id == "S/RES/2504(2020)"


def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path):
    file = tmp_path / "votes.jsonl"
    lines = [json.dumps(ROW), "{", '{"title": "no symbol"}', "[1]", "", json.dumps(ROW | {"MS_against_count": "few"})]
    file.write_text("\n".join([*lines, json.dumps(ROW)]), encoding="utf-8")
    found = list(adoptions(tmp_path))
    assert [type(item) for item in found] == [Adoption, Fault, Fault, Fault, Fault, Adoption]
    assert [item.line for item in found] == [1, 2, 3, 4, 6, 7]
    assert all(item.file == str(file) for item in found)
    assert "symbol" in found[2].message


def test_a_file_that_is_not_there_is_a_fault():
    assert [type(item) for item in adoptions(Path("nowhere.jsonl"))] == [Fault]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80))
def test_whatever_the_bytes_nothing_is_raised(content):
    assert all(isinstance(item, Adoption | Fault) for item in of_extract(content, "x"))


def test_lists_in_one_line_are_taken_apart():
    assert list(listed("Egypt, Spain and Sweden")) == ["Egypt", "Spain", "Sweden"]
    assert list(listed("Trinidad and Tobago")) == ["Trinidad and Tobago"]
    assert list(listed("Spain and Trinidad and Tobago")) == ["Spain", "Trinidad and Tobago"]
    assert actor_of("the Harbour Union") is None


MARKED = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:u="urn:u">
<statement name="resolution">
<meta><classification source="x"><keyword value="HARBOURS" showAs="HARBOURS" dictionary="UNBIS Thesaurus"/>
<keyword value="14" href="http://example.org/14" showAs="14" dictionary="SDGO"/></classification>
<workflow source="#u"><step outcome="draftResolution" as="A/78/L.9" by="Egypt, Spain and Sweden"/>
<step outcome="adopted" as="A/78/PV.41" by=""/></workflow>
<analysis source="#u"><parliamentary>
<voting outcome="adoptedRecordedVote"><count value="1" refersTo="inFavour"><u:voters>
<organization refersTo="memberState">EGYPT</organization></u:voters></count></voting></parliamentary></analysis></meta>
<coverPage><p><docNumber refersTo="#symbol">A/RES/78/412</docNumber></p></coverPage>
<mainBody><paragraph><num>1.</num><content><p>Decides.</p></content></paragraph></mainBody>
<conclusions><p><inline name="adoptionMeeting" title="41st">41st meeting</inline></p></conclusions>
</statement></akomaNtoso>"""


def test_marked_up_files_tell_their_adoption(tmp_path):
    file = tmp_path / "a.xml"
    file.write_text(MARKED, encoding="utf-8")
    [found] = adoptions(file)
    assert (found.symbol, found.meeting, found.adopted_by, found.in_favour) == ("A/RES/78/412", "41", "vote", 1)
    assert found.ballots == (Ballot(name="EGYPT", actor="state/eg", cast="in_favour"),)
    assert [party.actor for party in found.sponsors] == ["state/eg", "state/es", "state/se"]
    assert (found.draft, found.record, found.goals) == ("A/78/L.9", "A/78/PV.41", ("14",))
    assert found.subjects == (Subject(name="HARBOURS", scheme="UNBIS Thesaurus"),)


def test_a_file_without_a_vote_gives_nothing_and_a_broken_one_a_fault(tmp_path):
    (tmp_path / "a.xml").write_text("<akomaNtoso><statement/></akomaNtoso>", encoding="utf-8")
    (tmp_path / "b.xml").write_text("", encoding="utf-8")
    assert [type(item) for item in adoptions(tmp_path)] == [Fault]


def test_every_voter_of_the_extract_files_is_a_known_state(shared):
    found = list(adoptions(shared / "corpus" / "votes"))
    assert all(isinstance(item, Adoption) and item.date for item in found)
    assert {ballot.name for item in found for ballot in item.ballots if ballot.actor is None} == set()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("nowhere.jsonl", None, "no such file"),
        ("empty.jsonl", b" \n", "nothing in it"),
        ("minutes.txt", b"The meeting rose at six.", "ends with .jsonl"),
        ("", None, "no file of adoption data in this folder"),
    ],
)
def test_a_file_that_can_tell_nothing_is_one_fault(tmp_path, name, content, says):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    [fault] = adoptions(tmp_path / name)
    assert isinstance(fault, Fault)
    assert says in fault.message

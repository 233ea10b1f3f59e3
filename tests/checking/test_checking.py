"""Remarks on a draft, by cases that a diplomat can read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from dispositif.agreed import Index, build, entry
from dispositif.checking import check
from dispositif.checking.terminal import to_terminal

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "remarks.yaml").read_text("utf-8"))
LIGHTS = "Requests the Secretary-General to repair the lights of all northern harbours before the winter storms;"
SEIZED = "\n2. Decides to remain seized of the matter."


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_case(case, resolution):
    draft = resolution(case["draft"])
    remarks = check(draft).remarks
    assert [[remark.rule, remark.text] for remark in remarks] == case["remarks"]
    for remark in remarks:
        assert draft.characters[remark.start : remark.end] == remark.text
        assert remark.paragraph in draft.paragraphs


def test_a_verb_weaker_than_last_time(resolution):
    last, draft = resolution(f"1. {LIGHTS}"), resolution(f"1. {LIGHTS.replace('Requests', 'Invites')}{SEIZED}", 2)
    [remark] = check(draft, last=last).remarks
    assert (remark.rule, remark.text, remark.other_text) == ("weaker-verb", "Invites", "Requests")
    assert remark.other == f"{last.name} op-1"


def test_a_standing_mandate_and_a_weaker_verb_are_found_in_an_index(resolution, tmp_path):
    adopted = resolution(f"1. {LIGHTS}", 5)
    build(tmp_path / "agreed.index", [entry(adopted)])
    draft = resolution(f"1. {LIGHTS.replace('Requests', 'Invites')}{SEIZED}", 6)
    with Index(tmp_path / "agreed.index") as index:
        remarks = check(draft, index=index).remarks
    assert [remark.rule for remark in remarks] == ["overlap", "weaker-verb"]
    assert {remark.other for remark in remarks} == {f"{adopted.name} op-1"}


def test_a_draft_does_not_overlap_with_itself(resolution, tmp_path):
    draft = resolution(f"1. {LIGHTS}{SEIZED}")
    build(tmp_path / "agreed.index", [entry(draft)])
    with Index(tmp_path / "agreed.index") as index:
        assert check(draft, index=index).remarks == ()


def test_it_is_shown_and_written(resolution):
    draft = resolution(CASES[0]["draft"])
    checked = check(draft)
    assert "Nobody is named who shall do this.  missing-addressee" in to_terminal(checked, draft)
    assert json.loads(checked.to_json())["format"] == "dispositif-check/1"
    calm = resolution(CASES[2]["draft"])
    assert "nothing to remark" in to_terminal(check(calm), calm)


def test_a_language_without_data_for_it_gets_fewer_remarks(resolution):
    import msgspec

    from dispositif.exports import Edition

    draft = resolution(CASES[4]["draft"])
    unknown = Edition(msgspec.structs.replace(draft.document, language="und"), draft.characters)
    assert check(unknown).remarks == ()

"""What a comparison says, by cases that a diplomat can read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dispositif.comparison import compare, follow, taken_over
from dispositif.comparison.page import series_to_html
from dispositif.errors import UsageError

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "findings.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_case(case, resolution):
    old, new = resolution(case["old"]), resolution(case["new"])
    comparison = compare(old, new)
    operative = [
        pair.relation
        for pair in comparison.pairs
        if any(place.paragraph.startswith("op") for place in (*pair.old, *pair.new))
    ]
    assert operative == case["relations"]
    found = {finding.kind: f"{finding.old.text} → {finding.new.text}" for finding in comparison.findings}
    assert found == case["findings"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_every_span_is_of_its_text(case, resolution):
    old, new = resolution(case["old"]), resolution(case["new"])
    comparison = compare(old, new)
    spans = [(item.old, item.new) for item in comparison.findings]
    spans += [(change.old, change.new) for pair in comparison.pairs for change in pair.changes]
    for before, after in spans:
        assert old.characters[before.start : before.end] == before.text
        assert new.characters[after.start : after.end] == after.text


def test_a_text_and_itself_are_the_same(resolution):
    edition = resolution(CASES[0]["old"])
    comparison = compare(edition, edition)
    assert {pair.relation for pair in comparison.pairs} == {"same"}
    assert comparison.findings == ()


def test_every_paragraph_stands_in_one_pair(resolution):
    old, new = resolution(CASES[-1]["old"]), resolution(CASES[-3]["new"])
    comparison = compare(old, new)
    for edition, side in ((old, "old"), (new, "new")):
        held = [place.paragraph for pair in comparison.pairs for place in getattr(pair, side)]
        assert sorted(held) == sorted(edition.paragraphs)


def test_language_taken_over_is_found_in_another_document(resolution):
    words = "2. Deplores the theft of nets, ropes and anchors from the northern harbours in winter;"
    old, new = resolution("1. Welcomes the gift of oil;"), resolution(f"1. Welcomes the gift of oil;\n{words}", 2)
    other = resolution(words.replace("2.", "1."), 3)
    [finding] = taken_over(compare(old, new), new, [old, other]).findings
    assert finding.kind == "language-taken-over"
    assert finding.rule == other.name
    assert finding.old.text == finding.new.text == words.removeprefix("2. ")


def test_a_series_follows_each_paragraph(resolution):
    first = "1. Requests the Secretary-General to repair the lights of the north;"
    third = "2. Deplores the theft of nets, ropes and anchors in winter;"
    editions = [
        resolution(first, 1),
        resolution(f"{first.replace('Requests', 'Urges')}\n{third}", 2),
        resolution(third.replace("2.", "1."), 3),
    ]
    series = follow(editions)
    assert len(series.steps) == 2
    lines = {
        tuple(tuple(place.paragraph for place in places) for places in line.places): line.relations
        for line in series.lines
    }
    assert lines[("op-1",), ("op-1",), ()] == ("changed", "dropped")
    assert lines[(), ("op-2",), ("op-1",)] == ("new", "same")


def told(series):
    """What became of each line, by its paragraphs in each document."""
    return {
        tuple(" ".join(place.paragraph for place in places) for places in line.places): line.relations
        for line in series.lines
    }


ROPES = "Deplores the theft of nets, ropes and anchors in winter;"
LAMPS = "Requests the Secretary-General to repair the lights of the north;"


def test_a_paragraph_that_comes_back_after_a_gap_has_returned(resolution):
    without, again = f"1. {LAMPS}", f"1. {LAMPS}\n2. {ROPES.replace('winter', 'spring')}"
    series = follow(
        [resolution(f"1. {LAMPS}\n2. {ROPES}", 1), resolution(without, 2), resolution(without, 3), resolution(again, 4)]
    )
    assert told(series)["op-2", "", "", "op-2"] == ("dropped", None, "returned")
    assert told(series)["op-1", "op-1", "op-1", "op-1"] == ("same", "same", "same")
    assert [pair.relation for pair in series.steps[2].pairs if pair.new[0].paragraph == "op-2"] == ["new"]


def test_what_is_only_somewhat_alike_has_not_returned(resolution):
    other = "Deplores the want of nets, hooks and bread in all northern harbours, and the price of anchors;"
    series = follow(
        [
            resolution(f"1. {LAMPS}\n2. {ROPES}", 1),
            resolution(f"1. {LAMPS}", 2),
            resolution(f"1. {LAMPS}\n2. {other}", 3),
        ]
    )
    assert told(series)["", "", "op-2"] == (None, "new")


def test_what_was_dropped_twice_may_return_twice(resolution):
    with_it, without = f"1. {LAMPS}\n2. {ROPES}", f"1. {LAMPS}"
    texts = [with_it, without, with_it, without, with_it]
    series = follow([resolution(text, number) for number, text in enumerate(texts, 1)])
    assert told(series)["op-2", "", "op-2", "", "op-2"] == ("dropped", "returned", "dropped", "returned")


def test_the_page_marks_what_returned_against_the_last_text_that_had_it(resolution):
    again = f"1. {LAMPS}\n2. {ROPES.replace('winter', 'spring')}"
    editions = [resolution(f"1. {LAMPS}\n2. {ROPES}", 1), resolution(f"1. {LAMPS}", 2), resolution(again, 3)]
    page = series_to_html(follow(editions), editions)
    assert "returned" in page
    assert "<del> winter</del><ins> spring</ins>" in page


def test_a_series_has_two_documents_or_more(resolution):
    with pytest.raises(UsageError, match="name another"):
        follow([resolution(CASES[0]["old"])])


def test_a_language_without_scales_is_compared_all_the_same(resolution, monkeypatch):
    import msgspec

    from dispositif.exports import Edition

    old, new = resolution(CASES[0]["old"]), resolution(CASES[0]["new"])
    unknown = [
        Edition(msgspec.structs.replace(edition.document, language="und"), edition.characters) for edition in (old, new)
    ]
    assert [pair.relation for pair in compare(*unknown).pairs][-1] == "changed"

"""The accuracy page tells figures, floors, faults of the gold, and what changed since the page before."""

from pathlib import Path

import pytest

from accuracy_page import Results, known_faults, record, render, without
from tally import Tally, total

GOOD, BAD = Tally(10, 10, 10), Tally(5, 10, 10)


def results(first: Tally, second: Tally) -> Results:
    return {("ga-1", "plain"): {"A_RES_1_1-X": {"operative": first}, "A_RES_1_2-Y": {"operative": second}}}


def test_a_set_is_counted_over_all_its_items_not_averaged_over_documents() -> None:
    few, many = Tally(0, 1, 1), Tally(99, 99, 99)
    assert total([{"operative": few}, {"operative": many}])["operative"] == pytest.approx(0.99)


def test_recall_is_the_figure_where_only_recall_counts() -> None:
    assert Tally(3, 4, None).figure == 0.75


def test_the_type_figure_is_the_mean_of_both_kinds() -> None:
    assert total([{"type preambular": GOOD, "type operative": BAD}])["type"] == pytest.approx(0.75)


def test_a_figure_below_its_floor_is_marked() -> None:
    assert "0.500 **✗**" in render(results(BAD, BAD), {}, {})
    assert "No figure is below its floor." in render(results(GOOD, GOOD), {}, {})


def test_known_faults_of_the_gold_are_left_out_by_document_and_measure(tmp_path: Path) -> None:
    path = tmp_path / "gold_faults.yaml"
    path.write_text("- {document: A_RES_1_2-*, measures: [operative], fault: A heading is marked up as a paragraph.}")
    scored = results(GOOD, BAD)["ga-1", "plain"]
    assert total(without(scored, known_faults(path))) == {"operative": 1.0}


def test_gains_and_losses_are_told_by_document() -> None:
    page = render(results(GOOD, BAD), {}, record(results(BAD, GOOD)))
    gains, losses = page.split("## Gains")[1].split("## Losses")
    assert "A_RES_1_1-X, operative: 10 → 0 faults" in gains
    assert "A_RES_1_2-Y, operative: 0 → 10 faults" in losses


def test_nothing_is_said_to_have_changed_where_nothing_did() -> None:
    page = render(results(GOOD, BAD), {}, record(results(GOOD, BAD)))
    assert "0 items in 0 places" in page
    assert "▲ 0" not in page
    assert "▼ 0" not in page

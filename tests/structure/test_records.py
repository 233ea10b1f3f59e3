"""Each record of structure.yaml holds on its good examples and on none of its bad ones."""

from __future__ import annotations

from typing import get_args

import pytest

from dispositif.languages import section
from dispositif.languages.schema import Pattern, StructureRecords
from dispositif.structure.openings import Openings, Part, openings

RECORDS = section("en", "structure", StructureRecords)


def examples(which: str) -> list[object]:
    return [
        pytest.param(part, record, example, id=f"{part}/{record.id}: {example[:30]}")
        for part in (*get_args(Part), "recitals")
        for record in getattr(RECORDS, part)
        for example in getattr(record, which)
    ]


@pytest.fixture
def known() -> Openings:
    return openings("en")


def rule(known: Openings, part: str, text: str) -> str | None:
    if part == "recitals":
        return known.opening(text, 0, len(text)).rule or None
    head = known.head(text, 0, len(text))
    return known.part(part, head, text, 0, len(text))  # type: ignore[arg-type]


@pytest.mark.parametrize(("part", "record", "example"), examples("good"))
def test_a_good_example_is_recognized_by_its_record(known: Openings, part: str, record: Pattern, example: str) -> None:
    assert rule(known, part, example) == f"structure/{part}/{record.id}"


@pytest.mark.parametrize(("part", "record", "example"), examples("bad"))
def test_a_bad_example_is_not(known: Openings, part: str, record: Pattern, example: str) -> None:
    assert rule(known, part, example) != f"structure/{part}/{record.id}"


@pytest.mark.parametrize("part", [*get_args(Part), "recitals"])
def test_every_record_has_examples_of_both_kinds(part: str) -> None:
    assert all(record.good and record.bad for record in getattr(RECORDS, part))

"""The cases that a diplomat can read: texts of a made-up organization, and what must be read in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dispositif.document import Paragraph
from dispositif.passage import flatten
from dispositif.structure import paragraphs
from dispositif.text import Text

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def read(text: str) -> tuple[tuple[Paragraph, ...], list[str]]:
    found, warnings = paragraphs(Text(characters=text), flatten(text), "en")
    return found, [warning.code for warning in warnings]


def line(paragraph: Paragraph, text: str, expected: str) -> str:
    """The paragraph as a line of a case, its words cut where the expected line cuts them."""
    place = f"annex {paragraph.kind}" if paragraph.part == "annex" else paragraph.kind
    if paragraph.id.startswith("text-"):
        place = f"text {paragraph.id.partition('.')[0].removeprefix('text-')}: {place}"
    if paragraph.path:
        place += " " + ".".join(paragraph.path)
    words = " ".join(text[paragraph.start : paragraph.end].split())
    wanted = expected.partition(" | ")[2]
    if wanted.endswith("…") and words.startswith(wanted[:-1].rstrip()):
        words = wanted
    return f"{place} | {words}"


@pytest.mark.parametrize("case", CASES)
def test_the_paragraphs_are_those_of_the_case(case: dict[str, Any]) -> None:
    found, warnings = read(case["text"])
    assert ", ".join(warnings) == case.get("warns", "")
    if "reads" not in case:
        assert all(paragraph.kind == "other" for paragraph in found)
        return
    expected = case["reads"].splitlines()
    padded = expected + [""] * (len(found) - len(expected))
    assert [line(p, case["text"], e) for p, e in zip(found, padded, strict=False)] == expected
    assert len({p.id for p in found}) == len(found)

"""Whole texts in the forms of many bodies, all of them made up: what must be read in each, from its heading on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dispositif import Document, read
from dispositif.languages.yaml_files import parse

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in parse(path.read_bytes())
]


def heading_of(document: Document) -> dict[str, str | None]:
    heading = document.heading
    return {
        "kind": heading.kind,
        "symbol": heading.symbol,
        "title": heading.title,
        "body": heading.body.text if heading.body else None,
        "actor": heading.body.actor if heading.body else None,
        "session": heading.session,
        "meeting": heading.meeting,
        "place": heading.place,
        "adopted": heading.adopted,
    }


def mandates_of(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "who": [addressee.text for addressee in mandate.addressees],
            "actors": [addressee.actor for addressee in mandate.addressees],
            "does": " ".join(mandate.action.text.split()),
            "with": [partner.text for partner in mandate.partners],
            "if": [f"{condition.kind}: {condition.text}" for condition in mandate.conditions],
            "by": mandate.deadline.text if mandate.deadline else None,
            "brings": mandate.deliverable.kind if mandate.deliverable else None,
            "doubts": [doubt.code for doubt in mandate.doubts],
        }
        for mandate in document.mandates
    ]


@pytest.mark.parametrize("case", CASES)
def test_a_text_in_the_form_of_its_body(case: dict[str, Any]) -> None:
    document = read(case["text"])
    heading, wanted = heading_of(document), case.get("heading", {})
    assert {key: heading[key] for key in wanted} == wanted
    if "paragraphs" in case:
        assert [paragraph.id for paragraph in document.paragraphs] == case["paragraphs"]
    if "acts" in case:
        assert [act.verb.text for act in document.acts] == case["acts"]
    if "cites" in case:
        assert [citation.id or citation.text for citation in document.citations] == case["cites"]
    expected = case.get("mandates", [])
    found = mandates_of(document)
    checked = [{key: one[key] for key in some} for one, some in zip(found, expected, strict=False)]
    assert checked + found[len(expected) :] == expected

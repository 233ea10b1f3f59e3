"""Mandates, by cases that a diplomat can read, and by the examples that each pattern record carries."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispositif.acts import acts
from dispositif.document import Citation, CitationKind, Heading, Mandate, Mention, Paragraph
from dispositif.languages import section
from dispositif.languages.schema import DeliverableRecord, Pattern
from dispositif.languages.yaml_files import parse
from dispositif.mandates import mandates
from dispositif.mandates.circumstances import later
from dispositif.mandates.deliverables import outcome
from dispositif.mandates.grammar import grammar
from dispositif.passage import flatten, fold
from dispositif.structure.chapeaux import chapeaux

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in parse(path.read_bytes())
]
FILES = ("partners", "conditions", "deadlines", "recurrences", "dependencies")
PATTERNS = [
    pytest.param(f"{file}/{record.id}", record, id=f"{file}/{record.id}")
    for file in FILES
    for record in section("en", file, tuple[Pattern, ...])
]
DELIVERABLES = section("en", "deliverables", tuple[DeliverableRecord, ...])


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """A paragraph a line where lines end as paragraphs do; else the whole text as one.

    Each has its place for a number, but where others print theirs.
    """
    found: list[Paragraph] = []
    lines = re.finditer(r"\S.*", text) if re.search(r"[;:]\n", text) else re.finditer(r"(?s)\S.*", text)
    printed = re.search(r"(?m)^1\. ", text) is not None
    for line in lines:
        mark = re.match(r"\((?P<numeral>i+)\) |\((?P<letter>[a-z])\) |(?P<number>\d+)\. ", line[0])
        label = mark["numeral"] or mark["letter"] if mark else None
        rank = 0 if mark is None or mark["number"] else 3 if mark["numeral"] else 2
        parent = next((one for one in reversed(found) if len(one.path) < rank), None) if rank else None
        number = mark["number"] if mark and mark["number"] else "" if printed else str(_tops(found) + 1)
        path = (*parent.path, label) if parent and label else (number,) if number else ()
        start = line.start() + (mark.end() if mark else 0)
        found.append(
            Paragraph(
                id=f"op-{'.'.join(path) or 'u1'}",
                part="main",
                kind="operative",
                path=path,
                parent=parent.id if parent else None,
                start=start,
                end=line.end(),
            )
        )
    return tuple(found)


def _tops(paragraphs: list[Paragraph]) -> int:
    return sum(paragraph.parent is None for paragraph in paragraphs)


def mandates_of(
    text: str, issuer: str | None = None, adopted: str | None = None, title: str = "", cited: tuple[Citation, ...] = ()
) -> tuple[Mandate, ...]:
    body = Mention(text="", start=0, end=0, actor=issuer) if issuer else None
    heading = Heading(body=body, adopted=adopted, title=title)
    paragraphs, flat = paragraphs_of(text), flatten(text)
    above = chapeaux(paragraphs, flat.characters)
    found = acts(paragraphs, above, text, flat, heading, "en")
    return mandates(flat, text, paragraphs, above, found, cited, heading, "en")


def as_written(mandate: Mandate) -> dict[str, Any]:
    """A mandate in the terms of the cases."""
    deadline, recurrence, deliverable = mandate.deadline, mandate.recurrence, mandate.deliverable
    return {
        "id": mandate.id,
        "act": mandate.act,
        "who": [addressee.text for addressee in mandate.addressees],
        "actors": [addressee.actor or "?" for addressee in mandate.addressees],
        "does": mandate.action.text,
        "with": [partner.text for partner in mandate.partners],
        "if": [f"{condition.kind}: {condition.text}" for condition in mandate.conditions],
        "by": deadline.text if deadline else None,
        "date": deadline.date if deadline else None,
        "event": deadline.event if deadline else None,
        "every": recurrence.text if recurrence else None,
        "period": recurrence.period if recurrence else None,
        "brings": f"{deliverable.kind}: {deliverable.text}" if deliverable else None,
        "after": list(mandate.depends_on),
        "doubts": [doubt.code for doubt in mandate.doubts],
    }


@pytest.mark.parametrize("case", CASES)
def test_the_mandates_of_a_text(case: dict[str, Any]) -> None:
    made = mandates_of(case["text"], case.get("issuer"), case.get("adopted"), case.get("title", ""))
    found = [as_written(mandate) for mandate in made]
    expected = case["mandates"]
    checked = [{key: one[key] for key in wanted} for one, wanted in zip(found, expected, strict=False)] + found[
        len(expected) :
    ]
    assert checked == expected


def test_a_short_name_means_what_it_meant_further_up() -> None:
    rain, asks = "It rains. " * 200, "requests the Office of the High Commissioner to help. "
    text = f"{rain}It thanks the Office of the United Nations High Commissioner for Refugees, and {asks}{rain}It {asks}"
    assert [mandate.doubts for mandate in mandates_of(text, "un/human-rights-council")] == [
        (),
        (),
    ]  # nobody else is named
    text = f"{rain}It thanks the Office of the United Nations High Commissioner for Human Rights. {text}"
    found = mandates_of(text, "un/human-rights-council")
    assert [mandate.addressees[0].actor for mandate in found] == ["un/unhcr", "un/unhcr"]
    assert [doubt.code for doubt in found[1].doubts] == ["ambiguous-name"]


@pytest.mark.parametrize(
    ("kind", "partners"),
    [("resolution", []), ("treaty", ["the Office of the Pact"]), ("other", ["the Office of the Pact"])],
)
def test_a_numbered_text_is_no_partner(kind: CitationKind, partners: list[str]) -> None:
    text = "1. Requests the Secretariat to continue its work with the Office of the Pact, and to report;"
    start = text.index("Pact")
    cited = Citation(text="", start=start, end=text.index(", and"), paragraph=None, kind=kind, id=None)
    assert [as_written(mandate)["with"] for mandate in mandates_of(text, cited=(cited,))] == [partners]


@pytest.mark.parametrize(("rule", "record"), PATTERNS)
def test_a_pattern_is_found_in_its_good_examples_and_not_in_its_bad_ones(rule: str, record: Pattern) -> None:
    assert record.good, "each record carries an example"
    for example in record.good:
        assert rule in {hit.record.id for hit in grammar("en").circumstances(example, fold(example))}, example
    for example in record.bad:
        assert rule not in {hit.record.id for hit in grammar("en").circumstances(example, fold(example))}, example


@pytest.mark.parametrize("record", DELIVERABLES, ids=lambda record: record.id)
def test_a_deliverable_is_found_in_its_good_examples_and_not_in_its_bad_ones(record: DeliverableRecord) -> None:
    assert record.good, "each record carries an example"
    for example in record.good:
        found = outcome(example, 0, len(example), grammar("en"))
        assert found is not None, example
        assert found.record.id == record.id, example
    for example in record.bad:
        found = outcome(example, 0, len(example), grammar("en"))
        assert found is None or found.record.id != record.id, example


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        ("2031-01-10", "P90D", "2031-04-10"),
        ("2031-01-31", "P1M", "2031-02-28"),
        ("2031-11-30", "P3M", "2032-02-29"),
        ("2031-01-10", "P2W", "2031-01-24"),
        ("2031-01-10", "P2Y", "2033-01-10"),
        ("9999-12-31", "P1D", None),
        ("2031-01-10", "PT6H", None),
    ],
)
def test_the_day_that_a_period_leads_to(day: str, period: str, expected: str | None) -> None:
    assert later(day, period) == expected


WORDS = re.findall(
    r"\S+",
    """Requests Urges calls upon decides that to the Secretary-General Member States and , ; in coordination with within
    90 days of its adoption existing resources by 31 March 2031 at its eightieth session a report them it Council
    convene meeting if fails every six months including as well efforts be done shall : . not ( “ ” İ ß""",
)


@given(st.one_of(st.text(), st.lists(st.sampled_from([*WORDS, "\n", "\xa0"]), max_size=60).map(" ".join)))
def test_any_text_is_read_and_every_span_holds_its_words(text: str) -> None:
    for mandate in mandates_of(text, "un/general-assembly", "2031-01-10"):
        pinned = [mandate.action, *mandate.addressees, *mandate.partners, *mandate.conditions]
        pinned += [one for one in (mandate.deadline, mandate.recurrence, mandate.deliverable) if one]
        for item in pinned:
            assert 0 <= item.start <= item.end <= len(text)
            assert text[item.start : item.end] == item.text


@pytest.mark.parametrize(
    ("text", "issuer", "message"),
    [
        ("Urges the Council to act.", None, "The text does not say which body “the Council” refers to."),
        (
            "Requests the High Commissioner to report.",
            "un/general-assembly",
            (
                "“the High Commissioner” may mean any of: un/high-commissioner-for-human-rights, "
                "un/high-commissioner-for-refugees."
            ),
        ),
    ],
)
def test_a_doubt_names_few_bodies_or_none(text: str, issuer: str | None, message: str) -> None:
    assert [doubt.message for mandate in mandates_of(text, issuer) for doubt in mandate.doubts] == [message]


def test_identifiers_are_unique_and_dependencies_exist() -> None:
    text = "Requests A to report, and urges the members to convene the Council, and urges the Council to report."
    found = mandates_of(text)
    names = [mandate.id for mandate in found]
    assert len(set(names)) == len(names)
    assert all(earlier in names for mandate in found for earlier in mandate.depends_on)

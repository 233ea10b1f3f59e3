"""A language that nobody speaks, added as data alone, is read by the same engine."""

from pathlib import Path

import pytest

from dispositif import Document, Mandate, languages, read

CONSTRUCTED = Path(__file__).parent / "constructed"


@pytest.fixture(scope="module")
def communique() -> Document:
    languages.register(CONSTRUCTED / "x-talva")
    return read(CONSTRUCTED / "communique.txt")


def test_the_language_is_recognized(communique: Document) -> None:
    assert communique.language == "x-talva"
    assert communique.warnings == ()


def test_the_heading_is_read(communique: Document) -> None:
    heading = communique.heading
    assert heading.title == "Finda komunik di ro Samla Marena"
    assert heading.adopted == "2031-02-03"
    assert heading.body is not None
    assert heading.body.text.endswith("Samla Marena")


def test_its_parts_are_told_apart(communique: Document) -> None:
    kinds = [paragraph.kind for paragraph in communique.paragraphs]
    assert (kinds.count("formula"), kinds.count("preambular"), kinds.count("operative")) == (1, 2, 6)
    assert [paragraph.path for paragraph in communique.paragraphs if paragraph.kind == "operative"] == [
        ("1",), ("2",), ("3",), ("4",), ("5",), ("6",),
    ]  # fmt: skip


def test_its_acts_have_the_force_that_its_data_give_them(communique: Document) -> None:
    operative = [act for act in communique.acts if act.paragraph.startswith("op-")]
    assert [(act.verb.lemma, act.force) for act in operative] == [
        ("simma", "evaluative"),
        ("velka", "directive"),
        ("dorna", "directive"),
        ("velka", "directive"),
        ("brasta", "deciding"),
        ("tolma", "evaluative"),
        ("heva", "reinforcing"),
    ]
    assert operative[0].verb.text == "Forta simmur"


def mandate(communique: Document, paragraph: str) -> Mandate:
    [found] = [mandate for mandate in communique.mandates if mandate.id.startswith(f"{paragraph}.")]
    return found


def test_who_is_asked_for_what_with_whom_and_by_when(communique: Document) -> None:
    found = mandate(communique, "op-1")
    assert [addressee.text for addressee in found.addressees] == ["ro Skrivar Magna"]
    assert [partner.text for partner in found.partners] == ["ro Banka Marena"]
    assert found.deadline is not None
    assert found.deadline.text == "enna 90 dagi"
    assert found.deliverable is not None
    assert found.deliverable.kind == "report"


def test_a_deadline_on_a_day(communique: Document) -> None:
    deadline = mandate(communique, "op-2").deadline
    assert deadline is not None
    assert deadline.date == "2031-11-30"


def test_a_condition_and_an_actor_by_its_name_in_that_language(communique: Document) -> None:
    found = mandate(communique, "op-3")
    assert [condition.kind for condition in found.conditions] == ["failure"]
    assert [addressee.actor for addressee in found.addressees] == ["un/security-council"]


def test_a_recurrence(communique: Document) -> None:
    recurrence = mandate(communique, "op-4").recurrence
    assert recurrence is not None
    assert recurrence.period == "P6M"


def test_a_recalled_request_is_no_mandate(communique: Document) -> None:
    assert {mandate.act.partition(".")[0] for mandate in communique.mandates} == {"op-1", "op-2", "op-3", "op-4"}


def test_its_citations_have_the_same_identifiers_as_in_english(communique: Document) -> None:
    assert {"charter/un", "S/RES/1325(2000)"} <= {citation.id for citation in communique.citations}

"""The communiqué that must be served first, paragraph by paragraph."""

import subprocess
from pathlib import Path

import pytest

from dispositif import Act, Document, Mandate, read

ROOT = Path(__file__).parent.parent
RUN = 9  # words in a row that are a sentence rather than a phrase
# Titles and names are facts and are listed as such, however many words they have.
NAMES = (
    "Secretariat of the Organization of the Islamic Conference",
    "Relative to the Protection of Civilian",
    "to the Protection of Civilian Persons in Time of",
    "Group of Ambassadors of OIC Member States in Geneva",
)


@pytest.fixture(scope="module")
def communique(shared: Path) -> Document:
    return read(shared / "corpus" / "seed" / "communique.txt")


def acts(document: Document, paragraph: str) -> list[Act]:
    return [act for act in document.acts if act.paragraph == paragraph]


def lemmas(document: Document, paragraph: str) -> list[str]:
    return [act.verb.lemma for act in acts(document, paragraph)]


def mandates(document: Document, paragraph: str, lemma: str | None = None) -> list[Mandate]:
    chosen = {act.id for act in acts(document, paragraph) if lemma in (None, act.verb.lemma)}
    return [mandate for mandate in document.mandates if mandate.act in chosen]


def actors(mandate: Mandate) -> list[str | None]:
    return [addressee.actor for addressee in mandate.addressees]


def test_heading(communique: Document) -> None:
    heading = communique.heading
    assert heading.kind == "communique"
    assert heading.title.startswith("Final communiqué of the expanded")
    assert heading.body is not None
    assert heading.body.text.endswith("Executive Committee")
    assert heading.place == "Jeddah"
    assert heading.adopted == "2009-01-03"


def test_dates_of_two_calendars_agree(communique: Document) -> None:
    dates = communique.heading.dates
    assert {(date.calendar, date.date) for date in dates} == {("gregorian", "2009-01-03"), ("hijri", "2009-01-03")}
    assert all(date.agrees is not False for date in dates)
    assert any(date.agrees for date in dates)


def test_seven_recitals_and_eleven_operative_paragraphs(communique: Document) -> None:
    identifiers = [paragraph.id for paragraph in communique.paragraphs]
    assert [name for name in identifiers if name.startswith("pp-")] == [f"pp-{n}" for n in range(1, 8)]
    assert [name for name in identifiers if name.startswith("op-")] == [f"op-{n}" for n in range(1, 12)]
    assert [paragraph.kind for paragraph in communique.paragraphs].count("formula") == 1
    operative = [paragraph for paragraph in communique.paragraphs if paragraph.kind == "operative"]
    assert [paragraph.path for paragraph in operative] == [(str(n),) for n in range(1, 12)]


def test_recitals_ask_nobody(communique: Document) -> None:
    assert not [mandate for mandate in communique.mandates if mandate.id.startswith("pp-")]


def test_1_values_and_asks_for_justice_with_no_addressee(communique: Document) -> None:
    assert [act.force for act in acts(communique, "op-1")] == ["evaluative", "directive"]
    assert lemmas(communique, "op-1") == ["condemn", "call for"]
    [mandate] = mandates(communique, "op-1")
    assert mandate.addressees == ()


def test_2_asks_the_international_community(communique: Document) -> None:
    assert lemmas(communique, "op-2") == ["request"]
    [mandate] = mandates(communique, "op-2")
    assert actors(mandate) == ["group/international-community"]


def test_3_is_a_decision_of_the_meeting_with_partners_and_a_chain(communique: Document) -> None:
    assert [act.force for act in acts(communique, "op-3")] == ["deciding"]
    found = mandates(communique, "op-3")
    assert any(partner.actor == "las" or "League" in partner.text for m in found for partner in m.partners)
    assert {m.deliverable.kind for m in found if m.deliverable} & {"meeting", "resolution"}


def test_4_demands_of_the_council_and_calls_on_members_should_it_fail(communique: Document) -> None:
    assert lemmas(communique, "op-4") == ["express", "demand", "call on"]
    [demand] = mandates(communique, "op-4", "demand")
    assert actors(demand) == ["un/security-council"]
    assert demand.conditions == ()
    [call] = mandates(communique, "op-4", "call on")
    assert actors(call) == ["group/oic-member-states"]
    assert [condition.kind for condition in call.conditions] == ["failure"]
    assert call.partners


def test_5_waits_for_an_event(communique: Document) -> None:
    [mandate] = mandates(communique, "op-5")
    assert mandate.addressees == ()
    assert "event" in [condition.kind for condition in mandate.conditions]
    assert mandate.deliverable is not None
    assert mandate.deliverable.kind == "mission"


def test_6_the_council_is_now_the_one_just_named_and_waits_for_its_session(communique: Document) -> None:
    assert lemmas(communique, "op-6") == ["request", "urge"]
    [request] = mandates(communique, "op-6", "request")
    [urge] = mandates(communique, "op-6", "urge")
    assert request.addressees[0].text.startswith("the Group of Ambassadors")
    assert actors(urge) == ["un/human-rights-council"]
    assert urge.depends_on == (request.id,)
    assert urge.deliverable is not None
    assert urge.deliverable.kind == "mission"


def test_7_has_two_addressees_in_two_acts(communique: Document) -> None:
    assert lemmas(communique, "op-7") == ["call on", "call on", "welcome"]
    factions, secretary = mandates(communique, "op-7")
    assert "factions" in factions.addressees[0].text
    assert actors(secretary) == ["oic/secretary-general"]


def test_8_holds_five_acts(communique: Document) -> None:
    assert [act.force for act in acts(communique, "op-8")] == [
        "evaluative", "directive", "directive", "reinforcing", "deciding",
    ]  # fmt: skip
    [request] = mandates(communique, "op-8", "request")
    assert actors(request) == ["oic/secretary-general"]
    assert len(request.partners) == 3
    [decision] = mandates(communique, "op-8", "decide")
    assert decision.deliverable is not None


@pytest.mark.parametrize("paragraph", ["op-9", "op-11"])
def test_9_and_11_name_partners(communique: Document, paragraph: str) -> None:
    [mandate] = mandates(communique, paragraph)
    assert len(mandate.addressees) == 1
    assert mandate.partners


def test_10_welcomes_and_takes_note(communique: Document) -> None:
    assert lemmas(communique, "op-10") == ["welcome", "take note"]
    assert mandates(communique, "op-10") == []


def test_the_secretary_general_is_the_organizations_own(communique: Document) -> None:
    named = [mention for mandate in communique.mandates for mention in (*mandate.addressees, *mandate.partners)]
    chiefs = {mention.actor for mention in named if mention.text == "the Secretary General"}
    assert chiefs == {"oic/secretary-general"}


def test_a_resolution_cited_by_its_year_has_its_symbol(communique: Document) -> None:
    assert "A/RES/194(III)" in {citation.id for citation in communique.citations}


def test_nothing_is_warned_of(communique: Document) -> None:
    assert communique.warnings == ()


def test_no_sentence_of_it_stands_in_the_project(shared: Path) -> None:
    words = (shared / "corpus" / "seed" / "communique.txt").read_text(encoding="utf-8").split()
    listed = subprocess.run(["git", "grep", "-hI", ""], cwd=ROOT, capture_output=True, check=False).stdout
    project = " ".join(listed.decode(errors="replace").split())
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    assert not {run for run in runs if run in project and not any(name in run or run in name for name in NAMES)}

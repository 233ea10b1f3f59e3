"""How documents were adopted: taken from files, kept by symbol, shown on the page and in the interface."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from dispositif.adoptions import Adoption as Told
from dispositif.adoptions import Subject
from dispositif.cli.register.adoptions import run
from dispositif.register.errors import Refused
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.adoption import adoption_of, take
from dispositif.register.holdings.citing import identifier
from dispositif.register.holdings.models import Adoption, Body, Document
from dispositif.register.review.actions import bring_in
from dispositif.register.review.models import Mandate

SYMBOL = "HU/RES/7(2031)"
VOTED = {
    "symbol": "HU/RES/7 (2031)",
    "adoption_meeting": "12th plenary meeting",
    "adoption_type": "By a recorded vote",
    "MS_in_favour_count": "2",
    "MS_against_count": "1",
    "MS_abstaining_count": "2",
    "MS_in_favour": ["EGYPT", "FIJI"],
    "MS_against": ["CHILE"],
    "MS_abstaining": ["NORWAY"],
    "sponsors": ["Fiji"],
    "additional_sponsors": ["Malta"],
    "agenda_item": "14 (b)",
    "committee": "Lights Committee",
    "subjects": [["LIGHTHOUSES", "Harbour Thesaurus"]],
}


@pytest.fixture
def held(body: Body) -> list[Document]:
    """A document in two files, and one of another symbol."""
    texts = [f"1. Requests the Secretary-General to report on light {number}." for number in range(3)]
    made = bring_in(None, body, [read(text.encode(), f"{number}.txt") for number, text in enumerate(texts)])
    Document.objects.filter(pk__in=[one.pk for one in made[:2]]).update(symbol=SYMBOL, identifier=SYMBOL)
    return made


@pytest.fixture
def taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the command on a file of these lines, in the register of the test."""
    monkeypatch.setattr("dispositif.register.opening.open_register", lambda home: None)

    def ran(*lines: str) -> int:
        (tmp_path / "votes.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return run(argparse.Namespace(files=[str(tmp_path / "votes.jsonl")], home=None))

    return ran


def test_every_document_of_the_symbol_has_it_and_no_other(held: list[Document], taken: Callable[..., int]) -> None:
    assert taken(json.dumps(VOTED)) == 0
    told = [adoption_of(Document.objects.get(pk=one.pk)) for one in held]
    assert [one is not None for one in told] == [True, True, False]
    one = told[0]
    assert one is not None
    assert (one.adopted_by, one.in_favour, one.against, one.abstaining) == ("vote", 2, 1, 2)
    assert (one.meeting, one.agenda_item, one.committee) == ("12th plenary meeting", "14 (b)", "Lights Committee")
    assert one.sponsors == [{"name": "Fiji", "actor": "state/fj"}]
    assert one.co_sponsors == [{"name": "Malta", "actor": "state/mt"}]
    assert one.subjects == [{"name": "LIGHTHOUSES", "scheme": "Harbour Thesaurus"}]
    assert one.ballots[2] == {"name": "CHILE", "actor": "state/cl", "cast": "against"}
    assert one.source == "votes.jsonl, line 1"


def test_a_document_that_comes_in_later_has_it_too(body: Body, taken: Callable[..., int]) -> None:
    taken(json.dumps(VOTED))
    text = "HU/RES/7 (2031)\n\nHarbour Union\n\nThe Assembly,\n\n1. Requests the Secretary-General to report."
    [document] = bring_in(None, body, [read(text.encode(), "later.txt")])
    Document.objects.filter(pk=document.pk).update(identifier=identifier("HU/RES/7 (2031)"))
    document.refresh_from_db()
    told = adoption_of(document)
    assert told is not None
    assert told.in_favour == 2


@pytest.mark.parametrize("printed", ["HU/RES/7(2031)", "HU/RES/7 (2031)", "HU/RES/7  (2031)"])
def test_white_space_in_a_symbol_parts_nothing(held: list[Document], taken: Callable[..., int], printed: str) -> None:
    Document.objects.filter(pk=held[2].pk).update(symbol=printed, identifier=identifier(printed))
    held[2].refresh_from_db()
    for told in ("HU/RES/7(2031)", "HU/RES/7 (2031)"):
        Adoption.objects.all().delete()
        taken(json.dumps(VOTED | {"symbol": told}))
        assert adoption_of(held[2]) is not None


def test_what_is_taken_later_stands_in_its_place(held: list[Document], taken: Callable[..., int]) -> None:
    taken(json.dumps(VOTED))
    taken(json.dumps({"symbol": SYMBOL, "adoption_type": "Adopted without vote"}))
    assert set(Adoption.objects.values_list("adopted_by", "in_favour")) == {("consensus", None)}
    assert all(one.ballots == one.sponsors == [] for one in Adoption.objects.all())


def test_faults_are_told_with_file_and_line_and_the_rest_is_taken(
    held: list[Document], taken: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    absent = json.dumps({"symbol": "HU/RES/8 (2031)"})
    too_many = json.dumps(VOTED | {"MS_in_favour_count": "99999999999"})
    unkept = json.dumps(VOTED | {"committee": "Lights\0"})
    assert taken("{broken", too_many, unkept, absent, json.dumps(VOTED)) == 1
    told = capsys.readouterr().err
    for line, words in ((1, "is not adoption data"), (2, "in_favour"), (3, "U+0000")):
        assert any(f"votes.jsonl, line {line}: " in one and words in one for one in told.split("\n"))
    assert "1 taken, 1 more of documents that the register does not hold yet, 3 could not be taken." in told
    assert set(Adoption.objects.values_list("identifier", flat=True)) == {SYMBOL, "HU/RES/8(2031)"}


@pytest.mark.parametrize(("name", "is_refused"), [("a\0", True), ("\\\0", True), (r"a\u0000", False)])
def test_the_character_is_refused_and_not_how_one_writes_it(held: list[Document], name: str, is_refused: bool) -> None:
    told = Told(symbol=SYMBOL, id=SYMBOL, subjects=(Subject(name=name),), file="votes.jsonl", line=1)
    if is_refused:
        with pytest.raises(Refused, match=r"votes\.jsonl, line 1"):
            take(told)
    else:
        assert take(told) is True


def test_the_page_shows_how_each_state_voted(
    client: Client,
    person: Callable[[str], User],
    held: list[Document],
    taken: Callable[..., int],
    django_assert_max_num_queries: Callable,
) -> None:
    client.force_login(person("editor"))
    taken(json.dumps(VOTED))
    with django_assert_max_num_queries(12):
        page = client.get(f"/documents/{held[0].pk}/").content.decode()
    assert "How it was adopted" in page
    for name, said in (("In favour", "2"), ("Against", "1"), ("Sponsors", "<bdi>Fiji</bdi>")):
        assert f"<dt>{name}</dt><dd>{said}</dd>" in page
    assert '<th scope="row"><bdi>CHILE</bdi></th><td>Against</td>' in page
    assert '<th scope="row"><bdi>NORWAY</bdi></th><td>Abstaining</td>' in page
    assert "2 votes are counted (abstaining), but 1 States are listed." in page
    assert "How it was adopted" not in client.get(f"/documents/{held[2].pk}/").content.decode()


def test_a_browser_shows_it_to_everybody(
    held: list[Document],
    taken: Callable[..., int],
    person: Callable[[str], User],
    open_page: Callable,
    assert_accessible: Callable,
) -> None:
    taken(json.dumps(VOTED))
    page = open_page(person("editor"), width=390)
    page.goto(f"/documents/{held[0].pk}/")
    page.get_by_text("How each State voted").click()
    assert page.get_by_role("cell", name="Against").is_visible()
    assert_accessible(page)


def test_the_interface_gives_it_with_the_document(
    client: Client, person: Callable[[str], User], held: list[Document], taken: Callable[..., int]
) -> None:
    client.force_login(person("reader"))
    taken(json.dumps(VOTED))
    told = client.get(f"/api/v1/documents/{held[1].pk}").json()["adoption"]
    assert (told["adopted_by"], told["in_favour"], told["source"]) == ("vote", 2, "votes.jsonl, line 1")
    assert told["ballots"][0] == {"name": "EGYPT", "actor": "state/eg", "cast": "in_favour"}
    assert client.get(f"/api/v1/documents/{held[2].pk}").json()["adoption"] is None
    assert "adoption" not in client.get("/api/v1/documents").json()["items"][0]


@pytest.fixture
def found(client: Client, person: Callable[[str], User], held: list[Document], taken: Callable[..., int]) -> Callable:
    """The keys of documents that filters leave; the last document is adopted without a vote, the others by one."""
    Document.objects.filter(pk=held[2].pk).update(symbol="HU/RES/8(2031)", identifier="HU/RES/8(2031)")
    taken(json.dumps(VOTED), json.dumps({"symbol": "HU/RES/8 (2031)", "adoption_type": "Adopted without vote"}))
    client.force_login(person("reader"))

    def of(**asked: str) -> set[int]:
        documents = {one["id"] for one in client.get("/api/v1/documents", asked).json()["items"]}
        mandates = {one["document"] for one in client.get("/api/v1/mandates", asked).json()["items"]}
        assert mandates == documents  # each of them gives a mandate
        page = client.get("/documents/", asked).content.decode()
        assert {one.pk for one in held if f'href="/documents/{one.pk}/"' in page} == documents
        found = client.get("/search/", asked).content.decode()
        assert {one.document_id for one in Mandate.objects.all() if one.reference in found} == documents
        said = client.get("/search/paragraphs/", {"q": "report", **asked}).content.decode()
        assert {one.pk for one in held if f'href="/documents/{one.pk}/paragraphs/' in said} == documents
        return documents

    return of


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ({"adoption": "vote"}, {0, 1}),
        ({"adoption": "consensus"}, {2}),
        ({"adoption": "unanimity"}, set()),
        ({"voted": "state/cl"}, {0, 1}),
        ({"voted": "Chile", "cast": "against"}, {0, 1}),
        ({"voted": "Chile", "cast": "in_favour"}, set()),
        ({"voted": "Malta"}, set()),
        ({"sponsor": "state/mt"}, {0, 1}),
        ({"sponsor": "Malta"}, {0, 1}),
        ({"sponsor": "fij"}, {0, 1}),
        ({"sponsor": "Norway"}, set()),
        ({"adoption": "consensus", "sponsor": "Fiji"}, set()),
    ],
)
def test_documents_are_found_by_how_they_were_adopted(
    found: Callable, held: list[Document], asked: dict[str, str], places: set[int]
) -> None:
    assert found(**asked) == {held[at].pk for at in places}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"adoption": "lot"}, "vote, consensus, unanimity"),
        ({"cast": "against"}, "Which State"),
        ({"voted": "Atlantis"}, "Atlantis"),
        ({"voted": "Chile", "cast": "maybe"}, "abstaining"),
    ],
)
def test_a_way_of_adopting_that_there_is_not_is_told(
    client: Client, person: Callable[[str], User], body: Body, asked: dict[str, str], told: str, refusal: Callable
) -> None:
    client.force_login(person("reader"))
    for address in ("/documents/", "/search/", "/api/v1/documents", "/api/v1/mandates"):
        assert told in refusal(client, address, asked)

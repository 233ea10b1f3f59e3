"""Agreed language and the check of a draft: their pages, the interface, and what a person may read."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import etree

from dispositif.cli.register import reindex
from dispositif.register.errors import Refused
from dispositif.register.finding import agreed, drafts, indexing
from dispositif.register.finding.agreed import Holdings
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document, Original, Reading
from dispositif.register.review.actions import bring_in
from dispositif.register.review.decisions import reject

LIGHTS = "Requests the Secretary-General to repair the lights of all northern harbours before the winter storms"
PILOTS = "Invites the Guild of Pilots to train the crews of all relief boats in the use of lanterns"
ADDRESS = "/search/language/"


@pytest.fixture
def adopted(body: Body) -> list[Document]:
    """Two documents that have a paragraph in common."""
    texts = [
        f"The Assembly,\n\n1. {LIGHTS};\n\n2. {PILOTS}.",
        f"The Assembly,\n\n1. {LIGHTS};\n\n2. Welcomes the ropes.",
    ]
    made = bring_in(None, body, [read(text.encode(), f"{at}.txt") for at, text in enumerate(texts)])
    for at, one in enumerate(made):
        Document.objects.filter(pk=one.pk).update(adopted=date(2029 + at, 5, 1), symbol=f"HU/RES/{at}")
    return made


@pytest.fixture
def reader(client: Client, person: Callable[[str], User]) -> Client:
    client.force_login(person("reader"))
    return client


@pytest.fixture
def hidden(body: Body) -> Document:
    """A document of a body that the reader may not read, with the same paragraph."""
    other = Body.objects.create(slug="hidden", name="Hidden Committee")
    [made] = bring_in(
        None, other, [read(f"1. {LIGHTS};\n\n2. Decides to hide the ropes of the fleet.".encode(), "h.txt")]
    )
    return made


def test_words_are_found_where_they_were_adopted_the_latest_first(
    person: Callable[[str], User], adopted: list[Document]
) -> None:
    [nearest, *_] = Holdings(person("reader")).find("repair the lights of all northern harbours")
    assert nearest.similarity == 1.0
    assert nearest.near.text == "repair the lights of all northern harbours"
    assert [(one.document, one.paragraph, one.mandates) for one in nearest.adoptions] == [
        ("HU/RES/1", "op-1", 1),
        ("HU/RES/0", "op-1", 1),
    ]


def test_what_differs_is_told(person: Callable[[str], User], adopted: list[Document]) -> None:
    [nearest, *_] = Holdings(person("reader")).find("train the crews of most relief boats in the use of lamps")
    told = [(one.sought.text, one.adopted.text) for one in nearest.differences]
    assert told == [("most", "all"), ("lamps", "lanterns")]


def test_capitals_accents_and_marks_do_not_matter(person: Callable[[str], User], adopted: list[Document]) -> None:
    [nearest, *_] = Holdings(person("reader")).find("REPAIR, the LIGHTS of all northern-harboúrs")
    assert nearest.adoptions[0].document == "HU/RES/1"


def test_what_a_person_may_not_read_is_neither_found_nor_counted(
    person: Callable[[str], User], adopted: list[Document], hidden: Document
) -> None:
    [nearest, *_] = Holdings(person("reader")).find(LIGHTS)
    assert {one.key for one in nearest.adoptions} == {one.pk for one in adopted}
    assert Holdings(person("reader")).find("hide the ropes of the fleet", least=0.9) == []
    hidden.body.public = True
    hidden.body.save()
    assert len(Holdings(person("reader")).find(LIGHTS)[0].adoptions) == 3


@pytest.mark.parametrize("asked", ["ropes", "…", "zyx wvu tsr", "the of the of"])
def test_words_that_are_nowhere_near_find_nothing(
    person: Callable[[str], User], adopted: list[Document], asked: str
) -> None:
    assert Holdings(person("reader")).find(asked) == []


def test_a_mandate_that_was_rejected_stands_there_no_more(
    person: Callable[[str], User], adopted: list[Document]
) -> None:
    [mandate] = adopted[1].mandates.filter(paragraph="op-1")
    reject(person("editor"), mandate.reference, 1)
    [nearest, *_] = Holdings(person("reader")).find(LIGHTS)
    assert [one.mandates for one in nearest.adoptions] == [0, 1]


def test_many_questions_take_as_many_queries_as_one(
    person: Callable[[str], User], adopted: list[Document], django_assert_max_num_queries: Callable
) -> None:
    holdings = Holdings(person("reader"))
    with django_assert_max_num_queries(6):
        answers = holdings.find_all([LIGHTS, PILOTS, "ropes", LIGHTS] * 5, limit=1)
    assert [len(one) for one in answers] == [1, 1, 0, 1] * 5


def test_reindex_finds_again_what_was_lost(
    person: Callable[[str], User], adopted: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    import argparse

    indexing.forget([one.pk for one in adopted])
    assert Holdings(person("reader")).find(LIGHTS) == []
    monkeypatch.setattr("dispositif.register.opening.open_register", lambda home: None)
    assert reindex.run(argparse.Namespace(home=None)) == 0
    assert Holdings(person("reader")).find(LIGHTS)


def test_a_page_shows_it_marked(
    reader: Client, adopted: list[Document], django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(12):
        page = reader.get(ADDRESS, {"q": "repair the lamps of all northern harbours"}).content.decode()
    first = etree.HTML(page).find(".//ol[@class='results']/li")
    assert [one.text for one in first.iter("del")] == ["lamps"]
    assert [one.text for one in first.iter("ins")] == ["lights"]
    assert f'href="/documents/{adopted[1].pk}/paragraphs/op-1/"' in page
    assert "Nothing near" in reader.get(ADDRESS, {"q": "zyx wvu tsr"}).content.decode()


def test_a_question_of_any_length_is_answered_or_told(
    reader: Client, adopted: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreed, "LONGEST", 20)
    answer = reader.get(ADDRESS, {"q": LIGHTS})
    assert answer.status_code == 422
    assert "ask for a paragraph" in answer.content.decode()


def test_the_interface_finds_the_same(reader: Client, adopted: list[Document]) -> None:
    answer = reader.get("/api/v1/language", {"q": "repair the lamps of all northern harbours", "limit": 1}).json()
    [place, *_] = answer[0]["adoptions"]
    assert (place["key"], place["paragraph"]) == (adopted[1].pk, "op-1")
    assert answer[0]["differences"][0]["adopted"]["text"] == "lights"
    text = adopted[1].characters[place["start"] : place["end"]]
    assert text.startswith("Requests")


DRAFT = f"The Assembly,\n\n1. {LIGHTS.replace('Requests', 'Invites')};\n\n2. Calls for calm;\n\n"
DRAFT += "3. Requests the Director to submit a report on the Council."


def counted() -> list[int]:
    return [model.objects.count() for model in (Document, Original, Reading)]


def test_a_draft_is_checked_against_what_stands_and_is_not_kept(
    reader: Client, adopted: list[Document], hidden: Document, django_assert_max_num_queries: Callable
) -> None:
    before = counted()
    with django_assert_max_num_queries(12):
        page = reader.post("/search/check/", {"text": DRAFT}).content.decode()
    for rule in ("overlap", "weaker-verb", "missing-addressee", "missing-deadline", "missing-review", "open-name"):
        assert rule in page
    [mandate] = adopted[1].mandates.filter(paragraph="op-1")
    assert f'href="/mandates/{mandate.reference}/"' in page
    assert f"/documents/{hidden.pk}/" not in page
    assert counted() == before


def test_a_file_is_checked_too(reader: Client, adopted: list[Document]) -> None:
    file = SimpleUploadedFile("draft.html", f"<p>1. {LIGHTS};</p><p>2. Decides to wait.</p>".encode())
    page = reader.post("/search/check/", {"file": file}).content.decode()
    assert "100% of this stands in HU/RES/1, op-1, adopted 2030-05-01." in page


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Nothing was sent"),
        ({"text": "a\0b"}, "Pasted text"),
        ({"file": SimpleUploadedFile("draft.pdf", b"%PDF-1.4 broken")}, "draft.pdf"),
    ],
)
def test_what_cannot_be_checked_is_told(reader: Client, body: Body, sent: dict, told: str) -> None:
    answer = reader.post("/search/check/", sent)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_draft_of_endless_paragraphs_is_refused(
    person: Callable[[str], User], body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST_PARAGRAPHS", 1)
    with pytest.raises(Refused, match="part by part"):
        drafts.checked(person("reader"), DRAFT.encode(), "draft.txt")


def test_the_interface_checks_a_draft(reader: Client, adopted: list[Document]) -> None:
    answer = reader.post("/api/v1/check", {"text": DRAFT}, "application/json").json()
    overlap = next(one for one in answer["remarks"] if one["rule"] == "overlap")
    [mandate] = adopted[1].mandates.filter(paragraph="op-1")
    assert (overlap["document"], overlap["mandates"]) == (adopted[1].pk, [mandate.reference])
    assert overlap["text"] == DRAFT[overlap["start"] : overlap["end"]]


@pytest.mark.parametrize(("width", "scheme", "language"), [(1440, "light", "en"), (390, "dark", "ar")])
def test_a_browser_finds_and_checks_by_keyboard_alone(
    open_page: Callable,
    adopted: list[Document],
    person: Callable[[str], User],
    assert_accessible: Callable,
    width: int,
    scheme: str,
    language: str,
) -> None:
    for scripts in (False, True):
        options = {"color_scheme": scheme, "locale": language, "java_script_enabled": scripts}
        page = open_page(person("reader"), width, **options)
        page.goto(ADDRESS)
        page.locator("#q").fill("repair the lamps of all northern harbours")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.locator("ins").first.inner_text() == "lights"
        if scripts:
            assert_accessible(page)
        page.goto("/search/check/")
        page.locator("#text").fill(DRAFT)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator(".results > li").nth(4).wait_for()
        if scripts:
            assert_accessible(page)


def test_a_paragraph_s_identifier_is_set_apart_from_what_follows_it(reader: Client, adopted: list[Document]) -> None:
    """Else a day that begins with a figure would run with it, from left to right, in Arabic."""
    assert '<span class="identifier">op-1</span></a>' in reader.get(ADDRESS, {"q": LIGHTS}).content.decode()

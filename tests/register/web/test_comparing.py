"""Two documents of the register beside each other."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any, get_args

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dispositif.comparison.forms import LineRelation
from dispositif.comparison.messages import ABSENT, FINDINGS, FINDINGS_OF, LINE, MOVED_AND_CHANGED
from dispositif.register.finding import series
from dispositif.register.first_steps import SAMPLE
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.review.actions import bring_in
from dispositif.register.web.comparing import RELATIONS, WORDS


@pytest.fixture
def later(body: Body, communique: Document) -> Document:
    text = SAMPLE.read_text("utf-8").replace("urges all Member States", "requests all Member States")
    [document] = bring_in(None, body, [read(text.encode(), "later.txt")])
    Document.objects.filter(pk=document.pk).update(adopted=date(2025, 3, 14))
    return document


@pytest.fixture
def reader(client: Client, person) -> Client:
    client.force_login(person("reader"), "django.contrib.auth.backends.ModelBackend")
    return client


def test_the_other_documents_of_the_body_are_offered(reader: Client, communique: Document, later: Document) -> None:
    assert f'<option value="{later.pk}" ' in reader.get(f"/documents/{communique.pk}/compare/").content.decode()
    for address in ("compare", "series"):
        assert "at most a hundred" in reader.get(f"/documents/{communique.pk}/{address}/").content.decode()


@pytest.mark.parametrize("turned", [False, True])
def test_the_older_one_comes_first(reader: Client, communique: Document, later: Document, turned: bool) -> None:
    first, second = (later, communique) if turned else (communique, later)
    answer = reader.get(f"/documents/{first.pk}/compare/", {"with": second.pk})
    page = answer.content.decode()
    assert "<del>urges</del>" in page or "<del>urges" in page
    assert "requests" in page
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("kind", ["compare", "series"])
def test_the_page_is_one_of_the_register(reader: Client, communique: Document, later: Document, kind: str) -> None:
    address = f"/documents/{communique.pk}/{kind}/?with={later.pk}"
    page = reader.get(address).content.decode()
    for document in (communique, later):
        assert f'href="/documents/{document.pk}/"' in page
    assert 'href="/documents/"' in page
    for code, direction, word in (("fr", "ltr", "identique"), ("ar", "rtl", "مطابقة")):
        reader.cookies["django_language"] = code
        page = reader.get(address).content.decode()
        assert f'<html lang="{code}" dir="{direction}">' in page
        assert f"<small>{word}</small>" in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "times"), [(1440, 2), (390, 1)])
def test_what_is_equal_stands_once_where_there_is_no_room_beside(
    open_page: Callable[..., Any], person: Callable[[str], User], body: Body, width: int, times: int
) -> None:
    kept = "1. Requests the Harbour Board to mark the fairways of Port Amber by the end of each year;"
    moved = "2. Urges all ports of the Concord to keep their lights burning through the winter;"
    texts = [
        f"{kept}\n\n{moved}\n\n3. Calls upon the pilots to report.",
        f"{kept}\n\n2. Invites the pilots to report.\n\n{moved.replace('2.', '3.')}",
    ]
    old, new = bring_in(None, body, [read(text.encode(), f"{year}.txt") for year, text in enumerate(texts, 2024)])
    page = open_page(person("reader"), width=width)
    page.goto(f"/documents/{old.pk}/compare/?with={new.pk}")
    for words in ("fairways of Port Amber", "lights burning"):
        assert page.locator(".beside p:visible").filter(has_text=words).count() == times
    assert page.locator(".beside p:visible").filter(has_text="the pilots to report").count() == 2, "it was changed"
    page.get_by_label("In one text").check()
    assert page.locator(".pair p:visible").filter(has_text="fairways of Port Amber").count() == 1


def test_every_word_of_a_comparison_is_said() -> None:
    relations = {name for one in get_args(LineRelation) for name in get_args(one)} | {MOVED_AND_CHANGED}
    assert set(RELATIONS) == relations
    assert {*relations, *FINDINGS.values(), LINE, ABSENT, FINDINGS_OF} == set(WORDS)


def test_the_same_as_tracked_changes(reader: Client, communique: Document, later: Document) -> None:
    answer = reader.get(f"/documents/{communique.pk}/compare/", {"with": later.pk, "form": "docx"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert b"w:del" in archive.read("word/document.xml")
    assert answer["Content-Disposition"].rstrip('"').endswith(".docx"), "however long the titles are"


@pytest.mark.parametrize("kind", ["compare", "series"])
def test_what_was_compared_once_is_kept_until_it_is_read_anew(
    reader: Client, communique: Document, later: Document, kind: str
) -> None:
    def asked() -> tuple[str, bool]:
        with CaptureQueriesContext(connection) as sent:
            page = reader.get(f"/documents/{communique.pk}/{kind}/", {"with": later.pk}).content.decode()
        return page.partition("<main")[2].partition("</main>")[0], any('"result"' in one["sql"] for one in sent)

    page, are_texts_fetched = asked()
    assert are_texts_fetched
    assert asked() == (page, False)
    last = later.readings.latest()
    later.readings.create(engine="next", result=last.result.replace('"title-1"', '"title-77"'))
    renewed, are_texts_fetched = asked()
    assert are_texts_fetched
    assert "title-77" in renewed
    assert "title-77" not in page


@pytest.mark.parametrize("other", ["x", "itself", "999"])
def test_what_cannot_be_compared_is_told(reader: Client, communique: Document, other: str) -> None:
    asked = str(communique.pk) if other == "itself" else other
    assert reader.get(f"/documents/{communique.pk}/compare/", {"with": asked}).status_code in (404, 422)


def test_a_document_that_cannot_be_is_compared_with_none(
    reader: Client, communique: Document, refusal: Callable
) -> None:
    for page in ("compare", "series"):
        assert "no document" in refusal(reader, f"/documents/{10**30}/{page}/", {"with": communique.pk})


# A series


@pytest.fixture
def years(body: Body) -> list[Document]:
    """A line of three documents; the second paragraph is missing in the second year."""
    texts = [
        "1. Requests the Secretary-General to report on lanterns;\n\n2. Urges all pilots to wait for the tide.",
        "Recalling its resolution 70/901,\n\n1. Requests the Secretary-General to report on all lanterns.",
        (
            "Recalling its resolution 71/902,\n\n1. Requests the Secretary-General to report on all lanterns;\n\n"
            "2. Urges all pilots to wait for the tide."
        ),
    ]
    found = [read(f"The General Assembly,\n\n{one}".encode(), f"{at}.txt") for at, one in enumerate(texts)]
    made = bring_in(None, body, found)
    for at, (one, symbol) in enumerate(zip(made, ("A/RES/70/901", "A/RES/71/902", "A/RES/72/903"), strict=True)):
        known = {"symbol": symbol, "identifier": symbol, "title": "Lanterns", "matter": "lanterns"}
        Document.objects.filter(pk=one.pk).update(adopted=date(2025 + at, 5, 1), **known)
    return made


def test_what_can_be_compared_is_called_by_symbol_and_title(reader: Client, years: list[Document]) -> None:
    first, second, _third = years
    page = reader.get(f"/documents/{first.pk}/compare/").content.decode()
    assert re.search(r"<option [^>]*>A/RES/71/902 Lanterns \(1 May 2026\)</option>", page)
    page = reader.get(f"/documents/{first.pk}/compare/", {"with": second.pk}).content.decode()
    assert "<title>Compared · A/RES/70/901, A/RES/71/902 · Dispositif</title>" in page


def test_a_series_is_the_line_of_the_document(
    reader: Client, years: list[Document], django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(12):
        page = reader.get(f"/documents/{years[1].pk}/series/").content.decode()
    assert "<ins> all</ins>" in page
    assert "returned" in page
    citations = reader.get(f"/documents/{years[1].pk}/citations/").content.decode()
    assert f'href="/documents/{years[1].pk}/series/"' in citations


def test_a_series_may_be_chosen(reader: Client, communique: Document, later: Document) -> None:
    form = reader.get(f"/documents/{communique.pk}/series/").content.decode()
    assert f'value="{later.pk}"' in form
    page = reader.get(f"/documents/{communique.pk}/series/", {"with": [later.pk]}).content.decode()
    assert " requests</ins>" in page


@pytest.mark.parametrize("asked", [["x"], ["999"], ["1"] * 12])
def test_a_series_that_cannot_be_is_told(
    reader: Client, communique: Document, asked: list[str], refusal: Callable
) -> None:
    assert refusal(reader, f"/documents/{communique.pk}/series/", {"with": asked})


def test_a_document_that_may_not_be_read_is_in_no_series(
    reader: Client, communique: Document, refusal: Callable
) -> None:
    other = Body.objects.create(slug="hidden", name="Hidden Committee")
    [hidden] = bring_in(None, other, [read(b"1. Decides to hide the ropes.", "h.txt")])
    assert str(hidden.pk) in refusal(reader, f"/documents/{communique.pk}/series/", {"with": [hidden.pk]})


def test_of_a_long_line_the_nearest_are_compared(
    reader: Client, years: list[Document], monkeypatch: pytest.MonkeyPatch, person: Callable
) -> None:
    monkeypatch.setattr(series, "MOST", 2)
    found = [series.members(person("reader"), Document.objects.get(pk=one.pk)) for one in years]
    assert [[one.pk for one in some] for some in found] == [
        [years[0].pk, years[1].pk],
        [years[0].pk, years[1].pk],
        [years[1].pk, years[2].pk],
    ]


def test_the_interface_gives_a_series(reader: Client, years: list[Document], communique: Document) -> None:
    told = reader.get(f"/api/v1/documents/{years[0].pk}/series").json()
    assert told["format"] == "dispositif-series/1"
    assert [one["name"] for one in told["documents"]] == ["0.txt", "1.txt", "2.txt"]
    assert any("returned" in line["relations"] for line in told["lines"])
    chosen = reader.get(f"/api/v1/documents/{years[0].pk}/series?with={years[2].pk}").json()
    assert len(chosen["documents"]) == 2
    assert reader.get(f"/api/v1/documents/{communique.pk}/series").status_code == 422


def test_a_browser_chooses_a_series(
    open_page: Callable, communique: Document, later: Document, person: Callable, assert_accessible: Callable
) -> None:
    page = open_page(person("reader"), 390, color_scheme="dark", java_script_enabled=True)
    page.goto(f"/documents/{communique.pk}/series/")
    assert_accessible(page)
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Line 1", exact=True).wait_for()
    assert_accessible(page)
    page.goto(f"/documents/{communique.pk}/compare/?with={later.pk}")
    assert_accessible(page)
    kept = page.locator(".pair.same").first
    page.get_by_label("Paragraphs that are the same").uncheck()
    assert not kept.is_visible()
    page.get_by_label("In one text").check()
    assert page.locator(".pair.changed .inline").first.is_visible()
    assert not page.locator(".pair.changed .beside").first.is_visible()


@pytest.mark.parametrize(("language", "arrows"), [("en", ['"→ "', "close-quote"]), ("ar", ["none", '" ←"'])])
def test_an_arrow_points_as_the_page_runs(
    open_page: Callable, communique: Document, later: Document, person: Callable, language: str, arrows: list[str]
) -> None:
    page = open_page(person("reader"), locale=language)
    page.goto(f"/documents/{later.pk}/compare/?with={communique.pk}")
    last = page.locator(".findings q + q").first
    around = [last.evaluate(f"it => getComputedStyle(it, '::{side}').content") for side in ("before", "after")]
    assert around == arrows

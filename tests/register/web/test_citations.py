"""What documents cite and what cites them: the page, its picture, its files, the interface; lines through the years."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import etree

from dispositif.register.finding import citing
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Citation, Document
from dispositif.register.people.models import Membership, Role
from dispositif.register.review.actions import bring_in
from dispositif.register.web import neighbours

YEARS = {
    "A/RES/70/901": (
        "1. Requests the Secretary-General to report on lanterns by 1 May 2026;\n\n2. Urges all pilots to wait."
    ),
    "A/RES/71/902": (
        "Recalling its resolution 70/901,\n\n1. Reaffirms paragraph 1 of resolution 70/901;\n\n"
        "2. Requests the Secretary-General to report on lanterns by 1 May 2027."
    ),
    "A/RES/72/903": (
        "Recalling its resolution 71/902 and the Charter of the United Nations,\n\n"
        "1. Urges all pilots to wait;\n\n2. Requests the Secretary-General, pursuant to resolution 70/901, to "
        "report on lanterns by 1 May 2028."
    ),
}
SYMBOLS = list(YEARS)


def known_as(document: Document, symbol: str, **more: object) -> Document:
    Document.objects.filter(pk=document.pk).update(symbol=symbol, identifier=symbol, **more)
    document.refresh_from_db()
    return document


@pytest.fixture
def years(body: Body) -> list[Document]:
    """A line of three documents."""
    texts = [read(f"The General Assembly,\n\n{text}".encode(), f"{at}.txt") for at, text in enumerate(YEARS.values())]
    made = bring_in(None, body, texts)
    same = {"title": "Lanterns", "matter": "lanterns"}
    return [
        known_as(one, symbol, adopted=date(2025 + at, 5, 1), **same)
        for at, (one, symbol) in enumerate(zip(made, SYMBOLS, strict=True))
    ]


@pytest.fixture
def reader(client: Client, person: Callable[[str], User]) -> Client:
    client.force_login(person("reader"))
    return client


def page(client: Client, document: Document, asked: str = "") -> str:
    answer = client.get(f"/documents/{document.pk}/citations/{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


def rows(text: str) -> list[list[str]]:
    """The cells of the lists' rows."""
    tree = etree.HTML(text)
    found = tree.findall(".//table[@class='citations']/tbody/tr")
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in found]


def test_it_says_what_is_cited_where_and_how_and_by_what(
    reader: Client, years: list[Document], django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(12):
        text = page(reader, years[1])
    assert rows(text)[0] == ["pp-1", "recall", "A/RES/70/901 Lanterns", ""]
    assert ["op-1", "reaffirm", "A/RES/70/901 Lanterns", "paragraph 1"] in rows(text)
    assert rows(text)[-1] == ["A/RES/72/903 Lanterns", "pp-1", "recall", ""]
    assert f'href="/documents/{years[2].pk}/paragraphs/pp-1/"' in text


def test_a_paragraph_is_cited_where_its_number_is_named(reader: Client, years: list[Document]) -> None:
    found = rows(page(reader, years[0], "?paragraph=op-1"))
    assert found == [["A/RES/71/902 Lanterns", "op-1", "reaffirm", "paragraph 1"]]
    assert rows(page(reader, years[2], "?paragraph=op-2")) == [["op-2", "pursuant to", "A/RES/70/901 Lanterns", ""]]


def test_a_paragraph_that_is_none_is_told(reader: Client, years: list[Document], refusal: Callable) -> None:
    assert "op-77" in refusal(reader, f"/documents/{years[0].pk}/citations/", {"paragraph": "op-77"})


def boxes(text: str) -> dict[str, str]:
    """Where each box of the picture leads, by what it says."""
    picture = etree.HTML(text).find(".//svg[@class='neighbourhood']")
    return {one.get("aria-label"): one.get("href") for one in picture.iter("a")}


def test_the_picture_says_in_words_what_it_draws(reader: Client, years: list[Document]) -> None:
    found = boxes(page(reader, years[0]))
    assert found[f"{SYMBOLS[0]}"] == f"/documents/{years[0].pk}/"
    said = "A/RES/71/902; Lanterns; 2026-05-01; cites it; recall, reaffirm; in pp-1, op-1"
    assert found[said] == f"/documents/{years[1].pk}/citations/"


def test_a_side_of_the_picture_on_which_nothing_stands_takes_no_room(reader: Client, years: list[Document]) -> None:
    wide, narrow = (
        int(etree.HTML(page(reader, one)).find(".//svg[@class='neighbourhood']").get("width")) for one in years[1:]
    )
    assert narrow < wide


def test_what_is_not_held_has_a_page_too(reader: Client, years: list[Document], refusal: Callable) -> None:
    found = boxes(page(reader, years[2]))
    [leads] = [leads for said, leads in found.items() if "not in the register" in said]
    assert leads == "/instruments/charter/un/"
    assert rows(reader.get(leads).content.decode()) == [["A/RES/72/903 Lanterns", "pp-1", "recall", ""]]
    assert reader.get("/instruments/A/RES/70/901/")["Location"] == f"/documents/{years[0].pk}/citations/"
    assert "A/RES/1/1" in refusal(reader, "/instruments/A/RES/1/1/")


def test_it_says_how_much_the_picture_leaves_out(
    reader: Client, years: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "in the list alone" not in page(reader, years[0])
    monkeypatch.setattr(neighbours, "MOST", 1)
    text = page(reader, years[0])
    assert "One more that cites it stands in the list alone." in text
    assert "that it cites" not in text
    assert len(boxes(text)) == 2


def test_it_says_where_there_are_more_citations_than_are_looked_at(
    reader: Client, years: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "There are more citations" not in page(reader, years[0])
    monkeypatch.setattr(citing, "MOST", 1)
    text = page(reader, years[0])
    assert "There are more citations" in text
    assert rows(text)[0][0].startswith(SYMBOLS[2])


def test_what_a_person_may_not_read_is_not_in_it(
    reader: Client, years: list[Document], person: Callable[[str], User]
) -> None:
    hidden = Body.objects.create(slug="hidden", name="Hidden Committee")
    [secret] = bring_in(None, hidden, [read(b"Recalling its resolution 70/901,\n\n1. Decides to hide.", "secret.txt")])
    Document.objects.filter(pk=secret.pk).update(title="Hidden lanterns")
    Citation.objects.filter(document=secret).update(identifier=SYMBOLS[0])
    assert "Hidden" not in page(reader, years[0])
    assert "secret" not in reader.get(f"/documents/{years[0].pk}/citations.json").content.decode()
    Membership.objects.create(person=person("reader"), body=hidden, role=Role.READER)
    assert "Hidden lanterns" in page(reader, years[0])


def test_the_line_is_shown_and_leads_on(reader: Client, years: list[Document]) -> None:
    text = page(reader, years[1])
    line = etree.HTML(text).find(".//section[@aria-labelledby='line']")
    assert [one.get("href") for one in line.find("ol").iter("a")] == [
        f"/documents/{one.pk}/citations/" for one in years
    ]
    assert [one.text for one in line.iter("time")] == [f"1 May {2025 + at}" for at in range(len(years))]
    assert "continues A/RES/70/901 in pp-1" in " ".join("".join(line.itertext()).split())


def test_the_neighbourhood_as_files(reader: Client, years: list[Document]) -> None:
    address = f"/documents/{years[1].pk}/citations"
    table = list(csv.DictReader(io.StringIO(reader.get(f"{address}.csv").content.decode())))
    assert {(one["source"], one["relation"], one["target"]) for one in table} >= {
        ("A/RES/71/902", "recall", "A/RES/70/901"),
        ("A/RES/72/903", "recall", "A/RES/71/902"),
        ("A/RES/72/903", "pursuant", "A/RES/70/901"),  # among the neighbours
    }
    answer = reader.get(f"{address}.graphml")
    graph = etree.fromstring(answer.content)
    assert {one.get("id") for one in graph.iter("{*}node")} == set(SYMBOLS)
    assert answer["Content-Type"] == "application/graphml+xml"
    wider = etree.fromstring(reader.get(f"{address}.graphml?steps=2").content)
    assert "charter/un" in {one.get("id") for one in wider.iter("{*}node")}


@pytest.mark.parametrize("rest", [".exe", ".csv?steps=9", ".csv?steps=x", ".csv?steps=0"])
def test_what_cannot_be_given_is_told(reader: Client, years: list[Document], rest: str, refusal: Callable) -> None:
    assert refusal(reader, f"/documents/{years[1].pk}/citations{rest}")


def test_the_interface_gives_the_same(reader: Client, years: list[Document]) -> None:
    api = f"/api/v1/documents/{years[0].pk}"
    answer = reader.get(f"{api}/cited-by").json()
    assert answer["count"] == 3
    assert not answer["is_cut"]
    one = next(one for one in answer["items"] if one["relation"] == "reaffirm")
    assert (one["source_document"], one["paragraph"], one["parts"]) == (years[1].pk, "op-1", ["op-1"])
    assert one["text"] == years[1].characters[one["start"] : one["end"]]
    assert reader.get(f"{api}/cited-by?paragraph=op-1").json()["count"] == 1
    cited = reader.get(f"/api/v1/documents/{years[2].pk}/citations?paragraph=op-2").json()["items"]
    assert [(one["target_document"], one["citing"]) for one in cited] == [(years[0].pk, "pursuant to")]
    line = reader.get(f"{api}/line").json()
    assert [(one["document"], one["paragraph"]) for one in line] == list(
        zip([one.pk for one in years], [None, "pp-1", "pp-1"], strict=True)
    )
    graph = reader.get(f"{api}/neighbourhood?form=graphml")
    assert graph.content.startswith(b"<?xml")


def mandate(document: Document, words: str) -> str:
    return document.mandates.get(action__contains=words).reference


def test_a_mandate_is_followed_through_the_years(
    reader: Client, years: list[Document], django_assert_max_num_queries: Callable
) -> None:
    references = [mandate(one, "lanterns") for one in years]
    with django_assert_max_num_queries(12):
        text = reader.get(f"/mandates/{references[1]}/years/").content.decode()
    found = etree.HTML(text).findall(".//table/tbody/tr")
    assert [row.findall("td")[0].find("a").text for row in found] == ["1", "2", "2"]
    for reference in references:
        assert reference in text
    assert f'href="/mandates/{references[1]}/years/"' in reader.get(f"/mandates/{references[1]}/").content.decode()


def test_a_paragraph_that_is_missing_in_a_year_is_found_in_the_next(reader: Client, years: list[Document]) -> None:
    told = reader.get(f"/api/v1/mandates/{mandate(years[0], 'wait')}/years").json()
    assert [one["paragraphs"] for one in told] == [["op-2"], [], ["op-1"]]
    assert told[2]["mandates"] == [mandate(years[2], "wait")]
    assert [one["same_words"] for one in told] == [True, False, True]


def test_a_document_that_stands_alone_says_so(reader: Client, communique: Document) -> None:
    reference = communique.mandates.first().reference
    assert "No other document" in reader.get(f"/mandates/{reference}/years/").content.decode()
    assert "Through the years" not in page(reader, communique)


@pytest.mark.parametrize(("width", "scheme", "language"), [(1440, "light", "en"), (390, "dark", "ar")])
def test_a_browser_walks_the_picture_by_keyboard_alone_and_without_javascript(
    open_page: Callable,
    years: list[Document],
    person: Callable[[str], User],
    assert_accessible: Callable,
    width: int,
    scheme: str,
    language: str,
) -> None:
    page = open_page(person("reader"), width, color_scheme=scheme, locale=language, java_script_enabled=False)
    page.goto(f"/documents/{years[1].pk}/citations/")
    first = page.locator("svg.neighbourhood a").nth(1)
    first.focus()
    assert first.evaluate("one => getComputedStyle(one.querySelector('rect')).strokeWidth") == "3px"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/documents/{years[2].pk}/citations/")
    page = open_page(person("reader"), width, color_scheme=scheme, locale=language)
    page.goto(f"/documents/{years[1].pk}/citations/")
    assert_accessible(page)
    boxes = [page.locator("svg.neighbourhood a").nth(at).bounding_box() for at in range(3)]
    is_mirrored = boxes[1]["x"] > boxes[0]["x"]
    assert is_mirrored is (language == "ar")


def test_a_browser_shows_the_years_on_the_mandates_page(
    open_page: Callable, years: list[Document], person: Callable[[str], User], assert_accessible: Callable
) -> None:
    reference = mandate(years[0], "lanterns")
    page = open_page(person("reader"), 390)
    page.goto(f"/mandates/{reference}/")
    page.locator("#ledger").scroll_into_view_if_needed()  # below the link, which is replaced once it is seen
    page.get_by_role("link", name=mandate(years[2], "lanterns")).wait_for()
    assert page.title().startswith(reference), "what comes later leaves the page its title"
    assert_accessible(page)
    page.goto(f"/mandates/{reference}/years/")
    assert_accessible(page)

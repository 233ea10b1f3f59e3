"""What became of mandates by addressee, across mandates: as a page, CSV and XLSX."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client

from dispositif.register.finding.by_addressee import table
from dispositif.register.followup import actions
from dispositif.register.followup.entering import Saying
from dispositif.register.followup.reports import lines
from dispositif.register.followup.status import Status
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.review.actions import bring_in

TEXT = b"""The Harbour Assembly,

1. Requests the crews, the pilots and the port authorities to report by 1 May 2031;

2. Requests the pilots to light the lamps;

3. Urges the crews to rest.

Adopted on 1 March 2024
"""


@pytest.fixture
def document(body: Body, person: Callable[[str], User]) -> Document:
    """The pilots have reported; the lamps are lit."""
    [made] = bring_in(None, body, [read(TEXT, "lamps.txt")])
    first, second, _ = made.mandates.order_by("start")
    done = {"kind": "progress", "bearing": "implemented", "happened": date(2024, 4, 2)}
    actions.enter(person("manager"), first, Saying(**done, addressee="the pilots"))
    actions.enter(person("manager"), second, Saying(**done))
    return made


@pytest.fixture
def client(person: Callable[[str], User], client: Client) -> Client:
    client.force_login(person("reader"), "django.contrib.auth.backends.ModelBackend")
    return client


def _csv(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/reports/addressees.csv?{query}")
    assert answer["Content-Disposition"].startswith("attachment")
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_each_mandate_has_a_status_for_each_addressee(client: Client, document: Document) -> None:
    found = [(one["Paragraph"], one["the pilots"], one["the crews"]) for one in _csv(client)]
    assert found == [("1", "implemented", "active"), ("2", "implemented", ""), ("3", "", "active")]


def test_it_is_as_of_a_day_and_by_the_filters_of_reports(client: Client, document: Document) -> None:
    assert [one["the pilots"] for one in _csv(client, "on=2024-04-01")] == ["active", "active", ""]
    assert [one["Paragraph"] for one in _csv(client, "addressee=the crews")] == ["1", "3"]
    assert client.get("/reports/addressees/?colour=blue").status_code == 422
    assert client.get("/reports/addressees.pdf").status_code == 404


def test_the_workbook_says_the_same(client: Client, document: Document) -> None:
    answer = client.get("/reports/addressees.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    heading, *rows = sheet.iter_rows(values_only=True)
    assert heading[4:] == ("the crews", "the pilots", "the port authorities")
    assert [row[4:] for row in rows] == [
        ("active", "implemented", "active"),
        ("", "implemented", ""),
        ("active", "", ""),
    ]


def test_addressees_without_a_column_stand_in_the_last_one(document: Document) -> None:
    found = table(lines(document.mandates.select_related("document__body", "document__meeting"), date(2024, 5, 1)), 1)
    assert found.columns == ("the crews",)
    assert [row.others for row in found.rows] == [
        {"the pilots": Status.IMPLEMENTED, "the port authorities": Status.ACTIVE},
        {"the pilots": Status.IMPLEMENTED},
        {},
    ]


def test_the_page_takes_few_queries(
    client: Client, document: Document, communique: Document, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(12):
        shown = client.get("/reports/addressees/").content.decode()
    assert "the pilots" in shown
    assert "/reports/addressees/?" in client.get("/reports/").content.decode()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_is_accessible(
    open_page, assert_accessible, document: Document, communique: Document, person: Callable, width: int, language: str
) -> None:
    page = open_page(person("reader"), width=width, extra_http_headers={"Accept-Language": language})
    page.goto("/reports/addressees/?on=2024-05-01")
    assert_accessible(page)

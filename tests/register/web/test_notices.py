"""The page of notices: what is new, marked as seen, and the way there from every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.translation import override

from dispositif.register.followup import actions
from dispositif.register.followup.models import Notice
from dispositif.register.holdings.models import Document
from dispositif.register.review.models import Mandate


@pytest.fixture
def mandate(communique: Document, person: Callable[[str], User]) -> Mandate:
    """For which the reader was made to answer, and was told so."""
    one = communique.mandates.filter(paragraph="op-3").first()
    actions.assign(person("manager"), one, actions.Answering(focal_point=person("reader")), None)
    return one


@pytest.fixture
def reader(client: Client, person: Callable[[str], User]) -> Client:
    client.force_login(person("reader"), "django.contrib.auth.backends.ModelBackend")
    return client


def test_the_overview_says_what_is_new_until_it_was_seen(reader: Client, mandate: Mandate) -> None:
    assert "1 new" in reader.get("/").content.decode()
    shown = reader.get("/notices/").content.decode()
    assert "manager has assigned it to you." in shown
    assert f"/mandates/{mandate}/" in shown
    notice = Notice.objects.get()
    assert reader.post(f"/notices/{notice.pk}/seen/").url == "/notices/"
    assert "1 new" not in reader.get("/").content.decode()
    assert "has assigned it to you." in reader.get("/notices/").content.decode()
    assert "There is nothing new." in reader.get("/notices/?show=new").content.decode()


def test_a_notice_is_in_the_language_of_the_register(mandate: Mandate, person: Callable, settings: Any) -> None:
    settings.LANGUAGE_CODE = "fr"
    seen, answering = mandate.assignments.last(), actions.Answering(focal_point=person("editor"))
    with override("ar"):
        actions.assign(person("manager"), mandate, answering, seen.pk)
    assert Notice.objects.latest("pk").message == "manager vous l’a attribué."


def test_all_are_marked_that_the_page_has_shown(reader: Client, mandate: Mandate, person: Callable) -> None:
    first = Notice.objects.get()
    later = Notice.objects.create(person=person("reader"), mandate=mandate, message="It is active.")
    assert "1 notice is marked" in reader.post("/notices/seen/", {"until": first.pk}, follow=True).content.decode()
    later.refresh_from_db()
    assert later.seen is None
    for wrong in ("", "x", "9" * 30):
        assert reader.post("/notices/seen/", {"until": wrong}).status_code == 422


def test_nobody_marks_what_others_were_told(client: Client, mandate: Mandate, person: Callable) -> None:
    client.force_login(person("editor"), "django.contrib.auth.backends.ModelBackend")
    notice = Notice.objects.get()
    assert client.post(f"/notices/{notice.pk}/seen/").status_code == 404
    client.post("/notices/seen/", {"until": notice.pk})
    notice.refresh_from_db()
    assert notice.seen is None
    assert "You were told nothing yet." in client.get("/notices/").content.decode()


def test_many_notices_come_in_pages_and_few_queries(
    reader: Client, mandate: Mandate, person: Callable, django_assert_max_num_queries: Callable
) -> None:
    some = [Notice(person=person("reader"), mandate=mandate, message=f"Number {number}.") for number in range(60)]
    Notice.objects.bulk_create(some)
    with django_assert_max_num_queries(12):
        shown = reader.get("/notices/?page=2").content.decode()
    assert "Page 2 of 2" in shown


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_is_accessible(
    open_page, assert_accessible, mandate: Mandate, person: Callable, width: int, language: str
) -> None:
    page = open_page(person("reader"), width=width, extra_http_headers={"Accept-Language": language})
    page.goto("/notices/")
    assert_accessible(page)


def test_it_works_without_javascript_and_by_keyboard(open_page, mandate: Mandate, person: Callable) -> None:
    page = open_page(person("reader"), java_script_enabled=False)
    page.goto("/")
    page.locator(".person a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/notices/")
    button = page.locator("td button")
    button.focus()
    page.keyboard.press("Enter")
    button.wait_for(state="detached")
    assert page.locator(".person a").first.inner_text() == "Notices"

"""The calendar of sessions and meetings: kept by those who may, and the days that hang on it follow."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from dispositif.register.followup.models import Snapshot
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Meeting
from dispositif.register.people.models import Trail
from dispositif.register.review.actions import bring_in

People = Callable[[str], User]
TEXT = b"""The Harbour Council,

Adopted on 3 February 2031

1. Requests the Secretary-General to submit a report on the buoys to the Council at its eightieth session.
"""
SESSION = {"kind": "session", "number": "80", "name": "Eightieth session", "opens": "2031-09-09"}


@pytest.fixture
def as_manager(client: Client, person: People) -> Client:
    client.force_login(person("manager"), "django.contrib.auth.backends.ModelBackend")
    return client


def address(body: Body, *rest: object) -> str:
    return "/".join(["/sessions", body.slug, *map(str, rest), ""])


def test_a_day_that_hangs_on_a_session_follows_it(body: Body, as_manager: Client) -> None:
    bring_in(None, body, [read(TEXT, "buoys.txt")])
    snapshot = Snapshot.objects.get()
    assert snapshot.due is None
    assert as_manager.post(address(body), SESSION).status_code == 302
    snapshot.refresh_from_db()
    assert snapshot.due == date(2031, 9, 9)
    session = Meeting.objects.get()
    moved = SESSION | {"opens": "2031-09-16", "closes": "2031-12-20", "place": "Port Halden"}
    assert as_manager.post(address(body, session.pk), moved).status_code == 302
    snapshot.refresh_from_db()
    assert snapshot.due == date(2031, 9, 16)
    page = as_manager.get(f"/mandates/{snapshot.mandate.reference}/").content.decode()
    assert "Eightieth session, opens 16 September 2031" in page
    as_manager.post(address(body, session.pk, "strike"))
    snapshot.refresh_from_db()
    assert snapshot.due is None
    assert [one.action for one in Trail.objects.filter(subject=f"meeting {session.pk}").order_by("pk")] == [
        "keep the calendar", "keep the calendar", "strike from the calendar",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "has the number 80 already"),
        ({"number": "81", "closes": "2031-09-01"}, "It closes before it opens"),
        ({"number": "81", "opens": "soon"}, "Enter a valid date"),
        ({"number": "81", "name": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_is_said_in_the_form(body: Body, as_manager: Client, changed: dict[str, str], said: str) -> None:
    as_manager.post(address(body), SESSION)
    answer = as_manager.post(address(body), SESSION | changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Meeting.objects.count() == 1


def test_a_meeting_at_which_documents_were_adopted_stays(body: Body, as_manager: Client) -> None:
    as_manager.post(address(body), SESSION)
    session = Meeting.objects.get()
    bring_in(None, body, [read(TEXT, "buoys.txt")], session)
    answer = as_manager.post(address(body, session.pk, "strike"), follow=True)
    assert "it stays" in answer.content.decode()
    assert Meeting.objects.exists()


def test_who_may_not_keep_it_reads_it(body: Body, as_manager: Client, person: People) -> None:
    as_manager.post(address(body), SESSION)
    as_manager.force_login(person("reader"), "django.contrib.auth.backends.ModelBackend")
    page = as_manager.get(address(body)).content.decode()
    assert "Eightieth session" in page
    assert "Add to the calendar" not in page
    assert as_manager.post(address(body), SESSION | {"number": "81"}).status_code == 403

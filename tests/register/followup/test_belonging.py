"""A document's body, meeting and day of adoption are put right after it was brought in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from dispositif.register.errors import Forbidden, Missing, Refused, Stale
from dispositif.register.followup import actions
from dispositif.register.followup.belonging import Belonging, belonging, correct
from dispositif.register.followup.entering import Saying
from dispositif.register.followup.models import Entry
from dispositif.register.followup.queries import standings
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.people.models import Membership, Scope, Trail
from dispositif.register.people.tokens import make_token
from dispositif.register.review.actions import bring_in
from dispositif.register.review.arrival import Choice, arrive
from dispositif.register.review.content import Content
from dispositif.register.review.decisions import confirm
from dispositif.register.review.decisions import correct as correct_mandate
from dispositif.register.review.models import Mandate

TEXT = b"""Resolution 3/1

The Harbour Assembly,

1. Requests the pilots to report within 90 days of the adoption of the present resolution;

2. Requests the crews to report within 30 days;

3. Requests the port authorities to report at its eighth session.

Adopted on 1 March 2024
"""
MARCH, APRIL = date(2024, 3, 1), date(2024, 4, 1)


@pytest.fixture
def document(body: Body, person: Callable[[str], User]) -> Document:
    """Whose day of adoption was chosen when it was brought in."""
    choice = Choice(body=body, adopted=MARCH)
    made = arrive(person("editor"), "3-1.txt", TEXT.replace(b"1 March", b"1 February"), choice, []).document
    assert made is not None
    return made


@pytest.fixture
def elsewhere(body: Body, person: Callable[[str], User]) -> Body:
    """Another body, in which the editor has a role too."""
    other = Body.objects.create(slug="elsewhere", name="Elsewhere")
    Membership.objects.create(person=person("editor"), body=other, role="editor")
    Meeting.objects.create(body=other, kind="session", number=8, name="Eighth session", opens=date(2025, 5, 5))
    return other


def _right(document: Document, **changes: object) -> Belonging:
    now = belonging(document)
    return Belonging(**{name: getattr(now, name) for name in Belonging.__struct_fields__} | changes)


def _dues(document: Document) -> list[date | None]:
    mandates = list(document.mandates.select_related("snapshot").order_by("start"))
    today = standings(mandates, date.today())
    assert [one.snapshot.due for one in mandates] == [today[one.pk].due for one in mandates]
    return [one.snapshot.due for one in mandates]


def test_days_that_run_from_the_adoption_are_reckoned_anew(document: Document, person: Callable) -> None:
    correct(person("editor"), document, _right(document, adopted=APRIL), belonging(document))
    document.refresh_from_db()
    assert document.adopted == APRIL
    assert _dues(document) == [APRIL + timedelta(days=90), APRIL + timedelta(days=30), None]
    [line] = Trail.objects.filter(action="correct a document")
    assert (line.subject, line.details) == (f"document {document.pk}", {"adopted": "2024-03-01 → 2024-04-01"})


def test_the_day_that_was_chosen_at_arrival_counts(document: Document) -> None:
    assert _dues(document) == [MARCH + timedelta(days=90), MARCH + timedelta(days=30), None]


def test_what_a_person_has_said_of_a_day_stays(document: Document, person: Callable) -> None:
    first, second, _ = document.mandates.order_by("start")
    said = first.read_content().to_builtins()
    said["deadline"]["date"] = "2024-12-24"
    correct_mandate(person("editor"), first.reference, 1, Content.from_builtins(said))
    confirm(person("editor"), second.reference, 1)
    correct(person("editor"), document, _right(document, adopted=APRIL), belonging(document))
    assert _dues(document)[0] == date(2024, 12, 24)
    assert [one.state for one in document.mandates.order_by("start")] == ["corrected", "confirmed", "draft"]


def test_in_another_body_its_calendar_counts(document: Document, elsewhere: Body, person: Callable) -> None:
    session = elsewhere.meetings.get()
    assert _dues(document)[2] is None
    correct(person("editor"), document, _right(document, body=elsewhere, meeting=session), belonging(document))
    assert _dues(document)[2] == session.opens
    document.refresh_from_db()
    assert (document.body, document.meeting) == (elsewhere, session)


def test_it_takes_the_role_in_both_bodies(document: Document, elsewhere: Body, person: Callable) -> None:
    move = _right(document, body=elsewhere)
    with pytest.raises(Missing):
        correct(person("manager"), document, move, belonging(document))
    with pytest.raises(Forbidden):
        correct(person("contributor"), document, _right(document, adopted=APRIL), belonging(document))
    Membership.objects.filter(person=person("editor"), body=elsewhere).update(role="reader")
    with pytest.raises(Forbidden):
        correct(person("editor"), document, move, belonging(document))


def test_what_makes_no_sense_is_refused(document: Document, elsewhere: Body, body: Body, person: Callable) -> None:
    editor, manager = person("editor"), person("manager")
    mandate = document.mandates.first()

    def refused(why: str, **changes: object) -> None:
        with pytest.raises(Refused, match=why):
            correct(editor, document, _right(document, **changes), belonging(document))
        document.refresh_from_db()
        assert (document.body, document.meeting, document.adopted) == (body, None, MARCH)

    refused("no session or meeting of Steering Committee", meeting=elsewhere.meetings.get())
    refused("in the future", adopted=date.today() + timedelta(days=2))
    bring_in(None, elsewhere, [read(TEXT.replace(b"1 March", b"1 February"), "same.txt")])
    refused("holds the same file", body=elsewhere)
    entry = actions.enter(manager, mandate, Saying(kind="comment", happened=date(2024, 3, 10), remark="Seen"))
    refused("has what happened on 10 March 2024, before 1 April 2024", adopted=APRIL)
    back = Saying(kind="correction", happened=date(2024, 3, 10), corrects=entry, withdrawn=True)
    actions.enter(manager, mandate, back)
    actions.assign(manager, mandate, actions.Answering(focal_point=manager, due=date(2024, 3, 20)), None)
    refused("to be done by 20 March 2024, before 1 April 2024", adopted=APRIL)
    another = Body.objects.create(slug="another", name="Another")
    Membership.objects.create(person=editor, body=another, role="editor")
    refused("is assigned in Steering Committee", body=another)


def test_what_was_taken_back_does_not_hold_the_day(document: Document, person: Callable) -> None:
    manager, mandate = person("manager"), document.mandates.first()
    entry = actions.enter(manager, mandate, Saying(kind="comment", happened=date(2024, 3, 10), remark="Seen"))
    back = Saying(kind="correction", happened=date(2024, 3, 10), corrects=entry, withdrawn=True)
    actions.enter(manager, mandate, back)
    correct(person("editor"), document, _right(document, adopted=APRIL), belonging(document))
    assert Entry.objects.count() == 2


def test_the_second_is_told(document: Document, person: Callable) -> None:
    seen = belonging(document)
    correct(person("editor"), document, _right(document, adopted=APRIL), seen)
    with pytest.raises(Stale):
        correct(person("manager"), document, _right(document, adopted=date(2024, 5, 1)), seen)
    assert Document.objects.get(pk=document.pk).adopted == APRIL


def test_the_page_puts_it_right(client: Client, document: Document, person: Callable) -> None:
    client.force_login(person("editor"), "django.contrib.auth.backends.ModelBackend")
    address = f"/documents/{document.pk}/belonging/"
    assert address in client.get(f"/documents/{document.pk}/").content.decode()
    assert 'value="2024-03-01"' in client.get(address).content.decode()
    sent = {"body": document.body_id, "adopted": "2024-04-01", "seen_body": document.body_id}
    assert client.post(address, sent | {"seen_adopted": "2024-02-02"}).status_code == 409
    assert client.post(address, sent | {"adopted": "2999-01-01", "seen_adopted": "2024-03-01"}).status_code == 422
    assert client.post(address, sent | {"seen_adopted": "2024-03-01"}).url == f"/documents/{document.pk}/"
    assert _dues(document)[0] == APRIL + timedelta(days=90)


def test_the_interface_puts_it_right(client: Client, document: Document, elsewhere: Body, person: Callable) -> None:
    _, secret = make_token(person("editor"), "A program", [Scope.READ, Scope.REVIEW], 9)
    headers = {"Authorization": f"Bearer {secret}"}
    address = f"/api/v1/documents/{document.pk}"
    seen = client.get(address, headers=headers)["ETag"]
    post = lambda sent, **more: client.post(  # noqa: E731
        f"{address}/correct", sent, "application/json", headers=headers | more
    )
    assert post({"adopted": "2024-04-01"}).status_code == 428
    done = post({"adopted": "2024-04-01"}, **{"If-Match": seen})
    assert (done.status_code, done.json()["adopted"], done.json()["body"]) == (200, "2024-04-01", "steering-committee")
    assert post({"adopted": None}, **{"If-Match": seen}).status_code == 412
    [session] = client.get("/api/v1/bodies/elsewhere/meetings", headers=headers).json()["items"]
    tag = {"If-Match": done["ETag"]}
    assert post({"meeting": session["id"]}, **tag).status_code == 422
    moved = post({"body": "elsewhere", "meeting": session["id"], "adopted": None}, **tag).json()
    assert (moved["body"], moved["meeting_id"], moved["adopted"]) == ("elsewhere", session["id"], None)
    assert Mandate.objects.filter(document=document, document__body=elsewhere).count() == 3


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_is_accessible(open_page, assert_accessible, document: Document, person: Callable, width: int) -> None:
    page = open_page(person("editor"), width=width)
    page.goto(f"/documents/{document.pk}/belonging/")
    assert_accessible(page)

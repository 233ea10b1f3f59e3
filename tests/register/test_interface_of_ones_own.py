"""The programming interface: proposals, notices, kept searches, files of entries, an older day, the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dispositif.register.followup import actions
from dispositif.register.followup.entering import Saying
from dispositif.register.followup.models import Entry, Notice
from dispositif.register.holdings.listing import in_words
from dispositif.register.holdings.models import Document
from dispositif.register.people.models import Scope
from dispositif.register.people.tokens import make_token
from dispositif.register.review.decisions import reject
from dispositif.register.review.models import Mandate, Proposal

API = "/api/v1"


class Program:
    """Calls the interface as somebody."""

    def __init__(self, person: User) -> None:
        _, secret = make_token(person, "A program", Scope.values, 9)
        self._client, self._headers = Client(), {"Authorization": f"Bearer {secret}"}

    def get(self, address: str):
        return self._client.get(API + address, headers=self._headers)

    def post(self, address: str, sent: dict | None = None, **headers: str):
        return self._client.post(API + address, sent or {}, "application/json", headers=self._headers | headers)

    def upload(self, address: str, sent: dict):
        return self._client.post(API + address, sent, headers=self._headers)

    def delete(self, address: str):
        return self._client.delete(API + address, headers=self._headers)


@pytest.fixture
def program(person: Callable[[str], User]) -> Callable[[str], Program]:
    return lambda role: Program(person(role))


@pytest.fixture
def mandate(communique: Document) -> Mandate:
    return communique.mandates.filter(paragraph="op-3").first()


@pytest.fixture
def proposal(communique: Document, mandate: Mandate) -> Proposal:
    return Proposal.objects.create(
        document=communique, reading=communique.readings.get(), mandate=mandate, kind=Proposal.Kind.GONE
    )


def test_a_proposal_is_taken_as_it_was_seen(program: Callable, proposal: Proposal) -> None:
    editor = program("editor")
    [listed] = editor.get("/proposals").json()["items"]
    assert (listed["kind"], listed["mandate"], listed["version"]) == ("gone", proposal.mandate.reference, 1)
    seen = editor.get(f"/proposals/{proposal.pk}")
    assert editor.post(f"/proposals/{proposal.pk}/take").status_code == 428
    done = editor.post(f"/proposals/{proposal.pk}/take", **{"If-Match": seen["ETag"]})
    assert (done.status_code, done.json()["state"]) == (200, "rejected")
    assert done["ETag"] == editor.get(f"/mandates/{proposal.mandate}")["ETag"]
    assert editor.get("/proposals").json()["count"] == 0
    assert editor.get(f"/proposals/{proposal.pk}").status_code == 404


def test_a_proposal_about_what_was_decided_meanwhile_is_not_taken(
    program: Callable, proposal: Proposal, person: Callable
) -> None:
    editor = program("editor")
    seen = editor.get(f"/proposals/{proposal.pk}")["ETag"]
    reject(person("manager"), proposal.mandate.reference, 1)
    assert editor.post(f"/proposals/{proposal.pk}/take", **{"If-Match": seen}).status_code == 412
    proposal.refresh_from_db()
    assert proposal.state == "open"


def test_a_proposal_is_left_once(program: Callable, proposal: Proposal) -> None:
    editor = program("editor")
    assert editor.post(f"/proposals/{proposal.pk}/leave").json()["state"] == "left"
    again = editor.post(f"/proposals/{proposal.pk}/leave")
    assert (again.status_code, "Somebody else has decided" in again.json()["detail"]) == (409, True)
    assert proposal.mandate.version == 1


def test_notices_are_marked_as_seen_once(program: Callable, mandate: Mandate, person: Callable) -> None:
    actions.assign(person("manager"), mandate, actions.Answering(focal_point=person("reader")), None)
    reader = program("reader")
    [told] = reader.get("/notices?new=true").json()["items"]
    assert (told["mandate"], told["seen"]) == (mandate.reference, None)
    seen = reader.post(f"/notices/{told['id']}/seen").json()["seen"]
    assert seen is not None
    assert reader.post(f"/notices/{told['id']}/seen").json()["seen"] == seen
    assert (reader.get("/notices?new=true").json()["count"], reader.get("/notices").json()["count"]) == (0, 1)
    assert program("editor").post(f"/notices/{told['id']}/seen").status_code == 404


def test_nobody_is_told_of_what_they_may_read_no_longer(program: Callable, mandate: Mandate, person: Callable) -> None:
    Notice.objects.create(person=person("reader"), mandate=mandate, message="It is active.")
    reader = program("reader")
    person("reader").memberships.all().delete()
    assert reader.get("/notices").json()["count"] == 0


def test_a_search_is_kept_replaced_and_forgotten(program: Callable, mandate: Mandate) -> None:
    reader = program("reader")
    kept = reader.post("/searches", {"name": "Lights", "query": "status=open&force=directive", "digest": "weekly"})
    assert kept.status_code == 201
    assert Client().get(kept.json()["deadlines"].removeprefix("http://testserver")).status_code == 200
    again = reader.post("/searches", {"name": "Lights", "query": "q=storm"}).json()
    assert (again["id"], again["query"], again["digest"]) == (kept.json()["id"], "q=storm", "")
    assert [one["name"] for one in reader.get("/searches").json()["items"]] == ["Lights"]
    assert program("editor").delete(f"/searches/{again['id']}").status_code == 404
    gone = reader.delete(f"/searches/{again['id']}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert reader.get("/searches").json()["count"] == 0


@pytest.mark.parametrize("sent", [{"name": "A", "query": "colour=blue"}, {"name": " "}, {"name": "A", "digest": "x"}])
def test_a_search_that_cannot_be_kept_is_refused(program: Callable, body, sent: dict) -> None:
    assert program("reader").post("/searches", sent).status_code == 422


def test_an_entry_comes_with_its_file(program: Callable, mandate: Mandate) -> None:
    manager = program("manager")
    file = SimpleUploadedFile("lights, lit.pdf", b"%PDF lights")
    sent = {"kind": "evidence", "happened": "2024-05-02", "bearing": "implemented", "passage": "Lit", "file": file}
    made = manager.upload(f"/mandates/{mandate}/entries/file", sent)
    assert (made.status_code, made.json()["file_name"]) == (201, "lights, lit.pdf")
    answer = program("reader").get(f"/mandates/{mandate}/entries/{made.json()['id']}/file")
    assert (answer.content, "attachment" in answer["Content-Disposition"]) == (b"%PDF lights", True)
    assert manager.get(f"/mandates/{mandate}").json()["standing"]["status"] == "implemented"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"happened": "2010-01-01"}, "before"),
        ({"colour": "blue"}, "colour"),
        ({"file": ""}, "file"),
        ({"kind": "event"}, "no condition"),
    ],
)
def test_an_entry_with_a_file_is_refused_like_any_other(
    program: Callable, mandate: Mandate, change: dict, said: str
) -> None:
    sent = {"kind": "evidence", "happened": "2024-05-02", "file": SimpleUploadedFile("lights.txt", b"Lit")} | change
    answer = program("manager").upload(f"/mandates/{mandate}/entries/file", sent)
    assert (answer.status_code, said in answer.json()["detail"]) == (422, True)
    assert not Entry.objects.exists()


def test_a_file_that_is_too_large_is_refused(program: Callable, mandate: Mandate, monkeypatch) -> None:
    monkeypatch.setattr("dispositif.register.followup.entering.LARGEST_FILE", 3)
    sent = {"kind": "evidence", "happened": "2024-05-02", "file": SimpleUploadedFile("lights.txt", b"Lit by us")}
    answer = program("manager").upload(f"/mandates/{mandate}/entries/file", sent)
    assert (answer.status_code, "larger than 20 MB" in answer.json()["detail"]) == (422, True)


def test_a_mandate_stands_as_it_stood_on_a_day(program: Callable, mandate: Mandate, person: Callable) -> None:
    saying = Saying(kind="progress", bearing="implemented", happened=date(2024, 5, 2))
    actions.enter(person("manager"), mandate, saying)
    reader = program("reader")
    status = lambda words: reader.get(f"/mandates/{mandate}{words}").json()["standing"]["status"]  # noqa: E731
    assert (status("?on=2024-05-01"), status("?on=2024-05-02"), status("")) == ("active", "implemented", "implemented")
    future = date.today() + timedelta(days=2)
    told = reader.get(f"/mandates/{mandate}?on={future}")
    assert (told.status_code, in_words(future) in told.json()["detail"]) == (422, True)
    assert reader.get(f"/mandates/{mandate}?on=someday").status_code == 422


def test_the_calendar_tells_what_is_due_between_two_days(program: Callable, mandate: Mandate, person: Callable) -> None:
    due = date.today() + timedelta(days=5)
    actions.assign(person("manager"), mandate, actions.Answering(focal_point=person("manager"), due=due), None)
    reader = program("reader")
    [one] = reader.get(f"/calendar?due_from={date.today()}&due_to={due}").json()["items"]
    assert (one["mandate"], one["due"], one["status"]) == (mandate.reference, due.isoformat(), "active")
    assert reader.get(f"/calendar?due_from={date.today()}&due_to={due}&status=dormant").json()["count"] == 0
    for wrong in (f"?due_from={due}", f"?due_from={due}&due_to={date.today()}", "", "?due_from=x&due_to=y"):
        assert reader.get(f"/calendar{wrong}").status_code == 422

"""A document that was brought in by mistake is put aside: it stands in no list, keeps its address, can come back."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dispositif import batch
from dispositif.register.errors import Forbidden, RegisterError, Stale
from dispositif.register.finding.models import SavedSearch
from dispositif.register.followup import actions
from dispositif.register.followup.aside import bring_back, put_aside
from dispositif.register.followup.belonging import belonging, correct
from dispositif.register.followup.entering import Saying
from dispositif.register.followup.models import Notice
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.loading import load
from dispositif.register.people.models import Scope, Trail, Unit
from dispositif.register.people.tokens import make_token
from dispositif.register.review import decisions, proposals
from dispositif.register.review.actions import bring_in
from dispositif.register.review.models import Mandate, Proposal
from dispositif.register.review.rereading import read_again

Person = Callable[[str], User]
DRAFT = b"""The General Assembly,

Recalling its resolution 70/902,

1. Requests the Secretary-General to keep the lanterns of the mole lit and to report by 1 December 2099;

2. Urges the pilots to count the lanterns of the mole.

Adopted on 1 March 2024
"""
OTHER = b"""The General Assembly,

1. Requests the Secretary-General to oil the cranes by 1 December 2098.

Adopted on 1 February 2024
"""
CITING = b"""The General Assembly,

Recalling its resolution 70/901,

1. Requests the pilots to wait.
"""


SYMBOLS = {DRAFT: "A/RES/70/901", OTHER: "A/RES/70/902", CITING: "A/RES/70/903"}


def _brought_in(body: Body, content: bytes) -> Document:
    [made] = bring_in(None, body, [read(content, "9.txt")])
    names = {"symbol": SYMBOLS[content], "identifier": SYMBOLS[content], "title": "Lanterns", "matter": "lanterns"}
    day = date(2024, 2, 1) if content == OTHER else date(2025, 3, 1)
    Document.objects.filter(pk=made.pk).update(**names, adopted=day)
    made.refresh_from_db()
    return made


@pytest.fixture
def other(body: Body) -> Document:
    """Of the same matter, a year before; the draft cites it."""
    return _brought_in(body, OTHER)


@pytest.fixture
def draft(body: Body) -> Document:
    """What was brought in by mistake."""
    return _brought_in(body, DRAFT)


@pytest.fixture
def editor(client: Client, person: Person) -> Client:
    """An editor's browser."""
    client.force_login(person("editor"), "django.contrib.auth.backends.ModelBackend")
    return client


LISTS = (
    "/documents/", "/documents/?q=9.txt", "/review/", "/review/proposals/", "/search/", "/search/?q=lanterns",
    "/search/paragraphs/?q=lanterns", "/search/language/?q=keep+the+lanterns+of+the+mole+lit", "/actors/",
    "/actors/un/secretary-general/?as=addressee", "/", "/calendar/?month=2099-12", "/reports/", "/reports/matrix.csv",
    "/reports/?known=yes", "/reports/addressees/", "/reports/changes/?since=2024-01-01", "/feeds/{key}/deadlines.ics",
    "/feeds/{key}/changes.atom", "/documents/{other}/", "/documents/{other}/citations/",
    "/documents/{other}/citations.csv", "/documents/{other}/compare/", "/documents/{other}/series/",
    "/mandates/{mandate}/years/", "/api/v1/documents", "/api/v1/mandates", "/api/v1/search?q=lanterns",
    "/api/v1/language?q=keep+the+lanterns+of+the+mole+lit", "/api/v1/actors", "/api/v1/proposals",
    "/api/v1/calendar?due_from=2099-01-01&due_to=2100-01-01", "/api/v1/reports/matrix",
    "/api/v1/reports/changes?before=2024-01-01&after=2099-01-01",
    "/api/v1/documents/{other}/cited-by", "/api/v1/documents/{other}/line",
)  # fmt: skip
_OF_THE_MOMENT = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|DTSTAMP:\w+|<updated>[^<]+</updated>|"made_at":"[^"]+"'
)


def _shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return _OF_THE_MOMENT.sub("", content.decode())


@pytest.mark.parametrize("address", LISTS)
def test_lists_are_as_if_it_had_never_come(
    editor: Client, person: Person, body: Body, other: Document, address: str
) -> None:
    kept = SavedSearch.objects.create(person=person("editor"), name="All", query="")
    mandate = other.mandates.get()
    address = address.format(other=other.pk, key=kept.key, mandate=mandate.reference)
    before = _shown(editor, address)
    draft = _brought_in(body, DRAFT)
    reading = draft.readings.get()
    Proposal.objects.create(document=draft, reading=reading, mandate=draft.mandates.first(), kind=Proposal.Kind.GONE)
    with_it = _shown(editor, address)
    assert with_it != before, "it shows nothing of the document, and proves nothing"
    put_aside(person("editor"), draft, "A draft")
    assert _shown(editor, address) == before
    bring_back(person("editor"), draft)
    assert _shown(editor, address) == with_it


def test_its_addresses_answer_and_say_so(
    client: Client, person: Person, draft: Document, django_assert_max_num_queries: Callable
) -> None:
    put_aside(person("editor"), draft, "A draft of 1 February.")
    client.force_login(person("reader"), "django.contrib.auth.backends.ModelBackend")
    reference = draft.mandates.order_by("start")[0].reference
    for address in (f"/documents/{draft.pk}/", f"/mandates/{reference}/", f"/review/{reference}/"):
        with django_assert_max_num_queries(12):
            page = client.get(address).content.decode()
        assert "was put aside on" in page
        assert "by editor: “A draft of 1 February”." in page
        assert "Bring it back" not in page
    assert client.get(f"/documents/{draft.pk}/paragraphs/op-1/").status_code == 302
    assert client.get(f"/documents/{draft.pk}/original/").status_code == 200
    told = {"by": "editor", "reason": "A draft of 1 February."}
    for address in (f"/api/v1/documents/{draft.pk}", f"/api/v1/mandates/{reference}"):
        assert told.items() <= client.get(address).json()["put_aside"].items()


def test_what_cites_it_leads_there_no_more(editor: Client, person: Person, body: Body, draft: Document) -> None:
    citing = _brought_in(body, CITING)
    link = f'href="/documents/{draft.pk}/"'
    assert link in editor.get(f"/documents/{citing.pk}/").content.decode()
    put_aside(person("editor"), draft, "A draft")
    assert link not in editor.get(f"/documents/{citing.pk}/").content.decode()


def test_what_is_put_aside_has_a_list_of_its_own(
    editor: Client, person: Person, draft: Document, other: Document
) -> None:
    assert editor.get("/api/v1/documents?aside=true").json()["count"] == 0
    put_aside(person("editor"), draft, "A draft of 1 February")
    page = editor.get("/documents/?aside=yes").content.decode()
    assert f"/documents/{draft.pk}/" in page
    assert "A draft of 1 February" in page
    assert f"/documents/{other.pk}/" not in page
    [one] = editor.get("/api/v1/documents?aside=true").json()["items"]
    assert (one["id"], one["put_aside"]["by"]) == (draft.pk, "editor")


def test_an_editor_puts_aside_on_a_page_and_brings_back(editor: Client, draft: Document) -> None:
    assert f"/documents/{draft.pk}/aside/" in editor.get(f"/documents/{draft.pk}/").content.decode()
    assert editor.post(f"/documents/{draft.pk}/aside/", {"reason": " "}).status_code == 422
    assert editor.post(f"/documents/{draft.pk}/aside/", {"reason": "A draft"}).status_code == 302
    page = editor.get(f"/documents/{draft.pk}/").content.decode()
    assert "Bring it back" in page
    assert f"/documents/{draft.pk}/aside/" not in page
    assert f"/documents/{draft.pk}/reread/" not in page
    assert editor.post(f"/documents/{draft.pk}/back/").status_code == 302
    assert "was put aside" not in editor.get(f"/documents/{draft.pk}/").content.decode()
    assert list(Trail.objects.filter(subject=f"document {draft.pk}").values_list("action", "details__reason")) == [
        ("bring back", None),
        ("put aside", "A draft"),
        ("bring in", None),
    ]


def test_its_pages_can_be_used_by_everybody(
    transactional_db: None, open_page: Callable, person: Person, body: Body, assert_accessible: Callable
) -> None:
    draft = _brought_in(body, DRAFT)
    page = open_page(person("editor"), 390, color_scheme="dark")
    page.goto(f"/documents/{draft.pk}/aside/")
    assert_accessible(page)
    page.get_by_label("Why").fill("A draft")
    page.get_by_role("button", name="Put aside").click()
    page.get_by_role("button", name="Bring it back").wait_for()
    assert_accessible(page)
    page.goto("/documents/?aside=yes")
    assert_accessible(page)


def test_twice_is_refused(person: Person, draft: Document) -> None:
    put_aside(person("editor"), draft, "A draft")
    with pytest.raises(RegisterError, match="put aside"):
        put_aside(person("manager"), draft, "Another reason")
    bring_back(person("editor"), draft)
    with pytest.raises(Stale):
        bring_back(person("manager"), draft)


def test_what_is_followed_up_takes_a_manager_and_who_answers_is_told_once(
    person: Person, unit: Unit, draft: Document, django_capture_on_commit_callbacks: Callable
) -> None:
    for mandate in draft.mandates.all():
        answering = actions.Answering(unit=unit, focal_point=person("contributor"))
        actions.assign(person("manager"), mandate, answering, None)
    Notice.objects.all().delete()
    with pytest.raises(Forbidden):
        put_aside(person("editor"), draft, "A draft")
    with django_capture_on_commit_callbacks(execute=True):
        put_aside(person("manager"), draft, "A\ndraft.")
    [notice] = Notice.objects.filter(person=person("contributor"))
    assert "by manager: “A draft”" in notice.message
    assert len(mail.outbox) == 1
    bring_back(person("editor"), draft)
    assert "brought back by editor" in Notice.objects.latest("pk").message


def test_nothing_is_done_to_what_is_put_aside(person: Person, unit: Unit, draft: Document) -> None:
    manager, mandate = person("manager"), draft.mandates.order_by("start")[0]
    asked = actions.ask(manager, mandate, actions.Asking(kind="dropping", legal_basis="Rule 4"))
    proposal = Proposal.objects.create(
        document=draft, reading=draft.readings.get(), mandate=mandate, kind=Proposal.Kind.GONE
    )
    put_aside(manager, draft, "A draft")
    draft.refresh_from_db()
    mandate = Mandate.objects.get(pk=mandate.pk)
    content = mandate.read_content()
    before = Trail.objects.count()
    for act in (
        lambda: decisions.confirm(manager, mandate.reference, mandate.version),
        lambda: decisions.add(manager, draft, content),
        lambda: proposals.leave(manager, proposal.pk),
        lambda: read_again(manager, draft),
        lambda: correct(manager, draft, belonging(draft), belonging(draft)),
        lambda: actions.assign(manager, mandate, actions.Answering(unit=unit), None),
        lambda: actions.enter(manager, mandate, Saying(kind="comment", happened=date(2024, 5, 1), remark="Seen")),
        lambda: actions.ask(manager, mandate, actions.Asking(kind="retirement", legal_basis="Rule 4")),
        lambda: actions.decide(person("administrator"), asked, granted=False),
    ):
        with pytest.raises(RegisterError, match="bring it back first"):
            act()
    assert Trail.objects.count() == before


def test_the_same_file_is_recognized_and_can_be_brought_back(
    editor: Client, person: Person, body: Body, draft: Document
) -> None:
    put_aside(person("editor"), draft, "A draft")
    sent = {"body": body.pk, "files": SimpleUploadedFile("again.txt", DRAFT), "whole": "yes"}
    page = editor.post("/documents/new/", sent).content.decode()
    assert "by editor: “A draft”" in page
    assert f'action="/documents/{draft.pk}/back/"' in page
    sent = {"body": body.slug, "file": SimpleUploadedFile("again.txt", DRAFT)}
    answer = editor.post("/api/v1/documents", sent)
    assert answer.status_code == 422
    assert "Bring it back." in answer.json()["detail"]
    assert body.documents.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_put_aside_is_not_loaded_again(
    person: Person, body: Body, tmp_path: Path, draft: Document
) -> None:
    put_aside(person("editor"), draft, "A draft")
    (tmp_path / "again.txt").write_bytes(DRAFT)
    [arrival] = load(body, batch.gather([str(tmp_path)]).tasks)
    assert not arrival.is_new
    assert not arrival.failure
    assert "“A draft”" in arrival.aside


def test_a_program_puts_aside_what_it_has_seen(client: Client, person: Person, draft: Document) -> None:
    _, secret = make_token(person("editor"), "A program", [Scope.READ, Scope.REVIEW], 9)
    program, at = {"Authorization": f"Bearer {secret}"}, f"/api/v1/documents/{draft.pk}"

    def call(what: str, sent: dict[str, str], seen: str | None) -> int:
        headers = program | ({"If-Match": seen} if seen else {})
        return client.post(f"{at}/{what}", sent, "application/json", headers=headers).status_code

    seen = client.get(at, headers=program)["ETag"]
    assert call("put-aside", {"reason": "A draft"}, None) == 428
    assert call("put-aside", {"reason": ""}, seen) == 422
    assert call("put-aside", {"reason": "A draft"}, seen) == 200
    assert call("bring-back", {}, seen) == 412
    assert call("bring-back", {}, client.get(at, headers=program)["ETag"]) == 200
    draft.refresh_from_db()
    assert (draft.put_aside_at, draft.put_aside_by, draft.put_aside_because) == (None, None, "")


def test_two_at_once(person: Person, draft: Document) -> None:
    """Whoever comes second is told, and what the first wrote stays."""
    put_aside(person("editor"), draft, "A draft")
    with suppress(RegisterError):
        put_aside(person("manager"), draft, "Another reason")
    draft.refresh_from_db()
    assert draft.put_aside_because == "A draft"

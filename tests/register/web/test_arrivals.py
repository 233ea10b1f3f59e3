"""Bringing documents in: what can be read goes in, what cannot is refused with a sentence, one by one."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dispositif.register.first_steps import SAMPLE
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.people.models import Membership
from dispositif.register.web import arrivals

NEW = "/documents/new/"
TEXT = b"1. Requests the Secretary-General to report on the lights within 30 days."


@pytest.fixture
def editor(client: Client, person: Callable[[str], User]) -> Client:
    """An editor's browser."""
    client.force_login(person("editor"))
    return client


def send(client: Client, *files: tuple[str, bytes], **more: object) -> list[arrivals.Arrival]:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    given = {"files": uploads, "whole": "yes"} | more
    return client.post(NEW, {name: value for name, value in given.items() if value is not None}).context["arrivals"]


def test_several_files_come_in_and_the_bad_ones_do_not_stop_them(editor: Client, body: Body) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w") as archive:
        archive.writestr("word/document.xml", b"<" * 10)
        archive.writestr("[Content_Types].xml", b"")
    came = send(
        editor,
        ("one.txt", TEXT),
        ("empty.txt", b" \n"),
        ("half.docx", bomb.getvalue()[:60]),
        ("broken.docx", bomb.getvalue()),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        ("half.pdf", b"%PDF-1.7\n1 0 obj"),
        ("last.txt", TEXT + b" Twice."),
        body=body.pk,
    )
    assert [one.is_new for one in came] == [True, False, False, False, False, False, True]
    assert all(one.message.startswith(one.name) and one.message.endswith(".") for one in came)
    assert Document.objects.count() == 2


def test_what_the_reader_warns_of_is_told_at_once(editor: Client, body: Body) -> None:
    half = b"<akomaNtoso><statement><mainBody><p>The Board,</p><p>1. Requests the Secretariat to"
    sent = {"files": [SimpleUploadedFile("half.xml", half)], "whole": "yes", "body": body.pk}
    page = editor.post(NEW, sent).content.decode()
    assert "half.xml: brought in." in page
    assert "The XML is not well formed from line 1" in page


def test_the_same_file_is_recognized(editor: Client, body: Body) -> None:
    send(editor, ("one.txt", TEXT), body=body.pk)
    [again] = send(editor, ("other-name.txt", TEXT), body=body.pk)
    assert (again.is_new, again.document) == (False, Document.objects.get())
    assert "very file already" in again.message


def test_a_text_is_pasted(editor: Client, body: Body) -> None:
    [came] = send(
        editor, body=body.pk, text=TEXT.decode() + "\r\n2. Also requests it to meet.", name="On lights", files=None
    )
    assert came.document.source_name == "On lights"
    assert bytes(came.document.original.content) == TEXT + b"\n2. Also requests it to meet."


def test_body_meeting_and_date_are_taken_from_the_document(editor: Client, body: Body) -> None:
    Body.objects.filter(pk=body.pk).update(name="Steering Committee of the Concord of Coastal States")
    meeting = Meeting.objects.create(body=body, name="Emergency meeting", opens="2024-03-13", closes="2024-03-15")
    [came] = send(editor, (SAMPLE.name, SAMPLE.read_bytes()))
    if came.document is None:
        assert "Choose the body" in came.message
        [came] = send(editor, (SAMPLE.name, SAMPLE.read_bytes()), body=body.pk)
    assert came.document.meeting == meeting
    assert str(came.document.adopted) == "2024-03-14"


def test_what_is_chosen_counts(editor: Client, body: Body) -> None:
    meeting = Meeting.objects.create(body=body, name="Second session", opens="2020-01-01")
    [came] = send(editor, (SAMPLE.name, SAMPLE.read_bytes()), meeting=meeting.pk, adopted="2020-01-02")
    held = Document.objects.get(pk=came.document.pk)
    assert (held.body, held.meeting, str(held.adopted)) == (body, meeting, "2020-01-02")
    assert "2020-01-02" in {str(one.snapshot.since) for one in held.mandates.all()}


def test_a_document_that_says_it_is_of_another_body_is_taken_and_that_is_told(editor: Client, body: Body) -> None:
    of_others = b"Harbour Board\n\nDecision HB/DEC/8\n\nThe Harbour Board,\n\n1. Requests all pilots to report.\n"
    [came] = send(editor, ("board.txt", of_others), body=body.pk)
    assert came.is_new
    assert came.message.endswith("It says that it is of “Harbour Board”.")
    [refused] = send(editor, ("other.txt", of_others + b"\n2. Decides to meet.\n"))
    assert "there is no body of that name for which you may bring documents in" in refused.message
    Body.objects.filter(pk=body.pk).update(name="The Harbour Board of Port Selm")
    [came] = send(editor, ("third.txt", of_others + b"\n2. Decides to rest.\n"), body=body.pk)
    assert "It says" not in came.message


def test_a_document_that_names_no_body_is_refused_without_one(editor: Client, body: Body) -> None:
    [came] = send(editor, ("one.txt", TEXT))
    assert "Choose the body" in came.message
    assert not Document.objects.exists()


def test_a_meeting_of_another_body_is_refused(editor: Client, body: Body, person: Callable[[str], User]) -> None:
    other = Body.objects.create(slug="other", name="Other")
    Membership.objects.create(person=person("editor"), body=other, role="editor")
    meeting = Meeting.objects.create(body=other, name="First", opens="2020-01-01")
    uploads = [SimpleUploadedFile("one.txt", TEXT)]
    answer = editor.post(NEW, {"files": uploads, "whole": "yes", "body": body.pk, "meeting": meeting.pk})
    assert "Session or meeting: This is no meeting of Steering Committee" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_refused(editor: Client, body: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "LARGEST_FILE", 1024 * 1024)
    large, small = send(editor, ("large.txt", bytes(1024 * 1024 + 1)), ("small.txt", TEXT), body=body.pk)
    assert "larger than the 1 MB" in large.message
    assert small.is_new


def test_more_files_than_are_taken_at_once_are_named(
    editor: Client, body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "AT_ONCE", 1)
    first, second = send(editor, ("1.txt", TEXT), ("2.txt", TEXT + b" Twice."), body=body.pk)
    assert first.is_new
    assert "more than 1 files" in second.message


def test_an_upload_that_broke_off_is_refused_as_a_whole(editor: Client, body: Body) -> None:
    [told] = send(editor, ("one.txt", TEXT), body=body.pk, whole=None)
    assert "broke off" in told.message
    assert not Document.objects.exists()


def test_nothing_sent_is_said(editor: Client, body: Body) -> None:
    [told] = send(editor, body=body.pk, files=None)
    assert "Nothing was sent" in told.message


def test_a_hostile_name_is_text(editor: Client, body: Body) -> None:
    answer = editor.post(
        NEW,
        {"files": [SimpleUploadedFile("<script>.txt", TEXT)], "whole": "yes", "body": body.pk},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert "<script>" not in answer.content.decode()
    assert "&lt;script&gt;" in answer.content.decode()


def test_a_contributor_may_not(client: Client, person: Callable[[str], User], refusal: Callable) -> None:
    client.force_login(person("contributor"))
    assert "editor" in refusal(client, NEW)
    client.logout()
    assert client.get(NEW).status_code == 302

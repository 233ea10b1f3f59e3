"""A mandate's page: what it shows, what is entered in it, and what it refuses."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dispositif.register.followup import actions
from dispositif.register.followup.actions import Answering, Asking
from dispositif.register.followup.entering import Saying
from dispositif.register.followup.models import Assignment, Decision, Entry
from dispositif.register.followup.notices import told
from dispositif.register.followup.seals import broken
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.people.models import Unit
from dispositif.register.review.actions import bring_in
from dispositif.register.review.models import Mandate

People = Callable[[str], User]
EVIDENCE = {"kind": "evidence", "bearing": "implemented", "happened": "2024-04-08", "symbol": "SFC/RES/12 (2024)"}


@pytest.fixture
def mandate(communique: Document) -> Mandate:
    return communique.mandates.get(key="op-3.m1")


@pytest.fixture
def signed_in(person: People, client: Client) -> Callable[[str], Client]:
    def as_role(role: str) -> Client:
        client.force_login(person(role), "django.contrib.auth.backends.ModelBackend")
        return client

    return as_role


def test_before_its_adoption_a_mandate_has_no_status(mandate: Mandate, signed_in) -> None:
    client = signed_in("reader")
    for on, is_told in (("2024-03-13", True), ("2024-03-14", False)):
        page = client.get(f"/mandates/{mandate}/?on={on}").content.decode()
        assert ("It was not adopted yet." in page, 'class="status" data-status' in page) == (is_told, not is_told)


def test_the_page_quotes_the_text_and_shows_the_status(
    mandate: Mandate, signed_in, person: People, unit: Unit, django_assert_max_num_queries
) -> None:
    actions.assign(person("manager"), mandate, Answering(unit=unit, focal_point=person("contributor")), seen=None)
    actions.enter(person("manager"), mandate, Saying(kind="comment", happened=date(2024, 5, 1), remark="Asked again."))
    actions.ask(person("manager"), mandate, Asking(kind="dropping", legal_basis="Rule 4"))
    client = signed_in("contributor")
    with django_assert_max_num_queries(12):
        page = client.get(f"/mandates/{mandate}/").content.decode()
    assert "Decides to spare no effort in consultation" in page
    assert 'data-status="active"' in page
    assert "<bdi>Fisheries Desk</bdi>, <bdi>contributor</bdi>" in page
    assert "Asked again." in page
    assert "Rule 4" in page


def test_who_enters_nothing_here_is_told_who_does(mandate: Mandate, signed_in) -> None:
    told = "contributors of the unit that answers for the mandate"
    assert told in signed_in("contributor").get(f"/mandates/{mandate}/").content.decode()
    assert told not in signed_in("manager").get(f"/mandates/{mandate}/").content.decode()


def test_evidence_is_entered_with_a_file(mandate: Mandate, signed_in) -> None:
    client = signed_in("manager")
    file = SimpleUploadedFile("minutes.txt", b"<script>Adopted.</script>")
    given = EVIDENCE | {"file": file, "passage": "Adopted.", "version": mandate.version, "place": "Port Halden"}
    assert client.post(f"/mandates/{mandate}/enter/", given).status_code == 302
    entry = Entry.objects.get()
    assert (entry.symbol, entry.file_name, entry.entered_by.username) == ("SFC/RES/12 (2024)", "minutes.txt", "manager")
    page = client.get(f"/mandates/{mandate}/").content.decode()
    assert 'data-status="implemented"' in page
    assert 'data-status="active"' in client.get(f"/mandates/{mandate}/?on=2024-04-07").content.decode()
    saved = client.get(f"/mandates/{mandate}/entries/{entry.pk}/file/")
    assert b"".join(saved.streaming_content) == b"<script>Adopted.</script>"
    assert saved["Content-Disposition"].startswith("attachment")
    assert saved["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"happened": "2024-03-01"}, 422, "is before “"),
        ({"happened": str(timezone.localdate() + timedelta(days=2))}, 422, "is in the future"),
        ({"symbol": ""}, 422, "Evidence needs a source"),
        ({"link": "javascript:alert(1)"}, 422, "begins with https:"),
        ({"kind": "progress", "bearing": ""}, 422, "Progress needs a finding"),
        ({"kind": "event"}, 422, "not one of the available choices"),
        ({"kind": "extension"}, 422, "An extension needs the new day"),
        ({"kind": "superseded", "successor": "M-NOTHERE0"}, 422, "There is no mandate M-NOTHERE0"),
        ({"version": "0"}, 409, "was changed in the review meanwhile"),
    ],
)
def test_what_cannot_be_is_said_in_the_form(
    mandate: Mandate, signed_in, changed: dict[str, str], status: int, said: str
) -> None:
    given = EVIDENCE | {"version": str(mandate.version), "remark": "What I wrote is still there."} | changed
    answer = signed_in("manager").post(f"/mandates/{mandate}/enter/", given)
    assert answer.status_code == status
    page = answer.content.decode()
    assert said in page
    assert "What I wrote is still there." in page
    assert not Entry.objects.exists()


FIELDS = {
    "": set(),
    "progress": {"happened", "bearing", "addressee", "remark", "place"},
    "evidence": {"happened", "bearing", "addressee", "symbol", "link", "file", "passage", "place", "remark"},
    "event": {"happened", "condition", "remark", "symbol", "link", "file", "passage", "place"},
    "extension": {"happened", "due", "symbol", "link", "file", "passage", "remark"},
    "superseded": {"happened", "successor", "symbol", "link", "file", "passage", "remark"},
    "retired": {"happened", "symbol", "link", "file", "passage", "remark"},
    "comment": {"happened", "addressee", "remark"},
}
"""What the form shows for each kind, of a mandate whose addressee may be many: no authority file knows it."""


def asked_for(page: str) -> set[str]:
    """The names of the fields that the form shows after that of the kind."""
    form = page[page.index('id="of-the-kind"') : page.index("</form>", page.index('id="of-the-kind"'))]
    shown = re.findall(r"<(?:input|select|textarea)\b[^>]*>", form)
    return {re.search(r'name="([^"]*)"', one)[1] for one in shown if 'type="hidden"' not in one}


@pytest.mark.parametrize("said", ["Fiji", " fiji ", "Republic of Fiji", "state/fj"])
def test_an_addressee_is_one_however_it_is_named(communique: Document, signed_in, said: str) -> None:
    one = communique.mandates.get(key="op-4.m2")
    given = {"kind": "progress", "of": "progress", "happened": "2024-05-02", "bearing": "implemented"}
    answer = signed_in("manager").post(
        f"/mandates/{one}/enter/", given | {"addressee": said, "version": str(one.version)}, follow=True
    )
    assert Entry.objects.get().addressee == "state/fj"
    page = answer.content.decode()
    assert "state/fj" not in page
    assert page.count(">Fiji</q>") == 2, "by addressee, and in the ledger"
    report = signed_in("manager").get(f"/reports/matrix.json?document={one.document_id}").content.decode()
    assert "Fiji: implemented" in report


@pytest.mark.parametrize("kind", FIELDS)
def test_the_form_asks_for_what_belongs_to_the_kind(communique: Document, signed_in, kind: str) -> None:
    one = communique.mandates.get(key="op-4.m2")
    given = {"choose": "", "kind": kind, "of": "", "happened": "2024-05-01"}
    answer = signed_in("manager").post(f"/mandates/{one}/enter/", given)
    assert answer.status_code == 200
    assert asked_for(answer.content.decode()) == FIELDS[kind]
    assert not Entry.objects.exists()


def test_what_was_typed_for_one_kind_is_there_under_another_and_when_it_is_chosen_again(
    mandate: Mandate, signed_in
) -> None:
    client, address = signed_in("manager"), f"/mandates/{mandate}/enter/"
    typed = EVIDENCE | {"of": "evidence", "kind": "comment", "remark": "Seen by all.", "version": mandate.version}
    page = client.post(address, typed).content.decode()
    assert ("Seen by all." in page, 'value="2024-04-08"' in page) == (True, True)
    assert '<input type="hidden" name="symbol" value="SFC/RES/12 (2024)">' in page
    assert "This field is required" not in page, "nothing was entered that could be wrong"
    again = client.post(address, typed | {"of": "comment", "kind": "evidence"}).content.decode()
    assert 'value="SFC/RES/12 (2024)"' in re.search(r'<input type="text" name="symbol"[^>]*>', again)[0]
    assert not Entry.objects.exists(), "another kind was chosen than the form was of"
    assert client.post(address, typed | {"of": "comment"}).status_code == 302
    entry = Entry.objects.get()
    assert (entry.kind, entry.remark, entry.symbol, entry.bearing) == ("comment", "Seen by all.", "", "")


def test_what_a_mandate_waits_for_leads_to_the_form_that_wakes_it(
    communique: Document, mandate: Mandate, signed_in
) -> None:
    dormant, link = communique.mandates.get(key="op-4.m2"), 'href="?kind=event#enter"'
    client = signed_in("manager")
    assert link in client.get(f"/mandates/{dormant}/").content.decode()
    assert link not in client.get(f"/mandates/{mandate}/").content.decode(), "it waits for nothing"
    assert asked_for(client.get(f"/mandates/{dormant}/?kind=event").content.decode()) == FIELDS["event"]
    assert asked_for(client.get(f"/mandates/{mandate}/?kind=event").content.decode()) == set()
    assert link not in signed_in("contributor").get(f"/mandates/{dormant}/").content.decode(), "who may not enter it"


def test_the_focus_goes_to_what_is_asked_next_where_the_whole_page_comes_anew(mandate: Mandate, signed_in) -> None:
    client, address = signed_in("manager"), f"/mandates/{mandate}/enter/"
    given = {"kind": "evidence", "of": ""}
    page = client.post(address, given).content.decode()
    assert page.count(" autofocus") == 1
    assert " autofocus" in re.search(r'<input[^>]*name="happened"[^>]*>', page)[0]
    assert " autofocus" not in client.post(address, given, headers={"HX-Request": "true"}).content.decode()


def test_whoever_is_refused_with_a_file_is_told_to_choose_it_again(mandate: Mandate, signed_in) -> None:
    client, given = signed_in("manager"), EVIDENCE | {"happened": "2024-03-01", "version": mandate.version}
    for file, is_told in ((SimpleUploadedFile("minutes.txt", b"Adopted."), True), (None, False)):
        sent = given | ({"file": file} if file else {})
        page = client.post(f"/mandates/{mandate}/enter/", sent).content.decode()
        assert "is before “" in page
        assert ("Choose the file again" in page) is is_told


def test_a_correction_asks_for_what_belongs_to_the_kind_and_for_what_the_entry_says_beside_it(
    mandate: Mandate, signed_in, person: People
) -> None:
    manager = person("manager")
    plain, odd = (
        actions.enter(manager, mandate, Saying(kind="comment", happened=date(2024, 5, 1), remark="Seen.", place=place))
        for place in ("", "Port Halden")
    )
    client = signed_in("manager")
    shown = [client.get(f"/mandates/{mandate}/entries/{one.pk}/correct/").content.decode() for one in (plain, odd)]
    assert ['name="remark"' in page for page in shown] == [True, True]
    assert ['name="place"' in page for page in shown] == [False, True]
    assert ['name="symbol"' in page for page in shown] == [False, False]


def test_a_correction_is_another_entry(mandate: Mandate, signed_in) -> None:
    client = signed_in("manager")
    client.post(f"/mandates/{mandate}/enter/", EVIDENCE | {"version": mandate.version})
    wrong = Entry.objects.get()
    address = f"/mandates/{mandate}/entries/{wrong.pk}/correct/"
    assert 'value="2024-04-08"' in client.get(address).content.decode()
    right = {name: value for name, value in EVIDENCE.items() if name != "kind"} | {"bearing": "partly implemented"}
    assert client.post(address, right).status_code == 302
    assert Entry.objects.get(pk=wrong.pk).bearing == "implemented"
    page = client.get(f"/mandates/{mandate}/").content.decode()
    assert '<strong class="status" data-status="partly implemented">' in page
    late = client.post(address, right)
    assert (late.status_code, "corrected this entry meanwhile" in late.content.decode()) == (409, True)
    last = Entry.objects.last()
    client.post(f"/mandates/{mandate}/entries/{last.pk}/correct/", right | {"withdrawn": "on"})
    assert '<strong class="status" data-status="implemented">' in client.get(f"/mandates/{mandate}/").content.decode()
    assert not list(broken())


def test_the_seals_show_what_was_changed(mandate: Mandate, person: People, tampering: None) -> None:
    for number in (1, 2, 3):
        saying = Saying(kind="comment", happened=date(2024, 5, number), remark=f"Number {number}")
        actions.enter(person("manager"), mandate, saying)
    assert not list(broken())
    second = Entry.objects.all()[1]
    Entry.objects.filter(pk=second.pk).update(remark="Something else")
    assert list(broken()) == [second]


def test_who_is_assigned_is_shown_and_told(mandate: Mandate, signed_in, person: People, unit: Unit, mailoutbox) -> None:
    client, focal = signed_in("manager"), person("contributor")
    address = f"/mandates/{mandate}/assign/"
    given = {"unit": unit.pk, "focal_point": focal.pk, "due": "2024-09-01", "partners": "The harbour masters"}
    assert client.post(address, given).status_code == 302
    made = Assignment.objects.get()
    assert (made.unit, made.focal_point, made.due) == (unit, focal, date(2024, 9, 1))
    late = client.post(address, given)
    page = late.content.decode()
    assert (late.status_code, "was assigned to Fisheries Desk, contributor by manager meanwhile" in page) == (409, True)
    assert f'name="seen" value="{made.pk}"' in page, "who sends it once more has seen who answers now"
    assert client.post(address, given | {"seen": made.pk, "due": "2024-01-01"}).status_code == 422
    assert client.post(address, given | {"seen": made.pk, "alternate": focal.pk}).status_code == 422
    assert Assignment.objects.count() == 1
    assert focal.notices.count() == 1


@pytest.mark.django_db(transaction=True)
def test_mail_goes_when_the_entry_is_safe(
    mandate: Mandate, person: People, unit: Unit, mailoutbox: list, settings: Any
) -> None:
    settings.ADDRESS = "https://register.example.org"
    person("contributor")  # of the unit
    actions.assign(person("manager"), mandate, Answering(unit=unit), seen=None)
    assert [mail.to for mail in mailoutbox] == [["contributor@example.org"]]
    assert str(mandate) in mailoutbox[0].subject
    assert f"https://register.example.org/mandates/{mandate}/\n" in mailoutbox[0].body


def test_whoever_was_refused_and_loads_the_page_anew_is_led_back(mandate: Mandate, signed_in) -> None:
    client, address = signed_in("manager"), f"/mandates/{mandate}/enter/"
    assert client.post(address, {"kind": "comment", "version": "1"}).status_code == 422
    answer = client.get(address)
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert f'<a href="/mandates/{mandate}/">To the page with the form</a>' in answer.content.decode()
    assert client.get("/api/v1/mandates/merge").headers["Content-Type"] == "application/problem+json"


def test_a_request_is_decided_by_somebody_else(mandate: Mandate, signed_in, person: People) -> None:
    client = signed_in("manager")
    asked = {"kind": "extension", "legal_basis": "SFC/DEC/7, paragraph 2", "due": "2030-01-01"}
    assert client.post(f"/mandates/{mandate}/ask/", asked).status_code == 302
    assert client.post(f"/mandates/{mandate}/ask/", asked).status_code == 422
    request = mandate.requests.get()
    address = f"/mandates/{mandate}/requests/{request.pk}/decide/"
    assert "<dd><bdi>manager</bdi>, " in client.get(address).content.decode(), "set apart from the day, for Arabic"
    unchosen = client.post(address, {"granted": ""})
    assert unchosen.status_code == 422
    assert not Decision.objects.exists()
    own = client.post(address, {"granted": "1"})
    assert (own.status_code, "somebody else decides" in own.content.decode()) == (422, True)
    client = signed_in("administrator")
    assert client.post(address, {"granted": "1", "remark": "As the session allows."}).status_code == 302
    entry = Entry.objects.get()
    assert (entry.kind, entry.due, entry.entered_by.username) == ("extension", date(2030, 1, 1), "administrator")
    assert Decision.objects.get().entry == entry
    assert "1 January 2030" in client.get(f"/mandates/{mandate}/").content.decode()
    assert client.post(address, {"granted": "0"}).status_code == 409


def test_a_refused_request_changes_nothing(mandate: Mandate, person: People) -> None:
    request = actions.ask(person("manager"), mandate, Asking(kind="retirement", legal_basis="Rule 9"))
    actions.decide(person("administrator"), request, granted=False)
    assert not Entry.objects.exists()
    assert [one.message for one in told(person("manager"))] == ["retirement: refused."], "who had asked is told"


def test_no_mandate_supersedes_itself(communique: Document, mandate: Mandate, signed_in, person: People) -> None:
    other = communique.mandates.get(key="op-2.m1")
    actions.enter(person("manager"), other, Saying(kind="superseded", happened=date(2024, 6, 1), successor=mandate))
    given = {"kind": "superseded", "happened": "2024-07-01", "successor": str(other), "version": mandate.version}
    answer = signed_in("manager").post(f"/mandates/{mandate}/enter/", given)
    assert answer.status_code == 422
    assert "would be a loop" in answer.content.decode()


def test_the_page_names_what_it_waits_for_in_another_document_without_its_words(
    communique: Document, signed_in, person: People
) -> None:
    first, waiting = communique.mandates.get(key="op-6.m1"), communique.mandates.get(key="op-6.m2")
    secret = Body.objects.create(slug="harbour-board", name="Harbour Board")
    found = read(b"The Board,\n\n1. Requests the pilots to count the buoys.", "buoys.txt")
    [document] = bring_in(None, secret, [found])
    successor = document.mandates.get()
    actions.enter(person("manager"), first, Saying(kind="superseded", happened=date(2024, 6, 1), successor=successor))
    page = signed_in("reader").get(f"/mandates/{waiting}/").content.decode()
    assert f'<li><a href="/mandates/{successor}/" class="identifier">{successor}</a> </li>' in page
    assert "count the buoys" not in page


def test_as_of_a_day_the_ledger_has_what_had_happened(mandate: Mandate, signed_in, person: People) -> None:
    manager = person("manager")

    def entered(day: int, words: str, **rest: Any) -> Entry:
        kind = "correction" if rest else "comment"
        said = Saying(kind=kind, happened=date(2024, 5, day), remark=words, **rest)
        return actions.enter(manager, mandate, said)

    entered(2, "Early.")
    late = entered(20, "Late.")
    entered(4, "Not late at all.", corrects=late)
    wrong = entered(6, "Mistaken.")
    entered(25, "It was another.", corrects=wrong, withdrawn=True)
    entered(28, "Last.")
    client = signed_in("reader")

    def shown(query: str = "") -> list[bool]:
        page = client.get(f"/mandates/{mandate}/{query}").content.decode()
        said = ("Early.", "Late.", "Not late at all.", "Mistaken.", "It was another.", "Last.", "is left out")
        return [words in page for words in said]

    assert shown() == [True, True, True, True, True, True, False]
    assert shown("?on=2024-05-07") == [True, False, True, True, True, False, True]
    assert shown("?on=2024-05-03") == [True, False, False, False, False, False, True]
    page = client.get(f"/mandates/{mandate}/?on=2024-05-01").content.decode()
    assert ("is left out" in page, "Nothing was entered yet" in page) == (True, False)


def test_as_of_a_day_requests_are_those_that_had_been_made(
    mandate: Mandate, signed_in, person: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = actions.ask(person("manager"), mandate, Asking(kind="dropping", legal_basis="Rule 4"))
    today = timezone.localdate()

    def told(on: date) -> str:
        return signed_in("administrator").get(f"/mandates/{mandate}/?on={on}").content.decode()

    assert "Rule 4" not in told(today - timedelta(days=1))
    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "/decide/" in told(timezone.localdate())
    actions.decide(person("administrator"), request, granted=False, remark="Not yet.")
    assert "Not yet." in told(timezone.localdate())
    before = told(today)
    assert ("Rule 4" in before, "Not yet." in before, "/decide/" in before) == (True, False, False)


def test_a_file_that_is_too_large_is_refused(mandate: Mandate, signed_in, monkeypatch) -> None:
    monkeypatch.setattr("dispositif.register.followup.entering.LARGEST_FILE", 10)
    given = EVIDENCE | {"version": mandate.version, "file": SimpleUploadedFile("long.txt", b"0123456789!")}
    answer = signed_in("manager").post(f"/mandates/{mandate}/enter/", given)
    assert "larger than 20 MB" in answer.content.decode()


def test_who_has_not_signed_in_is_told_to(mandate: Mandate, client: Client, body: Body) -> None:
    Body.objects.update(public=True)
    for address, given in (
        (f"/mandates/{mandate}/enter/", {"kind": "comment", "happened": "2024-05-01", "remark": "Seen"}),
        (f"/sessions/{body.slug}/{body.meetings.create(name='Third', opens='2024-05-01').pk}/strike/", {}),
    ):
        answer = client.post(address, given)
        assert answer.status_code == 403
        assert "Nothing was done. Sign in" in answer.content.decode()
    assert not Entry.objects.exists()


def test_what_is_wrong_has_the_focus(mandate: Mandate, signed_in) -> None:
    client = signed_in("manager")
    answer = client.post(f"/mandates/{mandate}/enter/", {"kind": "progress", "happened": "no day"}).content.decode()
    assert answer.count(" autofocus") == 1
    assert " autofocus" in re.search(r'<input[^>]*name="happened"[^>]*>', answer)[0]
    refused = client.post(f"/mandates/{mandate}/assign/", {"unit": ""}).content.decode()
    assert " autofocus" in re.search(r'<select[^>]*name="unit"[^>]*>', refused)[0], "what is wrong of all of it"
    assert " autofocus" not in client.get(f"/mandates/{mandate}/").content.decode()


def test_what_an_address_asks_and_cannot_be_leads_to_the_page_without_it(mandate: Mandate, signed_in) -> None:
    client, later = signed_in("manager"), timezone.localdate() + timedelta(days=1)
    for address in ("/reports/", "/reports/addressees/", f"/mandates/{mandate}/"):
        page = client.get(f"{address}?on={later}")
        assert page.status_code == 422
        assert "is in the future" in page.content.decode()
        assert f'<a href="{address}">To the page without what was asked</a>' in page.content.decode()
    changes = client.get("/reports/changes/?since=2024-05-01&on=2024-04-01&status=open")
    assert changes.status_code == 422
    assert 'href="/reports/?since=2024-05-01&amp;on=2024-04-01&amp;status=open"' in changes.content.decode()

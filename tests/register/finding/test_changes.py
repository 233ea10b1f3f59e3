"""What those who keep a search are told: what comes into it and what leaves it, by time alone or by what people do."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from dispositif.register.finding.changes import changes
from dispositif.register.finding.filters import Filter
from dispositif.register.followup import snapshots
from dispositif.register.followup.actions import Answering, Asking, ask, assign, decide, enter
from dispositif.register.followup.entering import Saying
from dispositif.register.followup.models import Request
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.people.models import Membership, Unit
from dispositif.register.review.actions import bring_in
from dispositif.register.review.decisions import confirm, correct, reject, reopen
from dispositif.register.review.models import Mandate

Person = Callable[[str], User]
A_DAY = timedelta(days=1)
TEXT = "Steering Committee\n\nResolution\n\nThe Committee,\n\n1. Requests the Secretariat {what};\n\nAdopted on {day}\n"


@pytest.fixture
def asked_for(body: Body, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, date], Mandate]:
    """A mandate of the Secretariat's, adopted and brought in on a day."""

    def made(what: str, day: date) -> Mandate:
        text = TEXT.format(what=what, day=f"{day.day} {day:%B %Y}").encode()
        then = timezone.now() - (timezone.localdate() - day)
        with monkeypatch.context() as past:
            past.setattr(timezone, "now", lambda: then)
            [document] = bring_in(None, body, [read(text, "resolution.txt")])
        assert document.adopted == day
        return document.mandates.get()

    return made


def told(person: User, since: int = 1, **asked: Any) -> list[tuple[str, bool]]:
    """What a person is told of a search since so many days, the newest first: the key without what is random."""
    snapshots.refresh(timezone.localdate())
    found = changes(person, Filter(**asked), timezone.now() - since * A_DAY)
    return [(change.key.partition("-")[0], change.is_last) for change in found]


@pytest.mark.parametrize("asked", [{"status": "active"}, {"attention": "due-30"}])
def test_what_is_found_until_it_is_overdue_is_told_as_overdue_once(
    asked: dict, asked_for: Callable[..., Mandate], person: Person
) -> None:
    due = timezone.localdate() - A_DAY
    asked_for(f"to report by {due.day} {due:%B %Y}", due - 100 * A_DAY)
    assert told(person("reader"), **asked) == [("overdue", True)]
    assert told(person("reader"), 0, **asked) == []
    assert told(person("reader"), attention="overdue") == [("overdue", False)]
    assert told(person("reader"), status="dormant") == []


def test_what_came_when_it_was_overdue_already_has_left_no_search(body: Body, person: Person) -> None:
    due = timezone.localdate() - A_DAY
    text = TEXT.format(what=f"to report by {due.day} {due:%B %Y}", day="1 May 2024")
    bring_in(None, body, [read(text.encode(), "resolution.txt")])
    assert told(person("reader"), status="active") == []


def test_what_has_come_to_be_due_soon_is_told_where_it_is_asked_for(
    asked_for: Callable[..., Mandate], person: Person
) -> None:
    due = timezone.localdate() + 30 * A_DAY
    mandate = asked_for(f"to report by {due.day} {due:%B %Y}", due - 100 * A_DAY)
    assert told(person("reader"), attention="due-30") == [("due", False)]
    assert told(person("reader"), 0, attention="due-30") == []
    assert told(person("reader"), status="open") == []
    assert told(person("reader"), attention="due-60") == [], "that was a month ago"
    enter(person("manager"), mandate, Saying(kind="comment", happened=timezone.localdate(), remark="Begun."))
    assert told(person("reader"), attention="due-30") == [("entry", False)], "what a person did is told"


def test_what_recurs_is_told_when_its_next_time_runs(asked_for: Callable[..., Mandate], person: Person) -> None:
    adopted = timezone.localdate() - 400 * A_DAY
    mandate = asked_for("to report annually", adopted)
    done = Saying(kind="progress", bearing="implemented", happened=adopted + 360 * A_DAY, remark="Reported.")
    enter(person("manager"), mandate, done)
    assert told(person("reader"), 50, status="open") == [("entry", False), ("again", False)]
    assert told(person("reader"), 50, status="implemented") == [("again", True)]
    assert told(person("reader"), 20, status="implemented") == []
    assert told(person("reader"), 50, q="report", status="dormant") == []


def test_what_has_come_to_be_stagnant_is_told_and_what_ended_that(
    asked_for: Callable[..., Mandate], body: Body, person: Person
) -> None:
    Body.objects.update(stagnant_after=100)
    today = timezone.localdate()
    mandate = asked_for("to report", today - 101 * A_DAY)
    assert told(person("reader"), attention="stagnant") == [("stagnant", False)]
    assert told(person("reader"), 0, attention="stagnant") == []
    for _time in range(2):
        enter(person("manager"), mandate, Saying(kind="comment", happened=today, remark="Begun."))
    assert told(person("reader"), attention="stagnant") == [("entry", True)], "the second entry is of no such search"


def test_who_asks_by_who_answers_is_told_of_assignments(
    asked_for: Callable[..., Mandate], unit: Unit, body: Body, person: Person
) -> None:
    mandate, manager = asked_for("to report", timezone.localdate() - 9 * A_DAY), person("manager")
    other = Unit.objects.create(body=body, name="Pilots")
    first = assign(manager, mandate, Answering(unit=unit, focal_point=manager), None)
    for asked in ({"attention": "unassigned"}, {"unit": 0}):
        assert told(person("reader"), **asked) == [("assignment", True)]
    for asked in ({"unit": unit.pk}, {"answers": "manager"}):
        assert told(person("reader"), **asked) == [("assignment", False)]
    assign(manager, mandate, Answering(unit=other, focal_point=person("editor")), first.pk)
    for asked in ({"unit": unit.pk}, {"answers": "manager"}):
        assert told(person("reader"), **asked) == [("assignment", True), ("assignment", False)]
    assert told(person("reader"), attention="unassigned") == [("assignment", True)]
    assert told(person("reader"), status="open") == [], "who answers is no matter of other searches"


def test_who_asks_for_what_is_unreviewed_is_told_what_was_reviewed(communique: Document, person: Person) -> None:
    editor, reader = person("editor"), person("reader")
    one, other, *_rest = communique.mandates.order_by("pk")
    since = timezone.now()

    def of(**asked: Any) -> list[tuple[str, str, bool]]:
        found = changes(reader, Filter(**asked), since)
        return [(change.mandate.reference, change.kind, change.is_last) for change in reversed(found)]

    confirm(editor, one.reference, 1)
    content = one.read_content()
    correct(editor, one.reference, 2, content)
    reject(editor, other.reference, 1)
    gone = [(one.reference, "confirmed", True), (other.reference, "rejected", True)]
    assert of(attention="unreviewed") == of(reviewed=False) == gone
    assert of(reviewed=True) == [(one.reference, "confirmed", False)] * 2
    reopen(editor, one.reference, 3)
    assert of(reviewed=True)[-1] == (one.reference, "reopened", True)
    assert of(attention="unreviewed")[-1] == (one.reference, "reopened", False)


def test_who_asks_for_what_waits_for_a_decision_is_told_of_both(
    asked_for: Callable[..., Mandate], body: Body, person: Person
) -> None:
    mandate = asked_for("to report", timezone.localdate() - 9 * A_DAY)
    chair = User.objects.create(username="chair")
    Membership.objects.create(person=chair, body=body, role="manager")
    for kind in ("retirement", "dropping"):
        ask(person("manager"), mandate, Asking(kind=kind, legal_basis="Rule 5."))
    first, second = Request.objects.all()
    decide(chair, first, granted=False, remark="Not yet.")
    [answer, *_before] = changes(person("reader"), Filter(attention="asked"), timezone.now() - A_DAY)
    assert (answer.remark, answer.is_last) == ("retirement: refused. Not yet.", False)
    decide(chair, second, granted=False)
    both = [("decision", True), ("decision", True), ("request", False), ("request", False)]
    assert told(person("reader"), attention="asked") == both
    assert told(person("reader"), status="open") == []

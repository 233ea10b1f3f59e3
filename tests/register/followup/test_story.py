"""The sample communiqué followed up, paragraph by paragraph."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from msgspec.structs import replace

from dispositif.register.errors import Refused
from dispositif.register.followup import actions
from dispositif.register.followup.actions import Answering, Asking
from dispositif.register.followup.entering import Saying
from dispositif.register.followup.models import Notice, Snapshot
from dispositif.register.followup.queries import standings
from dispositif.register.followup.reports import lines, tally
from dispositif.register.followup.seals import broken
from dispositif.register.followup.status import Status
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.people.models import Unit
from dispositif.register.review import decisions
from dispositif.register.review.actions import bring_in
from dispositif.register.review.models import Mandate

People = Callable[[str], User]


def status(mandate: Mandate, on: date) -> Status:
    return standings([mandate], on)[mandate.pk].status


@pytest.fixture
def mandate(communique: Document) -> Callable[[str], Mandate]:
    return lambda key: communique.mandates.get(key=key)


def test_paragraph_3_is_assigned_and_fulfilled_by_evidence(mandate, unit: Unit, person: People) -> None:
    one = mandate("op-3.m1")
    actions.assign(person("manager"), one, Answering(unit=unit, focal_point=person("contributor")), seen=None)
    evidence = Saying(kind="evidence", bearing="implemented", happened=date(2024, 4, 8), symbol="SFC/RES/12 (2024)")
    actions.enter(person("contributor"), one, evidence)
    assert status(one, date(2024, 4, 7)) is Status.ACTIVE
    assert status(one, date(2024, 4, 8)) is Status.IMPLEMENTED


def test_paragraph_4_wakes_when_the_failure_is_entered(mandate, unit: Unit, person: People, mailoutbox) -> None:
    one = mandate("op-4.m2")
    found = standings([one], date(2024, 6, 1))[one.pk]
    assert found.status is Status.DORMANT
    assert found.waiting_for[0].startswith("In the event of failure by the Southern Fisheries Council")
    assert found.due is None
    actions.assign(person("manager"), one, Answering(unit=unit, focal_point=person("contributor")), seen=None)
    condition = one.read_content().conditions[0].start
    actions.enter(person("contributor"), one, Saying(kind="event", happened=date(2024, 5, 1), condition=condition))
    assert status(one, date(2024, 4, 30)) is Status.DORMANT
    assert status(one, date(2024, 5, 1)) is Status.ACTIVE
    assert Snapshot.objects.get(mandate=one).status == Status.ACTIVE
    assert Notice.objects.filter(person=person("contributor"), mandate=one).count() == 2
    evidence = Saying(kind="evidence", bearing="implemented", happened=date(2024, 6, 3), symbol="GC/ES-1/2")
    actions.enter(person("contributor"), one, evidence)
    assert status(one, date(2024, 6, 3)) is Status.IMPLEMENTED


def test_paragraph_5_is_dormant_until_the_strait_is_open_again(mandate, person: People) -> None:
    one = mandate("op-5.m1")
    found = standings([one], date(2026, 1, 1))[one.pk]
    assert (found.status, found.waiting_for) == (Status.DORMANT, ("following the reopening of the strait",))
    condition = one.read_content().conditions[0].start
    actions.enter(person("manager"), one, Saying(kind="event", happened=date(2024, 9, 2), condition=condition))
    assert status(one, date(2024, 9, 1)) is Status.DORMANT
    assert standings([one], date(2024, 9, 2))[one.pk].since == date(2024, 9, 2)


def test_paragraph_8_s_conference_has_a_date_and_a_place(mandate, person: People) -> None:
    one = mandate("op-8.m3")
    held = Saying(
        kind="evidence", bearing="implemented", happened=date(2024, 7, 4), place="Port Halden",
        symbol="CCS/PC/2024/1", remark="Pledging conference.",
    )  # fmt: skip
    actions.enter(person("manager"), one, held)
    [line] = lines([one], date(2024, 8, 1))
    assert line.action_taken == "4 July 2024: implemented. CCS/PC/2024/1. Port Halden. Pledging conference."


def test_the_matrix_as_of_two_dates(mandate, communique: Document, person: People) -> None:
    for key, day in (("op-3.m1", date(2024, 4, 8)), ("op-6.m1", date(2024, 5, 20)), ("op-6.m2", date(2024, 6, 2))):
        evidence = Saying(kind="evidence", bearing="implemented", happened=day, symbol="SFC/RES/12 (2024)")
        actions.enter(person("manager"), mandate(key), evidence)

    def tallied(on: date) -> dict[str, int]:
        mandates = communique.mandates.select_related("document__body", "document__meeting")
        return {status.value: many for status, many in tally(lines(mandates, on)).items()}

    assert tallied(date(2024, 4, 1)) == {"dormant": 4, "active": 12}
    assert tallied(date(2024, 7, 1)) == {"dormant": 2, "active": 10, "implemented": 3, "no indication": 1}


def test_the_seed_is_followed_as_it_happened(body: Body, shared: Path, person: People) -> None:
    """The real communiqué: only its numbers and kinds are looked at here, none of its words."""
    file = next((shared / "corpus" / "seed").glob("*.txt"))
    [document] = bring_in(None, body, [read(file.read_bytes(), file.name)])
    adopted, manager = document.adopted, person("manager")
    assert adopted is not None
    escalation = document.mandates.filter(paragraph="op-4", conditional=True).first()
    assert escalation is not None
    assert status(escalation, adopted) is Status.DORMANT
    actions.enter(manager, escalation, Saying(kind="event", happened=adopted))
    assert status(escalation, adopted) is Status.ACTIVE
    first = document.mandates.filter(paragraph="op-3").first()
    assert first is not None
    evidence = Saying(kind="evidence", bearing="implemented", happened=date(2009, 1, 8), symbol="S/RES/1860 (2009)")
    actions.enter(manager, first, evidence)
    assert (status(first, adopted), status(first, date(2009, 1, 8))) == (Status.ACTIVE, Status.IMPLEMENTED)


def test_paragraph_6_is_fulfilled_in_two_steps(mandate, person: People) -> None:
    first, second = mandate("op-6.m1"), mandate("op-6.m2")
    found = standings([second], date(2024, 4, 1))[second.pk]
    assert (found.status, found.waiting_for) == (Status.DORMANT, (first.reference,))
    manager = person("manager")
    evidence = Saying(kind="evidence", bearing="implemented", happened=date(2024, 5, 20), symbol="A/HRC/S-40/1")
    actions.enter(manager, first, evidence)
    assert (status(second, date(2024, 5, 19)), status(second, date(2024, 5, 20))) == (Status.DORMANT, Status.ACTIVE)
    assert Snapshot.objects.get(mandate=second).status == Status.ACTIVE
    evidence = Saying(kind="evidence", bearing="implemented", happened=date(2024, 6, 2), symbol="A/HRC/RES/S-40/1")
    actions.enter(manager, second, evidence)
    assert status(second, date(2024, 6, 2)) is Status.IMPLEMENTED


def test_paragraph_8_is_due_90_days_after_the_adoption(mandate) -> None:
    one = mandate("op-8.m1")
    found = standings([one], date(2024, 4, 1))[one.pk]
    assert (found.due, found.due_rule) == (
        date(2024, 6, 12),
        "“within 90 days”, counted from the adoption on 14 March 2024",
    )
    assert status(one, date(2024, 6, 12)) is Status.ACTIVE
    assert status(one, date(2024, 6, 13)) is Status.NO_INDICATION


def test_paragraph_9_recurs(mandate, person: People) -> None:
    one = mandate("op-9.m1")
    found = standings([one], date(2024, 4, 1))[one.pk]
    assert (found.due, found.status) == (date(2024, 9, 14), Status.ACTIVE)
    report = Saying(kind="evidence", bearing="implemented", happened=date(2024, 9, 20), symbol="SC/24/R/1")
    actions.enter(person("manager"), one, report)
    assert status(one, date(2024, 9, 15)) is Status.NO_INDICATION
    assert status(one, date(2024, 9, 20)) is Status.IMPLEMENTED
    found = standings([one], date(2024, 10, 1))[one.pk]
    assert (found.due, found.status, found.since) == (date(2025, 3, 14), Status.ACTIVE, date(2024, 9, 21))
    client = Client()
    client.force_login(person("reader"), "django.contrib.auth.backends.ModelBackend")
    shown = client.get(f"/mandates/{one}/?on=2024-10-01").content.decode().partition('id="times"')[2]
    assert "implemented</span> 20 September 2024" in shown
    assert "14 March 2025" in shown.partition("20 September 2024")[2].partition("next")[0]


def test_an_event_stays_of_its_condition_when_the_words_are_corrected(mandate, person: People) -> None:
    one = mandate("op-4.m2")
    [condition] = one.read_content().conditions
    actions.enter(person("manager"), one, Saying(kind="event", happened=date(2024, 5, 1), condition=condition.start))
    skipped = len("In the event of ")
    narrower = replace(condition, start=condition.start + skipped, text=condition.text[skipped:])
    decisions.correct(person("editor"), one.reference, one.version, replace(one.read_content(), conditions=(narrower,)))
    assert status(one, date(2024, 5, 1)) is Status.ACTIVE
    assert Snapshot.objects.get(mandate=one).status == Status.ACTIVE
    assert not list(broken())


def test_an_extension_is_to_a_later_day(mandate, person: People) -> None:
    one, manager = mandate("op-11.m1"), person("manager")  # due on 30 September 2024
    for day in (date(2024, 9, 30), date(2024, 8, 1)):
        with pytest.raises(Refused, match="is no extension: it is due on 30 September 2024"):
            actions.enter(manager, one, Saying(kind="extension", happened=date(2024, 7, 1), due=day, symbol="SC/DEC/4"))
        with pytest.raises(Refused, match="is no extension"):
            actions.ask(manager, one, Asking(kind="extension", legal_basis="Rule 4", due=day))
    wrong = Saying(kind="extension", happened=date(2024, 7, 1), due=date(2024, 12, 1), symbol="SC/DEC/4")
    entry = actions.enter(manager, one, wrong)
    right = replace(wrong, kind="correction", due=date(2024, 11, 1), corrects=entry)
    actions.enter(manager, one, right)
    assert standings([one], date(2024, 8, 1))[one.pk].due == date(2024, 11, 1)


@pytest.mark.parametrize("afterwards", ["retired", "superseded"])
def test_what_waited_for_it_stays_awake_whatever_becomes_of_it(mandate, person: People, afterwards: str) -> None:
    first, then, manager = mandate("op-3.m1"), mandate("op-3.m2"), person("manager")
    actions.enter(manager, first, Saying(kind="progress", bearing="implemented", happened=date(2024, 4, 8)))
    ended = Saying(kind=afterwards, happened=date(2024, 6, 1), symbol="SC/DEC/9", remark="By the meeting.")
    actions.enter(manager, first, ended)
    assert standings([then], date(2024, 6, 2))[then.pk].since == date(2024, 4, 8)
    assert Snapshot.objects.get(mandate=then).status == Status.ACTIVE


def test_a_mandate_waits_for_what_has_taken_the_place_of_the_first(mandate, unit: Unit, person: People) -> None:
    first, second, next_one, last = map(mandate, ("op-6.m1", "op-6.m2", "op-2.m1", "op-7.m2"))
    manager = person("manager")
    actions.assign(manager, second, Answering(unit=unit, focal_point=person("contributor")), seen=None)

    def waiting_for(on: date) -> tuple[str, ...]:
        return standings([second], on)[second.pk].waiting_for

    actions.enter(manager, first, Saying(kind="superseded", happened=date(2024, 5, 1), successor=next_one))
    actions.enter(manager, next_one, Saying(kind="superseded", happened=date(2024, 5, 3), successor=last))
    assert [waiting_for(date(2024, 5, day)) for day in (2, 4)] == [(str(next_one),), (str(last),)]
    assert waiting_for(date(2024, 4, 30)) == (str(first),)
    assert Snapshot.objects.get(mandate=second).status == Status.DORMANT
    actions.enter(manager, last, Saying(kind="progress", bearing="implemented", happened=date(2024, 6, 3)))
    assert (status(second, date(2024, 6, 2)), status(second, date(2024, 6, 3))) == (Status.DORMANT, Status.ACTIVE)
    assert Snapshot.objects.get(mandate=second).status == Status.ACTIVE
    told = Notice.objects.filter(person=person("contributor"), mandate=second).values_list("message", flat=True)
    assert "What it waited for has happened: it is active." in told


def test_what_was_carried_out_before_it_took_the_place_counts_from_that_day(mandate, person: People) -> None:
    first, second, successor, manager = mandate("op-6.m1"), mandate("op-6.m2"), mandate("op-2.m1"), person("manager")
    actions.enter(manager, successor, Saying(kind="progress", bearing="implemented", happened=date(2024, 4, 2)))
    wrong = actions.enter(manager, first, Saying(kind="superseded", happened=date(2024, 5, 1), successor=successor))
    assert status(second, date(2024, 4, 30)) is Status.DORMANT
    assert standings([second], date(2024, 5, 2))[second.pk].since == date(2024, 5, 1)
    back = Saying(kind="correction", happened=date(2024, 5, 1), corrects=wrong, withdrawn=True)
    actions.enter(manager, first, back)
    assert status(second, date(2024, 5, 2)) is Status.DORMANT
    assert Snapshot.objects.get(mandate=second).status == Status.DORMANT


@pytest.mark.parametrize("successor", [None, "op-6.m2"])
def test_where_no_other_mandate_takes_the_place_of_the_first(mandate, person: People, successor: str | None) -> None:
    first, second = mandate("op-6.m1"), mandate("op-6.m2")
    ended = Saying(kind="superseded", happened=date(2024, 5, 1), symbol="SC/DEC/9")
    actions.enter(person("manager"), first, replace(ended, successor=mandate(successor) if successor else None))
    found = standings([second], date(2024, 5, 2))[second.pk]
    assert found.waiting_for == (() if successor else (str(first),)), "a document alone tells nothing of what is done"


def test_a_mandate_waits_for_what_the_review_made_of_the_first(mandate, person: People) -> None:
    first, second, other = mandate("op-6.m1"), mandate("op-6.m2"), mandate("op-7.m2")
    editor = person("editor")
    content = first.read_content()
    longer = replace(
        content, action=replace(content.action, text=content.action.text[:40], end=content.action.start + 40)
    )
    parts = decisions.split(editor, first.reference, first.version, [content, longer])
    assert set(standings([second], date(2024, 4, 1))[second.pk].waiting_for) == {str(part) for part in parts}
    for part in parts:
        assert Snapshot.objects.get(mandate=second).status == Status.DORMANT
        done = Saying(kind="progress", bearing="implemented", happened=date(2024, 5, 20))
        actions.enter(person("manager"), part, done)
    assert Snapshot.objects.get(mandate=second).status == Status.ACTIVE
    assert status(other, date(2024, 4, 1)) is Status.ACTIVE


def test_what_was_split_twice_wakes_what_waits_for_it(mandate, person: People) -> None:
    first, second, editor = mandate("op-6.m1"), mandate("op-6.m2"), person("editor")
    content = first.read_content()
    shorter = [
        replace(content, action=replace(content.action, text=content.action.text[:end], end=content.action.start + end))
        for end in (30, 40, 50)
    ]
    part, other = decisions.split(editor, first.reference, first.version, shorter[:2])
    parts = decisions.split(editor, part.reference, part.version, shorter[1:])
    for one in (other, *parts):
        assert Snapshot.objects.get(mandate=second).status == Status.DORMANT
        done = Saying(kind="progress", bearing="implemented", happened=date(2024, 5, 20))
        actions.enter(person("manager"), one, done)
    assert Snapshot.objects.get(mandate=second).status == Status.ACTIVE


def test_nothing_is_waited_for_that_was_rejected(mandate, person: People) -> None:
    first, second = mandate("op-6.m1"), mandate("op-6.m2")
    decisions.reject(person("editor"), first.reference, first.version, "None of ours.")
    assert Snapshot.objects.get(mandate=second).status == Status.ACTIVE
    with pytest.raises(Refused, match="is followed up no more"):
        actions.enter(person("manager"), first, Saying(kind="comment", happened=date(2024, 5, 1), remark="Late."))
    with pytest.raises(Refused, match="is followed up no more"):
        actions.assign(person("manager"), first, Answering(focal_point=person("contributor")), seen=None)


@pytest.mark.parametrize(
    "saying",
    [
        Saying(kind="weather", happened=date(2024, 5, 1)),
        Saying(kind="progress", bearing="done", happened=date(2024, 5, 1)),
        Saying(kind="correction", happened=date(2024, 5, 1)),
        Saying(kind="comment", happened=date(2024, 5, 1), remark="x", withdrawn=True),
        Saying(kind="comment", happened=date(2024, 5, 1), remark="x\x00"),
        Saying(kind="evidence", happened=date(2024, 5, 1), symbol="x" * 101),
        Saying(kind="evidence", happened=date(2024, 5, 1), link="ftp://example.org/"),
        Saying(kind="extension", happened=date(2024, 5, 1), due=date(2024, 4, 1), symbol="X/1"),
        Saying(kind="retired", happened=date(2024, 5, 1)),
    ],
)
def test_what_no_form_could_have_sent_is_refused(mandate, person: People, saying: Saying) -> None:
    with pytest.raises(Refused):
        actions.enter(person("manager"), mandate("op-3.m1"), saying)

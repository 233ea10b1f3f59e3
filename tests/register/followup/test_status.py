# ruff: noqa: E501 - a case is a line
"""Status is computed from facts and a day, by rules that a page of the documentation has as a table."""

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dispositif.document import Deadline
from dispositif.register.followup.deadlines import Sitting, Timing
from dispositif.register.followup.ledger import Fact
from dispositif.register.followup.status import (
    Circumstance,
    Facts,
    Status,
    as_known,
    carried_out,
    line_of_times,
    standing,
)

ADOPTED = date(2024, 3, 14)
NUMBERS = count(1)


def day(words: str) -> date:
    return date.fromisoformat(words)


def fact(kind: str, happened: str, **rest: object) -> Fact:
    return Fact(number=next(NUMBERS), kind=kind, happened=day(happened), entered=day(happened), **rest)  # type: ignore[arg-type]


def found(on: str, *entries: Fact, **facts: object) -> str:
    return standing(Facts(adopted=ADOPTED, entries=entries, **facts), day(on)).status.value  # type: ignore[arg-type]


def by(words: str) -> Timing:
    return Timing(deadline=Deadline(text=f"by {words}", start=0, end=1, date=words))


FAILURE = (Circumstance("in the event of failure", 10, 40, True),)
TWO = {"addressees": ("state/xa", "state/xb")}


@pytest.mark.parametrize(
    ("status", "on", "entries", "facts"),
    [
        ("active", "2024-05-01", [], {}),
        ("active", "2024-05-01", [], {"timing": by("2024-05-01")}),
        ("no indication", "2024-05-02", [], {"timing": by("2024-05-01")}),
        ("active", "2024-05-02", [], {"timing": by("2024-05-01"), "assigned_due": day("2024-06-01")}),
        ("in progress", "2024-05-01", [fact("progress", "2024-04-01", bearing="in progress")], {}),
        ("active", "2024-03-31", [fact("progress", "2024-04-01", bearing="in progress")], {}),
        ("elapsed", "2024-05-02", [fact("progress", "2024-04-01", bearing="in progress")], {"timing": by("2024-05-01")}),
        ("partly implemented", "2024-05-02", [fact("evidence", "2024-04-01", bearing="partly implemented")],
         {"timing": by("2024-05-01")}),
        ("active", "2024-05-02", [fact("extension", "2024-04-01", due=day("2024-07-01"))], {"timing": by("2024-05-01")}),
        ("not implemented", "2024-05-02", [fact("progress", "2024-04-01", bearing="not implemented")], {}),
        ("superseded", "2024-05-02", [fact("superseded", "2024-05-01")], {}),
        ("retired", "2024-05-02", [fact("retired", "2024-05-01"), fact("comment", "2024-05-02")], {}),
        ("dormant", "2024-05-02", [], {"conditions": FAILURE}),
        ("dormant", "2024-05-02", [fact("event", "2024-04-02", condition=99)], {"conditions": FAILURE}),
        ("active", "2024-05-02", [fact("event", "2024-05-02", condition=12)], {"conditions": FAILURE}),
        ("implemented", "2024-05-02", [fact("evidence", "2024-05-02", bearing="implemented")], {"conditions": FAILURE}),
        ("active", "2024-05-02", [], {"conditions": (Circumstance("within existing resources", 1, 9, False),)}),
        ("dormant", "2024-05-02", [], {"awaits": {"M-1": None}}),
        ("dormant", "2024-05-02", [], {"awaits": {"M-1": day("2024-05-03")}}),
        ("active", "2024-05-02", [], {"awaits": {"M-1": day("2024-05-02")}}),
        ("partly implemented", "2024-05-02", [fact("progress", "2024-04-01", bearing="implemented", addressee="state/xa")], TWO),
        ("implemented", "2024-05-02", [
            fact("progress", "2024-04-01", bearing="implemented", addressee="state/xa"),
            fact("progress", "2024-04-02", bearing="not applicable", addressee="state/xb")], TWO),
        ("in progress", "2024-05-02", [fact("progress", "2024-04-01", bearing="in progress", addressee="state/xa")], TWO),
        ("active", "2024-05-02", [fact("progress", "2024-04-01", bearing="not implemented", addressee="state/xa")], TWO),
    ],
)  # fmt: skip
def test_rules(status: str, on: str, entries: list[Fact], facts: dict[str, object]) -> None:
    assert found(on, *entries, **facts) == status


def test_each_addressee_has_a_status() -> None:
    entries = (
        fact("progress", "2024-04-01", bearing="in progress"),
        fact("evidence", "2024-04-02", bearing="implemented", addressee="state/xa"),
    )
    got = standing(Facts(adopted=ADOPTED, entries=entries, addressees=("state/xa", "state/xb")), day("2024-05-01"))
    assert got.by_addressee == {"state/xa": Status.IMPLEMENTED, "state/xb": Status.IN_PROGRESS}
    assert got.status is Status.PARTLY


SITTINGS = (
    Sitting(kind="session", number=79, name="Seventy-ninth session", opens=day("2024-09-10"), closes=day("2024-12-20")),
    Sitting(kind="meeting", number=None, name="Ministerial meeting", opens=day("2025-02-03")),
    Sitting(kind="session", number=80, name="Eightieth session", opens=day("2025-09-09")),
)


@pytest.mark.parametrize(
    ("words", "event", "due", "rule"),
    [
        ("at its eightieth session", "its eightieth session", "2025-09-09",
         "“at its eightieth session”: Eightieth session, opens 9 September 2025"),
        ("at its 80th session", "its 80th session", "2025-09-09", "“at its 80th session”: Eightieth session, opens 9 September 2025"),
        ("at its next session", "its next session", "2024-09-10", "“at its next session”: Seventy-ninth session, opens 10 September 2024"),
        ("at the next ministerial meeting", "the next ministerial meeting", "2025-02-03",
         "“at the next ministerial meeting”: Ministerial meeting, opens 3 February 2025"),
        ("by the end of its seventy-ninth session", "the end of its seventy-ninth session", "2024-12-20",
         "“by the end of its seventy-ninth session”: Seventy-ninth session, closes 20 December 2024"),
        ("no later than 30 days before the eightieth session", "the eightieth session", "2025-08-10",
         "“no later than 30 days before the eightieth session”: Eightieth session, opens 9 September 2025"),
        ("at its ninetieth session", "its ninetieth session", None, "“at its ninetieth session”: the calendar does not tell the day"),
        ("by the end of the strike", "the end of the strike", None, "“by the end of the strike”: it hangs on an event, of which no day is known"),
        ("within 90 days", None, "2024-06-12", "“within 90 days”, counted from the adoption on 14 March 2024"),
        ("within six months", None, "2024-09-14", "“within six months”, counted from the adoption on 14 March 2024"),
    ],
)  # fmt: skip
def test_relative_deadlines(words: str, event: str | None, due: str | None, rule: str) -> None:
    timing = Timing(deadline=Deadline(text=words, start=0, end=1, event=event), sittings=SITTINGS)
    got = standing(Facts(adopted=ADOPTED, timing=timing), ADOPTED)
    assert (got.due, got.due_rule) == (day(due) if due else None, rule)


def test_a_time_within_runs_from_the_day_on_which_a_condition_was_met() -> None:
    timing = Timing(deadline=Deadline(text="within 90 days", start=50, end=64))
    facts = Facts(adopted=ADOPTED, timing=timing, conditions=FAILURE, entries=(fact("event", "2024-05-01"),))
    got = standing(facts, day("2024-05-02"))
    assert got.due == day("2024-07-30")
    assert got.due_rule == "“within 90 days”, counted from 1 May 2024, when what it waited for had happened"
    assert standing(facts, day("2024-04-30")).due is None


def test_as_long_as_it_waits_nothing_is_counted_from_the_adoption() -> None:
    for timing, rule in (
        (Timing(adopted=ADOPTED, deadline=Deadline(text="within 90 days", start=50, end=64)),
         "“within 90 days”, counted from the day on which what it waits for happens"),
        (Timing(adopted=ADOPTED, deadline=Deadline(text="at its next session", start=1, end=2, event="its next session"),
                sittings=SITTINGS), "“at its next session”: the calendar does not tell the day"),
        (Timing(adopted=ADOPTED, recurrence="every six months", period="P6M"),
         "“every six months”, counted from the day on which what it waits for happens"),
    ):  # fmt: skip
        got = standing(Facts(adopted=ADOPTED, timing=timing, conditions=FAILURE), day("2024-05-02"))
        assert (got.due, got.due_rule) == (None, rule)


def test_without_the_day_of_the_adoption_nothing_is_counted_from_it() -> None:
    for timing, rule in (
        (Timing(deadline=Deadline(text="within 90 days", start=50, end=64)),
         "“within 90 days”, counted from the adoption, of which no day is known"),
        (Timing(deadline=Deadline(text="at its next session", start=1, end=2, event="its next session"),
                sittings=SITTINGS), "“at its next session”: the calendar does not tell the day"),
        (Timing(recurrence="every six months", period="P6M"),
         "“every six months”, counted from the adoption, of which no day is known"),
        (Timing(recurrence="at each session", period="session", sittings=SITTINGS),
         "“at each session”, counted from the adoption, of which no day is known"),
    ):  # fmt: skip
        got = standing(Facts(timing=timing), day("2024-05-02"))
        assert (got.due, got.due_rule) == (None, rule)


def test_what_recurs_at_each_session_follows_the_calendar() -> None:
    timing = Timing(recurrence="at each session", period="session", sittings=SITTINGS)
    report = fact("evidence", "2024-09-12", bearing="implemented")
    before = standing(Facts(adopted=ADOPTED, timing=timing), day("2024-04-01"))
    after = standing(Facts(adopted=ADOPTED, timing=timing, entries=(report,)), day("2024-10-01"))
    assert (before.due, after.due, after.status) == (day("2024-09-10"), day("2025-09-09"), Status.ACTIVE)
    assert after.due_rule == "“at each session”: Eightieth session, opens 9 September 2025"


@pytest.mark.parametrize(
    ("reports", "on", "line"),
    [
        ((), "2024-03-20", "2024-09-14 next"),
        ((), "2024-09-14", "2024-09-14 next"),
        ((), "2025-04-01", "2024-09-14 missed, 2025-03-14 missed, 2025-09-14 next"),
        (("2024-09-20",), "2024-10-01", "2024-09-14 done 2024-09-20, 2025-03-14 next"),
        (("2024-09-20", "2025-09-01"), "2025-10-01",
         "2024-09-14 done 2024-09-20, 2025-03-14 missed, 2025-09-14 done 2025-09-01, 2026-03-14 next"),
        (("2024-09-20", "2025-09-01"), "2025-04-01", "2024-09-14 done 2024-09-20, 2025-03-14 missed, 2025-09-14 next"),
    ],
)  # fmt: skip
def test_the_line_of_what_recurs(reports: tuple[str, ...], on: str, line: str) -> None:
    timing = Timing(recurrence="every six months", period="P6M")
    entries = tuple(fact("evidence", one, bearing="implemented") for one in reports)
    facts = Facts(adopted=ADOPTED, timing=timing, entries=entries)
    found = line_of_times(facts, day(on))
    said = [f"done {one.found}" if one.found else "missed" if one.is_missed else "next" for one in found]
    assert ", ".join(f"{one.day} {what}" for one, what in zip(found, said, strict=True)) == line
    coming = [one.day for one in found if not one.found and not one.is_missed]
    assert coming == [standing(facts, day(on)).due] or "missed, 2025-09-14 next" in line


HALF_YEARLY = Timing(recurrence="every six months", period="P6M")  # 14 September 2024, 14 March 2025 …


@pytest.mark.parametrize("bearing", ["implemented", "partly implemented", "not implemented"])
@pytest.mark.parametrize(
    ("found_on", "on", "status", "due"),
    [
        ("2024-09-10", "2024-09-14", None, "2024-09-14"),
        ("2024-09-10", "2024-09-15", "active", "2025-03-14"),
        ("2024-09-20", "2024-09-20", None, "2025-03-14"),
        ("2024-09-20", "2025-03-14", "active", "2025-03-14"),
        ("2024-09-20", "2025-03-15", "no indication", "2025-03-14"),
    ],
)
def test_what_recurs_runs_again_whatever_was_found(
    bearing: str, found_on: str, on: str, status: str | None, due: str
) -> None:
    facts = Facts(adopted=ADOPTED, timing=HALF_YEARLY, entries=(fact("progress", found_on, bearing=bearing),))
    got = standing(facts, day(on))
    is_closed_early = bearing == "implemented" and on == "2024-09-14"
    assert (got.status.value, got.due) == (status or bearing, day("2025-03-14" if is_closed_early else due))


def test_a_finding_of_one_time_says_nothing_of_the_next() -> None:
    entries = (
        fact("evidence", "2024-09-10", bearing="implemented"),
        fact("evidence", "2025-03-10", bearing="implemented"),
    )
    got = standing(Facts(adopted=ADOPTED, timing=HALF_YEARLY, entries=entries), day("2025-03-11"))
    assert (got.status, got.since) == (Status.IMPLEMENTED, day("2025-03-10"))


@pytest.mark.parametrize(
    ("on", "status", "due"),
    [
        ("2024-10-01", "active", "2024-11-30"),
        ("2024-10-20", "implemented", "2025-03-14"),
        ("2024-11-30", "implemented", "2025-03-14"),
        ("2024-12-01", "active", "2025-03-14"),
    ],
)
def test_an_extension_is_of_the_time_that_was_open(on: str, status: str, due: str) -> None:
    entries = (
        fact("extension", "2024-09-01", due=day("2024-11-30")),
        fact("evidence", "2024-10-20", bearing="implemented"),
    )
    facts = Facts(adopted=ADOPTED, timing=HALF_YEARLY, entries=entries)
    got = standing(facts, day(on))
    assert (got.status.value, got.due) == (status, day(due))
    assert line_of_times(facts, day(on))[0].day == day("2024-11-30")


def test_a_day_that_was_fixed_is_of_the_time_next_to_it() -> None:
    report = fact("evidence", "2024-09-20", bearing="implemented")
    facts = Facts(adopted=ADOPTED, timing=HALF_YEARLY, assigned_due=day("2024-10-15"))
    assert standing(facts, day("2024-09-20")).due == day("2024-10-15")
    assert standing(replace(facts, entries=(report,)), day("2024-10-16")).due == day("2025-03-14")


def test_what_recurs_goes_on_for_each_addressee() -> None:
    report = fact("evidence", "2024-09-10", bearing="implemented", addressee="state/xa")
    facts = Facts(adopted=ADOPTED, timing=HALF_YEARLY, entries=(report,), **TWO)
    before, after = standing(facts, day("2024-09-14")), standing(facts, day("2024-09-15"))
    assert before.by_addressee == {"state/xa": Status.IMPLEMENTED, "state/xb": Status.ACTIVE}
    assert after.by_addressee == {"state/xa": Status.ACTIVE, "state/xb": Status.NO_INDICATION}
    assert (before.status, before.due) == (Status.PARTLY, day("2024-09-14"))
    assert (after.status, after.due) == (Status.NO_INDICATION, day("2024-09-14"))
    assert [(one.finding, one.is_missed) for one in line_of_times(facts, day("2024-09-15"))] == [
        (Status.PARTLY, False),
        ("", False),
    ]


@pytest.mark.parametrize(
    ("facts", "since"),
    [
        ({"entries": [fact("progress", "2024-05-01", bearing="in progress")]}, None),
        ({"entries": [fact("progress", "2024-05-01", bearing="implemented")]}, "2024-05-01"),
        ({"entries": [fact("progress", "2024-05-01", bearing="implemented"), fact("retired", "2024-06-01")]}, "2024-05-01"),
        ({"entries": [fact("retired", "2024-05-01"), fact("progress", "2024-06-01", bearing="implemented")]}, None),
        ({"entries": [fact("progress", "2024-05-01", bearing="implemented"),
                      fact("progress", "2024-06-01", bearing="not implemented")]}, None),
        ({"entries": [fact("progress", "2024-09-10", bearing="implemented")], "timing": HALF_YEARLY}, "2024-09-10"),
        ({"entries": [fact("progress", "2024-09-10", bearing="implemented"),
                      fact("progress", "2025-03-10", bearing="implemented")], "timing": HALF_YEARLY}, "2024-09-10"),
    ],
)  # fmt: skip
def test_since_when_it_is_carried_out_for_what_waits(facts: dict, since: str | None) -> None:
    got = carried_out(Facts(adopted=ADOPTED, **facts), day("2025-03-12"))
    assert got == (day(since) if since else None)


def test_the_line_of_sessions_follows_the_calendar() -> None:
    timing = Timing(recurrence="at each session", period="session", sittings=SITTINGS)
    report = fact("evidence", "2024-09-12", bearing="implemented")
    found = line_of_times(Facts(adopted=ADOPTED, timing=timing, entries=(report,)), day("2024-10-01"))
    assert [(one.day, one.found) for one in found] == [
        (day("2024-09-10"), day("2024-09-12")),
        (day("2025-09-09"), None),
    ]


@pytest.mark.parametrize(
    "facts", [{"timing": by("2024-05-01")}, {"timing": Timing(period="P6M"), "conditions": FAILURE}, {}], ids=str
)
def test_what_is_to_be_done_once_or_waits_has_no_line(facts: dict) -> None:
    assert line_of_times(Facts(adopted=ADOPTED, **facts), day("2024-10-01")) == []


bearings = st.sampled_from(
    ["", "in progress", "partly implemented", "implemented", "not implemented", "not applicable"]
)
days = st.integers(0, 60).map(lambda number: ADOPTED + timedelta(days=number))
entry = st.builds(
    lambda **parts: Fact(number=0, entered=ADOPTED, **parts),
    kind=st.sampled_from(["progress", "evidence", "event", "extension", "superseded", "retired"]),
    happened=days,
    bearing=bearings,
    addressee=st.sampled_from(["", "", "state/xa", "state/xb"]),
    condition=st.sampled_from([None, 12, 99]),
    due=st.none() | days,
)
situations = st.builds(
    Facts,
    adopted=st.none() | st.just(ADOPTED),
    conditions=st.sampled_from([(), FAILURE]),
    addressees=st.sampled_from([(), ("state/xa",), ("state/xa", "state/xb")]),
    timing=st.sampled_from([Timing(), by("2024-04-10"), Timing(recurrence="weekly", period="P1W")]),
    entries=st.lists(entry, max_size=6).map(
        lambda entries: tuple(replace(one, number=number) for number, one in enumerate(entries))
    ),
    awaits=st.sampled_from([{}, {"M-1": None}, {"M-1": ADOPTED + timedelta(days=20)}]),
)


@given(situations, days, st.randoms())
def test_the_order_of_entry_does_not_matter(facts: Facts, on: date, order) -> None:
    mixed = list(facts.entries)
    order.shuffle(mixed)
    numbered = tuple(replace(one, number=number) for number, one in enumerate(mixed))
    assert standing(replace(facts, entries=numbered), on) == standing(facts, on)


@given(situations, days, days)
def test_a_comment_never_changes_a_status(facts: Facts, on: date, happened: date) -> None:
    comment = Fact(number=99, kind="comment", happened=happened, entered=on, bearing="implemented", due=on)
    commented = standing(replace(facts, entries=(*facts.entries, comment)), on)
    assert replace(commented, last_entry=None) == replace(standing(facts, on), last_entry=None)


@given(situations, days, entry, entry)
def test_a_correction_undoes_exactly(facts: Facts, on: date, wrong: Fact, right: Fact) -> None:
    wrong = replace(wrong, number=90)
    taken_back = Fact(number=91, kind="correction", happened=on, entered=on, corrects=90, withdrawn=True)
    assert standing(replace(facts, entries=(*facts.entries, wrong, taken_back)), on) == standing(facts, on)
    corrected = replace(right, number=91, kind="correction", corrects=90)
    as_if = (*facts.entries, replace(right, number=90, kind=wrong.kind))
    assert standing(replace(facts, entries=(*facts.entries, wrong, corrected)), on) == standing(
        replace(facts, entries=as_if), on
    )
    undone = Fact(number=92, kind="correction", happened=on, entered=on, corrects=91, withdrawn=True)
    assert standing(replace(facts, entries=(*facts.entries, wrong, corrected, undone)), on) == standing(
        replace(facts, entries=(*facts.entries, wrong)), on
    )


@given(situations, days)
def test_silence_is_never_failure(facts: Facts, on: date) -> None:
    silent = replace(facts, entries=tuple(one for one in facts.entries if not one.bearing))
    assert standing(silent, on).status is not Status.NOT_IMPLEMENTED


@given(situations, days)
def test_a_standing_holds_as_long_as_it_says(facts: Facts, on: date) -> None:
    settled = replace(facts, entries=tuple(one for one in facts.entries if one.happened <= on), awaits={})
    got = standing(settled, on)
    until = got.holds_until or on + timedelta(days=400)
    assert standing(settled, min(until, on + timedelta(days=400))).status is got.status


@given(situations, days, days)
def test_what_was_entered_later_was_not_known(facts: Facts, on: date, known: date) -> None:
    late = tuple(replace(one, entered=known + timedelta(days=1)) for one in facts.entries)
    assert standing(as_known(replace(facts, entries=late), known), on) == standing(replace(facts, entries=()), on)

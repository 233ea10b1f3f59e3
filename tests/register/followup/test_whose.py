"""Whose session is meant where a text of one body speaks of another's."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User

from dispositif.register.followup.calendar import keep, strike
from dispositif.register.followup.deadlines import Sitting
from dispositif.register.followup.models import Snapshot
from dispositif.register.followup.queries import standings
from dispositif.register.followup.whose import NOBODY, Named, Said, whose
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.people.models import Membership
from dispositif.register.review.actions import bring_in

OWN, CONFERENCE, ASSEMBLY = 1, 2, 3
BODIES = (
    Named(OWN, "Council of the Harbour Union", ""),
    Named(CONFERENCE, "General Conference of the Concord of Coastal States", ""),
    Named(ASSEMBLY, "General Assembly", "un/general-assembly"),
    Named(4, "Human Rights Council", ""),
)


@pytest.mark.parametrize(
    ("words", "time", "expected"),
    [
        ("to submit a report at its ninth session", "at its ninth session", OWN),
        ("to report to the Council of the Harbour Union at its ninth session", "at its ninth session", OWN),
        ("to report to the General Conference of the Concord at its ninth session", "at its ninth session", CONFERENCE),
        ("to report to the General Conference at its ninth session", "at its ninth session", CONFERENCE),
        ("to report to the United Nations General Assembly at its next session", "at its next session", ASSEMBLY),
        ("to give the General Conference a list of lamps at its ninth session", "at its ninth session", CONFERENCE),
        ("to report at each session of the General Conference on lamps", "at each session", CONFERENCE),
        ("to report at its next session on the work of the General Conference", "at its next session", OWN),
        ("to report to the Security Council at its next meeting", "at its next meeting", NOBODY),
        ("to show the General Assembly what the General Conference said in time for its next session",
         "in time for its next session", NOBODY),
        ("to show the General Assembly, with the General Conference at its next session", "at its next session",
         CONFERENCE),
        ("to take up what was submitted to the Commission on Human Rights at its next session", "at its next session",
         NOBODY),
        ("to report on Human Rights at its next session", "at its next session", OWN),
        ("to report to the Secretary-General at its next session", "at its next session", OWN),
        ("to ask all Member States of the United Nations at its next session", "at its next session", OWN),
    ],
)  # fmt: skip
def test_whose_session_is_meant(words: str, time: str, expected: int) -> None:
    start = words.index(time)
    assert whose(Said(words, start, start + len(time), "en"), OWN, BODIES) == expected


def test_of_two_bodies_that_begin_alike_the_own_is_meant() -> None:
    bodies = (Named(OWN, "General Conference of the Union", ""), *BODIES[1:])
    assert whose(Said("to report to the General Conference at its next session", 36, 55, "en"), OWN, bodies) == OWN


TEXT = b"""Harbour Union

HU/DEC/2025/3

Decision adopted on 3 February 2025

The Council of the Harbour Union,

1. Requests the Executive Director to report to the General Conference of the Concord at its ninth session on beacons;
2. Requests the Executive Director to report on lamps at its ninth session.
"""


@pytest.fixture
def decision(body: Body) -> Document:
    Meeting.objects.create(body=body, number=9, name="Ninth session", opens=date(2025, 6, 10))
    [document] = bring_in(None, body, [read(TEXT, "decision.txt")])
    return document


def test_the_calendar_of_the_body_that_is_named_counts(
    decision: Document, person: Callable[[str], User], django_assert_max_num_queries: Callable
) -> None:
    to_others, own = decision.mandates.order_by("start")
    assert Snapshot.objects.get(mandate=own).due == date(2025, 6, 10)
    assert Snapshot.objects.get(mandate=to_others).due == date(2025, 6, 10)  # nobody knows another body yet
    conference = Body.objects.create(slug="conference", name="General Conference of the Concord of Coastal States")
    Membership.objects.create(person=person("manager"), body=conference, role="manager")
    meeting = keep(person("manager"), conference, Sitting(kind="session", number=9, name="IX", opens=date(2027, 1, 11)))
    assert Snapshot.objects.get(mandate=to_others).due == date(2027, 1, 11)
    assert Snapshot.objects.get(mandate=own).due == date(2025, 6, 10)
    with django_assert_max_num_queries(7):
        found = standings([to_others, own], date(2025, 3, 1))
    assert found[to_others.pk].due_rule == (
        "“at its ninth session”: General Conference of the Concord of Coastal States: IX, opens 11 January 2027"
    )
    strike(person("manager"), meeting)
    assert Snapshot.objects.get(mandate=to_others).due is None

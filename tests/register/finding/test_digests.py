"""Digests: sent when their time has come, with what is new, once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from django.utils.translation import override
from msgspec.structs import replace

from dispositif.register.finding import digests, saved
from dispositif.register.finding.filters import Filter
from dispositif.register.finding.models import SavedSearch
from dispositif.register.followup.actions import Answering, assign, enter
from dispositif.register.followup.entering import Saying
from dispositif.register.holdings.models import Document
from dispositif.register.review.decisions import confirm, reject

Person = Callable[[str], User]
ADDRESS = "https://register.example.org/"


@pytest.fixture
def search(communique: Document, person: Person) -> SavedSearch:
    """A search whose last digest was two days ago, before the communiqué came."""
    kept = saved.keep(person("reader"), "Missions", Filter(q="mission"), "daily")
    kept.told_until = timezone.now() - timedelta(days=2)
    kept.save()
    return kept


def test_a_digest_tells_what_is_new_once(search: SavedSearch, communique: Document, person: Person) -> None:
    assert [one.is_sent for one in digests.send_digests(ADDRESS)] == [True]
    [message] = mail.outbox
    assert message.subject == "Missions: 1 change, 0 deadlines"
    reference = communique.mandates.get(key="op-5.m1").reference
    html = str(message.alternatives[0][0])  # type: ignore[attr-defined]
    for body in (message.body, html):
        assert f"https://register.example.org/mandates/{reference}/" in body
        assert communique.mandates.get(key="op-5.m1").action in body
    assert list(digests.send_digests(ADDRESS)) == []
    tomorrow = timezone.now() + timedelta(days=1)
    assert [one.is_sent for one in digests.send_digests(ADDRESS, tomorrow)] == [False]


def test_a_digest_that_leaves_something_out_says_so_and_leads_there(
    search: SavedSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    SavedSearch.objects.update(query="force=directive")
    monkeypatch.setattr(digests, "_MOST", 1)
    list(digests.send_digests(ADDRESS))
    [message] = mail.outbox
    since = timezone.localdate(search.told_until).isoformat()
    assert "1+ changes" in message.subject
    assert f"https://register.example.org/reports/changes/?force=directive&since={since}" in message.body
    assert f"?force=directive&amp;since={since}" in str(message.alternatives[0][0])  # type: ignore[attr-defined]


def test_a_digest_is_in_the_language_of_the_register(search: SavedSearch) -> None:
    with override("ar"):
        list(digests.send_digests(ADDRESS))
    [message] = mail.outbox
    assert "تغيير واحد، لا آجال" in message.subject
    assert '<html lang="ar" dir="rtl">' in str(message.alternatives[0][0])  # type: ignore[attr-defined]


def test_a_weekly_digest_waits_a_week(search: SavedSearch) -> None:
    SavedSearch.objects.update(digest="weekly")
    assert list(digests.send_digests(ADDRESS)) == []
    later = timezone.now() + timedelta(days=6)
    assert len(list(digests.send_digests(ADDRESS, later))) == 1


def test_one_that_cannot_be_sent_stops_no_other_and_is_tried_again(
    search: SavedSearch, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = saved.keep(person("editor"), "Other", Filter(), "daily")
    SavedSearch.objects.filter(pk=other.pk).update(told_until=search.told_until)
    SavedSearch.objects.filter(pk=search.pk).update(query="colour=red")
    found = list(digests.send_digests(ADDRESS))
    assert [(one.is_sent, bool(one.failure)) for one in found] == [(False, True), (True, False)]
    assert [one.search.pk for one in digests.send_digests(ADDRESS)] == [search.pk]


def test_who_follows_what_is_open_is_told_once_of_what_was_closed(
    search: SavedSearch, communique: Document, person: Person
) -> None:
    SavedSearch.objects.update(query="status=open", told_until=timezone.now())
    closed, manager = communique.mandates.get(key="op-3.m1"), person("manager")
    day = Saying(kind="progress", bearing="in progress", happened=date(2024, 4, 1), remark="Half of the nets.")
    enter(manager, closed, day)
    enter(manager, closed, replace(day, bearing="implemented", remark="All of the nets."))
    enter(manager, closed, Saying(kind="comment", happened=date(2024, 4, 9), remark="Filed."))
    other = communique.mandates.get(key="op-2.m1")
    reject(person("editor"), other.reference, other.version, "A wish.")
    list(digests.send_digests(ADDRESS, timezone.now() + timedelta(days=1)))
    [message] = mail.outbox
    html = str(message.alternatives[0][0])  # type: ignore[attr-defined]
    for body in (str(message.body), html):
        told = ["Half of the nets" in body, "All of the nets" in body, "A wish" in body, "Filed" in body]
        assert told == [True, True, True, False], "what came after it was closed is of no search for what is open"
        assert body.count("This search finds it no longer.") == 2
    assert message.subject.startswith("Missions: 3 changes")
    mail.outbox.clear()
    list(digests.send_digests(ADDRESS, timezone.now() + timedelta(days=2)))
    assert not any("nets" in str(one.body) for one in mail.outbox)


def test_what_was_decided_is_a_change(search: SavedSearch, communique: Document, person: Person) -> None:
    SavedSearch.objects.update(told_until=timezone.now())
    confirm(person("editor"), communique.mandates.get(key="op-5.m1").reference, 1)
    list(digests.send_digests(ADDRESS, timezone.now() + timedelta(days=1)))
    assert [("confirmed" in one.body, "read:" in one.body) for one in mail.outbox] == [(True, False)]


def test_what_has_come_to_be_overdue_is_told_once(search: SavedSearch, communique: Document, person: Person) -> None:
    SavedSearch.objects.update(query="force=directive", told_until=timezone.now() - timedelta(days=1))
    today, manager = timezone.localdate(), person("manager")
    assign(manager, communique.mandates.get(key="op-2.m1"), Answering(focal_point=manager, due=today), None)
    told = []
    for days in range(4):
        mail.outbox.clear()
        list(digests.send_digests(ADDRESS, timezone.now() + timedelta(days=days)))
        told += ["It was due on" in one.body for one in mail.outbox]
    assert told == [False, True], "on the day itself it is among what is due, and later there is nothing to tell"

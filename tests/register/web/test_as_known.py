"""A report as it was known on a day is in the words that had been decided by then."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from msgspec.structs import replace

from dispositif.document import Words
from dispositif.register.followup.reports import changes
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body
from dispositif.register.review import decisions
from dispositif.register.review.actions import bring_in
from dispositif.register.review.content import Content
from dispositif.register.review.models import Mandate

TEXT = b"""The Harbour Assembly,

1. Requests the pilots to light the lamps of the northern pier;

2. Urges the crews to rest;

3. Requests the pilots to count the nets, the ropes and the anchors;

4. Requests the pilots to mend the nets.

Adopted on 1 March 2024
"""
APRIL, MAY, JUNE = date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], Any]:
    """What is done inside is done at noon of a day."""

    @contextmanager
    def of(day: date) -> Iterator[None]:
        with monkeypatch.context() as then:
            then.setattr(timezone, "now", lambda: datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
            yield

    return of


@pytest.fixture
def mandates(body: Body, on: Callable, person: Callable[[str], User]) -> list[Mandate]:
    """Read on 1 April. On 1 June the first is corrected, the second rejected, the third split, and nothing else."""
    with on(APRIL):
        [document] = bring_in(None, body, [read(TEXT, "lamps.txt")])
    found = [document.mandates.get(key=f"op-{number}.m1") for number in range(1, 5)]
    editor = person("editor")
    with on(JUNE):
        first = found[0].read_content()
        decisions.correct(editor, found[0].reference, 1, replace(first, action=_words(first, "light the lamps")))
        decisions.reject(editor, found[1].reference, 1)
        third = found[2].read_content()
        parts = [replace(third, action=_words(third, one)) for one in ("count the nets", "the ropes and the anchors")]
        decisions.split(editor, found[2].reference, 1, parts)
    return found


def _words(content: Content, words: str) -> Words:
    start = content.action.start + content.action.text.index(words)
    return Words(text=words, start=start, end=start + len(words))


@pytest.fixture
def client(person: Callable[[str], User], client: Client) -> Client:
    client.force_login(person("reader"), "django.contrib.auth.backends.ModelBackend")
    return client


def _actions(client: Client, query: str) -> list[str]:
    found = json.loads(client.get(f"/reports/matrix.json?{query}").content)["mandates"]
    return [one["action"] for one in found if one["paragraph"] != "4"]


THEN = ["to light the lamps of the northern pier", "to rest", "to count the nets, the ropes and the anchors"]
NOW = ["light the lamps", "count the nets", "the ropes and the anchors"]


def test_the_words_are_those_of_the_day(client: Client, mandates: list[Mandate]) -> None:
    assert _actions(client, f"on={MAY}&known=on") == THEN
    assert _actions(client, f"on={JUNE}&known=on") == NOW
    assert _actions(client, f"on={MAY}") == NOW
    assert _actions(client, "on=2024-03-31&known=on") == []
    assert Mandate.objects.get(pk=mandates[0].pk).action == "light the lamps"


def test_the_page_says_whose_words_they_are(client: Client, mandates: list[Mandate]) -> None:
    shown = client.get(f"/reports/?on={MAY}&known=on").content.decode()
    assert "are as they had been decided by that day" in shown
    assert "to rest" in shown
    assert "are as they had been decided by that day" not in client.get(f"/reports/?on={MAY}").content.decode()
    assert "to rest" in client.get(f"/reports/addressees/?on={MAY}&known=on").content.decode()


def test_what_was_taken_back_and_decided_again_is_as_it_was(
    client: Client, mandates: list[Mandate], on: Callable, person: Callable
) -> None:
    rejected, editor = Mandate.objects.get(pk=mandates[1].pk), person("editor")
    with on(date(2024, 7, 1)):
        decisions.reopen(editor, rejected.reference, rejected.version)
    assert "to rest" in _actions(client, "on=2024-07-01&known=on")
    assert "to rest" not in _actions(client, "on=2024-06-30&known=on")
    assert "to rest" in _actions(client, f"on={MAY}&known=on")


def test_what_changed_says_what_was_not_there(client: Client, mandates: list[Mandate]) -> None:
    everything = Mandate.objects.select_related("document__body", "document__meeting")
    found = {one.mandate.reference: (one.before, one.after) for one in changes(everything, MAY, JUNE)}
    rejected = found[mandates[1].reference]
    assert (rejected[0].status.value, rejected[1]) == ("active", None)
    [part, _] = mandates[2].replaced_by.all()
    assert (found[part.reference][0], found[part.reference][1].status.value) == (None, "active")
    assert mandates[3].reference not in found
    shown = client.get("/reports/changes/?since=2024-03-31&on=2024-04-02").content.decode()
    assert "not there" in shown


def test_it_takes_few_queries(client: Client, mandates: list[Mandate], django_assert_max_num_queries: Callable) -> None:
    client.get("/reports/")  # in which the statuses of today are made anew
    with django_assert_max_num_queries(13):
        client.get(f"/reports/?on={MAY}&known=on")

"""Mandates that the items of a list give: every page shows the words in which they stand, and the items' numbers."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.review.actions import bring_in
from dispositif.register.web.texts import card

Person = Callable[[str], User]
DECISION = b"""Steering Committee

Decision SC/DEC/8

The Committee,

Decides:

(a) To request the Secretariat to draft rules for pilots by 1 November 2026;

(b) To invite all pilots to report to it every six months;

(c) To authorize the Director to conclude an agreement with the pilots;

(d) To review the present decision at its next session.

Adopted on 20 April 2026
"""


@pytest.fixture
def decision(body: Body) -> Document:
    """A decision whose verb stands above a list without a number."""
    [document] = bring_in(None, body, [read(DECISION, "decision.txt")])
    return document


@pytest.fixture
def manager(client: Client, person: Person) -> Client:
    client.force_login(person("manager"))
    return client


def test_a_line_of_the_matrix_has_the_words_of_its_own_item(manager: Client, decision: Document) -> None:
    page = manager.get("/reports/")
    lines = {line.mandate: line for _heading, lines in page.context["groups"] for line in lines}
    third = lines[decision.mandates.get(key="op-u1.c.m1").reference]
    assert (third.paragraph, third.paragraph_text) == (
        "(c)",
        "Decides: […] To authorize the Director to conclude an agreement with the pilots;",
    )
    assert {line.paragraph for line in lines.values()} == {"(a)", "(b)", "(c)", "(d)"}


def test_the_page_of_a_mandate_shows_its_item_after_what_stands_above(manager: Client, decision: Document) -> None:
    reference = decision.mandates.get(key="op-u1.c.m1").reference
    shown = manager.get(f"/mandates/{reference}/")
    assert [one.key for one in shown.context["paragraphs"]] == ["op-u1", "op-u1.c"]
    assert ">(c)</a> To authorize" in shown.content.decode()


def test_the_queue_shows_the_item_in_which_a_draft_stands(manager: Client, decision: Document) -> None:
    shown = manager.get("/review/").content.decode()
    assert '<p>Decides:</p><p><span class="identifier">(c)</span> To authorize the Director' in shown
    assert '<span class="identifier">(a)</span> To request' in shown


def test_in_review_all_the_words_of_a_mandate_can_be_selected(manager: Client, decision: Document) -> None:
    reference = decision.mandates.get(key="op-u1.c.m1").reference
    for address in (f"/review/{reference}/", f"/review/{reference}/split/"):
        keys = [one.key for one in manager.get(address).context["passages"]]
        assert keys == ["formula-1", "op-u1", "op-u1.a", "op-u1.b", "op-u1.c", "op-u1.d"]


def test_who_cannot_correct_has_no_tools_for_it(manager: Client, decision: Document, person: Person) -> None:
    reference = decision.mandates.get(key="op-u1.c.m1").reference
    assert "web/selecting.js" in manager.get(f"/review/{reference}/").content.decode()
    manager.force_login(person("reader"))
    assert "web/selecting.js" not in manager.get(f"/review/{reference}/").content.decode()
    assert 'class="filters"' not in manager.get("/review/").content.decode()


def test_what_was_made_of_words_is_said_in_words_where_they_do_not_say_it(decision: Document) -> None:
    notes = {
        row.part: [quote.note for quote in row.quotes]
        for one in decision.mandates.all()
        for row in card(one, {}).rows
        if row.part in ("deadline", "recurrence")
    }
    assert notes == {"recurrence": ["every 6 months"], "deadline": [""]}

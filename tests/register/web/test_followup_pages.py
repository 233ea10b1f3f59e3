"""The pages of follow-up in a real browser: the story of a paragraph, and every page usable by everybody."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from dispositif.register.followup import actions
from dispositif.register.followup.actions import Answering, Asking
from dispositif.register.followup.calendar import keep
from dispositif.register.followup.deadlines import Sitting
from dispositif.register.followup.entering import Saying
from dispositif.register.holdings.models import Document
from dispositif.register.people.models import Unit
from dispositif.register.review.models import Mandate

People = Callable[[str], User]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def followed(communique: Document, person: People, unit: Unit) -> Mandate:
    """A mandate with all that its page can show."""
    manager, one = person("manager"), communique.mandates.get(key="op-4.m2")
    keep(manager, communique.body, Sitting(kind="session", number=12, name="Twelfth session", opens=date(2024, 9, 9)))
    actions.assign(manager, one, Answering(unit=unit, focal_point=person("contributor"), partners="The ports"), None)
    actions.enter(
        manager, one, Saying(kind="event", happened=date(2024, 5, 1), remark="No closed season was declared.")
    )
    wrong = actions.enter(manager, one, Saying(kind="progress", bearing="implemented", happened=date(2024, 5, 20)))
    right = Saying(
        kind="correction", bearing="in progress", happened=date(2024, 5, 20), corrects=wrong,
        addressee="Republic of Velmora", remark="It supports the summoning.", link="https://example.org/letter",
    )  # fmt: skip
    actions.enter(manager, one, right)
    actions.ask(person("contributor"), one, Asking(kind="dropping", legal_basis="Rule 4 of the rules of procedure"))
    return one


@pytest.mark.parametrize(
    ("width", "scheme", "language"), [(1440, "light", "en"), (390, "dark", "en"), (390, "light", "ar")]
)
def test_every_page_can_be_used_by_everybody(
    open_page: Callable[..., Any],
    live_server: Any,
    assert_accessible: Callable[[Any], None],
    followed: Mandate,
    person: People,
    width: int,
    scheme: str,
    language: str,
) -> None:
    page = open_page(person("manager"), width=width, color_scheme=scheme)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    asked = followed.requests.get()
    addresses = [
        f"/mandates/{followed}/",
        f"/mandates/{followed}/assign/",
        f"/mandates/{followed}/requests/{asked.pk}/decide/",
        "/reports/?by=status",
        "/reports/changes/?since=2024-05-01",
        "/reports/returned/",
        "/sessions/",
        f"/sessions/{followed.document.body.slug}/",
    ]
    for address in addresses:
        page.goto(address)
        assert_accessible(page)


def test_evidence_is_entered_by_the_keyboard_and_without_scripts(
    open_page: Callable[..., Any], communique: Document, person: People
) -> None:
    one = communique.mandates.get(key="op-3.m1")
    page = open_page(person("manager"), java_script_enabled=False)
    page.goto(f"/mandates/{one}/")
    page.get_by_label("Kind").select_option("evidence")
    page.get_by_label("Day on which it happened").fill("2024-04-08")
    page.get_by_label("Finding").select_option("implemented")
    page.get_by_label("Symbol of the document").focus()
    page.keyboard.type("SFC/RES/12 (2024)")
    page.keyboard.press("Enter")
    page.get_by_text("since 8 April 2024").wait_for()
    assert page.locator("#ledger ~ .table").get_by_text("SFC/RES/12 (2024)").is_visible()
    page.goto(f"/mandates/{one}/?on=2024-04-07")
    assert page.locator("section.card").get_by_text("active").is_visible()

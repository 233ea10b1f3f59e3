"""The pages of follow-up in a real browser: the story of a paragraph, and every page usable by everybody."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
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


def test_the_fields_follow_the_kind_that_is_chosen(
    open_page: Callable[..., Any],
    assert_accessible: Callable[[Any], None],
    followed: Mandate,
    person: People,
    tmp_path: Path,
) -> None:
    page = open_page(person("manager"), width=390)
    page.goto(f"/mandates/{followed}/")
    form = page.locator("#entry")
    assert form.get_by_label("Remark").count() == 0, "nothing is asked before a kind is chosen"
    kind = form.get_by_label("Kind")
    kind.focus()
    kind.select_option("evidence")
    form.get_by_label("Passage").wait_for()
    assert page.evaluate("document.activeElement.name") == "kind", "who chooses by the keyboard can go on choosing"
    assert page.locator("#kind-told").inner_text() == "What was done, with a source that shows it."
    assert_accessible(page)
    form.get_by_label("Remark").fill("As it was said.")
    form.get_by_label("Symbol of the document").fill("SFC/RES/12")
    (tmp_path / "minutes.txt").write_text("Adopted.")
    form.get_by_label("File").set_input_files(tmp_path / "minutes.txt")
    kind.select_option("extension")
    form.get_by_label("New day").wait_for()
    kept = form.get_by_label("File").evaluate("field => field.files[0].name")
    assert (kept, form.get_by_label("Remark").input_value()) == ("minutes.txt", "As it was said.")
    kind.select_option("comment")
    form.get_by_label("New day").wait_for(state="detached")
    assert form.get_by_label("Symbol of the document").count() == 0
    kind.select_option("evidence")
    form.get_by_label("Symbol of the document").wait_for()
    assert form.get_by_label("Symbol of the document").input_value() == "SFC/RES/12"
    page.set_viewport_size({"width": 1440, "height": 900})
    first, second = (form.locator(f"[name={name}]").bounding_box() for name in ("happened", "bearing"))
    assert second["x"] > first["x"] + first["width"], "on a wide screen fields stand beside each other"
    page.set_viewport_size({"width": 390, "height": 900})
    kind.select_option("")
    form.get_by_role("button", name="Go on").wait_for()
    assert_accessible(page)


def test_who_is_signed_out_while_choosing_a_kind_keeps_what_was_written(
    open_page: Callable[..., Any], communique: Document, person: People
) -> None:
    page = open_page(person("manager"))
    page.goto(f"/mandates/{communique.mandates.get(key='op-3.m1')}/")
    form = page.locator("#entry")
    form.get_by_label("Kind").select_option("comment")
    form.get_by_label("Remark").fill("As it was said.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    with page.expect_response("**/enter/") as answer:
        form.get_by_label("Kind").select_option("evidence")
    assert answer.value.status == 403
    page.wait_for_timeout(200)
    assert form.get_by_label("Remark").input_value() == "As it was said."
    form.get_by_role("button", name="Enter").click()
    page.get_by_text("Nothing was done. Sign in").wait_for()


def test_evidence_is_entered_by_the_keyboard_and_without_scripts(
    open_page: Callable[..., Any], communique: Document, person: People
) -> None:
    one = communique.mandates.get(key="op-3.m1")
    page = open_page(person("manager"), java_script_enabled=False)
    page.goto(f"/mandates/{one}/")
    page.get_by_label("Kind").select_option("extension")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("New day").wait_for()
    page.get_by_label("Remark").fill("As the Board has seen it.")
    page.get_by_label("Kind").select_option("evidence")
    page.get_by_role("button", name="Show the fields of the kind").click()
    page.get_by_label("Passage").wait_for()
    assert page.get_by_label("Remark").input_value() == "As the Board has seen it."
    assert page.evaluate("document.activeElement.name") == "happened"
    page.get_by_label("Day on which it happened").fill("2024-04-08")
    page.get_by_label("Finding").select_option("implemented")
    page.get_by_label("Symbol of the document").focus()
    page.keyboard.type("SFC/RES/12 (2024)")
    page.keyboard.press("Enter")
    page.get_by_text("since 8 April 2024").wait_for()
    assert page.locator("#ledger ~ .table").get_by_text("SFC/RES/12 (2024)").is_visible()
    page.goto(f"/mandates/{one}/?on=2024-04-07")
    assert page.locator("section.card").get_by_text("active").is_visible()


def test_a_box_to_tick_stands_beside_its_words_however_many_lines_they_take(
    open_page: Callable[..., Any], followed: Mandate, person: People
) -> None:
    page = open_page(person("manager"))
    page.goto(f"/mandates/{followed}/entries/{followed.entries.last().pk}/correct/")
    box = page.locator("[name=withdrawn]").bounding_box()
    words = page.locator("label[for=id_withdrawn]").bounding_box()
    assert words["y"] <= box["y"] <= words["y"] + words["height"]
    assert box["x"] + box["width"] <= words["x"]

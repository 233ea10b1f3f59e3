"""Pages in a real browser: usable by everybody, at any width, in each scheme and direction, by keyboard alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from dispositif.register.first_steps import SAMPLE
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.review.actions import bring_in
from dispositif.register.review.models import Mandate, Proposal

Open = Callable[..., Any]
Person = Callable[[str], User]

TEXT = "1. Requests the Secretary-General to report 🚢 on the lights to the Board\r\nof Harbours within 30 days."
"""A ship takes two units of a JavaScript string and is one character; the end of its line is two characters."""
ARABIC = "1. تطلب إلى الأمين العام أن يقدم تقريرا عن المنارات.\n2. تقرر أن تبقي المسألة قيد نظرها."


@pytest.fixture
def mandate(transactional_db: None, communique: Document) -> Mandate:
    """The first mandate of paragraph 8."""
    return communique.mandates.get(key="op-8.m1")


@pytest.fixture
def addresses(mandate: Mandate, body: Body) -> list[str]:
    """Every page of documents and review, with something on it."""
    [arabic] = bring_in(None, body, [read(ARABIC.encode(), "arabic.txt")])
    Proposal.objects.create(
        document=mandate.document,
        reading=mandate.document.readings.get(),
        mandate=mandate,
        kind="changed",
        content=mandate.content | {"addressees": []},
    )
    return [
        "/documents/",
        "/documents/new/",
        f"/documents/{mandate.document_id}/",
        f"/documents/{arabic.pk}/",
        "/review/",
        "/review/proposals/",
        reverse("review-mandate", args=[mandate.reference]),
        reverse("review-split", args=[mandate.reference]),
        reverse("review-add", args=[mandate.document_id, "op-10"]),
    ]


@pytest.mark.parametrize(("width", "scheme", "language"), [(1440, "light", "en"), (390, "dark", "ar")])
def test_every_page_is_accessible_and_fits(
    open_page: Open, person: Person, addresses: list[str], assert_accessible: Callable[[Any], None],
    live_server: Any, width: int, scheme: str, language: str,
) -> None:  # fmt: skip
    page = open_page(person("editor"), width=width, color_scheme=scheme)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    for address in addresses:
        page.goto(address)
        assert_accessible(page)
    assert not faults


def test_what_one_writes_runs_in_its_own_direction(open_page: Open, person: Person, live_server: Any) -> None:
    page = open_page(person("editor"), width=390)
    page.context.add_cookies([{"name": "django_language", "value": "ar", "url": live_server.url}])
    page.goto("/search/?q=harbour*")
    for field in ("#q", "[name=sponsor]"):
        assert page.locator(field).evaluate("field => getComputedStyle(field).unicodeBidi") == "plaintext"


def test_the_sign_in_page_is_accessible(open_page: Open, assert_accessible: Callable[[Any], None]) -> None:
    page = open_page(width=390, color_scheme="dark")
    page.goto("/sign-in/")
    assert_accessible(page)


def test_marks_are_switched_and_a_text_from_right_to_left_is_shown_so(
    open_page: Open, person: Person, addresses: list[str]
) -> None:
    page = open_page(person("editor"))
    page.goto(addresses[2])
    weight = "getComputedStyle(document.querySelector('#op-8 .verb')).fontWeight"
    assert page.evaluate(weight) == "700"
    page.uncheck("#show-verb")
    assert page.evaluate(weight) == "400"
    assert page.is_visible("#op-8 aside")
    page.uncheck("#show-mandates")
    assert not page.is_visible("#op-8 aside")
    page.goto(addresses[3])
    assert page.evaluate("getComputedStyle(document.querySelector('.paragraph p')).direction") == "rtl"


def test_files_are_sent_one_by_one_and_told_of(
    open_page: Open, person: Person, mandate: Mandate, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.docx"
    good.write_text(TEXT, "utf-8")
    bad.write_bytes(b"PK\x03\x04half")
    page = open_page(person("editor"))
    page.goto("/documents/new/")
    page.set_input_files("#files", [str(bad), str(good), str(SAMPLE)])
    page.select_option("#id_body", label="Steering Committee")
    page.click("main button")
    page.wait_for_selector(".arrivals li:nth-child(3)")
    told = page.locator(".arrivals li").all_inner_texts()
    assert [one.split()[0] for one in told] == ["Refused", "In", "Known"]
    outcome, link = (page.locator(f".arrivals li:nth-child(2) {name}").bounding_box() for name in ("strong", "a"))
    assert link["x"] >= outcome["x"] + outcome["width"], "a link that wraps stands below the words, not the outcome"
    assert Document.objects.count() == 2
    chosen = "document.getElementById('files').files.length"
    page.wait_for_selector("#upload button:not(:disabled)")
    assert page.evaluate(chosen) == 3, "what was refused can be sent again"
    page.set_input_files("#files", [str(good)])
    page.click("main button")
    page.wait_for_function(f"() => {chosen} === 0")


def test_who_is_signed_out_meanwhile_is_told_and_led_back(
    open_page: Open, person: Person, mandate: Mandate, tmp_path: Path
) -> None:
    page = open_page(person("editor"))
    page.goto("/documents/new/")
    page.context.clear_cookies(name="sessionid")
    page.set_input_files("#files", [str(SAMPLE)])
    page.click("main button")
    assert "You are signed out" in page.inner_text(".arrivals li")
    page = open_page(person("editor"))
    page.goto("/review/")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("c")
    page.wait_for_url("**/sign-in/?next=/review/")


def test_a_decision_without_an_answer_is_told_of_in_its_item(open_page: Open, person: Person, mandate: Mandate) -> None:
    page = open_page(person("editor"))
    # Before the page: a request of one that is there already may leave before the browser knows that it is held.
    page.route("**/confirm/", lambda route: route.abort())
    page.goto("/review/")
    page.keyboard.press("c")
    page.wait_for_selector(".item [role=alert]")
    assert "nothing is decided about this one" in page.inner_text(".item [role=alert]")
    assert Mandate.objects.filter(state="confirmed").count() == 0


SELECT = """([first, last]) => {
    // Select from the beginning of one stretch of words to the end of another, as a mouse does.
    const find = (words) => {
        const walker = document.createTreeWalker(document.getElementById("selectable"), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at >= 0) return [walker.currentNode, at];
        }
    };
    const [from, start] = find(first);
    const [to, end] = find(last);
    getSelection().setBaseAndExtent(from, start, to, end + last.length);
}"""


def test_words_are_selected_in_the_text(open_page: Open, person: Person, mandate: Mandate, body: Body) -> None:
    [document] = bring_in(None, body, [read(TEXT.encode(), "ship.txt")])
    one = document.mandates.first()
    page = open_page(person("editor"))
    page.goto(reverse("review-mandate", args=[one.reference]))
    page.evaluate(SELECT, ["the Board", "of Harbours"])
    page.click("[data-take=partners]")
    page.evaluate(SELECT, ["the lights", "the lights"])
    page.keyboard.press("v")
    page.wait_for_function("document.querySelector('[name=deliverable-words]').value === 'the lights'")
    page.click("#correct button")
    page.wait_for_selector("text=corrected. What was read is kept.")
    one.refresh_from_db()
    content = one.read_content()
    assert [partner.text for partner in content.partners] == ["the Board\r\nof Harbours"]
    assert content.deliverable.text == "the lights"
    assert all(document.characters[span.start : span.end] == span.text for span in content.spans())


def test_another_addressee_than_the_form_has_room_for(open_page: Open, person: Person, mandate: Mandate) -> None:
    page = open_page(person("editor"))
    page.goto(reverse("review-mandate", args=[mandate.reference]))
    for words in ("the Secretary General", "private insurers", "fishing households"):
        page.evaluate(SELECT, [words, words])
        page.keyboard.press("a")
    page.keyboard.press("s")
    page.wait_for_selector("text=corrected. What was read is kept.")
    mandate.refresh_from_db()
    assert [one.text for one in mandate.read_content().addressees] == [
        "all Member States", "the Secretary General", "private insurers", "fishing households",
    ]  # fmt: skip


def test_the_keyboard_alone_suffices(open_page: Open, person: Person, mandate: Mandate) -> None:
    page = open_page(person("editor"))
    page.goto("/review/")
    first, second, third = (page.locator(".item").nth(number).get_attribute("id") for number in range(3))
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_selector(f"#{first} .state-confirmed")
    page.wait_for_function("id => document.activeElement.id === id", arg=second)
    page.keyboard.press("r")
    page.wait_for_selector(f"#{second} .state-rejected")
    page.wait_for_function("id => document.activeElement.id === id", arg=third)
    page.keyboard.press("k")
    page.keyboard.press("u")
    page.wait_for_selector(f"#{second}:not(.decided)")
    page.wait_for_function("id => document.activeElement.id === id", arg=second)
    assert page.locator(f"#{second} button[data-key=c]").count() == 1, "it can be decided about once more"
    assert Mandate.objects.get(reference=first).state == Mandate.State.CONFIRMED
    page.goto("/review/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/M-*/")
    page.focus("#selectable")
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("d")
    taken = page.input_value("[name=deadline-words]")
    assert len(taken.split()) > 1
    assert taken in " ".join(page.inner_text(".here p").split())  # of the paragraph itself, not of the one before it
    page.keyboard.press("s")
    page.wait_for_selector("text=corrected. What was read is kept.")


def test_shortcuts_are_listed_and_switched_off(open_page: Open, person: Person, mandate: Mandate) -> None:
    page = open_page(person("editor"))
    page.goto("/review/")
    page.keyboard.press("?")
    assert "Confirm" in page.inner_text("#keys")
    page.uncheck("#shortcuts-on")
    page.reload()
    page.keyboard.press("c")
    page.keyboard.press("Tab")
    assert page.locator(".state-confirmed").count() == 0
    assert not Mandate.objects.exclude(state="draft").exists()


def test_everything_works_without_scripts(open_page: Open, person: Person, mandate: Mandate, tmp_path: Path) -> None:
    page = open_page(person("editor"), java_script_enabled=False)
    page.goto("/documents/new/")
    page.click("summary")
    page.fill("#text", "1. Requests the Harbour Board to report within 30 days.")
    page.select_option("#id_body", label="Steering Committee")
    page.click("main button")
    page.click(".arrivals a")
    page.click("text=Review the one draft")
    page.click("text=Correct")
    page.fill("[name=deadline-date]", "2025-01-31")
    page.fill("[name=addressees-0-words]", "Harbour Board")
    page.click("#correct button")
    corrected = Mandate.objects.get(state="corrected").read_content()
    assert (corrected.addressees[0].text, corrected.deadline.date) == ("Harbour Board", "2025-01-31")
    page.goto("/review/")
    page.locator(".item button").first.click()
    assert Mandate.objects.filter(state="confirmed").exists()


def test_of_two_people_the_second_sees_both(open_page: Open, person: Person, mandate: Mandate) -> None:
    address = reverse("review-mandate", args=[mandate.reference])
    one, other = open_page(person("editor")), open_page(person("manager"))
    for page in (one, other):
        page.goto(address)
    one.fill("[name=deadline-date]", "2024-06-12")
    one.click("#correct button")
    one.wait_for_selector("text=corrected. What was read is kept.")
    other.fill("[name=remark] >> nth=-1", "I see it otherwise.")
    other.fill("[name=deadline-date]", "2024-07-01")
    other.click("#correct button")
    other.wait_for_selector("text=was corrected by editor")
    assert other.input_value("[name=deadline-date]") == "2024-07-01"
    assert "12 June 2024" in other.inner_text(".layers")
    other.click("#correct button")
    other.wait_for_selector("text=corrected. What was read is kept.")
    mandate.refresh_from_db()
    assert mandate.read_content().deadline.date == "2024-07-01"
    said = [one.read_content().deadline.date for one in mandate.revisions.all()]
    assert said == [None, "2024-06-12", "2024-07-01"]

"""From upload to report in a real browser: a communiqué is brought in, reviewed, followed up and reported on."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from dispositif.register.first_steps import SAMPLE
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.people.models import Unit
from dispositif.register.review.actions import bring_in
from dispositif.register.review.models import Mandate

pytestmark = pytest.mark.django_db(transaction=True)


class Days(NamedTuple):
    """When things happened, in their order."""

    before: date
    first: date
    failure: date
    between: date
    last: date


STORY = Days(date(2024, 4, 1), date(2024, 4, 8), date(2024, 5, 1), date(2024, 5, 15), date(2024, 6, 3))


OTHER = b"""General Conference of the Concord of Coastal States

GC/ES-1/2

Resolution adopted on 3 June 2024

The General Conference,

1. Takes note of the summoning of its emergency session.
"""
ADDRESSES = """() => Object.fromEntries([...document.querySelectorAll("section[id]")].map((section) =>
    [section.id, [...section.querySelectorAll("article.mandate h2 a")].map((link) => link.getAttribute("href"))]))"""


class Pages:
    """What a manager does with the pages of the register."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._addresses: dict[str, list[str]] = {}

    def bring_in(self, file: Path) -> None:
        """Upload a file, and open what was read in it."""
        page = self._page
        page.goto("/documents/new/")
        page.set_input_files("#files", str(file))
        page.select_option("#id_body", label="Steering Committee")
        page.click("main button")
        page.locator(".arrivals li.came a").click()
        expect(page.locator("#op-3 article.mandate").first).to_be_visible()
        self._addresses = page.evaluate(ADDRESSES)

    def confirm(self, paragraph: str) -> None:
        """Confirm every draft of a paragraph, in the queue."""
        page = self._page
        many = len(self._addresses[paragraph])
        page.get_by_role("link", name="Review its").click()
        for done in range(many):
            item = page.locator("article.item:not(.decided)").filter(has=page.get_by_text(paragraph, exact=True))
            expect(item).to_have_count(many - done)
            item.first.get_by_role("button", name="Confirm").click()
            # The next one is given the focus, which scrolls: a click meanwhile would hit what has moved away.
            expect(page.locator("article[data-item]:focus")).to_have_count(1)
        expect(page.locator("article.decided .state-confirmed")).to_have_count(many)

    def open(self, paragraph: str, number: int) -> None:
        """The page of a mandate: of those of a paragraph, as the text of the document shows them."""
        self._page.goto(self._addresses[paragraph][number])
        expect(self._page.locator("#standing")).to_be_visible()

    def says(self, words: str) -> None:
        """The ledger of the mandate whose page is open has these words."""
        expect(self._page.locator("table.ledger")).to_contain_text(words)

    def leads(self, words: str, document: Document) -> None:
        """The ledger of the mandate whose page is open has a link to a document."""
        link = self._page.locator("table.ledger").get_by_role("link", name=words)
        expect(link).to_have_attribute("href", f"/documents/{document.pk}/")

    def assign(self, unit: str, person: str) -> None:
        """Have a unit and a person answer for the mandate whose page is open."""
        page = self._page
        page.get_by_role("link", name="Assign").click()
        page.get_by_label("Responsible unit").select_option(label=unit)
        page.get_by_label("Focal point").select_option(label=person)
        page.get_by_role("button", name="Assign").click()
        expect(page.locator("section.card")).to_contain_text(f"{unit}, {person}")

    def enter(self, kind: str, happened: date, **said: str) -> None:
        """Add to the ledger of the mandate whose page is open."""
        form = self._page.locator("form[action$='/enter/']")
        form.get_by_label("Kind").select_option(kind)
        form.get_by_label("Day on which it happened").fill(happened.isoformat())
        for name, value in said.items():
            if name == "bearing":
                form.locator("[name=bearing]").select_option(value)
            else:
                form.locator(f"[name={name}]").fill(value)
        form.get_by_role("button", name="Enter").click()
        expect(self._page.get_by_text("Entered.", exact=True)).to_be_visible()

    def stands(self, status: str, on: date) -> None:
        """The mandate whose page is open has a status on a day."""
        self._page.get_by_label("As of").fill(on.isoformat())
        self._page.get_by_role("button", name="Show").click()
        expect(self._page.locator("section.card strong.status")).to_have_attribute("data-status", status)

    def matrix(self, on: date) -> list[str]:
        """The statuses of the matrix as of a day, line by line."""
        page = self._page
        page.goto("/reports/")
        page.locator("details.card > summary").click()
        page.get_by_label("As of").fill(on.isoformat())
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_text(f"mandates, as of {on.day} {on:%B %Y}")).to_be_visible()
        return page.locator("table.matrix td > .status").evaluate_all("all => all.map(one => one.dataset.status)")

    def download(self, form: str, folder: Path) -> Path:
        """The report that is shown, as a file."""
        with self._page.expect_download() as download:
            self._page.get_by_role("link", name=form, exact=True).click()
        file = folder / download.value.suggested_filename
        download.value.save_as(file)
        return file


@pytest.fixture
def pages(open_page: Callable[..., Any], person: Callable[[str], User], unit: Unit) -> Pages:
    """The register, open to a manager; there is a contributor who can answer for things."""
    person("contributor")
    return Pages(open_page(person("manager")))


@pytest.fixture
def other(db: None) -> Document:
    """A resolution of another body, in the register already; everybody may read it."""
    body = Body.objects.create(slug="general-conference", name="General Conference", public=True)
    [document] = bring_in(None, body, [read(OTHER, "resolution.txt")])
    return document


def follow(pages: Pages, file: Path, other: Document) -> None:
    """The whole story up to the report. Only numbers and kinds are looked at: it is told of any such communiqué."""
    pages.bring_in(file)
    pages.confirm("op-3")
    pages.open("op-3", 0)
    pages.assign("Fisheries Desk", "contributor")
    pages.enter("evidence", STORY.first, bearing="implemented", symbol="X/RES/12")
    pages.stands("active", STORY.before)
    pages.stands("implemented", STORY.first)
    _wake_and_fulfil(pages, other)
    _in_two_steps(pages)
    pages.open("op-8", -1)
    pages.enter(
        "evidence", STORY.last, bearing="implemented", place="Port Halden", remark="A conference.", symbol="X/1"
    )
    pages.says("Port Halden. A conference.")
    pages.stands("implemented", STORY.last)


def _wake_and_fulfil(pages: Pages, other: Document) -> None:
    pages.open("op-4", 1)
    pages.stands("dormant", STORY.last)
    pages.enter("event", STORY.failure, remark="It did not act.")
    pages.stands("dormant", STORY.first)
    pages.stands("active", STORY.failure)
    pages.enter("evidence", STORY.last, bearing="implemented", symbol=other.symbol)
    pages.leads(other.symbol, other)
    pages.stands("implemented", STORY.last)
    pages.open("op-5", 0)
    pages.enter("event", STORY.last)
    pages.stands("dormant", STORY.between)
    pages.stands("active", STORY.last)


def _in_two_steps(pages: Pages) -> None:
    pages.open("op-6", 0)
    pages.enter("evidence", STORY.between, bearing="implemented", symbol="X/S-9")
    pages.open("op-6", 1)
    pages.stands("dormant", STORY.failure)
    pages.stands("active", STORY.between)
    pages.enter("evidence", STORY.last, bearing="implemented", symbol="X/RES/S-9/1")
    pages.stands("implemented", STORY.last)


def report(pages: Pages, folder: Path) -> Path:
    """The matrix as of two days, and the last one as a file."""
    before, after = pages.matrix(STORY.before), pages.matrix(STORY.last)
    assert len(before) == len(after) == Mandate.objects.count()
    assert (before.count("implemented"), after.count("implemented")) == (0, 5)
    assert (before.count("dormant"), after.count("dormant")) == (4, 0)
    return pages.download("DOCX", folder)


def test_the_sample_from_upload_to_report(pages: Pages, other: Document, tmp_path: Path) -> None:
    follow(pages, SAMPLE, other)
    file = report(pages, tmp_path)
    if shutil.which("soffice"):
        home = f"-env:UserInstallation=file://{tmp_path}/home"
        command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        assert file.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def test_the_seed_from_upload_to_report(pages: Pages, other: Document, shared: Path, tmp_path: Path) -> None:
    """Of its words, none stand here."""
    follow(pages, shared / "corpus" / "seed" / "communique.txt", other)
    assert other.symbol in "".join(
        cell.text for row in docx.Document(report(pages, tmp_path)).tables[0].rows for cell in row.cells
    )

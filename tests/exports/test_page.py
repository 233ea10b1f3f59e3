"""The page, as text and in a real browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from dispositif.exports import Edition, export
from dispositif.exports.page import to_html

KINDS = ("verb", "addressee", "partner", "condition", "deadline", "deliverable", "citation")
ARABIC = "1. تطلب إلى الأمين العام أن يقدم تقريرا عن المنارات.\n"


class Words(HTMLParser):
    """The words of the paragraphs of a page, and whether its elements nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "main" in self.open and "aside" not in self.open:
            self.words.append(data)


def test_it_is_as_it_was(specimen, golden):
    golden("specimen.html", to_html(specimen.EDITION))


def test_the_whole_text_stands_in_it_once_and_in_order(specimen):
    words = "".join(Words(to_html(specimen.EDITION)).words)
    assert "".join(words.split()) == "".join(specimen.TEXT.split())


def test_marks_that_cross_are_nested(specimen):
    Words(to_html(specimen.EDITION))


def test_nothing_in_the_text_is_taken_for_markup(specimen):
    page = to_html(specimen.EDITION)
    assert "&lt;of the fifth session&gt;" in page
    assert "Port &lt;Halden&gt;" in page


def test_it_asks_nothing_of_the_network(specimen):
    page = to_html(specimen.EDITION)
    assert not re.search(r"<(script|link|img|iframe)|url\(|@import|https?://", page)
    assert "default-src 'none'" in page


def test_every_anchor_is_led_to(specimen):
    page = to_html(specimen.EDITION)
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


def test_a_text_written_from_right_to_left_is_shown_so(specimen):
    page = to_html(arabic(specimen))
    assert '<main id="text" tabindex="-1" lang="ar" dir="rtl">' in page


def test_the_same_document_gives_the_same_bytes(specimen):
    assert export(specimen.EDITION, "html") == export(specimen.EDITION, "html")


def test_a_document_of_which_nothing_was_read_shows_its_text(specimen):
    bare = msgspec.structs.replace(specimen.DOCUMENT, paragraphs=(), acts=(), mandates=(), citations=(), warnings=())
    words = "".join(Words(to_html(Edition(bare, specimen.TEXT))).words)
    assert "".join(words.split()) == "".join(specimen.TEXT.split())


def arabic(specimen) -> Edition:
    paragraph = msgspec.structs.replace(specimen.DOCUMENT.paragraphs[3], start=3, end=len(ARABIC) - 1)
    document = msgspec.structs.replace(
        specimen.DOCUMENT, language="ar", paragraphs=(paragraph,), acts=(), mandates=(), citations=()
    )
    edition = Edition(document, ARABIC)
    edition.direction = "rtl"
    return edition


# In a browser


@pytest.fixture(params=["specimen", "arabic"])
def file(request, specimen, tmp_path: Path) -> str:
    edition = specimen.EDITION if request.param == "specimen" else arabic(specimen)
    path = tmp_path / "page.html"
    path.write_text(to_html(edition), "utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser, specimen, tmp_path: Path):
    path = tmp_path / "page.html"
    path.write_text(to_html(specimen.EDITION), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    yield page
    page.close()


def looks(page, kind: str) -> str:
    """All that sets a marked word off from the words around it."""
    return page.evaluate(
        """kind => {
            const style = getComputedStyle(document.querySelector(`main .${kind}`));
            return [style.fontWeight, style.textDecoration, style.borderStyle, style.backgroundColor].join("|");
        }""",
        kind,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_mark_can_be_switched_off_and_on(page, kind):
    marked = looks(page, kind)
    page.uncheck(f"#show-{kind}")
    unmarked = looks(page, kind)
    page.check(f"#show-{kind}")
    assert looks(page, kind) == marked != unmarked


def test_no_two_marks_look_alike(page):
    assert len({looks(page, kind) for kind in KINDS}) == len(KINDS)


def test_mandates_can_be_put_away(page):
    assert page.is_visible(".mandate")
    page.uncheck("#show-mandates")
    assert not page.is_visible(".mandate")


def test_light_and_dark_can_be_chosen(page):
    def paper():
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.check("#theme-dark")
    dark = paper()
    page.check("#theme-light")
    light = paper()
    page.check("#theme-auto")
    page.emulate_media(color_scheme="dark")
    assert paper() == dark != light


def test_the_words_can_be_copied_as_they_stand(page):
    paragraph = page.evaluate("document.querySelector('#op-3 > p').innerText")
    assert paragraph.startswith("If the Guild fails to act, urges it to send")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_it_is_accessible_and_fits(browser, assert_accessible, file, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(file)
    assert_accessible(page)
    page.close()


def test_it_prints_without_the_tools(page):
    page.emulate_media(media="print")
    assert not page.is_visible("#show-verb")
    assert not page.is_visible(".themes")
    assert page.is_visible(".legend")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")

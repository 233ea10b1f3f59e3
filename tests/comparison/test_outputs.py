"""The page, in a real browser too, the terminal view and the JSON."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dispositif.comparison import compare, follow
from dispositif.comparison.page import series_to_html, to_html
from dispositif.comparison.pairing import line, printed, runs_between
from dispositif.comparison.terminal import series_to_terminal, to_terminal
from dispositif.comparison.wording import as_printed, runs

OLD = """\
1. Invites the Guild of Pilots to train the crews by 1 June 2031;
2. Welcomes the gift of oil from the islands of the south & west;
3. Deplores the theft of nets, ropes and anchors in winter;
"""
NEW = """\
1. Urges the Guild of Pilots to train the crews by 1 June 2031;
2. Decides to meet again in the harbour of Halden next year;
3. Welcomes the gift of oil from the islands of the south & west;
"""
VOID = ("meta", "input", "br")


@pytest.fixture(scope="module")
def compared(resolution):
    old, new = resolution(OLD), resolution(NEW, 2)
    return compare(old, new), old, new


def test_the_words_of_a_pair_are_marked_as_their_tokens_differ(compared):
    comparison, old, new = compared
    assert {pair.relation for pair in comparison.pairs} >= {"same", "changed", "new", "dropped"}
    for pair in comparison.pairs:
        one, other = line(old, pair.old), line(new, pair.new)
        assert list(runs_between(old, pair.old, new, pair.new)) == list(runs(one, other))
        assert printed(new, pair.new) == "".join(as_printed(other))


@pytest.fixture(scope="module")
def pages(compared, resolution):
    editions = [*compared[1:], resolution(OLD, 3)]
    return {"two": to_html(*compared), "series": series_to_html(follow(editions), editions)}


class Nesting(HTMLParser):
    """Fails where elements do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ["two", "series"])
def test_the_page_nests_and_asks_nothing_of_the_network(pages, name):
    Nesting(pages[name])
    assert not re.search(r"<(script|link|img|iframe)|url\(|@import|https?://", pages[name])
    assert "&amp; west" in pages[name]


def test_the_page_marks_words_and_tells_what_they_mean(pages):
    assert "<del>Invites</del>" in pages["two"]
    assert "<ins>Urges</ins>" in pages["two"]
    assert "Verb strengthened" in pages["two"]


def test_the_terminal_shows_what_differs(compared):
    shown = to_terminal(*compared)
    assert "[-Invites-]{+Urges+} the Guild of Pilots" in shown
    assert "Verb strengthened: “Invites” → “Urges”; invite (1) → urge (4)" in shown
    assert "Guided by the Statute" not in shown
    assert "Guided by the Statute" in to_terminal(*compared, every=True)


def test_the_terminal_in_colour_needs_no_signs(compared):
    assert "[-" not in to_terminal(*compared, colour=True)


def test_the_terminal_shows_a_series_as_a_table(compared):
    editions = compared[1:]
    assert "changed" in series_to_terminal(follow(editions), editions)


def test_the_json_says_all(compared):
    said = json.loads(compared[0].to_json())
    assert said["format"] == "dispositif-comparison/1"
    [finding] = said["findings"]
    assert (finding["kind"], finding["before"], finding["after"]) == ("verb-strengthened", "invite (1)", "urge (4)")
    assert finding["rule"] == "strength/directive"


# In a browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["two", "series"])
def test_it_is_accessible_and_fits(browser, assert_accessible, pages, tmp_path: Path, name, width, scheme):
    (tmp_path / "page.html").write_text(pages[name], "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto((tmp_path / "page.html").as_uri())
    assert_accessible(page)
    page.close()


@pytest.mark.parametrize(("width", "times"), [(1280, 2), (390, 1)])
def test_what_is_equal_stands_once_where_there_is_no_room_beside(
    browser, pages, tmp_path: Path, width: int, times: int
):
    (tmp_path / "page.html").write_text(pages["two"], "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((tmp_path / "page.html").as_uri())
    assert page.locator(".same .beside").first.locator("p:visible").count() == times
    assert page.locator(".changed .beside").first.locator("p:visible").count() == 2
    page.close()


def test_the_two_views_and_what_is_the_same_can_be_chosen(browser, pages, tmp_path: Path):
    (tmp_path / "page.html").write_text(pages["two"], "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    assert page.is_visible(".changed .beside")
    assert not page.is_visible(".changed .inline")
    page.check("#view-inline")
    assert page.is_visible(".changed .inline")
    assert not page.is_visible(".changed .beside")
    assert page.is_visible(".pair.same")
    page.uncheck("#show-same")
    assert not page.is_visible(".pair.same")
    page.close()

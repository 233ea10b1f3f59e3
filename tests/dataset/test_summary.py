"""The summary page: what its charts count, and that everyone can read them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import dispositif
from dispositif.dataset.summary import summary
from dispositif.dataset.tally import CHARTS, added, bars, tally

CHART = {chart.name: chart for chart in CHARTS}
TEXT = """\
Adopted on 1 January 2031.

The General Assembly,

1. Requests the Secretary-General to report by 1 June 2031;

2. Decides, subject to the availability of resources, to convene a meeting by 1 March 2035;

3. Calls for a ceasefire;
"""


def counts(adopted: date | None = date(2031, 1, 1)):
    import msgspec

    document = dispositif.read(TEXT, name="a.txt", language="en")
    heading = msgspec.structs.replace(document.heading, adopted=adopted.isoformat() if adopted else None)
    return tally(msgspec.structs.replace(document, heading=heading))


def test_mandates_are_counted_by_what_they_are():
    assert dict(bars(CHART["force"], counts())) == {"directive": 2, "deciding": 1}
    assert dict(bars(CHART["year"], counts())) == {"2031": 3}
    assert dict(bars(CHART["report"], counts())) == {"2031": 1}
    assert counts()["total"]["conditional"] == 1


def test_lifetimes_are_counted_where_both_days_are_known():
    assert list(bars(CHART["lifetime"], counts())) == [("up to 6 months", 1), ("up to 5 years", 1)]
    assert list(bars(CHART["lifetime"], counts(date(2032, 1, 1)))) == [("before adoption", 1), ("up to 5 years", 1)]
    assert list(bars(CHART["lifetime"], counts(None))) == []


def test_what_has_no_date_is_counted_as_such():
    assert dict(bars(CHART["year"], counts(None))) == {"no date of adoption": 3}


def test_counts_add_up_in_any_order():
    first, second = counts(), counts(date(2032, 1, 1))
    once = added(added({}, first.items()), second.items())
    again = added(added({}, second.items()), first.items())
    assert once == again
    assert once["total"]["documents"] == 2
    assert summary(once, 0) == summary(again, 0)


def test_an_actor_has_its_name():
    assert "Secretary-General" in summary(counts(), 0)


def test_it_is_one_file_that_asks_nothing_of_the_network():
    page = summary(counts(), 1)
    assert not re.search(r"<(script|link|img|iframe)|url\(|@import|https?://", page)
    assert "documents that could not be read" in page


def test_a_dataset_of_nothing_has_a_page():
    assert summary({}, 0).count("There is none.") == len(CHARTS)


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "summary.html").write_text(summary(counts(), 1), "utf-8")
    return (tmp_path / "summary.html").as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_it_is_accessible_and_fits(browser, assert_accessible, file, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(file)
    assert_accessible(page)
    page.close()


def test_each_bar_is_as_long_as_its_number(browser, file):
    page = browser.new_page()
    page.goto(file)
    widths = page.evaluate(
        """() => [...document.querySelectorAll('table[aria-labelledby=force] tbody tr')].map(row =>
            [Number(row.querySelector('.number').innerText),
             row.querySelector('rect').getBoundingClientRect().width])"""
    )
    (two, long), (one, short) = widths
    assert (two, one) == (2, 1)
    assert long > 50
    assert short == pytest.approx(long / 2, rel=0.02)
    page.close()

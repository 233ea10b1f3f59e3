"""The layouts keep what a text says, and a text is read in all of them as it is plain."""

from pathlib import Path

import pytest

from layout_forms import LAYOUTS
from layouts import KINDS, compared, facts

SAMPLE = Path(__file__).resolve().parents[2] / "src" / "dispositif" / "samples" / "communique.txt"


def letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).lower()


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_changes_no_word(name: str) -> None:
    text = "The Coastal Council,\n\nRecalling its vow of the fourth of May on the lamps,\n\n\t1.\tRequests a report;\n"
    printed = ("page", "harbours and their safety", "op")  # what a layout prints besides
    kept = letters(LAYOUTS[name](text))
    for words in printed:
        kept = kept.replace(letters(words), "")
    assert kept == letters(text).replace("op", "")


def test_what_is_lost_and_what_is_read_besides_count() -> None:
    plain, other = (
        facts("The Council,\n\n1. Requests a report by 4 May 2031;\n"),
        facts("The Council,\n\n1. Decides to meet;\n"),
    )
    counts = compared([plain], [other])
    assert set(counts) == set(KINDS)
    assert counts["acts"].figure == 0
    assert compared([plain], [plain])["acts"].figure == 1


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_sample_is_read_in_every_layout(name: str) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    counts = compared([facts(text)], [facts(LAYOUTS[name](text))])
    assert counts["acts"].faults == 0
    assert counts["citations"].faults == 0

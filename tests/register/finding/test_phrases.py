"""Which pairs of words of a question are looked for."""

from __future__ import annotations

from collections import defaultdict

import pytest

from dispositif.register.finding import phrases
from dispositif.register.finding.phrases import pairs_of, rarest

COMMON = {"of": 70_000, "the": 80_000, "in": 50_000, "to": 60_000, "states": 19_000}


@pytest.fixture(autouse=True)
def commonness(monkeypatch: pytest.MonkeyPatch) -> None:
    held = defaultdict(float, COMMON)
    monkeypatch.setattr(phrases, "_common", lambda words: held)


def test_pairs_of_common_words_are_not_looked_for_where_there_are_rarer_ones() -> None:
    [asked] = rarest([pairs_of("the lights of the northern harbours in the states of the union")], 20)
    assert ("lights", "of") in asked
    assert not {("of", "the"), ("in", "the"), ("states", "of")} & set(asked)


def test_they_are_looked_for_where_there_are_not_enough_others() -> None:
    [asked] = rarest([pairs_of("to the lights of the")], 20)
    assert asked == [("lights", "of"), ("the", "lights"), ("to", "the"), ("of", "the")]


def test_the_rarest_come_first_and_no_more_than_wanted() -> None:
    [asked] = rarest([pairs_of("states of the northern harbours")], 2)
    assert asked == [("northern", "harbours"), ("the", "northern")]

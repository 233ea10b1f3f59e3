"""Literal phrases and patterns: where they are found, and where they only seem to stand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispositif.languages.patterns import Lexicon, Patterns, Phrases, spellings, within_words
from dispositif.languages.schema import Pattern

PHRASES = {"calls on": 1, "calls": 2, "member state": 3, "Côte d’Amarel": 4, "re-opens": 5}


def found(phrases: dict[str, int], text: str) -> list[tuple[str, int]]:
    return [(text[one.start : one.end], one.seen[0]) for one in Lexicon(phrases.items()).find(text)]


def test_the_longest_phrase_wins_and_capitals_do_not_matter() -> None:
    assert found(PHRASES, "Calls on the MEMBER STATE") == [("Calls on", 1), ("MEMBER STATE", 3)]


def test_a_phrase_that_ends_within_a_word_leaves_the_place_to_a_shorter_one() -> None:
    assert found(PHRASES, "calls once again") == [("calls", 2)]


def test_only_whole_words_are_found() -> None:
    assert found(PHRASES, "recalls on; non-calls; member states") == []


def test_marks_and_hyphens_may_stand_around_a_phrase() -> None:
    assert found(PHRASES, "“calls”, (calls) re-opens-") == [("calls", 2), ("calls", 2), ("re-opens", 5)]


def test_letters_with_accents_are_told_apart() -> None:
    assert found(PHRASES, "Côte d’Amarel, Cote d’Amarel, Càte d’Amarel") == [("Côte d’Amarel", 4)]


@pytest.mark.parametrize("phrase", ["مجلس الميناء", "理事会", "совет порта"])
def test_other_scripts_are_searched_as_well(phrase: str) -> None:
    assert found({phrase: 1, "Board": 2}, f"Board {phrase} Board") == [("Board", 2), (phrase, 1), ("Board", 2)]


@given(st.lists(st.text(min_size=1).filter(lambda words: words.strip() == words), min_size=1), st.text())
def test_what_is_found_is_a_phrase_as_printed_and_whole_words(phrases: list[str], text: str) -> None:
    text = f"{text} {phrases[0]} {text}"
    printed = {spelling for phrase in phrases for spelling in spellings(phrase)}
    last = 0
    for one in Lexicon((phrase, phrase) for phrase in phrases).find(text):
        assert last <= one.start < one.end
        assert text[one.start : one.end] in printed
        assert within_words(text, one.start, one.end)
        last = one.end


NAMES: Phrases[str] = Phrases(
    (name, name) for name in ("Port", "Port Amber", "Amber Lamp Office", "Arca", "pilots of Arca")
)


def plainly(text: str) -> list[str]:
    """The names in a text, looked for at every place."""
    seen, at = [], 0
    spelled = sorted(NAMES._table, key=len, reverse=True)
    while at < len(text):
        here = next(
            (name for name in spelled if text.startswith(name, at) and within_words(text, at, at + len(name))), ""
        )
        seen += [here] if here else []
        at += len(here) or 1
    return seen


@given(
    st.lists(
        st.sampled_from(
            ["Port", "Amber", "Lamp", "Office", "Arca", "pilots", "of", " ", "  ", ", ", "-", "’s", "(", "x"]
        ),
        max_size=14,
    ).map("".join)
)
def test_names_are_found_wherever_they_stand_also_when_a_word_is_met_again(text: str) -> None:
    for _ in range(2):
        assert [text[one.start : one.end] for one in NAMES.find(text)] == plainly(text)


def test_a_pattern_goes_on_from_its_first_words() -> None:
    patterns = Patterns([Pattern(id="within", starts=("within",), then=" {count} days")], {"count": "[0-9]+"})
    [hit] = patterns.find("To report within 90 days; within reason.")
    assert (hit.record.id, hit.start, hit.end) == ("within", 10, 24)


def test_an_expression_without_a_word_that_it_needs_is_not_compiled() -> None:
    broken = Patterns([Pattern(id="broken", starts=("by",), then="(", needs=("session",))], {})
    assert broken.find("after the session, by noon") == []
    with pytest.raises(re.error):
        broken.find("by the Fifth SESSION")

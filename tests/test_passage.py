"""The text as it is searched: the folded copy and what is found in it agree with the characters, whatever they are."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dispositif.languages.patterns import Lexicon, Phrases
from dispositif.passage import Passage, Sighting, Sightings, flatten, fold, one_byte

WORDS = ["notes", "notes with", "with", "Council", "the Council", "state-owned"]
LEXICON = Lexicon((word, word) for word in WORDS)
TEXTS = st.lists(st.sampled_from([*WORDS, "THE COUNCIL", "é", "a", "’", ".", " ", "  ", "\n", "\t", "\xa0"])).map(
    "".join
)


def places(found: list[Sighting[list[str]]]) -> list[tuple[int, int, list[str]]]:
    """What was found, as a value that can be compared."""
    return [(one.start, one.end, one.seen) for one in found]


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text, and stretches of it from top to bottom."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    return text, list(pairwise(cuts))


@given(TEXTS.filter(str.isascii))
def test_phrases_are_found_word_by_word_as_they_are_all_at_once(text: str) -> None:
    one_by_one, flat = Phrases((word, word) for word in WORDS), flatten(text).characters
    assert places(one_by_one.find(flat)) == places(LEXICON.find(flat))


@given(stretches())
def test_passages_find_what_a_search_of_their_words_alone_finds(given: tuple[str, list[tuple[int, int]]]) -> None:
    text, cuts = given
    flat = flatten(text)
    sightings = Sightings(flat, LEXICON.find, flat.folded_at, len(flat.characters))
    for start, end in cuts:
        passage = flat.passage(start, end)
        if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
            assert places(sightings.within(start, end)) == places(LEXICON.find(passage.words))


def test_blanks_and_hyphens_of_every_kind_are_searched_as_plain_ones() -> None:
    assert flatten("Re\u2011emphasizes\xa0its\tco\u2010operation").characters == "Re-emphasizes its co-operation"
    assert flatten("a\u2011é\xa0’\t" * 20_000).characters == "a-é ’ " * 20_000


@given(stretches())
def test_a_stretch_is_folded_and_plain_as_it_would_be_alone(given: tuple[str, list[tuple[int, int]]]) -> None:
    text, cuts = given
    flat = flatten(text)
    assert len(flat.characters) == len(text)
    for start, end in cuts:
        assert flat.folded_at(start, end) == fold(flat.characters[start:end])
        assert flat.printed_at(start, end) == one_byte(flat.characters[start:end])
        assert flat.is_plain(start, end) == ("  " not in flat.characters[start:end])
        assert flat.passage(start, end).words == Passage(flat.characters, start, end).words


def test_a_very_long_text_is_folded_as_a_short_one() -> None:
    text = "The Council’s NOTES. " * 60_000
    assert flatten(text).folded_at(999_990, 1_000_030) == fold(text[999_990:1_000_030])


def test_a_long_text_is_searched_stretch_by_stretch() -> None:
    flat = flatten("The Council notes. " * 9000)
    sightings = Sightings(flat, LEXICON.find, flat.folded_at, len(flat.characters))
    for start in range(0, len(flat.characters), 19):
        assert [one.seen for one in sightings.within(start, start + 18)] == [
            ["the Council"],
            ["notes"],
        ]

"""Cues, with a vocabulary of our own: where they stand, and which of several that meet is taken."""

from hypothesis import given
from hypothesis import strategies as st

from dispositif.citations.cues import Cue, Cues
from dispositif.languages.patterns import within_words

PHRASES = {
    "Pact": Cue("head", "treaty"),
    "Pact on Lamps": Cue("name", "treaty", "pact/lamps"),
    "Harbour Pact on Lamps": Cue("name", "treaty", "pact/harbour"),
    "Harbour Pacts": Cue("name", "treaty", "pact/all"),
    "Lamp Plan": Cue("name", "other", "plan/lamps"),
    "ruling": Cue("noun", "decision", "ruling"),
    "rulings": Cue("noun", "decision", "ruling"),
}
CUES = Cues(PHRASES.items())


def found(words):
    return [words[one.start : one.end] for one in CUES.find(words)]


def test_of_names_around_one_head_the_longest_is_taken():
    assert found("the Harbour Pact on Lamps and the Pact on Lamps") == ["Harbour Pact on Lamps", "Pact on Lamps"]


def test_a_head_alone_is_found_and_so_is_a_name_without_a_head():
    assert found("the Pact, the Lamp Plan") == ["Pact", "Lamp Plan"]


def test_a_name_that_ends_inside_a_word_leaves_its_place_to_a_shorter_one():
    assert found("the Pact on Lampshades") == ["Pact"]
    assert found("the Compact") == []


def test_a_head_may_be_part_of_a_word_in_a_name():
    assert found("the Harbour Pacts") == ["Harbour Pacts"]


def test_cues_are_found_as_given_and_in_capitals():
    assert found("RULINGS, Ruling and ruling under the PACT ON LAMPS") == [
        "RULINGS",
        "Ruling",
        "ruling",
        "PACT ON LAMPS",
    ]


@given(st.lists(st.sampled_from([*PHRASES, " ", "s", "Harbour ", "é", ", "]) | st.text(max_size=4)).map("".join))
def test_cues_stand_as_whole_words_and_do_not_meet(words):
    last = 0
    for one in CUES.find(words):
        assert last <= one.start < one.end
        assert within_words(words, one.start, one.end)
        last = one.end

"""Words that a person points at, and where they stand."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dispositif.register.errors import Refused
from dispositif.register.review.placing import place, require_no_loop

unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
SIGNS = st.text("ab \n\r\t\u00a0é🚢ا.", max_size=40)


@unhurried
@given(SIGNS, st.data())
def test_whatever_is_selected_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end]
    if not words.strip():
        with pytest.raises(Refused):
            place(text, words, start, start, end)
        return
    found = place(text, " ".join(words.split()), 0, start, end)
    assert start <= found.start < found.end <= end
    assert text[found.start : found.end] == found.text == words.strip()


@unhurried
@given(SIGNS, st.data())
def test_words_without_offsets_are_found_somewhere(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end].split()
    if words:
        found = place(text, " ".join(words), start)
        assert found.text.split() == words
        assert text[found.start : found.end] == found.text


def test_the_nearest_place_is_taken() -> None:
    text = "the Board; the  Board; the\nBoard"
    assert [place(text, "the Board", near).start for near in (0, 12, 40)] == [0, 11, 23]


def test_old_offsets_do_not_count_for_other_words() -> None:
    assert place("the Board and the Council", "the Council", 0, 0, 9).text == "the Council"


@pytest.mark.parametrize("words", ["the Fleet", "", " \n"])
def test_words_that_do_not_stand_there_are_refused(words: str) -> None:
    with pytest.raises(Refused):
        place("the Board", words, 0)


def test_a_loop_is_refused() -> None:
    waits = {"a": ["b"], "b": ["c"], "c": []}
    require_no_loop("d", ["a"], waits)
    with pytest.raises(Refused, match="c would wait for itself"):
        require_no_loop("c", ["a"], waits)
    with pytest.raises(Refused, match="no mandate x"):
        require_no_loop("c", ["x"], waits)

"""How a laid-out file becomes characters."""

from hypothesis import given
from hypothesis import strategies as st

from dispositif.reading.composition import fold, folded_offsets


@given(st.text(st.sampled_from("ab \t\n\u00ad\u200b\u00a0é"), max_size=30))
def test_offsets_in_folded_words_are_those_of_folding(words):
    offsets = folded_offsets(words)
    assert [len(fold(words[:n] + "|")) - 1 for n in range(len(words) + 1)] == list(offsets)

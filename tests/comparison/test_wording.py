"""Words and their differences hold for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dispositif.comparison.alignment import Unit, align
from dispositif.comparison.wording import Alphabet, as_printed, difference, runs, tokens, words

TEXTS = st.text(st.sampled_from("ab c.,\n-’1/é水Ω\xa0"), max_size=60)


@settings(deadline=None)
@given(TEXTS)
def test_tokens_are_all_that_is_printed(text):
    found = tokens(text)
    assert "".join(token.text for token in found) == "".join(text.split())
    assert all(text[token.start : token.end] == token.text for token in found)
    assert "".join(as_printed(found)) == " ".join(text.split())


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_runs_give_both_lines_back(old, new):
    left, right = tokens(old), tokens(new)
    marked = list(runs(left, right))
    kept = {kind: "".join(run.text for run in marked if run.kind in ("kept", kind)) for kind in ("deleted", "inserted")}
    assert kept["deleted"] == "".join(as_printed(left))
    assert kept["inserted"] == "".join(as_printed(right))


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_blocks_take_turns_and_cover_both_lines(old, new):
    left, right = tokens(old), tokens(new)
    blocks = difference(left, right)
    assert [block.equal for block in blocks[1:]] == [not block.equal for block in blocks[:-1]]
    assert sum(block.old[1] - block.old[0] for block in blocks) == len(left)
    assert sum(block.new[1] - block.new[0] for block in blocks) == len(right)


def test_a_word_that_stands_alone_between_changes_counts_with_them():
    old, new = tokens("red blue green of white black grey"), tokens("one two three of four five six")
    assert [block.equal for block in difference(old, new)] == [False]


def test_marks_and_case_do_not_make_paragraphs_unlike():
    assert words("The well-kept LIGHTS; (A/1),") == ["the", "well-kept", "lights", "a/1"]


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=8), st.lists(TEXTS, max_size=8))
def test_each_unit_is_in_one_group(old, new):
    alphabet = Alphabet()
    before, after = (
        [Unit(alphabet.spell(words(text)), "text", "main operative") for text in side] for side in (old, new)
    )
    groups = align(before, after)
    assert sorted(index for group in groups for index in group.old) == list(range(len(old)))
    assert sorted(index for group in groups for index in group.new) == list(range(len(new)))

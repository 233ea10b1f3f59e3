"""Marks that cross each other are cut so that they nest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dispositif.exports.marks import Closing, Mark, Opening, Piece, by_paragraph, nested

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from("abc"))


def pieces(spans):
    return [Piece(start, start + length, Mark(start, start + length, kind), True) for start, length, kind in spans]


def drawn(steps):
    """Each run of text with the kinds and extents of the marks that are open there."""
    opened, runs = [], []
    for step in steps:
        match step:
            case Opening(mark, _):
                opened.append(mark)
            case Closing():
                opened.pop()
            case (start, end):
                runs.append((start, end, sorted(opened)))
    assert not opened
    return runs


@given(st.lists(SPANS, max_size=8), st.integers(0, 10), st.integers(0, 40))
def test_every_character_is_in_the_marks_that_cover_it(spans, start, length):
    runs = drawn(nested(pieces(spans), start, start + length))
    assert "".join("x" * (until - at) for at, until, _ in runs) == "x" * length
    for at, until, opened in runs:
        for place in range(at, until):
            covering = [piece.mark for piece in pieces(spans) if piece.start <= place < piece.end]
            assert opened == sorted(covering)


@given(st.lists(SPANS, max_size=8))
def test_each_mark_is_opened_for_the_first_time_once(spans):
    given_pieces = pieces(spans)
    first = [step.mark for step in nested(given_pieces, 0, 50) if isinstance(step, Opening) and step.first]
    assert sorted(first) == sorted(piece.mark for piece in given_pieces)


def test_a_mark_over_two_paragraphs_is_cut_between_them(specimen):
    cut = by_paragraph(specimen.EDITION)
    chapeau = [piece for piece in cut["op-2"] if piece.mark.anchor == "op-2.a1"]
    below = [piece for piece in cut["op-2.a"] if piece.mark.anchor == "op-2.a1"]
    assert [piece.first for piece in chapeau + below] == [True, False]

"""What of a new reading is what of the one before."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dispositif.register.review.continuity import Extent, pairs

unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8)


def extents(spans: list[tuple[int, int]], mark: str) -> list[Extent]:
    return [Extent(start, start + length, f"{mark}{number}") for number, (start, length) in enumerate(spans)]


def test_the_same_words_are_the_same_thing() -> None:
    before = [Extent(0, 10, "op-1"), Extent(12, 20, "op-2")]
    after = [Extent(0, 9, "op-2"), Extent(12, 20, "op-3")]
    assert pairs(before, after) == {"op-2": "op-1", "op-3": "op-2"}


def test_where_one_became_two_the_longer_goes_on() -> None:
    assert pairs([Extent(0, 30, "a")], [Extent(0, 10, "x"), Extent(11, 30, "y")]) == {"y": "a"}


def test_what_shares_too_little_is_new() -> None:
    assert pairs([Extent(0, 10, "a")], [Extent(7, 30, "b")]) == {}


def test_what_lies_inside_a_longer_one_is_not_missed() -> None:
    before = [Extent(0, 100, "whole"), Extent(10, 12, "short")]
    assert pairs(before, [Extent(40, 60, "x")]) == {"x": "whole"}


@unhurried
@given(SPANS, SPANS)
def test_each_has_one_that_it_shares_half_with(before: list[tuple[int, int]], after: list[tuple[int, int]]) -> None:
    old, new = extents(before, "o"), extents(after, "n")
    found = pairs(old, new)
    assert len(set(found.values())) == len(found)
    by_name = {one.name: one for one in (*old, *new)}
    for after_name, before_name in found.items():
        a, b = by_name[after_name], by_name[before_name]
        assert 2 * (min(a.end, b.end) - max(a.start, b.start)) >= min(a.end - a.start, b.end - b.start)


@unhurried
@given(SPANS)
def test_what_is_unchanged_keeps_its_name(spans: list[tuple[int, int]]) -> None:
    once = [*dict.fromkeys(spans)]
    same = extents(once, "o")
    assert pairs(same, same) == {one.name: one.name for one in same}

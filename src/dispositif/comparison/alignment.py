"""Which paragraphs of two documents belong together. See docs/explanation/comparison.md for the why."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import pairwise
from operator import add
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from dispositif.comparison.wording import similarity

# Below it paragraphs have little but their grammar in common (measured: benchmarks/alignment.md).
_ALIKE = 0.53
# Between two neighbours that belong together, less is enough.
_ALIKE_IN_PLACE = 0.42
# How much of a paragraph stands in a stretch that the paragraph it was split from lost.
_CONTAINED = 0.6
_FEWEST_WORDS = 10
# One paragraph more that stayed in place counts for more than any words of those that did not.
_STAYING = 1_000_000
_CANDIDATES = 8
# A pair of words that so many paragraphs have says nothing of any of them.
_COMMON = 60
# Gaps with more combinations than this are of texts that have little in common.
_LARGEST_GAP = 2500
# Of two equally alike, the one in the same part and at the same place.
_FOR_SORT = 0.03
_FOR_PLACE = 0.06


class Unit(NamedTuple):
    """A paragraph to align: its words as letters of one alphabet, and the sort of paragraph it is.

    Only units of the same `realm` are aligned (the text, its notes); units of the same `sort` rather than others.
    """

    letters: str
    realm: str
    sort: str


class Group(NamedTuple):
    """Units that belong together, by their places on each side; one side is empty for what is new or dropped."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool
    similarity: float


def align(old: Sequence[Unit], new: Sequence[Unit]) -> list[Group]:
    """The units of two documents in groups, each unit in exactly one: in the order of `new`.

    What was dropped stands behind what stood before it.
    """
    pairs = _pairs(old, new)
    _fill_gaps(old, new, pairs)
    pieces = _pieces(old, new, pairs)
    sources = _pieces(new, old, {right: left for left, right in pairs.items()})
    moved = _moved(old, pairs)
    groups = [_group(old, new, left, right, pieces, sources, left in moved) for left, right in pairs.items()]
    return _in_order(groups, len(old), len(new))


def _pairs(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """The best one-to-one pairs, the most alike first."""
    pairs = _same(old, new)
    taken = set(pairs.values())
    scored = sorted(_scored(old, new, pairs), reverse=True)
    for _, left, right in scored:
        if left not in pairs and right not in taken:
            pairs[left] = right
            taken.add(right)
    return pairs


def _same(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """The units that are the same in words and sort, and stand once on each side."""
    before, after = _once(old), _once(new)
    return {left: after[unit] for unit, left in before.items() if unit in after}


def _once(units: Sequence[Unit]) -> dict[Unit, int]:
    counts = Counter(units)
    return {unit: index for index, unit in enumerate(units) if counts[unit] == 1}


def _scored(old: Sequence[Unit], new: Sequence[Unit], pairs: dict[int, int]) -> Iterator[tuple[float, int, int]]:
    taken = set(pairs.values())
    lefts = [index for index in range(len(old)) if index not in pairs]
    rights = [index for index in range(len(new)) if index not in taken]
    near = _candidates([old[index] for index in lefts], [new[index] for index in rights])
    for right, candidates in zip(rights, near, strict=True):
        unit = new[right]
        for left in map(lefts.__getitem__, candidates):
            other = old[left]
            alike = similarity(other.letters, unit.letters, _ALIKE)
            if alike >= _ALIKE and other.realm == unit.realm:
                nearness = 1 - abs(left / len(old) - right / len(new))
                yield alike + _FOR_SORT * (other.sort == unit.sort) + _FOR_PLACE * nearness, left, right


def _candidates(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[list[int]]:
    """For each new unit the old ones with which it shares most pairs of words, rare ones counting more."""
    sought = [_grams(unit) for unit in new]
    wanted = set[str]().union(*sought)
    holders: dict[str, list[int]] = {}
    for index, unit in enumerate(old):
        for gram in _grams(unit) & wanted:
            holders.setdefault(gram, []).append(index)
    for grams in sought:
        shared: defaultdict[int, float] = defaultdict(float)
        for gram in grams & holders.keys():
            if len(found := holders[gram]) <= _COMMON:
                for index in found:
                    shared[index] += 1 / len(found)
        yield nlargest(_CANDIDATES, shared, key=shared.__getitem__)


def _grams(unit: Unit) -> set[str]:
    letters = f"\0{unit.letters}\0"
    return set(map(add, letters, letters[1:]))


def _fill_gaps(old: Sequence[Unit], new: Sequence[Unit], pairs: dict[int, int]) -> None:
    """Add pairs of what stands alone between the same neighbours, if it is still somewhat alike."""
    taken = set(pairs.values())
    fences = [(-1, -1), *sorted(pairs.items()), (len(old), len(new))]
    for (left, right), (left_end, right_end) in pairwise(fences):
        free_old = range(left + 1, left_end)
        free_new = [index for index in range(right + 1, right_end) if index not in taken]
        if len(free_old) * len(free_new) > _LARGEST_GAP:
            continue
        scored = [
            (alike, -abs(one - left - other + right), one, other)
            for one in free_old
            for other in free_new
            if (old[one].realm, old[one].sort) == (new[other].realm, new[other].sort)
            and (alike := similarity(old[one].letters, new[other].letters, _ALIKE_IN_PLACE)) >= _ALIKE_IN_PLACE
        ]
        for _, _, one, other in sorted(scored, reverse=True):
            if one not in pairs and other not in taken:
                pairs[one] = other
                taken.add(other)


def _pieces(whole: Sequence[Unit], parts: Sequence[Unit], pairs: dict[int, int]) -> dict[int, list[int]]:
    """Units of `parts` that stand alone and whose words a unit of `whole` has beyond those of its own partner."""
    taken = set(pairs.values())
    alone = [index for index in range(len(parts)) if index not in taken and len(parts[index].letters) >= _FEWEST_WORDS]
    found: dict[int, list[int]] = {}
    if not alone:
        return found
    candidates = list(_candidates(whole, [parts[index] for index in alone]))
    for index, near in zip(alone, candidates, strict=True):
        part = parts[index]
        for source in near:
            partner = pairs.get(source)
            if partner is None or whole[source].realm != part.realm:
                continue
            rest = _rest(whole[source].letters, parts[partner].letters)
            if _holds(rest, part.letters):
                found.setdefault(source, []).append(index)
                break
    return found


def _holds(rest: str, part: str) -> bool:
    """Whether a unit stands, nearly, in a stretch of what another has lost."""
    return len(rest) >= _CONTAINED * len(part) and fuzz.partial_ratio(rest, part) >= 100 * _CONTAINED


def _rest(letters: str, partner: str) -> str:
    """What a unit has beyond the stretches of words that it shares with its partner."""
    blocks = LCSseq.opcodes(letters, partner)
    return "".join([letters[block.src_start : block.src_end] for block in blocks if block.tag != "equal"])


def _moved(old: Sequence[Unit], pairs: dict[int, int]) -> set[int]:
    """The old units of the pairs that are out of order: as few as can be, and of as few words."""
    ordered = sorted(pairs.items())
    chains: list[tuple[int, int]] = []  # of the pair at each index: the weight of its series, the index before it
    front: list[tuple[int, int, int]] = []  # place, weight, index of the series worth continuing; both rise
    for index, (left, right) in enumerate(ordered):
        at = bisect_left(front, (right,))
        weight, before = front[at - 1][1:] if at else (0, -1)
        weight += _STAYING + len(old[left].letters)
        chains.append((weight, before))
        worth = next((place for place in range(at, len(front)) if front[place][1] > weight), len(front))
        front[at:worth] = [(right, weight, index)]
    kept: set[int] = set()
    at = max(range(len(chains)), key=lambda chain: chains[chain][0], default=-1)
    while at >= 0:
        kept.add(ordered[at][0])
        at = chains[at][1]
    return {left for left, _ in ordered if left not in kept}


def _group(
    old: Sequence[Unit],
    new: Sequence[Unit],
    left: int,
    right: int,
    pieces: dict[int, list[int]],
    sources: dict[int, list[int]],
    moved: bool,
) -> Group:
    lefts = tuple(sorted([left, *sources.get(right, ())]))
    rights = tuple(sorted([right, *pieces.get(left, ())]))
    before = "".join([old[index].letters for index in lefts])
    after = "".join([new[index].letters for index in rights])
    alike = 1.0 if before == after else similarity(before, after)
    return Group(lefts, rights, moved, alike)


def _in_order(groups: list[Group], olds: int, news: int) -> list[Group]:
    """All groups, those of one side among them, in the order of the new text."""
    seen_old = {index for group in groups for index in group.old}
    seen_new = {index for group in groups for index in group.new}
    all_new = [*groups, *(Group((), (index,), False, 0.0) for index in range(news) if index not in seen_new)]
    all_new.sort(key=lambda group: group.new[0])
    behind: dict[int, list[Group]] = {}
    last = -1
    in_place = {index for group in groups if not group.moved for index in group.old}
    for index in range(olds):
        if index not in seen_old:
            behind.setdefault(last, []).append(Group((index,), (), False, 0.0))
        elif index in in_place:
            last = index
    ordered = behind.get(-1, [])[:]
    for group in all_new:
        ordered.append(group)
        for index in () if group.moved else group.old:
            ordered += behind.get(index, ())
    return ordered

"""What stands among the text of a PDF page and is none: words drawn twice, stamps over the text, numbers of lines.

And initials that are set over several lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from dispositif.reading.pdf_runs import Run

_TWICE = 0.2
_LARGE = 1.8
_ASCENT = 0.75
_DESCENT = 0.25
_FEWEST = 4
_WIDE_STEP = 5
_LONGEST_NUMBER = 4
_NEARLY_ALL = 0.7
_NOT_MORE = 1.5


def without_overprints(runs: list[Run]) -> tuple[list[Run], list[str]]:
    """The runs without those that are drawn anew in their place, and without stamps; and the words of these.

    A stamp is in letters larger than the others, and lies over them.
    """
    seen: dict[str, list[Run]] = {}
    kept: list[Run] = []
    for run in runs:
        alike = seen.setdefault(run.words.strip(), [])
        if not any(_is_in_place(run, other) for other in alike):
            alike.append(run)
            kept.append(run)
    large = _large(kept)
    stamps = [run for run in large if any(_lies_over(run, other) for other in kept)]
    return [run for run in kept if run not in stamps], [run.words.strip() for run in stamps]


def _is_in_place(run: Run, other: Run) -> bool:
    return abs(run.left - other.left) < _TWICE * run.size and abs(run.base - other.base) < _TWICE * run.size


def _large(runs: list[Run]) -> list[Run]:
    """Those in letters much larger than usual."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size] += len(run.words)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    return [run for run in runs if run.size > _LARGE * usual]


def _stands_beside(run: Run, other: Run) -> bool:
    return -_DESCENT * run.size < other.base - run.base < _ASCENT * run.size and other is not run


def _lies_over(run: Run, other: Run) -> bool:
    return _stands_beside(run, other) and min(run.right, other.right) - max(run.left, other.left) > other.size


def place_initials(runs: list[Run]) -> None:
    """Put an initial that is set over several lines at the head of the first of them, as a letter like the others."""
    for initial in _large(runs):
        if not (len(initial.words.strip()) == 1 and initial.words[0].isupper()):
            continue
        beside = [
            run
            for run in runs
            if _stands_beside(initial, run) and run.size < initial.size and run.left >= initial.right - initial.size / 4
        ]
        first = max(beside, key=lambda run: (round(run.base), -run.left), default=None)
        if first is not None and len({round(run.base) for run in beside}) > 1:
            initial.base, initial.size = first.base, first.size
            initial.left, initial.right = first.left - 0.01, first.left


def without_line_numbers(runs: list[Run], rows_of: Callable[[list[Run]], list[list[Run]]]) -> list[Run]:
    """The runs without numbers that count the lines beside the text: each of them, or every second, fifth or tenth."""
    figures = [run for run in runs if len(run.words.strip()) <= _LONGEST_NUMBER and run.words.strip().isdecimal()]
    if len(figures) < 2:
        return runs
    taken = {id(run) for run in figures}
    words = [run for run in runs if id(run) not in taken]
    if not words:
        return runs
    left, right = min(run.left for run in words), max(run.right for run in words)
    rows = 0
    for beside in ([run for run in figures if run.right <= left], [run for run in figures if run.left >= right]):
        counted = sorted(beside, key=lambda run: -run.base)
        steps = Counter(int(below.words) - int(above.words) for above, below in pairwise(counted))
        step = steps.most_common(1)[0][0] if steps else 0
        if step <= 0 or (len(counted) < _FEWEST and step < _WIDE_STEP):
            continue
        rows = rows or len(rows_of(runs))
        if _NEARLY_ALL * rows <= len(counted) * step <= _NOT_MORE * rows:
            numbers = {id(run) for run in counted}
            return [run for run in runs if id(run) not in numbers]
    return runs

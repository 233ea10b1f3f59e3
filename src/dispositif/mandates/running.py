"""Lists that run on within a paragraph: "requests the pilots to: (a) sound the channel; and (b) chart it"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dispositif.document import Paragraph
from dispositif.mandates.grammar import Grammar
from dispositif.structure.numbering import Mark, mark

_CLOSE: Final = ") "
_SECOND: Final = ("b) ", "ii) ", "2) ")
_LONGEST_NUMBER: Final = 6
_PARTING: Final = frozenset(",;:.–—")
_FEWEST_WORDS: Final = 2
_SHOWN: Final = 60  # characters before a number that show whether it is one of a list


def run_on(paragraph: Paragraph, start: int, end: int, flat: str, grammar: Grammar) -> list[Paragraph]:
    """The chapeau and the items of a list in `flat[start:end]`, as if each were a paragraph; [] where there is none.

    The numbers count from one, and what stands between two of them has more words than "paragraphs (a) and (b)".
    """
    for second in _SECOND:
        if flat.find(second, start, end) >= 0:
            break
    else:
        return []
    counted: list[tuple[int, Mark]] = []
    for place, number in _marks(flat, start, end):
        if counted:
            _, before = counted[-1]
            follows = number.form == before.form and (before.style, before.value + 1) in number.readings
            if not follows or not _ends_item(flat, before.after, place, grammar):
                continue
            number.style, number.value = before.style, before.value + 1
        elif (first := next((one for one in number.readings if one[1] == 1), None)) is None or not _opens(
            flat, start, place, grammar
        ):
            continue
        else:
            number.style, number.value = first
        counted.append((place, number))
    if len(counted) < _FEWEST_WORDS:
        return []
    ends = [*(place for place, _ in counted[1:]), end]
    stretches = [
        (start, counted[0][0]),
        *((number.after, stop) for (_, number), stop in zip(counted, ends, strict=True)),
    ]
    name = f"{paragraph.id}:{start}"
    return [
        Paragraph(
            id=f"{name}:{place}", part=paragraph.part, kind=paragraph.kind, path=paragraph.path, parent=paragraph.id,
            start=first, end=first + len(flat[first:last].rstrip()),
        )
        for place, (first, last) in enumerate(stretches)
    ]  # fmt: skip


def _marks(flat: str, start: int, end: int) -> Iterator[tuple[int, Mark]]:
    """The bracketed numbers that stand there by themselves, and where each begins."""
    close = flat.find(_CLOSE, start, end)
    while close >= 0:
        begin = flat.rfind(" ", max(start, close - _LONGEST_NUMBER), close) + 1
        number = mark(flat, begin, end) if begin else None
        if number is not None and not number.loose and number.after >= close + len(_CLOSE):
            yield begin, number
        close = flat.find(_CLOSE, close + 1, end)


def _opens(flat: str, start: int, place: int, grammar: Grammar) -> bool:
    """Whether a first item may begin at a place: not "paragraph 5 | (a)", "pursuant to | (a)"."""
    words = flat[max(start, place - _SHOWN) : place].split()
    last = words[-1].lower() if words else ""
    if last == grammar.words.infinitive:
        return len(words) < 2 or words[-2].lower() not in grammar.prepositional
    return not last[-1:].isdigit()


def _ends_item(flat: str, start: int, place: int, grammar: Grammar) -> bool:
    """Whether an item that begins at `start` may end at a place: behind a mark or a joint, and with some words."""
    words = flat[max(start, place - _SHOWN) : place].split()
    joined = bool(words) and words[-1] in grammar.tasks.list_joints
    if len(words) - joined < _FEWEST_WORDS:
        return False
    return joined or words[-1][-1] in _PARTING

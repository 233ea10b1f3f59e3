"""The paragraphs of two readings of one text set side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dispositif.document import Document, Paragraph
from dispositif.evaluation.report import Fault, Share

_LONGEST = 80


def compare(file: str, marked: Document, plain: Document, characters: str, shares: dict[str, Share]) -> Iterator[Fault]:
    """The faults of `plain` where it differs from `marked`. Each marked one has one at most. Counts in `shares`."""
    gold, found = marked.paragraphs, plain.paragraphs
    over, under = _overlaps(gold, found), _overlaps(found, gold)
    for paragraph in found:
        shares.setdefault(paragraph.kind, Share()).found += 1
    for place, paragraph in enumerate(gold):
        share = shares.setdefault(paragraph.kind, Share())
        share.marked += 1
        others = [found[other] for other in over[place]]
        shared = len(under[over[place][0]]) > 1 if len(others) == 1 else False
        wrong = _wrong(paragraph, others, shared, characters)
        if not wrong:
            share.right += 1
            continue
        name = ", ".join(described(one) for one in others) or "nothing"
        yield fault(file, paragraph.kind, wrong, described(paragraph), name, paragraph.start, paragraph.end, characters)
    for place, paragraph in enumerate(found):
        # A line of strokes is the rule above the notes.
        if not under[place] and any(map(str.isalnum, characters[paragraph.start : paragraph.end])):
            name = described(paragraph)
            yield fault(file, paragraph.kind, "extra", "nothing", name, paragraph.start, paragraph.end, characters)


def fault(file: str, sort: str, wrong: str, marked: str, found: str, start: int, end: int, characters: str) -> Fault:
    """A fault with the words it is about."""
    words = " ".join(characters[start : min(end, start + 4 * _LONGEST)].split())
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return Fault(file=file, sort=sort, fault=wrong, marked=marked, found=found, start=start, words=short)


def described(paragraph: Paragraph) -> str:
    """A paragraph in a few words: "operative 3 (b)"; "annex, operative 1"."""
    number = " ".join(step if place == 0 else f"({step})" for place, step in enumerate(paragraph.path))
    annex = "annex, " if paragraph.part == "annex" else ""
    return f"{annex}{paragraph.kind} {number}".strip()


def _wrong(marked: Paragraph, others: Sequence[Paragraph], shared: bool, characters: str) -> str:
    """What is wrong; "" where nothing is."""
    if not others:
        return "missed"
    if len(others) > 1:
        return "split"
    if shared:
        return "merged"
    other = others[0]
    if _trimmed(marked, characters) != _trimmed(other, characters):
        return "boundary"
    for field in ("part", "kind", "path"):
        if getattr(marked, field) != getattr(other, field):
            return field
    return ""


def _trimmed(paragraph: Paragraph, characters: str) -> tuple[int, int]:
    words = characters[paragraph.start : paragraph.end]
    return (
        paragraph.start + len(words) - len(words.lstrip()),
        paragraph.end - len(words) + len(words.rstrip()),
    )


def _overlaps(ones: Sequence[Paragraph], others: Sequence[Paragraph]) -> list[list[int]]:
    """For each of the ones the places of the others that share a character with it. Both stand in order."""
    found: list[list[int]] = []
    first = 0
    for one in ones:
        while first < len(others) and others[first].end <= one.start:
            first += 1
        place, touching = first, []
        while place < len(others) and others[place].start < one.end:
            touching.append(place)
            place += 1
        found.append(touching)
    return found

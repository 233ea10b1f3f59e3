"""The blocks of a laid-out file as paragraphs: one may hold several, be a line of one, or bear nothing but a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from msgspec import structs

from dispositif.structure import lines
from dispositif.structure.numbering import number_alone, numbered
from dispositif.structure.openings import Openings
from dispositif.text import Block, Text

_PROSE: Final = ("", "list")  # styles of blocks that may hold several paragraphs


def paragraphs_of_blocks(text: Text, flat: str, known: Openings) -> list[Block]:
    """The blocks of a laid-out text, each a paragraph. `flat` are the characters that are searched."""
    characters = text.characters
    return _with_numbers(_of_lines(_parted(text, flat, known), characters, flat, known), characters, flat, known)


def _parted(text: Text, flat: str, known: Openings) -> Iterable[Block]:
    """The blocks of a laid-out text, those that hold several paragraphs parted."""
    characters = text.characters
    prose = [block for block in text.blocks if block.style in _PROSE]
    shared = [block for block in prose if characters.count("\n", block.start, block.end)]
    if not shared:
        return text.blocks
    whole = [(block.start, block.end, bool(block.number)) for block in shared]
    in_lines = all(block.in_lines for block in shared)
    own = [(block.start, block.end) for block in shared]
    parts = dict(zip(own, lines.parts(characters, flat, known, whole, in_lines), strict=True))
    parted: list[Block] = []
    for block in text.blocks:
        (_, end), *further = parts.get((block.start, block.end)) or [(block.start, block.end)]
        parted.append(structs.replace(block, end=end) if further else block)
        parted += [Block(start=start, end=end, page=block.page) for start, end in further]
    return parted


def _of_lines(blocks: Iterable[Block], characters: str, flat: str, known: Openings) -> list[Block]:
    """The blocks, those that are printed lines each joined into paragraphs."""
    blocks = list(blocks)
    runs = [(bare, list(run)) for bare, run in groupby(blocks, lambda block: not (block.style or block.number))]
    spans = [[(block.start, block.end) for block in run] if bare else [] for bare, run in runs]
    found = lines.paragraphs_of_lines(characters, flat, known, spans)
    if found is None:
        return blocks
    joined: list[Block] = []
    for (bare, run), own in zip(runs, found, strict=True):
        pages = {block.start: block.page for block in run}
        joined += [Block(start=start, end=end, page=pages[start]) for start, end in own] if bare else run
    return joined


def _with_numbers(blocks: Sequence[Block], characters: str, flat: str, known: Openings) -> list[Block]:
    """The blocks, a number that stands in one of its own taken together with the block that it counts."""
    figures = lines.counting(characters, flat, known, [lines.Line(one.start, one.end, 0, True) for one in blocks])
    joined: list[Block] = []
    alone = False
    for block in blocks:
        bare = not block.number and block.style != "table"
        if alone and bare and not numbered(characters, block.start, block.end):
            joined[-1] = structs.replace(block, start=joined[-1].start)
            alone = False
        else:
            joined.append(block)
            alone = bare and (block.start in figures or number_alone(characters, block.start, block.end))
    return joined

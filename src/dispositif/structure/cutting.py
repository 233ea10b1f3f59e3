"""Blocks into pieces: each with its number and opening, those cut that hold two, those joined that are part of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dispositif.structure import lines, unbroken
from dispositif.structure.blocks import paragraphs_of_blocks
from dispositif.structure.numbering import Mark, mark, past_blanks
from dispositif.structure.openings import Openings, Speakers
from dispositif.structure.pieces import Piece, stop
from dispositif.structure.shapes import report_line
from dispositif.text import Text

_OPENS: Final = "("
_AHEAD: Final = 20  # blocks: no item of a list, with what stands below it, has more
_LEADERS: Final = "....."
_NUMBER: Final = "0123456789/. \t"  # what a number is printed with: "12/4.	Nets"
_SENTENCES: Final = ("", "list", "heading")  # of those that may hold a part of one
_FEW_WORDS: Final = 80  # characters: what a longer block goes on with may be a paragraph of its own
_INNER: Final = ",;"  # with what stands there nothing begins
_GOING_ON: Final = ";,"  # what ends so is no entry of a table of contents
_FRONT: Final = 12  # blocks: further down no report begins
_FORMULA: Final = 240  # characters: no formula with a recital behind it is longer
_COMMAS: Final = 3  # in it


def pieces_of(text: Text, flat: str, known: Openings, speakers: Speakers) -> list[Piece]:
    """The blocks of the text, with their numbers and openings."""
    characters = text.characters
    pieces: list[Piece] = []
    if text.blocks:
        for block in paragraphs_of_blocks(text, flat, known):
            if block.start < block.end:
                piece = _piece(characters, flat, block.start, block.end, known, block.number, block.style)
                if block.number:
                    piece.nesting = block.level
                pieces.append(piece)
    else:
        spans = unbroken.parted(lines.blocks(characters, flat, known), characters, flat, known)
        pieces = [_piece(characters, flat, start, end, known) for start, end in spans]
    pieces[:_FRONT] = _below_datelines(pieces[:_FRONT], characters, flat, known)
    pieces = _behind_formulae(pieces, characters, flat, known)
    _number_twice(pieces, characters)
    _open(pieces, characters, flat, known, speakers)
    return _whole(pieces, flat, known, speakers)


def _piece(
    characters: str, flat: str, start: int, end: int, known: Openings, number: str = "", style: str = ""
) -> Piece:
    words = start
    if declared := known.declared(flat, start, end):
        found = mark(f"{declared.label}.", 0, len(declared.label) + 1)
        words = declared.after
    elif number:
        found = mark(number, 0, len(number)) or mark(f"{number}.", 0, len(number) + 1)
    else:
        found = mark(characters, start, end) or known.ordinal(flat, start, end)
        if found is not None:
            if found.after == end:
                found = None  # a number and nothing after it
            elif not found.loose:
                words = found.after
    piece = Piece(start, end, words, found, style, stop(flat, words, end))
    if found is not None and found.loose:
        piece.mark, piece.loose = None, found
    return piece


def _below_datelines(pieces: Sequence[Piece], characters: str, flat: str, known: Openings) -> list[Piece]:
    """The pieces, a report's dateline parted from the sentence that it begins: it is a line of the masthead."""
    parted: list[Piece] = []
    for piece in pieces:
        end = report_line(flat, piece.start, piece.end)
        cut = piece.start < end < piece.end and piece.stop
        parted += _cut(piece, end, characters, flat, known) if cut else [piece]
    return parted


def _behind_formulae(pieces: Sequence[Piece], characters: str, flat: str, known: Openings) -> list[Piece]:
    """The pieces, a formula parted from the recital that stands behind it: "The Council, | Recalling its vow,"."""
    parted: list[Piece] = []
    for piece in pieces:
        end = _end_of_formula(piece, flat, known) if piece.stop and piece.mark is None else -1
        parted += _cut(piece, end, characters, flat, known) if end >= 0 else [piece]
    return parted


def _end_of_formula(piece: Piece, flat: str, known: Openings) -> int:
    """Where a formula ends behind which a recital begins, with a capital; -1 where none does."""
    comma = piece.start
    for _ in range(_COMMAS):
        comma = flat.find(", ", comma + 1, min(piece.end, piece.start + _FORMULA))
        if comma < 0:
            break
        if flat[comma + 2].isupper() and known.opening(flat, comma + 2, piece.end).recites:
            return comma + 1 if known.part_of("formulae", flat, piece.start, comma + 1) else -1
    return -1


def _cut(piece: Piece, end: int, characters: str, flat: str, known: Openings) -> list[Piece]:
    """A piece in two, the first of which ends at `end`."""
    both = ((piece.start, end), (past_blanks(flat, end, piece.end), piece.end))
    return [_piece(characters, flat, *span, known, style=piece.style) for span in both]


def _number_twice(pieces: Sequence[Piece], characters: str) -> None:
    """Read the second of two numbers that a block begins with, where its list goes on: "2. (1) …" above "(2) …"."""
    for at, piece in enumerate(pieces):
        outer = piece.mark
        if outer is None or characters[piece.words] != _OPENS:
            continue
        inner = mark(characters, piece.words, piece.end)
        if inner is None or inner.loose or inner.after == piece.end:
            continue
        if inner.form == outer.form and inner.style == outer.style:
            continue
        if _lists_on(inner, outer, pieces[at + 1 : at + _AHEAD]):
            piece.inner, piece.words = inner, inner.after
            piece.length = piece.end - piece.words


def _lists_on(inner: Mark, outer: Mark, below: Iterable[Piece]) -> bool:
    """Whether a list that `inner` begins goes on before the one that `outer` is of."""
    seconds = [(style, 2) for style, value in inner.readings if value == 1]
    for piece in below:
        found = piece.mark
        if found is not None and found.form == inner.form and any(second in found.readings for second in seconds):
            return True
        if found is not None and found.form == outer.form and found.style == outer.style:
            return False
    return False


def _open(pieces: list[Piece], characters: str, flat: str, known: Openings, speakers: Speakers) -> None:
    """Say how each piece opens; an entry of a table of contents, or of any table, opens nothing."""
    has_leaders, has_tabs = _LEADERS in flat, "\t" in characters
    for piece in pieces:
        start, end = piece.words, piece.end
        if not has_leaders or flat[end - 1] in _GOING_ON or flat.find(_LEADERS, start, end) < 0:
            piece.opening = known.opening(flat, start, end, speakers)
        if has_tabs and not (piece.style or piece.opening.use) and _tabulated(characters, start, end):
            piece.style = "table"


def _tabulated(characters: str, start: int, end: int) -> bool:
    """Whether a tab parts the words as it parts the cells of a table: inside a line, not at its head or number."""
    if characters.find("\t", start, end) < 0:
        return False
    return any("\t" in line.strip().lstrip(_NUMBER) for line in characters[start:end].splitlines())


def _whole(pieces: Sequence[Piece], flat: str, known: Openings, speakers: Speakers) -> list[Piece]:
    """The pieces, those taken together that a layout parts after a few words: "Urges | all Member States to sail;"."""
    whole: list[Piece] = []
    for at, piece in enumerate(pieces):
        above = whole[-1] if whole else None
        if above is None or above.stop or not _goes_on(above, piece, pieces[at + 1 : at + 2], flat, known):
            whole.append(piece)
            continue
        joined = Piece(above.start, piece.end, above.words, above.mark, piece.style, piece.stop)
        joined.loose, joined.nesting = above.loose, above.nesting
        joined.opening = known.opening(flat, joined.words, joined.end, speakers)
        whole[-1] = joined
    return whole


def _goes_on(above: Piece, piece: Piece, below: Sequence[Piece], flat: str, known: Openings) -> bool:
    """Whether a piece goes on with the sentence of the one above; of several that do, each may be an item of a list."""
    if not (above.opening.use or above.mark) or piece.mark is not None or piece.loose is not None:
        return False
    if above.style not in _SENTENCES or piece.style not in _SENTENCES:
        return False
    if known.breaks_off(flat, above.words, above.end):
        return True
    if above.length > _FEW_WORDS:
        return False
    return _is_amid(piece, flat) and (not piece.stop or not any(_is_amid(other, flat) for other in below))


def _is_amid(piece: Piece, flat: str) -> bool:
    """Whether a piece begins as no sentence does, and without a number."""
    first = flat[piece.words]
    return piece.mark is None and piece.loose is None and (first.islower() or first in _INNER)

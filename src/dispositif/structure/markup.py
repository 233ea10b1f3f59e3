"""Blocks whose mark-up says what they are (Akoma Ntoso): believed as they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast, get_args

from dispositif.document import ParagraphKind
from dispositif.structure.pieces import Piece
from dispositif.text import BELOW_NONE, Block

_KINDS: Final = frozenset(get_args(ParagraphKind))


def marked_up(blocks: Iterable[Block]) -> list[Piece]:
    """The pieces that the mark-up makes, each below the paragraph whose numbers its own begin with."""
    pieces: list[Piece] = []
    holders: dict[tuple[str, ...], Piece] = {}
    begun: dict[int, Piece] = {}
    annex, part, text = 0, "main", 1
    annexes: dict[str, int] = {}
    for block in blocks:
        if block.text != text:
            text, annex, part = block.text, 0, "main"
            annexes.clear()
            holders.clear()
        if block.part and block.part != part:
            part = block.part
            annex = annexes.setdefault(part, len(annexes) + 1) if part != "main" else 0
            holders.clear()
        piece = Piece(block.start, block.end, block.start, None, block.style, "")
        piece.kind = cast(ParagraphKind, block.kind) if block.kind in _KINDS else "other"
        piece.path, piece.rule = block.path, "markup/kind"
        piece.annex, piece.text = annex, text
        begun[block.start] = piece
        if block.above >= 0:
            piece.parent = begun.get(block.above)
        elif piece.kind == "operative" and block.path and block.above != BELOW_NONE:
            piece.parent = _above(holders, block.path)
        if piece.kind == "operative" and block.path:
            holders[block.path] = piece
        pieces.append(piece)
    return pieces


def _above(holders: dict[tuple[str, ...], Piece], path: tuple[str, ...]) -> Piece | None:
    """The paragraph of the longest path that `path` begins with."""
    for length in range(len(path) - 1, 0, -1):
        if path[:length] in holders:
            return holders[path[:length]]
    return None

"""The structure stage: from a text to its paragraphs, each with its kind, its printed number and its place."""

from __future__ import annotations

from dispositif.document import Paragraph
from dispositif.structure import lines
from dispositif.structure.naming import named
from dispositif.structure.numbering import mark
from dispositif.structure.openings import Openings, openings
from dispositif.structure.parts import Piece, Walk
from dispositif.text import Block, Text, TextWarning

__all__ = ["paragraphs"]


def paragraphs(text: Text, flat: str, language: str) -> tuple[tuple[Paragraph, ...], tuple[TextWarning, ...]]:
    """The paragraphs of `text`, in order, and what a reader should be warned of. `flat` is `flatten(text.characters)`."""
    known = openings(language)
    blocks = text.blocks or lines.blocks(text.characters, lambda start, end: _opens(text.characters, flat, start, end, known))
    pieces = [_piece(text.characters, flat, block, known) for block in blocks]
    Walk(flat, pieces, known).run()
    return named(pieces), ()


def _opens(characters: str, flat: str, start: int, end: int, known: Openings) -> bool:
    if mark(characters, start, end) is not None:
        return True
    return characters[start].isupper() and known.opening(flat, start, end) is not None


def _piece(characters: str, flat: str, block: Block, known: Openings) -> Piece:
    found = mark(characters, block.start, block.end)
    words = found.after if found else block.start
    piece = Piece(block.start, block.end, words, found, block.level)
    piece.opening = known.opening(flat, words, block.end)
    return piece

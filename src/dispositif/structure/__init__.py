"""The structure stage: from a text to its paragraphs, each with its kind, its printed number and its place.

    characters ─lines, blocks─▶ blocks ─cutting, numbering, openings─▶ pieces
    pieces ─walk, outline─▶ kinds and places ─naming─▶ paragraphs

Blocks of a laid-out file come with the text; where its mark-up says what each block is, it is believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dispositif.document import Paragraph
from dispositif.passage import Flat
from dispositif.structure.account import account
from dispositif.structure.cutting import pieces_of
from dispositif.structure.evidence import performs
from dispositif.structure.markup import marked_up
from dispositif.structure.naming import named
from dispositif.structure.openings import NO_SPEAKERS, Openings, Speakers, openings
from dispositif.structure.pieces import Piece
from dispositif.structure.titles import name_titles
from dispositif.structure.tongues import in_another
from dispositif.structure.walk import Walk
from dispositif.text import Text, TextWarning

__all__ = ["marked_up", "named", "paragraphs"]

_NAMED: Final = 20  # texts: a warning names no more
_NO_INSTRUMENT: Final = TextWarning(
    code="no-instrument",
    message="No formula, and too few paragraphs that perform anything: the text was not read as an instrument.",
)


def paragraphs(text: Text, flat: Flat, language: str) -> tuple[tuple[Paragraph, ...], tuple[TextWarning, ...]]:
    """The paragraphs of `text`, in order, and what its reader should be warned of.

    `flat` is `flatten(text.characters)`; `language` the code of the language whose data is asked.
    """
    if any(block.kind for block in text.blocks):
        stated = marked_up(text.blocks)
        return named(stated), _several(stated, text.characters)
    known = openings(language)
    read = _Read(text, flat.characters, known, language)
    told = None if read.walk.instrument else account(read.own, flat.characters, language)
    if told:
        read = _Read(text, flat.characters, known, language, known.speakers(told))
    name_titles(read.own, flat.characters, known, language)
    pieces, unread = read.pieces, _in_other_language(read.others)
    if read.others:
        _set_apart(pieces, frozenset(read.others))
    if read.walk.instrument or performs(read.own, flat.characters, known, told is not None):
        return named(pieces), (*_several(pieces, text.characters), *unread)
    return named([_unread(piece) for piece in pieces]), (_NO_INSTRUMENT, *unread)


class _Read:
    """The pieces of a text, those of them in its language and in others, and the walk through its own.

    `speakers` are the names by which it calls its body.
    """

    def __init__(self, text: Text, flat: str, known: Openings, language: str, speakers: Speakers = NO_SPEAKERS) -> None:
        self.pieces = pieces_of(text, flat, known, speakers)
        self.others = in_another(self.pieces, flat, language)
        apart = frozenset(self.others)
        self.own = [piece for piece in self.pieces if piece not in apart] if apart else self.pieces
        self.walk = Walk(flat, self.own, known, speakers)
        self.walk.run()


def _set_apart(pieces: Sequence[Piece], apart: frozenset[Piece]) -> None:
    """Leave pieces unread that are in another language; they belong to the text that they stand in."""
    within = 1
    for piece in pieces:
        if piece in apart:
            piece.rule, piece.mark, piece.text = "place/other-language", None, within
        within = piece.text


def _in_other_language(pieces: Sequence[Piece]) -> tuple[TextWarning, ...]:
    """What to say of paragraphs that are in another language than the text."""
    if not pieces:
        return ()
    message = f"Paragraphs are in another language than the text ({len(pieces)}); they were not read."
    return (TextWarning(code="other-language", message=message, start=pieces[0].start, end=pieces[-1].end),)


def _several(pieces: Sequence[Piece], characters: str) -> tuple[TextWarning, ...]:
    """What to say of a file in which further texts stand behind the first."""
    first_of: dict[int, Piece] = {}
    for piece in pieces:
        first_of.setdefault(piece.text, piece)
    beginnings = list(first_of.values())[1:]
    if not beginnings:
        return ()
    lines = [" ".join(characters[piece.start : piece.end].split()) for piece in beginnings[:_NAMED]]
    named = ", ".join(f"“{line}”" for line in lines) + (" …" if len(beginnings) > _NAMED else "")
    message = (
        f"The file holds {len(beginnings) + 1} texts one after another; behind the first begin {named}. The heading is "
        "that of the first, as whose body those were read to speak that name none: save each as a file of its own, and "
        "read these."
    )
    first = beginnings[0]
    return (TextWarning(code="several-texts", message=message, start=first.start, end=first.end),)


def _unread(piece: Piece) -> Piece:
    """The piece as nothing but a stretch of text."""
    piece.kind, piece.rule, piece.path, piece.parent = "other", "place/no-instrument", (), None
    piece.annex, piece.text = 0, 1
    return piece

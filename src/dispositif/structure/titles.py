"""Which of the lines above a text are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from dispositif.structure import shapes
from dispositif.structure.front import is_symbol
from dispositif.structure.issuer import city
from dispositif.structure.openings import Openings
from dispositif.structure.pieces import Piece

_COUNT: Final = re.compile(r"[^\W\d_]{1,3}\.? [\d/.-]+")  # "No. 3/2031"


def name_titles(pieces: Sequence[Piece], flat: str, known: Openings, language: str) -> None:
    """Of the lines above each text, those that say so are its title, or else the last; the others are masthead.

    A line with but a symbol, a number, a city or the name of the body, as the formula has it, is no title.
    """
    for _, own in groupby(pieces, key=lambda piece: piece.text):
        _name_title(list(own), flat, known, language)


def _name_title(pieces: Sequence[Piece], flat: str, known: Openings, language: str) -> None:
    above = [piece for piece in pieces if piece.kind == "title"]
    titles = [piece for piece in above if piece.rule != "place/head"]
    titles = titles or [piece for piece in above if known.instrument_named(flat, piece.start, piece.end)][:1]
    if not titles and above:
        formula = next((flat[piece.start : piece.end] for piece in pieces if piece.kind == "formula"), "")
        body = formula.rstrip(" ,:").lower()
        lines = [(piece, flat[piece.start : piece.end]) for piece in above]
        lines = [(piece, words) for piece, words in lines if not city(words, language)] or lines
        titles = [
            piece
            for piece, words in lines
            if not (
                is_symbol(words)
                or _COUNT.fullmatch(words)
                or body.endswith(words.lower())
                or shapes.dateline(flat, piece.start, piece.end)
            )
        ][-1:]
    for piece in above:
        if piece not in titles:
            piece.kind = "masthead"

"""Whether a text is an instrument at all: a novel, an invoice or an essay has paragraphs and numbers too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dispositif.structure.account import WORTHY
from dispositif.structure.openings import Openings
from dispositif.structure.pieces import Piece
from dispositif.structure.shapes import PROSE

_SHARE: Final = 5  # one paragraph in so many must perform something
_ABOVE: Final = ("masthead", "title")
_AGREED: Final = ("communique", "declaration", "conclusions")  # what no newspaper and no speech calls itself


def performs(pieces: Sequence[Piece], flat: str, known: Openings, tells_of_meeting: bool) -> bool:
    """Whether enough paragraphs perform something for the text to be an instrument without a formula.

    A verb that comes first is strong. "We note" or "the Council decided" may stand in any essay or newspaper: they need
    a title that says what the text is, or numbers, or that the text begins by telling of the meeting. So do paragraphs
    that tell somebody what to do. Where the title is one of what many agree on, sentences behind the first count too.
    """
    said = [piece for piece in pieces if piece.stop and piece.rule != "place/person"]
    bodies = [piece for piece in said if piece.length >= WORTHY or piece.opening.use]
    done = [piece for piece in bodies if piece.opening.rule.startswith(("verbs/", "structure/"))]
    first = [piece for piece in done if piece.opening.use == "finite" or piece.opening.recites]
    # What the body did, after its name or in an item of a list below it.
    told = [piece for piece in done if piece.opening.use == "sentence" or (piece.opening.use == "past" and piece.mark)]
    told += _spoken_in_lists(pieces)
    bidden = [piece for piece in done if piece.opening.use in ("plain", "imperative")]
    asked = [piece for piece in bidden if piece.mark and piece.length >= WORTHY]
    above = (piece for piece in pieces if piece.kind in _ABOVE and piece.length < PROSE)
    kinds = {known.instrument_named(flat, piece.start, piece.end) for piece in above}
    titled = any(kinds) or any(piece.rule.startswith(("structure/titles/", "structure/mastheads/")) for piece in pieces)
    acts = len(first) + len(told)
    if not kinds.isdisjoint(_AGREED):
        acts += sum(known.acts_later(flat, piece.words, piece.end) for piece in bodies if piece not in done)
    enough = (
        len(first) >= 2
        or (bool(first) and (titled or len(first) == len(bodies)))
        or (acts >= 2 and titled)
        or (acts >= 3 and any(piece.mark for piece in told))
    )
    if enough and acts * _SHARE >= len(bodies):
        return True
    if acts >= (1 if titled else 2) and tells_of_meeting:
        spoken = sum(piece.opening.use in ("sentence", "subject", "finite") for piece in bodies)
        if spoken * _SHARE >= len(bodies):
            return True
    return len(asked) >= 3 and len(asked) * 3 >= len(bodies)


def _spoken_in_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """What those who speak say in a list: "We: | - Urge the pilots"."""
    spoken: list[Piece] = []
    speaks = False
    for piece in pieces:
        if piece.mark is None:
            speaks = piece.opening.use == "subject" and piece.stop == ":"
        elif speaks and piece.opening.use == "plain":
            spoken.append(piece)
    return spoken

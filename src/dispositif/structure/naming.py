"""What each paragraph is called: identifiers that a reader recognizes and that stay the same when a text is read again.

    pp-2                 the second preambular paragraph; pp-2.a a numbered item of it
    op-8, op-3.b.ii      operative paragraphs by their printed numbers, of which the outer need have no paragraph
    op-u2, op-3.u1       operative paragraphs without a number (or with a bullet), counted below what they belong to
    annex-1.op-4         the same in the first annex
    text-2.op-4          the same in the second of several texts that stand in one file one after another
    formula-1, heading-2, note-3 …  the other kinds, counted by kind; notes by their printed marker

Where numbers begin again in one document, the later paragraph carries "~2", "~3" …
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dispositif.document import Paragraph, ParagraphKind
from dispositif.structure.numbering import BULLET
from dispositif.structure.pieces import Piece

OF_TEXT: Final = "text-"
"""What the identifiers of all texts begin with but those of the first."""
_OF_ANNEX: Final = "annex-"
_STEMS: Final[dict[ParagraphKind, str]] = {"preambular": "pp", "operative": "op", "footnote": "note"}


def text_of(identifier: str) -> str:
    """What the identifiers of its text begin with: "text-2"; "" for the first."""
    return identifier.partition(".")[0] if identifier.startswith(OF_TEXT) else ""


def part_of(identifier: str) -> str:
    """What the identifiers of its part begin with: "annex-1", "text-2.annex-1"; "" for the main text of the first."""
    return ".".join(step for step in identifier.split(".")[:2] if step.startswith((OF_TEXT, _OF_ANNEX)))


def named(pieces: Iterable[Piece]) -> tuple[Paragraph, ...]:
    """The paragraphs that the pieces make, each under an identifier of its own."""
    counts: dict[str, int] = {}
    taken: dict[str, int] = {}
    found: list[Paragraph] = []
    for piece in pieces:
        parent = piece.parent.name or None if piece.parent is not None else None
        name = _name(piece, parent, counts)
        if name in taken:
            name = _distinct(name, taken)
        else:
            taken[name] = 1
        piece.name = name
        found.append(
            Paragraph(
                id=name, part="annex" if piece.annex else "main", kind=piece.kind, path=piece.path, parent=parent,
                start=piece.start, end=piece.end, rule=piece.rule,
            )
        )  # fmt: skip
    return tuple(found)


def _name(piece: Piece, parent: str | None, counts: dict[str, int]) -> str:
    kind = piece.kind
    above = len(piece.parent.path) if piece.parent is not None else 0
    numbered = piece.path and piece.path[-1] != BULLET
    label = ".".join(piece.path[min(above, len(piece.path) - 1) :]) if numbered else ""
    if parent is not None:
        return f"{parent}.{label}" if label else _counted(f"{parent}.u", counts)
    stem: str = _STEMS.get(kind, kind)
    if piece.annex:
        stem = f"{_OF_ANNEX}{piece.annex}.{stem}"
    if piece.text > 1:
        stem = f"{OF_TEXT}{piece.text}.{stem}"
    if kind in ("operative", "footnote"):
        whole = piece.mark.label if piece.mark is not None and "." in piece.mark.label else label
        return f"{stem}-{whole}" if label else _counted(f"{stem}-u", counts)
    return _counted(f"{stem}-", counts)


def _counted(stem: str, counts: dict[str, int]) -> str:
    counts[stem] = count = counts.get(stem, 0) + 1
    return f"{stem}{count}"


def _distinct(name: str, taken: dict[str, int]) -> str:
    """The name, and where it is taken the number of times it was wanted: "op-3", "op-3~2" …"""
    taken[name] = count = taken.get(name, 0) + 1
    return name if count == 1 else _distinct(f"{name}~{count}", taken)

"""What each paragraph is called: identifiers that a reader recognizes and that stay the same when a text is read again.

    pp-2                 the second preambular paragraph; pp-2.a a numbered item of it
    op-8, op-3.b.ii      operative paragraphs by their printed numbers
    op-u2, op-3.u1       operative paragraphs without a number (or with a bullet), counted below what they belong to
    annex-1.op-4         the same in the first annex
    formula-1, heading-2, note-3 …  the other kinds, counted by kind; notes by their printed marker

Where numbers begin again in one document, the later paragraph carries "~2", "~3" …
"""

from __future__ import annotations

from collections.abc import Iterable

from dispositif.document import Paragraph, ParagraphKind
from dispositif.structure.numbering import BULLET
from dispositif.structure.pieces import Piece

_STEMS: dict[ParagraphKind, str] = {"preambular": "pp", "operative": "op", "footnote": "note"}


def named(pieces: Iterable[Piece]) -> tuple[Paragraph, ...]:
    """The paragraphs that the pieces make, each under an identifier of its own."""
    counts: dict[str, int] = {}
    names: dict[int, str] = {}
    found = []
    for piece in pieces:
        parent = names.get(id(piece.parent)) if piece.parent else None
        prefix = f"annex-{piece.annex}." if piece.annex else ""
        name = _name(piece, parent, prefix, counts)
        names[id(piece)] = name
        found.append(
            Paragraph(
                id=name, part="annex" if piece.annex else "main", kind=piece.kind, path=piece.path, parent=parent,
                start=piece.start, end=piece.end, rule=piece.rule,
            )
        )  # fmt: skip
    return tuple(found)


def _name(piece: Piece, parent: str | None, prefix: str, counts: dict[str, int]) -> str:
    stem = prefix + _STEMS.get(piece.kind, piece.kind)
    label = piece.path[-1] if piece.path and piece.path[-1] != BULLET else ""
    if parent:
        own = f"{parent}.{label}" if label else _counted(f"{parent}.u", counts)
    elif piece.kind == "preambular":
        own = _counted(f"{stem}-", counts)
    elif piece.kind in ("operative", "footnote"):
        own = f"{stem}-{label}" if label else _counted(f"{stem}-u", counts)
    else:
        own = _counted(f"{stem}-", counts)
    return _distinct(own, counts)


def _counted(stem: str, counts: dict[str, int]) -> str:
    counts[stem] = count = counts.get(stem, 0) + 1
    return f"{stem}{count}"


def _distinct(name: str, counts: dict[str, int]) -> str:
    key = f"={name}"
    counts[key] = count = counts.get(key, 0) + 1
    return name if count == 1 else _distinct(f"{name}~{count}", counts)

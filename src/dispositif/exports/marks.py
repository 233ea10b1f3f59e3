"""Where the words of a text are marked, and how marks that cross each other are nested."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dispositif.document import Act, Mandate
from dispositif.exports.edition import Edition


class Mark(NamedTuple):
    """A marked stretch of the text. `kind` is what it is, `note` says more of it, `anchor` is the item's identifier."""

    start: int
    end: int
    kind: str
    note: str = ""
    anchor: str = ""


class Piece(NamedTuple):
    """A part of a mark that lies in one paragraph; `first` for the part with which the mark begins."""

    start: int
    end: int
    mark: Mark
    first: bool


def marks(edition: Edition) -> list[Mark]:
    """All marks of a document, each once."""
    found: dict[tuple[int, int, str], Mark] = {}
    for mark in _all(edition):
        found.setdefault(mark[:3], mark)
    return list(found.values())


def _all(edition: Edition) -> Iterator[Mark]:
    for act in edition.document.acts:
        yield Mark(act.start, act.end, "act", "", act.id)
        yield Mark(act.verb.start, act.verb.end, "verb", force(act))
    for mandate in edition.document.mandates:
        yield from _of_mandate(mandate)
    for citation in edition.document.citations:
        yield Mark(citation.start, citation.end, "citation", f"Citation: {citation.id or citation.kind}")


def _of_mandate(mandate: Mandate) -> Iterator[Mark]:
    for kind, mentions in (("addressee", mandate.addressees), ("partner", mandate.partners)):
        for mention in mentions:
            note = f"{kind.capitalize()}: {mention.actor}" if mention.actor else kind.capitalize()
            yield Mark(mention.start, mention.end, kind, note)
    for condition in mandate.conditions:
        yield Mark(condition.start, condition.end, "condition", f"Condition: {condition.kind}")
    if deadline := mandate.deadline:
        yield Mark(deadline.start, deadline.end, "deadline", f"Deadline: {deadline.date or deadline.event or 'no day'}")
    if recurrence := mandate.recurrence:
        yield Mark(recurrence.start, recurrence.end, "deadline", f"Recurrence: {recurrence.period or 'not fixed'}")
    if deliverable := mandate.deliverable:
        yield Mark(deliverable.start, deliverable.end, "deliverable", f"Deliverable: {deliverable.kind}")


def force(act: Act) -> str:
    """What an act does, and how strongly: "directive 3"."""
    return act.force if act.strength is None else f"{act.force} {act.strength}"


def by_paragraph(edition: Edition) -> dict[str, list[Piece]]:
    """The marks cut at the borders of paragraphs, by paragraph."""
    paragraphs = sorted(edition.document.paragraphs, key=lambda paragraph: paragraph.start)
    starts = [paragraph.start for paragraph in paragraphs]
    pieces: dict[str, list[Piece]] = {}
    for mark in marks(edition):
        first = True
        for paragraph in paragraphs[max(bisect_right(starts, mark.start) - 1, 0) : bisect_left(starts, mark.end)]:
            start, end = max(mark.start, paragraph.start), min(mark.end, paragraph.end)
            if start < end:
                pieces.setdefault(paragraph.id, []).append(Piece(start, end, mark, first))
                first = False
    return pieces


class Opening(NamedTuple):
    """A mark opens here. `first` where its piece was not opened before."""

    mark: Mark
    first: bool


class Closing(NamedTuple):
    """The mark opened last closes here."""


def nested(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Opening | Closing | tuple[int, int]]:
    """The stretch from `start` to `end` as openings, closings and runs of text, properly nested.

    Where marks cross, the one opened later is closed and opened again, so that each opening has its closing in order.
    """
    inside = (piece._replace(end=min(piece.end, end)) for piece in pieces if start < piece.end and piece.start < end)
    waiting = sorted(inside, key=lambda piece: (piece.start, -piece.end), reverse=True)
    opened: list[Piece] = []
    at = start
    while at < end:
        while waiting and waiting[-1].start <= at:
            piece = waiting.pop()
            opened.append(piece)
            yield Opening(piece.mark, piece.first)
        until = min([end, *(piece.end for piece in opened), *(piece.start for piece in waiting[-1:])])
        yield at, until
        at = until
        ended = next((index for index, piece in enumerate(opened) if piece.end <= at), len(opened))
        reopened = [piece for piece in opened[ended:] if piece.end > at]
        for _ in opened[ended:]:
            yield Closing()
        opened[ended:] = reopened
        for piece in reopened:
            yield Opening(piece.mark, first=False)

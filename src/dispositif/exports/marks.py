"""Where the words of a text are marked, how marks that cross are nested, and the marked words as HTML.

The page that is exported and the pages of the register show a text by these.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from html import escape
from typing import NamedTuple

from dispositif.document import Act, Mandate, Paragraph
from dispositif.exports.edition import Edition, one_line, printable

LEGEND = {
    "verb": "Acts",
    "addressee": "Addressees",
    "partner": "Partners",
    "condition": "Conditions",
    "deadline": "Deadlines",
    "deliverable": "Deliverables",
    "citation": "Citations",
}
"""The kinds of mark that can be switched on and off, and what they are called."""

# A printed number or letter; longer words between two paragraphs are words of their own.
_LONGEST_NUMBER = 16


class Mark(NamedTuple):
    """A marked stretch of the text. `kind` is what it is, `name` and `value` say more, `anchor` is the identifier."""

    start: int
    end: int
    kind: str
    name: str = ""
    value: str = ""
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
        yield Mark(act.start, act.end, "act", anchor=act.id)
        yield Mark(act.verb.start, act.verb.end, "verb", value=force(act))
    for mandate in edition.document.mandates:
        yield from _of_mandate(mandate)
    for citation in edition.document.citations:
        yield Mark(citation.start, citation.end, "citation", "Citation", citation.id or citation.kind)


def _of_mandate(mandate: Mandate) -> Iterator[Mark]:
    for kind, mentions in (("addressee", mandate.addressees), ("partner", mandate.partners)):
        for mention in mentions:
            yield Mark(mention.start, mention.end, kind, kind.capitalize(), mention.actor or "")
    for condition in mandate.conditions:
        yield Mark(condition.start, condition.end, "condition", "Condition", condition.kind)
    if deadline := mandate.deadline:
        day = deadline.date or deadline.event or "no day"
        yield Mark(deadline.start, deadline.end, "deadline", "Deadline", day)
    if recurrence := mandate.recurrence:
        yield Mark(recurrence.start, recurrence.end, "deadline", "Recurrence", recurrence.period or "not fixed")
    if deliverable := mandate.deliverable:
        yield Mark(deliverable.start, deliverable.end, "deliverable", "Deliverable", deliverable.kind)


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
    inside = [
        piece if piece.end <= end else piece._replace(end=end)
        for piece in pieces
        if start < piece.end and piece.start < end
    ]
    waiting = sorted(inside, key=lambda piece: (piece.start, -piece.end), reverse=True)
    opened: list[Piece] = []
    at = start
    while at < end:
        while waiting and waiting[-1].start <= at:
            piece = waiting.pop()
            opened.append(piece)
            yield Opening(piece.mark, piece.first)
        ends = [piece.end for piece in opened]
        until = min([end, *ends, waiting[-1].start] if waiting else [end, *ends])
        yield at, until
        at = until
        if at not in ends:
            continue
        ended = ends.index(at)
        reopened = [piece for piece in opened[ended:] if piece.end > at]
        for _ in opened[ended:]:
            yield Closing()
        opened[ended:] = reopened
        for piece in reopened:
            yield Opening(piece.mark, first=False)


class Passage(NamedTuple):
    """A stretch of the text as a page shows it: a paragraph with its printed number, or words that belong to none."""

    start: int
    end: int
    paragraph: Paragraph | None = None
    number: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def style(self) -> str:
        """The classes of its element: "paragraph operative level-1"."""
        assert self.paragraph
        return f"paragraph {self.paragraph.kind} level-{min(len(self.paragraph.path), 4)}"


def passages(edition: Edition) -> Iterator[Passage]:
    """The whole text in order, white space between paragraphs and their printed numbers aside."""
    pieces = by_paragraph(edition)
    at = 0
    for paragraph in sorted(edition.document.paragraphs, key=lambda paragraph: paragraph.start):
        between = edition.characters[at : paragraph.start]
        last = (between.splitlines(keepends=True) or [""])[-1]
        number = one_line(last) if paragraph.path and len(last.strip()) <= _LONGEST_NUMBER else ""
        until = at + len(between) - (len(last) if number or not last.strip() else 0)
        if edition.characters[at:until].strip():
            yield Passage(at, until)
        marked = tuple(pieces.get(paragraph.id, ()))
        yield Passage(max(at, paragraph.start), paragraph.end, paragraph, number, marked)
        at = max(at, paragraph.end)
    if edition.characters[at:].strip():
        yield Passage(at, len(edition.characters))


def plain(characters: str, start: int, end: int) -> str:
    """A run of the text as HTML."""
    return escape(printable(characters[start:end]), quote=False)


def note(_kind: str, name: str, value: str) -> str:
    """What is said of a mark: "Condition: event"."""
    return ": ".join(filter(None, (name, value)))


class Writer:
    """Writes the marked words of a text as HTML. What marks have in common that are alike is put together once.

    `run` writes a run of text; `links` leads from the identifiers of what is cited; `say` says what is said of a mark
    out of its kind, name and value.
    """

    def __init__(
        self,
        characters: str,
        run: Callable[[str, int, int], str] = plain,
        links: Mapping[str, str] | None = None,
        say: Callable[[str, str, str], str] = note,
    ) -> None:
        self._characters = characters
        self._run = run
        self._links = links or {}
        self._say = say
        self._around_anchor = cache(self._tag)

    def html(self, passage: Passage) -> str:
        """The marked words of a passage."""
        html: list[str] = []
        opened: list[str] = []
        for step in nested(passage.pieces, passage.start, passage.end):
            if isinstance(step, Opening):
                (_, _, kind, name, value, anchor), first = step
                link = self._links.get(value, "") if kind == "citation" and "a" not in opened else ""
                opened.append("a" if link else "span")
                before, after = self._around_anchor(kind, name, value, link, first)
                html.append(f'{before} id="{escape(anchor)}"{after}' if anchor and first else before + after)
            elif isinstance(step, Closing):
                html.append(f"</{opened.pop()}>")
            else:
                html.append(self._run(self._characters, *step))
        return "".join(html)

    def _tag(self, kind: str, name: str, value: str, link: str, first: bool) -> tuple[str, str]:
        """The opening tag of a mark, before its anchor and after it."""
        said = escape(printable(self._say(kind, name, value)))
        label = f' data-label="{said}"' if kind == "verb" and first else ""
        title = f' title="{said}"' if name and kind != "verb" else ""
        tag = f'a href="{escape(link)}"' if link else "span"
        return f'<{tag} class="{kind}"', f"{label}{title}>"

"""The tables of a dataset: their columns, what each means, and the rows that a document brings to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Literal, NamedTuple

from dispositif.adoptions import Ballot
from dispositif.authorities.identifiers import squeezed
from dispositif.document import Act, Citation, Condition, Document, Mandate, Mention
from dispositif.graph import Reference, references

Kind = Literal["string", "integer", "date"]
Value = str | int | None


class Entry:
    """A document of the dataset, its text, how States voted on it, and what its rows are looked up in."""

    def __init__(self, name: str, document: Document, characters: str, ballots: tuple[Ballot, ...] = ()) -> None:
        self.name, self.document, self.characters, self.ballots = name, document, characters, ballots
        self.acts: dict[str, Act] = {act.id: act for act in document.acts}


class Column(NamedTuple):
    """A column; `meaning` is a sentence, or `Class.field` of `dispositif.document`, whose description it takes over."""

    name: str
    kind: Kind
    meaning: str
    value: Callable[[Any], Value]


class Table(NamedTuple):
    """A table with a row for each item that a document brings; `key` are the columns that tell its rows apart."""

    name: str
    meaning: str
    key: tuple[str, ...]
    items: Callable[[Entry], Iterable[object]]
    columns: tuple[Column, ...]
    refers: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Columns that refer to rows of another table, and that table."""

    def rows(self, entry: Entry) -> list[list[Value]]:
        """The rows of a document, in the order of the text. The first column is the document's name."""
        return [[entry.name, *(column.value(item) for column in self.columns[1:])] for item in self.items(entry)]


def _words(text: str) -> str:
    """Words on one line."""
    return " ".join(text.split())


def _day(day: str | None) -> str | None:
    """A day in ISO 8601; None for what mark-up states and is none."""
    try:
        return date.fromisoformat(day or "").isoformat()
    except ValueError:
        return None


def _codes(doubts: Iterable[Any]) -> str:
    return " ".join(doubt.code for doubt in doubts)


_DOCUMENT = Column(
    "document", "string", "The document: where its file stands below the folder, in an archive too.", lambda _: None
)
_TO_DOCUMENT = (("document",), "documents")
_TO_MANDATE = (("document", "mandate"), "mandates")

_documents = Table(
    "documents",
    "The documents that were read.",
    ("document",),
    lambda e: [e.document],
    (
        _DOCUMENT,
        Column("id", "string", "Its canonical identifier, as `citations.id` has it.",
               lambda d: squeezed(d.heading.symbol) if d.heading.symbol else None),
        Column("symbol", "string", "Heading.symbol", lambda d: d.heading.symbol),
        Column("kind", "string", "Heading.kind", lambda d: d.heading.kind),
        Column("title", "string", "Heading.title", lambda d: _words(d.heading.title)),
        Column("body", "string", "Who adopts it: the identifier of a record in the authority files.",
               lambda d: d.heading.body and d.heading.body.actor),
        Column("body_text", "string", "Heading.body", lambda d: d.heading.body and _words(d.heading.body.text)),
        Column("session", "string", "Heading.session", lambda d: d.heading.session),
        Column("meeting", "string", "Heading.meeting", lambda d: d.heading.meeting),
        Column("place", "string", "Heading.place", lambda d: d.heading.place),
        Column("adopted", "date", "Heading.adopted", lambda d: _day(d.heading.adopted)),
        Column("language", "string", "Document.language", lambda d: d.language),
        Column("media_type", "string", "Source.media_type", lambda d: d.source.media_type),
        Column("sha256", "string", "Source.sha256", lambda d: d.source.sha256),
        Column("characters", "integer", "Source.characters", lambda d: d.source.characters),
        Column("warnings", "string", "The codes of its warnings, a blank between.", lambda d: _codes(d.warnings)),
    ),
)  # fmt: skip

_paragraphs = Table(
    "paragraphs",
    "Their paragraphs.",
    ("document", "paragraph"),
    lambda e: [(p, e.characters[p.start : p.end]) for p in e.document.paragraphs],
    (
        _DOCUMENT,
        Column("paragraph", "string", "Paragraph.id", lambda p: p[0].id),
        Column("part", "string", "Paragraph.part", lambda p: p[0].part),
        Column("kind", "string", "Paragraph.kind", lambda p: p[0].kind),
        Column("path", "string", "The printed numbers from the outside in, a blank between; • for a bullet.",
               lambda p: " ".join(p[0].path)),
        Column("parent", "string", "Paragraph.parent", lambda p: p[0].parent),
        Column("start", "integer", "Paragraph.start", lambda p: p[0].start),
        Column("end", "integer", "Paragraph.end", lambda p: p[0].end),
        Column("text", "string", "The paragraph's own words.", lambda p: p[1]),
    ),
    (_TO_DOCUMENT,),
)  # fmt: skip

_acts = Table(
    "acts",
    "Their speech acts.",
    ("document", "act"),
    lambda e: e.document.acts,
    (
        _DOCUMENT,
        Column("act", "string", "Act.id", lambda a: a.id),
        Column("paragraph", "string", "Act.paragraph", lambda a: a.paragraph),
        Column("verb", "string", "The verb with its adverbs, as printed.", lambda a: a.verb.text),
        Column("lemma", "string", "Verb.lemma", lambda a: a.verb.lemma),
        Column("force", "string", "Act.force", lambda a: a.force),
        Column("strength", "integer", "Act.strength", lambda a: a.strength),
        Column("start", "integer", "Act.start", lambda a: a.start),
        Column("end", "integer", "Act.end", lambda a: a.end),
        Column("doubts", "string", "The codes of its doubts, a blank between.", lambda a: _codes(a.doubts)),
        Column("rule", "string", "Act.rule", lambda a: a.rule),
    ),
    (_TO_DOCUMENT, (("document", "paragraph"), "paragraphs")),
)

_mandates = Table(
    "mandates",
    "Their mandates: who is to do what.",
    ("document", "mandate"),
    lambda e: [(m, e.acts[m.act]) for m in e.document.mandates],
    (
        _DOCUMENT,
        Column("mandate", "string", "Mandate.id", lambda m: m[0].id),
        Column("act", "string", "Mandate.act", lambda m: m[0].act),
        Column("paragraph", "string", "Act.paragraph", lambda m: m[1].paragraph),
        Column("lemma", "string", "The dictionary form of the verb that gives it.", lambda m: m[1].verb.lemma),
        Column("force", "string", "What the body does by that verb.", lambda m: m[1].force),
        Column("strength", "integer", "Act.strength", lambda m: m[1].strength),
        Column("action", "string", "Mandate.action", lambda m: m[0].action.text),
        Column("start", "integer", "Where the action begins, in characters from 0.", lambda m: m[0].action.start),
        Column("end", "integer", "Where it ends: the offset after the last character.", lambda m: m[0].action.end),
        Column("addressees", "integer", "How many addressees are named.", lambda m: len(m[0].addressees)),
        Column("conditions", "integer", "How many conditions it has.", lambda m: len(m[0].conditions)),
        Column("deadline_text", "string", "Mandate.deadline", lambda m: m[0].deadline and m[0].deadline.text),
        Column("deadline", "date", "Deadline.date", lambda m: _day(m[0].deadline and m[0].deadline.date)),
        Column("deadline_event", "string", "Deadline.event", lambda m: m[0].deadline and m[0].deadline.event),
        Column("recurrence_text", "string", "Mandate.recurrence", lambda m: m[0].recurrence and m[0].recurrence.text),
        Column("recurrence", "string", "Recurrence.period", lambda m: m[0].recurrence and m[0].recurrence.period),
        Column("deliverable_text", "string", "Mandate.deliverable",
               lambda m: m[0].deliverable and m[0].deliverable.text),
        Column("deliverable", "string", "Deliverable.kind", lambda m: m[0].deliverable and m[0].deliverable.kind),
        Column("depends_on", "string", "The mandates that must come first, a blank between.",
               lambda m: " ".join(m[0].depends_on)),
        Column("doubts", "string", "The codes of its doubts, a blank between.", lambda m: _codes(m[0].doubts)),
    ),
    (_TO_DOCUMENT, (("document", "act"), "acts"), (("document", "paragraph"), "paragraphs")),
)  # fmt: skip


def _of_mandates(name: str, meaning: str, parts: Callable[[Mandate], tuple[Any, ...]], *columns: Column) -> Table:
    """A table of the parts that a mandate has several of, numbered from 1 within each mandate."""

    def items(entry: Entry) -> Iterator[tuple[str, int, Mention | Condition]]:
        for mandate in entry.document.mandates:
            for place, part in enumerate(parts(mandate), 1):
                yield mandate.id, place, part

    return Table(
        name,
        meaning,
        ("document", "mandate", "place"),
        items,
        (
            _DOCUMENT,
            Column("mandate", "string", "Mandate.id", lambda i: i[0]),
            Column("place", "integer", "Its place within the mandate, from 1.", lambda i: i[1]),
            Column("text", "string", "Words.text", lambda i: i[2].text),
            Column("start", "integer", "Words.start", lambda i: i[2].start),
            Column("end", "integer", "Words.end", lambda i: i[2].end),
            *columns,
            Column("rule", "string", "Mention.rule", lambda i: i[2].rule),
        ),
        (_TO_DOCUMENT, _TO_MANDATE),
    )


_ACTOR = Column("actor", "string", "Mention.actor", lambda i: i[2].actor)
_CONDITION = Column("kind", "string", "Condition.kind", lambda i: i[2].kind)


def _cited(entry: Entry) -> Iterator[tuple[int, Citation, Reference]]:
    """The citations beside what the graph knows of each, numbered from 1 within the document."""
    edges = references(entry.document, entry.characters)
    for place, (citation, edge) in enumerate(zip(entry.document.citations, edges, strict=True), 1):
        yield place, citation, edge


_citations = Table(
    "citations",
    "Their references to other instruments.",
    ("document", "place"),
    _cited,
    (
        _DOCUMENT,
        Column("place", "integer", "Its place within the document, from 1.", lambda c: c[0]),
        Column("paragraph", "string", "Citation.paragraph", lambda c: c[1].paragraph),
        Column("act", "string", "The act within which it stands.", lambda c: c[2].act),
        Column("relation", "string", "How it is cited: by words before it (pursuant), else by the act's verb (recall).",
               lambda c: c[2].relation),
        Column("kind", "string", "Citation.kind", lambda c: c[1].kind),
        Column("id", "string", "Citation.id", lambda c: c[1].id),
        Column("pinpoint", "string", "Citation.pinpoint", lambda c: c[1].pinpoint and c[1].pinpoint.text),
        Column("text", "string", "Words.text", lambda c: c[1].text),
        Column("start", "integer", "Words.start", lambda c: c[1].start),
        Column("end", "integer", "Words.end", lambda c: c[1].end),
        Column("rule", "string", "Citation.rule", lambda c: c[1].rule),
    ),
    (_TO_DOCUMENT, (("document", "paragraph"), "paragraphs"), (("document", "act"), "acts")),
)  # fmt: skip

_votes = Table(
    "votes",
    "How documents were adopted, where the text says so.",
    ("document",),
    lambda e: filter(None, [e.document.heading.vote]),
    (
        _DOCUMENT,
        Column("adopted_by", "string", "Vote.adopted_by", lambda v: v.adopted_by),
        Column("in_favour", "integer", "Vote.in_favour", lambda v: v.in_favour),
        Column("against", "integer", "Vote.against", lambda v: v.against),
        Column("abstaining", "integer", "Vote.abstaining", lambda v: v.abstaining),
    ),
    (_TO_DOCUMENT,),
)

_ballots = Table(
    "ballots",
    "How each State voted on them, where the mark-up of the file says so; who took no part is not listed there.",
    ("document", "place"),
    lambda e: enumerate(e.ballots, 1),
    (
        _DOCUMENT,
        Column("place", "integer", "Its place within the document, from 1.", lambda b: b[0]),
        Column("state", "string", "The State's name as the file prints it.", lambda b: b[1].name),
        Column("actor", "string", "Its record in the authority files; empty where they hold none of that name.",
               lambda b: b[1].actor),
        Column("cast", "string", "How it voted: in_favour, against or abstaining.", lambda b: b[1].cast),
    ),
    (_TO_DOCUMENT, (("document",), "votes")),
)  # fmt: skip

TABLES: tuple[Table, ...] = (
    _documents,
    _paragraphs,
    _acts,
    _mandates,
    _of_mandates("addressees", "Who shall act.", lambda m: m.addressees, _ACTOR),
    _of_mandates("partners", "With whom or through whom they shall.", lambda m: m.partners, _ACTOR),
    _of_mandates("conditions", "What must come before.", lambda m: m.conditions, _CONDITION),
    _citations,
    _votes,
    _ballots,
)
"""All tables, in the order in which they build on each other."""

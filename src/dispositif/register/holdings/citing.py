"""What a document is known by, and what it cites, as rows of their tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dispositif.authorities.identifiers import squeezed
from dispositif.document import Heading, Words
from dispositif.exports import Edition
from dispositif.graph import Reference, matter, references


class CitationRow(NamedTuple):
    """A row of the table of citations: its key, and the columns of CITATION."""

    pk: int
    document: int
    paragraph: str
    identifier: str
    kind: str
    start: int
    end: int
    text: str
    pinpoint: str
    parts: str
    act: str
    verb: str
    relation: str
    citing: str
    citing_start: int | None


CITATION: Final = CitationRow._fields[1:]
"""The document, and the columns of `citations`."""
_LONGEST = 100
_LONGEST_MATTER = 300


def identifier(symbol: str | None) -> str:
    """A symbol as citations have it; empty for none."""
    return squeezed(symbol or "")[:_LONGEST]


def matter_of(heading: Heading) -> str:
    """What a document's title says from year to year; empty where it has no title."""
    return matter(heading.title)[:_LONGEST_MATTER]


def citations(edition: Edition) -> Iterator[Sequence[object]]:
    """The rows for what a document cites, in the order of the text, but for its key."""
    for one in references(edition.document, edition.characters):
        yield (
            one.paragraph or "",
            one.target or "",
            one.kind,
            one.start,
            one.end,
            one.text,
            one.pinpoint or "",
            " ".join(one.parts),
            one.act or "",
            (one.verb or "")[:_LONGEST],
            (one.relation or "")[:_LONGEST],
            one.citing.text if one.citing else "",
            one.citing.start if one.citing else None,
        )


def reference(row: CitationRow, source: str) -> Reference:
    """A row as what it was made of; `source` is the node of its document."""
    citing = None
    if row.citing_start is not None:
        citing = Words(text=row.citing, start=row.citing_start, end=row.citing_start + len(row.citing))
    return Reference(
        source=source,
        paragraph=row.paragraph or None,
        target=row.identifier or None,
        kind=row.kind,  # type: ignore[arg-type]
        text=row.text,
        start=row.start,
        end=row.end,
        pinpoint=row.pinpoint or None,
        parts=tuple(row.parts.split()),
        act=row.act or None,
        verb=row.verb or None,
        relation=row.relation or None,
        citing=citing,
    )

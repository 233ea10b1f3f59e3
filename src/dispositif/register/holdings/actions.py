"""Bringing documents in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction

import dispositif
from dispositif.exports import Edition
from dispositif.register.errors import Refused
from dispositif.register.holdings.models import Body, Citation, Document, Meeting, Original, Paragraph, Reading

# Rows that go to the database at once.
_BATCH = 2000


class Read(NamedTuple):
    """A file and what was read in it, not yet in the register."""

    name: str
    content: bytes
    edition: Edition

    @property
    def sha256(self) -> str:
        """By which the file is known."""
        return self.edition.document.source.sha256


def read(content: bytes, name: str, language: str | None = None) -> Read:
    """Read a file. Raises ReadingError where nothing can be read, with the file's name and the remedy."""
    document, text = dispositif.read_with_text(content, name=name, language=language)
    if "\x00" in text.characters:
        raise Refused(f"{name}: its text holds the character U+0000, which no database keeps. Save it anew as text.")
    return Read(name, content, Edition(document, text.characters))


def known(body: Body, content: bytes) -> Document | None:
    """The document of a body that came from the very same file."""
    return Document.objects.filter(body=body, original=sha256(content).hexdigest()).first()


@transaction.atomic
def hold(body: Body, found: Sequence[Read], meeting: Meeting | None, by: int | None) -> list[Reading]:
    """Put what was read into the register: the files as they came, their texts, paragraphs and citations.

    `by` is the key of the person who brings them in. `review.actions.bring_in` is the whole of it, mandates and
    permission included. Gives the readings, in the order of `found`. Raises Refused, and holds none of them, where the
    body holds one of the files.
    """
    _refuse_what_is_known(body, found)
    Original.objects.bulk_create(
        [
            Original(sha256=one.sha256, content=one.content, media_type=one.edition.document.source.media_type)
            for one in found
        ],
        ignore_conflicts=True,
    )
    documents = Document.objects.bulk_create([_document(body, one, meeting, by) for one in found])
    return add_readings(documents, [one.edition for one in found])


def _refuse_what_is_known(body: Body, found: Sequence[Read]) -> None:
    there = {
        document.original_id: document
        for document in Document.objects.filter(body=body, original__in=[one.sha256 for one in found])
    }
    for one in found:
        if one.sha256 in there:
            raise Refused(
                f"{one.name}: the register holds the same file as “{there[one.sha256]}”. Nothing was changed."
            )


def _document(body: Body, found: Read, meeting: Meeting | None, by: int | None) -> Document:
    read, heading = found.edition.document, found.edition.document.heading
    return Document(
        body=body,
        meeting=meeting,
        original_id=found.sha256,
        source_name=found.name[-300:],
        characters=found.edition.characters,
        symbol=(heading.symbol or "")[:100],
        title=found.edition.title,
        kind=heading.kind,
        language=read.language,
        adopted=date.fromisoformat(heading.adopted) if heading.adopted else None,
        place=(heading.place or "")[:200],
        brought_in_by_id=by,
    )


def add_readings(documents: Sequence[Document], editions: Sequence[Edition]) -> list[Reading]:
    """Keep a new reading of each document, and find its paragraphs and citations by it from now on."""
    Paragraph.objects.filter(document__in=documents).delete()
    Citation.objects.filter(document__in=documents).delete()
    pairs = list(zip(documents, editions, strict=True))
    Paragraph.objects.bulk_create(
        [paragraph for document, edition in pairs for paragraph in _paragraphs(document, edition)], batch_size=_BATCH
    )
    Citation.objects.bulk_create(
        [citation for document, edition in pairs for citation in _citations(document, edition)], batch_size=_BATCH
    )
    return Reading.objects.bulk_create(
        [
            Reading(document=document, engine=dispositif.__version__, result=edition.document.to_json())
            for document, edition in pairs
        ]
    )


def _paragraphs(document: Document, edition: Edition) -> Iterator[Paragraph]:
    for order, paragraph in enumerate(edition.document.paragraphs):
        yield Paragraph(
            document=document,
            key=paragraph.id,
            order=order,
            part=paragraph.part,
            kind=paragraph.kind,
            number=edition.number(paragraph.id) if paragraph.path else "",
            parent=paragraph.parent or "",
            start=paragraph.start,
            end=paragraph.end,
            words=edition.words(paragraph),
        )


def _citations(document: Document, edition: Edition) -> Iterator[Citation]:
    for citation in edition.document.citations:
        yield Citation(
            document=document,
            paragraph=citation.paragraph or "",
            identifier=citation.id or "",
            kind=citation.kind,
            start=citation.start,
            end=citation.end,
        )

"""Bringing documents in."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import NamedTuple

import msgspec
from django.db import transaction

import dispositif
from dispositif.exports import Edition
from dispositif.register.errors import Refused
from dispositif.register.holdings.models import Body, Citation, Document, Meeting, Original, Paragraph, Reading


class Read(NamedTuple):
    """A file and what was read in it, not yet in the register."""

    name: str
    content: bytes
    edition: Edition


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
def hold(body: Body, found: Read, meeting: Meeting | None, by: int | None) -> tuple[Document, Reading]:
    """Put what was read into the register: the file as it came, its text, its paragraphs and citations.

    `by` is the key of the person who brings it in. `review.actions.bring_in` is the whole of it, mandates and
    permission included. Raises Refused where the body holds the same file.
    """
    if (there := known(body, found.content)) is not None:
        raise Refused(f"{found.name}: the register holds the same file as “{there}”. Nothing was changed.")
    document = _kept(body, found, meeting, by)
    return document, add_reading(document, found.edition)


def _kept(body: Body, found: Read, meeting: Meeting | None, by: int | None) -> Document:
    read, text = found.edition.document, found.edition.characters
    original, _ = Original.objects.get_or_create(
        sha256=sha256(found.content).hexdigest(),
        defaults={"content": found.content, "media_type": read.source.media_type},
    )
    heading = read.heading
    return Document.objects.create(
        body=body,
        meeting=meeting,
        original=original,
        source_name=found.name[-300:],
        characters=text,
        symbol=(heading.symbol or "")[:100],
        title=found.edition.title,
        kind=heading.kind,
        language=read.language,
        adopted=date.fromisoformat(heading.adopted) if heading.adopted else None,
        place=(heading.place or "")[:200],
        brought_in_by_id=by,
    )


def add_reading(document: Document, edition: Edition) -> Reading:
    """Keep a reading of a document, and find its paragraphs and citations by it from now on."""
    result = msgspec.to_builtins(edition.document)
    reading = Reading.objects.create(document=document, engine=dispositif.__version__, result=result)
    document.paragraphs.all().delete()
    document.citations.all().delete()
    Paragraph.objects.bulk_create(
        [
            Paragraph(
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
            for order, paragraph in enumerate(edition.document.paragraphs)
        ],
        batch_size=500,
    )
    Citation.objects.bulk_create(
        [
            Citation(
                document=document,
                paragraph=citation.paragraph or "",
                identifier=citation.id or "",
                kind=citation.kind,
                start=citation.start,
                end=citation.end,
            )
            for citation in edition.document.citations
        ],
        batch_size=500,
    )
    return reading

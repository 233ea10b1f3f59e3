"""Bringing documents in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Protocol

from django.db import transaction
from django.utils import timezone

import dispositif
from dispositif.document import Document as ReadDocument
from dispositif.exports import Edition
from dispositif.register.errors import Refused
from dispositif.register.holdings.citing import CITATION, citations, identifier, matter_of
from dispositif.register.holdings.models import Body, Citation, Document, Meeting, Original, Paragraph, Reading
from dispositif.register.holdings.rows import insert
from dispositif.text import Text

_DOCUMENT = (
    "body", "meeting", "original", "source_name", "characters", "symbol", "identifier", "title", "matter", "kind",
    "language", "adopted", "place", "brought_in_by", "brought_in_at",
)  # fmt: skip
_READING = ("document", "engine", "made_at", "result")
_PARAGRAPH = ("document", "key", "order", "part", "kind", "number", "parent", "start", "end", "words")


class Index(Protocol):
    """What finds paragraphs. It is told in the transaction that writes them."""

    def add(self, documents: Collection[int], /) -> None:
        """The paragraphs of documents (their keys) were written."""

    def forget(self, documents: Collection[int], /) -> None:
        """The paragraphs of documents are about to be written anew."""


INDEXES: list[Index] = []
"""The indexes that are kept."""


@dataclass(frozen=True)
class Read:
    """A file and what was read in it, not yet in the register."""

    name: str
    """What the file is called."""
    content: bytes
    """Its bytes, as they came."""
    characters: str
    """The text in which all spans count."""
    result: str
    """What was read: `dispositif/1` JSON. As a string it goes from process to process quickly."""

    @cached_property
    def edition(self) -> Edition:
        """What was read beside its text."""
        return Edition(ReadDocument.from_json(self.result), self.characters)

    @property
    def sha256(self) -> str:
        """By which the file is known."""
        return self.edition.document.source.sha256


def read(content: bytes, name: str, language: str | None = None) -> Read:
    """Read a file. Raises ReadingError where nothing can be read, with the file's name and the remedy."""
    return taken(content, name, *dispositif.read_with_text(content, name=name, language=language))


def taken(content: bytes, name: str, document: ReadDocument, text: Text) -> Read:
    """A file and what was read in it. Raises Refused for a text that no database keeps."""
    if "\x00" in text.characters:
        raise Refused(f"{name}: its text holds the character U+0000, which no database keeps. Save it anew as text.")
    return Read(name, content, text.characters, document.to_json())


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
    # Who else brings something in for this body waits until this is done, and is told of it then.
    Body.objects.select_for_update().get(pk=body.pk)
    _refuse_what_is_known(body, found)
    Original.objects.bulk_create(
        [
            Original(sha256=one.sha256, content=one.content, media_type=one.edition.document.source.media_type)
            for one in found
        ],
        ignore_conflicts=True,
    )
    insert(Document, _DOCUMENT, (_document(body, one, meeting, by) for one in found))
    by_file = {
        document.original_id: document
        for document in Document.objects.filter(body=body, original__in=[one.sha256 for one in found])
    }
    return add_readings([by_file[one.sha256] for one in found], found)


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


def _document(body: Body, found: Read, meeting: Meeting | None, by: int | None) -> Sequence[object]:
    read, heading = found.edition.document, found.edition.document.heading
    return (
        body.pk,
        meeting.pk if meeting else None,
        found.sha256,
        found.name[-300:],
        found.characters,
        (heading.symbol or "")[:100],
        identifier(heading.symbol),
        found.edition.title,
        matter_of(heading),
        heading.kind,
        read.language,
        date.fromisoformat(heading.adopted) if heading.adopted else None,
        (heading.place or "")[:200],
        by,
        timezone.now(),
    )


def add_readings(documents: Sequence[Document], found: Sequence[Read]) -> list[Reading]:
    """Keep a new reading of each document, and find its paragraphs and citations by it from now on."""
    keys = [document.pk for document in documents]
    for index in INDEXES:
        index.forget(keys)
    Paragraph.objects.filter(document__in=documents).delete()
    Citation.objects.filter(document__in=documents).delete()
    pairs = list(zip(documents, found, strict=True))
    insert(Paragraph, _PARAGRAPH, (row for document, one in pairs for row in _paragraphs(document.pk, one.edition)))
    for index in INDEXES:
        index.add(keys)
    insert(Citation, CITATION, ((document.pk, *row) for document, one in pairs for row in citations(one.edition)))
    now, engine = timezone.now(), dispositif.__version__
    insert(Reading, _READING, ((document.pk, engine, now, one.result) for document, one in pairs))
    made = Reading.objects.filter(document__in=documents, made_at=now).select_related("document")
    by_document = {reading.document_id: reading for reading in made}
    return [by_document[document.pk] for document in documents]


def _paragraphs(document: int, edition: Edition) -> Iterator[Sequence[object]]:
    for order, one in enumerate(edition.document.paragraphs):
        number = edition.number(one.id) if one.path else ""
        parent = one.parent or ""
        yield document, one.id, order, one.part, one.kind, number, parent, one.start, one.end, edition.words(one)

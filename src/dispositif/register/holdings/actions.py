"""Bringing documents in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import islice
from typing import Any, NamedTuple, Protocol

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import Struct, structs

import dispositif
from dispositif.document import Document as ReadDocument
from dispositif.errors import ReadingError
from dispositif.exports import Edition
from dispositif.register.errors import Refused
from dispositif.register.holdings.aside import told_of
from dispositif.register.holdings.citing import CITATION, citations, identifier, matter_of
from dispositif.register.holdings.models import Body, Citation, Document, Meeting, Original, Paragraph, Reading
from dispositif.register.holdings.rows import Row, expect_many, fresh_keys, insert, insert_missing
from dispositif.register.holdings.sentences import said_of

_DOCUMENT = (
    "id", "body", "meeting", "original", "source_name", "characters", "brought_in_by", "brought_in_at",
    "symbol", "identifier", "title", "matter", "kind", "language", "adopted", "place",
)  # fmt: skip
_READING = ("id", "document", "engine", "made_at", "result")
_PARAGRAPH = ("id", "document", "key", "order", "part", "kind", "number", "parent", "start", "end", "words")
_WORDS = -1


class Index(Protocol):
    """What finds paragraphs. It is told in the transaction that writes them."""

    def prepare(self, paragraphs: Sequence[str], /) -> Any:
        """What it will keep of paragraphs, by their words: made where a document is read, as plain data."""

    def add(self, documents: Sequence[Indexed], /) -> None:
        """The paragraphs of documents were written; on SQLite, there are no others between their keys."""

    def forget(self, documents: Collection[int], /) -> None:
        """The paragraphs of documents (their keys) are about to be written anew."""


class Indexed(NamedTuple):
    """A document for an index: its key, those of its paragraphs, and what was prepared of these."""

    document: int
    paragraphs: Sequence[int]
    prepared: Any


INDEXES: list[Index] = []
"""The indexes that are kept."""


class Read(Struct, frozen=True, kw_only=True, dict=True):
    """A file and what was read in it: the rows that the register will have of it, but for their keys.

    All is made where the file is read, which may be another process than the one that writes.
    """

    name: str
    """What the file is called."""
    content: bytes
    """Its bytes, as they came."""
    sha256: str
    """By which the file is known."""
    media_type: str
    characters: str
    """The text in which all spans count."""
    result: str
    """What was read: `dispositif/1` JSON."""
    heading: Heading
    """What the document says of itself."""
    paragraphs: list[Row]
    citations: list[Row]
    prepared: list[Any]
    """What each of INDEXES will keep of the paragraphs."""

    @cached_property
    def edition(self) -> Edition:
        """What was read beside its text."""
        return Edition(ReadDocument.from_json(self.result), self.characters)


class Heading(Struct, frozen=True, array_like=True):
    """The columns of a document that repeat its heading."""

    symbol: str
    identifier: str
    title: str
    matter: str
    kind: str
    language: str
    adopted: date | None
    place: str


class Held(NamedTuple):
    """The keys of a document that is held now, and of its reading."""

    document: int
    reading: int


def read(content: bytes, name: str, language: str | None = None) -> Read:
    """Read a file. Raises ReadingError where nothing can be read, with the file's name and the remedy, for a reader."""
    try:
        document, text = dispositif.read_with_text(content, name=name, language=language)
    except ReadingError as error:
        raise type(error)(said_of(name, str(error))) from error
    return taken(content, name, text.characters, document)


def taken(content: bytes, name: str, characters: str, document: ReadDocument) -> Read:
    """A file and what was read in it. Raises Refused for a text that no database keeps."""
    if "\x00" in characters:
        raise Refused(
            _("%(name)s: its text holds the character U+0000, which no database keeps. Save it anew as text.")
            % {"name": name}
        )
    edition = Edition(document, characters)
    paragraphs = list(_paragraphs(edition))
    words = [row[_WORDS] for row in paragraphs]
    return Read(
        name=name,
        content=content,
        sha256=document.source.sha256,
        media_type=document.source.media_type,
        characters=characters,
        result=document.to_json(),
        heading=heading(edition),
        paragraphs=paragraphs,
        citations=list(citations(edition)),
        prepared=[index.prepare(words) for index in INDEXES],
    )


def heading(edition: Edition) -> Heading:
    """What a document says of itself, as the register keeps it."""
    read, said = edition.document, edition.document.heading
    return Heading(
        symbol=(said.symbol or "")[:100],
        identifier=identifier(said.symbol),
        title=edition.title,
        matter=matter_of(said),
        kind=said.kind,
        language=read.language,
        adopted=date.fromisoformat(said.adopted) if said.adopted else None,
        place=(said.place or "")[:200],
    )


def _paragraphs(edition: Edition) -> Iterator[Row]:
    for order, one in enumerate(edition.document.paragraphs):
        number = edition.number(one.id) if one.path else ""
        yield one.id, order, one.part, one.kind, number, one.parent or "", one.start, one.end, edition.words(one)


def known(body: Body, content: bytes) -> Document | None:
    """The document of a body that came from the very same file."""
    return Document.objects.filter(body=body, original=sha256(content).hexdigest()).first()


def recognized(name: str, there: Document) -> str:
    """What is said of a file that the register holds as a document already."""
    if aside := told_of(there):
        return _("%(name)s: the register holds this very file. %(told)s Bring it back.") % {"name": name, "told": aside}
    return _("%(name)s: the register holds this very file already, as “%(there)s”.") % {"name": name, "there": there}


@transaction.atomic
def hold(body: Body, found: Sequence[Read], meeting: Meeting | None, by: int | None) -> list[Held]:
    """Put what was read into the register: the files as they came, their texts, paragraphs and citations.

    `by` is the key of the person who brings them in. `review.actions.bring_in` is the whole of it, mandates and
    permission included. Gives the keys, in the order of `found`. Raises Refused, and holds none of them, where the
    body holds one of the files.
    """
    expect_many()
    files = sorted((one.sha256, one.content, one.media_type) for one in found)
    # Who else brings in one of these files, in the same order, waits here until this is done, and is told of it then.
    insert_missing(Original, ("sha256", "content", "media_type"), files)
    _refuse_what_is_known(body, found)
    keys, now, meeting_key = fresh_keys(Document, len(found)), timezone.now(), meeting.pk if meeting else None
    rows = (
        (
            key, body.pk, meeting_key, one.sha256, one.name[-300:], one.characters, by, now,
            *structs.astuple(one.heading),
        )
        for key, one in zip(keys, found, strict=True)
    )  # fmt: skip
    try:
        insert(Document, _DOCUMENT, rows)
    except IntegrityError as error:  # of files that the register had for something else nobody has waited
        raise Refused(
            _("Somebody else has brought in one of these files at this moment. Nothing was changed: do it once more.")
        ) from error
    return _add(keys, found)


def _refuse_what_is_known(body: Body, found: Sequence[Read]) -> None:
    there = {
        document.original_id: document
        for document in Document.objects.filter(body=body, original__in=[one.sha256 for one in found])
    }
    for one in found:
        if one.sha256 in there:
            raise Refused(recognized(one.name, there[one.sha256]))


@transaction.atomic
def read_anew(document: Document, found: Read) -> Reading:
    """Keep a new reading of a document, and find its paragraphs and citations by it from now on."""
    for index in INDEXES:
        index.forget([document.pk])
    Paragraph.objects.filter(document=document).delete()
    Citation.objects.filter(document=document).delete()
    [held] = _add([document.pk], [found])
    return Reading.objects.select_related("document").get(pk=held.reading)


def _add(documents: Sequence[int], found: Sequence[Read]) -> list[Held]:
    """Write what was read in documents, by their keys."""
    pairs = list(zip(documents, found, strict=True))
    fresh = iter(fresh_keys(Paragraph, sum(len(one.paragraphs) for one in found)))
    keys = [list(islice(fresh, len(one.paragraphs))) for one in found]
    insert(
        Paragraph,
        _PARAGRAPH,
        (
            (key, document, *row)
            for (document, one), some in zip(pairs, keys, strict=True)
            for key, row in zip(some, one.paragraphs, strict=True)
        ),
    )
    for place, index in enumerate(INDEXES):
        index.add(
            [Indexed(document, some, one.prepared[place]) for (document, one), some in zip(pairs, keys, strict=True)]
        )
    insert(Citation, CITATION, ((document, *row) for document, one in pairs for row in one.citations))
    now, engine, readings = timezone.now(), dispositif.__version__, fresh_keys(Reading, len(found))
    insert(
        Reading,
        _READING,
        ((key, document, engine, now, one.result) for key, (document, one) in zip(readings, pairs, strict=True)),
    )
    return list(map(Held, documents, readings))

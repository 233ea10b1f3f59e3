"""Bringing documents in, with their mandates as drafts."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from msgspec import Struct

from dispositif.document import Document as ReadDocument
from dispositif.register.holdings.actions import Held, Read, hold
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.people.permissions import Person, note_all, require
from dispositif.register.review.drafts import Draft, drafts, write


class Arriving(Struct, frozen=True):
    """A document that was read, with its mandates: all that is to be written of it."""

    read: Read
    drafts: list[Draft]


def arriving(found: Read, document: ReadDocument) -> Arriving:
    """A file and what was read in it, ready to be written."""
    return Arriving(found, drafts(document, found.heading.adopted))


def bring_in(
    person: Person | None, body: Body, found: Sequence[Read], meeting: Meeting | None = None
) -> list[Document]:
    """Put documents into the register with their mandates as drafts: all of it or nothing.

    `person` is None where the register's owner does it at the command line. Raises Forbidden, and Refused where the
    body holds one of the files.
    """
    held = admit(person, body, [arriving(one, one.edition.document) for one in found], meeting)
    documents = Document.objects.in_bulk([one.document for one in held])
    return [documents[one.document] for one in held]


@transaction.atomic
def admit(person: Person | None, body: Body, found: Sequence[Arriving], meeting: Meeting | None = None) -> list[Held]:
    """As `bring_in`, of documents that are ready to be written; gives their keys."""
    if person is not None:
        require(person, "bring in", body)
    files = [one.read for one in found]
    held = hold(body, files, meeting, person.pk if person is not None else None)
    write(body.pk, held, [one.drafts for one in found])
    pairs = zip(files, held, strict=True)
    notes = ((f"document {keys.document}", {"name": one.name, "sha256": one.sha256}) for one, keys in pairs)
    note_all(person, "bring in", body, notes)
    return held

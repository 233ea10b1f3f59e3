"""What people do with what was read: confirm, correct, split, merge, add, reject; and taking up a reading."""

from __future__ import annotations

import msgspec
from django.db import transaction

from dispositif.document import Document as ReadDocument
from dispositif.register.holdings.actions import Read, hold
from dispositif.register.holdings.models import Body, Document, Meeting, Reading
from dispositif.register.people.permissions import Person, note, require
from dispositif.register.review.content import contents
from dispositif.register.review.models import Mandate, Revision
from dispositif.register.review.projection import renew, set_content


@transaction.atomic
def bring_in(person: Person | None, body: Body, found: Read, meeting: Meeting | None = None) -> Document:
    """Put a document into the register with its mandates as drafts: all of it or nothing.

    `person` is None where the register's owner does it at the command line. Raises Forbidden, and Refused where the
    body holds the same file.
    """
    if person is not None:
        require(person, "bring in", body)
    document, reading = hold(body, found, meeting, person.pk if person is not None else None)
    note(person, "bring in", body, f"document {document.pk}", name=found.name, sha256=document.original_id)
    take_up(document, reading)
    return document


def take_up(document: Document, reading: Reading) -> list[Mandate]:
    """Make drafts of the mandates of a document's first reading."""
    mandates = []
    for key, content in contents(msgspec.convert(reading.result, ReadDocument)).items():
        mandate = Mandate(document=document, key=key, as_read=content.to_builtins())
        set_content(mandate, content)
        mandates.append(mandate)
    Mandate.objects.bulk_create(mandates, batch_size=500)
    renew(mandates)
    Revision.objects.bulk_create(
        [Revision(mandate=one, reading=reading, kind=Revision.Kind.READ, content=one.content) for one in mandates],
        batch_size=500,
    )
    return mandates

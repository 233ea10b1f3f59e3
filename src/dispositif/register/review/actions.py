"""What people do with what was read: confirm, correct, split, merge, add, reject; and taking up a reading."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from dispositif.register.holdings.actions import Read, hold
from dispositif.register.holdings.models import Body, Document, Meeting, Reading
from dispositif.register.people.permissions import Person, note, require
from dispositif.register.review.content import contents
from dispositif.register.review.models import Mandate, Revision
from dispositif.register.review.projection import renew, set_content

# Rows that go to the database at once.
_BATCH = 2000


@transaction.atomic
def bring_in(
    person: Person | None, body: Body, found: Sequence[Read], meeting: Meeting | None = None
) -> list[Document]:
    """Put documents into the register with their mandates as drafts: all of it or nothing.

    `person` is None where the register's owner does it at the command line. Raises Forbidden, and Refused where the
    body holds one of the files.
    """
    if person is not None:
        require(person, "bring in", body)
    readings = hold(body, found, meeting, person.pk if person is not None else None)
    take_up(readings)
    for one, reading in zip(found, readings, strict=True):
        note(person, "bring in", body, f"document {reading.document_id}", name=one.name, sha256=one.sha256)
    return [reading.document for reading in readings]


def take_up(readings: Sequence[Reading]) -> list[Mandate]:
    """Make drafts of the mandates of documents that were read for the first time."""
    mandates, revisions = [], []
    for reading in readings:
        for key, content in contents(reading.read_document()).items():
            mandate = Mandate(document=reading.document, key=key)
            set_content(mandate, content)
            mandate.as_read = mandate.content
            mandates.append(mandate)
            revisions.append(
                Revision(mandate=mandate, reading=reading, kind=Revision.Kind.READ, content=mandate.content)
            )
    Mandate.objects.bulk_create(mandates, batch_size=_BATCH)
    renew(mandates)
    Revision.objects.bulk_create(revisions, batch_size=_BATCH)
    return mandates

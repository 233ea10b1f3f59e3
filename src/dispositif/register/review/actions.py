"""What people do with what was read: confirm, correct, split, merge, add, reject; and taking up a reading."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from dispositif.register.holdings.actions import Read, hold
from dispositif.register.holdings.models import Body, Document, Meeting, Reading
from dispositif.register.holdings.rows import insert
from dispositif.register.people.permissions import Person, note_all, require
from dispositif.register.review.content import Content, contents
from dispositif.register.review.models import Mandate, Revision, new_reference
from dispositif.register.review.projection import columns, link

_MANDATE = (
    "document", "key", "reference", "state", "version", "as_read", "content", "paragraph", "start", "verb", "force",
    "strength", "action", "deadline_text", "deadline_date", "recurrence", "deliverable", "conditional", "doubts",
)  # fmt: skip


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
    pairs = zip(found, readings, strict=True)
    notes = ((f"document {reading.document_id}", {"name": one.name, "sha256": one.sha256}) for one, reading in pairs)
    note_all(person, "bring in", body, notes)
    return [reading.document for reading in readings]


def take_up(readings: Sequence[Reading]) -> None:
    """Make drafts of the mandates of documents that were read for the first time."""
    found = {
        (reading.document_id, key): (reading, content)
        for reading in readings
        for key, content in contents(reading.read_document()).items()
    }
    insert(Mandate, _MANDATE, (_draft(*where, content) for where, (_, content) in found.items()))
    pks = {
        pk: found[document, key]
        for pk, document, key in Mandate.objects.filter(
            document__in={reading.document_id for reading in readings}
        ).values_list("pk", "document", "key")
    }
    link({pk: (reading.document_id, content) for pk, (reading, content) in pks.items()})
    now, read = timezone.now(), Revision.Kind.READ.value
    insert(
        Revision,
        ("mandate", "reading", "kind", "content", "at", "remark"),
        ((pk, reading.pk, read, content.to_json(), now, "") for pk, (reading, content) in pks.items()),
    )


def _draft(document: int, key: str, content: Content) -> Sequence[object]:
    json = content.to_json()
    return document, key, new_reference(), Mandate.State.DRAFT.value, 1, json, json, *columns(content).values()

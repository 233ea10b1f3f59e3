"""Drafts: the mandates that a machine read in a document that is brought in, made where it is read and then written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from msgspec import Struct

from dispositif.document import Document as ReadDocument
from dispositif.register.holdings.actions import Held
from dispositif.register.holdings.rows import Row, fresh_keys, insert
from dispositif.register.review.content import Content, contents
from dispositif.register.review.models import Involvement, Mandate, Revision, new_reference
from dispositif.register.review.projection import CHAIN, INVOLVEMENT, REPEATED_BY, chain, columns, parts

_MANDATE = (
    "id", "document", "reference", "state", "version", "key", "is_read", "content", "paragraph", "start", "verb",
    "force", "strength", "action", "deadline_text", "deadline_date", "recurrence", "deliverable", "conditional",
    "doubts",
)  # fmt: skip
_REVISION = ("mandate", "reading", "kind", "at", "remark")


class Draft(Struct, frozen=True, array_like=True):
    """A mandate as it was read: the rows that the register will have of it, but for their keys."""

    key: str
    content: str
    """Its content as JSON."""
    columns: Row
    """What repeats the content, as `projection.columns` gives it."""
    parts: list[Row]
    """Its involvements."""
    depends_on: tuple[str, ...]
    repeated: list[Any]
    """What each of REPEATED_BY will keep of it."""


def drafts(document: ReadDocument, adopted: date | None) -> list[Draft]:
    """The mandates of a document that was read for the first time, and was adopted on a day."""
    found = contents(document)
    return [_draft(key, found, adopted, document.language) for key in found]


def _draft(key: str, found: Mapping[str, Content], adopted: date | None, language: str) -> Draft:
    content = found[key]
    awaits = [first for first in content.depends_on if first in found and first != key]
    return Draft(
        key=key,
        content=content.to_json(),
        columns=_plain(columns(content)),
        parts=list(parts(content)),
        depends_on=content.depends_on,
        repeated=[layer.of_draft(content, adopted, language, awaits) for layer in REPEATED_BY],
    )


def _plain(repeated: Mapping[str, object]) -> Row:
    """The values of columns as they go from process to process: a date is a string, which a database takes too."""
    return [str(value) if isinstance(value, date) else value for value in repeated.values()]


def write(body: int, held: Sequence[Held], found: Sequence[Sequence[Draft]]) -> None:
    """Write the drafts of documents that a body (its key) holds now; `found` are those of each document."""
    pairs = [(one, draft) for one, some in zip(held, found, strict=True) for draft in some]
    keys = fresh_keys(Mandate, len(pairs))
    rows = [(key, *pair) for key, pair in zip(keys, pairs, strict=True)]
    state, read, now = Mandate.State.DRAFT.value, Revision.Kind.READ.value, timezone.now()
    insert(
        Mandate,
        _MANDATE,
        (
            (pk, one.document, new_reference(), state, 1, draft.key, True, draft.content, *draft.columns)
            for pk, one, draft in rows
        ),
    )
    insert(Involvement, INVOLVEMENT, ((pk, *part) for pk, _, draft in rows for part in draft.parts))
    by_name = {(one.document, draft.key): pk for pk, one, draft in rows}
    waiting = ((pk, one.document, draft.depends_on) for pk, one, draft in rows)
    insert(Mandate.depends_on.through, CHAIN, chain(waiting, by_name))
    insert(Revision, _REVISION, ((pk, one.reading, read, now, "") for pk, one, _ in rows))
    for place, layer in enumerate(REPEATED_BY):
        layer.begin(body, {pk: draft.repeated[place] for pk, _, draft in rows})

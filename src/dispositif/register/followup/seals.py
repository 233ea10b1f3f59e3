"""Seals: each entry's SHA-256 over what it says and over the seal before it, so that a later change shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from dispositif.register.followup.models import Entry

_PLAIN = (
    "kind", "bearing", "addressee", "remark", "link", "symbol", "file_name", "passage", "condition", "condition_end",
    "place", "withdrawn",
)  # fmt: skip


def seal(entry: Entry, before: str) -> str:
    """The seal of an entry of a mandate whose last entry has the seal `before` (empty where it is the first)."""
    said = {name: getattr(entry, name) for name in _PLAIN} | {
        "before": before,
        "mandate": entry.mandate.reference,
        "happened": entry.happened.isoformat(),
        "entered_at": entry.entered_at.isoformat(),
        "entered_by": entry.entered_by_id,
        "document": entry.document_id,
        "file": entry.file_id,
        "due": entry.due.isoformat() if entry.due else None,
        "successor": entry.successor.reference if entry.successor else None,
        "corrects": entry.corrects.seal if entry.corrects else None,
    }
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def broken() -> Iterator[Entry]:
    """Each entry of the register whose seal does not hold: it, or what stood before it, is not as it was made."""
    mandate, before = 0, ""
    rows = Entry.objects.select_related("mandate", "successor", "corrects").order_by("mandate_id", "pk")
    for entry in rows.iterator(chunk_size=1000):
        before = before if entry.mandate_id == mandate else ""
        if seal(entry, before) != entry.seal:
            yield entry
        mandate, before = entry.mandate_id, entry.seal

"""How documents were adopted, kept by their identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any, Final

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction

from dispositif.adoptions import Adoption as Told
from dispositif.register.errors import Refused
from dispositif.register.holdings.models import Adoption, Document

_U0000: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""The character as JSON writes it; after another backslash, the same letters are plain text."""
SPONSOR: Final = "sponsor"


def adoption_of(document: Document) -> Adoption | None:
    """How a document was adopted, where that was told."""
    return Adoption.objects.filter(identifier=document.identifier).first() if document.identifier else None


@transaction.atomic
def take(told: Told) -> bool:
    """Keep an adoption, in place of what was kept; gives whether the register holds its document yet.

    Raises Refused, and keeps nothing, where no database could keep it.
    """
    if _U0000.search(msgspec.json.encode(told)):
        raise Refused(f"{place(told.file, told.line)}: holds the character U+0000, which no database keeps. Remove it.")
    columns = _columns(told)
    try:
        Adoption(identifier=told.id, **columns).clean_fields()
    except ValidationError as error:
        wrong = "; ".join(f"{name}: {' '.join(said)}" for name, said in error.message_dict.items())
        raise Refused(f"{place(told.file, told.line)}: cannot be kept ({wrong}). Correct the line.") from error
    Adoption.objects.update_or_create(identifier=told.id, defaults=columns)
    return Document.objects.filter(identifier=told.id).exists()


def mark(part: str, actor: str) -> str:
    """By which an actor's part in an adoption is found: how it voted, or "sponsor"."""
    return f"|{part} {actor}|"


def marks(
    ballots: Iterable[Mapping[str, Any]],
    sponsors: Iterable[Mapping[str, Any]],
    co_sponsors: Iterable[Mapping[str, Any]],
) -> dict[str, str]:
    """The columns by which an adoption is found, out of those that are shown."""
    parties = [*sponsors, *co_sponsors]
    parts = [(one["cast"], one["actor"]) for one in ballots] + [(SPONSOR, one["actor"]) for one in parties]
    return {
        "marks": "".join(mark(part, actor) for part, actor in parts if actor),
        "sponsor_names": "; ".join(one["name"] for one in parties),
    }


def place(file: str, line: int) -> str:
    """Where something is told, as one writes it; line 0 is the file as a whole."""
    return f"{file}, line {line}" if line else file


def _columns(told: Told) -> dict[str, Any]:
    ballots, sponsors, co_sponsors = map(msgspec.to_builtins, (told.ballots, told.sponsors, told.co_sponsors))
    return marks(ballots, sponsors, co_sponsors) | {
        "adopted_by": told.adopted_by or "",
        "in_favour": told.in_favour,
        "against": told.against,
        "abstaining": told.abstaining,
        "meeting": told.meeting_text or told.meeting or "",
        "agenda_item": told.agenda_item,
        "committee": told.committee,
        "sponsors": sponsors,
        "co_sponsors": co_sponsors,
        "subjects": msgspec.to_builtins(told.subjects),
        "ballots": ballots,
        "doubts": [doubt.message for doubt in told.doubts],
        "source": place(PurePath(told.file).name, told.line),
    }

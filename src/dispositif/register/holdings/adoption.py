"""How documents were adopted, kept beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction

from dispositif.adoptions import Adoption as Told
from dispositif.authorities.series import squeezed
from dispositif.register.errors import Refused
from dispositif.register.holdings.models import Adoption, Document

_U0000: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""The character as JSON writes it; after another backslash, the same letters are plain text."""


def documents_by_symbol() -> dict[str, list[int]]:
    """The keys of the documents by their symbols, without the white space that printing varies in."""
    found: dict[str, list[int]] = defaultdict(list)
    for pk, symbol in Document.objects.exclude(symbol="").values_list("pk", "symbol"):
        found[squeezed(symbol)].append(pk)
    return found


@transaction.atomic
def take(told: Told, held: Mapping[str, Sequence[int]]) -> int:
    """Keep an adoption with every document of its symbol, in place of what was kept; gives how many these are.

    `held` is `documents_by_symbol`, which is asked once for many adoptions.
    Raises Refused, and keeps nothing, where no database could keep it.
    """
    if _U0000.search(msgspec.json.encode(told)):
        raise Refused(f"{place(told.file, told.line)}: holds the character U+0000, which no database keeps. Remove it.")
    columns = _columns(told)
    try:
        Adoption(**columns).clean_fields(exclude=("document",))
    except ValidationError as error:
        wrong = "; ".join(f"{name}: {' '.join(said)}" for name, said in error.message_dict.items())
        raise Refused(f"{place(told.file, told.line)}: cannot be kept ({wrong}). Correct the line.") from error
    documents = held.get(told.id, ())
    for pk in documents:
        Adoption.objects.update_or_create(document_id=pk, defaults=columns)
    return len(documents)


def place(file: str, line: int) -> str:
    """Where something is told, as one writes it; line 0 is the file as a whole."""
    return f"{file}, line {line}" if line else file


def _columns(told: Told) -> dict[str, Any]:
    return {
        "adopted_by": told.adopted_by or "",
        "in_favour": told.in_favour,
        "against": told.against,
        "abstaining": told.abstaining,
        "meeting": told.meeting_text or told.meeting or "",
        "agenda_item": told.agenda_item,
        "committee": told.committee,
        "sponsors": msgspec.to_builtins(told.sponsors),
        "co_sponsors": msgspec.to_builtins(told.co_sponsors),
        "subjects": msgspec.to_builtins(told.subjects),
        "ballots": msgspec.to_builtins(told.ballots),
        "doubts": [doubt.message for doubt in told.doubts],
        "source": place(PurePath(told.file).name, told.line),
    }

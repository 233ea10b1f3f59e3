"""Which tasks must come first: those a text points back to, and those that convene the body that is then asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Final

from dispositif.document import Mandate
from dispositif.languages.patterns import Found

_LOOK_BACK: Final = 300


def pointed_at(
    hits: Sequence[Found], earlier: Sequence[Mandate], by_paragraph: Mapping[str, Sequence[Mandate]], prefix: str
) -> list[str]:
    """The mandates that the words point back to. `earlier` are all so far; `prefix` opens their paragraphs' ids."""
    found: list[str] = []
    for hit in hits:
        if hit.record.sort != "dependencies":
            continue
        if hit.record.kind == "paragraph":
            letter = hit.match["letter"]
            target = f"{prefix}{hit.match['number']}" + (f".{letter}" if letter else "")
            found += [mandate.id for mandate in by_paragraph.get(target, ())[:1]]
        else:
            for mandate in islice(reversed(earlier), _LOOK_BACK):
                if mandate.deliverable is not None and mandate.deliverable.kind == hit.record.kind:
                    found.append(mandate.id)
                    break
    return found


def convening(
    asked: Sequence[str | None], earlier: Sequence[Mandate], actors_in: Callable[[int, int], set[str]]
) -> list[str]:
    """The mandates in `earlier` by which a body in `asked` is convened; `actors_in` names the actors in a stretch."""
    found: list[str] = []
    for mandate in earlier:
        if mandate.deliverable is not None and mandate.deliverable.kind == "meeting":
            convened = actors_in(mandate.deliverable.start, mandate.action.end)
            if convened.intersection(actor for actor in asked if actor):
                found.append(mandate.id)
    return found

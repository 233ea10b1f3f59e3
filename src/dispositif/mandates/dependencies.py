"""Which tasks must come first: those a text points back to, and those that convene the body that is then asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from dispositif.document import Mandate
from dispositif.languages.patterns import Found

_LOOK_BACK = 300


def pointed_at(
    hits: Sequence[Found], earlier: Sequence[Mandate], by_paragraph: Mapping[str, Sequence[Mandate]], prefix: str
) -> Iterator[str]:
    """The mandates that the words point back to. `earlier` are all so far; `prefix` opens their paragraphs' ids."""
    for hit in hits:
        if not hit.record.id.startswith("dependencies/"):
            continue
        if hit.record.kind == "paragraph":
            letter = hit.match["letter"]
            target = f"{prefix}{hit.match['number']}" + (f".{letter}" if letter else "")
            yield from (mandate.id for mandate in by_paragraph.get(target, ())[:1])
        else:
            matching = (
                m.id
                for m in islice(reversed(earlier), _LOOK_BACK)
                if m.deliverable and m.deliverable.kind == hit.record.kind
            )
            yield from (mandate for mandate in [next(matching, None)] if mandate)


def convening(
    asked: Sequence[str | None], earlier: Sequence[Mandate], actors_in: Callable[[int, int], set[str]]
) -> Iterator[str]:
    """The mandates in `earlier` by which a body in `asked` is convened; `actors_in` names the actors in a stretch."""
    for mandate in earlier:
        if mandate.deliverable and mandate.deliverable.kind == "meeting":
            convened = actors_in(mandate.deliverable.start, mandate.action.end)
            if convened.intersection(actor for actor in asked if actor):
                yield mandate.id

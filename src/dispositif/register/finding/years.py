"""A mandate through the years: what stood in its place in the earlier and later documents of its line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from dispositif.comparison.alignment import Unit, align
from dispositif.comparison.wording import Alphabet, words
from dispositif.graph import Step
from dispositif.register.finding.citing import line
from dispositif.register.finding.queries import given_by
from dispositif.register.holdings.models import Paragraph
from dispositif.register.people.permissions import Person
from dispositif.register.review.models import Mandate

MOST: Final = 10
"""Documents that are looked at before and after a mandate's own."""


class Turn(NamedTuple):
    """One document of the line: what stands in it in the place of a mandate's paragraph."""

    step: Step
    document: int
    paragraphs: list[Paragraph]
    """None where the document has no such paragraph."""
    mandates: list[Mandate]
    """The mandates that these paragraphs give and that are followed up."""
    is_same: bool
    """Whether the words are those of the mandate's own paragraph."""


def through_the_years(person: Person, mandate: Mandate) -> list[Turn]:
    """The documents of the mandate's line, the earliest first; empty where its document stands alone.

    Operative paragraphs are aligned from document to document, as in a comparison of two; where one is missing in a
    year, the next is held against the last that had it.
    """
    steps = line(person, mandate.document)
    if not steps:
        return []
    at = next(place for place, (_, key) in enumerate(steps) if key == mandate.document_id)
    steps = steps[max(at - MOST, 0) : at + MOST + 1]
    at = min(at, MOST)
    texts = _texts([key for _, key in steps])
    own = [one for one in texts[mandate.document_id] if one.key == mandate.paragraph]
    keys = [key for _, key in steps]
    before = _followed(own, [texts[key] for key in reversed(keys[: at + 1])])
    after = _followed(own, [texts[key] for key in keys[at:]])
    found = [*reversed(before), own, *after]
    given = given_by(person, [(one.document_id, one.key) for there in found for one in there])
    return [
        Turn(step, key, there, [one for row in there for one in given.get((key, row.key), ())], _same(own, there))
        for (step, key), there in zip(steps, found, strict=True)
    ]


def _texts(documents: Sequence[int]) -> dict[int, list[Paragraph]]:
    found: dict[int, list[Paragraph]] = {key: [] for key in documents}
    for one in Paragraph.objects.filter(document__in=documents, kind="operative").order_by("document", "order"):
        found[one.document_id].append(one)
    return found


def _followed(own: list[Paragraph], texts: Sequence[list[Paragraph]]) -> list[list[Paragraph]]:
    """What stands in the place of `own`, which is of the first text, in each text after it."""
    found, last, here = [], own, texts[0]
    for there in texts[1:]:
        alphabet = Alphabet()
        groups = align(_units(here, alphabet), _units(there, alphabet))
        keys = {one.pk for one in last}
        near = [there[new] for one in groups for new in one.new if any(here[old].pk in keys for old in one.old)]
        found.append(near)
        if near:
            last, here = near, there
    return found


def _units(text: Iterable[Paragraph], alphabet: Alphabet) -> list[Unit]:
    return [Unit(alphabet.spell(words(one.words)), "text", one.part) for one in text]


def _same(own: Iterable[Paragraph], there: Iterable[Paragraph]) -> bool:
    return bool(there) and [words(one.words) for one in own] == [words(one.words) for one in there]

"""The words of the paragraphs that give mandates, as they stand in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from dispositif.register.holdings.models import Paragraph
from dispositif.register.review.models import Mandate

_LEFT_OUT = " […] "


class Verbatim(NamedTuple):
    """A paragraph's number and its words, after those of the paragraphs above it."""

    number: str
    text: str


def verbatim(mandates: Sequence[Mandate]) -> dict[int, Verbatim]:
    """The verbatim paragraph of each mandate, by its key, in one query."""
    documents: dict[int, dict[str, Paragraph]] = defaultdict(dict)
    for one in Paragraph.objects.filter(document__in={one.document_id for one in mandates}, kind="operative"):
        documents[one.document_id][one.key] = one
    return {one.pk: _verbatim(one, documents[one.document_id]) for one in mandates}


def chain(mandate: Mandate, paragraphs: dict[str, Paragraph]) -> list[Paragraph]:
    """The paragraph that gives a mandate after those above it, and those below as far as its action goes."""
    found, key = [], mandate.paragraph
    while key in paragraphs:
        found.append(paragraphs[key])
        key = paragraphs[key].parent
    if not found:
        return []
    end = mandate.start + len(mandate.action)
    below = (one for one in paragraphs.values() if found[0].end <= one.start < end)
    return [*reversed(found), *sorted(below, key=lambda one: one.start)]


def _verbatim(mandate: Mandate, paragraphs: dict[str, Paragraph]) -> Verbatim:
    found = chain(mandate, paragraphs)
    own = paragraphs.get(mandate.paragraph)
    return Verbatim(own.number if own else mandate.paragraph, _LEFT_OUT.join(one.words for one in found))

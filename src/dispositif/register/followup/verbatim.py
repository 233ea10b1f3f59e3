"""The words of the paragraphs that give mandates, as they stand in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dispositif.register.holdings.models import Paragraph
from dispositif.register.review.models import Mandate

_LEFT_OUT = " […] "


class Verbatim(NamedTuple):
    """The number of the paragraph, or of the item below it in which the action stands, and the words of all of them."""

    number: str
    text: str


def verbatim(mandates: Sequence[Mandate]) -> dict[int, Verbatim]:
    """The verbatim paragraph of each mandate, by its key, in one query."""
    documents: dict[int, dict[str, Paragraph]] = defaultdict(dict)
    for one in Paragraph.objects.filter(document__in={one.document_id for one in mandates}, kind="operative"):
        documents[one.document_id][one.key] = one
    return {one.pk: _verbatim(one, documents[one.document_id]) for one in mandates}


def chain(mandate: Mandate, paragraphs: dict[str, Paragraph]) -> list[Paragraph]:
    """The paragraph that gives a mandate and those below that its action stands in, each after those above it."""
    end = mandate.start + len(mandate.action)
    own = paragraphs.get(mandate.paragraph)
    below = (one.key for one in paragraphs.values() if own and own.end <= one.start < end and mandate.start < one.end)
    found: dict[str, Paragraph] = {}
    for key in (mandate.paragraph, *below):
        one = paragraphs.get(key)
        while one and one.key not in found:
            found[one.key] = one
            one = paragraphs.get(one.parent)
    return sorted(found.values(), key=lambda one: one.start)


def _verbatim(mandate: Mandate, paragraphs: dict[str, Paragraph]) -> Verbatim:
    found = chain(mandate, paragraphs)
    own = paragraphs.get(mandate.paragraph)
    if found and all(inner.parent == outer.key for outer, inner in pairwise(found)):
        own = found[-1]
    return Verbatim(own.number if own else mandate.paragraph, _LEFT_OUT.join(one.words for one in found))

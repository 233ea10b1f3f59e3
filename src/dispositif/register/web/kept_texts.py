"""The text of a document as its page shows it, kept while nothing changes that it is made of.

To mark a long text takes several times as long as to look up what it is made of. All of that is what it is kept by.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import F, TextField
from django.db.models.functions import Cast
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dispositif.exports.marks import passages
from dispositif.register.holdings.models import Document, Reading
from dispositif.register.holdings.tally import tally
from dispositif.register.review.models import Mandate
from dispositif.register.review.queries import Made, as_decided
from dispositif.register.web.sections import sections
from dispositif.register.web.texts import shown
from dispositif.text import TextWarning

A_PART: Final = 250
"""Passages of a long document on a page."""
_KEPT = 32
"""Pages of texts that a process keeps."""


class Text(NamedTuple):
    """What a page shows of a text."""

    direction: str
    standing: str
    """How far people have confirmed it."""
    tally: str
    warnings: Sequence[TextWarning]
    page: Page[int]
    """Which of its passages, by their places among all, the page has."""
    sections: SafeString
    """These."""


class Beside(NamedTuple):
    """A mandate with all that is shown of it: columns, its content as JSON, and its status today."""

    reference: str
    key: str
    state: str
    paragraph: str
    start: int
    action: str
    words: str
    status: str | None

    def mandate(self) -> Mandate:
        """The same as an object."""
        columns = self._asdict()
        content, status = msgspec.json.decode(columns.pop("words")), columns.pop("status")
        made = Mandate(content=content, **columns)
        made.status = status  # type: ignore[attr-defined]
        return made


class Reader(NamedTuple):
    """What a text is written for: a language, a place of the register on its server, and whether it is reviewed."""

    language: str | None
    root: str
    may_review: bool

    @classmethod
    def now(cls, *, may_review: bool) -> Reader:
        """Who asks for a page now."""
        return cls(get_language(), get_script_prefix(), may_review)


def beside(document: Document) -> tuple[Beside, ...]:
    """The mandates of a document, in the order of its text; one query."""
    rows = document.mandates.annotate(words=Cast("content", TextField()), status=F("snapshot__status"))
    return tuple(Beside(*row) for row in rows.order_by("start", "pk").values_list(*Beside._fields))


@lru_cache(_KEPT)
def marked_text(
    made: Made, mandates: tuple[Beside, ...], links: tuple[tuple[str, str], ...], asked: str | None, reader: Reader
) -> Text:
    """A text by its reading, with its mandates: the page that is asked for. `links` leads to what it cites."""
    reading = Reading.objects.select_related("document").get(pk=made.key)
    objects = [one.mandate() for one in mandates]
    edition = as_decided(reading.document, objects, reading)
    every = list(passages(edition))
    page = Paginator(range(len(every)), A_PART).get_page(asked)
    parts = shown(edition, [every[place] for place in page], objects, dict(links))
    return Text(
        direction=edition.direction,
        standing=edition.standing,
        tally=tally(edition),
        warnings=edition.document.warnings,
        page=page,
        sections=sections(reading.document, edition.direction, parts, may_review=reader.may_review),
    )

"""Paragraphs in whose words a question is found, whether or not they give a mandate."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import Final, NamedTuple, overload

from django.db.models import Count, F, Max, QuerySet
from django.utils.translation import gettext as _

from dispositif.register.errors import Refused
from dispositif.register.finding.filters import Filter
from dispositif.register.finding.search import matching, parse
from dispositif.register.holdings.models import Document, Paragraph
from dispositif.register.people.permissions import Person, to_be_found

_FILTERS: Final = (
    "q",
    "body",
    "meeting",
    "document",
    "adopted_from",
    "adopted_to",
    "adoption",
    "voted",
    "cast",
    "sponsor",
)
_NEWEST_FIRST: Final = (F("document__adopted").desc(nulls_last=True), "-document_id", "order")


class FoundParagraph(NamedTuple):
    """A paragraph with what a list shows of it."""

    document_id: int
    key: str
    number: str
    words: str
    language: str
    adopted: date | None
    body: str
    document: str
    """What its document is called."""


_SHOWN: Final = (
    "document", "key", "number", "words", "document__language", "document__adopted", "document__body__name",
    *(f"document__{name}" for name in Document.CALLED_BY),
)  # fmt: skip


class Paragraphs(Sequence[FoundParagraph]):
    """Paragraphs that were found, those of the newest documents first, to be taken slice by slice.

    They are counted document by document, and only those of the documents that a slice comes from are put in order: a
    common word has more of them than are quickly sorted. One query, and one for each slice.
    """

    def __init__(self, found: QuerySet[Paragraph]) -> None:
        by_document = found.order_by().values_list("document").annotate(many=Count("pk"), day=Max("document__adopted"))
        newest = sorted(by_document, key=lambda row: (row[2] or date.min, row[0]), reverse=True)
        self._found = found
        self._documents = [document for document, _many, _day in newest]
        self._ends = list(accumulate(many for _document, many, _day in newest))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, place: int) -> FoundParagraph: ...

    @overload
    def __getitem__(self, place: slice) -> list[FoundParagraph]: ...

    def __getitem__(self, place: int | slice) -> FoundParagraph | list[FoundParagraph]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        start, stop, _step = place.indices(len(self))
        first, last = bisect_right(self._ends, start), bisect_left(self._ends, stop)
        before = self._ends[first - 1] if first else 0
        rows = self._found.filter(document__in=self._documents[first : last + 1]).order_by(*_NEWEST_FIRST)
        shown = rows.values_list(*_SHOWN)[start - before : stop - before]
        return [FoundParagraph._make((*row[:7], Document.called(*row[7:]))) for row in shown]


def found_paragraphs(person: Person, asked: Filter) -> Paragraphs:
    """The paragraphs in which a question is found. Raises Refused without one, or for a filter of mandates alone."""
    others = [
        name for name in asked.__struct_fields__ if name not in _FILTERS and getattr(asked, name) not in ("", None)
    ]
    if others:
        raise Refused(_("Paragraphs have no “%(name)s”. Search the mandates instead.") % {"name": others[0]})
    wanted = {
        "document__body__slug": asked.body,
        "document__meeting": asked.meeting,
        "document": asked.document,
        "document__adopted__gte": asked.adopted_from,
        "document__adopted__lte": asked.adopted_to,
    }
    found = Paragraph.objects.filter(to_be_found(person, "document"), pk__in=matching(parse(asked.q)))
    given = {name: value for name, value in wanted.items() if value not in ("", None)}
    return Paragraphs(found.filter(asked.adopted_so(), **given))

"""Comparing documents that the register holds, two or a series: what became of each paragraph, and what it means."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dispositif.comparison import compare
from dispositif.comparison.page import series_to_html, to_html
from dispositif.comparison.tracked import to_docx
from dispositif.register.errors import Refused
from dispositif.register.finding.series import chosen, followed, members
from dispositif.register.holdings.models import Document
from dispositif.register.people.permissions import Person
from dispositif.register.review.queries import Made, as_made, last_made
from dispositif.register.web.documents import one_document, readable_documents

# The page is whole in itself: its style stands in it, and it has nothing that runs.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST = 100
_KEPT = 32
"""Comparisons that a process keeps as pages: of readings that never change they say the same for good."""


@require_safe
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """The document beside another, the older of the two first; without another, those that there are."""
    if not (asked := str(request.GET.get("with", ""))):
        return _asking(request, pk, "web/compare.html")
    if not _is_key(asked) or int(asked) == pk:
        raise Refused(_("With which document? Choose another one from the list."))
    older, newer = chosen(request.user, [pk, int(asked)])
    readings = last_made([older.pk, newer.pk])
    if request.GET.get("form") == "docx":
        old, new = as_made(readings)
        answer = HttpResponse(to_docx(compare(old, new), old, new), content_type=_DOCX)
        answer["Content-Disposition"] = content_disposition_header(True, f"{older} – {newer}.docx"[:150])
        return answer
    answer = HttpResponse(_of_two(*readings))
    answer["Content-Security-Policy"] = _POLICY
    return answer


@require_safe
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """Each paragraph through the line that the document stands in, or through the documents that are chosen."""
    asked = request.GET.getlist("with")
    if not all(map(_is_key, asked)):
        raise Refused(_("With which documents? Choose others from the list."))
    keys = [pk, *map(int, asked)]
    documents = chosen(request.user, keys) if asked else members(request.user, one_document(request.user, pk))
    if len(documents) < 2:
        return _asking(request, pk, "web/series.html")
    answer = HttpResponse(_of_a_series(*last_made([one.pk for one in documents])))
    answer["Content-Security-Policy"] = _POLICY
    return answer


@lru_cache(_KEPT)
def _of_two(older: Made, newer: Made) -> str:
    old, new = as_made([older, newer])
    return to_html(compare(old, new), old, new)


@lru_cache(_KEPT)
def _of_a_series(*readings: Made) -> str:
    return series_to_html(*followed(readings))


def _is_key(asked: str) -> bool:
    return asked.isdecimal() and len(asked) < 10


def _asking(request: HttpRequest, pk: int, template: str) -> HttpResponse:
    """The page that asks with which other documents."""
    held = one_document(request.user, pk)
    return render(request, template, {"document": held, "others": _others(request.user, held)[:_MOST]})


def _others(person: Person, held: Document) -> QuerySet[Document]:
    """Documents of the same body and language: those of the same title first, then the newest."""
    same_title = Case(When(title=held.title, then=0), default=1)
    others = readable_documents(person).filter(body=held.body, language=held.language).exclude(pk=held.pk)
    return others.defer("characters").order_by(same_title, "-adopted", "-pk")


urlpatterns = [
    path("documents/<int:pk>/compare/", comparison, name="compare"),
    path("documents/<int:pk>/series/", series, name="series"),
]

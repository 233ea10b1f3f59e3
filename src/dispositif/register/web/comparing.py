"""Comparing documents that the register holds, two or a series: what became of each paragraph, and what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dispositif.comparison import compare
from dispositif.comparison.messages import ABSENT, FINDINGS, FINDINGS_OF, LINE, MOVED_AND_CHANGED
from dispositif.comparison.page import lines_of, pairs_of
from dispositif.comparison.tracked import to_docx
from dispositif.register.errors import Refused
from dispositif.register.finding.series import chosen, followed, members
from dispositif.register.holdings.keys import key_of
from dispositif.register.holdings.models import Document
from dispositif.register.people.permissions import Person, to_be_found
from dispositif.register.review.addressed import document_at
from dispositif.register.review.queries import Made, as_made, last_made
from dispositif.register.web.attachments import attached, stem

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST = 100
_KEPT = 32
"""Comparisons that a process keeps, as parts of pages: of readings that never change they say the same for good."""
RELATIONS: Final[Mapping[str, Promise]] = {
    "same": pgettext_lazy("a paragraph", "the same"),
    "changed": pgettext_lazy("a paragraph", "changed"),
    "moved": pgettext_lazy("a paragraph", "moved"),
    MOVED_AND_CHANGED: pgettext_lazy("a paragraph", "moved and changed"),
    "split": pgettext_lazy("a paragraph", "split"),
    "merged": pgettext_lazy("a paragraph", "merged"),
    "new": pgettext_lazy("a paragraph", "new"),
    "dropped": pgettext_lazy("a paragraph", "dropped"),
    "returned": pgettext_lazy("a paragraph", "returned"),
}
"""What became of a paragraph, by what a comparison calls it."""
WORDS: Final[Mapping[str, Promise]] = {
    **RELATIONS,
    LINE: gettext_lazy("Line {number}"),
    ABSENT: gettext_lazy("Not in this document."),
    FINDINGS_OF: gettext_lazy("Findings of {paragraphs}"),
    FINDINGS["verb-strengthened"]: gettext_lazy("Verb strengthened"),
    FINDINGS["verb-weakened"]: gettext_lazy("Verb weakened"),
    FINDINGS["verb-changed"]: gettext_lazy("Verb changed, on no common scale"),
    FINDINGS["addressee-added"]: gettext_lazy("Addressee added"),
    FINDINGS["addressee-gone"]: gettext_lazy("Addressee gone"),
    FINDINGS["deadline-added"]: gettext_lazy("Deadline added"),
    FINDINGS["deadline-gone"]: gettext_lazy("Deadline gone"),
    FINDINGS["deadline-moved"]: gettext_lazy("Deadline moved"),
    FINDINGS["condition-added"]: gettext_lazy("Condition added"),
    FINDINGS["condition-gone"]: gettext_lazy("Condition gone"),
    FINDINGS["amount-changed"]: gettext_lazy("Amount changed"),
    FINDINGS["language-taken-over"]: gettext_lazy("Also found in"),
}
"""The words of a comparison's page, by what the engine calls them."""


@require_safe
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """The document beside another, the older of the two first; without another, those that there are."""
    if not (asked := str(request.GET.get("with", ""))):
        return _asking(request, pk, "web/compare.html")
    other = key_of(asked)
    if other is None or other == pk:
        raise Refused(_("With which document? Choose another one from the list."))
    older, newer = chosen(request.user, [pk, other])
    readings = last_made([older.pk, newer.pk])
    if request.GET.get("form") == "docx":
        old, new = as_made(readings)
        return attached(to_docx(compare(old, new), old, new), _DOCX, f"{stem(older)}-{stem(newer)}.docx")
    shown = _of_two(*readings, get_language())
    return _compared(request, (older, newer), {"pk": pk, "docx": f"?with={asked}&form=docx", **shown})


@require_safe
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """Each paragraph through the line that the document stands in, or through the documents that are chosen."""
    asked = request.GET.getlist("with")
    others = [key for key in map(key_of, asked) if key is not None]
    if len(others) < len(asked):
        raise Refused(_("With which documents? Choose others from the list."))
    documents = chosen(request.user, [pk, *others]) if asked else members(request.user, document_at(request.user, pk))
    if len(documents) < 2:
        return _asking(request, pk, "web/series.html")
    shown = _of_a_series(get_language(), *last_made([one.pk for one in documents]))
    return _compared(request, documents, {"pk": pk, **shown})


def _compared(request: HttpRequest, documents: Sequence[Document], shown: Mapping[str, Any]) -> HttpResponse:
    return render(request, "web/compared.html", {"documents": documents, **shown})


@lru_cache(_KEPT)
def _of_two(older: Made, newer: Made, _language: str | None) -> Mapping[str, Any]:
    """What the page says of two readings, in the language that is spoken now."""
    old, new = as_made([older, newer])
    found = compare(old, new)
    counts: Counter[str] = Counter(pair.relation for pair in found.pairs)
    return {
        "is_of_two": True,
        "counts": [(RELATIONS[name], counts[name]) for name in RELATIONS if counts[name]],
        "findings": len(found.findings),
        "text": mark_safe("".join(pairs_of(found, old, new, _say))),
    }


@lru_cache(_KEPT)
def _of_a_series(_language: str | None, *readings: Made) -> Mapping[str, Any]:
    """What the page says of the readings of a series, likewise."""
    found = followed(readings)
    lines = "".join(lines_of(found.series, found.editions, _say))
    return {"lines": len(found.series.lines), "text": mark_safe(lines)}


def _say(words: str) -> str:
    return str(WORDS[words])


def _asking(request: HttpRequest, pk: int, template: str) -> HttpResponse:
    """The page that asks with which other documents."""
    held = document_at(request.user, pk)
    return render(request, template, {"document": held, "others": _others(request.user, held)[:_MOST]})


def _others(person: Person, held: Document) -> QuerySet[Document]:
    """Documents of the same body and language: those of the same title first, then the newest."""
    same_title = Case(When(title=held.title, then=0), default=1)
    others = Document.objects.filter(to_be_found(person), body=held.body, language=held.language).exclude(pk=held.pk)
    return others.defer("characters").order_by(same_title, "-adopted", "-pk")


urlpatterns = [
    path("documents/<int:pk>/compare/", comparison, name="compare"),
    path("documents/<int:pk>/series/", series, name="series"),
]

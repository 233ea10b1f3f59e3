"""Finding: search, actors, and reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router

from dispositif.register.api.access import READS
from dispositif.register.api.answers import MOST, Paged, listed, tagged
from dispositif.register.api.documents import paragraphs_out
from dispositif.register.api.forms import ActorList, ActorOut, ChangeList, ParagraphList
from dispositif.register.api.mandates import Filters, filtered, readable_mandates
from dispositif.register.errors import Missing, Refused
from dispositif.register.finding import search
from dispositif.register.finding.queries import actor_name
from dispositif.register.followup.files import Report, to_json
from dispositif.register.followup.reports import changes, lines
from dispositif.register.holdings.models import Paragraph
from dispositif.register.people.permissions import Person, readable
from dispositif.register.review.models import Involvement

router = Router(tags=["finding"])


def _actors(person: Person) -> QuerySet[Any, Any]:
    parts = Involvement.objects.filter(
        mandate__in=readable_mandates(person).order_by(), part=Involvement.Part.ADDRESSEE
    )
    counted = parts.exclude(actor="").values("actor").annotate(mandates=Count("mandate", distinct=True))
    return counted.order_by("-mandates", "actor")


def _actors_out(found: Iterable[dict]) -> Iterable[dict]:
    for row in found:
        yield {"id": row["actor"], "name": actor_name(row["actor"]), "mandates": row["mandates"]}


@router.get("/search", auth=READS, response=ParagraphList, summary="Search in the words of paragraphs")
def search_paragraphs(request: HttpRequest, response: HttpResponse, page: Paged, q: str) -> dict:
    """Words in any inflection, "phrases" in quotes, prefixes with a star; all must be in a paragraph."""
    found = Paragraph.objects.filter(
        pk__in=search.matching(search.parse(q)), document__body__in=readable(request.user)
    ).order_by("-document__adopted", "-document", "order")
    return listed(request, response, page, found, paragraphs_out)


@router.get(
    "/actors", auth=READS, response=ActorList, summary="Who was asked for something, the most often asked first"
)
def actors(request: HttpRequest, response: HttpResponse, page: Paged) -> dict:
    """In what you may read. Their mandates: /mandates?addressee=ID."""
    return listed(request, response, page, _actors(request.user), _actors_out)


@router.get("/actors/{path:actor}", auth=READS, response=ActorOut, summary="An actor")
def actor(request: HttpRequest, actor: str) -> dict:
    """By its identifier in the authority files."""
    for one in _actors_out(_actors(request.user).filter(actor=actor)):
        return one
    raise Missing(_("Nothing that you may read asks anything of “%(actor)s”.") % {"actor": actor})


@router.get("/reports/matrix", auth=READS, summary="The implementation matrix as of a day")
def matrix(request: HttpRequest, asked: Filters, on: date | None = None, known: date | None = None) -> HttpResponse:
    """By the filters of /mandates. With `known`, by what was known at the end of that day."""
    found = filtered(request, ("on", "known"))
    if found.count() > MOST * 20:
        raise Refused(_("These are more than %(most)d mandates: narrow the filters.") % {"most": MOST * 20})
    day = on or timezone.localdate()
    report = Report(title=_("Implementation matrix"), on=day, known=known, lines=tuple(lines(found, day, known)))
    return tagged(request, HttpResponse(to_json(report), content_type="application/json"))


@router.get("/reports/changes", auth=READS, response=ChangeList, summary="What changed between two days")
def changed(
    request: HttpRequest, response: HttpResponse, page: Paged, asked: Filters, before: date, after: date
) -> dict:
    """As it was known at the end of each."""
    if before > after:
        raise Refused(_("The first day is after the second: exchange them."))
    found = [
        {
            "mandate": one.mandate.reference,
            "before": one.before.status.value,
            "after": one.after.status.value,
            "entries": [entry.pk for entry in one.entries],
        }
        for one in changes(filtered(request, ("before", "after")), before, after)
    ]
    return listed(request, response, page, found)

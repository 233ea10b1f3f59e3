"""Finding: search, actors, the calendar, and reports."""

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
from dispositif.register.api.answers import Page, Paged, listed, tagged
from dispositif.register.api.documents import adopted_day, paragraphs_out
from dispositif.register.api.forms import ActorList, ActorOut, ChangeList, DeadlineList, ParagraphList
from dispositif.register.api.mandates import IN_TEXT, Filters, mandates_to_be_found
from dispositif.register.errors import Missing, Refused
from dispositif.register.finding import search
from dispositif.register.finding.changes import deadlines
from dispositif.register.finding.filters import Filter
from dispositif.register.finding.reporting import Question, changes_of, touched
from dispositif.register.followup.files import Report, to_json
from dispositif.register.followup.reports import Change
from dispositif.register.followup.snapshots import refresh
from dispositif.register.holdings.actors import actor_name
from dispositif.register.holdings.models import Paragraph
from dispositif.register.people.permissions import Person, to_be_found
from dispositif.register.review.models import Involvement, Mandate

router = Router(tags=["finding"])
_MOST_OF_A_REPORT = 10_000


def _actors(person: Person) -> QuerySet[Any, Any]:
    parts = Involvement.objects.filter(
        mandate__in=mandates_to_be_found(person).order_by(), part=Involvement.Part.ADDRESSEE
    )
    return parts.exclude(actor="").order_by().values("actor").annotate(mandates=Count("mandate", distinct=True))


def _actors_out(found: Iterable[dict]) -> Iterable[dict]:
    for row in found:
        yield {"id": row["actor"], "name": actor_name(row["actor"]), "mandates": row["mandates"]}


@router.get("/search", auth=READS, response=ParagraphList, summary="Search in the words of paragraphs")
def search_paragraphs(request: HttpRequest, response: HttpResponse, page: Paged, q: str) -> dict:
    """Words in any inflection, "phrases" in quotes, prefixes with a star; all must be in a paragraph."""
    found = Paragraph.objects.filter(
        to_be_found(request.user, "document"), pk__in=search.matching(search.parse(q))
    ).annotate(day=adopted_day("document__adopted"))
    return listed(request, response, page, found, ("-day", "-document_id", "order"), paragraphs_out)


@router.get("/actors", auth=READS, response=ActorList, summary="Who was asked for something, by their identifiers")
def actors(request: HttpRequest, response: HttpResponse, page: Paged) -> dict:
    """In what you may read. Their mandates: /mandates?addressee=ID."""
    return listed(request, response, page, _actors(request.user), ("actor",), _actors_out)


@router.get("/actors/{path:actor}", auth=READS, response=ActorOut, summary="An actor")
def actor(request: HttpRequest, actor: str) -> dict:
    """By its identifier in the authority files."""
    for one in _actors_out(_actors(request.user).filter(actor=actor)):
        return one
    raise Missing(_("Nothing that you may read asks anything of “%(actor)s”.") % {"actor": actor})


@router.get("/calendar", auth=READS, response=DeadlineList, summary="What is due between two days")
def deadlines_between(request: HttpRequest, response: HttpResponse, page: Paged, asked: Filters) -> dict:
    """The open mandates that are due from `due_from` to `due_to`, the first due first; by the filters of /mandates."""
    within = Filter.from_query(request.GET, ignoring=Page.model_fields)
    if within.due_from is None or within.due_to is None:
        raise Refused(_("From which day to which? Give “due_from” and “due_to”."))
    if within.due_from > within.due_to:
        raise Refused(_("The first day is after the second: exchange them."))
    refresh(timezone.localdate())
    found = deadlines(request.user, within).select_related("document__body", "snapshot__unit")
    found = found.defer("content", "read_otherwise", "document__characters")
    return listed(request, response, page, found, ("snapshot__due", "pk"), _deadlines_out)


def _deadlines_out(found: Iterable[Mandate]) -> Iterable[dict]:
    for one in found:
        yield {"due": one.snapshot.due, "status": one.snapshot.status, "unit": str(one.snapshot.unit or "")} | {
            "mandate": one.reference,
            "document": one.document_id,
            "body": one.document.body.slug,
            "action": one.action,
        }


@router.get("/reports/matrix", auth=READS, summary="The implementation matrix as of a day")
def matrix(request: HttpRequest, asked: Filters, on: date | None = None, known: date | None = None) -> HttpResponse:
    """By the filters of /mandates. With `known`, by what was known at the end of that day."""
    question = Question(
        filter=Filter.from_query(request.GET, ignoring=("on", "known")), on=on or timezone.localdate(), known=known
    )
    question.check()
    refresh(timezone.localdate())
    found = _few(question.selected(request.user)).order_by(*IN_TEXT)
    report = Report(title=_("Implementation matrix"), on=question.on, known=known, lines=tuple(question.lines(found)))
    return tagged(request, HttpResponse(to_json(report), content_type="application/json"))


@router.get("/reports/changes", auth=READS, response=ChangeList, summary="What changed between two days")
def changed(
    request: HttpRequest, response: HttpResponse, page: Paged, asked: Filters, before: date, after: date
) -> dict:
    """As it was known at the end of each."""
    if before > after:
        raise Refused(_("The first day is after the second: exchange them."))
    asked = Filter.from_query(request.GET, ignoring=(*Page.model_fields, "before", "after"))
    refresh(timezone.localdate())
    touched_since = _few(touched(asked, mandates_to_be_found(request.user), before))
    found = {one.mandate.pk: one for one in changes_of(asked, touched_since, before, after)}
    rows = Mandate.objects.filter(pk__in=found)
    return listed(request, response, page, rows, IN_TEXT, lambda some: [_change_out(found[one.pk]) for one in some])


def _change_out(one: Change) -> dict:
    return {
        "mandate": one.mandate.reference,
        "before": one.before.status.value if one.before else None,
        "after": one.after.status.value if one.after else None,
        "entries": [entry.pk for entry in one.entries],
    }


def _few(found: QuerySet[Mandate]) -> QuerySet[Mandate]:
    if found.count() > _MOST_OF_A_REPORT:
        raise Refused(_("These are more than %(most)d mandates: narrow the filters.") % {"most": _MOST_OF_A_REPORT})
    return found

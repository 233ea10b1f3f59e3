"""Mandates: finding them, and what people decide about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

import msgspec
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from dispositif.register.api.access import READS, REVIEWS, caller
from dispositif.register.api.answers import Page, Paged, listed, require_match, tag
from dispositif.register.api.documents import Key, aside_out
from dispositif.register.api.forms import (
    Asked,
    Correction,
    MandateList,
    MandateOut,
    Merger,
    Remark,
    RevisionOut,
    Split,
)
from dispositif.register.errors import Refused
from dispositif.register.finding.filters import Filter
from dispositif.register.finding.reporting import check_past
from dispositif.register.followup.queries import standings
from dispositif.register.followup.snapshots import refresh
from dispositif.register.followup.status import Standing
from dispositif.register.people.permissions import Person, require_for, to_be_found
from dispositif.register.review import decisions
from dispositif.register.review.addressed import document_at, mandate_at
from dispositif.register.review.content import Content
from dispositif.register.review.models import Mandate

router = Router(tags=["mandates"])
IN_TEXT = ("document_id", "start", "pk")
"""The order of documents and texts."""
Filters = Annotated[Asked, Query()]  # type: ignore[valid-type]


def mandates_to_be_found(person: Person) -> QuerySet[Mandate]:
    """The mandates that lists show a person, whatever the review found them to be."""
    found = Mandate.objects.filter(to_be_found(person, "document"))
    return found.select_related("document__body", "document__meeting").defer("document__characters")


def filtered(request: HttpRequest, ignoring: Iterable[str] = ()) -> QuerySet[Mandate]:
    """The mandates that the query string asks for. Raises Refused for a filter that does not exist."""
    asked = Filter.from_query(request.GET, ignoring=(*Page.model_fields, *ignoring))
    refresh(timezone.localdate())
    return asked.apply(mandates_to_be_found(request.user))


def standing_out(standing: Standing) -> dict:
    """A standing as it is answered."""
    return msgspec.to_builtins(standing, builtin_types=())


def mandates_out(found: Iterable[Mandate], on: date | None = None) -> list[dict]:
    """Mandates as they are answered, with what had become of them on a day; None for today."""
    some = list(found)
    known = standings(some, on or timezone.localdate())
    plain = ("reference", "key", "state", "version", "content", "as_read")
    return [
        {name: getattr(one, name) for name in plain}
        | {
            "document": one.document_id,
            "body": one.document.body.slug,
            "put_aside": aside_out(one.document),
            "standing": standing_out(known[one.pk]),
        }
        for one in some
    ]


def _answered(response: HttpResponse, one: dict) -> dict:
    response["ETag"] = tag(msgspec.json.encode(one))
    return one


def _seen(request: HttpRequest, reference: str) -> Mandate:
    """The mandate that the caller has seen as it is. Raises Stale where it is another by now, Forbidden."""
    found = mandate_at(request.user, reference)
    require_for(request.user, "review", found.document)
    [one] = mandates_out([found])
    require_match(request, tag(msgspec.json.encode(one)))
    return found


def _now(request: HttpRequest, response: HttpResponse, reference: str) -> dict:
    return _answered(response, mandates_out([mandate_at(request.user, reference)])[0])


def _content(given: object) -> Content:
    try:
        return Content.from_builtins(given)
    except msgspec.ValidationError as error:
        raise Refused(_("This is no content of a mandate: %(error)s.") % {"error": error}) from error


@router.get("/mandates", auth=READS, response=MandateList, summary="Mandates, by filters")
def mandates(request: HttpRequest, response: HttpResponse, page: Paged, asked: Filters) -> dict:
    """All filters must hold. A filter that does not exist is refused."""
    return listed(request, response, page, filtered(request), IN_TEXT, mandates_out)


@router.post("/mandates/merge", auth=REVIEWS, response=MandateOut, summary="Several are really one")
def merge(request: HttpRequest, response: HttpResponse, given: Merger) -> dict:
    """Of one paragraph. Names the version of each in place of If-Match."""
    for reference in given.versions:
        mandate_at(request.user, reference)
    return _now(request, response, decisions.merge(caller(request), given.versions, given.remark).reference)


@router.get("/mandates/{reference}", auth=READS, response=MandateOut, summary="A mandate")
def mandate(request: HttpRequest, response: HttpResponse, reference: str, on: date | None = None) -> dict:
    """With its ETag, which a decision about it must name. With `on`, its standing is that of an older day."""
    if on is not None:
        check_past(on)
    return _answered(response, mandates_out([mandate_at(request.user, reference)], on)[0])


@router.get("/mandates/{reference}/revisions", auth=READS, response=list[RevisionOut], summary="Its life as a text")
def revisions(request: HttpRequest, reference: str) -> list[dict]:
    """The first one first."""
    found = mandate_at(request.user, reference).revisions.select_related("person", "reading")
    plain = ("at", "kind", "remark")
    return [
        {name: getattr(one, name) for name in plain}
        | {"content": one.read_content().to_builtins(), "person": one.person.username if one.person else None}
        for one in found
    ]


@router.post("/mandates/{reference}/confirm", auth=REVIEWS, response=MandateOut, summary="It is right as read")
def confirm(request: HttpRequest, response: HttpResponse, reference: str, given: Remark) -> dict:
    """Needs If-Match."""
    decisions.confirm(caller(request), reference, _seen(request, reference).version, given.remark)
    return _now(request, response, reference)


@router.post("/mandates/{reference}/correct", auth=REVIEWS, response=MandateOut, summary="It says something else")
def correct(request: HttpRequest, response: HttpResponse, reference: str, given: Correction) -> dict:
    """Needs If-Match. Every span of the content must be the words of the text."""
    version = _seen(request, reference).version
    decisions.correct(caller(request), reference, version, _content(given.content), given.remark)
    return _now(request, response, reference)


@router.post("/mandates/{reference}/reject", auth=REVIEWS, response=MandateOut, summary="It is no mandate")
def reject(request: HttpRequest, response: HttpResponse, reference: str, given: Remark) -> dict:
    """Needs If-Match."""
    decisions.reject(caller(request), reference, _seen(request, reference).version, given.remark)
    return _now(request, response, reference)


@router.post("/mandates/{reference}/reopen", auth=REVIEWS, response=MandateOut, summary="Take a decision back")
def reopen(request: HttpRequest, response: HttpResponse, reference: str, given: Remark) -> dict:
    """Needs If-Match."""
    decisions.reopen(caller(request), reference, _seen(request, reference).version, given.remark)
    return _now(request, response, reference)


@router.post("/mandates/{reference}/split", auth=REVIEWS, response=list[MandateOut], summary="It is really several")
def split(request: HttpRequest, reference: str, given: Split) -> Sequence[dict]:
    """Needs If-Match. Answers with the parts."""
    version, parts = _seen(request, reference).version, [_content(one) for one in given.parts]
    made = decisions.split(caller(request), reference, version, parts, given.remark)
    return mandates_out(mandates_to_be_found(request.user).filter(pk__in=[one.pk for one in made]).order_by(*IN_TEXT))


@router.post("/documents/{pk}/mandates", auth=REVIEWS, response={201: MandateOut}, summary="Add a mandate")
def add_mandate(request: HttpRequest, response: HttpResponse, pk: Key, given: Correction) -> Status:
    """That no machine had found."""
    document = document_at(request.user, pk)
    require_for(request.user, "review", document)
    made = decisions.add(caller(request), document, _content(given.content), given.remark)
    return Status(201, _now(request, response, made.reference))

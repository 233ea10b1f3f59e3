"""Bodies, documents and their paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import msgspec
from django.db.models import DateField, Value
from django.db.models.functions import Coalesce
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from ninja import File, Form, Path, Router, Status, UploadedFile
from pydantic import Field

from dispositif.register.api.access import READS, REVIEWS, caller
from dispositif.register.api.answers import Paged, listed, require_match, tag, tagged
from dispositif.register.api.forms import (
    BelongingIn,
    BodyList,
    BodyOut,
    DocumentDetailOut,
    DocumentList,
    DocumentOut,
    MeetingList,
    ParagraphList,
    ParagraphOut,
    ReasonIn,
)  # fmt: skip
from dispositif.register.errors import Missing, Refused
from dispositif.register.finding.adopted import adopted_so
from dispositif.register.followup.aside import action_needed, bring_back, put_aside
from dispositif.register.followup.belonging import belonging, correct
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.adoption import adoption_of
from dispositif.register.holdings.aside import in_lists
from dispositif.register.holdings.models import Adoption, Body, Document, Meeting, Paragraph
from dispositif.register.people.permissions import Person, readable, require, to_be_found, to_be_read
from dispositif.register.review.actions import bring_in
from dispositif.register.review.addressed import document_at

router = Router(tags=["documents"])
Key = Annotated[int, Path(), Field(ge=0, le=2**31 - 1)]


def one_body(person: Person, slug: str) -> Body:
    """A body that a person may read. Raises Missing."""
    found = readable(person).filter(slug=slug).first()
    if found is None:
        raise Missing(_("There is no body “%(slug)s”, or you may not read it.") % {"slug": slug})
    return found


def adopted_day(lookup: str) -> Coalesce:
    """The day of adoption, to put rows in order by: documents without one are the oldest."""
    return Coalesce(lookup, Value(date.min), output_field=DateField())


def document_out(one: Document) -> dict:
    """A document as it is answered."""
    plain = (
        "id",
        "meeting_id",
        "symbol",
        "title",
        "kind",
        "language",
        "adopted",
        "place",
        "source_name",
        "brought_in_at",
    )
    return {name: getattr(one, name) for name in plain} | {
        "body": one.body.slug,
        "meeting": str(one.meeting or ""),
        "sha256": one.original_id,
        "put_aside": aside_out(one),
    }


def aside_out(one: Document) -> dict | None:
    """By whom, when and why a document was put aside, as it is answered; None where it was not."""
    if one.put_aside_at is None or one.put_aside_by is None:
        return None
    return {"at": one.put_aside_at, "by": one.put_aside_by.username, "reason": one.put_aside_because}


def paragraphs_out(found: Iterable[Paragraph]) -> Iterable[dict]:
    """Paragraphs as they are answered."""
    plain = ("key", "part", "kind", "number", "parent", "start", "end", "words")
    for one in found:
        yield {name: getattr(one, name) for name in plain} | {"document": one.document_id}


@router.get("/bodies", auth=READS, response=BodyList, summary="The bodies that you may read")
def bodies(request: HttpRequest, response: HttpResponse, page: Paged) -> dict:
    """In the order of their names."""
    return listed(request, response, page, readable(request.user), ("name", "pk"))


@router.get("/bodies/{slug}", auth=READS, response=BodyOut, summary="A body")
def body(request: HttpRequest, slug: str) -> Body:
    """By its slug."""
    return one_body(request.user, slug)


@router.get("/bodies/{slug}/meetings", auth=READS, response=MeetingList, summary="The calendar of a body")
def meetings(request: HttpRequest, response: HttpResponse, slug: str, page: Paged) -> dict:
    """Its sessions and meetings, by which relative deadlines are reckoned."""
    return listed(request, response, page, one_body(request.user, slug).meetings.all(), ("opens", "pk"))


@router.get("/documents", auth=READS, response=DocumentList, summary="Documents, the newest first")
def documents(
    request: HttpRequest,
    response: HttpResponse,
    page: Paged,
    body: str | None = None,
    adoption: str = "",
    voted: str = "",
    cast: str = "",
    sponsor: str = "",
    aside: bool = False,
) -> dict:
    """`body` is a slug; how they were adopted is asked for as in `/mandates`. With `aside`: what was put aside."""
    asked = to_be_read(request.user) & ~in_lists() if aside else to_be_found(request.user)
    rows = Document.objects.filter(asked).select_related("body", "meeting", *["put_aside_by"] * aside)
    found = rows.defer("characters").annotate(day=adopted_day("adopted"))
    if body is not None:
        found = found.filter(body=one_body(request.user, body))
    found = found.filter(adopted_so(adoption, voted, cast, sponsor))
    return listed(request, response, page, found, ("-day", "-pk"), lambda rows: map(document_out, rows))


@router.post("/documents", auth=REVIEWS, response={201: DocumentOut}, summary="Bring a document in")
def bring_document_in(
    request: HttpRequest, response: HttpResponse, body: Form[str], file: File[UploadedFile]
) -> Status:
    """The file is kept as it comes, and read; its mandates are drafts."""
    where = one_body(request.user, body)
    require(request.user, "bring in", where)
    [made] = bring_in(request.user, where, [read(file.read(), file.name or "document")])
    response["Location"] = f"{request.path}/{made.pk}"
    return Status(201, document_out(document_at(request.user, made.pk)))


@router.get("/documents/{pk}", auth=READS, response=DocumentDetailOut, summary="A document")
def document(request: HttpRequest, response: HttpResponse, pk: Key) -> dict:
    """By its key, with how it was adopted, and the ETag that a correction must name."""
    found = document_at(request.user, pk)
    adoption = adoption_of(found)
    response["ETag"] = _tag(found, adoption)
    return document_out(found) | {"adoption": adoption}


@router.post("/documents/{pk}/correct", auth=REVIEWS, response=DocumentOut, summary="Put right where it belongs")
def correct_document(request: HttpRequest, response: HttpResponse, pk: Key, given: BelongingIn) -> dict:
    """Its body, meeting and day of adoption. Needs If-Match. What hangs on them is reckoned anew."""
    found = document_at(request.user, pk)
    _require_seen(request, found, "bring in")
    seen, said = belonging(found), given.dict(exclude_unset=True)
    if "body" in said:
        said["body"] = one_body(request.user, said["body"])
    if said.get("meeting") is not None:
        said["meeting"] = _meeting(said.get("body", seen.body), said["meeting"])
    correct(caller(request), found, msgspec.structs.replace(seen, **said), seen)
    return _document_now(request, response, pk)


@router.post("/documents/{pk}/put-aside", auth=REVIEWS, response=DocumentOut, summary="It was brought in by mistake")
def put_document_aside(request: HttpRequest, response: HttpResponse, pk: Key, given: ReasonIn) -> dict:
    """It and its mandates stand in no list from then on; their addresses answer, and nothing is deleted.

    Needs If-Match; and the role that decides, where somebody follows one of its mandates up.
    """
    found = document_at(request.user, pk)
    _require_seen(request, found, action_needed(found))
    put_aside(caller(request), found, given.reason)
    return _document_now(request, response, pk)


@router.post("/documents/{pk}/bring-back", auth=REVIEWS, response=DocumentOut, summary="Bring it back")
def bring_document_back(request: HttpRequest, response: HttpResponse, pk: Key) -> dict:
    """What was put aside is as it was. Needs If-Match."""
    found = document_at(request.user, pk)
    _require_seen(request, found, "bring in")
    bring_back(caller(request), found)
    return _document_now(request, response, pk)


def _require_seen(request: HttpRequest, found: Document, action: str) -> None:
    """Raise Forbidden where the caller may not do it, Stale where they have not seen the document as it is."""
    require(request.user, action, found.body)
    require_match(request, _tag(found, adoption_of(found)))


def _document_now(request: HttpRequest, response: HttpResponse, pk: int) -> dict:
    now = document_at(request.user, pk)
    response["ETag"] = _tag(now, adoption_of(now))
    return document_out(now)


def _tag(one: Document, adoption: Adoption | None) -> str:
    kept = model_to_dict(adoption) if adoption else None
    return tag(msgspec.json.encode([document_out(one), kept]))


def _meeting(body: Body, pk: int) -> Meeting:
    found = body.meetings.filter(pk=pk).first()
    if found is None:
        raise Refused(_("%(body)s has no session or meeting %(pk)d.") % {"body": body, "pk": pk})
    return found


@router.get("/documents/{pk}/text", auth=READS, summary="The text in which all spans count")
def document_text(request: HttpRequest, pk: Key) -> HttpResponse:
    """Plain text, in UTF-8; spans count its characters (Unicode code points)."""
    found = document_at(request.user, pk)
    return tagged(request, HttpResponse(found.characters, content_type="text/plain; charset=utf-8"))


@router.get("/documents/{pk}/original", auth=READS, summary="The file as it came")
def document_original(request: HttpRequest, pk: Key) -> HttpResponse:
    """To be saved, not shown."""
    found = document_at(request.user, pk)
    response = HttpResponse(bytes(found.original.content), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, found.source_name) or "attachment"
    return tagged(request, response)


@router.get("/documents/{pk}/reading", auth=READS, summary="What was read in it last, as dispositif/1")
def document_reading(request: HttpRequest, pk: Key) -> HttpResponse:
    """As a machine read it, without what people decided."""
    found = document_at(request.user, pk).readings.latest()
    return tagged(request, HttpResponse(found.result, content_type="application/json"))


@router.get("/documents/{pk}/paragraphs", auth=READS, response=ParagraphList, summary="The paragraphs of a document")
def paragraphs(request: HttpRequest, response: HttpResponse, pk: Key, page: Paged) -> dict:
    """In the order of the text."""
    found = Paragraph.objects.filter(document=document_at(request.user, pk))
    return listed(request, response, page, found, ("order",), paragraphs_out)


@router.get("/documents/{pk}/paragraphs/{key}", auth=READS, response=ParagraphOut, summary="A paragraph")
def paragraph(request: HttpRequest, pk: Key, key: str) -> dict:
    """By its key, as op-3.b.ii."""
    found = Paragraph.objects.filter(document=document_at(request.user, pk), key=key)
    for one in paragraphs_out(found):
        return one
    raise Missing(_("There is no paragraph “%(key)s” in the document.") % {"key": key})

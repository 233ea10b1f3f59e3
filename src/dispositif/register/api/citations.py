"""What documents cite and what cites them, their lines, and mandates through the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from dispositif.graph import Reference, Step
from dispositif.register.api.access import READS
from dispositif.register.api.answers import tagged
from dispositif.register.api.documents import Key
from dispositif.register.finding.citing import MEDIA_TYPES, Around, around, line, neighbourhood
from dispositif.register.finding.series import chosen, followed, members
from dispositif.register.finding.years import through_the_years
from dispositif.register.review.addressed import document_at, mandate_at

router = Router(tags=["citations"])
InParagraph = Annotated[str | None, Query(description="Only of this paragraph and those below it: op-3.b.")]


class ReferenceOut(Schema):
    """A citation: who cites what, in which paragraph and how. Spans count in the text of the citing document."""

    source: str
    """The citing document by its symbol."""
    source_document: int | None
    paragraph: str | None
    target: str | None
    target_document: int | None
    kind: str
    text: str
    start: int
    end: int
    pinpoint: str | None
    parts: list[str]
    verb: str | None
    relation: str | None
    citing: str | None


class ReferenceList(Schema):
    """The citations, 5,000 at most; `is_cut` where there are more: those of the newest documents are here."""

    count: int
    items: list[ReferenceOut]
    is_cut: bool


class StepOut(Schema):
    """A document of a line, and its citation of the one before it."""

    document: int
    symbol: str
    adopted: date | None
    paragraph: str | None
    relation: str | None


class TurnOut(Schema):
    """What stands in a document in the place of a mandate's paragraph."""

    document: int
    symbol: str
    adopted: date | None
    paragraphs: list[str]
    same_words: bool
    mandates: list[str]


def _listed(near: Around, found: Sequence[Reference]) -> dict:
    return {"count": len(found), "items": list(_references(near, found)), "is_cut": near.is_cut}


def _references(near: Around, found: Iterable[Reference]) -> Iterable[dict]:
    plain = ("source", "paragraph", "target", "kind", "text", "start", "end", "pinpoint", "parts", "verb", "relation")
    for one in found:
        yield {name: getattr(one, name) for name in plain} | {
            "source_document": near.held.get(one.source),
            "target_document": near.held.get(one.target or ""),
            "citing": one.citing.text if one.citing else None,
        }


def _step(step: Step, document: int) -> dict:
    return {"document": document, "symbol": step.node.id, "adopted": step.node.adopted}


@router.get("/documents/{pk}/citations", auth=READS, response=ReferenceList, summary="What a document cites")
def citations(request: HttpRequest, pk: Key, paragraph: InParagraph = None) -> dict:
    """In the order of the text."""
    near = around(request.user, document_at(request.user, pk))
    return _listed(near, near.graph.outgoing(near.about, paragraph))


@router.get("/documents/{pk}/cited-by", auth=READS, response=ReferenceList, summary="What cites a document")
def cited_by(request: HttpRequest, pk: Key, paragraph: InParagraph = None) -> dict:
    """The newest documents first; with `paragraph`, where its number is named."""
    near = around(request.user, document_at(request.user, pk))
    return _listed(near, near.graph.incoming(near.about, paragraph))


@router.get("/documents/{pk}/neighbourhood", auth=READS, summary="A document's neighbourhood as a graph")
def document_neighbourhood(
    request: HttpRequest,
    pk: Key,
    form: Literal["csv", "graphml", "json"] = "json",
    steps: Annotated[int, Query(ge=1, le=2)] = 1,
) -> HttpResponse:
    """The documents no more than `steps` citations away, and the citations among them."""
    content = neighbourhood(request.user, document_at(request.user, pk), form, steps)
    return tagged(request, HttpResponse(content, content_type=MEDIA_TYPES[form]))


@router.get("/documents/{pk}/line", auth=READS, response=list[StepOut], summary="A document's line through the years")
def document_line(request: HttpRequest, pk: Key) -> list[dict]:
    """The documents of one body and title that cite each other in turn; empty where it stands alone."""
    return [
        _step(step, key)
        | {
            "paragraph": step.reference.paragraph if step.reference else None,
            "relation": step.reference.relation if step.reference else None,
        }
        for step, key in line(request.user, document_at(request.user, pk))
    ]


@router.get("/documents/{pk}/series", auth=READS, summary="A series, compared, as dispositif-series/1")
def document_series(
    request: HttpRequest,
    pk: Key,
    others: Annotated[list[Key], Query(alias="with", description="The other documents; else its line.")] = [],  # noqa: B006
) -> HttpResponse:
    """The line of each paragraph through the documents, the oldest first."""
    own = [] if others else members(request.user, document_at(request.user, pk))
    found = followed(own or chosen(request.user, [pk, *others]))
    return tagged(request, HttpResponse(found.series.to_json(), content_type="application/json"))


@router.get("/mandates/{reference}/years", auth=READS, response=list[TurnOut], summary="A mandate through the years")
def mandate_years(request: HttpRequest, reference: Annotated[str, Field(max_length=12)]) -> list[dict]:
    """For each document of its line the paragraphs in the place of its own, and the mandates that they give."""
    return [
        _step(turn.step, turn.document)
        | {
            "paragraphs": [one.key for one in turn.paragraphs],
            "same_words": turn.is_same,
            "mandates": [one.reference for one in turn.mandates],
        }
        for turn in through_the_years(request.user, mandate_at(request.user, reference))
    ]

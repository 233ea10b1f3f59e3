"""Agreed language, and the check of a draft. Nothing that is sent is kept."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from dispositif.register.api.access import ONES_OWN, READS
from dispositif.register.finding.agreed import LONGEST, Holdings
from dispositif.register.finding.drafts import checked

router = Router(tags=["language"])
_LONGEST_DRAFT = 1_000_000


class WordsOut(Schema):
    """Words with their span."""

    text: str
    start: int
    end: int


class DifferenceOut(Schema):
    """Words that differ; an empty span stands where the words of the other side would be."""

    sought: WordsOut
    adopted: WordsOut


class PlaceOut(Schema):
    """Where words were adopted: the document (`key`), and the paragraph with its span in the document's text."""

    key: int
    document: str
    title: str
    body: str
    language: str
    adopted: str | None
    paragraph: str
    kind: str
    start: int
    end: int
    mandates: int


class FoundOut(Schema):
    """A text that was adopted, how near it comes (0 to 1), which words differ, and where; the latest first."""

    similarity: float
    text: str
    near: WordsOut
    differences: list[DifferenceOut]
    adoptions: list[PlaceOut]


class DraftIn(Schema):
    """A draft to check, as plain text."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=_LONGEST_DRAFT)
    name: str = Field("draft.txt", max_length=200)


class RemarkOut(WordsOut):
    """What a reader would ask of these words; `document` and `mandates`: what it is held against in the register."""

    rule: str
    paragraph: str
    message: str
    other: str
    other_text: str
    document: int | None
    mandates: list[str]


class CheckOut(Schema):
    """A draft, checked: the remarks in the order of its text."""

    draft: str
    remarks: list[RemarkOut]


@router.get(
    "/language", auth=READS, response=list[FoundOut], summary="Where words were adopted before, or nearly these"
)
def agreed_language(
    request: HttpRequest,
    q: Annotated[str, Query(min_length=1, max_length=LONGEST)],
    limit: Annotated[int, Query(ge=1, le=40)] = 10,
    least: Annotated[float, Query(ge=0, le=1)] = 0.5,
) -> list:
    """The nearest first, none below a similarity of `least`; in what you may read."""
    return Holdings(request.user).find(q, limit=limit, least=least)


@router.post("/check", auth=ONES_OWN, response=CheckOut, summary="What a reader of a draft would ask")
def check_draft(request: HttpRequest, draft: DraftIn) -> dict:
    """With the standing mandates that it overlaps. Nothing of it is kept."""
    found = checked(request.user, draft.text.encode("utf-8", "replace"), draft.name)
    plain = ("text", "start", "end", "rule", "paragraph", "message", "other", "other_text")
    remarks = [
        {name: getattr(one.remark, name) for name in plain}
        | {"document": one.place.key if one.place else None, "mandates": [each.reference for each in one.mandates]}
        for one in found.remarks
    ]
    return {"draft": found.check.draft, "remarks": remarks}

"""What a newer reading proposes, taken or left."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from dispositif.register.api.access import ONES_OWN, REVIEWS, caller
from dispositif.register.api.answers import Paged, listed, require_match, tag
from dispositif.register.api.documents import Key
from dispositif.register.api.forms import MandateOut, ProposalList, ProposalOut
from dispositif.register.api.mandates import mandates_out
from dispositif.register.errors import Missing
from dispositif.register.people.permissions import Person, where
from dispositif.register.review import proposals as deciding
from dispositif.register.review.addressed import mandate_at
from dispositif.register.review.models import Proposal
from dispositif.register.review.queries import open_proposals

router = Router(tags=["proposals"])


def proposals_out(found: Iterable[Proposal]) -> Iterable[dict]:
    """Proposals as they are answered."""
    for one in found:
        yield {name: getattr(one, name) for name in ("id", "kind", "state", "content")} | {
            "document": one.document_id,
            "body": one.document.body.slug,
            "mandate": one.mandate.reference if one.mandate else None,
            "version": one.mandate.version if one.mandate else None,
            "engine": one.reading.engine,
        }


def _open(person: Person) -> QuerySet[Proposal]:
    return open_proposals(where(person, "review"))


def _one(person: Person, pk: int) -> Proposal:
    found = _open(person).filter(pk=pk).first()
    if found is None:
        raise Missing(_("There is no open proposal %(pk)d, or it is not for you to decide.") % {"pk": pk})
    return found


def _answered(response: HttpResponse, one: Proposal) -> dict:
    [out] = proposals_out([one])
    response["ETag"] = tag(msgspec.json.encode(out))
    return out


@router.get("/proposals", auth=ONES_OWN, response=ProposalList, summary="What newer readings propose")
def proposals(request: HttpRequest, response: HttpResponse, page: Paged) -> dict:
    """What nobody has decided about, in the bodies whose mandates you review."""
    return listed(request, response, page, _open(caller(request)), ("document_id", "pk"), proposals_out)


@router.get("/proposals/{pk}", auth=ONES_OWN, response=ProposalOut, summary="A proposal")
def proposal(request: HttpRequest, response: HttpResponse, pk: Key) -> dict:
    """With its ETag, which taking it must name: it is another once the mandate is."""
    return _answered(response, _one(caller(request), pk))


@router.post("/proposals/{pk}/take", auth=REVIEWS, response=MandateOut, summary="It is right: take it")
def take(request: HttpRequest, response: HttpResponse, pk: Key) -> dict:
    """Needs If-Match. Answers with the mandate as it is from now on."""
    found = _one(caller(request), pk)
    out = _answered(response, found)
    require_match(request, response["ETag"])
    taken = deciding.take(caller(request), pk, out["version"] or 0)
    [now] = mandates_out([mandate_at(request.user, taken.reference)])
    response["ETag"] = tag(msgspec.json.encode(now))
    return now


@router.post("/proposals/{pk}/leave", auth=REVIEWS, response=ProposalOut, summary="It is wrong: leave it")
def leave(request: HttpRequest, pk: Key) -> dict:
    """Nothing changes, and the same is not proposed again."""
    [out] = proposals_out([deciding.leave(caller(request), pk)])
    return out

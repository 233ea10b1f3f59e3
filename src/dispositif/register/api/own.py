"""What is a person's own: what they were told, and the searches that they keep."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from ninja import Router, Status

from dispositif.register.api.access import FOLLOWS_UP, ONES_OWN, caller
from dispositif.register.api.answers import Paged, listed
from dispositif.register.api.documents import Key
from dispositif.register.api.forms import NoticeList, NoticeOut, SearchIn, SearchList, SearchOut
from dispositif.register.finding import saved
from dispositif.register.finding.filters import Filter
from dispositif.register.finding.models import SavedSearch
from dispositif.register.followup import notices
from dispositif.register.followup.models import Notice

router = Router(tags=["one's own"])


def _notices_out(found: Iterable[Notice]) -> Iterable[dict]:
    for one in found:
        yield {name: getattr(one, name) for name in ("id", "message", "at", "seen")} | {
            "mandate": one.mandate.reference
        }


def _search_out(request: HttpRequest, one: SavedSearch) -> dict:
    feeds = {"deadlines": "feed-deadlines", "changes": "feed-changes"}
    return {name: getattr(one, name) for name in ("id", "name", "query", "digest")} | {
        name: request.build_absolute_uri(reverse(feed, args=[one.key])) for name, feed in feeds.items()
    }


@router.get("/notices", auth=ONES_OWN, response=NoticeList, summary="What you were told")
def told(request: HttpRequest, response: HttpResponse, page: Paged, new: bool = False) -> dict:
    """As one who answers for mandates, the newest first. With `new`, only what you have not marked as seen."""
    found = notices.told(caller(request))
    return listed(request, response, page, found.filter(seen=None) if new else found, ("-pk",), _notices_out)


@router.post("/notices/{pk}/seen", auth=FOLLOWS_UP, response=NoticeOut, summary="You have seen it")
def mark_seen(request: HttpRequest, pk: Key) -> dict:
    """The first time counts."""
    [out] = _notices_out([notices.mark_seen(caller(request), pk)])
    return out


@router.get("/searches", auth=ONES_OWN, response=SearchList, summary="The searches that you keep")
def searches(request: HttpRequest, response: HttpResponse, page: Paged) -> dict:
    """In the order of their names."""
    found = SavedSearch.objects.filter(person=caller(request))
    return listed(
        request, response, page, found, ("name", "pk"), lambda rows: [_search_out(request, one) for one in rows]
    )


@router.post("/searches", auth=FOLLOWS_UP, response={201: SearchOut}, summary="Keep a search")
def keep_search(request: HttpRequest, given: SearchIn) -> Status:
    """Under a name: the one that had it is replaced."""
    asked = Filter.from_query(QueryDict(given.query))
    return Status(201, _search_out(request, saved.keep(caller(request), given.name, asked, given.digest)))


@router.delete("/searches/{pk}", auth=FOLLOWS_UP, response={204: None}, summary="Keep a search no longer")
def forget_search(request: HttpRequest, pk: Key) -> Status:
    """Its feeds end."""
    saved.forget(caller(request), pk)
    return Status(204, None)

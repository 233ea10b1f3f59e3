"""What answers have in common: pages of a list with links, and tags that tell whether anything has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _
from ninja import Query, Schema
from ninja.errors import HttpError
from pydantic import Field

from dispositif.register.errors import Stale

MOST = 500


class Page(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(50, ge=1, le=MOST, description="How many at most.")
    offset: int = Field(0, ge=0, le=10_000_000, description="How many to pass over.")


Paged = Annotated[Page, Query()]


def listed(
    request: HttpRequest,
    response: HttpResponse,
    page: Page,
    found: QuerySet | list,
    each: Callable[[Iterable], Iterable] = lambda rows: rows,
) -> dict[str, Any]:
    """A page of a list, with the whole number, and links to the pages before and after it."""
    count = found.count() if isinstance(found, QuerySet) else len(found)
    links = []
    for name, offset in (("prev", page.offset - page.limit), ("next", page.offset + page.limit)):
        if (name == "prev" and page.offset > 0) or (name == "next" and offset < count):
            query = request.GET.copy()
            query["limit"], query["offset"] = str(page.limit), str(max(0, offset))
            links.append(f'<{request.build_absolute_uri(request.path)}?{query.urlencode()}>; rel="{name}"')
    if links:
        response["Link"] = ", ".join(links)
    return {"count": count, "items": list(each(found[page.offset : page.offset + page.limit]))}


def tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer to a look, with its tag; 304 where the caller has it already."""
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    if "ETag" not in response:
        response["ETag"] = tag(response.content)
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Authorization, Cookie"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def tag(content: bytes) -> str:
    """The tag of a content."""
    return quote_etag(sha256(content).hexdigest()[:32])


def require_match(request: HttpRequest, current: str) -> None:
    """Raise Stale where the caller has not seen what there is now; a problem 428 where it does not say what it saw."""
    given = request.headers.get("If-Match")
    if not given:
        raise HttpError(428, _("Send If-Match with the ETag that GET gave, so that nobody's work is overwritten."))
    if "*" not in (tags := parse_etags(given)) and current not in tags:
        raise Stale(_("It was changed meanwhile. Nothing was written: get it again, look, and send If-Match anew."))

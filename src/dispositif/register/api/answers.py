"""What answers have in common: pages of a list, and tags that tell whether anything has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Annotated, Any

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _
from ninja import Query, Schema
from ninja.errors import HttpError
from pydantic import Field

from dispositif.register.errors import Refused, Stale

MOST = 500


class Page(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(50, ge=1, le=MOST, description="How many at most.")
    cursor: str = Field("", max_length=4000, description="Where the page before ended: the `next` of its answer.")


Paged = Annotated[Page, Query()]


def listed(
    request: HttpRequest,
    response: HttpResponse,
    page: Page,
    found: QuerySet[Any, Any],
    order: Sequence[str],
    each: Callable[[Iterable], Iterable] = lambda rows: rows,
) -> dict[str, Any]:
    """A page of a list, with the whole number, and where the next page begins.

    `order` are lookups that tell any two rows apart, none of them null; a minus turns one round. A page begins after a
    row, not at a number: what is added or taken away meanwhile moves nothing.
    """
    count, ordered = found.count(), found.order_by(*order)
    if page.cursor:
        ordered = ordered.filter(_after(order, _read(page.cursor, order)))
    rows = list(ordered[: page.limit + 1])
    coming = _written(rows[page.limit - 1], order) if len(rows) > page.limit else None
    if coming:
        query = request.GET.copy()
        query["cursor"] = coming
        response["Link"] = f'<{request.build_absolute_uri(request.path)}?{query.urlencode()}>; rel="next"'
    return {"count": count, "items": list(each(rows[: page.limit])), "next": coming}


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """What comes after a row with those values."""
    found, same = Q(pk__in=[]), dict[str, Any]()
    for name, value in zip(order, values, strict=True):
        lookup = name.removeprefix("-")
        found |= Q(**same, **{f"{lookup}__{'lt' if name.startswith('-') else 'gt'}": value})
        same[lookup] = value
    return found


def _written(row: Any, order: Sequence[str]) -> str:
    values = [_value(row, name.removeprefix("-")) for name in order]
    return signing.dumps([str(one) if isinstance(one, date) else one for one in values], salt=_salt(order))


def _value(row: Any, lookup: str) -> Any:
    if isinstance(row, Mapping):
        return row[lookup]
    for name in lookup.split("__"):
        row = getattr(row, name)
    return row


def _read(cursor: str, order: Sequence[str]) -> list[Any]:
    try:
        return signing.loads(cursor, salt=_salt(order))
    except signing.BadSignature as error:
        raise Refused(_("This is no cursor of this list. Take the “next” of its answer as it is.")) from error


def _salt(order: Sequence[str]) -> str:
    """A cursor is of a list in one order: in another it would lead nowhere."""
    return " ".join(order)


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

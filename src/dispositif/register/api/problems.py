"""Every error of the programming interface is a problem (RFC 9457): what, where, what to do; never a page."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request, gettext_lazy, override
from django.utils.translation import gettext as _

from dispositif.errors import DispositifError
from dispositif.register.errors import Forbidden, Missing, Stale

MEDIA_TYPE = "application/problem+json"
ROOT = "/api/"
_SAID = {
    400: gettext_lazy("The request cannot be read."),
    401: gettext_lazy("Send a token (Authorization: Bearer …) that is good, or sign in."),
    403: gettext_lazy("This is not for you to do."),
    404: gettext_lazy("There is no such thing, or it is not for you to see."),
    405: gettext_lazy("This address does not answer to that method; see the header Allow."),
    413: gettext_lazy("What was sent is larger than the register takes."),
    500: gettext_lazy("The register has failed. Nothing was kept by halves."),
}


def problem(status: int, detail: str = "", errors: list[dict] | None = None) -> HttpResponse:
    """The answer. `errors` says for each part of the request what is wrong with it."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or str(_SAID.get(status, HTTPStatus(status).description)),
    }
    if errors:
        body["errors"] = errors
    response = HttpResponse(msgspec.json.encode(body), status=status, content_type=MEDIA_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="Dispositif"'
    return response


def status_of(request: HttpRequest, error: DispositifError) -> int:
    """The status for an error of the register: a stale write is 412 where the caller named what it had seen."""
    if isinstance(error, Stale):
        return 412 if "If-Match" in request.headers else 409
    return next((status for kind, status in ((Forbidden, 403), (Missing, 404)) if isinstance(error, kind)), 422)


class Problems:
    """Middleware: whatever answers a call with an error, a problem is what the caller gets."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Turn what is no problem yet into one."""
        if not request.path.startswith(ROOT):
            return self._get_response(request)
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            with override(get_language_from_request(request)):
                return problem(400, _("The address holds the character U+0000, which no database keeps."))
        response = self._get_response(request)
        if response.status_code < HTTPStatus.BAD_REQUEST or response.get("Content-Type") == MEDIA_TYPE:
            return response
        made = problem(response.status_code)
        if "Allow" in response:
            made["Allow"] = response["Allow"]
        return made

"""What cannot be done becomes a page that says what, where and what to do. (For programs: `api.problems`.)"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispositif.errors import DispositifError
from dispositif.register.errors import Forbidden, Missing, Stale

TITLES: dict[int, str | Promise] = {
    400: gettext_lazy("This request cannot be read"),
    403: gettext_lazy("This is not for you to do"),
    404: gettext_lazy("There is no such page"),
    405: gettext_lazy("Nothing is to be seen here"),
    409: gettext_lazy("Somebody else was quicker"),
    413: gettext_lazy("This is too large"),
    422: gettext_lazy("This cannot be taken"),
    429: gettext_lazy("Too often, too quickly"),
    502: gettext_lazy("Another server has failed"),
}


class Refusals:
    """Middleware: what an action refuses is shown as a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Who sends a form and is signed out by now is told so: sent to sign in, they would lose what they wrote."""
        answer = self._get_response(request)
        if request.method == "POST" and answer.get("Location") == redirect_to_login(request.get_full_path()).url:
            return signed_out(request)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            return _of_a_form(request, answer)
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error of the register."""
        if not isinstance(error, DispositifError):
            return None
        if isinstance(error, Forbidden | Missing) and not request.user.is_authenticated:
            is_asked = request.method == "GET"
            return redirect_to_login(request.get_full_path()) if is_asked else signed_out(request)
        status = status_of(error)
        # What was asked of a page by its address: without that the page can be seen.
        is_asked = status == HTTPStatus.UNPROCESSABLE_ENTITY and request.method == "GET" and bool(request.GET)
        return page(request, status, str(error), plain=request.path if is_asked and request.path[-1] == "/" else "")


def status_of(error: DispositifError) -> int:
    """The status of the answer."""
    for kind, status in ((Forbidden, 403), (Missing, 404), (Stale, 409)):
        if isinstance(error, kind):
            return status
    return 422


def page(
    request: HttpRequest, status: int, message: str, title: str = "", leads_to: str = "", plain: str = ""
) -> HttpResponse:
    """The page; `leads_to` is the address of a form to go on with, `plain` of the page without what was asked of it."""
    shown = {"title": title or TITLES[status], "message": message, "leads_to": leads_to, "plain": plain}
    return render(request, "web/refused.html", shown, status=status)


def _of_a_form(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A look at an address that only takes what a form sends: whoever was refused there and loads it anew comes so."""
    above = f"{request.path.rstrip('/').rpartition('/')[0]}/"
    made = page(request, 405, _("This address takes what a form sends, and no more."), leads_to=above)
    made["Allow"] = answer["Allow"]
    return made


def signed_out(request: HttpRequest) -> HttpResponse:
    """A form of somebody who is signed in no more."""
    told = _(
        "Nothing was done. Sign in in another tab, then go back in this one and send it again: what you wrote is there."
    )
    answer = page(request, 403, told, _("You are signed out"))
    # A button, and not a field of a form: nothing was written that could be lost.
    if (where := request.headers.get("HX-Current-URL")) and "HX-Trigger-Name" not in request.headers:
        answer["HX-Redirect"] = redirect_to_login(urlsplit(where)._replace(scheme="", netloc="").geturl()).url
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 400."""
    if isinstance(exception, RequestDataTooBig):
        return page(request, 413, _("What was sent is larger than the register takes. Send less at a time."))
    if isinstance(exception, MultiPartParserError):
        return page(request, 400, _("The upload broke off or is damaged. Send it again."))
    return page(request, 400, _("Go back, load the page anew and try again."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 403."""
    return page(request, 403, _("Your role does not allow it. Ask an administrator."))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that does not come from a page of this session."""
    return page(
        request, 403, _("The form was open for too long, or cookies are off. Load the page anew and send it again.")
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 404."""
    return page(request, 404, _("The address is mistyped, or what it led to is not for you to see."))


def failed(request: HttpRequest) -> HttpResponse:
    """Django's 500. It asks nothing of the database, which may be what failed."""
    return HttpResponse(render_to_string("web/failed.html"), status=500)

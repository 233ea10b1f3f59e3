"""Agreed language: where words were adopted before; and the check of a draft. Nothing that is sent is kept."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dispositif.agreed import Found
from dispositif.agreed.marking import runs
from dispositif.comparison.wording import Run
from dispositif.errors import DispositifError
from dispositif.reading import LARGEST_FILE
from dispositif.register.errors import Refused
from dispositif.register.finding.agreed import LONGEST, Holdings
from dispositif.register.finding.drafts import Checked, checked

_PLACES = 8
"""Places at which the same words were adopted that are shown at once."""


class Result(NamedTuple):
    """A text that was found, marked, and where it was adopted."""

    found: Found
    runs: list[Run]

    @property
    def percent(self) -> int:
        """How near it comes."""
        return round(self.found.similarity * 100)

    @property
    def first(self) -> Any:
        """Its places that are shown at once."""
        return self.found.adoptions[:_PLACES]

    @property
    def more(self) -> Any:
        """The others."""
        return self.found.adoptions[_PLACES:]


@require_safe
def language(request: HttpRequest) -> HttpResponse:
    """Where a phrase or a paragraph, or nearly it, was adopted before."""
    question = request.GET.get("q", "").strip()
    shown: dict[str, Any] = {"question": question, "longest": LONGEST}
    try:
        found = Holdings(request.user).find(question) if question else []
    except Refused as error:
        return render(request, "web/language.html", {**shown, "error": str(error)}, status=422)
    return render(request, "web/language.html", shown | {"results": [Result(one, list(runs(one))) for one in found]})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """A draft, pasted or uploaded, with what its reader would ask."""
    shown: dict[str, Any] = {"text": request.POST.get("text", "")}
    if request.method != "POST":
        return render(request, "web/check.html", shown)
    try:
        return render(request, "web/check.html", shown | {"checked": _checked(request)})
    except DispositifError as error:
        return render(request, "web/check.html", {**shown, "error": str(error)}, status=422)


def _checked(request: HttpRequest) -> Checked:
    file = request.FILES.get("file")
    # A form sends each end of a line as two characters, whatever was pasted.
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if file is None and not text.strip():
        raise Refused(_("Nothing was sent. Choose a file, or paste a draft."))
    if file is None:
        return checked(request.user, text.encode(), _("Pasted text"))
    if (file.size or 0) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        told = _("%(name)s: it is larger than the %(limit)d MB that are read. Paste its text instead.")
        raise Refused(told % {"name": file.name, "limit": limit})
    return checked(request.user, file.read(), file.name or _("a file without a name"))


urlpatterns = [
    path("search/language/", language, name="language"),
    path("search/check/", check, name="check"),
]

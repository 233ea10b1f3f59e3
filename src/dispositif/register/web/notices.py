"""What a person was told, as one who answers for mandates."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from dispositif.register.errors import Refused
from dispositif.register.followup.notices import how_many_are_new, mark_all_seen, mark_seen, told
from dispositif.register.web.messages import tell
from dispositif.register.web.paging import page_of

A_PAGE = 50
"""Notices on a page."""


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The notices, the newest first; with `?show=new` those that were not seen yet."""
    found = told(request.user)
    is_new = request.GET.get("show") == "new"
    page = page_of(request, found.filter(seen=None) if is_new else found, A_PAGE)
    shown = {"page": page, "only_new": is_new, "asked": "show=new" if is_new else "", "last": found.first()}
    shown["new_notices"] = how_many_are_new(request.user)
    return render(request, "web/notices.html", shown)


@login_required
@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them was seen."""
    mark_seen(request.user, pk)
    return redirect("notices")


@login_required
@require_POST
def all_seen(request: HttpRequest) -> HttpResponse:
    """All were seen that there were when the page was opened."""
    until = request.POST.get("until", "")
    if not until.isdecimal() or int(until) >= 2**63:
        raise Refused(_("Up to which notice? Open the page of notices anew."))
    many = mark_all_seen(request.user, int(until))
    told_of = ngettext("%(many)d notice is marked as seen.", "%(many)d notices are marked as seen.", many)
    tell(request, told_of % {"many": many})
    return redirect("notices")


urlpatterns = [
    path("notices/", notices, name="notices"),
    path("notices/seen/", all_seen, name="notices-seen"),
    path("notices/<int:pk>/seen/", seen, name="notice-seen"),
]

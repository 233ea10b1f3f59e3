"""What a person was told, as one who answers for mandates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from dispositif.register.errors import Refused
from dispositif.register.followup.notices import mark_all_seen, mark_seen, told
from dispositif.register.holdings import listing
from dispositif.register.holdings.keys import key_of
from dispositif.register.holdings.listing import in_words
from dispositif.register.holdings.models import Document
from dispositif.register.web.addresses import leading_to
from dispositif.register.web.filters import shortened
from dispositif.register.web.messages import tell
from dispositif.register.web.paging import page_of

A_PAGE = 50
"""Notices on a page."""
_WORDS = 160
_COLUMNS = (
    "pk", "at", "message", "seen", "mandate__reference", "mandate__action", "mandate__document__language",
    *(f"mandate__document__{name}" for name in Document.CALLED_BY),
)  # fmt: skip


class Row(NamedTuple):
    """A notice, ready to be shown, with the mandate that it is about in the words and the language of its document."""

    at: str
    moment: str
    message: str
    seen: str
    mandate: str
    address: str
    words: str
    document: str
    language: str
    marking: str
    """Where one marks it as seen."""


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The notices, the newest first; with `?show=new` those that were not seen yet."""
    found = told(request.user)
    is_new = request.GET.get("show") == "new"
    page = page_of(request, (found.filter(seen=None) if is_new else found).values_list(*_COLUMNS), A_PAGE)
    known = found.order_by().aggregate(last=Max("pk"), new=Count("pk", filter=Q(seen=None)))
    shown = {
        "page": page,
        "rows": list(_rows(page)),
        "only_new": is_new,
        "asked": "show=new" if is_new else "",
        "last": known["last"],
        "new_notices": known["new"],
    }
    return render(request, "web/notices.html", shown)


def _rows(found: Iterable[tuple]) -> Iterator[Row]:
    mandate, marking = leading_to("mandate"), leading_to("notice-seen")
    for pk, at, message, seen, reference, action, language, *called in found:
        yield Row(
            at=localtime(at).isoformat(),
            moment=listing.moment(at),
            message=message,
            seen=in_words(localtime(seen).date()) if seen else "",
            mandate=reference,
            address=mandate(reference),
            words=shortened(action, _WORDS),
            document=Document.called(*called),
            language=language,
            marking=marking(pk),
        )


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
    if (until := key_of(request.POST.get("until", ""))) is None:
        raise Refused(_("Up to which notice? Open the page of notices anew."))
    many = mark_all_seen(request.user, until)
    told_of = ngettext("%(many)d notice is marked as seen.", "%(many)d notices are marked as seen.", many)
    tell(request, told_of % {"many": many})
    return redirect("notices")


urlpatterns = [
    path("notices/", notices, name="notices"),
    path("notices/seen/", all_seen, name="notices-seen"),
    path("notices/<int:pk>/seen/", seen, name="notice-seen"),
]

"""What a document cites and what cites it, as a picture, as lists and as files; and its line through the years."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dispositif.register.errors import Missing, Refused
from dispositif.register.finding.citing import (
    FORMS,
    MEDIA_TYPES,
    Around,
    around,
    around_instrument,
    held_as,
    line,
    neighbourhood,
)
from dispositif.register.review.addressed import document_at
from dispositif.register.web.attachments import attached, stem
from dispositif.register.web.neighbours import how, picture, rows
from dispositif.register.web.paging import but_for_the_page, page_of

A_PAGE = 50
"""Citations of a document on a page."""


@require_safe
def citations(request: HttpRequest, pk: int) -> HttpResponse:
    """A document's citations; with `?paragraph=op-3` those in that paragraph, and those that name it."""
    held = document_at(request.user, pk)
    paragraph = request.GET.get("paragraph", "")
    near = around(request.user, held)
    shown = _shown(request, near, paragraph)
    keys = {one.paragraph or "" for one in near.graph.outgoing(near.about)}
    keys |= {part for one in near.graph.incoming(near.about) for part in one.parts}
    found = held.paragraphs.filter(key__in=keys | {paragraph}).values_list("key", "number")
    if paragraph and paragraph not in dict(found):
        raise Missing(_("%(document)s has no paragraph %(key)s.") % {"document": held, "key": paragraph})
    steps = [(step, key, how(step.reference) if step.reference else "") for step, key in line(request.user, held)]
    shown |= {"document": held, "paragraphs": found, "line": steps, "forms": list(FORMS)}
    return render(request, "web/citations.html", shown)


@require_safe
def instrument(request: HttpRequest, identifier: str) -> HttpResponse:
    """What cites an instrument. One that the register holds leads to its own page."""
    if (held := held_as(request.user, identifier)) is not None:
        return redirect("citations", held.pk)
    near = around_instrument(request.user, identifier)
    return render(request, "web/citations.html", {"instrument": identifier} | _shown(request, near, ""))


@require_safe
def exported(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The neighbourhood as a file; `?steps=2` takes in the neighbours of the neighbours."""
    held = document_at(request.user, pk)
    steps = request.GET.get("steps", "1")
    if not steps.isdecimal():
        raise Refused(_("“%(steps)s” is no number of steps.") % {"steps": steps})
    content = neighbourhood(request.user, held, form, int(steps[:3]))
    return attached(content, MEDIA_TYPES[form], f"{stem(held)}-citations.{form}")


def _shown(request: HttpRequest, near: Around, paragraph: str) -> dict[str, Any]:
    part = paragraph or None
    outgoing, incoming = near.graph.outgoing(near.about, part), near.graph.incoming(near.about, part)
    drawn = picture(near, part, right_to_left=get_language_bidi())
    page = page_of(request, incoming, A_PAGE)
    return {
        "picture": drawn,
        "paragraph": paragraph,
        "outgoing": list(rows(near, outgoing[: A_PAGE * 10], is_citing=False)),
        "outgoing_more": max(0, len(outgoing) - A_PAGE * 10),
        "incoming": list(rows(near, page, is_citing=True)),
        "many": len(incoming),
        "held": near.held,
        "page": page,
        "asked": but_for_the_page(request.GET).urlencode(),
        "is_cut": near.is_cut,
    }


urlpatterns = [
    path("documents/<int:pk>/citations/", citations, name="citations"),
    path("documents/<int:pk>/citations.<str:form>", exported, name="citations-file"),
    path("instruments/<path:identifier>/", instrument, name="instrument"),
]

"""Finding: search in mandates and paragraphs, searches that are kept, a page for each actor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dispositif.register.errors import Missing, Refused
from dispositif.register.finding import queries, saved
from dispositif.register.finding.changes import Listed, listed
from dispositif.register.finding.filters import Filter, standing_mandates
from dispositif.register.finding.models import SavedSearch
from dispositif.register.finding.paragraphs import found_paragraphs
from dispositif.register.finding.search import Piece, highlighted, parse
from dispositif.register.followup.snapshots import refresh
from dispositif.register.holdings.actors import actor_name
from dispositif.register.holdings.models import Paragraph
from dispositif.register.review.models import Mandate
from dispositif.register.web.addresses import leading_to
from dispositif.register.web.charts import WIDTH, chart
from dispositif.register.web.messages import refusals_told, tell
from dispositif.register.web.paging import but_for_the_page, page_of
from dispositif.register.web.search_form import choices_of, chosen, search_form

A_PAGE = 25
"""Results on a page."""


class Result(NamedTuple):
    """A mandate that was found, where its page is, and the words of its paragraph with what was asked for marked."""

    mandate: Listed
    address: str
    words: SafeString


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Mandates that filters ask for, with what they can be narrowed by."""
    refresh(timezone.localdate())
    choices = choices_of(request.user)
    form = search_form(choices, request.GET)
    shown: dict[str, Any] = {"form": form, "chosen": chosen(form), "question": request.GET.get("q", "")}
    try:
        asked = Filter.from_query(request.GET, ignoring=("page",))
    except Refused as error:
        return render(request, "web/search.html", {**shown, "error": str(error)}, status=422)
    mandates = asked.apply(standing_mandates(request.user))
    find = queries.looked_up if asked.q else queries.found
    found = find(mandates, choices.bodies, choices.units)
    page = _page(request, found.keys, found.total)
    shown |= {
        "page": page, "results": _results(page, asked.q), "asked": asked.to_query(),
        "facets": [(one, _narrowing(request, one)) for one in found.facets],
        "digests": SavedSearch.Digest.choices,
    }  # fmt: skip
    return render(request, "web/search.html", shown)


def _page(request: HttpRequest, keys: Sequence[int] | QuerySet[Mandate, int], many: int) -> Page[Any]:
    """A page of mandates by their keys, of which there are so many."""
    paginator: Paginator[Any] = Paginator(keys, A_PAGE)
    paginator.__dict__["count"] = many
    page = paginator.get_page(request.GET.get("page"))
    by_pk = {one.pk: one for one in listed(Mandate.objects.filter(pk__in=list(page.object_list)).order_by())}
    page.object_list = [by_pk[pk] for pk in page.object_list]
    return page


def _results(mandates: Iterable[Listed], question: str) -> list[Result]:
    """The mandates with the words of their paragraphs; one query."""
    found = list(mandates)
    rows = Paragraph.objects.filter(
        document__in={one.document_id for one in found}, key__in={one.paragraph for one in found}
    )
    words = {(document, key): text for document, key, text in rows.order_by().values_list("document", "key", "words")}
    address = leading_to("mandate")
    return [
        Result(one, address(one.reference), _marked(words.get((one.document_id, one.paragraph), one.action), question))
        for one in found
    ]


def _marked(words: str, question: str) -> SafeString:
    pieces = highlighted(words, parse(question)) if question.strip() else [Piece(words, is_found=False)]
    return mark_safe(
        "".join(f"<mark>{escape(one.words)}</mark>" if one.is_found else escape(one.words) for one in pieces)
    )


def _narrowing(request: HttpRequest, facet: queries.Facet) -> list[tuple[queries.Value, str]]:
    return [(one, _narrowed(request, facet.name, one.value)) for one in facet.values]


def _narrowed(request: HttpRequest, name: str, value: str) -> str:
    """The query string that asks for a value too; where it is asked for already, without it."""
    query = but_for_the_page(request.GET)
    if query.get(name) == value:
        query.pop(name)
    else:
        query[name] = value
    return query.urlencode()


@require_safe
def paragraphs(request: HttpRequest) -> HttpResponse:
    """Paragraphs in whose words a question is found, whether or not they give a mandate."""
    question = request.GET.get("q", "")
    shown: dict[str, Any] = {"question": question}
    try:
        asked = Filter.from_query(request.GET, ignoring=("page",))
        found = found_paragraphs(request.user, asked)
    except Refused as error:
        return render(request, "web/paragraphs.html", {**shown, "error": str(error)}, status=422)
    page = page_of(request, found, A_PAGE)
    address = leading_to("paragraph", gaps=2)
    results = [(one, address(one.document_id, one.key), _marked(one.words, question)) for one in page]
    return render(
        request, "web/paragraphs.html", {**shown, "page": page, "results": results, "asked": asked.to_query()}
    )


@login_required
@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    """The searches that a person keeps, with the addresses of their feeds."""
    found = list(SavedSearch.objects.filter(person_id=request.user.pk))
    return render(request, "web/searches.html", {"searches": found})


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a search."""
    with refusals_told(request):
        asked = Filter.from_query(QueryDict(request.POST.get("query", "")))
        kept = saved.keep(request.user, request.POST.get("name", ""), asked, request.POST.get("digest", ""))  # type: ignore[arg-type]
        tell(request, _("Kept as “%(name)s”.") % {"name": kept})
    return redirect("searches")


@login_required
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a search no longer."""
    saved.forget(request.user, pk)
    tell(request, _("It is kept no longer, and its feeds have ended."))
    return redirect("searches")


@login_required
@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Give its feeds new addresses."""
    saved.renew_key(request.user, pk)
    tell(request, _("Its feeds have new addresses; the old ones lead nowhere."))
    return redirect("searches")


@require_safe
def actors(request: HttpRequest) -> HttpResponse:
    """Who was asked for something, most asked first, with what became of it."""
    refresh(timezone.localdate())
    found = queries.actors(request.user, request.GET.get("q", "").strip())
    page = page_of(request, found, A_PAGE * 2)
    asked = but_for_the_page(request.GET).urlencode()
    return render(request, "web/actors.html", {"page": page, "chart": chart(page), "asked": asked, "width": WIDTH})


@require_safe
def actor(request: HttpRequest, identifier: str) -> HttpResponse:
    """All that was ever asked of an actor, by whom, and what became of it; and where it is a partner."""
    refresh(timezone.localdate())
    part = request.GET.get("as", "addressee")
    if part not in ("addressee", "partner"):
        raise Refused(_("An actor is asked as “addressee” or has a part as “partner”."))
    names = queries.names(request.user, identifier)
    if not names:
        raise Missing(_("Nothing that you may read names an actor “%(actor)s”.") % {"actor": identifier})
    asked = Filter(partner=identifier) if part == "partner" else Filter(addressee=identifier)
    mandates = asked.apply(standing_mandates(request.user))
    askers = queries.by_body_of(mandates)
    page = _page(request, queries.keys(mandates), sum(one.total for one in askers))
    shown = {
        "actor": identifier, "name": actor_name(identifier), "names": names, "part": part, "width": WIDTH,
        "page": page, "results": _results(page, ""), "chart": chart(askers), "asked": f"as={part}",
        "query": asked.to_query(),
    }  # fmt: skip
    return render(request, "web/actor.html", shown)


urlpatterns = [
    path("search/", search, name="search"),
    path("search/paragraphs/", paragraphs, name="paragraphs"),
    path("searches/", searches, name="searches"),
    path("searches/keep/", keep, name="keep-search"),
    path("searches/<int:pk>/forget/", forget, name="forget-search"),
    path("searches/<int:pk>/renew/", renew, name="renew-search"),
    path("actors/", actors, name="actors"),
    path("actors/<path:identifier>/", actor, name="actor"),
]

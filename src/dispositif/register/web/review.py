"""Review: the queue, and what a person does with a mandate as read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dispositif.exports import Edition
from dispositif.register.errors import Missing, Refused, RegisterError, Stale
from dispositif.register.holdings.aside import told_of
from dispositif.register.holdings.keys import key_of
from dispositif.register.holdings.listing import colon, with_commas
from dispositif.register.holdings.models import Document
from dispositif.register.people.permissions import allowed_for, require_for, where
from dispositif.register.review import decisions, proposals, queries
from dispositif.register.review.addressed import document_at, mandate_at
from dispositif.register.review.content import Content
from dispositif.register.review.models import Mandate, Proposal
from dispositif.register.review.placing import place
from dispositif.register.web.filters import shortened
from dispositif.register.web.messages import refusals_told, tell
from dispositif.register.web.paging import but_for_the_page, page_of
from dispositif.register.web.refusals import status_of
from dispositif.register.web.review_forms import CorrectionForm, SplitForms
from dispositif.register.web.texts import card, selectable
from dispositif.register.web.wording import rows, side_by_side

A_PAGE = 20
"""Drafts on a page of the queue."""

SIMPLE: dict[str, tuple[Callable[..., Mandate], str]] = {
    "confirm": (decisions.confirm, gettext_noop("Confirmed.")),
    "reject": (decisions.reject, gettext_noop("Rejected. It is kept, and can be reopened.")),
    "reopen": (decisions.reopen, gettext_noop("Reopened: it is a draft again.")),
}
"""What takes no more than a button, and what is said when it is done."""


class Other(NamedTuple):
    """Another mandate of a document."""

    key: str
    reference: str
    action: str


@login_required
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The queue."""
    bodies = where(request.user, "review")
    found = queries.queue(bodies)
    document = None
    if (key := key_of(request.GET.get("document", ""))) is not None:
        document = document_at(request.user, key)
        found = found.filter(document=document)
    if request.GET.get("body"):
        found = found.filter(document__body__slug=request.GET["body"])
    page = page_of(request, found, A_PAGE)
    paragraphs = queries.paragraphs_of(list(page))
    awaited = queries.awaited((one.document_id, one.content) for one in page)
    return render(
        request,
        "web/review.html",
        {
            "page": page,
            "cards": [(card(one, awaited.get(one.document_id, {})), paragraphs[one.pk]) for one in page],
            "bodies": list(bodies),
            "document": document,
            "asked": but_for_the_page(request.GET).urlencode(),
            "open_proposals": queries.open_proposals(bodies).count(),
        },
    )


@login_required
@require_POST
def decide(request: HttpRequest, reference: str, what: str) -> HttpResponse:
    """Confirm, reject or reopen."""
    act, done = SIMPLE[what]
    mandate = mandate_at(request.user, reference)
    remark = request.POST.get("remark", "")
    if request.headers.get("HX-Request"):
        told = ""
        try:
            act(request.user, reference, _version(request.POST), remark)
        except (Stale, Refused) as error:
            told = str(error)
        decided = mandate_at(request.user, reference)
        if decided.state == Mandate.State.DRAFT and not told:
            return _draft(request, decided)
        return render(request, "web/parts/decided.html", {"mandate": decided, "told": told})
    with refusals_told(request):
        act(request.user, reference, _version(request.POST), remark)
        tell(request, f"{mandate}{colon()}{_(done)}")
    return _back(request, mandate)


def _draft(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    """A draft as the queue has it, for one that was taken back."""
    awaited = queries.awaited([(mandate.document_id, mandate.content)]).get(mandate.document_id, {})
    shown = {
        "card": card(mandate, awaited), "mandate": mandate, "document": mandate.document,
        "paragraphs": queries.paragraphs_of([mandate])[mandate.pk], "asked": request.POST.get("asked", ""),
    }  # fmt: skip
    return render(request, "web/parts/draft.html", shown)


def _version(given: QueryDict) -> int:
    return key_of(given.get("version", "")) or 0


def _back(request: HttpRequest, mandate: Mandate) -> HttpResponse:
    """To the queue where the person came from there, else to the mandate."""
    if request.POST.get("from") == "queue":
        return redirect(f"{reverse('review')}?{request.POST.get('asked', '')}")
    return redirect("review-mandate", mandate.reference)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request: HttpRequest, reference: str) -> HttpResponse:
    """A mandate as read and as decided, its history, and the form by which it is corrected."""
    one = mandate_at(request.user, reference)
    content, others = one.read_content(), _others(one.document, one.key)
    form = CorrectionForm(one.document, content.paragraph, _named(others), content, request.POST or None)
    told, status = None, 200
    if request.method == "POST":
        require_for(request.user, "review", one.document)
        try:
            if form.is_valid():
                content = form.content()
                remark = request.POST.get("remark", "")
                decided = decisions.correct(request.user, reference, _version(request.POST), content, remark)
                tell(request, _corrected(decided))
                # To the head of the page: it says what was done, and the address had led to the form.
                return redirect(f"{reverse('review-mandate', args=[reference])}#main")
            status = 422
        except (Refused, Stale) as error:
            told, status = error, status_of(error)
            one.refresh_from_db()
    return render(request, "web/review-mandate.html", _context(request, one, others, form, told), status=status)


def _corrected(mandate: Mandate) -> str:
    """What is said of a correction: that it is none, where what was read was left as it stands."""
    if mandate.state == Mandate.State.CONFIRMED:
        return _("%(mandate)s: confirmed. What is saved is what was read.") % {"mandate": mandate}
    return _("%(mandate)s: corrected. What was read is kept.") % {"mandate": mandate}


def _others(document: Document, but: str = "") -> list[Other]:
    """The mandates of a document that another can wait for."""
    found = document.mandates.exclude(key=but).order_by("start", "pk")
    return [Other(*row) for row in found.values_list(*Other._fields)]


def _named(others: Iterable[Other]) -> list[tuple[str, str]]:
    return [(one.key, f"{one.reference}{colon()}{shortened(one.action, 60)}") for one in others]


def _context(
    request: HttpRequest, one: Mandate, others: Iterable[Other], form: CorrectionForm, told: RegisterError | None
) -> dict[str, Any]:
    content = one.read_content()
    as_read = Content.from_builtins(one.as_read) if one.as_read is not None else None
    revisions = list(one.revisions.select_related("person", "reading"))
    reading = one.document.readings.latest()
    edition = queries.as_decided(one.document, [one] if one.state in decisions.LIVE else [], reading)
    decided = next((revision for revision in reversed(revisions) if revision.person), None)
    siblings = one.document.mandates.filter(paragraph=one.paragraph, state__in=decisions.LIVE).exclude(pk=one.pk)
    may_review = "review" in allowed_for(request.user, one.document)
    references = {other.key: other.reference for other in others}
    return {
        "mandate": one,
        "document": one.document,
        "aside": told_of(one.document),
        "edition": edition,
        "passages": selectable(_focused(edition), content.paragraph, max(one.end for one in content.spans())),
        "pairs": side_by_side(as_read, content, references),
        "read_by": next((revision.reading for revision in reversed(revisions) if revision.reading), None),
        "decided": decided,
        "revisions": [(revision, rows(revision.read_content(), references)) for revision in revisions],
        "form": form,
        "told": told,
        "is_stale": isinstance(told, Stale),
        "is_live": one.state in decisions.LIVE,
        "may_review": may_review,
        "siblings": [card(sibling, references) for sibling in siblings],
        "replaced_by": one.replaced_by.all() if one.state == Mandate.State.REPLACED else (),
        "proposals": one.proposals.filter(state=Proposal.State.OPEN).exists(),
        "actors": _actors(reading.read_document()),
        "next": _next(request, one) if may_review else None,
    }


def _focused(edition: Edition) -> Edition:
    """The marks of the one mandate alone, so that its words stand out."""
    read = edition.document
    acts = {one.act for one in read.mandates}
    kept = tuple(act for act in read.acts if act.id in acts)
    return Edition(msgspec.structs.replace(read, acts=kept, citations=()), edition.characters)


def _actors(read: Any) -> list[str]:
    """The actors that the document names, to choose from."""
    mentions = [one for each in read.mandates for one in (*each.addressees, *each.partners)]
    return sorted({one.actor for one in mentions if one.actor})


def _next(request: HttpRequest, one: Mandate) -> Mandate | None:
    """The draft that comes next in the text, else the most doubtful."""
    waiting = queries.queue(where(request.user, "review")).exclude(pk=one.pk)
    here = waiting.filter(document=one.document, start__gte=one.start).order_by("start", "pk").first()
    return here or waiting.first()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A mandate where no machine had found one."""
    document = document_at(request.user, pk)
    require_for(request.user, "review", document)
    if not document.paragraphs.filter(key=key).exists():
        raise Missing(_("%(document)s has no paragraph %(key)s.") % {"document": document, "key": key})
    form = CorrectionForm(document, key, _named(_others(document)), None, request.POST or None)
    told, status = None, 200
    if request.method == "POST":
        try:
            if form.is_valid():
                made = decisions.add(request.user, document, form.content(), request.POST.get("remark", ""))
                tell(request, _("%(mandate)s: added.") % {"mandate": made})
                return redirect("review-mandate", made.reference)
            status = 422
        except Refused as error:
            told, status = error, status_of(error)
    edition = queries.as_read(document)
    shown = {
        "document": document,
        "paragraph": key,
        "edition": edition,
        "passages": selectable(edition, key),
        "form": form,
        "told": told,
        "actors": _actors(edition.document),
        "is_live": True,
        "may_review": True,
    }
    return render(request, "web/review-add.html", shown, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, reference: str) -> HttpResponse:
    """Make several mandates of one."""
    one = mandate_at(request.user, reference)
    require_for(request.user, "review", one.document)
    content = one.read_content()
    whole = {"words": one.action, "start": content.action.start, "end": content.action.end}
    forms = SplitForms(request.POST or None, initial=[whole, whole], prefix="parts")
    told, status = None, 200
    if request.method == "POST" and forms.is_valid():
        try:
            parts = [
                _split_part(one.document, content, form.cleaned_data)
                for form in forms
                if form.cleaned_data.get("words")
            ]
            made = decisions.split(
                request.user, reference, _version(request.POST), parts, request.POST.get("remark", "")
            )
            tell(request, _("%(mandate)s: split into %(made)s.") % {"mandate": one, "made": with_commas(made)})
            return redirect("review-mandate", made[0].reference)
        except (Refused, Stale) as error:
            told, status = error, status_of(error)
            one.refresh_from_db()
    reading = one.document.readings.latest()
    edition = queries.as_decided(one.document, [one], reading)
    shown = {
        "mandate": one,
        "document": one.document,
        "edition": edition,
        "passages": selectable(_focused(edition), content.paragraph, max(one.end for one in content.spans())),
        "forms": forms,
        "told": told,
        "is_live": one.state in decisions.LIVE,
    }
    return render(request, "web/review-split.html", shown, status=status)


def _split_part(document: Document, whole: Content, said: dict[str, Any]) -> Content:
    action = place(document.characters, said["words"], whole.action.start, said.get("start"), said.get("end"))
    return msgspec.structs.replace(whole, action=action)


@login_required
@require_POST
def merge(request: HttpRequest, reference: str) -> HttpResponse:
    """Make one mandate of several."""
    one = mandate_at(request.user, reference)
    chosen = request.POST.getlist("with")
    versions = {name: _version(QueryDict(f"version={request.POST.get(f'version-{name}', '')}")) for name in chosen}
    with refusals_told(request):
        merged = decisions.merge(
            request.user, {reference: _version(request.POST), **versions}, request.POST.get("remark", "")
        )
        tell(request, _("%(mandate)s: merged. The others lead to it.") % {"mandate": merged})
        return redirect("review-mandate", merged.reference)
    return redirect("review-mandate", one.reference)


@login_required
@require_safe
def proposed(request: HttpRequest) -> HttpResponse:
    """What newer readings would change."""
    found = queries.open_proposals(where(request.user, "review"))
    if (key := key_of(request.GET.get("document", ""))) is not None:
        found = found.filter(document=key)
    page = page_of(request, found, A_PAGE)
    asked = but_for_the_page(request.GET).urlencode()
    said = ((one.document_id, says) for one in page for says in (one.content, one.mandate and one.mandate.content))
    awaited = queries.awaited(said)
    shown = [(one, _where(one), _compared(one, awaited.get(one.document_id, {}))) for one in page]
    return render(request, "web/proposals.html", {"page": page, "proposals": shown, "asked": asked})


def _where(proposal: Proposal) -> str:
    """The paragraph that a proposal is about."""
    return proposal.mandate.paragraph if proposal.mandate else Content.from_builtins(proposal.content).paragraph


def _compared(proposal: Proposal, references: Mapping[str, str]) -> Any:
    now = proposal.mandate.read_content() if proposal.mandate else None
    then = Content.from_builtins(proposal.content) if proposal.content is not None else None
    return side_by_side(now, then, references)


@login_required
@require_POST
def settle(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Take a proposal, or leave it."""
    with refusals_told(request):
        if what == "take":
            taken = proposals.take(request.user, pk, _version(request.POST))
            tell(request, _("%(mandate)s: taken as it is read now.") % {"mandate": taken})
        else:
            proposals.leave(request.user, pk)
            tell(request, _("Left as it is. The same is not proposed again."))
    return redirect(f"{reverse('proposals')}?{request.POST.get('asked', '')}")


urlpatterns = [
    path("review/", review, name="review"),
    path("review/proposals/", proposed, name="proposals"),
    path("review/proposals/<int:pk>/take/", settle, {"what": "take"}, name="take"),
    path("review/proposals/<int:pk>/leave/", settle, {"what": "leave"}, name="leave"),
    path("review/<str:reference>/", mandate, name="review-mandate"),
    *(path(f"review/<str:reference>/{what}/", decide, {"what": what}, name=f"review-{what}") for what in SIMPLE),
    path("review/<str:reference>/split/", split, name="review-split"),
    path("review/<str:reference>/merge/", merge, name="review-merge"),
    path("documents/<int:pk>/paragraphs/<str:key>/add/", add, name="review-add"),
]

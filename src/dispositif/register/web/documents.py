"""Documents: the list, a document's page, its paragraphs' addresses, its files."""

from __future__ import annotations

import mimetypes
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dispositif.exports import FORMATS, export
from dispositif.exports.marks import passages
from dispositif.register.errors import Missing
from dispositif.register.finding.adopted import CASTS, adopted_so
from dispositif.register.holdings.adoption import adoption_of
from dispositif.register.holdings.aside import in_lists, told_of
from dispositif.register.holdings.listing import with_commas
from dispositif.register.holdings.models import Adoption, Citation, Document, Paragraph
from dispositif.register.people.permissions import Person, allowed, readable, to_be_found, where
from dispositif.register.review.addressed import document_at
from dispositif.register.review.queries import Made, as_decided, as_read, with_counts
from dispositif.register.review.rereading import read_again
from dispositif.register.web.addresses import leading_to
from dispositif.register.web.attachments import attached, stem
from dispositif.register.web.days import day_asked
from dispositif.register.web.filters import shortened
from dispositif.register.web.kept_texts import A_PART, Reader, beside, marked_text
from dispositif.register.web.messages import refusals_told, tell
from dispositif.register.web.paging import but_for_the_page, page_of

A_PAGE = 25
"""Documents on a page of the list."""
_MOST_CITING = 50
_WORDS = 220
MARKS: Final = {
    "verb": gettext_lazy("Acts"),
    "addressee": gettext_lazy("Addressees"),
    "partner": gettext_lazy("Partners"),
    "condition": gettext_lazy("Conditions"),
    "deadline": gettext_lazy("Deadlines"),
    "deliverable": gettext_lazy("Deliverables"),
    "citation": gettext_lazy("Citations"),
}
"""What the kinds of mark are called, in the order of `exports.marks.LEGEND`."""
_ORIGINAL_POLICY = "default-src 'none'; sandbox"


class Listed(NamedTuple):
    """A document with what the list shows of it, and how many mandates stand in it and are drafts."""

    pk: int
    address: str
    symbol: str
    title: str
    language: str
    body: str
    meeting: str | None
    adopted: date | None
    put_aside_at: datetime | None
    put_aside_by: str | None
    put_aside_because: str
    standing: int
    drafts: int


_LISTED = (
    "pk", "symbol", "title", "source_name", "language", "body__name", "meeting__name", "adopted",
    "put_aside_at", "put_aside_by__username", "put_aside_because",
)  # fmt: skip


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The list."""
    bodies = list(readable(request.user))
    found = _filtered(request, Document.objects.filter(body__in=bodies))
    page = page_of(request, found, A_PAGE)
    by_pk = _listed([one.pk for one in page])
    asked = but_for_the_page(request.GET)
    languages = found.order_by("language").values_list("language", flat=True).distinct()
    return render(
        request,
        "web/documents.html",
        {
            "page": page,
            "documents": [by_pk[one.pk] for one in page],
            "bodies": bodies,
            "languages": [(code, _called(code)) for code in languages],
            "asked": asked.urlencode(),
            "is_of_aside": _is_of_aside(request),
            "ways": Adoption.By.choices,
            "casts": CASTS.items(),
            "is_filtered": any(asked.values()),
            "is_narrowed": any(value for name, value in asked.items() if name != "q"),
            "may_bring_in": where(request.user, "bring in").exists(),
        },
    )


def _called(language: str) -> str:
    """What a language of documents is called in the reader's own; its code where nobody knows."""
    of_no_locale = {"zh": _("Chinese"), "und": _("not known")}
    try:
        return of_no_locale.get(language) or get_language_info(language)["name_translated"]
    except KeyError:
        return language


def _listed(keys: Collection[int]) -> dict[int, Listed]:
    address = leading_to("document")
    rows: Iterable[Any] = with_counts(Document.objects.filter(pk__in=keys).order_by().values_list(*_LISTED))
    return {
        pk: Listed(pk, address(pk), symbol, shortened(title or name, _WORDS), *more)
        for pk, symbol, title, name, *more in rows
    }


def _filtered(request: HttpRequest, found: QuerySet[Document]) -> QuerySet[Document]:
    asked = request.GET
    for word in asked.get("q", "").split():
        found = found.filter(Q(symbol__icontains=word) | Q(title__icontains=word) | Q(source_name__icontains=word))
    if asked.get("body"):
        found = found.filter(body__slug=asked["body"])
    if asked.get("language"):
        found = found.filter(language=asked["language"])
    for name, lookup in (("from", "adopted__gte"), ("to", "adopted__lte")):
        if day := day_asked(asked, name):
            found = found.filter(**{lookup: day})
    names = ("adoption", "voted", "cast", "sponsor")
    found = found.filter(adopted_so(*(asked.get(name, "").strip() for name in names)))
    if asked.get("reviewed") == "no":
        found = found.filter(mandates__state="draft").distinct()
    elif asked.get("reviewed") == "yes":
        found = found.exclude(mandates__state="draft")
    found = found.exclude(in_lists()) if _is_of_aside(request) else found.filter(in_lists())
    return found.only("pk").order_by("-adopted", "-pk")


def _is_of_aside(request: HttpRequest) -> bool:
    """Whether the list is of what was put aside."""
    return request.GET.get("aside") == "yes"


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A document: its text, marked, with its mandates beside it."""
    held = document_at(request.user, pk)
    mandates = beside(held)
    reading = held.readings.defer("result").latest()
    citing, adoption = _citing(request.user, held), adoption_of(held)
    may = allowed(request.user, held.body)
    may_review = "review" in may and held.put_aside_at is None
    made, reader = Made(reading.pk, reading.made_at), Reader.now(may_review=may_review)
    text = marked_text(made, mandates, _addresses(request.user, held), request.GET.get("page"), reader)
    return render(
        request,
        "web/document.html",
        {
            "document": held,
            "adoption": adoption,
            "ballots": _ballots(adoption) if adoption else "",
            "reading": reading,
            "text": text,
            "page": text.page,
            "legend": MARKS.items(),
            "citing": citing[:_MOST_CITING],
            "citing_more": len(citing) > _MOST_CITING,
            "formats": list(FORMATS),
            "may_review": may_review,
            "may_bring_in": "bring in" in may,
            "aside": told_of(held),
            "drafts": sum(one.state == "draft" for one in mandates),
            "open_proposals": held.proposals.filter(state="open").count(),
        },
    )


def _addresses(person: Person, held: Document) -> tuple[tuple[str, str], ...]:
    """The identifiers of the documents that this one cites and the register holds, and where they are."""
    cited, address = held.citations.exclude(identifier="").order_by().values("identifier"), leading_to("document")
    found = Document.objects.filter(to_be_found(person), identifier__in=cited).order_by("-pk")
    return tuple((identifier, address(pk)) for identifier, pk in found.values_list("identifier", "pk"))


def _citing(person: Person, held: Document) -> list[Citation]:
    """Where other documents cite this one."""
    if not held.identifier:
        return []
    named = Citation.objects.filter(to_be_found(person, "document"), identifier=held.identifier)
    found = named.exclude(document=held)
    shown = ("paragraph", "document__symbol", "document__title", "document__language")
    ordered = found.select_related("document").only(*shown).order_by("-document__adopted", "-document_id", "start")
    return list(ordered[: _MOST_CITING + 1])


def _ballots(adoption: Adoption) -> SafeString:
    """How each State voted, as rows of a table; written in one pass, as there are two hundred."""
    said = {cast: str(name) for cast, name in CASTS.items()}
    rows = ((one["name"], said[one["cast"]]) for one in adoption.ballots)
    return format_html_join("\n", '<tr><th scope="row"><bdi>{}</bdi></th><td>{}</td></tr>', rows)


@require_safe
def paragraph(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A paragraph's permanent address: it leads to its place in the document, whatever it is called by now."""
    held = document_at(request.user, pk)
    if not held.paragraphs.filter(key=key).exists():
        key = _now_called(held, key)
    return redirect(f"{reverse('document', args=[pk])}{_part(held, key)}#{key}")


def _part(held: Document, key: str) -> str:
    """On which page of a long document a paragraph stands."""
    if held.paragraphs.count() <= A_PART // 2:  # other passages stand between them
        return ""
    keys = [passage.paragraph.id if passage.paragraph else "" for passage in passages(as_read(held))]
    number = keys.index(key) // A_PART + 1
    return f"?page={number}" if number > 1 else ""


def _now_called(held: Document, key: str) -> str:
    """What holds the words now that a paragraph held when it was read so."""
    for reading in held.readings.order_by("-made_at", "-pk"):
        for one in reading.read_document().paragraphs:
            if one.id == key:
                overlapping: QuerySet[Paragraph] = held.paragraphs.filter(start__lt=one.end, end__gt=one.start)
                if (now := overlapping.first()) is not None:
                    return now.key
    raise Missing(_("%(document)s has no paragraph %(key)s.") % {"document": held, "key": key})


@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came: to be saved, never shown, so that nothing in it runs."""
    held = document_at(request.user, pk)
    name = held.source_name.replace("\\", "/").rpartition("/")[2] or "document"
    response = attached(bytes(held.original.content), "application/octet-stream", name)
    response.headers["Content-Security-Policy"] = _ORIGINAL_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private"
    return response


@require_safe
def exported(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The document in another format: as it stands, or with `?as=read` as it was last read."""
    held = document_at(request.user, pk)
    if form not in FORMATS:
        raise Missing(
            _("There is no format %(form)s. There are: %(forms)s.") % {"form": form, "forms": with_commas(FORMATS)}
        )
    is_bare = request.GET.get("as") == "read"
    with override("en"):  # in which the exported page is
        edition = as_read(held) if is_bare else as_decided(held, held.mandates.all(), held.readings.latest())
    media_type = mimetypes.types_map.get(f".{form}", "application/octet-stream")
    response = attached(export(edition, form), media_type, f"{stem(held)}.{form}")
    response.headers["Content-Security-Policy"] = _ORIGINAL_POLICY
    return response


@require_POST
def reread(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a document again with this version of the engine."""
    held = document_at(request.user, pk)
    with refusals_told(request):
        changes = read_again(request.user, held)
        told = _("Read again: %(renewed)d drafts renewed, %(new)d new drafts, %(proposed)d proposals to decide about.")
        tell(request, told % {"renewed": changes.renewed, "new": changes.new, "proposed": changes.proposed})
    return redirect("document", pk=pk)


urlpatterns = [
    path("documents/", documents, name="documents"),
    path("documents/<int:pk>/", document, name="document"),
    path("documents/<int:pk>/paragraphs/<str:key>/", paragraph, name="paragraph"),
    path("documents/<int:pk>/original/", original, name="original"),
    path("documents/<int:pk>/exports/<str:form>/", exported, name="export"),
    path("documents/<int:pk>/reread/", reread, name="reread"),
]

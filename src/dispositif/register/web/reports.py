"""Reports: the implementation matrix as of any day, by addressee, what changed, and workbooks that come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.paginator import Page
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from msgspec import convert, to_builtins

from dispositif.register.errors import Refused, RegisterError
from dispositif.register.finding.by_addressee import table, to_csv, to_xlsx
from dispositif.register.finding.reporting import changes_of, whole
from dispositif.register.followup.files import FORMATS, MEDIA_TYPES, Report, subtitle
from dispositif.register.followup.queries import AT_ONCE
from dispositif.register.followup.reports import Line, tally
from dispositif.register.followup.returned import carry_out, preview
from dispositif.register.followup.snapshots import refresh
from dispositif.register.followup.spreadsheet import Row, read
from dispositif.register.followup.status import Standing
from dispositif.register.holdings.listing import colon, isolated, with_commas
from dispositif.register.people.models import Unit
from dispositif.register.people.permissions import readable_keys
from dispositif.register.review.models import Mandate
from dispositif.register.web.asking import signed_in
from dispositif.register.web.attachments import attached, stem
from dispositif.register.web.filters import day
from dispositif.register.web.paging import page_of
from dispositif.register.web.refusals import page as refused
from dispositif.register.web.report_form import Asked
from dispositif.register.web.search_form import chosen

_A_PAGE = 40
_MOST_LINES = 5000
_COLUMNS = 8
_ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "document": (F("document__adopted").desc(nulls_last=True), "document", "start", "pk"),
    "body": ("document__body__name", "document", "start", "pk"),
    "meeting": (F("document__meeting__opens").desc(nulls_last=True), "document", "start", "pk"),
    "unit": (F("snapshot__unit__name").asc(nulls_last=True), "document", "start", "pk"),
    "status": ("snapshot__status", "document", "start", "pk"),
    "due": (F("snapshot__due").asc(nulls_last=True), "document", "start", "pk"),
}
_BY_STANDING: dict[str, Callable[[Standing], Any]] = {
    "status": lambda standing: standing.status.value,
    "due": lambda standing: (standing.due is None, standing.due),
}
"""The orders that hang on the standing of a mandate: snapshots, and so the database, know that of today alone."""
_SALT = "workbook"


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The matrix as a page."""
    asked = Asked(request.GET, request.user)
    refresh(timezone.localdate())
    page, found, is_partly_looked_at = _looked_at(request, asked)
    groups = [(heading, list(some)) for heading, some in groupby(found, key=lambda line: _heading(line, asked.by))]
    form = asked.form()
    shown = {
        "title": asked.title(), "form": form, "chosen": chosen(form), "page": page, "groups": groups,
        "tally": tally(found), "on": asked.on, "known": asked.known, "query": asked.query(), "formats": FORMATS,
        "is_partly_looked_at": is_partly_looked_at,
    }  # fmt: skip
    return render(request, "web/reports.html", shown)


@require_safe
def matrix(request: HttpRequest, form: str) -> HttpResponse:
    """The matrix as a file of a format."""
    if form not in FORMATS:
        raise Http404
    asked = Asked(request.GET, request.user)
    found = _all_lines(asked)
    units = Unit.objects.filter(body__in=readable_keys(request.user), body__name__in={line.body for line in found})
    names = tuple(dict.fromkeys(unit.name for unit in units))
    report = Report(title=asked.title(), on=asked.on, known=asked.known, lines=found, units=names)
    return _file(FORMATS[form](report), report.title, asked, form)


def _all_lines(asked: Asked) -> list[Line]:
    refresh(timezone.localdate())
    selected = _in_order(asked)
    if (many := selected.count()) > _MOST_LINES:
        raise Refused(
            _("A report has at most %(most)d mandates; this one would have %(many)d. Narrow what it is of.")
            % {"most": _MOST_LINES, "many": many}
        )
    return _lines(asked, selected)


def _lines(asked: Asked, selected: Iterable[Mandate]) -> list[Line]:
    found = list(asked.question.lines(selected))
    order = _BY_STANDING.get(asked.by)
    return sorted(found, key=lambda line: order(line.standing)) if order else found


def _file(content: bytes, title: str, asked: Asked, form: str) -> HttpResponse:
    return attached(content, MEDIA_TYPES[form], f"{stem(title, 'report')}-{asked.on.isoformat()}.{form}")


@require_safe
def by_addressee(request: HttpRequest) -> HttpResponse:
    """What became of mandates by addressee, as a page."""
    asked = Asked(request.GET, request.user)
    refresh(timezone.localdate())
    page, found, is_partly_looked_at = _looked_at(request, asked)
    form = asked.form()
    shown = {
        "form": form, "chosen": chosen(form), "page": page, "table": table(found, _COLUMNS), "on": asked.on,
        "known": asked.known, "query": asked.query(), "is_partly_looked_at": is_partly_looked_at,
    }  # fmt: skip
    return render(request, "web/by-addressee.html", shown)


@require_safe
def by_addressee_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a file, of all mandates that are asked for."""
    if form not in ("csv", "xlsx"):
        raise Http404
    asked = Asked(request.GET, request.user)
    made = table(_all_lines(asked))
    title = _("Status by addressee")
    content = to_csv(made) if form == "csv" else to_xlsx(made, title, subtitle(asked.on, asked.known))
    return _file(content, title, asked, form)


@require_safe
def changed(request: HttpRequest) -> HttpResponse:
    """What changed from the end of one day to the end of another."""
    asked = Asked(request.GET, request.user)
    if asked.since is None or asked.since > asked.on:
        told = _("From which day to which? Give “Changed since”, on or before the day of the report.")
        return refused(request, 422, told, leads_to=f"{reverse('reports')}?{asked.query()}")
    page = _page(request, asked, _A_PAGE * 5, asked.since)
    shown = {
        "page": page, "since": asked.since, "on": asked.on, "query": asked.query(),
        "changes": list(changes_of(asked.filter, page.object_list, asked.since, asked.on)),
    }  # fmt: skip
    return render(request, "web/changes.html", shown)


@login_required
def returned(request: HttpRequest) -> HttpResponse:
    """A workbook that comes back: what it would change; and then, once that was looked at, the change."""
    shown: dict[str, Any] = {}
    try:
        if request.method == "POST" and "rows" in request.POST:
            return _carried_out(request)
        if request.method == "POST":
            shown = _previewed(request)
    except RegisterError as error:
        shown = {"error": str(error)}
    return render(request, "web/returned.html", shown, status=422 if "error" in shown else 200)


def _previewed(request: HttpRequest) -> dict[str, Any]:
    file = request.FILES.get("workbook")
    if file is None:
        raise Refused(_("Choose the workbook first."))
    rows = read(file.read(), str(file.name))
    found = preview(signed_in(request), rows)
    changing = {change.row for change in found if not change.refused}
    # The rows travel to the page and back, signed: what was looked at is what is carried out.
    kept = [to_builtins(row) for row in rows if row.number in changing]
    signed = signing.dumps(kept, salt=_SALT, compress=True)
    return {"changes": found, "rows": signed, "name": file.name, "is_read": True, "many": len(changing)}


def _carried_out(request: HttpRequest) -> HttpResponse:
    try:
        rows = convert(signing.loads(request.POST["rows"], salt=_SALT, max_age=24 * 3600), list[Row])
    except signing.BadSignature as error:
        raise Refused(_("This was not looked at, or more than a day ago. Upload the workbook again.")) from error
    found = carry_out(signed_in(request), rows)
    refused = [change for change in found if change.refused]
    messages.success(request, _("Changes made: %(many)d.") % {"many": len(found) - len(refused)})
    for change in refused:
        messages.error(request, f"{change.mandate}{colon()}{change.refused}")
    return redirect("returned")


def _in_order(asked: Asked, since: date | None = None) -> QuerySet[Mandate]:
    return asked.question.selected(asked.person, since).order_by(*_ORDERS[asked.by])


def _looked_at(request: HttpRequest, asked: Asked) -> tuple[Page, list[Line], bool]:
    """A page with its lines; and whether it is one of all mandates of which some only were so on the day.

    Where the day decides, all are looked at first, unless there are too many for a page to wait for.
    """
    is_so_ordered = asked.by in _BY_STANDING and asked.on != timezone.localdate()
    if asked.question.hangs_on_the_day or is_so_ordered:
        some = _in_order(asked)[: AT_ONCE + 1]
        if len(some) <= AT_ONCE:
            page = page_of(request, _lines(asked, some), _A_PAGE)
            return page, list(page.object_list), False
    page = _page(request, asked, _A_PAGE)
    return page, _lines(asked, page.object_list), asked.question.hangs_on_the_day


def _page(request: HttpRequest, asked: Asked, size: int, since: date | None = None) -> Page:
    """A page of what is asked for. It is put in order by keys alone: the contents of all mandates are large."""
    page = page_of(request, _in_order(asked, since).values_list("pk", flat=True), size)
    by_pk = whole(Mandate.objects.all()).in_bulk(list(page.object_list))
    page.object_list = [by_pk[pk] for pk in page.object_list]
    return page


def _heading(line: Line, by: str) -> str:
    headings = {
        "document": with_commas(filter(None, [isolated(line.document), day(line.adopted)])),
        "body": isolated(line.body),
        "meeting": isolated(line.meeting or _("no meeting")),
        "unit": isolated(line.responsible_unit or _("nobody yet")),
        "status": line.status,
        "due": date_format(date.fromisoformat(line.due), "F Y") if line.due else _("no day"),
    }
    return headings[by]


urlpatterns = [
    path("reports/", reports, name="reports"),
    path("reports/matrix.<str:form>", matrix, name="matrix"),
    path("reports/addressees/", by_addressee, name="by-addressee"),
    path("reports/addressees.<str:form>", by_addressee_file, name="by-addressee-file"),
    path("reports/changes/", changed, name="changes"),
    path("reports/returned/", returned, name="returned"),
]

"""Follow-up: a mandate's page, its ledger, assignment, requests and decisions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dispositif.register.errors import Missing, Refused, Stale
from dispositif.register.finding.years import through_the_years
from dispositif.register.followup import actions
from dispositif.register.followup.entering import SAYS, kind_at_first
from dispositif.register.followup.models import Assignment, Entry, Request
from dispositif.register.followup.queries import Gathered, as_held, asked_for
from dispositif.register.followup.status import is_overdue, line_of_times
from dispositif.register.holdings.actors import called
from dispositif.register.holdings.aside import told_of
from dispositif.register.holdings.keys import key_of
from dispositif.register.people.permissions import allowed_for, require_for
from dispositif.register.review.addressed import mandate_at
from dispositif.register.review.models import Mandate
from dispositif.register.web.asking import signed_in
from dispositif.register.web.days import as_of
from dispositif.register.web.followup_forms import AssignmentForm, DecisionForm, EntryForm, RequestForm
from dispositif.register.web.mandate_page import content_rows, ledger_rows, paragraphs, request_rows, waiting_rows


@require_safe
def mandate(request: HttpRequest, reference: str) -> HttpResponse:
    """A mandate: what the text says, what became of it, and the ledger. `?on=2024-05-01` shows it as of that day."""
    return _page(request, mandate_at(request.user, reference))


@require_safe
def years(request: HttpRequest, reference: str) -> HttpResponse:
    """The mandates that stood in the place of one in earlier and later documents of its line."""
    one = mandate_at(request.user, reference)
    return render(request, "web/years.html", {"mandate": one, "years": through_the_years(request.user, one)})


@require_POST
def enter(request: HttpRequest, reference: str) -> HttpResponse:
    """Add to the ledger; or, where another kind was chosen than the form was of, ask for what belongs to that one."""
    one = mandate_at(request.user, reference)
    given, kind = request.POST, request.POST.get("kind", "")
    form_of = partial(EntryForm, mandate=one, person=request.user, allowed=_allowed(request, one), kind=kind)
    if "choose" in given or given.get("of", kind) != kind:
        return _page(request, one, _asking_for(form_of(initial=given.dict()), request))
    form = form_of(given, request.FILES)
    version = key_of(given.get("version", "")) or 0
    if failure := _done(form, lambda: actions.enter(signed_in(request), one, form.saying(), version)):
        return _page(request, one, form, failure)
    messages.success(request, _("Entered."))
    return redirect("mandate", reference)


def _asking_for(form: EntryForm, request: HttpRequest) -> EntryForm:
    """The form with the focus on what is asked next, where the whole page comes anew: else it stays on the choice."""
    if "HX-Request" not in request.headers:
        form.fields[next(iter(SAYS.get(form.of, ())), "kind")].widget.attrs["autofocus"] = True
    return form


def correct(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Put an entry right, or take it back, by another one."""
    one = mandate_at(request.user, reference)
    wrong = Entry.objects.filter(mandate=one, pk=entry).select_related("corrects", "successor", "entered_by").first()
    if wrong is None:
        raise Missing(_("There is no such entry in the ledger of %(mandate)s.") % {"mandate": one})
    entered = _as_entered(wrong, one)
    form = EntryForm(
        request.POST or None, request.FILES or None, mandate=one, person=request.user, allowed=_allowed(request, one),
        kind=kind_at_first(wrong), beside=[name for name, value in entered.items() if value not in ("", None)],
        initial=entered,
    )  # fmt: skip
    del form.fields["kind"]
    form.fields["withdrawn"] = forms.BooleanField(label=_("Take it back, and put nothing in its place"), required=False)

    def act() -> object:
        withdrawn = form.cleaned_data.pop("withdrawn")
        form.cleaned_data["kind"] = Entry.Kind.CORRECTION
        return actions.enter(signed_in(request), one, form.saying(wrong, withdrawn))

    if request.method == "POST" and not (failure := _done(form, act)):
        messages.success(request, _("Corrected. What stood there is kept, and counts no more."))
        return redirect("mandate", reference)
    shown = {"mandate": one, "form": form, "title": _("Correct an entry"), "entry": wrong}
    return render(request, "web/mandate-form.html", shown, status=failure if request.method == "POST" else 200)


def assign(request: HttpRequest, reference: str) -> HttpResponse:
    """Have a unit and people answer for a mandate."""
    one = mandate_at(request.user, reference)
    require_for(request.user, "assign", one.document)
    last = Assignment.objects.filter(mandate=one).last()
    form = AssignmentForm(request.POST.dict() or None, body=one.document.body, initial=_as_assigned(last))

    def act() -> object:
        try:
            return actions.assign(signed_in(request), one, form.answering(), form.cleaned_data["seen"])
        except Stale:
            # What stands there now is told: who sends the form once more has seen it.
            form.data = {**form.data, "seen": str(last.pk) if last else ""}
            raise

    return _form_page(request, one, form, _("Assign"), act, _("Assigned. Who answers for it was told."))


def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a mandate to be extended, dropped, merged, replaced or retired."""
    one = mandate_at(request.user, reference)
    require_for(request.user, "ask for a decision", one.document, actions.unit_of(one))
    form = RequestForm(request.POST or None, person=request.user)

    def act() -> object:
        return actions.ask(signed_in(request), one, form.asking())

    return _form_page(request, one, form, _("Ask for a decision"), act, _("Asked. Somebody else decides about it."))


def decide(request: HttpRequest, reference: str, asked: int) -> HttpResponse:
    """Grant or refuse what was asked."""
    one = mandate_at(request.user, reference)
    require_for(request.user, "decide", one.document)
    about = Request.objects.filter(mandate=one, pk=asked).select_related("asked_by", "successor", "mandate").first()
    if about is None:
        raise Missing(_("There is no such request for %(mandate)s.") % {"mandate": one})
    form = DecisionForm(request.POST or None)

    def act() -> object:
        return actions.decide(signed_in(request), about, form.cleaned_data["granted"], form.cleaned_data["remark"])

    return _form_page(request, one, form, _("Decide"), act, _("Decided."), about)


@require_safe
def evidence(request: HttpRequest, reference: str, entry: int) -> FileResponse:
    """The file of an entry, as it came, to be saved and never shown as a page of the register."""
    one = mandate_at(request.user, reference)
    found = Entry.objects.filter(mandate=one, pk=entry, file__isnull=False).select_related("file").first()
    if found is None or found.file is None:
        raise Missing(_("There is no such file in the ledger of %(mandate)s.") % {"mandate": one})
    from io import BytesIO

    return FileResponse(
        BytesIO(bytes(found.file.content)), as_attachment=True, filename=found.file_name,
        content_type="application/octet-stream",
    )  # fmt: skip


def _page(request: HttpRequest, one: Mandate, form: EntryForm | None = None, status: int = 200) -> HttpResponse:
    on = as_of(request.GET)
    gathered = Gathered([as_held(one)])
    standing, assignment = gathered.standing(one.pk, on), gathered.assignments.get(one.pk)
    may = allowed_for(request.user, one.document, assignment.unit if assignment else None)
    if form is None and "follow up" in may:
        kind = request.GET.get("kind", "")
        form = EntryForm(mandate=one, person=request.user, allowed=may, kind=kind, initial={"kind": kind})
    content = one.read_content()
    names = {actor.actor or actor.text: actor.text for actor in content.addressees}
    entries = gathered.entries.get(one.pk, [])
    ledger = ledger_rows(entries, names, on)
    shown = {
        "mandate": one,
        "aside": told_of(one.document),
        "standing": standing,
        "is_overdue": is_overdue(standing.status, standing.due, on),
        "on": on,
        "is_today": on == timezone.localdate(),
        "is_before": one.document.adopted is not None and on < one.document.adopted,
        "waiting": waiting_rows(standing, one, gathered),
        "by_addressee": [(called(key, names), found) for key, found in standing.by_addressee.items()],
        "addressees": content.addressees,
        "assignment": assignment,
        "paragraphs": paragraphs(one),
        "rows": content_rows(one),
        "times": line_of_times(gathered.facts(one.pk, on), on),
        "ledger": ledger,
        "is_cut": len(ledger) < len(entries),
        "requests": request_rows(asked_for(one), on),
        "form": form,
        "may": {action.replace(" ", "_") for action in may},
    }
    return render(request, "web/mandate.html", shown, status=status)


def _form_page(
    request: HttpRequest,
    one: Mandate,
    form: forms.Form,
    title: str,
    act: Callable[[], object],
    done: str,
    about: Request | None = None,
) -> HttpResponse:
    """A page with one form; once it is done, the mandate's page with a word of it."""
    status = 200
    if request.method == "POST":
        status = _done(form, act)
        if not status:
            messages.success(request, done)
            return redirect("mandate", one.reference)
    shown = {"mandate": one, "form": form, "title": title, "about": about}
    return render(request, "web/mandate-form.html", shown, status=status)


def _done(form: forms.Form, act: Callable[[], object]) -> int:
    """Do what a form asks. Gives 0, or the status of an answer that says in the form what was not right."""
    if not form.is_valid():
        return 422
    try:
        act()
    except (Refused, Stale) as error:
        form.add_error(None, str(error))
        return 409 if isinstance(error, Stale) else 422
    return 0


def _allowed(request: HttpRequest, one: Mandate) -> frozenset[str]:
    return allowed_for(request.user, one.document, actions.unit_of(one))


def _as_entered(entry: Entry, one: Mandate) -> dict[str, object]:
    names = {actor.actor or actor.text: actor.text for actor in one.read_content().addressees}
    plain = ("happened", "bearing", "remark", "symbol", "link", "passage", "place", "condition", "due")
    return {name: getattr(entry, name) for name in plain} | {
        "addressee": names.get(entry.addressee, entry.addressee),
        "successor": entry.successor,
    }


def _as_assigned(last: Assignment | None) -> dict[str, object]:
    if last is None:
        return {}
    plain = ("unit", "focal_point", "alternate", "partners", "due")
    return {name: getattr(last, name) for name in plain} | {"seen": last.pk}


urlpatterns = [
    path("mandates/<str:reference>/", mandate, name="mandate"),
    path("mandates/<str:reference>/years/", years, name="years"),
    path("mandates/<str:reference>/enter/", enter, name="enter"),
    path("mandates/<str:reference>/entries/<int:entry>/correct/", correct, name="correct"),
    path("mandates/<str:reference>/entries/<int:entry>/file/", evidence, name="evidence"),
    path("mandates/<str:reference>/assign/", assign, name="assign"),
    path("mandates/<str:reference>/ask/", ask, name="ask"),
    path("mandates/<str:reference>/requests/<int:asked>/decide/", decide, name="decide"),
]

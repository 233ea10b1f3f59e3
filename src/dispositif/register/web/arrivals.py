"""Bringing documents in: uploaded, several at once, or pasted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dispositif.reading import LARGEST_FILE
from dispositif.register.errors import Forbidden
from dispositif.register.holdings.listing import colon
from dispositif.register.holdings.models import Body, Meeting
from dispositif.register.people.permissions import Person, where
from dispositif.register.review.arrival import Arrival, Choice, arrive
from dispositif.register.web.followup_forms import Plain

AT_ONCE = 100
"""Files that are taken of one upload."""


class ChoiceForm(Plain):
    """What a person says of the documents that they bring in."""

    body = forms.ModelChoiceField(
        Body.objects.none(),
        required=False,
        label=gettext_lazy("Body"),
        empty_label=gettext_lazy("As each document says"),
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        required=False,
        label=gettext_lazy("Session or meeting"),
        empty_label=gettext_lazy("As each document says"),
    )
    adopted = forms.DateField(
        required=False,
        label=gettext_lazy("Adopted on"),
        help_text=gettext_lazy("Left empty: as each document says."),
        widget=forms.DateInput({"type": "date"}),
    )

    def __init__(self, bodies: list[Body], given: QueryDict | None) -> None:
        super().__init__(given, initial={"body": bodies[0]} if len(bodies) == 1 else None)
        meetings = Meeting.objects.filter(body__in=bodies).select_related("body").order_by("body", "-opens")
        own: dict[str, QuerySet[Any]] = {
            "body": Body.objects.filter(pk__in=[body.pk for body in bodies]),
            "meeting": meetings,
        }
        for name, queryset in own.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset
        if len(bodies) > 1:
            self.fields["meeting"].label_from_instance = lambda one: f"{one.body}{colon()}{one}"  # type: ignore[attr-defined]

    def clean(self) -> dict:
        """A meeting is one of the body's."""
        body, meeting = self.cleaned_data.get("body"), self.cleaned_data.get("meeting")
        if meeting is not None and body is None:
            self.cleaned_data["body"] = meeting.body
        elif meeting is not None and body is not None and meeting.body_id != body.pk:
            self.add_error("meeting", _("This is no meeting of %(body)s. Choose one of its meetings.") % {"body": body})
        return self.cleaned_data

    def choice(self) -> Choice:
        """What was said."""
        said: date | None = self.cleaned_data["adopted"]
        return Choice(self.cleaned_data["body"], self.cleaned_data["meeting"], said)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """The form, and what became of each file that was sent."""
    bodies = list(where(request.user, "bring in"))
    if not bodies:
        raise Forbidden(_("You may bring documents in for no body: it takes the role “editor”. Ask an administrator."))
    form = ChoiceForm(bodies, request.POST or None)
    arrivals: list[Arrival] = []
    if request.method == "POST" and form.is_valid():
        arrivals = _arrivals(request, request.user, form.choice(), bodies)
    template = "web/arrivals.html" if request.headers.get("X-Requested-With") else "web/bring-in.html"
    shown = {"form": form, "arrivals": arrivals, "most": AT_ONCE, "pasted": _kept(request, arrivals)}
    return render(request, template, shown)


def _kept(request: HttpRequest, arrivals: list[Arrival]) -> str:
    """What was pasted, to be shown again where it was not taken."""
    return "" if any(arrival.document for arrival in arrivals) else request.POST.get("text", "")


def _arrivals(request: HttpRequest, person: Person, choice: Choice, bodies: list[Body]) -> list[Arrival]:
    files = request.FILES.getlist("files")
    # The field stands last in the form: where it is missing, what came before it may be cut as well.
    if request.POST.get("whole") != "yes":
        return [Arrival("", _("The upload broke off: nothing was taken. Send it again."))]
    found = [_uploaded(person, file, choice, bodies) for file in files[:AT_ONCE]]
    over = _("%(name)s: more than %(most)d files came at once. Send it again with the next ones.")
    found += [Arrival(file.name or "", over % {"name": file.name, "most": AT_ONCE}) for file in files[AT_ONCE:]]
    # A form sends each end of a line as two characters, whatever was pasted.
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if text.strip():
        name = request.POST.get("name", "").strip() or _("Pasted text")
        found.append(arrive(person, name, text.encode(), choice, bodies))
    if not found:
        found.append(Arrival("", _("Nothing was sent. Choose files, or paste a text.")))
    return found


def _uploaded(person: Person, file: UploadedFile, choice: Choice, bodies: list[Body]) -> Arrival:
    name = file.name or _("a file without a name")
    if (file.size or 0) > LARGEST_FILE:
        limit = LARGEST_FILE // 1024 // 1024
        told = _("%(name)s: it is larger than the %(limit)d MB that are read. Split it into one file a document.")
        return Arrival(name, told % {"name": name, "limit": limit})
    return arrive(person, name, file.read(), choice, bodies)


urlpatterns = [path("documents/new/", bring_in, name="bring-in")]

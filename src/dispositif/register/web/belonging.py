"""A document's body, meeting and day of adoption, put right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispositif.register.errors import Refused, Stale
from dispositif.register.followup.belonging import Belonging, correct
from dispositif.register.holdings.listing import colon
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.people.permissions import Person, require_for, where
from dispositif.register.review.addressed import document_at
from dispositif.register.web.asking import signed_in
from dispositif.register.web.followup_forms import Day, Plain
from dispositif.register.web.messages import tell


class BelongingForm(Plain):
    """Where a document belongs, and where it belonged when the form was opened."""

    body = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("Body"), empty_label=None)
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        required=False,
        label=gettext_lazy("Session or meeting"),
        empty_label=gettext_lazy("none"),
    )
    adopted = forms.DateField(required=False, label=gettext_lazy("Adopted on"), widget=Day)
    seen_body = forms.ModelChoiceField(Body.objects.none(), widget=forms.HiddenInput)
    seen_meeting = forms.ModelChoiceField(Meeting.objects.none(), required=False, widget=forms.HiddenInput)
    seen_adopted = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, given: Any, person: Person, document: Document) -> None:
        now = {name: getattr(document, name) for name in Belonging.__struct_fields__}
        super().__init__(given, initial=now | {f"seen_{name}": value for name, value in now.items()})
        bodies = where(person, "bring in")
        meetings = Meeting.objects.filter(body__in=bodies).select_related("body").order_by("body__name", "-opens")
        for name, choices in (("body", bodies), ("meeting", meetings)):
            for field in (name, f"seen_{name}"):
                self.fields[field].queryset = choices  # type: ignore[attr-defined]
        self.fields["meeting"].label_from_instance = lambda one: f"{one.body}{colon()}{one}"  # type: ignore[attr-defined]

    def belonging(self, before: str = "") -> Belonging:
        """Where it belongs; with `before="seen_"`, where it belonged. Once the form is valid."""
        return Belonging(**{name: self.cleaned_data[before + name] for name in Belonging.__struct_fields__})


def corrected(request: HttpRequest, pk: int) -> HttpResponse:
    """The page with the form."""
    held = document_at(request.user, pk)
    require_for(request.user, "bring in", held)
    form, status = BelongingForm(request.POST or None, request.user, held), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                correct(signed_in(request), held, form.belonging(), form.belonging("seen_"))
            except (Refused, Stale) as error:
                form.add_error(None, str(error))
                status = 409 if isinstance(error, Stale) else 422
            else:
                tell(request, _("Put right. The days that hang on it are reckoned anew."))
                return redirect("document", pk=pk)
    return render(request, "web/document-belonging.html", {"document": held, "form": form}, status=status)


urlpatterns = [path("documents/<int:pk>/belonging/", corrected, name="belonging")]

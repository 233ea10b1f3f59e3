"""A document is put aside, with a reason, and brought back."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from dispositif.register.errors import Refused
from dispositif.register.followup.aside import LONGEST_REASON, action_needed, bring_back, put_aside
from dispositif.register.people.permissions import require_for
from dispositif.register.review.addressed import document_at
from dispositif.register.web.asking import signed_in
from dispositif.register.web.followup_forms import Plain
from dispositif.register.web.messages import refusals_told, tell


class ReasonForm(Plain):
    """Why a document is put aside."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Whoever comes to its address, and whoever answers for one of its mandates, is told."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    """The page with the form."""
    held = document_at(request.user, pk)
    require_for(request.user, action_needed(held), held)
    form, status = ReasonForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                put_aside(signed_in(request), held, form.cleaned_data["reason"])
            except Refused as error:
                form.add_error(None, str(error))
            else:
                tell(request, _("Put aside. It and its mandates stand in no list any more."))
                return redirect("document", pk=pk)
    return render(request, "web/document-aside.html", {"document": held, "form": form}, status=status)


@login_required
@require_POST
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a document back."""
    held = document_at(request.user, pk)
    with refusals_told(request):
        bring_back(signed_in(request), held)
        tell(request, _("Brought back. All is as it was."))
    return redirect("document", pk=pk)


urlpatterns = [
    path("documents/<int:pk>/aside/", aside, name="aside"),
    path("documents/<int:pk>/back/", back, name="bring-back"),
]

"""People: signing in and out, accounts, roles, tokens, the audit trail."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """A person's own page."""
    return render(request, "web/account.html")


urlpatterns = [
    path("sign-in/", LoginView.as_view(template_name="web/sign-in.html"), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("account/", account, name="account"),
]

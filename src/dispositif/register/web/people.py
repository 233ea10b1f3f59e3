"""People: signing in and out, one's own account, its password and its tokens."""

from __future__ import annotations

from allauth.account import views as accounts
from allauth.socialaccount import views as strangers
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dispositif.register.errors import Refused
from dispositif.register.people.models import Membership, Scope
from dispositif.register.people.permissions import where
from dispositif.register.people.tokens import LONGEST, make_token, withdraw_token
from dispositif.register.web.accounts import from_the_server, to_the_server
from dispositif.register.web.asking import signed_in
from dispositif.register.web.followup_forms import Plain


class TokenForm(Plain):
    """What a token is for."""

    name = forms.CharField(label=gettext_lazy("What it is for"), max_length=100)
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it is good for"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.READ],
    )
    days = forms.IntegerField(label=gettext_lazy("Days that it holds"), min_value=1, max_value=LONGEST, initial=90)


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """A person's own page."""
    return _page(request, TokenForm())


@never_cache
@login_required
@require_POST
def token_make(request: HttpRequest) -> HttpResponse:
    """Make a token, and show it this once."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        _made, secret = make_token(signed_in(request), **form.cleaned_data)
    except Refused as error:
        form.add_error(None, str(error))
        return _page(request, form, status=422)
    return _page(request, TokenForm(), secret)


@login_required
@require_POST
def token_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a token of one's own."""
    withdraw_token(signed_in(request), pk)
    messages.success(request, _("Withdrawn: it opens nothing any more."))
    return redirect("account")


def _page(request: HttpRequest, form: TokenForm, secret: str = "", status: int = 200) -> HttpResponse:
    person = signed_in(request)
    shown = {
        "form": form,
        "secret": secret,
        "roles": Membership.objects.filter(person=person).select_related("body", "unit").order_by("body__name"),
        "tokens": person.tokens.filter(withdrawn_at=None),
        "administers": where(person, "administer").exists(),
    }
    return render(request, "web/account.html", shown, status=status)


_sign_in = accounts.LoginView.as_view(template_name="web/sign-in.html")
_password = accounts.PasswordChangeView.as_view(template_name="web/password.html", success_url=reverse_lazy("account"))
_first_password = accounts.PasswordSetView.as_view(
    template_name="web/password.html", success_url=reverse_lazy("account")
)

# allauth leads to its own names; ours are those that templates use.
urlpatterns = [
    path("sign-in/", _sign_in, name="account_login"),
    path("sign-in/", _sign_in, name="sign-in"),
    path("sign-out/", accounts.logout, name="account_logout"),
    path("sign-out/", accounts.logout, name="sign-out"),
    path("sign-in/closed/", accounts.account_inactive, name="account_inactive"),
    path("sign-in/cancelled/", strangers.login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/failed/", strangers.login_error, name="socialaccount_login_error"),
    path("sign-in/first/", strangers.signup, name="socialaccount_signup"),
    path("sign-in/oidc/<str:provider_id>/login/", to_the_server, name="openid_connect_login"),
    path("sign-in/oidc/<str:provider_id>/login/callback/", from_the_server, name="openid_connect_callback"),
    path("account/", account, name="socialaccount_connections"),
    path("account/", account, name="account"),
    path("account/password/", _password, name="account_change_password"),
    path("account/password/", _password, name="password"),
    path("account/password/first/", _first_password, name="account_set_password"),
    path("account/tokens/", token_make, name="token-make"),
    path("account/tokens/<int:pk>/withdraw/", token_withdraw, name="token-withdraw"),
]

"""How django-allauth signs people in here: nobody makes an account alone, but who comes by OpenID Connect is known."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from requests import RequestException

from dispositif.register.people.permissions import note
from dispositif.register.web.refusals import page

_ENDS: Final = frozenset({"issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"})
_log = logging.getLogger(__name__)


class Accounts(DefaultAccountAdapter):
    """Accounts with a password are made by administrators alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False


class Strangers(DefaultSocialAccountAdapter):
    """Whom the OpenID Connect server vouches for gets an account the first time, without a role in any body."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """The server vouches for them."""
        return True

    def get_provider(self, *args: Any, **options: Any) -> Any:
        """The server, asked carefully."""
        found = super().get_provider(*args, **options)
        found.oauth2_adapter_class = Careful
        return found

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse, with a page, whom two answers of the server call otherwise, and whose address another account has."""
        said = sociallogin.account.extra_data
        if said.get("id_token") and said["id_token"].get("sub") != said["userinfo"].get("sub"):
            raise ImmediateHttpResponse(unsound(request, "the token and the userinfo are of different people"))
        address = sociallogin.user.email
        is_new = not sociallogin.is_existing and sociallogin.state.get("process") != AuthProcess.CONNECT
        if is_new and address and User.objects.filter(email__iexact=address).exists():
            told = _(
                "There is an account with the address %(address)s already: sign in with its password, and connect it "
                "on the account page. From then on this way leads to it."
            )
            raise ImmediateHttpResponse(page(request, 409, told % {"address": address}))

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        """Make the account, and say so in the audit trail."""
        made = super().save_user(request, sociallogin, form)
        note(made, "come by single sign-on", None, f"person {made.username}", uid=sociallogin.account.uid)
        return made

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Say what failed, and what to do. Who stopped at the server is told by allauth's own page."""
        if error == AuthError.CANCELLED:
            return
        if exception is None and "state" not in (extra_context or {}):
            told = _("This way back was not asked for from here, or too long ago. Begin again at the sign-in page.")
            raise ImmediateHttpResponse(page(request, 403, told))
        raise ImmediateHttpResponse(unsound(request, str(exception or request.GET.get("error", ""))[:500]))


def unsound(request: HttpRequest, why: str) -> HttpResponse:
    """The page for a server that does not answer, or not as the standard has it; the log has the reason."""
    _log.warning("Single sign-on has failed: %s", why)
    told = _(
        "The server for single sign-on does not answer, or not as it should. Try again in some minutes, or sign in "
        "with a password; if it lasts, tell an administrator: the log says why."
    )
    return page(request, 502, told)


class Careful(OpenIDConnectOAuth2Adapter):
    """Takes nothing for granted that the server answers: what is not as the standard has it is an OAuth2Error."""

    @property
    def openid_config(self) -> Any:
        """Where the server's ends are."""
        with _as_the_standard_has_it():
            found = super().openid_config
            if missing := _ENDS - set(found):
                raise OAuth2Error(f"the configuration lacks {', '.join(sorted(missing))}")
            return found

    def get_access_token_data(self, *args: Any, **options: Any) -> Any:
        """What the server gives for a code."""
        with _as_the_standard_has_it():
            return super().get_access_token_data(*args, **options)

    def parse_token(self, data: Any) -> Any:
        """The access token in it."""
        with _as_the_standard_has_it():
            return super().parse_token(data)

    def complete_login(self, *args: Any, **options: Any) -> Any:
        """Who it is of."""
        with _as_the_standard_has_it():
            return super().complete_login(*args, **options)


@contextmanager
def _as_the_standard_has_it() -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OAuth2Error(repr(error)) from error


def to_the_server(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The way to the server."""
    return _led(OAuth2LoginView, request, provider_id)


def from_the_server(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The way back."""
    return _led(OAuth2CallbackView, request, provider_id)


def _led(view: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return view.adapter_view(Careful(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except (OAuth2Error, RequestException) as error:
        return unsound(request, str(error)[:500])

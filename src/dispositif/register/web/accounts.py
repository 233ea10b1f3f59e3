"""How django-allauth signs people in here: nobody makes an account alone, but who comes by OpenID Connect is known."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


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

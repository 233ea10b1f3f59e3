"""Who calls: a token, a session (with its CSRF token), or anybody where a body is public."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer, SessionAuth

from dispositif.register.people.models import Scope
from dispositif.register.people.permissions import Person
from dispositif.register.people.tokens import require_scope, token_of


class Bearer(HttpBearer):
    """A token with a scope; from then on the call is its owner's."""

    openapi_description = "A token, made on the account page."

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Raise AuthenticationError for a token that opens nothing, Forbidden for one that was not made for this."""
        found = token_of(token)
        if found is None:
            raise AuthenticationError
        require_scope(found, self._scope)
        request.user = found.person
        return found.person


class Session(SessionAuth):
    """A person who has signed in."""

    def __call__(self, request: HttpRequest) -> Any:
        """Whoever has not signed in is not asked for a CSRF token, but to sign in."""
        return super().__call__(request) if request.user.is_authenticated else None


def anybody(request: HttpRequest) -> Person:
    """Whoever reads: by session, or nobody in particular."""
    return request.user


READS = [Bearer(Scope.READ), anybody]
ONES_OWN = [Bearer(Scope.READ), Session()]
"""Reading what is a person's own, or what they send; not for strangers."""
REVIEWS = [Bearer(Scope.REVIEW), Session()]
FOLLOWS_UP = [Bearer(Scope.FOLLOW_UP), Session()]


def caller(request: HttpRequest) -> User:
    """Who writes."""
    assert isinstance(request.user, User)  # REVIEWS and FOLLOWS_UP have seen to it
    return request.user

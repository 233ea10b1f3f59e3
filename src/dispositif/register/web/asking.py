"""Who asks for a page."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dispositif.register.errors import Missing


def signed_in(request: HttpRequest) -> User:
    """The person who asks for a page, or does what only those may who have signed in."""
    if not isinstance(request.user, User):
        raise Missing(_("Sign in first."))
    return request.user

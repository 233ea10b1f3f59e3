"""Who asks for a page."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest


def signed_in(request: HttpRequest) -> User:
    """The person who asks for a page that only those see who have signed in."""
    assert isinstance(request.user, User)  # login_required, or what the person must be allowed, has seen to it
    return request.user

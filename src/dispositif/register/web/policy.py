"""What a browser may do with a page, said with each answer."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse


class Policy:
    """Middleware: the policy of the settings, but for answers that have a stricter one.

    It is the same for all pages, and put together once; that of django-csp puts it together for each answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say it with the answer."""
        answer = self._get_response(request)
        answer.headers.setdefault(HEADER, self._policy)
        return answer

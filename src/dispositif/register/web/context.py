"""What every page needs to know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from dispositif.register.web.addresses import leading_to

NAVIGATION: dict[str, str | Promise] = {
    "overview": _("Overview"),
    "documents": _("Documents"),
    "review": _("Review"),
    "reports": _("Reports"),
    "search": _("Search"),
    "actors": _("Actors"),
    "calendar": _("Calendar"),
}
"""The pages that the bar at the head leads to, by the names of their addresses."""


class Link(NamedTuple):
    """A place of the bar at the head of the page."""

    address: str
    label: str | Promise
    here: str
    """The value of `aria-current`: "page", "true" for a page below it, else empty."""


def page(request: HttpRequest) -> dict[str, Any]:
    """The page's direction, the languages there are, and where the bar leads."""
    bidi = get_language_info(getattr(request, "LANGUAGE_CODE", "en"))["bidi"]
    return {
        "direction": "rtl" if bidi else "ltr",
        "page_languages": [
            (code, get_language_info(code)["name_local"].capitalize()) for code, _ in settings.LANGUAGES
        ],
        "navigation": [*_links(request)],
    }


def _links(request: HttpRequest) -> Iterator[Link]:
    root = leading_to("overview", gaps=0)()
    for name, label in NAVIGATION.items():
        address = leading_to(name, gaps=0)()
        is_below = address != root and request.path.startswith(address)
        yield Link(address, label, "page" if request.path == address else "true" if is_below else "")

"""What every page needs to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info
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


def page(request: HttpRequest) -> Mapping[str, Any]:
    """The page's direction, where the bar leads, and the languages there are."""
    return _frame(get_script_prefix(), get_language() or "en", *_here(request.path))


@lru_cache
def _frame(_root: str, language: str, here: str, is_below: bool) -> Mapping[str, Any]:
    """What is the same on every page of a part of the register, in a language: it is written once."""
    languages = [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]
    return {
        "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "navigation": render_to_string("web/parts/navigation.html", {"links": [*_links(here, is_below)]}),
        "page_languages": render_to_string("web/parts/languages.html", {"languages": languages, "spoken": language}),
    }


def _links(here: str, is_below: bool) -> Iterator[Link]:
    for name, label in NAVIGATION.items():
        yield Link(leading_to(name, gaps=0)(), label, "" if name != here else "true" if is_below else "page")


def _here(path: str) -> tuple[str, bool]:
    """Which place of the bar a page is in, empty for none, and whether it is below that."""
    root = leading_to("overview", gaps=0)()
    for name in NAVIGATION:
        address = leading_to(name, gaps=0)()
        if path == address or (address != root and path.startswith(address)):
            return name, path != address
    return "", False

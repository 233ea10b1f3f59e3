"""Words one after the other, with the signs between them that the reader's language has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def comma() -> str:
    """What stands between two of a list."""
    return _(", ")


def semicolon() -> str:
    """What stands between two that may have commas of their own."""
    return _("; ")


def colon() -> str:
    """What stands between what something is called and what it is."""
    return _(": ")


def with_commas(words: Iterable[object]) -> str:
    """Words as a list."""
    return comma().join(map(str, words))


def with_semicolons(words: Iterable[object]) -> str:
    """Words as a list, each of which may have commas of its own."""
    return semicolon().join(map(str, words))


def isolated(words: object) -> str:
    """Words that run in a direction of their own within others."""
    return f"\u2068{words}\u2069"


def moment(at: datetime | None) -> str:
    """A moment as one writes it: 9 September 2025, 17:05; empty for none."""
    return with_commas(date_format(timezone.localtime(at), form) for form in ("j F Y", "H:i")) if at else ""

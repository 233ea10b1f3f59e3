"""Words one after the other, with the signs between them that the reader's language has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
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


def in_words(day: date) -> str:
    """A day as one writes it: 9 September 2025. In French the first of a month is written as an ordinal."""
    return _in_words(day, get_language())


@lru_cache(4096)
def _in_words(day: date, _language: str | None) -> str:
    return date_format(day, pgettext("the first day of a month", "j F Y") if day.day == 1 else "j F Y")


def moment(at: datetime | None) -> str:
    """A moment as one writes it: 9 September 2025, 17:05; empty for none."""
    if not at:
        return ""
    local = timezone.localtime(at)
    return with_commas((in_words(local.date()), date_format(local, "H:i")))

"""Filters of all templates: days in words, and words cut short. A list has dozens, for which Django's own take long."""

from __future__ import annotations

from datetime import date, datetime
from unicodedata import combining, normalize

from django import template
from django.utils.text import Truncator

from dispositif.register.followup.deadlines import in_words

register = template.Library()


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """A day, or that of a moment, as one writes it: 9 September 2025; empty for none."""
    if value is None:
        return ""
    return in_words(value.date() if isinstance(value, datetime) else value)


@register.filter
def shortened(words: object, most: int) -> str:
    """Words, cut to so many characters with a sign that there are more."""
    whole = normalize("NFC", str(words))
    if len(whole) <= most:
        return whole
    if not whole.isascii() and any(map(combining, whole)):
        return Truncator(whole).chars(most)  # counts a letter and its accents as one
    return f"{whole[: most - 1]}…"

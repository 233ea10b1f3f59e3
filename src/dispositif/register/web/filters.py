"""Filters and tags of all templates: sentences of the engine, days in words, words cut short, addresses.

A list has dozens of days, of words and of addresses, for which Django's own take long.
"""

from __future__ import annotations

from datetime import date, datetime
from unicodedata import combining, normalize

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from dispositif.register.holdings import listing, sentences
from dispositif.register.holdings.listing import in_words
from dispositif.register.web.addresses import leading_to
from dispositif.register.web.wording import in_html

register = template.Library()


@register.filter
def said(sentence: str) -> SafeString:
    """A sentence of the engine in the reader's language; marked as English where it is known in no other."""
    told = sentences.said(sentence)
    return format_html('<bdi lang="en">{}</bdi>' if told == sentence else "<bdi>{}</bdi>", told)


@register.filter(expects_localtime=True)
def day(value: date | str | None) -> str:
    """A day, or that of a moment, as one writes it: 9 September 2025; empty for none. ISO 8601 where it is words."""
    if not value:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return in_words(value.date() if isinstance(value, datetime) else value)


register.simple_tag(listing.comma)
register.simple_tag(listing.semicolon)
register.simple_tag(listing.colon)
register.filter(listing.with_commas)
register.filter(listing.moment)
register.filter("quoted", in_html)


@register.simple_tag
def url(name: str, *parts: object) -> str:
    """The address of a page, in place of Django's tag of that name."""
    return leading_to(name, gaps=len(parts))(*parts)


@register.filter
def shortened(words: object, most: int) -> str:
    """Words, cut to so many characters with a sign that there are more."""
    whole = normalize("NFC", str(words))
    if len(whole) <= most:
        return whole
    if not whole.isascii() and any(map(combining, whole)):
        return Truncator(whole).chars(most)  # counts a letter and its accents as one
    return f"{whole[: most - 1]}…"

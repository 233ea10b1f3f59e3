"""Sentences and days of the engine in a template: `{% load engine %}`, then `{{ doubt.message|said }}`."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dispositif.register.holdings import sentences

register = template.Library()


@register.filter
def said(sentence: str) -> SafeString:
    """A sentence of the engine in the reader's language; marked as English where it is known in no other."""
    told = sentences.said(sentence)
    return format_html('<bdi lang="en">{}</bdi>' if told == sentence else "<bdi>{}</bdi>", told)


@register.filter
def in_words(written: str) -> str:
    """A day as the engine writes it (2024-05-31), in words."""
    return date_format(date.fromisoformat(written), "j F Y")

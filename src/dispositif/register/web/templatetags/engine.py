"""Sentences of the engine in a template: `{% load engine %}`, then `{{ doubt.message|said }}`."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dispositif.register.holdings import sentences

register = template.Library()


@register.filter
def said(sentence: str) -> SafeString:
    """A sentence of the engine in the reader's language; marked as English where it is known in no other."""
    told = sentences.said(sentence)
    return format_html('<bdi lang="en">{}</bdi>' if told == sentence else "<bdi>{}</bdi>", told)

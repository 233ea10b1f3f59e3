"""Answers that are files, to be saved."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

_LONGEST = 80


def stem(title: object, otherwise: str = "document") -> str:
    """What the name of a file begins with that is made of a title; `otherwise` where it has no letter for that."""
    return slugify(str(title), allow_unicode=True)[:_LONGEST].strip("-") or otherwise


def attached(content: bytes | str, media_type: str, name: str) -> HttpResponse:
    """A file under a name, as it was made or came."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer

"""Long lists page by page, and the query string that leads from one page of a list to another."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict


def page_of(request: HttpRequest, rows: Any, size: int) -> Page[Any]:
    """The page of a list that `?page=` asks for: the first where it says nothing, the last where there are fewer."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def but_for_the_page(query: QueryDict) -> QueryDict:
    """All that was asked for, without the page."""
    asked = query.copy()
    asked.pop("page", None)
    return asked

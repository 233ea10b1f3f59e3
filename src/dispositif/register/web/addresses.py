"""The addresses of pages: a page is looked up by its name once, not for each row or page that leads there."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

_GAP = "000000000"
"""Stands for a key or a name; digits, which every page takes."""
_PLAIN = "/~:@!$&'()*+,;="
"""What stands in the path of an address as it is."""


def leading_to(name: str, *given: object, gaps: int = 1) -> Callable[..., str]:
    """What gives the addresses of a page out of the last parts of them, in which they differ; those before are given.

    `leading_to("mandate")("M-4K7Q2X9C")`. It is good for one answer: where the register stands on its server comes from
    the request.
    """
    first, *pieces = _pieces(get_script_prefix(), name, given, gaps)

    def address(*parts: object) -> str:
        filled = [f"{quote(str(part), safe=_PLAIN)}{piece}" for part, piece in zip(parts, pieces, strict=True)]
        return f"{first}{''.join(filled)}"

    return address


@lru_cache
def _pieces(_root: str, name: str, given: tuple[object, ...], gaps: int) -> list[str]:
    """What stands before, between and after the gaps, where the register stands at `root` on its server."""
    return reverse(name, args=[*given, *[_GAP] * gaps]).split(_GAP)

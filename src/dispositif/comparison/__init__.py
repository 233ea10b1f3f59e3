"""Comparison: what became of each paragraph from one text to the next, which words changed, and what that means.

`compare(old, new)` compares two documents, `follow(editions)` a series. Both take editions (a document beside its text)
and give frozen results that carry spans in both texts.
"""

from __future__ import annotations

from dispositif.comparison.forms import Change, Comparison, Finding, Line, Pair, Place, Series, Side
from dispositif.comparison.pairing import compare
from dispositif.comparison.series import follow
from dispositif.comparison.takeover import taken_over

__all__ = [
    "Change", "Comparison", "Finding", "Line", "Pair", "Place", "Series", "Side", "compare", "follow", "taken_over",
]  # fmt: skip

"""Which words announce a paragraph: those of the paragraph that it belongs to, or those that stand above its list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dispositif.document import Paragraph

_ANNOUNCES: Final = ":"
_LEADS_ON: Final = ":,"


def chapeaux(paragraphs: Sequence[Paragraph], flat: str) -> dict[str, str]:
    """The chapeau of each operative paragraph that has one, both by identifier.

    A numbered paragraph of the first rank belongs to no other; its chapeau is the unnumbered paragraph above its list
    that ends as no sentence does ("Decides:", "Decides", "Recommends to the Boards,"), or the formula, recitals between
    ("The Conference decides:"). A paragraph without a number that goes on in small letters belongs to one that ends as
    no sentence does, right above it. `flat` are the characters that are searched.
    """
    found: dict[str, str] = {}
    above = formula = before = ""
    for paragraph in paragraphs:
        last = flat[paragraph.end - 1]
        if paragraph.kind == "formula":
            above = formula = paragraph.id if last == _ANNOUNCES else ""
        elif paragraph.kind == "preambular":
            above = formula
        elif paragraph.kind != "operative":
            above = above if paragraph.kind == "footnote" else ""
        elif paragraph.parent is not None:
            found[paragraph.id] = paragraph.parent
        elif not paragraph.path:
            if above and above == before and flat[paragraph.start].islower():
                found[paragraph.id] = above
            above = paragraph.id if last in _LEADS_ON or last.isalnum() else ""
        elif above:
            found[paragraph.id] = above
        before = paragraph.id
    return found

"""Which words announce a paragraph: those of the paragraph that it belongs to, or those that stand above its list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dispositif.document import Paragraph

_ANNOUNCES: Final = ":"


def chapeaux(paragraphs: Sequence[Paragraph], flat: str) -> dict[str, str]:
    """The chapeau of each operative paragraph that has one, both by identifier.

    A numbered paragraph of the first rank belongs to no other; its chapeau is the unnumbered paragraph above its list
    that ends with a colon, or as no sentence does ("Decides:", "Decides"). `flat` are the characters that are searched.
    """
    found: dict[str, str] = {}
    above = ""
    for paragraph in paragraphs:
        if paragraph.kind != "operative":
            above = above if paragraph.kind == "footnote" else ""
        elif paragraph.parent is not None:
            found[paragraph.id] = paragraph.parent
        elif not paragraph.path:
            last = flat[paragraph.end - 1]
            above = paragraph.id if last == _ANNOUNCES or last.isalnum() else ""
        elif above:
            found[paragraph.id] = above
    return found

"""How much was read out of a document, in the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import ngettext_lazy

from dispositif.exports import Edition
from dispositif.register.holdings.listing import with_commas

_COUNTED: Final = {
    "preambular paragraph": ngettext_lazy(
        "%(number)d preambular paragraph", "%(number)d preambular paragraphs", "number"
    ),
    "operative paragraph": ngettext_lazy("%(number)d operative paragraph", "%(number)d operative paragraphs", "number"),
    "act": ngettext_lazy("%(number)d act", "%(number)d acts", "number"),
    "mandate": ngettext_lazy("%(number)d mandate", "%(number)d mandates", "number"),
    "citation": ngettext_lazy("%(number)d citation", "%(number)d citations", "number"),
}


def tally(edition: Edition) -> str:
    """`Edition.tally`, as the reader says it."""
    return with_commas(_COUNTED[name] % {"number": number} for name, number in edition.counts.items())

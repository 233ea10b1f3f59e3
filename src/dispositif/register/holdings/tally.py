"""How much was read out of a document, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispositif.document import Document


def tally(document: Document) -> str:
    """How many of each there are: "7 preambular paragraphs, 11 operative paragraphs, 24 acts …"."""
    kinds = [paragraph.kind for paragraph in document.paragraphs]
    preambular, operative = kinds.count("preambular"), kinds.count("operative")
    acts, mandates, citations = len(document.acts), len(document.mandates), len(document.citations)
    parts = (
        ngettext("%(number)d preambular paragraph", "%(number)d preambular paragraphs", preambular)
        % {"number": preambular},
        ngettext("%(number)d operative paragraph", "%(number)d operative paragraphs", operative)
        % {"number": operative},
        ngettext("%(number)d act", "%(number)d acts", acts) % {"number": acts},
        ngettext("%(number)d mandate", "%(number)d mandates", mandates) % {"number": mandates},
        ngettext("%(number)d citation", "%(number)d citations", citations) % {"number": citations},
    )
    return _(", ").join(parts)

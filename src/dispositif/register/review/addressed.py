"""What stands at a permanent address, whether or not it was put aside."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dispositif.register.errors import Missing
from dispositif.register.holdings.models import Document
from dispositif.register.people.permissions import Person, to_be_read
from dispositif.register.review.models import Mandate


def document_at(person: Person, pk: int) -> Document:
    """The document of that key, with its body and meeting. Raises Missing where the person may not read it."""
    found = Document.objects.filter(to_be_read(person), pk=pk).select_related("body", "meeting").first()
    if found is None:
        raise Missing(_("There is no document %(pk)s, or you may not read it.") % {"pk": pk})
    return found


def mandate_at(person: Person, reference: str) -> Mandate:
    """The mandate of that reference, with its document (but for the text), body and meeting. Raises Missing."""
    found = Mandate.objects.filter(to_be_read(person, "document"), reference=reference)
    related = found.select_related("document__body", "document__meeting").defer("document__characters")
    if (mandate := related.first()) is None:
        raise Missing(_("There is no mandate %(reference)s, or you may not read it.") % {"reference": reference})
    return mandate

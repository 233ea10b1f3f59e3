"""What was put aside: a document that was brought in by mistake. It keeps its address, and stands in no list."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dispositif.exports.edition import one_line
from dispositif.register.holdings.listing import in_words
from dispositif.register.holdings.models import Document


def in_lists(of: str = "") -> Q:
    """What lists, counts and search may show: nothing that was put aside. `of` is the lookup of the document."""
    return Q(**{f"{of}__put_aside_at" if of else "put_aside_at": None})


def told_of(document: Document) -> str:
    """By whom, when and why a document was put aside; empty where it was not."""
    if document.put_aside_at is None:
        return ""
    return _("The document was put aside on %(day)s by %(who)s: “%(reason)s”.") % {
        "day": in_words(timezone.localdate(document.put_aside_at)),
        "who": document.put_aside_by,
        "reason": one_line(document.put_aside_because).rstrip("."),
    }

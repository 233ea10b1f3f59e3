"""A series of documents of the register, such as the yearly resolution on an item, compared through the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from dispositif.comparison import Series, follow
from dispositif.exports import Edition
from dispositif.register.errors import Missing, Refused
from dispositif.register.finding.citing import in_time, line
from dispositif.register.holdings.models import Document
from dispositif.register.people.permissions import Person, readable_keys
from dispositif.register.review.queries import all_as_read

MOST: Final = 12
"""Documents of a series that are compared."""


class Followed(NamedTuple):
    """A series, compared, and its documents as they were read."""

    series: Series
    editions: list[Edition]


def members(person: Person, document: Document, others: Sequence[int] = ()) -> list[Document]:
    """The documents of a series, the oldest first: `others` by their keys, else the line that the document stands in.

    Of a long line those next to the document, the earlier ones first. Alone where there is no other. Raises Missing for
    a key that the person may not read, Refused for too many.
    """
    if len(others) >= MOST:
        raise Refused(_("A series has %(most)d documents at most: choose fewer.") % {"most": MOST})
    keys = {document.pk, *others} if others else {document.pk, *_next_to(document.pk, line(person, document))}
    found = list(Document.objects.filter(pk__in=keys, body__in=readable_keys(person)).defer("characters"))
    if missing := keys - {one.pk for one in found}:
        raise Missing(_("There is no document %(pk)s, or you may not read it.") % {"pk": min(missing)})
    return sorted(found, key=in_time)


def followed(documents: Sequence[Document]) -> Followed:
    """What became of each paragraph through a series. Raises Refused for a document alone."""
    if len(documents) < 2:
        raise Refused(_("A series has two documents or more: choose others."))
    read = all_as_read([one.pk for one in documents])
    editions = [read[one.pk] for one in documents]
    return Followed(follow(editions), editions)


def _next_to(key: int, steps: Sequence[tuple[object, int]]) -> list[int]:
    keys = [one for _step, one in steps]
    if key not in keys:
        return []
    end = max(keys.index(key) + 1, min(MOST, len(keys)))
    return keys[max(0, end - MOST) : end]

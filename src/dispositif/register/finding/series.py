"""A series of documents of the register, such as the yearly resolution on an item, compared through the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from dispositif.comparison import Series, follow
from dispositif.exports import Edition
from dispositif.register.errors import Missing, Refused
from dispositif.register.finding.citing import in_time, line
from dispositif.register.holdings.keys import LARGEST
from dispositif.register.holdings.models import Document
from dispositif.register.people.permissions import Person, to_be_read
from dispositif.register.review.queries import all_as_read

MOST: Final = 12
"""Documents of a series that are compared."""


class Followed(NamedTuple):
    """A series, compared, and its documents as they were read."""

    series: Series
    editions: list[Edition]


def members(person: Person, document: Document) -> list[Document]:
    """The line that a document stands in, the oldest first: of a long one those next to it, the earlier ones first.

    Alone where there is no other.
    """
    return chosen(person, _next_to(document.pk, line(person, document)) or [document.pk])


def chosen(person: Person, keys: Sequence[int]) -> list[Document]:
    """Documents by their keys, the oldest first, as far as lists show them.

    Raises Missing for a key that the person may not read, Refused for too many.
    """
    if len(keys) > MOST:
        raise Refused(_("A series has %(most)d documents at most: choose fewer.") % {"most": MOST})
    possible = [key for key in keys if key <= LARGEST]
    readable = Document.objects.filter(to_be_read(person), pk__in=possible).order_by()
    found = sorted(readable.only("adopted", "language", *Document.CALLED_BY), key=in_time)
    if missing := {*keys} - {one.pk for one in found}:
        raise Missing(_("There is no document %(pk)s, or you may not read it.") % {"pk": min(missing)})
    return found


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

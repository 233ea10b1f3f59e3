"""What a report is of: which mandates, and as of when. One for pages, files, the interface and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import Struct
from msgspec.structs import replace

from dispositif.register.errors import Refused
from dispositif.register.finding.filters import COUNTED, NEWEST_FIRST, OPEN, Filter
from dispositif.register.followup.files import Report
from dispositif.register.followup.reports import Line, lines
from dispositif.register.followup.status import Standing, Status, is_overdue
from dispositif.register.holdings.aside import in_lists
from dispositif.register.holdings.listing import in_words
from dispositif.register.people.models import Unit
from dispositif.register.people.permissions import Person, to_be_found
from dispositif.register.review.models import Mandate


def check_past(on: date) -> None:
    """Raise Refused for a day in the future."""
    if on > timezone.localdate():
        raise Refused(
            _("%(day)s is in the future: nobody knows what will have become of a mandate.") % {"day": in_words(on)}
        )


def whole(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """Mandates with what a line of the matrix says of them, without the documents' texts."""
    found = mandates.select_related("document__body", "document__meeting")
    return found.defer("document__characters", "read_otherwise")


class Question(Struct, frozen=True, kw_only=True):
    """The filters, the day, and the day whose knowledge counts; None for all that is known now."""

    filter: Filter
    on: date
    known: date | None = None

    def check(self) -> None:
        """Raise Refused for a day in the future, and where what is known of today alone is asked for of another day."""
        check_past(self.on)
        if self.hangs_on_the_day and self.filter.attention not in ("", *_ATTENTION):
            raise Refused(
                _("The list “%(name)s” is one of today alone. Leave it out, or ask as of today.")
                % {"name": self.filter.attention}
            )

    @property
    def hangs_on_the_day(self) -> bool:
        """Whether it takes each mandate's standing on the day to tell which are asked for: snapshots are of today."""
        asked = self.filter
        is_narrowed = bool(asked.status or asked.due_from or asked.due_to or asked.attention)
        return self.known is not None or (is_narrowed and self.on != timezone.localdate())

    def selected(self, person: Person | None) -> QuerySet[Mandate]:
        """The mandates, as far as they can be told without their standing. None is whoever may read everything."""
        asked = self.filter
        if self.hangs_on_the_day:
            asked = replace(asked, status="", due_from=None, due_to=None, attention="")
        there = Mandate.objects.filter(in_lists("document") if person is None else to_be_found(person, "document"))
        if self.known is None:  # else what was rejected or replaced since was one then: the lines tell
            there = there.filter(state__in=COUNTED)
        return whole(asked.apply(there))

    def lines(self, selected: Iterable[Mandate]) -> Iterator[Line]:
        """The lines of the matrix of those of the selected mandates that are asked for."""
        return (line for line in lines(selected, self.on, self.known) if self._keeps(line.standing))

    def report(self, person: Person | None) -> Report:
        """The whole of it, in the order of documents and texts."""
        found = tuple(self.lines(self.selected(person).order_by(*NEWEST_FIRST)))
        units = Unit.objects.filter(body__name__in={line.body for line in found}).values_list("name", flat=True)
        return Report(
            title=_("Implementation matrix"), on=self.on, known=self.known, lines=found,
            units=tuple(dict.fromkeys(units)),
        )  # fmt: skip

    def _keeps(self, standing: Standing) -> bool:
        asked = self.filter
        if not self.hangs_on_the_day:
            return True
        if asked.status and standing.status not in (OPEN if asked.status == "open" else [Status(asked.status)]):
            return False
        if asked.attention and not _ATTENTION[asked.attention](standing, self.on):
            return False
        if asked.due_from or asked.due_to:
            first, last = asked.due_from or date.min, asked.due_to or date.max
            return standing.due is not None and first <= standing.due <= last
        return True


def _due_within(days: int) -> Callable[[Standing, date], bool]:
    return lambda standing, on: (
        standing.status in OPEN and standing.due is not None and on <= standing.due <= on + timedelta(days=days)
    )


_ATTENTION: Final[dict[str, Callable[[Standing, date], bool]]] = {
    "overdue": lambda standing, on: is_overdue(standing.status, standing.due, on),
    "due-30": _due_within(30),
    "due-60": _due_within(60),
    "due-90": _due_within(90),
    "dormant": lambda standing, _on: standing.status is Status.DORMANT,
}
"""The lists of `filters.ATTENTION` that the standing on a day tells."""

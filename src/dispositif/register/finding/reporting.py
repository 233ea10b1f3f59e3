"""What a report is of: which mandates, and as of when. One for pages, files, the interface and the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec import Struct

from dispositif.register.errors import Refused
from dispositif.register.finding.by_standing import ATTENTION, fits, of_any_standing
from dispositif.register.finding.filters import COUNTED, NEWEST_FIRST, Filter
from dispositif.register.followup.files import Report
from dispositif.register.followup.models import Entry
from dispositif.register.followup.reports import Change, Line, changes, lines
from dispositif.register.followup.status import Standing
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


def touched(asked: Filter, mandates: QuerySet[Mandate], since: date) -> QuerySet[Mandate]:
    """Of some mandates those that are asked for, or may have been: something was entered about them after a day."""
    found, rest = asked.apply(mandates), of_any_standing(asked)
    if rest == asked:
        return found
    entered = Entry.objects.filter(entered_at__date__gt=since).order_by()
    return rest.apply(mandates).filter(Q(pk__in=found.values("pk")) | Q(pk__in=entered.values("mandate")))


def changes_of(asked: Filter, mandates: Iterable[Mandate], before: date, after: date) -> Iterator[Change]:
    """What changed between two days, of those of `touched` mandates that are asked for on one of the days.

    So what was closed in between is told to whoever asks for what is open.
    """
    found = changes(mandates, before, after)
    if asked == of_any_standing(asked):
        return found

    def was_asked_for(standing: Standing | None, on: date) -> bool:
        return standing is not None and fits(asked, standing, on)

    return (one for one in found if was_asked_for(one.before, before) or was_asked_for(one.after, after))


class Question(Struct, frozen=True, kw_only=True):
    """The filters, the day, and the day whose knowledge counts; None for all that is known now."""

    filter: Filter
    on: date
    known: date | None = None

    def check(self) -> None:
        """Raise Refused for a day in the future, and where what is known of today alone is asked for of another day."""
        check_past(self.on)
        if self.hangs_on_the_day and self.filter.attention not in ("", *ATTENTION):
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

    def selected(self, person: Person | None, since: date | None = None) -> QuerySet[Mandate]:
        """The mandates, as far as they can be told without their standing. None is whoever may read everything.

        With `since`, those too that may have been asked for on that day.
        """
        asked = of_any_standing(self.filter) if self.hangs_on_the_day else self.filter
        there = Mandate.objects.filter(in_lists("document") if person is None else to_be_found(person, "document"))
        if self.on < timezone.localdate():
            there = there.exclude(document__adopted__gt=self.on)
        if self.known is None:  # else what was rejected or replaced since was one then: the lines tell
            there = there.filter(state__in=COUNTED)
        return whole(asked.apply(there) if since is None else touched(asked, there, since))

    def lines(self, selected: Iterable[Mandate]) -> Iterator[Line]:
        """The lines of the matrix of those of the selected mandates that are asked for."""
        found = lines(selected, self.on, self.known)
        if not self.hangs_on_the_day:
            return found
        return (line for line in found if fits(self.filter, line.standing, self.on))

    def report(self, person: Person | None) -> Report:
        """The whole of it, in the order of documents and texts."""
        found = tuple(self.lines(self.selected(person).order_by(*NEWEST_FIRST)))
        units = Unit.objects.filter(body__name__in={line.body for line in found}).values_list("name", flat=True)
        return Report(
            title=_("Implementation matrix"), on=self.on, known=self.known, lines=found,
            units=tuple(dict.fromkeys(units)),
        )  # fmt: skip

"""Which mandates are asked for: one grammar of query strings for pages, reports, feeds, saved searches and the API."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Any, Final

import msgspec
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from dispositif.register.errors import Refused
from dispositif.register.finding import adopted, search
from dispositif.register.followup.models import Assignment, Request
from dispositif.register.followup.queries import answered_for_by
from dispositif.register.followup.status import CLOSED, Status
from dispositif.register.holdings.listing import with_commas
from dispositif.register.holdings.models import Body
from dispositif.register.people.permissions import Person, to_be_found
from dispositif.register.review.kinds import DELIVERABLES, FORCES
from dispositif.register.review.models import Involvement, Mandate

REVIEWED: Final = (Mandate.State.CONFIRMED, Mandate.State.CORRECTED, Mandate.State.ADDED)
"""The states in which a person has found a mandate to be one."""
COUNTED: Final = (*REVIEWED, Mandate.State.DRAFT)
"""The states of what is followed up: neither rejected nor replaced by others."""
OPEN: Final = tuple(status for status in Status if status not in CLOSED)


_WRITTEN: Final = {
    date | None: gettext_lazy("a day as 2024-05-31"),
    int | None: gettext_lazy("a number"),
    bool | None: gettext_lazy("“true” or “false”"),
}
"""How the values of filters are written that are no words."""


class Filter(Struct, frozen=True, kw_only=True):
    """What is asked for; each field is a name of the query string, and all of them must hold."""

    q: str = ""
    """Words of the paragraph (see `search`)."""
    body: str = ""
    """The body that adopted the document: its slug."""
    meeting: int | None = None
    """The meeting, by its key."""
    document: int | None = None
    """The document, by its key."""
    adopted_from: date | None = None
    adopted_to: date | None = None
    adoption: str = ""
    """How the document was adopted: vote, consensus or unanimity."""
    voted: str = ""
    """A State that voted on it, by its identifier or a name."""
    cast: str = ""
    """How that State voted: in_favour, against or abstaining."""
    sponsor: str = ""
    """A sponsor of it, by its identifier or words of a name."""
    force: str = ""
    addressee: str = ""
    """An actor's identifier, or words of the text."""
    partner: str = ""
    deliverable: str = ""
    status: str = ""
    """A status; "open" for all that needs following up."""
    condition: bool | None = None
    """Whether it depends on a condition."""
    due_from: date | None = None
    due_to: date | None = None
    unit: int | None = None
    """The unit that answers for it; 0 for none."""
    answers: str = ""
    """Who answers for it, by the name of the account: as focal point or as alternate."""
    reviewed: bool | None = None
    """Whether a person has looked at it."""
    attention: str = ""
    """What it needs: a key of ATTENTION."""

    @classmethod
    def from_query(cls, query: QueryDict, ignoring: Collection[str] = ()) -> Filter:
        """The filter of a query string. `ignoring` are names that mean something else there (page, sort).

        Raises Refused for a filter that does not exist, and for a value it cannot have.
        """
        given = {name: str(value).strip() for name, value in query.items() if name not in ignoring}
        given = {name: value for name, value in given.items() if value}
        unknown = sorted(set(given) - set(cls.__struct_fields__))
        if unknown:
            raise Refused(
                _("There is no filter “%(name)s”; there are: %(names)s.")
                % {"name": unknown[0], "names": with_commas(cls.__struct_fields__)}
            )
        found = cls(
            **{
                field.name: _converted(field.name, given[field.name], field.type)
                for field in msgspec.structs.fields(cls)
                if field.name in given
            }
        )
        found.check()
        return found

    def check(self) -> None:
        """Raise Refused for a value that is none of those there are."""
        if self.status not in ("", "open", *Status):
            raise Refused(_("There is no status “%(status)s”.") % {"status": self.status})
        for name, value, kinds in (("force", self.force, FORCES), ("deliverable", self.deliverable, DELIVERABLES)):
            if value and value not in kinds:
                raise Refused(
                    _("%(name)s: there is no “%(value)s”; there are: %(all)s.")
                    % {"name": name, "value": value, "all": with_commas(kinds)}
                )
        if self.attention and self.attention not in ATTENTION:
            raise Refused(_("There is no list “%(name)s” of what needs attention.") % {"name": self.attention})
        adopted.check(self.adoption, self.voted, self.cast)
        if self.q:
            search.parse(self.q)

    def to_query(self) -> str:
        """The query string."""
        query = QueryDict(mutable=True)
        for name, value in msgspec.to_builtins(self).items():
            if value not in ("", None):
                query[name] = str(value).lower() if isinstance(value, bool) else str(value)
        return query.urlencode()

    def apply(self, mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
        """The mandates that are asked for."""
        for part in (self._text, self._document, self._content, self._followup):
            mandates = part(mandates)
        return mandates.filter(ATTENTION[self.attention](timezone.localdate())) if self.attention else mandates

    def _text(self, mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
        return mandates.filter(pk__in=search.giving(search.parse(self.q))) if self.q else mandates

    def _document(self, mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
        asked = {
            "document__body__slug": self.body,
            "document__meeting": self.meeting,
            "document": self.document,
            "document__adopted__gte": self.adopted_from,
            "document__adopted__lte": self.adopted_to,
        }
        given = {name: value for name, value in asked.items() if value not in ("", None)}
        return mandates.filter(self.adopted_so(), **given)

    def adopted_so(self) -> Q:
        """What is of a document that was adopted as is asked."""
        return adopted.adopted_so(self.adoption, self.voted, self.cast, self.sponsor, of="document__identifier")

    def _content(self, mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
        for part, name in (
            (Involvement.Part.ADDRESSEE, self.addressee),
            (Involvement.Part.PARTNER, self.partner),
        ):
            if name:
                named = Q(actor=name) if "/" in name or not name.strip() else Q(actor=name) | Q(name__icontains=name)
                mandates = mandates.filter(Exists(Involvement.objects.filter(named, mandate=OuterRef("pk"), part=part)))
        asked = {"force": self.force, "deliverable": self.deliverable, "conditional": self.condition}
        mandates = mandates.filter(**{name: value for name, value in asked.items() if value not in ("", None)})
        if self.reviewed is not None:
            mandates = mandates.filter(state__in=REVIEWED if self.reviewed else [Mandate.State.DRAFT])
        return mandates

    def _followup(self, mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
        if self.status:
            mandates = mandates.filter(snapshot__status__in=OPEN if self.status == "open" else [self.status])
        asked = {"snapshot__due__gte": self.due_from, "snapshot__due__lte": self.due_to}
        mandates = mandates.filter(**{name: value for name, value in asked.items() if value is not None})
        if self.unit is not None:
            mandates = mandates.filter(snapshot__unit=self.unit or None)
        if self.answers:
            mandates = mandates.filter(pk__in=answered_for_by(self.answers))
        return mandates


def _converted(name: str, words: str, to: Any) -> Any:
    """The value of a filter as a query string has it. Raises Refused for what it cannot be."""
    try:
        return msgspec.convert(words, to, strict=False)
    except msgspec.ValidationError as error:
        raise Refused(
            _("%(name)s: “%(value)s” cannot be taken. Write %(form)s.")
            % {"name": name, "value": words, "form": _WRITTEN[to]}
        ) from error


def standing_mandates(person: Person) -> QuerySet[Mandate]:
    """The mandates that a person may see and that are followed up."""
    return Mandate.objects.filter(to_be_found(person, "document"), state__in=COUNTED)


def _is_open() -> Q:
    return Q(snapshot__status__in=OPEN)


def _due_within(days: int) -> Callable[[date], Q]:
    return lambda today: _is_open() & Q(snapshot__due__range=(today, today + timedelta(days=days)))


def _overdue(today: date) -> Q:
    return _is_open() & Q(snapshot__due__lt=today)


def _dormant(_: date) -> Q:
    return Q(snapshot__status=Status.DORMANT)


def _unassigned(_: date) -> Q:
    return _is_open() & Q(~Exists(Assignment.objects.filter(mandate=OuterRef("pk"))))


def _unreviewed(_: date) -> Q:
    return Q(state=Mandate.State.DRAFT)


def _stagnant(today: date) -> Q:
    """Each body says after how many days: bodies that say the same are asked for together."""
    silent = Q(pk__in=[])
    for days in Body.objects.order_by().values_list("stagnant_after", flat=True).distinct():
        before = today - timedelta(days=days)
        nothing_since = Q(snapshot__last_entry__lt=before) | Q(snapshot__last_entry=None, document__adopted__lt=before)
        silent |= Q(document__body__stagnant_after=days) & nothing_since
    return silent & _is_open() & ~_dormant(today)


def _asked(_: date) -> Q:
    """Looked up once for all mandates: requests are few."""
    return Q(pk__in=Request.objects.filter(decision=None).values("mandate"))


AHEAD: Final = {f"due-{days}": days for days in (30, 60, 90)}
"""The lists of what is due soon: within how many days."""
ATTENTION: Final[dict[str, Callable[[date], Q]]] = {
    "overdue": _overdue,
    **{name: _due_within(days) for name, days in AHEAD.items()},
    "dormant": _dormant,
    "unassigned": _unassigned,
    "unreviewed": _unreviewed,
    "stagnant": _stagnant,
    "asked": _asked,
}
"""What needs somebody's attention on a day, by the name it has in a query string."""

NEWEST_FIRST: Final = (F("document__adopted").desc(nulls_last=True), "-document_id", "start", "pk")

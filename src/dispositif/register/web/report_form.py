"""What a report is of: the filters of the register's one grammar, and as of when, in which order."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispositif.register.errors import Refused
from dispositif.register.finding.filters import Filter
from dispositif.register.finding.reporting import Question
from dispositif.register.followup.status import Status
from dispositif.register.holdings.listing import with_commas
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.people.models import Unit
from dispositif.register.people.permissions import Person, readable, to_be_read
from dispositif.register.web.days import as_of, day_asked
from dispositif.register.web.followup_forms import Day, Plain
from dispositif.register.web.paging import but_for_the_page
from dispositif.register.web.search_form import ANY, choice

ORDERS: Final = {
    "document": gettext_lazy("document"),
    "body": gettext_lazy("body"),
    "meeting": gettext_lazy("meeting"),
    "unit": gettext_lazy("unit"),
    "status": gettext_lazy("status"),
    "due": gettext_lazy("due"),
}
"""In which orders a report can be."""
_OWN: Final = ("on", "known", "by", "since")


class ReportForm(Plain):
    """Asks what a report is of. Its fields have the names of the filters; those of `_OWN` are the report's."""

    body = choice(gettext_lazy("Body"), [])
    addressee = forms.CharField(label=gettext_lazy("Addressee"), required=False, max_length=300)
    unit = choice(gettext_lazy("Unit"), [])
    status = choice(gettext_lazy("Status"), [ANY, ("open", gettext_lazy("open")), *Status.choices])
    adopted_from = forms.DateField(label=gettext_lazy("Adopted from"), required=False, widget=Day)
    adopted_to = forms.DateField(label=gettext_lazy("Adopted to"), required=False, widget=Day)
    due_from = forms.DateField(label=gettext_lazy("Due from"), required=False, widget=Day)
    due_to = forms.DateField(label=gettext_lazy("Due to"), required=False, widget=Day)
    by = choice(gettext_lazy("In the order of"), list(ORDERS.items()))
    since = forms.DateField(label=gettext_lazy("Changed since"), required=False, widget=Day)
    on = forms.DateField(label=gettext_lazy("As of"), required=False, widget=Day)
    known = forms.BooleanField(label=gettext_lazy("As it was known then"), required=False)


class Asked:
    """What a report is of. Raises Refused, naming it, for a filter that does not exist or a day that cannot be."""

    def __init__(self, query: QueryDict, person: Person) -> None:
        self.person = person
        self.filter = Filter.from_query(query, ignoring=(*_OWN, "page"))
        self.by = query.get("by") or "document"
        if self.by not in ORDERS:
            raise Refused(_("A report is in the order of one of: %(all)s.") % {"all": with_commas(ORDERS)})
        self.on, self.since = as_of(query), day_asked(query, "since")
        self.known = self.on if query.get("known") else None
        self.question = Question(filter=self.filter, on=self.on, known=self.known)
        self.question.check()
        self._query = query

    def form(self) -> ReportForm:
        """The form, filled in as it was asked. It keeps the filters that other pages have set and it does not show."""
        form = ReportForm(initial=self._query.dict())
        for name, rows in (
            ("body", [(one.slug, one.name) for one in self._bodies]),
            ("unit", [(one.pk, one.name) for one in self._units]),
        ):
            form.fields[name].choices = [ANY, *rows]  # type: ignore[attr-defined]
        for name in self._query.keys() - form.fields.keys() - {"page"}:
            form.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
        return form

    def query(self) -> str:
        """The query string, without the page."""
        return but_for_the_page(self._query).urlencode()

    def title(self) -> str:
        """What the report is of, in words; nothing that the person may not read is named."""
        asked, person = self.filter, self.person
        documents = Document.objects.filter(to_be_read(person)).defer("characters")
        named: list[Any] = [
            documents.filter(pk=asked.document).first() if asked.document else None,
            next((one for one in self._bodies if one.slug == asked.body), None) if asked.body else None,
            Meeting.objects.filter(to_be_read(person), pk=asked.meeting).first() if asked.meeting else None,
            next((one for one in self._units if one.pk == asked.unit), None) if asked.unit else None,
        ]
        of = with_commas([*filter(None, named), *filter(None, [asked.addressee, asked.q])])
        return _("Implementation matrix: %(of)s") % {"of": of} if of else _("Implementation matrix")

    @cached_property
    def _bodies(self) -> list[Body]:
        """Those that the person may read."""
        return list(readable(self.person))

    @cached_property
    def _units(self) -> list[Unit]:
        return list(Unit.objects.filter(body__in=self._bodies))

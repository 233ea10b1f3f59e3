"""The form of a search: a control for each filter of the register's one grammar."""

from __future__ import annotations

from html import escape
from typing import Any, NamedTuple

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from dispositif.register.finding.adopted import CASTS
from dispositif.register.finding.filters import ATTENTION
from dispositif.register.followup.status import Status
from dispositif.register.holdings.models import Adoption, Body, Meeting
from dispositif.register.people.models import Unit
from dispositif.register.people.permissions import Person, readable
from dispositif.register.review.kinds import DELIVERABLES, FORCES
from dispositif.register.web.followup_forms import Day

_ANY = ("", _("any"))
_YES_NO = [_ANY, ("true", _("yes")), ("false", _("no"))]
NEEDS = {
    "overdue": _("overdue"),
    "due-30": _("due in 30 days"),
    "due-60": _("due in 60 days"),
    "due-90": _("due in 90 days"),
    "dormant": _("dormant"),
    "unassigned": _("unassigned"),
    "unreviewed": _("unreviewed"),
    "stagnant": _("no entry for long"),
    "asked": _("decision asked for"),
}
"""What the lists of what needs attention are called."""


class Choice(forms.Select):
    """A list to choose from, written in one pass: Django's own takes a template for each of its choices."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002
    ) -> SafeString:
        """The element, with what is chosen already."""
        chosen = "" if value is None else str(value)
        options = mark_safe(
            "".join(
                f'<option value="{escape(str(one))}"{" selected" * (str(one) == chosen)}>{escape(str(said))}</option>'
                for one, said in self.choices
            )
        )
        return format_html(
            '<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), options
        )


def _choice(label: object, choices: list) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=Choice)  # type: ignore[arg-type]


class SearchForm(forms.Form):
    """Asks which mandates. Its fields have the names of the filters."""

    body = _choice(_("Body"), [])
    meeting = _choice(_("Meeting"), [])
    adopted_from = forms.DateField(label=_("Adopted from"), required=False, widget=Day)
    adopted_to = forms.DateField(label=_("Adopted to"), required=False, widget=Day)
    adoption = _choice(_("How adopted"), [_ANY, *Adoption.By.choices])
    voted = forms.CharField(label=_("A State that voted"), required=False, max_length=300)
    cast = _choice(_("Its vote"), [_ANY, *CASTS.items()])
    sponsor = forms.CharField(label=_("Sponsor"), required=False, max_length=300)
    addressee = forms.CharField(label=_("Addressee"), required=False, max_length=300)
    partner = forms.CharField(label=_("Partner"), required=False, max_length=300)
    force = _choice(_("Force"), [_ANY, *FORCES.items()])
    deliverable = _choice(_("Deliverable"), [_ANY, *DELIVERABLES.items()])
    condition = _choice(_("Depends on a condition"), _YES_NO)
    status = _choice(_("Status"), [_ANY, ("open", _("open")), *Status.choices])
    due_from = forms.DateField(label=_("Due from"), required=False, widget=Day)
    due_to = forms.DateField(label=_("Due to"), required=False, widget=Day)
    unit = _choice(_("Responsible unit"), [])
    answers = forms.CharField(label=_("Focal point or alternate"), required=False, max_length=150)
    reviewed = _choice(_("Reviewed"), _YES_NO)
    attention = _choice(_("Needs attention"), [_ANY, *((one, NEEDS[one]) for one in ATTENTION)])


class Choices(NamedTuple):
    """What a person may read, and so choose from."""

    bodies: list[Body]
    meetings: list[Meeting]
    units: list[Unit]


def choices_of(person: Person) -> Choices:
    """What a person may choose from; three queries."""
    bodies = list(readable(person))
    return Choices(bodies, list(Meeting.objects.filter(body__in=bodies)), list(Unit.objects.filter(body__in=bodies)))


def search_form(choices: Choices, query: QueryDict) -> SearchForm:
    """The form, filled in as it was asked."""
    form = SearchForm(initial=query.dict())
    for name, rows in (
        ("body", [(one.slug, one.name) for one in choices.bodies]),
        ("meeting", [(one.pk, one.name) for one in choices.meetings]),
        ("unit", [(one.pk, one.name) for one in choices.units]),
    ):
        form.fields[name].choices = [_ANY, *rows]  # type: ignore[attr-defined]
    return form


def chosen(form: SearchForm) -> list[tuple[str, str]]:
    """What is asked in the form: the labels of its fields, and their values as they are shown."""
    found = []
    for one in form:
        if value := one.value():
            names = {str(key): name for key, name in getattr(one.field, "choices", ())}
            found.append((str(one.label), str(names.get(str(value), value))))
    return found

"""The form of a search: a control for each filter of the register's one grammar."""

from __future__ import annotations

from html import escape
from typing import Any, Final, NamedTuple

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from dispositif.register.finding.adopted import CASTS
from dispositif.register.finding.filters import ATTENTION
from dispositif.register.followup.status import Status
from dispositif.register.holdings.listing import in_words
from dispositif.register.holdings.models import Adoption, Body, Meeting
from dispositif.register.people.models import Unit
from dispositif.register.people.permissions import Person, readable
from dispositif.register.review.kinds import DELIVERABLES, FORCES
from dispositif.register.web.followup_forms import Day

ANY: Final = ("", _("any"))
"""The choice of no filter."""
_YES_NO = [ANY, ("true", _("yes")), ("false", _("no"))]
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


def choice(label: object, choices: list) -> forms.ChoiceField:
    """A field to choose from a list."""
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=Choice)  # type: ignore[arg-type]


class SearchForm(forms.Form):
    """Asks which mandates. Its fields have the names of the filters."""

    body = choice(_("Body"), [])
    meeting = choice(_("Meeting"), [])
    adopted_from = forms.DateField(label=_("Adopted from"), required=False, widget=Day)
    adopted_to = forms.DateField(label=_("Adopted to"), required=False, widget=Day)
    adoption = choice(_("How adopted"), [ANY, *Adoption.By.choices])
    voted = forms.CharField(label=_("A State that voted"), required=False, max_length=300)
    cast = choice(_("Its vote"), [ANY, *CASTS.items()])
    sponsor = forms.CharField(label=_("Sponsor"), required=False, max_length=300)
    addressee = forms.CharField(label=_("Addressee"), required=False, max_length=300)
    partner = forms.CharField(label=_("Partner"), required=False, max_length=300)
    force = choice(_("Force"), [ANY, *FORCES.items()])
    deliverable = choice(_("Deliverable"), [ANY, *DELIVERABLES.items()])
    condition = choice(_("Depends on a condition"), _YES_NO)
    status = choice(_("Status"), [ANY, ("open", _("open")), *Status.choices])
    due_from = forms.DateField(label=_("Due from"), required=False, widget=Day)
    due_to = forms.DateField(label=_("Due to"), required=False, widget=Day)
    unit = choice(_("Responsible unit"), [])
    answers = forms.CharField(label=_("Focal point or alternate"), required=False, max_length=150)
    reviewed = choice(_("Reviewed"), _YES_NO)
    attention = choice(_("Needs attention"), [ANY, *((one, NEEDS[one]) for one in ATTENTION)])


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
        form.fields[name].choices = [ANY, *rows]  # type: ignore[attr-defined]
    return form


def chosen(form: forms.Form) -> list[tuple[str, str]]:
    """What is asked in a form: the labels of its fields and their values as shown, none for what is ticked."""
    return [(str(one.label), _shown(one.field, one.value())) for one in form.visible_fields() if one.value()]


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return ""
    if isinstance(field, forms.DateField):
        found = parse_date(str(value))
        return in_words(found) if found else str(value)
    names = {str(key): name for key, name in getattr(field, "choices", ())}
    return str(names.get(str(value), value))

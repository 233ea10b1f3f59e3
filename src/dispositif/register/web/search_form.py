"""The form of a search: a control for each filter of the register's one grammar."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
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
}
"""What the lists of what needs attention are called."""


def _choice(label: object, choices: list) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices)  # type: ignore[arg-type]


class SearchForm(forms.Form):
    """Asks which mandates. Its fields have the names of the filters."""

    body = forms.ModelChoiceField(
        Body.objects.none(), label=_("Body"), required=False, to_field_name="slug", empty_label=_("any")
    )
    meeting = forms.ModelChoiceField(Meeting.objects.none(), label=_("Meeting"), required=False, empty_label=_("any"))
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
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Responsible unit"), required=False, empty_label=_("any")
    )
    reviewed = _choice(_("Reviewed"), _YES_NO)
    attention = _choice(_("Needs attention"), [_ANY, *((one, NEEDS[one]) for one in ATTENTION)])


def search_form(person: Person, query: QueryDict) -> SearchForm:
    """The form, filled in as it was asked, with what the person may read to choose from."""
    form = SearchForm(initial=query.dict())
    bodies = readable(person)
    form.fields["body"].queryset = bodies  # type: ignore[attr-defined]
    form.fields["meeting"].queryset = Meeting.objects.filter(body__in=bodies)  # type: ignore[attr-defined]
    form.fields["unit"].queryset = Unit.objects.filter(body__in=bodies)  # type: ignore[attr-defined]
    return form

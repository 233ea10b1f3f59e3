"""What a report is of: its form."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispositif.register.followup.reports import Line
from dispositif.register.followup.status import Status
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.people.models import Unit
from dispositif.register.people.permissions import Person, readable
from dispositif.register.review.models import Mandate
from dispositif.register.web.followup_forms import Day

_ENDED = (Mandate.State.REJECTED, Mandate.State.REPLACED)


class ReportForm(forms.Form):
    """What a report is of, as of when, in which order."""

    body = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("Body"), required=False, to_field_name="slug")
    meeting = forms.ModelChoiceField(Meeting.objects.none(), required=False, widget=forms.HiddenInput)
    document = forms.ModelChoiceField(Document.objects.none(), required=False, widget=forms.HiddenInput)
    adopted_from = forms.DateField(label=gettext_lazy("Adopted from"), required=False, widget=Day)
    adopted_to = forms.DateField(label=gettext_lazy("Adopted to"), required=False, widget=Day)
    addressee = forms.CharField(label=gettext_lazy("Addressee"), required=False, max_length=300)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Unit"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False, choices=[("", gettext_lazy("any")), *Status.choices]
    )
    due_from = forms.DateField(label=gettext_lazy("Due from"), required=False, widget=Day)
    due_to = forms.DateField(label=gettext_lazy("Due to"), required=False, widget=Day)
    on = forms.DateField(label=gettext_lazy("As of"), required=False, widget=Day)
    known = forms.BooleanField(label=gettext_lazy("As it was known then"), required=False)
    by = forms.ChoiceField(
        label=gettext_lazy("In the order of"),
        required=False,
        choices=[
            ("document", gettext_lazy("document")),
            ("body", gettext_lazy("body")),
            ("meeting", gettext_lazy("meeting")),
            ("unit", gettext_lazy("unit")),
            ("status", gettext_lazy("status")),
            ("due", gettext_lazy("due")),
        ],
    )
    since = forms.DateField(label=gettext_lazy("Changed since"), required=False, widget=Day)

    def __init__(self, *given: Any, person: Person, **options: Any) -> None:
        super().__init__(*given, **options)
        bodies = readable(person)
        choices: dict[str, QuerySet[Any]] = {
            "body": bodies,
            "meeting": Meeting.objects.filter(body__in=bodies),
            "document": Document.objects.filter(body__in=bodies).defer("characters"),
            "unit": Unit.objects.filter(body__in=bodies),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def clean_on(self) -> date | None:
        """A day that is not in the future: nobody knows what will have happened."""
        on: date | None = self.cleaned_data["on"]
        if on and on > timezone.localdate():
            raise forms.ValidationError(_("%(day)s is in the future.") % {"day": on.isoformat()})
        return on

    def moment(self) -> tuple[date, date | None]:
        """The day of the report, and the day whose knowledge counts; None for all that is known now."""
        on = self.cleaned_data.get("on") or timezone.localdate()
        return on, on if self.cleaned_data.get("known") else None

    def selected(self, mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
        """The mandates the report is of, as far as the day does not matter; what was rejected in the review is none."""
        given = self.cleaned_data
        conditions = {
            "document__body": given.get("body"),
            "document__meeting": given.get("meeting"),
            "document": given.get("document"),
            "document__adopted__gte": given.get("adopted_from"),
            "document__adopted__lte": given.get("adopted_to"),
            "snapshot__unit": given.get("unit"),
        }
        if not self.is_of_another_day():
            conditions |= {
                "snapshot__status": given.get("status"),
                "snapshot__due__gte": given.get("due_from"),
                "snapshot__due__lte": given.get("due_to"),
            }
        found = mandates.exclude(state__in=_ENDED).filter(**{name: one for name, one in conditions.items() if one})
        if given.get("addressee"):
            found = found.filter(involvements__part="addressee", involvements__name__icontains=given["addressee"])
        return found.distinct()

    def is_of_another_day(self) -> bool:
        """Whether it is of another day than today, so that the snapshots do not help."""
        on, known = self.moment()
        return on != timezone.localdate() or known is not None

    def keeps(self, line: Line) -> bool:
        """Whether a line is asked for by what the day decides: its status and when it is due."""
        given, standing = self.cleaned_data, line.standing
        if given.get("status") and standing.status.value != given["status"]:
            return False
        if given.get("due_from") and (standing.due is None or standing.due < given["due_from"]):
            return False
        return not (given.get("due_to") and (standing.due is None or standing.due > given["due_to"]))

    def title(self) -> str:
        """What the report is of, in words."""
        given = self.cleaned_data
        parts = [given.get(name) for name in ("document", "body", "meeting", "unit", "addressee")]
        of = ", ".join(str(part) for part in parts if part)
        return _("Implementation matrix: %(of)s") % {"of": of} if of else _("Implementation matrix")

"""The forms of follow-up: they ask; `followup.actions` decides whether it can be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispositif.register.errors import Refused
from dispositif.register.followup.actions import Answering, Asking
from dispositif.register.followup.entering import DECIDED, SAYS, Saying, check_size
from dispositif.register.followup.models import Entry, Request
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.people.models import Unit
from dispositif.register.people.permissions import Person, to_be_found
from dispositif.register.review.content import Content
from dispositif.register.review.models import Mandate
from dispositif.register.web.addresses import leading_to


class Day(forms.DateInput):
    """A day, entered as the browser asks for days."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MandateField(forms.CharField):
    """A mandate by its reference, out of those that a person may read."""

    def __init__(self, person: Person, **options: Any) -> None:
        super().__init__(**options)
        self._person = person

    def clean(self, value: str) -> Mandate | None:
        """The mandate; None where nothing is given."""
        reference = super().clean(value).strip().upper()
        if not reference:
            return None
        found = Mandate.objects.filter(to_be_found(self._person, "document"), reference=reference).first()
        if found is None:
            raise forms.ValidationError(_("There is no mandate %(reference)s.") % {"reference": reference})
        return found


class Plain(forms.Form):
    """A form whose labels end as they are written. Where it is refused, what is wrong has the focus."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.label_suffix = ""

    def add_error(self, field: str | None, error: Any) -> None:
        """Note what is wrong; the first field of which that is said has the focus, or the first of all."""
        super().add_error(field, error)
        if not any("autofocus" in one.field.widget.attrs for one in self):
            wrong = next((one for one in self.visible_fields() if one.name in self.errors), self.visible_fields()[0])
            wrong.field.widget.attrs["autofocus"] = True


MEANT_FOR: Final[Mapping[str, Promise]] = {
    Entry.Kind.PROGRESS: gettext_lazy("What was done so far, with a finding."),
    Entry.Kind.EVIDENCE: gettext_lazy("What was done, with a source that shows it."),
    Entry.Kind.EVENT: gettext_lazy("What a condition waits for has happened, a failure included."),
    Entry.Kind.EXTENSION: gettext_lazy("A decision gives it a new day."),
    Entry.Kind.SUPERSEDED: gettext_lazy("Another mandate or document has taken its place."),
    Entry.Kind.RETIRED: gettext_lazy("A decision has ended it."),
    Entry.Kind.COMMENT: gettext_lazy("A remark; it never changes the status."),
}
"""What an entry of each kind is for."""


class EntryForm(Plain):
    """An entry of the ledger: its kind and, once that is chosen, what belongs to it.

    `beside` names what an entry that is corrected says although it does not belong to its kind.
    """

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), help_text=gettext_lazy("Each kind has fields of its own."))
    happened = forms.DateField(label=gettext_lazy("Day on which it happened"), widget=Day, initial=timezone.localdate)
    bearing = forms.ChoiceField(
        label=gettext_lazy("Finding"), required=False, choices=Entry.Bearing.choices,
        help_text=gettext_lazy("What it says of the state of things."),
    )  # fmt: skip
    remark = forms.CharField(label=gettext_lazy("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    symbol = forms.CharField(label=gettext_lazy("Symbol of the document"), required=False, max_length=100)
    link = forms.URLField(
        label=gettext_lazy("Link"), required=False, max_length=1000, assume_scheme="https",
        error_messages={"invalid": gettext_lazy("This is no link to a page: it begins with https:// or http://.")},
    )  # fmt: skip
    file = forms.FileField(
        # What was chosen stays when the fields of another kind come: no page can choose a file.
        label=gettext_lazy("File"), required=False, max_length=300, widget=forms.FileInput({"hx-preserve": True}),
    )  # fmt: skip
    passage = forms.CharField(
        label=gettext_lazy("Passage"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The words of the document that show it."),
    )  # fmt: skip
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=200)

    due = forms.DateField(label=gettext_lazy("New day"), required=False, widget=Day)

    def __init__(
        self,
        *given: Any,
        mandate: Mandate,
        person: Person,
        allowed: frozenset[str],
        kind: str = "",
        beside: Collection[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*given, **options)
        self._person, self._content = person, mandate.read_content()
        kinds = self._kinds(allowed)
        self.fields["kind"].choices = [("", _("choose")), *kinds]  # type: ignore[attr-defined]
        self.fields["kind"].widget.attrs["hx-post"] = leading_to("enter")(mandate.reference)
        self._ask_for_addressee(self._content)
        self._ask_for_condition(self._content)
        self.fields["successor"] = MandateField(
            person, label=_("Superseded by"), required=False, help_text=_("The reference of a mandate: M-…")
        )
        self.of = kind if kind in dict(kinds) else ""
        asked = dict.fromkeys(("kind", *SAYS.get(self.of, ()), *beside))
        self.fields = {name: self.fields[name] for name in asked if name in self.fields}

    def told(self) -> str:
        """What an entry of the chosen kind is for; empty where none is chosen."""
        return str(MEANT_FOR[self.of]) if self.of else ""

    def carried(self) -> list[tuple[str, str]]:
        """What was typed for another kind: it is there again when that is chosen again."""
        names = {name for says in SAYS.values() for name in says} - {*self.fields, "file"}
        typed = self.data if self.is_bound else self.initial
        return [(name, typed[name]) for name in sorted(names) if typed.get(name)]

    def add_error(self, field: str | None, error: Any) -> None:
        """Note what is wrong. No browser sends a file a second time: who tries again without it would never notice."""
        super().add_error(field, error)
        if "file" in self.fields and self.files.get("file") and not self.has_error("file"):
            self.add_error("file", _("Choose the file again: it was not kept."))

    def _kinds(self, allowed: frozenset[str]) -> list[tuple[str, str]]:
        hidden = {Entry.Kind.CORRECTION}
        if "decide" not in allowed:
            hidden |= DECIDED
        if not self._content.conditions and not self._content.depends_on:
            hidden |= {Entry.Kind.EVENT}
        return [(kind.value, str(kind.label)) for kind in Entry.Kind if kind not in hidden]

    def _ask_for_addressee(self, content: Content) -> None:
        # Who is in no authority file may be many too.
        may_be_many = any(not one.actor or one.actor.startswith("group/") for one in content.addressees)
        if may_be_many or len(content.addressees) > 1:
            names = forms.TextInput(attrs={"list": "addressees"})
            self.fields["addressee"] = forms.CharField(
                label=_("Of one addressee alone"), required=False, max_length=300, widget=names,
                help_text=_("Empty where it is said of all of them."),
            )  # fmt: skip

    def _ask_for_condition(self, content: Content) -> None:
        if content.conditions:
            choices = [("", _("all that it waits for")), *((one.start, one.text) for one in content.conditions)]
            self.fields["condition"] = forms.TypedChoiceField(
                label=_("Condition that the event meets"), required=False, choices=choices, coerce=int, empty_value=None
            )

    def clean_file(self) -> Any:
        """A file of a size that can be kept."""
        file = self.cleaned_data["file"]
        try:
            check_size(file.size if file else 0)
        except Refused as error:
            raise forms.ValidationError(str(error)) from error
        return file

    def saying(self, corrects: Entry | None = None, withdrawn: bool = False) -> Saying:
        """What was entered, once it is valid."""
        given = dict(self.cleaned_data)
        file = given.pop("file", None)
        symbol = given.get("symbol")
        held = Document.objects.filter(to_be_found(self._person), symbol=symbol) if symbol else None
        return Saying(
            **given,
            file=(file.name, file.read()) if file else None,
            document=held.first() if held is not None else None,
            corrects=corrects,
            withdrawn=withdrawn,
        )


class AssignmentForm(Plain):
    """Who shall answer for a mandate."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Responsible unit"), required=False, empty_label=gettext_lazy("none")
    )
    focal_point = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Focal point"), required=False, empty_label=gettext_lazy("nobody")
    )
    alternate = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Alternate"), required=False, empty_label=gettext_lazy("nobody")
    )
    partners = forms.CharField(label=gettext_lazy("Partners"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    due = forms.DateField(
        label=gettext_lazy("Due"), required=False, widget=Day,
        help_text=gettext_lazy("Where it shall be another day than the text's own rule gives."),
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, body: Body, **options: Any) -> None:
        super().__init__(*given, **options)
        people = User.objects.filter(Q(memberships__body=body) | Q(memberships__body=None), memberships__isnull=False)
        people = people.filter(is_active=True).distinct().order_by("username")
        self.fields["unit"].queryset = Unit.objects.filter(body=body)  # type: ignore[attr-defined]
        for name in ("focal_point", "alternate"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]

    def answering(self) -> Answering:
        """What was chosen, once it is valid."""
        return Answering(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


class RequestForm(Plain):
    """What is asked for a mandate."""

    kind = forms.ChoiceField(label=gettext_lazy("What is asked"), choices=Request.Kind.choices)
    legal_basis = forms.CharField(
        label=gettext_lazy("Legal basis"), widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The decision, rule or paragraph that allows it."),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    due = forms.DateField(label=gettext_lazy("New day, of an extension"), required=False, widget=Day)

    def __init__(self, *given: Any, person: Person, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["successor"] = MandateField(
            person, label=_("Mandate in its place, of a merger or replacement"), required=False, help_text="M-…"
        )

    def asking(self) -> Asking:
        """What is asked, once it is valid."""
        return Asking(**self.cleaned_data)


class DecisionForm(Plain):
    """What is decided about a request."""

    granted = forms.TypedChoiceField(
        label=gettext_lazy("Decision"),
        choices=[("", gettext_lazy("choose")), ("1", gettext_lazy("granted")), ("0", gettext_lazy("refused"))],
        coerce=lambda value: value == "1",
    )  # fmt: skip
    remark = forms.CharField(label=gettext_lazy("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class MeetingForm(Plain):
    """A session or a meeting of the calendar."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Meeting.Kind.choices)
    number = forms.IntegerField(label=gettext_lazy("Number"), required=False, min_value=1, max_value=9999)
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=300, help_text=gettext_lazy("As one writes it: Eightieth session.")
    )
    opens = forms.DateField(label=gettext_lazy("Opens"), widget=Day)
    closes = forms.DateField(label=gettext_lazy("Closes"), required=False, widget=Day)
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=200)

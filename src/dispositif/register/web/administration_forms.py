"""The forms of the administration pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dispositif.register.holdings.models import Body
from dispositif.register.people.actions import LONGEST_SILENCE
from dispositif.register.people.models import Role, Trail, Unit
from dispositif.register.web.deeds import ACTIONS
from dispositif.register.web.followup_forms import Plain


class BodyForm(Plain):
    """A body."""

    name = forms.CharField(label=_("Name"), max_length=300)
    slug = forms.SlugField(label=_("In addresses"), help_text=_("Small Latin letters, digits and hyphens"))
    public = forms.BooleanField(label=_("Anybody may read, without an account"), required=False)
    stagnant_after = forms.IntegerField(
        label=_("Days without an entry after which a mandate is stagnant"),
        initial=180,
        min_value=1,
        max_value=LONGEST_SILENCE,
    )


class UnitForm(Plain):
    """A unit of a body."""

    name = forms.CharField(label=_("Name of the unit"), max_length=200)


class RoleForm(Plain):
    """A role of a person in a body, or in all of them."""

    name = forms.CharField(label=_("Account"), max_length=150, help_text=_("The name to sign in with"))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        help_text=_(
            "A reader reads; a contributor enters progress for one unit; an editor brings in and reviews; a manager"
            " assigns and decides; an administrator gives roles. Each may do what those before may."
        ),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Unit"),
        required=False,
        empty_label=_("none"),
        help_text=_("Whose mandates a contributor writes for"),
    )

    def __init__(self, *args: Any, body: Body | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if body is None:
            del self.fields["unit"]
            self.fields["role"].choices = [one for one in Role.choices if one[0] != Role.CONTRIBUTOR]  # type: ignore[attr-defined]
        else:
            self.fields["unit"].queryset = Unit.objects.filter(body=body)  # type: ignore[attr-defined]


class PersonForm(Plain):
    """An account."""

    name = forms.CharField(label=_("Name to sign in with"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), required=False)
    password = forms.CharField(
        label=_("First password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ten characters or more. Hand it over by another way, and have it changed."),
    )


class TrailForm(forms.Form):
    """What of the audit trail is shown."""

    body = forms.ModelChoiceField(
        Body.objects.none(), label=_("Body"), required=False, to_field_name="slug", empty_label=_("any")
    )
    person = forms.CharField(label=_("Account"), required=False, max_length=150)
    action = forms.ChoiceField(label=_("Action"), required=False, choices=[("", _("any")), *ACTIONS.items()])
    subject = forms.CharField(label=_("Subject"), required=False, max_length=100)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, bodies: QuerySet[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]

    def applied(self, found: QuerySet[Trail]) -> QuerySet[Trail]:
        """The lines that are asked for."""
        by = {
            "body": "body",
            "person": "person__username",
            "action": "action",
            "subject": "subject__icontains",
            "since": "at__date__gte",
            "until": "at__date__lte",
        }
        return found.filter(**{by[name]: value for name, value in self.cleaned_data.items() if value})

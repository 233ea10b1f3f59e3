"""The form in which a person says what a mandate really says: words of the text, part by part.

Words come as they stand in the text, with their offsets where they were selected in it. A part without words is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dispositif.document import (
    Condition,
    Deadline,
    Deliverable,
    Mention,
    Recurrence,
    Verb,
    Words,
)
from dispositif.exports.edition import one_line
from dispositif.register.errors import Refused
from dispositif.register.holdings.models import Document
from dispositif.register.review.content import Content
from dispositif.register.review.kinds import CONDITIONS, DELIVERABLES, FORCES
from dispositif.register.review.placing import place
from dispositif.register.web.wording import LABELS

Part = TypeVar("Part", bound=Words)


class WordsForm(forms.Form):
    """Words of the text, and where they stand."""

    words = forms.CharField(required=False, widget=forms.Textarea({"rows": 1, "class": "instrument", "dir": "auto"}))
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def placed(self, document: Document, near: int) -> Words | None:
        """Where the words stand; None where there are none. Raises Refused, and says so beside the field."""
        said = self.cleaned_data
        if not said.get("words", "").strip():
            return None
        try:
            return place(document.characters, said["words"], near, said.get("start"), said.get("end"))
        except Refused as error:
            self.add_error("words", str(error))
            raise


class ActForm(WordsForm):
    """The verb of the act that gives the mandate, and what it does."""

    lemma = forms.CharField(required=False, label=_("Dictionary form"), max_length=100)
    force = forms.ChoiceField(choices=FORCES, label=_("Force"))
    strength = forms.TypedChoiceField(
        choices=[("", "–"), *((str(one), str(one)) for one in range(1, 6))],
        coerce=int, empty_value=None, required=False, label=_("Strength"),
    )  # fmt: skip


class MentionForm(WordsForm):
    """An addressee or partner."""

    actor = forms.CharField(
        required=False, label=_("Actor"), max_length=100, widget=forms.TextInput({"list": "actors", "dir": "ltr"})
    )


class ConditionForm(WordsForm):
    """What must come first."""

    kind = forms.ChoiceField(choices=CONDITIONS, label=_("Sort"), initial="event")


class DeadlineForm(WordsForm):
    """By when."""

    date = forms.DateField(required=False, label=_("Day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    event = forms.CharField(required=False, label=_("Runs from or to"), max_length=300)


class RecurrenceForm(WordsForm):
    """How often."""

    period = forms.RegexField(
        r"^(P\d+[YMWD]|session)$",
        required=False,
        label=_("Period"),
        help_text=_(
            "P6M for every six months, P1Y for every year, P2Y for every two years; “session” for each session"
        ),
        error_messages={"invalid": _("Write a period as P6M, P1Y or P2Y, or “session”.")},
    )


class DeliverableForm(WordsForm):
    """What is to come out of it."""

    kind = forms.ChoiceField(choices=DELIVERABLES, label=_("Sort"), initial="report")


class ActionForm(WordsForm):
    """What is to be done."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["words"].widget.attrs["rows"] = 3
        self.fields["words"].required = True


class DecisionForm(forms.Form):
    """What goes with every decision: the version that the person saw, and why."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    depends_on = forms.MultipleChoiceField(required=False, label=_("Waits for"))
    remark = forms.CharField(required=False, label=_("Remark"), widget=forms.Textarea({"rows": 2}))


MentionForms = formset_factory(MentionForm, extra=1)
ConditionForms = formset_factory(ConditionForm, extra=1)


class CorrectionForm:
    """All parts of a mandate. `given` is what was sent, else the form shows `content`."""

    def __init__(
        self,
        document: Document,
        paragraph: str,
        keys: Iterable[tuple[str, str]],
        content: Content | None,
        given: Any = None,
    ) -> None:
        self.document, self.paragraph, self.before = document, paragraph, content
        first = _initial(content) if content is not None else {}
        self.verb = ActForm(given, prefix="verb", initial=first.get("verb"))
        self.action = ActionForm(given, prefix="action", initial=first.get("action"))
        self.addressees: BaseFormSet = MentionForms(given, prefix="addressees", initial=first.get("addressees"))
        self.partners: BaseFormSet = MentionForms(given, prefix="partners", initial=first.get("partners"))
        self.conditions: BaseFormSet = ConditionForms(given, prefix="conditions", initial=first.get("conditions"))
        self.deadline = DeadlineForm(given, prefix="deadline", initial=first.get("deadline"))
        self.recurrence = RecurrenceForm(given, prefix="recurrence", initial=first.get("recurrence"))
        self.deliverable = DeliverableForm(given, prefix="deliverable", initial=first.get("deliverable"))
        self.decision = DecisionForm(given, initial={"depends_on": content.depends_on if content else ()})
        self.decision.fields["depends_on"].choices = list(keys)  # type: ignore[attr-defined]
        self.decision.fields["depends_on"].widget.attrs |= {"lang": document.language, "dir": "auto"}
        self.verb.fields["words"].required = True

    @property
    def _forms(self) -> list[tuple[str | Promise, Any]]:
        """The parts, by what they are called."""
        return [
            (LABELS["act"], self.verb), (LABELS["who"], self.addressees), (LABELS["action"], self.action),
            (LABELS["partners"], self.partners), (LABELS["condition"], self.conditions),
            (LABELS["deadline"], self.deadline), (LABELS["recurrence"], self.recurrence),
            (LABELS["deliverable"], self.deliverable), (_("Decision"), self.decision),
        ]  # fmt: skip

    def is_valid(self) -> bool:
        """Whether every part can be understood; where its words stand is for `content` to find."""
        wrong = [form for _name, form in self._forms if not form.is_valid()]
        return not wrong

    @property
    def errors(self) -> list[str]:
        """What is wrong, for the head of the form."""
        found = []
        for name, form in self._forms:
            every: Any = form.errors if isinstance(form, BaseFormSet) else [form.errors]
            found += [
                gettext("%(name)s: %(value)s") % {"name": name, "value": message}
                for one in every
                for messages in one.values()
                for message in messages
            ]
        return list(dict.fromkeys(found))

    def content(self) -> Content:
        """What the person says. Raises Refused where the text does not say it."""
        near = self.before.action.start if self.before else self.document.paragraphs.get(key=self.paragraph).start
        action = self.action.placed(self.document, near)
        verb = self.verb.placed(self.document, self.before.verb.start if self.before else near)
        assert action
        assert verb
        place_of = (self.document, action.start)
        said = self.verb.cleaned_data
        return Content(
            paragraph=self.paragraph,
            verb=Verb(**_span(verb), lemma=said["lemma"].strip() or one_line(verb.text).lower()),
            force=said["force"],
            strength=said["strength"],
            action=action,
            addressees=tuple(_part(Mention, form, place_of) for form in _filled(self.addressees)),
            partners=tuple(_part(Mention, form, place_of) for form in _filled(self.partners)),
            conditions=tuple(_part(Condition, form, place_of) for form in _filled(self.conditions)),
            deadline=_optional(Deadline, self.deadline, place_of),
            recurrence=_optional(Recurrence, self.recurrence, place_of),
            deliverable=_optional(Deliverable, self.deliverable, place_of),
            depends_on=tuple(self.decision.cleaned_data["depends_on"]),
        )


def _initial(content: Content) -> dict[str, Any]:
    """The fields of each part of a content."""

    def fields(words: Any) -> dict[str, Any]:
        kept = {name: getattr(words, name) for name in words.__struct_fields__ if name not in ("text", "rule")}
        return {"words": one_line(words.text), **kept}

    several = ("addressees", "partners", "conditions")
    single = ("action", "deadline", "recurrence", "deliverable")
    verb = fields(content.verb) | {"force": content.force, "strength": content.strength or ""}
    return {
        "verb": verb,
        **{name: [fields(one) for one in getattr(content, name)] for name in several},
        **{name: fields(one) for name in single if (one := getattr(content, name)) is not None},
    }


def _filled(forms_of: BaseFormSet) -> list[Any]:
    return [form for form in forms_of if form.cleaned_data.get("words", "").strip()]


def _span(words: Words) -> dict[str, Any]:
    return {"text": words.text, "start": words.start, "end": words.end}


def _part(of: type[Part], form: WordsForm, place_of: tuple[Document, int]) -> Part:
    words = form.placed(*place_of)
    assert words
    said: Mapping[str, Any] = form.cleaned_data
    more = {name: _plain(said[name]) for name in said if name not in ("words", "start", "end")}
    return of(**_span(words), **more)


def _plain(value: Any) -> Any:
    """A field's value as a content holds it: days in ISO 8601, what is empty as None."""
    return value.isoformat() if hasattr(value, "isoformat") else (value or None)


def _optional(of: type[Part], form: WordsForm, place_of: tuple[Document, int]) -> Part | None:
    return _part(of, form, place_of) if form.cleaned_data.get("words", "").strip() else None


class SplitPartForm(forms.Form):
    """One of the mandates into which another is split."""

    words = forms.CharField(
        required=False, label=_("Does what"), widget=forms.Textarea({"rows": 2, "class": "instrument", "dir": "auto"})
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)


SplitForms = formset_factory(SplitPartForm, extra=1)

"""What the kinds that a reader tells apart are called to people, in their own language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dispositif.document import CitationKind, ConditionKind, DeliverableKind, Force

FORCES: Final[Mapping[Force, Promise]] = {
    "directive": _("directive"),
    "deciding": _("deciding"),
    "observing": _("observing"),
    "reinforcing": _("reinforcing"),
    "evaluative": _("evaluative"),
}
CONDITIONS: Final[Mapping[ConditionKind, Promise]] = {
    "event": _("event"),
    "failure": _("failure"),
    "approval": _("approval"),
    "resources": _("resources"),
    "other": _("other"),
}
DELIVERABLES: Final[Mapping[DeliverableKind, Promise]] = {
    "report": _("report"),
    "meeting": _("meeting"),
    "mission": _("mission"),
    "resolution": _("resolution"),
    "funding": _("funding"),
    "assistance": _("assistance"),
    "appointment": _("appointment"),
    "negotiation": _("negotiation"),
    "legislation": _("legislation"),
    "other": _("other"),
}
CITATIONS: Final[Mapping[CitationKind, Promise]] = {
    "resolution": _("resolution"),
    "decision": _("decision"),
    "treaty": _("treaty"),
    "charter": _("charter"),
    "report": _("report"),
    "meeting": _("meeting"),
    "statement": _("statement"),
    "judgment": _("judgment"),
    "other": _("other"),
}

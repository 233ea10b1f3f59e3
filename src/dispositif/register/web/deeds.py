"""What the lines of the audit trail are called: the trail keeps plain words, which never change, for each deed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dispositif.register.people.models import Trail
from dispositif.register.review.models import Proposal, Revision

ACTIONS: Final[Mapping[str, Promise]] = {
    "bring in": _("bring in"),
    "date": _("give the day of adoption"),
    "correct a document": _("put right where a document belongs"),
    "read again": _("read again"),
    "put aside": _("put aside"),
    "bring back": _("bring back"),
    **{f"review: {kind.value}": format_lazy(_("review: {}"), kind.label) for kind in Revision.Kind},
    **{f"proposal {state.value}": format_lazy(_("proposal: {}"), state.label) for state in Proposal.State},
    "assign": _("assign"),
    "enter": _("add to the ledger"),
    "ask for a decision": _("ask for a decision"),
    "decide": _("decide"),
    "keep the calendar": _("keep the calendar"),
    "strike from the calendar": _("strike from the calendar"),
    "keep a body": _("keep a body"),
    "keep a unit": _("keep a unit"),
    "keep person": _("keep a person"),
    "add a person": _("add a person"),
    "come by single sign-on": _("come by single sign-on"),
    "give a role": _("give a role"),
    "take a role": _("take a role away"),
    "open an account": _("open an account"),
    "close an account": _("close an account"),
    "make a token": _("make a token"),
    "withdraw a token": _("withdraw a token"),
}
"""What is done, by what the trail calls it."""

_SUBJECTS: Final[Mapping[str, Promise]] = {
    "body": _("body"),
    "document": _("document"),
    "mandate": _("mandate"),
    "meeting": _("meeting"),
    "person": _("person"),
    "token": _("token"),
    "unit": _("unit"),
}


class Deed(NamedTuple):
    """A line of the trail, with what was done, to what kind of thing, to which one, and what was noted of it."""

    line: Trail
    action: str | Promise
    kind: str | Promise
    name: str
    details: list[tuple[str, str]]


def deed(line: Trail) -> Deed:
    """A line in the reader's language."""
    kind, _space, name = line.subject.partition(" ")
    details = [(what, _plain(value)) for what, value in line.details.items() if value not in (None, "", [])]
    return Deed(line, ACTIONS.get(line.action, line.action), _SUBJECTS.get(kind, kind), name, details)


def _plain(value: object) -> str:
    """A value as the trail keeps it, in plain words: they are the same for every reader, as their names are."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

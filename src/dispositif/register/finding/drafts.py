"""A draft, checked against what the register holds. Nothing of it is kept."""

from __future__ import annotations

from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from dispositif.checking import Check, Remark, check
from dispositif.exports import Edition
from dispositif.register.errors import Refused
from dispositif.register.finding.agreed import Held, Holdings
from dispositif.register.finding.queries import given_by
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.tally import tally
from dispositif.register.people.permissions import Person
from dispositif.register.review.models import Mandate

MOST_PARAGRAPHS: Final = 400
"""Operative paragraphs of a draft that are looked for in the register."""


class Remarked(NamedTuple):
    """A remark, how one writes its paragraph's number, and where what it is held against stands in the register."""

    remark: Remark
    number: str
    place: Held | None
    mandates: list[Mandate]
    """The mandates that stand there and are followed up."""


class Checked(NamedTuple):
    """A draft that was checked."""

    draft: Edition
    check: Check
    remarks: list[Remarked]

    @property
    def tally(self) -> str:
        """How much was read out of it."""
        return tally(self.draft)


def checked(person: Person, content: bytes, name: str) -> Checked:
    """Read a draft and check it. Raises ReadingError where nothing can be read, Refused where it is too long."""
    draft = read(content, name).edition
    operative = sum(one.kind == "operative" for one in draft.document.paragraphs)
    if operative > MOST_PARAGRAPHS:
        raise Refused(
            _("%(name)s: it has more than %(most)d operative paragraphs. Check it part by part.")
            % {"name": name, "most": MOST_PARAGRAPHS}
        )
    holdings = Holdings(person)
    found = check(draft, index=holdings)
    places = [holdings.places.get(one.other) for one in found.remarks]
    mandates = given_by(person, [(one.key, one.paragraph) for one in places if one])
    remarks = [
        Remarked(
            one, draft.number(one.paragraph), place, mandates.get((place.key, place.paragraph), []) if place else []
        )
        for one, place in zip(found.remarks, places, strict=True)
    ]
    return Checked(draft, found, remarks)

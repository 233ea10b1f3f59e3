"""What a mandate says, in the words of its document, as rows for a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dispositif.document import Words
from dispositif.exports.edition import one_line
from dispositif.register.review.content import Content
from dispositif.register.review.kinds import CONDITIONS, DELIVERABLES, FORCES


class Quote(NamedTuple):
    """Words of the document, and what was made of them."""

    words: str
    note: str = ""


class Row(NamedTuple):
    """A part of a mandate: what it is called, and its words."""

    label: str | Promise
    quotes: Sequence[Quote]


def rows(content: Content) -> list[Row]:
    """The parts that a mandate has."""
    return [row for row in _all(content) if row.quotes]


def _all(content: Content) -> Iterator[Row]:
    force = str(FORCES[content.force])
    yield Row(_("Act"), _quotes([content.verb], [f"{force} {content.strength}" if content.strength else force]))
    yield Row(_("Who"), _quotes(content.addressees, [one.actor for one in content.addressees]))
    yield Row(_("Does what"), _quotes([content.action]))
    yield Row(_("With"), _quotes(content.partners, [one.actor for one in content.partners]))
    yield Row(_("Condition"), _quotes(content.conditions, [str(CONDITIONS[one.kind]) for one in content.conditions]))
    if deadline := content.deadline:
        yield Row(_("By when"), _quotes([deadline], [deadline.date or deadline.event]))
    if recurrence := content.recurrence:
        yield Row(_("How often"), _quotes([recurrence], [recurrence.period]))
    if deliverable := content.deliverable:
        yield Row(_("Deliverable"), _quotes([deliverable], [str(DELIVERABLES[deliverable.kind])]))
    yield Row(_("After"), [Quote("", key) for key in content.depends_on])


def _quotes(words: Sequence[Words], notes: Sequence[str | None] | None = None) -> list[Quote]:
    given = notes or [None] * len(words)
    return [Quote(one_line(one.text), note or "") for one, note in zip(words, given, strict=True)]


class Pair(NamedTuple):
    """A part of a mandate in two versions of it."""

    label: str | Promise
    one: Sequence[Quote]
    other: Sequence[Quote]

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return list(self.one) != list(self.other)


def side_by_side(one: Content | None, other: Content | None) -> list[Pair]:
    """The parts of two versions of a mandate, either of which may not be there."""
    left = {str(row.label): row for row in rows(one)} if one else {}
    right = {str(row.label): row for row in rows(other)} if other else {}
    return [Pair(label, _of(left, label), _of(right, label)) for label in dict.fromkeys((*left, *right))]


def _of(rows_by_label: dict[str, Row], label: str) -> Sequence[Quote]:
    return rows_by_label[label].quotes if label in rows_by_label else ()

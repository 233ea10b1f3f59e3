"""What a mandate says, in the words of its document, as rows for a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from dispositif.document import Words
from dispositif.exports.edition import one_line
from dispositif.register.holdings.listing import with_semicolons
from dispositif.register.review.content import Content
from dispositif.register.review.kinds import CONDITIONS, DELIVERABLES, FORCES


class Quote(NamedTuple):
    """Words of the document, and what was made of them."""

    words: str
    note: str = ""


LABELS: Final[Mapping[str, Promise]] = {
    "act": _("Act"),
    "who": _("Who"),
    "action": _("Does what"),
    "partners": _("With"),
    "condition": _("Condition"),
    "deadline": _("By when"),
    "recurrence": _("How often"),
    "deliverable": _("Deliverable"),
    "after": _("After"),
}
"""What the parts of a mandate are called."""


def in_html(quotes: Iterable[Quote], language: str) -> SafeString:
    """Quotes out of a document in a language, one after the other. In one pass: a page has a hundred of them."""
    return mark_safe(
        with_semicolons(
            (f'<q lang="{escape(language)}" dir="auto">{escape(one.words)}</q>' if one.words else "")
            + (f" <small><bdi>{escape(one.note)}</bdi></small>" if one.note else "")
            for one in quotes
        )
    )


class Row(NamedTuple):
    """A part of a mandate: which, of LABELS, and its words."""

    part: str
    quotes: Sequence[Quote]

    @property
    def label(self) -> Promise:
        """What it is called."""
        return LABELS[self.part]


def rows(content: Content, references: Mapping[str, str]) -> list[Row]:
    """The parts that a mandate has. `references` are those of the mandates of its document, by their keys."""
    return [row for row in _all(content, references) if row.quotes]


def _all(content: Content, references: Mapping[str, str]) -> Iterator[Row]:
    force = str(FORCES[content.force])
    yield Row("act", _quotes([content.verb], [f"{force} {content.strength}" if content.strength else force]))
    yield Row("who", _quotes(content.addressees, [one.actor for one in content.addressees]))
    yield Row("action", _quotes([content.action]))
    yield Row("partners", _quotes(content.partners, [one.actor for one in content.partners]))
    yield Row("condition", _quotes(content.conditions, [str(CONDITIONS[one.kind]) for one in content.conditions]))
    if deadline := content.deadline:
        yield Row("deadline", _quotes([deadline], [deadline.date or deadline.event]))
    if recurrence := content.recurrence:
        yield Row("recurrence", _quotes([recurrence], [recurrence.period]))
    if deliverable := content.deliverable:
        yield Row("deliverable", _quotes([deliverable], [str(DELIVERABLES[deliverable.kind])]))
    yield Row("after", [Quote("", references.get(key, key)) for key in content.depends_on])


def _quotes(words: Sequence[Words], notes: Sequence[str | None] | None = None) -> list[Quote]:
    given = notes or [None] * len(words)
    return [Quote(one_line(one.text), note or "") for one, note in zip(words, given, strict=True)]


class Pair(NamedTuple):
    """A part of a mandate in two versions of it."""

    label: Promise
    one: Sequence[Quote]
    other: Sequence[Quote]

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return list(self.one) != list(self.other)


def side_by_side(one: Content | None, other: Content | None, references: Mapping[str, str]) -> list[Pair]:
    """The parts of two versions of a mandate, either of which may not be there."""
    left = {row.part: row.quotes for row in rows(one, references)} if one else {}
    right = {row.part: row.quotes for row in rows(other, references)} if other else {}
    return [Pair(LABELS[part], left.get(part, ()), right.get(part, ())) for part in dict.fromkeys((*left, *right))]

"""What a mandate says, in the words of its document, as rows for a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dispositif.document import Words
from dispositif.exports.edition import one_line
from dispositif.register.holdings.listing import in_words, with_semicolons
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
        day = in_words(date.fromisoformat(deadline.date)) if deadline.date else deadline.event or ""
        yield Row("deadline", _quotes([deadline], [day if day not in one_line(deadline.text) else ""]))
    if recurrence := content.recurrence:
        yield Row("recurrence", _quotes([recurrence], [_every(recurrence.period or "")]))
    if deliverable := content.deliverable:
        yield Row("deliverable", _quotes([deliverable], [str(DELIVERABLES[deliverable.kind])]))
    yield Row("after", [Quote("", references.get(key, key)) for key in content.depends_on])


def _every(period: str) -> str:
    """How often, in words, by an ISO 8601 duration or "session"; empty where it is neither."""
    if period in _EVERY:
        return str(_EVERY[period])
    said = _EVERY_FEW.get(period[-1:])
    return said(int(period[1:-1])) if said else ""


_EVERY: Final[Mapping[str, Promise]] = {
    "P1D": _("every day"),
    "P1W": _("every week"),
    "P1M": _("every month"),
    "P1Y": _("every year"),
    "session": _("at each session"),
}
_EVERY_FEW: Final[Mapping[str, Callable[[int], str]]] = {
    "D": lambda many: ngettext("every %(number)d day", "every %(number)d days", many) % {"number": many},
    "W": lambda many: ngettext("every %(number)d week", "every %(number)d weeks", many) % {"number": many},
    "M": lambda many: ngettext("every %(number)d month", "every %(number)d months", many) % {"number": many},
    "Y": lambda many: ngettext("every %(number)d year", "every %(number)d years", many) % {"number": many},
}


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

"""The text of a document as its pages show it: passage by passage, marked, with the mandates that each gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dispositif.exports import Edition, marks
from dispositif.exports.edition import printable
from dispositif.register.review.decisions import LIVE
from dispositif.register.review.kinds import CITATIONS, CONDITIONS, DELIVERABLES, FORCES
from dispositif.register.review.models import Mandate
from dispositif.register.web.wording import Row, rows

# Signs that a page does not show, or shows as another: after them offsets must be said anew.
_SHOWN = re.compile(r"[^\r\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")

_NAMES: Final[Mapping[str, tuple[Promise, Mapping[Any, Promise]]]] = {
    "Addressee": (_("Addressee"), {}),
    "Partner": (_("Partner"), {}),
    "Condition": (_("Condition"), CONDITIONS),
    "Deadline": (_("Deadline"), {"no day": _("no day")}),
    "Recurrence": (_("Recurrence"), {"not fixed": _("not fixed")}),
    "Deliverable": (_("Deliverable"), DELIVERABLES),
    "Citation": (_("Citation"), CITATIONS),
}
"""What is said of marks (`exports.marks`): their names, and the values that are no identifiers or days."""


class Card(NamedTuple):
    """A mandate beside its paragraph."""

    mandate: Mandate
    rows: list[Row]

    @property
    def stands(self) -> bool:
        """Whether it counts: neither rejected nor replaced."""
        return self.mandate.state in LIVE


class Shown(NamedTuple):
    """A passage of the text on a page."""

    key: str
    style: str
    number: str | SafeString
    """Its printed number."""
    written: str
    """How one writes its number: 3 (b)."""
    html: SafeString
    cards: Sequence[Card] = ()


def _said(kind: str, name: str, value: str) -> str:
    """What is said of a mark, in the reader's language."""
    if kind == "verb":
        force, _space, strength = value.partition(" ")
        return " ".join(filter(None, (str(FORCES[force]), strength)))  # type: ignore[index]
    if name not in _NAMES:
        return ": ".join(filter(None, (name, value)))
    called, values = _NAMES[name]
    shown = values.get(value, value)
    return gettext("%(name)s: %(value)s") % {"name": called, "value": shown} if shown else str(called)


def card(mandate: Mandate, references: Mapping[str, str]) -> Card:
    """A mandate as pages show it beside its text. `references` are those of its document, by keys of mandates."""
    return Card(mandate, rows(mandate.read_content(), references))


def shown(
    edition: Edition, passages: Iterable[marks.Passage], mandates: Collection[Mandate], links: Mapping[str, str]
) -> list[Shown]:
    """Passages of a text with their mandates. `links` leads from the identifiers of documents to their pages."""
    writer = marks.Writer(edition.characters, links=links, say=_said)
    beside = _by_paragraph(edition, mandates)
    references = {one.key: one.reference for one in mandates}
    return [
        Shown(
            key=passage.paragraph.id if passage.paragraph else "",
            style=passage.style if passage.paragraph else "paragraph between",
            number=passage.number,
            written=edition.number(passage.paragraph.id) if passage.paragraph else "",
            html=mark_safe(writer.html(passage)),
            cards=[card(one, references) for one in beside.get(passage.paragraph.id, ())] if passage.paragraph else (),
        )
        for passage in passages
    ]


def _by_paragraph(edition: Edition, mandates: Iterable[Mandate]) -> dict[str, list[Mandate]]:
    """Mandates by their paragraph; where that is no longer read, by the one that their words stand in."""
    ordered = sorted(edition.document.paragraphs, key=lambda paragraph: paragraph.start)
    starts = [paragraph.start for paragraph in ordered]
    found: dict[str, list[Mandate]] = {}
    for mandate in mandates:
        key = mandate.paragraph
        if key not in edition.paragraphs and ordered:
            key = ordered[max(bisect_right(starts, mandate.start) - 1, 0)].id
        found.setdefault(key, []).append(mandate)
    return found


def selectable(edition: Edition, paragraph: str, until: int = 0, around: int = 1) -> list[Shown]:
    """A paragraph, what it is a part of, what follows up to an offset, and the neighbours, with that of every word."""
    passages = [passage for passage in marks.passages(edition) if passage.paragraph]
    keys = [passage.paragraph.id for passage in passages if passage.paragraph]
    at = keys.index(paragraph) if paragraph in keys else 0
    last = next((place for place, one in enumerate(passages[at + 1 :], at) if one.start >= until), len(keys) - 1)
    wanted = {*keys[max(at - around, 0) : last + around + 1]}
    while (outer := edition.paragraphs.get(paragraph)) is not None and outer.parent:
        wanted.add(paragraph := outer.parent)
    writer = marks.Writer(edition.characters, located, say=_said)
    return [
        Shown(
            key=passage.paragraph.id,
            style=passage.style,
            number=_located_number(edition.characters, passage),
            written=edition.number(passage.paragraph.id),
            html=mark_safe(writer.html(passage)),
        )
        for passage in passages
        if passage.paragraph and passage.paragraph.id in wanted
    ]


def _located_number(characters: str, passage: marks.Passage) -> SafeString:
    at = characters.rfind(passage.number, 0, passage.start) if passage.number else -1
    return mark_safe(located(characters, at, at + len(passage.number)) if at >= 0 else "")


def located(characters: str, start: int, end: int) -> str:
    """A run of the text as HTML that says where in the text it stands."""
    return "".join(
        f'<span data-start="{start + part.start()}">{escape(printable(part[0]), quote=False)}</span>'
        for part in _SHOWN.finditer(characters[start:end])
    )

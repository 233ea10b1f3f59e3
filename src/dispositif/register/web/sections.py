"""The text of a document as HTML: a section for each passage, with the mandates that it gives beside it.

It is written in one pass, not by templates: a long document has hundreds of passages, each with a dozen places to fill.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dispositif.register.followup.status import Status
from dispositif.register.holdings.models import Document
from dispositif.register.review.models import Mandate
from dispositif.register.web.addresses import leading_to
from dispositif.register.web.texts import Card, Shown
from dispositif.register.web.wording import LABELS, in_html


def sections(document: Document, direction: str, passages: Iterable[Shown], *, may_review: bool) -> SafeString:
    """The passages of a document, written in a direction, with what somebody may do who reviews it or does not."""
    return mark_safe("\n".join(_Sections(document, direction, may_review).of(passages)))


class _Sections:
    """The writer: what is the same in all sections is looked up once."""

    def __init__(self, document: Document, direction: str, may_review: bool) -> None:
        self._may_review = may_review
        self._direction = direction
        self._of = document.language
        self._language = escape(document.language)
        self._paragraph = leading_to("paragraph", document.pk)
        self._mandate = leading_to("mandate")
        self._review = leading_to("review-mandate")
        self._add = leading_to("review-add", document.pk)
        self._number = f'<span class="hidden-visually">{_("Paragraph")} </span>'
        self._address = _("Address of paragraph")
        self._mandates_of = _("Mandates of paragraph %(number)s")
        self._to_review = _("Review")
        self._decided = _("How it was decided")
        self._add_one = _("Add a mandate")
        self._label = cache(lambda part: escape(str(LABELS[part])))
        self._state = cache(lambda state: escape(str(Mandate.State(state).label)))
        self._status = cache(lambda status: escape(str(Status(status).label)))
        self._to_paragraph = _("to paragraph %(number)s")

    def of(self, passages: Iterable[Shown]) -> Iterator[str]:
        for one in passages:
            anchor = f' id="{escape(one.key)}"' if one.key else ""
            words = f'<p lang="{self._language}" dir="{self._direction}">{one.html}</p>'
            yield f'<section class="{escape(one.style)}"{anchor}>{self._head(one)}{words}{self._beside(one)}</section>'

    def _head(self, one: Shown) -> str:
        """The printed number, or a sign in its place, that leads to the paragraph's permanent address."""
        if not one.key:
            return ""
        address = escape(self._paragraph(one.key))
        if one.number:
            number = f'<bdi dir="{self._direction}">{escape(one.number)}</bdi>'
            return f'<a class="number" href="{address}">{self._number}{number}</a>'
        said = f'<span class="hidden-visually">{self._address} {escape(one.key)}</span>'
        return f'<a class="number quiet-number" href="{address}">{said}<span aria-hidden="true">¶</span></a>'

    def _beside(self, one: Shown) -> str:
        """The mandates of a passage, those that stand first."""
        may_add = self._may_review and one.key
        if not (one.cards or may_add):
            return ""
        standing = "".join(self._card(card) for card in one.cards if card.stands)
        gone = "".join(self._gone(card.mandate) for card in one.cards if not card.stands)
        label = escape(self._mandates_of % {"number": one.written})
        return f'<aside aria-label="{label}">{standing}{gone}{self._adding(one) if may_add else ""}</aside>'

    def _adding(self, one: Shown) -> str:
        where = escape(self._to_paragraph % {"number": one.written})
        said = f'{self._add_one}<span class="hidden-visually"> {where}</span>'
        return f'<p class="do"><a class="add" href="{escape(self._add(one.key))}">{said}</a></p>'

    def _card(self, card: Card) -> str:
        mandate, reference = card.mandate, card.mandate.reference
        status = getattr(mandate, "status", None)
        states = f' <span class="status state-{mandate.state}">{self._state(mandate.state)}</span>'
        if status:
            states += f' <span class="status">{self._status(status)}</span>'
        link = f'<a href="{self._mandate(reference)}" class="identifier">{reference}</a>'
        rows = "".join(f"<dt>{self._label(row.part)}</dt><dd>{in_html(row.quotes, self._of)}</dd>" for row in card.rows)
        return (
            f'<article class="mandate" id="{reference}" aria-labelledby="name-{reference}">'
            f'<h2 id="name-{reference}">{link}{states}</h2><dl>{rows}</dl>'
            f"{self._reviewing(mandate) if self._may_review else ''}</article>"
        )

    def _reviewing(self, mandate: Mandate) -> str:
        said = self._to_review if mandate.state == Mandate.State.DRAFT else self._decided
        return f'<p class="do">{self._link_to_review(mandate, said)}</p>'

    def _gone(self, mandate: Mandate) -> str:
        reference, state = mandate.reference, self._state(mandate.state)
        summary = f'<span class="identifier">{reference}</span> <span class="status">{state}</span>'
        words = f'<q lang="{self._language}" dir="auto">{escape(mandate.action)}</q>'
        return (
            f'<details class="gone" id="{reference}"><summary>{summary}</summary>'
            f"<p>{words} {self._link_to_review(mandate, self._decided)}</p></details>"
        )

    def _link_to_review(self, mandate: Mandate, said: str) -> str:
        which = f'<span class="hidden-visually"> {mandate.reference}</span>'
        return f'<a href="{self._review(mandate.reference)}">{said}{which}</a>'

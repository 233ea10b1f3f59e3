"""What the provisions of a draft leave open: who is asked, by when, whether the matter comes back."""

from __future__ import annotations

from collections.abc import Iterator

from dispositif.checking.data import checks, reviews
from dispositif.checking.forms import Remark, remark
from dispositif.document import Mandate
from dispositif.exports import Edition
from dispositif.passage import Flat, flatten

_PRONOUN_DOUBTS = ("open-pronoun", "ambiguous-pronoun")


def missing_addressees(draft: Edition) -> Iterator[Remark]:
    """Directives that ask nobody in particular."""
    for mandate, paragraph in _mandates(draft):
        act = draft.act[mandate.act]
        if act.force == "directive" and not mandate.addressees:
            message = "Nobody is named who shall do this."
            yield remark("missing-addressee", draft.characters, (act.verb.start, act.verb.end), paragraph, message)


def missing_deadlines(draft: Edition) -> Iterator[Remark]:
    """Reports that are asked for, but not by when or how often."""
    for mandate, paragraph in _mandates(draft):
        report = mandate.deliverable
        if report and report.kind == "report" and not mandate.deadline and not mandate.recurrence:
            message = "A report is asked for, and no time is named for it."
            yield remark("missing-deadline", draft.characters, (report.start, report.end), paragraph, message)


def missing_review(draft: Edition) -> Iterator[Remark]:
    """A draft no operative paragraph of which says when the matter will be looked at again. On its last paragraph."""
    language = draft.document.language
    operative = [paragraph for paragraph in draft.document.paragraphs if paragraph.kind == "operative"]
    if not operative or checks(language) is None:
        return
    flat = flatten(draft.characters)
    if not any(_reviews(flat, paragraph.start, paragraph.end, language) for paragraph in operative):
        last = operative[-1]
        message = "No paragraph says when this will be looked at again."
        yield remark("missing-review", draft.characters, (last.start, last.end), last.id, message)


def open_pronouns(draft: Edition) -> Iterator[Remark]:
    """Pronouns of which the text does not settle whom they mean."""
    for mandate, paragraph in _mandates(draft):
        for doubt in mandate.doubts:
            if doubt.code in _PRONOUN_DOUBTS:
                span = mandate.addressees[0] if mandate.addressees else mandate.action
                yield remark("open-pronoun", draft.characters, (span.start, span.end), paragraph, doubt.message)


def _mandates(draft: Edition) -> Iterator[tuple[Mandate, str]]:
    for mandate in draft.document.mandates:
        yield mandate, draft.act[mandate.act].paragraph


def _reviews(flat: Flat, start: int, end: int, language: str) -> bool:
    return bool(reviews(language).find(flat.passage(start, end).words))

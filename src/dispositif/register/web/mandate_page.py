"""What a mandate's page shows, made ready for its template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dispositif.document import Words
from dispositif.register.followup.ledger import counting
from dispositif.register.followup.models import Decision, Entry, Request
from dispositif.register.followup.queries import Gathered, fact, own_deadline
from dispositif.register.followup.status import Standing
from dispositif.register.followup.verbatim import chain
from dispositif.register.holdings.actors import called
from dispositif.register.holdings.models import Paragraph
from dispositif.register.review.content import Content
from dispositif.register.review.models import Mandate


class ContentRow(NamedTuple):
    """A part of what a mandate says; `as_read` where a person has decided otherwise than a machine had read."""

    label: str | Promise
    words: tuple[str, ...]
    as_read: tuple[str, ...] | None


class LedgerRow(NamedTuple):
    """An entry, with its number in the ledger, the one that it corrects, and whether it still counts."""

    number: int
    entry: Entry
    addressee: str
    corrects: int | None
    counts: bool


class RequestRow(NamedTuple):
    """What was asked for a mandate, and what was decided about that, if anything was."""

    request: Request
    decision: Decision | None


class WaitingRow(NamedTuple):
    """What a dormant mandate waits for: the words of a condition, or another mandate.

    What has taken the place of that one may be of another document, whose words not everybody may read: they are empty.
    """

    words: str
    reference: str


def paragraphs(mandate: Mandate) -> list[Paragraph]:
    """The paragraph that gives a mandate, after those above it."""
    found = Paragraph.objects.filter(document=mandate.document_id, kind="operative")
    return chain(mandate, {one.key: one for one in found})


def content_rows(mandate: Mandate) -> list[ContentRow]:
    """What a mandate says, part by part, as decided and as read."""
    decided = dict(_parts(mandate.read_content()))
    read = dict(_parts(Content.from_builtins(mandate.as_read))) if mandate.as_read else {}
    rows = []
    for label in dict.fromkeys((*decided, *read)):
        words, before = decided.get(label, ()), read.get(label, ())
        rows.append(ContentRow(label, words, before if mandate.as_read and before != words else None))
    return rows


def _parts(content: Content) -> Iterator[tuple[str | Promise, tuple[str, ...]]]:
    yield _("Addressee"), _said(content.addressees)
    yield _("Verb"), (content.verb.text,)
    yield _("Action"), (content.action.text,)
    optional: tuple[tuple[Promise, Sequence[Words]], ...] = (
        (_("Partners"), content.partners),
        (_("Condition"), content.conditions),
        (_("Deadline") if own_deadline(content) else _("Deadline of the condition"), _given(content.deadline)),
        (_("Recurrence"), _given(content.recurrence)),
        (_("Deliverable"), _given(content.deliverable)),
    )
    for label, parts in optional:
        if parts:
            yield label, _said(parts)


def _given(part: Words | None) -> Sequence[Words]:
    return [part] if part else []


def _said(parts: Sequence[Words]) -> tuple[str, ...]:
    return tuple(" ".join(one.text.split()) for one in parts)


def ledger_rows(entries: Sequence[Entry], names: Mapping[str, str], on: date) -> list[LedgerRow]:
    """The ledger as of a day, in the order in which it was entered. `names` are the words for the addressees.

    Nothing of what happened later is there, but for what takes an entry back that is: it says why that does not count.
    """
    numbers = {entry.pk: number for number, entry in enumerate(entries, 1)}
    shown = set[int | None]()
    for entry in entries:
        if (entry.corrects_id in shown) if entry.withdrawn else entry.happened <= on:
            shown.add(entry.pk)
    standing = {one.number for one in counting(map(fact, entries))}
    return [
        LedgerRow(
            numbers[entry.pk],
            entry,
            called(entry.addressee, names),
            numbers.get(entry.corrects_id or 0),
            entry.pk in standing,
        )
        for entry in entries
        if entry.pk in shown
    ]


def request_rows(requests: Iterable[Request], on: date) -> list[RequestRow]:
    """What was asked and decided by a day."""
    made = [one for one in requests if timezone.localdate(one.asked_at) <= on]
    decisions = [getattr(one, "decision", None) for one in made]
    return [
        RequestRow(one, decision if decision and timezone.localdate(decision.at) <= on else None)
        for one, decision in zip(made, decisions, strict=True)
    ]


def waiting_rows(standing: Standing, mandate: Mandate, gathered: Gathered) -> list[WaitingRow]:
    """What a dormant mandate waits for."""
    actions = {
        one.reference: one.content.action.text if one.document == mandate.document_id else ""
        for one in gathered.mandates.values()
    }
    return [
        WaitingRow(actions[one], one) if one in actions else WaitingRow(" ".join(one.split()), "")
        for one in standing.waiting_for
    ]

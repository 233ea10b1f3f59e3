"""The implementation matrix of the register: a line a mandate, as of any day; and what changed between two days.

A line is the matrix's own row (`exports.matrix.Row`) with what the register knows beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from dispositif.document import Words
from dispositif.exports.edition import one_line
from dispositif.exports.matrix import Row
from dispositif.register.followup.ledger import counting
from dispositif.register.followup.models import Entry
from dispositif.register.followup.queries import AT_ONCE, Gathered, as_held, fact
from dispositif.register.followup.status import Standing, Status
from dispositif.register.followup.verbatim import verbatim
from dispositif.register.holdings.actors import called
from dispositif.register.holdings.listing import colon, in_words
from dispositif.register.holdings.sentences import said
from dispositif.register.review.models import Mandate
from dispositif.register.review.projection import show_content

HEADINGS: Final[Mapping[str, Promise]] = {
    "document": gettext_lazy("Document"),
    "paragraph": gettext_lazy("Paragraph"),
    "paragraph_text": gettext_lazy("Paragraph text"),
    "addressee": gettext_lazy("Addressee"),
    "action": gettext_lazy("Action"),
    "partners": gettext_lazy("Partners"),
    "condition": gettext_lazy("Condition"),
    "deadline": gettext_lazy("Deadline"),
    "due": gettext_lazy("Due"),
    "recurrence": gettext_lazy("Recurrence"),
    "deliverable": gettext_lazy("Deliverable"),
    "doubts": gettext_lazy("Doubts"),
    "mandate": gettext_lazy("Mandate"),
    "responsible_unit": gettext_lazy("Responsible unit"),
    "status": gettext_lazy("Status"),
    "since": gettext_lazy("Since"),
    "focal_point": gettext_lazy("Focal point"),
    "action_taken": gettext_lazy("Action taken"),
    "remarks": gettext_lazy("Remarks"),
}
"""What the columns of the matrix are called, in the order of a file, by the fields of a `Line`."""


class Line(Row, frozen=True, kw_only=True):
    """A mandate with what became of it. Fields of `Row` first; then those of the register."""

    body: str
    meeting: str
    adopted: str
    language: str
    since: str
    due_rule: str
    focal_point: str
    action_taken: str
    by_addressee: dict[str, str]
    addressees: dict[str, str]
    """The words of the text by the actor, or by themselves."""
    state: str
    version: int
    assignment: int | None
    standing: Standing

    @property
    def marked(self) -> tuple[str, str, str]:
        """The paragraph up to the words of the doing, these, and the rest: several mandates may stand in one."""
        return self.paragraph_text.partition(self.action)


class Change(Struct, frozen=True):
    """A mandate whose status is another on the second of two days, or in whose ledger something was entered between."""

    mandate: Mandate
    before: Standing | None
    """None where it had not been read, or was none."""
    after: Standing | None
    entries: tuple[Entry, ...]


def lines(mandates: Iterable[Mandate], on: date, known: date | None = None) -> Iterator[Line]:
    """The matrix of mandates (with their documents, bodies and meetings) as it was on a day.

    By all that is known now; with `known`, by what was known at the end of that day, in the words that had been decided
    by then. No line for what had not been read, or was no mandate. Some ten queries for each five hundred mandates.
    """
    everything = list(mandates)
    for start in range(0, len(everything), AT_ONCE):
        some = everything[start : start + AT_ONCE]
        gathered = Gathered(map(as_held, some), known)
        if known is not None:
            for one in some:
                if one.pk in gathered.mandates:
                    show_content(one, gathered.mandates[one.pk].content)
        texts = verbatim(some)
        for one in some:
            if not gathered.stands(one.pk):
                continue
            number, text = texts[one.pk]
            yield _line(one, gathered, number, text, on)


def changes(mandates: Iterable[Mandate], before: date, after: date) -> Iterator[Change]:
    """What changed from the end of one day to the end of another, as it was known on each of them."""
    everything = list(mandates)
    for start in range(0, len(everything), AT_ONCE):
        some = everything[start : start + AT_ONCE]
        then, now = Gathered(map(as_held, some), before), Gathered(map(as_held, some), after)
        for one in some:
            entered = tuple(
                entry for entry in now.entries.get(one.pk, ()) if before < timezone.localdate(entry.entered_at) <= after
            )
            was = then.standing(one.pk, before) if then.stands(one.pk) else None
            is_now = now.standing(one.pk, after) if now.stands(one.pk) else None
            if entered or (was and was.status) is not (is_now and is_now.status):
                yield Change(one, was, is_now, entered)


def tally(found: Iterable[Line]) -> dict[Status, int]:
    """How many lines there are of each status, in the order of the statuses; none of those that do not occur."""
    statuses = [line.standing.status for line in found]
    return {status: statuses.count(status) for status in Status if status in statuses}


def _line(mandate: Mandate, gathered: Gathered, number: str, text: str, on: date) -> Line:
    content, document = gathered.mandates[mandate.pk].content, mandate.document
    standing, assignment = gathered.standing(mandate.pk, on), gathered.assignments.get(mandate.pk)
    names = {one.actor or one.text: one_line(one.text) for one in content.addressees}
    entries = [entry for entry in _counting(gathered, mandate.pk) if entry.happened <= on]
    return Line(
        document=str(document),
        paragraph=number,
        paragraph_text=text,
        addressee=_joined(content.addressees),
        action=one_line(content.action.text),
        partners=_joined(content.partners),
        condition=_joined(content.conditions),
        deadline=one_line(content.deadline.text) if content.deadline else "",
        due=standing.due.isoformat() if standing.due else "",
        recurrence=one_line(content.recurrence.text) if content.recurrence else "",
        deliverable=one_line(content.deliverable.text) if content.deliverable else "",
        doubts="; ".join(said(doubt.message) for doubt in content.doubts),
        mandate=mandate.reference,
        responsible_unit=str(assignment.unit or "") if assignment else "",
        status=str(standing.status.label),
        remarks="\n".join(_remark(entry) for entry in entries if entry.kind == Entry.Kind.COMMENT),
        body=document.body.name,
        meeting=document.meeting.name if document.meeting else "",
        adopted=document.adopted.isoformat() if document.adopted else "",
        language=document.language,
        since=standing.since.isoformat() if standing.since else "",
        due_rule=standing.due_rule,
        focal_point=assignment.focal_point.get_username() if assignment and assignment.focal_point else "",
        action_taken="\n".join(in_a_sentence(entry, names) for entry in entries if entry.kind != Entry.Kind.COMMENT),
        by_addressee={one_line(called(key, names)): str(one.label) for key, one in standing.by_addressee.items()},
        addressees=names,
        state=gathered.mandates[mandate.pk].state,
        version=mandate.version,
        assignment=assignment.pk if assignment else None,
        standing=standing,
    )


def _counting(gathered: Gathered, pk: int) -> list[Entry]:
    """The entries that count, each as it was last corrected, under the kind of the one that was corrected first."""
    rows = {entry.pk: entry for entry in gathered.known_entries(pk)}
    found = []
    for one in counting(map(fact, rows.values())):
        entry = rows[one.number]
        entry.kind = one.kind
        found.append(entry)
    return sorted(found, key=lambda entry: (entry.happened, entry.pk))


def in_a_sentence(entry: Entry, names: Mapping[str, str]) -> str:
    """An entry as one tells it, with `names` for its addressee: 8 April 2024: implemented. SFC/RES/12 (2024). …"""
    kind = _("condition met") if entry.kind == Entry.Kind.EVENT else entry.get_kind_display()
    said = entry.get_bearing_display() if entry.bearing else kind
    parts = [
        f"{one_line(called(entry.addressee, names))}{colon()}{said}" if entry.addressee else said,
        _("New day: %(day)s") % {"day": in_words(entry.due)} if entry.due else "",
        _("By %(mandate)s") % {"mandate": entry.successor.reference} if entry.successor else "",
        one_line(entry.symbol),
        one_line(entry.place),
        f"“{one_line(entry.passage)}”" if entry.passage else "",
        one_line(entry.remark),
        one_line(entry.link),
    ]
    return f"{in_words(entry.happened)}{colon()}{'. '.join(part.rstrip('.') for part in parts if part)}."


def _remark(entry: Entry) -> str:
    return f"{in_words(entry.happened)}{colon()}{one_line(entry.remark)}"


def _joined(parts: Sequence[Words]) -> str:
    return "; ".join(one_line(one.text) for one in parts)

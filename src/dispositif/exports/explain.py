"""Why each thing in a paragraph was read so: its words, and the record of a data file by which they were read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dispositif.document import Act, Citation, Mandate
from dispositif.errors import UsageError
from dispositif.exports.edition import Edition, Span, one_line
from dispositif.exports.marks import force
from dispositif.exports.sources import source
from dispositif.exports.terminal import printed


class Finding(NamedTuple):
    """Something that was read: what it is, its words, what they mean, and the rule by which they were read."""

    name: str
    words: str
    meaning: str
    rule: str


def explain(edition: Edition, identifier: str, *, width: int = 80, colour: bool = False) -> str:
    """The explanation of a paragraph. Raises UsageError, naming the paragraphs there are, where there is none such."""
    paragraph = edition.paragraphs.get(identifier)
    if paragraph is None:
        there = ", ".join(edition.paragraphs) or "none"
        raise UsageError(f"{identifier}: the document has no such paragraph. It has {there}.")
    shown: set[str] = set()
    number = f" {edition.number(identifier)}" if paragraph.path else ""
    parts: list[RenderableType] = [
        Text.assemble((identifier, "bold"), (f"  {paragraph.kind}{number}", "dim")),
        Padding(Text(edition.words(paragraph)), (0, 0, 0, 2)),
        *_records(edition, paragraph.rule, shown),
    ]
    for title, findings in _found(edition, identifier):
        parts.append(Text(f"\n{title}", style="bold"))
        for finding in findings:
            parts += _explained(edition, finding, shown)
    if len(parts) == 2 + bool(paragraph.rule):
        parts.append(Text("\nNo act, mandate or citation was read in it.", style="dim"))
    return printed(Group(*parts), width=width, colour=colour)


def _found(edition: Edition, identifier: str) -> Iterator[tuple[str, list[Finding]]]:
    for act in edition.acts.get(identifier, []):
        yield f"Act {act.id}", list(_of_act(edition, act))
    for mandate in edition.document.mandates:
        if identifier in (edition.act[mandate.act].paragraph, edition.place(mandate)):
            yield f"Mandate {mandate.id}", list(_of_mandate(edition, mandate))
    for citation in edition.citations.get(identifier, []):
        yield "Citation", list(_of_citation(edition, citation))


def _of_act(edition: Edition, act: Act) -> Iterator[Finding]:
    yield Finding("Verb", edition.words(act.verb), f"{act.verb.lemma}, {force(act)}", act.rule)
    yield Finding("Extent", edition.words(act), "", "")
    yield from (Finding("Doubt", "", one_line(doubt.message), "") for doubt in act.doubts)


def _of_mandate(edition: Edition, mandate: Mandate) -> Iterator[Finding]:
    def finding(name: str, span: Span, meaning: str | None, rule: str) -> Finding:
        return Finding(name, edition.words(span), meaning or "", rule)

    if not mandate.addressees:
        yield Finding("Who", "", edition.addressed(mandate), "")
    yield from (finding("Who", who, who.actor, who.rule) for who in mandate.addressees)
    yield finding("Does what", mandate.action, f"given by {mandate.act}", "")
    yield from (finding("With whom", partner, partner.actor, partner.rule) for partner in mandate.partners)
    yield from (finding("Condition", condition, condition.kind, condition.rule) for condition in mandate.conditions)
    if deadline := mandate.deadline:
        yield finding("By when", deadline, deadline.date or deadline.event, deadline.rule)
    if recurrence := mandate.recurrence:
        yield finding("How often", recurrence, recurrence.period, recurrence.rule)
    if deliverable := mandate.deliverable:
        yield finding("Deliverable", deliverable, deliverable.kind, deliverable.rule)
    yield from (Finding("After", "", before, "") for before in mandate.depends_on)
    yield from (Finding("Doubt", "", one_line(doubt.message), "") for doubt in mandate.doubts)


def _of_citation(edition: Edition, citation: Citation) -> Iterator[Finding]:
    yield Finding("Words", edition.words(citation), citation.id or citation.kind, citation.rule)
    if pinpoint := citation.pinpoint:
        yield Finding("Pinpoint", edition.words(pinpoint), "", "")


def _explained(edition: Edition, finding: Finding, shown: set[str]) -> Iterator[RenderableType]:
    words = f"“{finding.words}”" if finding.words else ""
    meaning = f"{'  ' if words else ''}{finding.meaning}"
    line = Text.assemble((f"{finding.name}: ", "dim"), words, (meaning, "cyan"))
    yield Padding(line, (0, 0, 0, 2))
    yield from _records(edition, finding.rule, shown)


def _records(edition: Edition, rule: str, shown: set[str]) -> Iterator[RenderableType]:
    """Where the record of a rule stands, and the record itself where it has not been shown before."""
    if not rule:
        return
    record = source(rule, edition.document.language)
    place = f"{record.file}, line {record.line}" if record else "a rule of the reader"
    yield Padding(Text.assemble(("by ", "dim"), (rule, "bold"), (f" ({place})", "dim")), (0, 0, 0, 4))
    if record and rule not in shown:
        shown.add(rule)
        grid = Table.grid(padding=(0, 1))
        for field, words in record.fields.items():
            grid.add_row(Text(field, style="dim"), Text(words, style="dim"))
        yield Padding(grid, (0, 0, 0, 6))

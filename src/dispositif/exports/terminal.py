"""The document as a terminal shows it, at any width, with or without colour."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dispositif.document import Act, Doubt, Mandate, Mention, Words
from dispositif.exports.edition import Edition, one_line
from dispositif.exports.marks import force

# From this width on, each part of a mandate has a column of its own.
_WIDE = 118
_NARROWEST = 40
_JOINT = re.compile(r"(?<=[^\W\d])[-/](?=[^\W\d])")
_PARTS = ("With whom", "Condition", "By when", "Deliverable")
# How columns share the width; the others are as wide as what they hold.
_RATIOS = {
    "Who": 16, "Does what": 26, "With whom": 14, "Condition": 15, "By when": 15, "Deliverable": 14, "Verb": 14,
    "Words": 28,
}  # fmt: skip


def to_terminal(
    edition: Edition, views: Iterable[str] = ("mandates",), *, width: int = 80, colour: bool = False
) -> str:
    """The heading, then each of `views`, then the warnings.

    The view "mandates" is the whole picture: the mandates, briefly the other acts, and the citations.
    """
    parts = [_heading(edition), *(part for view in views for part in VIEWS[view](edition))]
    return printed(Group(*parts, *_warnings(edition)), width=width, colour=colour)


def printed(content: RenderableType, *, width: int, colour: bool) -> str:
    """What a terminal of a width is to be given to show the content."""
    page = StringIO()
    console = Console(
        file=page,
        width=max(width, _NARROWEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    console.print(content)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().rstrip().split("\n"))


def _heading(edition: Edition) -> RenderableType:
    heading = edition.document.heading
    facts = {
        "Body": Text.assemble(*_mention(edition, heading.body)) if heading.body else None,
        "Session": heading.session,
        "Meeting": heading.meeting,
        "Place": heading.place,
        "Adopted": heading.adopted,
        "Dates": "; ".join(
            f"{edition.words(date)} ({date.date or 'no day'})" + " does not agree" * (date.agrees is False)
            for date in heading.dates
        ),
        "Read": edition.tally,
    }
    grid = Table.grid(padding=(0, 2))
    for name, fact in facts.items():
        if fact:
            grid.add_row(Text(name, style="dim"), one_line(fact) if isinstance(fact, str) else fact)
    symbol = f"  {one_line(heading.symbol)}" if heading.symbol else ""
    first = Text.assemble((edition.kind.upper(), "cyan"), (symbol, "bold"))
    return Group(first, Text(edition.title, style="bold"), Padding(grid, (1, 0, 0, 0)))


def _mandates(edition: Edition) -> Iterator[RenderableType]:
    if edition.document.mandates:
        yield from (_title("Mandates"), _MandateTable(edition))
    else:
        yield from (_title("Mandates"), Text("None was read in this document.", style="dim"))
    operative = [act for act in edition.bare_acts if edition.paragraphs[act.paragraph].kind == "operative"]
    if operative:
        yield from (_title("Other acts of the operative part"), _lines(edition, operative))
    if edition.document.citations:
        yield from _citations(edition)


class _MandateTable:
    """A table with a column for each part of a mandate where there is room, else with the parts below each other."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield _wide(self._edition) if options.max_width >= _WIDE else _compact(self._edition)


def _wide(edition: Edition) -> Table:
    parts = [_parts(edition, mandate, apart="\n") for mandate in edition.document.mandates]
    used = [name for name in _PARTS if any(name in part for part in parts)]
    table = _table("¶", "Who", "Does what", *used)
    for mandate, part in zip(edition.document.mandates, parts, strict=True):
        row = (_Cell(part.get(name, Text())) for name in used)
        what = _stacked(_action(edition, mandate), *_doubts(edition, mandate))
        table.add_row(_number(edition, mandate), _Cell(_who(edition, mandate)), what, *row)
    return table


def _compact(edition: Edition) -> Table:
    table = _table("¶", "Who", "Does what")
    for mandate in edition.document.mandates:
        parts = _parts(edition, mandate, apart=" ").items()
        labelled = (Text.assemble((f"{name}: ", "dim"), part) for name, part in parts)
        what = _stacked(_action(edition, mandate), *labelled, *_doubts(edition, mandate))
        table.add_row(_number(edition, mandate), _Cell(_who(edition, mandate)), _Cell(what))
    return table


class _Cell:
    """Words of which an identifier that is longer than a line goes on after one of its hyphens or slashes."""

    def __init__(self, words: Text) -> None:
        self._words = words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text("\n").join(self._words.divide(self._cuts(options.max_width)))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._words)

    def _cuts(self, width: int) -> Iterator[int]:
        plain = self._words.plain
        for word in re.finditer(r"\S+", plain):
            start, end = word.span()
            joints = [joint.end() for joint in _JOINT.finditer(plain, start, end)]
            if start and joints and end - start > width:
                yield start
            while end - start > width:
                fitting = [joint for joint in joints if start < joint <= start + width]
                if not fitting:
                    break
                start = fitting[-1]
                yield start


def _number(edition: Edition, mandate: Mandate) -> Text:
    return Text(edition.number(edition.place(mandate)), style="bold")


def _who(edition: Edition, mandate: Mandate) -> Text:
    if not mandate.addressees:
        return Text(edition.addressed(mandate), style="dim italic")
    return _mentions(edition, mandate.addressees)


def _action(edition: Edition, mandate: Mandate) -> Text:
    verb = edition.words(edition.act[mandate.act].verb)
    return Text.assemble((f"{verb} ", "cyan"), edition.words(mandate.action))


def _parts(edition: Edition, mandate: Mandate, apart: str) -> dict[str, Text]:
    """The parts of a mandate that the text gives, by the name of their column; what they mean stands `apart`."""

    def noted(words: Words, note: str | None) -> Text:
        return Text.assemble(edition.words(words), (f"{apart}({note})" if note else "", "dim"))

    conditions = [noted(condition, condition.kind) for condition in mandate.conditions]
    conditions += [Text(f"after {before}") for before in mandate.depends_on]
    times = []
    if deadline := mandate.deadline:
        times.append(noted(deadline, deadline.date))
    if recurrence := mandate.recurrence:
        times.append(noted(recurrence, recurrence.period))
    deliverable = [noted(mandate.deliverable, mandate.deliverable.kind)] if mandate.deliverable else []
    partners = [Text.assemble(*_mention(edition, partner)) for partner in mandate.partners]
    columns = zip(_PARTS, (partners, conditions, times, deliverable), strict=True)
    return {name: Text(f";{apart}").join(parts) for name, parts in columns if parts}


def _mentions(edition: Edition, mentions: Iterable[Mention]) -> Text:
    return Text("; ").join(Text.assemble(*_mention(edition, mention)) for mention in mentions)


def _mention(edition: Edition, mention: Mention) -> Iterator[tuple[str, str]]:
    yield edition.words(mention), ""
    if mention.actor:
        yield f" {mention.actor}", "dim"


def _doubts(edition: Edition, mandate: Mandate) -> list[Text]:
    return [_doubt(doubt) for doubt in (*edition.act[mandate.act].doubts, *mandate.doubts)]


def _doubt(doubt: Doubt) -> Text:
    return Text.assemble(("Doubt: ", "yellow"), (one_line(doubt.message), "italic"))


def _lines(edition: Edition, acts: Iterable[Act]) -> Table:
    """A line an act, cut where the line ends."""
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    for act in acts:
        words = edition.words_between(act.verb.end, act.end)
        line = Text.assemble((edition.words(act.verb), "cyan"), (f" ({force(act)}) ", "dim"), words)
        grid.add_row(Text(edition.number(act.paragraph), style="bold"), line)
        for doubt in act.doubts:
            grid.add_row("", _doubt(doubt))
    return grid


def _acts(edition: Edition) -> Iterator[RenderableType]:
    table = _table("¶", "Verb", "Force", "Words")
    for act in edition.document.acts:
        words = Text(edition.words_between(act.verb.end, act.end))
        row = Text(edition.words(act.verb), style="cyan"), Text(force(act)), _stacked(words, *map(_doubt, act.doubts))
        table.add_row(Text(edition.number(act.paragraph), style="bold"), *row)
    yield from (_title("Acts"), table)


def _citations(edition: Edition) -> Iterator[RenderableType]:
    table = _table("¶", "Words", "Kind", "Identifier")
    for citation in edition.document.citations:
        number = edition.number(citation.paragraph or "")
        words = edition.words(citation)
        table.add_row(Text(number, style="bold"), Text(words), citation.kind, Text(citation.id or ""))
    yield from (_title("Citations"), table)


def _paragraphs(edition: Edition) -> Iterator[RenderableType]:
    table = _table("Paragraph", "Number", "Kind", "Words")
    for paragraph in edition.document.paragraphs:
        number = edition.number(paragraph.id) if paragraph.path else ""
        table.add_row(Text(paragraph.id, style="bold"), Text(number), paragraph.kind, Text(edition.words(paragraph)))
    yield from (_title("Paragraphs"), table)


def _warnings(edition: Edition) -> Iterator[RenderableType]:
    if edition.document.warnings:
        yield _title("Warnings")
    for warning in edition.document.warnings:
        yield Text.assemble(("! ", "yellow"), one_line(warning.message))


def _title(words: str) -> Text:
    return Text(f"\n{words}", style="bold")


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, show_edge=False, pad_edge=False, leading=1, header_style="dim")
    table.border_style = "dim"
    for name in columns:
        table.add_column(name, ratio=_RATIOS.get(name), max_width=24, overflow="fold")
    return table


def _stacked(*lines: Text) -> Text:
    return Text("\n").join(lines)


VIEWS: dict[str, Callable[[Edition], Iterator[RenderableType]]] = {
    "mandates": _mandates,
    "acts": _acts,
    "citations": _citations,
    "paragraphs": _paragraphs,
}
"""What each view shows, by its name."""

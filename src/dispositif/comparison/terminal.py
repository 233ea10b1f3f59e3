"""A comparison as a terminal shows it. Without colour, deleted words stand as [-words-], inserted ones as {+words+}."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dispositif.comparison.forms import Comparison, Finding, Pair, Series
from dispositif.comparison.messages import labelled, numbers, tally, told
from dispositif.comparison.pairing import runs_between
from dispositif.comparison.wording import BREAK, Run
from dispositif.exports import Edition
from dispositif.exports.edition import counted, printable
from dispositif.exports.terminal import printed

_SIGNS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}
_STYLES = {"deleted": "red strike", "inserted": "green underline", "kept": ""}
_PARTS = {"what": "cyan", "old": "", "new": "", "note": "dim"}


def to_terminal(
    comparison: Comparison, old: Edition, new: Edition, *, width: int = 80, colour: bool = False, every: bool = False
) -> str:
    """What differs and what it means; with `every`, the paragraphs that are the same too."""
    return printed(Group(*_parts(comparison, old, new, colour, every)), width=width, colour=colour)


def series_to_terminal(series: Series, editions: Sequence[Edition], *, width: int = 80, colour: bool = False) -> str:
    """A table of lines: what became of each paragraph through the documents."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for edition in editions:
        table.add_column(edition.name, overflow="fold")
    for each in series.lines:
        cells = []
        for index, (edition, places) in enumerate(zip(editions, each.places, strict=True)):
            relation = each.relations[index - 1] if index else None
            shown = relation if relation not in (None, "same") else ""
            cells.append(Text.assemble((numbers(edition, places), "bold"), (f" {shown}", "dim")))
        table.add_row(*cells)
    return printed(table, width=width, colour=colour)


def marked(words: Iterable[Run], colour: bool) -> Text:
    """Runs of words as a terminal shows them."""
    text = Text()
    for run in words:
        shown = printable(run.text.replace(BREAK, " ¶ "))
        before, after = ("", "") if colour or run.kind == "kept" else _SIGNS[run.kind]
        blank = " " if before and shown.startswith(" ") else ""
        text.append(f"{blank}{before}{shown.lstrip() if before else shown}{after}", _STYLES[run.kind])
    return text


def _parts(comparison: Comparison, old: Edition, new: Edition, colour: bool, every: bool) -> Iterator[RenderableType]:
    meaning: dict[int, list[Finding]] = {}
    for finding in comparison.findings:
        meaning.setdefault(finding.pair, []).append(finding)
    yield Text.assemble((old.name, "bold"), " → ", (new.name, "bold"))
    yield Text(f"{tally(comparison)}; {counted(len(comparison.findings), 'finding')}", style="dim")
    for number, pair in enumerate(comparison.pairs):
        if every or pair.relation != "same":
            yield from _pair(pair, old, new, meaning.get(number, []), colour)


def _pair(pair: Pair, old: Edition, new: Edition, meaning: Sequence[Finding], colour: bool) -> Iterator[RenderableType]:
    also = " and changed" if pair.relation == "moved" and pair.changes else ""
    yield Text.assemble("\n", (labelled(pair, old, new), "bold"), (f"  {pair.relation}{also}", "dim"))
    yield Padding(marked(runs_between(old, pair.old, new, pair.new), colour), (0, 0, 0, 2))
    for finding in meaning:
        yield Padding(_told(finding), (0, 0, 0, 2))


def _told(finding: Finding) -> Text:
    parts = told(finding)
    text = Text(f"{parts[0][1]}: ", style=_PARTS["what"])
    words = " → ".join(f"“{words}”" for kind, words in parts if kind in ("old", "new"))
    text.append(words, "default")
    for kind, note in parts:
        if kind == "note":
            text.append(f"; {note}" if words else note, "dim")
    return text

"""An evaluation as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dispositif.evaluation.report import Report, Share
from dispositif.exports.edition import counted
from dispositif.exports.terminal import printed


def to_table(report: Report, *, width: int = 80, colour: bool = False) -> str:
    """The counts, then the examples."""
    return printed(Group(*_parts(report)), width=width, colour=colour)


def _parts(report: Report) -> Iterator[RenderableType]:
    yield Text(f"{counted(report.files, 'document')} read with and without mark-up", style="bold")
    if report.paragraphs:
        yield _shares("Paragraphs", report.paragraphs, report)
        yield _shares("Heading and items", report.items, report)
    if report.examples:
        yield Text("Examples", style="bold")
    for one in report.examples:
        yield Text.assemble(
            f"\n{one.file} at {one.start}: ", (f"{one.sort} {one.fault}", "bold"), f"\n  marked: {one.marked}",
            f"\n  read:   {one.found}", (f"\n  {one.words}", "dim") if one.words else "",
        )  # fmt: skip


def _shares(title: str, shares: Mapping[str, Share], report: Report) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    table.add_column("")
    for column in ("Marked", "Right", "Recall", "Precision"):
        table.add_column(column, justify="right")
    table.add_column("Faults")
    for sort, share in sorted(shares.items(), key=lambda pair: (-pair[1].marked, pair[0])):
        counts = sorted(report.faults.get(sort, {}).items(), key=lambda pair: -pair[1])
        faults = ", ".join(f"{count:,} {fault}" for fault, count in counts)
        table.add_row(
            sort, f"{share.marked:,}", f"{share.right:,}", _percent(share.recall), _percent(share.precision), faults
        )
    return table


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"

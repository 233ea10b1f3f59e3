"""The summary of a dataset: one page of charts. Each chart is a table whose rows bear bars, and is read as one."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from dispositif import __version__
from dispositif.authorities import records
from dispositif.dataset.tally import CHARTS, Chart, Counts, bars

_LONGEST = 20
_WIDTH = 100
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def summary(counts: Counts, failed: int) -> str:
    """The page, as HTML."""
    return "\n".join(_page(counts, failed)) + "\n"


def _page(counts: Counts, failed: int) -> Iterator[str]:
    total = counts.get("total", {})
    style = Path(__file__).with_name("summary.css").read_text("utf-8")
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>Summary of the dataset</title>\n<style>\n{style}</style>\n</head>\n<body>"
    yield "<header><h1>Summary of the dataset</h1>"
    yield f"<p>Read by Dispositif {__version__} by machine; confirmed by nobody.</p>"
    yield '<dl class="totals">'
    for what in ("documents", "paragraphs", "acts", "mandates", "conditional", "citations"):
        name = "mandates with a condition" if what == "conditional" else what
        yield f"<div><dt>{name}</dt><dd>{total.get(what, 0):,}</dd></div>"
    if failed:
        yield f"<div><dt>documents that could not be read</dt><dd>{failed:,}</dd></div>"
    yield "</dl></header>\n<main>"
    for chart in CHARTS:
        yield from _chart(chart, list(bars(chart, counts)))
    yield "</main>"
    yield "<footer><p>The tables stand beside this page; dictionary.md says what their columns mean.</p></footer>"
    yield "</body>\n</html>"


def _chart(chart: Chart, counted: list[tuple[str, int]]) -> Iterator[str]:
    yield f'<section aria-labelledby="{chart.name}"><h2 id="{chart.name}">{escape(chart.title)}</h2>'
    if chart.note:
        yield f"<p>{escape(chart.note)}</p>"
    if not counted:
        yield '<p class="none">There is none.</p></section>'
        return
    shown, rest = (counted, []) if chart.by_name or chart.order else (counted[:_LONGEST], counted[_LONGEST:])
    most = max(count for _, count in shown)
    yield f'<table aria-labelledby="{chart.name}"><thead><tr><th scope="col">{escape(chart.category)}</th>'
    yield '<th scope="col">Number</th><td></td></tr></thead><tbody>'
    for name, count in shown:
        label = _label(name) if chart.name == "addressee" else name
        yield f'<tr><th scope="row">{escape(label)}</th><td class="number">{count:,}</td>'
        yield f"<td>{_bar(count, most)}</td></tr>"
    if rest:
        yield f'<tr class="rest"><th scope="row">{len(rest)} others</th>'
        yield f'<td class="number">{sum(count for _, count in rest):,}</td><td></td></tr>'
    yield "</tbody></table></section>"


def _bar(count: int, most: int) -> str:
    width = max(0.5, round(_WIDTH * count / most, 1))
    return (
        f'<svg viewBox="0 0 {_WIDTH} 1" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{width}" height="1"/></svg>'
    )


def _label(actor: str) -> str:
    """The name of an actor, by the record of the authority files."""
    record = records().get(actor)
    names = record.names.get("en", ()) if record else ()
    return names[0] if names else actor

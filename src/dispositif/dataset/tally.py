"""What the charts of the summary count, document by document, and the charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dispositif.document import Document, Mandate

Counts = dict[str, dict[str, int]]

_LIFETIMES = {
    "up to 3 months": 92, "up to 6 months": 183, "up to 1 year": 366, "up to 2 years": 731, "up to 5 years": 1827,
}  # fmt: skip
_LONGER = "more than 5 years"
_BEFORE = "before adoption"
NOBODY = "nobody is named"
UNKNOWN = "an actor of no record"
UNDATED = "no date of adoption"


class Chart(NamedTuple):
    """One chart; `order` are its categories in their order, empty where the longest bar leads."""

    name: str
    title: str
    category: str
    note: str
    order: tuple[str, ...] = ()
    by_name: bool = False
    """Whether the categories stand in the order of their names."""


CHARTS = (
    Chart("addressee", "Mandates by addressee", "Addressee",
          "A mandate with several addressees counts for each of them."),
    Chart("force", "Mandates by force", "Force", "What the body does by the verb that gives the mandate."),
    Chart("year", "Mandates by year", "Year of adoption", "", by_name=True),
    Chart("deliverable", "Mandates by deliverable", "Deliverable", "Only mandates of which the text names one."),
    Chart("report", "Reporting requests by year", "Year of adoption",
          "Mandates whose deliverable is a report.", by_name=True),
    Chart("condition", "Conditional mandates", "Condition",
          "A mandate with conditions of several kinds counts for each kind."),
    Chart("lifetime", "From adoption to deadline", "Lifetime",
          "Only mandates with a dated deadline in documents with a date of adoption.",
          (_BEFORE, *_LIFETIMES, _LONGER)),
)  # fmt: skip
"""All charts, in the order of the page."""


def tally(document: Document) -> Counts:
    """What a document adds to each chart, by category; "total" counts its items."""
    force = {act.id: act.force for act in document.acts}
    year = (document.heading.adopted or "")[:4] or UNDATED
    counts: Counter[tuple[str, str]] = Counter()
    for mandate in document.mandates:
        counts["force", force[mandate.act]] += 1
        counts["year", year] += 1
        counts.update(("addressee", name) for name in _addressees(mandate))
        counts.update(("condition", kind) for kind in {condition.kind for condition in mandate.conditions})
        counts["total", "conditional"] += bool(mandate.conditions)
        if mandate.deliverable:
            counts["deliverable", mandate.deliverable.kind] += 1
            counts["report", year] += mandate.deliverable.kind == "report"
        if lifetime := _lifetime(document.heading.adopted, mandate):
            counts["lifetime", lifetime] += 1
    counts["total", "documents"] = 1
    for what in ("paragraphs", "acts", "mandates", "citations"):
        counts["total", what] = len(getattr(document, what))
    return added({}, ((chart, {name: count}) for (chart, name), count in counts.items() if count))


def added(counts: Counts, others: Iterable[tuple[str, dict[str, int]]]) -> Counts:
    """The first counts, increased by the others."""
    for chart, more in others:
        into = counts.setdefault(chart, {})
        for name, count in more.items():
            into[name] = into.get(name, 0) + count
    return counts


def bars(chart: Chart, counts: Counts) -> Iterator[tuple[str, int]]:
    """The categories of a chart with their counts, in their order."""
    counted = counts.get(chart.name, {})
    if chart.order:
        yield from ((name, counted[name]) for name in chart.order if name in counted)
    elif chart.by_name:
        yield from sorted(counted.items())
    else:
        yield from sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _addressees(mandate: Mandate) -> set[str]:
    return {addressee.actor or UNKNOWN for addressee in mandate.addressees} or {NOBODY}


def _lifetime(adopted: str | None, mandate: Mandate) -> str | None:
    until = mandate.deadline.date if mandate.deadline else None
    try:
        days = (date.fromisoformat(until or "") - date.fromisoformat(adopted or "")).days
    except ValueError:
        return None
    if days < 0:
        return _BEFORE
    return next((name for name, most in _LIFETIMES.items() if days <= most), _LONGER)

"""The accuracy page: figures beside their floors, without the known faults of the gold, and what changed."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tally import Scores, total

HERE = Path(__file__).resolve().parent
Results = dict[tuple[str, str], dict[str, Scores]]
Known = dict[str, frozenset[str]]
Before = Mapping[str, Any]

MEASURES = (
    "preambular", "operative", "number", "opening", "further", "annex", "type", "link", "symbol", "adopted", "session",
    "body", "act", "force", "addressee",
)  # fmt: skip
SHOWN = 60
INTRODUCTION = """# Accuracy

How much of what editors marked up is read, measured in one process on plain text: F1 for paragraphs, numbers, links and
addressees, recall for verbs (opening a paragraph, further inside it), annexes kept apart, the heading's facts, acts and
their force. `make accuracy` rewrites this page.

Three texts of each set: *plain*, as copied out of a word processor; *wrapped*, its lines broken at 78 columns; *tight*,
wrapped and without blank lines. *Sound gold* leaves out the documents whose gold is known to be faulty
([gold_faults.yaml](gold_faults.yaml)). **✗** marks a figure below its floor ([floors.yaml](floors.yaml)), ▲ and ▼ a
change since the page before. The `mandates` set was annotated by a language model, not all of it checked:
silver, not gold. Links are shown only for the sets whose editors linked all of them.
"""


def known_faults(path: Path) -> Known:
    """The measures not to be counted, by document; no measure means all of them."""
    records = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    faults: Known = {}
    for record in records:
        measures = frozenset(record.get("measures", MEASURES))
        faults[record["document"]] = faults.get(record["document"], frozenset()) | measures
    return faults


def without(scored: dict[str, Scores], faults: Known) -> list[Scores]:
    """The scores of a set's documents, less what is spoilt by faults of the gold."""
    return [
        {measure: tally for measure, tally in scores.items() if measure.split()[0] not in spoilt}
        for document, scores in scored.items()
        for spoilt in [_spoilt(document, faults)]
    ]


def _spoilt(document: str, faults: Known) -> frozenset[str]:
    matching = (measures for pattern, measures in faults.items() if fnmatch.fnmatch(document, pattern))
    return frozenset().union(*matching)


def render(results: Results, faults: Known, before: Before) -> str:
    """The page, in Markdown."""
    tables = _tables(results, faults, before)
    below = "\n".join(tables).count("**✗**")
    summary = f"{below} figures are below their floors." if below else "No figure is below its floor."
    return "\n".join([INTRODUCTION, summary, "", *tables, *_changes(results, before)])


def record(results: Results) -> dict[str, Any]:
    """What a later page needs to tell what changed: every set's figures and every document's faults."""
    return {
        "figures": {
            f"{name} {variant}": {measure: round(figure, 4) for measure, figure in total(scored.values()).items()}
            for (name, variant), scored in results.items()
        },
        "faults": {
            f"{name} {variant}": {
                document: faults
                for document, scores in scored.items()
                if (faults := {measure: tally.faults for measure, tally in scores.items() if tally.faults})
            }
            for (name, variant), scored in results.items()
        },
    }


def _floor(name: str, floors: list[dict[str, Any]]) -> dict[str, float]:
    for entry in floors:
        if any(fnmatch.fnmatch(name, pattern) for pattern in entry["sets"]):
            return dict(entry["least"])
    return {}


def _is_marked_up(measure: str, floors: dict[str, float]) -> bool:
    """Links are marked up throughout only in the sets that have a floor for them."""
    return measure != "link" or not floors or measure in floors


def _tables(results: Results, faults: Known, before: Before) -> list[str]:
    data = yaml.safe_load((HERE / "floors.yaml").read_text(encoding="utf-8"))
    lines = []
    for name in dict.fromkeys(name for name, _ in results):
        plain = total(results[name, "plain"].values())
        floors = _floor(name, data["floors"])
        columns = [measure for measure in MEASURES if measure in plain and _is_marked_up(measure, floors)]
        lines += [f"## {name}", "", f"{len(results[name, 'plain'])} documents", ""]
        lines += ["| | " + " | ".join(columns) + " |", "|---|" + "--:|" * len(columns)]
        lines.append(_row("floor", {m: f"{f:.3f}" for m, f in floors.items()}, columns))
        for variant in (variant for known, variant in results if known == name):
            figures = total(results[name, variant].values())
            least = floors if variant == "plain" else {m: figure - data["loss"] for m, figure in plain.items()}
            was = before.get("figures", {}).get(f"{name} {variant}", {})
            cells = {m: _cell(figures[m], least.get(m), was.get(m)) for m in columns if m in figures}
            lines.append(_row(variant, cells, columns))
        sound = total(without(results[name, "plain"], faults))
        if sound != plain:
            lines.append(
                _row("plain, sound gold", {m: _cell(f, floors.get(m), None) for m, f in sound.items()}, columns)
            )
        lines.append("")
    return lines


def _row(title: str, cells: Mapping[str, str], columns: list[str]) -> str:
    return f"| {title} | " + " | ".join(cells.get(column, "") for column in columns) + " |"


def _cell(figure: float, least: float | None, was: float | None) -> str:
    mark = " **✗**" if least is not None and round(figure, 3) < round(least, 3) else ""
    change = round(figure - was, 3) if was is not None else 0
    arrow = f" {'▲' if change > 0 else '▼'} {abs(change):.3f}" if change else ""
    return f"{figure:.3f}{mark}{arrow}"


def _changes(results: Results, before: Before) -> list[str]:
    """Documents that are read better or worse than they were."""
    faults_before = before.get("faults")
    if faults_before is None:
        return []
    changes: dict[tuple[str, str, str, int, int], list[str]] = {}
    for (name, variant), scored in results.items():
        was_set = faults_before.get(f"{name} {variant}")
        for document, scores in scored.items() if was_set is not None else ():
            for measure, tally in scores.items():
                was = was_set.get(document, {}).get(measure, 0)
                if tally.faults != was and not measure.startswith("type "):
                    changes.setdefault((name, document, measure, was, tally.faults), []).append(variant)
    gains: list[tuple[int, str]] = []
    losses: list[tuple[int, str]] = []
    for (name, document, measure, was, now), variants in changes.items():
        line = f"- {name}: {document}, {measure}: {was} → {now} faults ({', '.join(variants)})"
        (losses if now > was else gains).append((abs(now - was) * len(variants), line))
    return [*_listing("Gains", gains), *_listing("Losses", losses)]


def _listing(title: str, changes: list[tuple[int, str]]) -> list[str]:
    changes.sort(key=lambda change: -change[0])
    items = sum(size for size, _ in changes)
    lines = [f"## {title} since the page before", "", f"{items} items in {len(changes)} places.", ""]
    lines += [line for _, line in changes[:SHOWN]]
    if len(changes) > SHOWN:
        lines.append(f"- and {len(changes) - SHOWN} smaller ones")
    return [*lines, ""]

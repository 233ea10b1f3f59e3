"""Time all of `read` beside what else is there, in the same run, and rewrite speed.md.

    python benchmarks/speed.py [MEASURE ...]

MEASURE: throughput, growth, memory, start, jobs; where none is named, all of them, and the page is rewritten. The peers
get environments of their own, built under benchmarks/ the first time.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import measures
from contestants import CONTESTANTS
from speed_texts import SAMPLE, lay_out, long_document, verbs

HERE = Path(__file__).resolve().parent
COPIES = 3
LONG = (1, 10)  # million characters
INTRODUCTION = """# Speed

`make speed` rewrites this page. Everything on it was measured in one run on one machine ({machine}).
The texts: {texts}.
What counts is the ratios: absolute figures differ from machine to machine. Throughput and growth are counted in seconds
of the processor, which other programs on the machine disturb least; the rest by the clock. ▲ and ▼ show a change of a
ratio since the page before.
"""
Figures = dict[str, float]


class Page:
    """The page as it is being written: its lines, its ratios, and those of the page before."""

    def __init__(self, before: Figures) -> None:
        self.lines: list[str] = []
        self.ratios: Figures = {}
        self._before = before

    def table(self, title: str, heads: tuple[str, ...]) -> None:
        """Begin a table."""
        self.lines += ["", f"## {title}", "", "| " + " | ".join(heads) + " |", "|---|" + "--:|" * (len(heads) - 1)]

    def row(self, *cells: str) -> None:
        """Add a row."""
        self.lines.append("| " + " | ".join(cells) + " |")

    def ratio(self, key: str, value: float) -> str:
        """A ratio as printed, with its change since the page before."""
        self.ratios[key] = value
        was = self._before.get(key)
        if was is None or f"{was:.2f}" == f"{value:.2f}":
            return f"{value:.2f}"
        return f"{value:.2f} {'▲' if value > was else '▼'} {abs(value - was):.2f}"


def throughput(page: Page, folder: Path) -> None:
    """Documents a second of every contestant."""
    (folder / "verbs").write_text("\n".join(verbs()), encoding="utf-8")
    texts = list(folder.glob("*.txt"))
    megabytes = sum(path.stat().st_size for path in texts) / measures.MEGABYTE
    page.table(
        f"Documents a second: {len(texts)} texts, {megabytes:.1f} MB, one core, median of five",
        ("", "documents/s", "MB/s", "dispositif is so many times as fast", "found"),
    )
    ours = 0.0
    for name, contestant in CONTESTANTS.items():
        rate = measures.throughput(name, folder)
        title = f"**{name}**: {(contestant.__doc__ or '').strip().rstrip('.')}"
        if isinstance(rate, str):
            page.row(title, "not measured", "", "", rate)
            continue
        ours = ours or rate.per_second
        found = ", ".join(f"{many:,} {kind}" for kind, many in rate.found.items())
        speeds = (f"{rate.per_second:,.0f}", f"{rate.per_second * megabytes / len(texts):.1f}")
        page.row(title, *speeds, page.ratio(name, ours / rate.per_second), found)


def growth(page: Page, folder: Path) -> None:
    """Time against length of one document."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    page.table(
        "One long document, its paragraphs in an order drawn by lot: double the text, how much more time (at most 2.2)",
        ("", "seconds", "ratio"),
    )
    before = None
    for length, seconds in measures.growth(texts, folder).items():
        ratio = page.ratio(f"growth to {length}", seconds / before) if before else ""
        page.row(f"{length / measures.MEGABYTE:g} million characters", f"{seconds:.2f}", ratio)
        before = seconds


def memory(page: Page, folder: Path) -> None:
    """Peak memory of batches of several sizes."""
    texts = sorted(folder.glob("*.txt"))
    page.table("Memory of a batch (at most 150 MB)", ("", "MB resident", "of Python doing nothing"))
    nothing = measures.memory_of_nothing()
    page.row("`python -c pass`", f"{nothing:.0f}", "1.00")
    for many in (1, len(texts) // 4, len(texts)):
        peak = measures.memory(texts[:many], folder / "out")
        page.row(f"{many} files", f"{peak:.0f}", page.ratio(f"memory of {many}", peak / nothing))
    long = folder / "long.txt"
    for millions in LONG:
        whole = long_document([path.read_text(encoding="utf-8") for path in texts], millions * measures.MEGABYTE)
        long.write_text(whole, "utf-8")
        peak = measures.memory([long], folder / "out")
        key = "memory of a long file" if millions == 1 else f"memory of {millions} million characters"
        page.row(f"1 file of {millions} million characters", f"{peak:.0f}", page.ratio(key, peak / nothing))
    long.unlink()


def start(page: Page, _: Path) -> None:
    """Cold start of the command on one page."""
    page.table("From a cold start, one page (at most 0.3 s)", ("", "seconds", "of Python doing nothing"))
    nothing = measures.start([sys.executable, "-c", "pass"])
    page.row("`python -c pass`", f"{nothing:.3f}", "1.00")
    for form in ("terminal", "json"):
        options = [] if form == "terminal" else ["--format", form]
        seconds = measures.start([measures.DISPOSITIF, "read", str(SAMPLE), *options])
        page.row(f"`dispositif read`, {form}", f"{seconds:.3f}", page.ratio(f"start {form}", seconds / nothing))


def jobs(page: Page, folder: Path) -> None:
    """Two jobs against one."""
    texts = several_times(folder)
    page.table(
        f"`--jobs`: {len(texts)} files, {os.cpu_count()} cores (two jobs at least 1.7)", ("", "seconds", "ratio")
    )
    one, two = measures.batches(texts, folder / "out")
    page.row("1 job", f"{one:.2f}", "1.00")
    page.row("2 jobs", f"{two:.2f}", page.ratio("two jobs", one / two))


def several_times(folder: Path) -> list[Path]:
    """Every text several times, so that the start, which no second job shortens, counts for little."""
    copies = folder / "copies"
    copies.mkdir()
    return [
        Path(shutil.copy(text, copies / f"{copy}-{text.name}"))
        for copy in range(COPIES)
        for text in sorted(folder.glob("*.txt"))
    ]


MEASURES: dict[str, Callable[[Page, Path], None]] = {
    measure.__name__: measure for measure in (throughput, growth, memory, start, jobs)
}


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measures", nargs="*", choices=[*MEASURES, []], metavar="MEASURE")
    asked = parser.parse_args().measures
    kept = HERE / "speed.json"
    page = Page(json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {})
    with tempfile.TemporaryDirectory() as folder:
        texts = lay_out(Path(folder))
        for name in asked or MEASURES:
            print(f"measuring {name}", file=sys.stderr)
            MEASURES[name](page, Path(folder))
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    written = INTRODUCTION.format(machine=machine, texts=texts) + "\n".join(page.lines) + "\n"
    print(written)
    if not asked:
        (HERE / "speed.md").write_text(written, encoding="utf-8")
        kept.write_text(json.dumps(page.ratios, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

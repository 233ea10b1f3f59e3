"""Measure Akoma Ntoso out and in on the whole corpus, and rewrite akn.md.

    python benchmarks/akn.py                 every file of the corpus; rewrites the page
    python benchmarks/akn.py --sample 200    so many files, evenly taken; prints the page

Each file is read as it is marked up, and once more from its bare text; both are written as Akoma Ntoso, checked by the
schema and read again. Option: --corpus DIR (where the corpus stands), --jobs N.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import dispositif
from akn_losses import KINDS, Trip, faults, round_trip
from gold import CORPUS

HERE = Path(__file__).resolve().parent
Source = tuple[str, str, bytes]


class Outcome(NamedTuple):
    """What became of one file: whether it is valid itself, its two round trips, or why there are none."""

    language: str
    name: str
    is_valid: bool = False
    marked: Trip | None = None
    plain: Trip | None = None
    failure: str = ""


def sources(corpus: Path) -> Iterator[Source]:
    """Every Akoma Ntoso file of the corpus: its language, its name and its content."""
    for archive in sorted((corpus / "akn4un").glob("*/*.zip")):
        with zipfile.ZipFile(archive) as held:
            for name in sorted(held.namelist()):
                if name.endswith(".xml"):
                    yield archive.parent.name, f"{archive.stem}/{name}", held.read(name)


def measure(source: Source) -> Outcome:
    """Both round trips of a file."""
    language, name, content = source
    try:
        is_valid = not faults(content)
    except SyntaxError:
        is_valid = False
    try:
        text = dispositif.read_with_text(content, name=name)[1]
        return Outcome(language, name, is_valid, round_trip(content), round_trip(text.characters))
    except dispositif.DispositifError as error:
        return Outcome(language, name, is_valid, failure=str(error))


def render(outcomes: list[Outcome]) -> str:
    """The page."""
    read = [one for one in outcomes if not one.failure]
    trips = {
        "marked up": [one.marked for one in read if one.marked],
        "bare text": [one.plain for one in read if one.plain],
    }
    lines = [
        "# Akoma Ntoso, out and in", "",
        "Rewritten by `python benchmarks/akn.py`. Each file of the corpus is read as it is marked up and once more",
        "from its bare text; both are written as Akoma Ntoso, checked by the schema of OASIS (akomantoso30.xsd) and",
        "read again. What counts as the same is said in [Akoma Ntoso](../docs/explanation/akoma-ntoso.md).", "",
        "| read from | documents | valid | same text | nothing lost |", "|---|--:|--:|--:|--:|",
    ]  # fmt: skip
    for name, made in trips.items():
        counts = [sum(not one.faults for one in made), sum(one.text_is_same for one in made)]
        counts.append(sum(one.is_whole for one in made))
        lines.append(f"| {name} | {len(made):,} | " + " | ".join(_share(count, len(made)) for count in counts) + " |")
    lines += ["", "## Lost, by kind", "", "| kind | " + " | ".join(f"{name}: items | lost" for name in trips) + " |"]
    lines.append("|---|" + "--:|" * 2 * len(trips))
    for kind in KINDS:
        cells = [
            f"{sum(one.items[kind] for one in made):,} | {sum(one.lost[kind] for one in made):,}"
            for made in trips.values()
        ]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    lines += ["", "## Read in", "", "| language | files | read | of the files themselves valid |", "|---|--:|--:|--:|"]
    for language, files in sorted(Counter(one.language for one in outcomes).items()):
        of_it = [one for one in outcomes if one.language == language]
        valid = _share(sum(one.is_valid for one in of_it), files)
        lines.append(f"| {language} | {files:,} | {sum(not one.failure for one in of_it):,} | {valid} |")
    failures = [f"- {one.language}/{one.name}: {one.failure}" for one in outcomes if one.failure]
    lines += ["", "## Not read", "", *(failures or ["None."]), ""]
    return "\n".join(lines)


def _share(count: int, of: int) -> str:
    return f"{count:,} ({count / of:.2%})" if of else "–"


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--jobs", type=int, default=1, metavar="N")
    asked = parser.parse_args()
    found = list(sources(asked.corpus))
    if not found:
        print(f"{asked.corpus} holds no Akoma Ntoso: name the corpus with --corpus.", file=sys.stderr)
        return 2
    chosen = found[:: max(len(found) // asked.sample, 1)] if asked.sample else found
    with multiprocessing.Pool(asked.jobs) as workers:
        outcomes = list(workers.imap(measure, chosen, chunksize=8))
    page = render(outcomes)
    if not asked.sample:
        (HERE / "akn.md").write_text(page, encoding="utf-8")
    print(page)
    for one in outcomes:
        for trip in (one.marked, one.plain):
            if trip and (trip.faults or not trip.text_is_same):
                print(f"{one.language}/{one.name}: {(trip.faults or ['the text differs'])[0]}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

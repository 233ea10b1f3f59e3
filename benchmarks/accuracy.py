"""Measure accuracy against gold, and rewrite accuracy.md with the gains and losses since the page before.

    python benchmarks/accuracy.py                        every set of the corpus; rewrites the page
    python benchmarks/accuracy.py FOLDER_OR_ZIP ...      Akoma Ntoso (AKN4UN) documents of your own; prints the table

Options: --corpus DIR, --evaluation DIR (where the corpus and the scripts that score stand).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import dispositif
from accuracy_page import Known, Results, known_faults, record, render
from gold import CORPUS, EVALUATION, VARIANTS, GoldDocument, GoldSet, gold_documents, gold_sets, script
from tally import Scores, Tally

HERE = Path(__file__).resolve().parent


def read_all(documents: list[GoldDocument]) -> None:
    """Read every document in this one process, and put its JSON beside it."""
    for document in documents:
        try:
            reading = dispositif.read(document.text).to_json()
        except dispositif.DispositifError as error:
            print(f"{document.name}: {error}", file=sys.stderr)
            reading = "{}"
        (document.folder / f"{document.name}.json").write_text(reading, encoding="utf-8")


def scorer(evaluation: Path) -> Any:
    """The scoring script, made to tell its counts as well as the figures it derives from them."""
    module = script("score", evaluation)

    class Counted(module.Count):  # type: ignore[misc, name-defined]
        def row(self, recall_only: bool = False) -> dict[str, Any]:
            found = None if recall_only else self.found
            row: dict[str, Any] = super().row(recall_only)
            return row | {"tally": Tally(self.hit, self.gold, found)}

    module.Count = Counted
    return module


def score(documents: list[GoldDocument], scorer_module: Any) -> dict[str, Scores]:
    """The scores of each document by measure."""
    scores = {}
    for document in documents:
        table = scorer_module.score(document.folder, document.folder)
        scores[document.name] = {
            measure.removeprefix("meta "): row["tally"]
            for measure, row in table.items()
            if isinstance(row, dict) and "tally" in row
        }
    return scores


def measure(sets: list[GoldSet], evaluation: Path) -> Results:
    """Read and score every set in every variant that it has."""
    module = scorer(evaluation)
    results: Results = {}
    for gold_set in sets:
        for variant in VARIANTS if gold_set.made_by == "akn_gold" else ["plain"]:
            documents = gold_documents(gold_set, variant, evaluation)
            read_all(documents)
            results[gold_set.name, variant] = score(documents, module)
            print(f"{gold_set.name} {variant}: {len(documents)} documents", file=sys.stderr)
    return results


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER_OR_ZIP")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--evaluation", type=Path, default=EVALUATION)
    asked = parser.parse_args()
    needed = [asked.evaluation / "score.py", *(asked.folders or [asked.corpus])]
    for path in needed:
        if not path.exists():
            print(f"{path} is absent: name the corpus and its scripts with --corpus and --evaluation.", file=sys.stderr)
            return 2
    sets = [GoldSet(path.stem, path, "akn_gold") for path in asked.folders] or gold_sets(asked.corpus)
    results = measure(sets, asked.evaluation)
    faults = known_faults(HERE / "gold_faults.yaml")
    if asked.folders:
        print(render(results, faults, {}))
        return 0
    return rewrite(results, faults)


def rewrite(results: Results, faults: Known) -> int:
    """Rewrite the page, and keep what the next page will be compared with."""
    kept = HERE / "accuracy.json"
    before = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    page = render(results, faults, before)
    (HERE / "accuracy.md").write_text(page, encoding="utf-8")
    kept.write_text(json.dumps(record(results), indent=1), encoding="utf-8")
    print(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())

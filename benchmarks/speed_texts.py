"""The texts that speed is measured on."""

from __future__ import annotations

import random
import re
from pathlib import Path

import yaml

from gold import CORPUS, EVALUATION, ROOT, gold_documents, gold_sets

SAMPLE = ROOT / "src" / "dispositif" / "samples" / "communique.txt"
VERBS = ROOT / "src" / "dispositif" / "languages" / "en" / "verbs.yaml"
NUMBERED = re.compile(r"^\s*[0-9]+\.\s+(.+)$", re.MULTILINE)
CHOSEN = {"ga-77": 300, "sc-2021": 50, "sc-2022": 50}


def lay_out(folder: Path) -> str:
    """Put the texts in `folder`, and say what they are."""
    if CORPUS.is_dir() and EVALUATION.is_dir():
        sets = {gold_set.name: gold_set for gold_set in gold_sets(CORPUS)}
        for name, many in CHOSEN.items():
            for document in gold_documents(sets[name], "plain", EVALUATION)[:many]:
                (folder / document.text.name).write_bytes(document.text.read_bytes())
        return "English UN resolutions, " + ", ".join(f"{many} of {name}" for name, many in CHOSEN.items())
    sample = SAMPLE.read_text(encoding="utf-8")
    for number in range(400):
        (folder / f"sample-{number:03}.txt").write_text(sample, encoding="utf-8")
    return "copies of the bundled sample communiqué, for want of a corpus"


def verbs() -> list[str]:
    """The verbs that the simpler contestants look for, from our own data."""
    records = yaml.safe_load(VERBS.read_text(encoding="utf-8"))
    return sorted({form for record in records for form in record.get("finite", [])}, key=len, reverse=True)


def long_document(texts: list[str], characters: int) -> str:
    """One resolution of a given length: the numbered paragraphs of all texts, again and again, numbered anew.

    Their order is drawn by lot, always alike, so that each length has the same mix: one body's paragraphs are longer,
    and ask for more, than another's.
    """
    paragraphs = [match[1] for text in texts for match in NUMBERED.finditer(text)]
    random.Random(0).shuffle(paragraphs)
    pieces = ["The General Assembly,"]
    length = 0
    while length < characters:
        number = len(pieces)
        pieces.append(f"{number}.\t{paragraphs[number % len(paragraphs)]}")
        length += len(pieces[-1]) + 2
    return "\n\n".join(pieces)[:characters]

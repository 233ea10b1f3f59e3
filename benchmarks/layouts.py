"""Read the same texts in many layouts, compare with how they are read plain, and rewrite layouts.md.

    python benchmarks/layouts.py [--documents N] [LAYOUT ...]

LAYOUT: some of those of layout_forms.py, by what they are; then the page is printed and not rewritten.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Hashable, Iterable
from pathlib import Path

import dispositif
from gold import CORPUS, EVALUATION, gold_documents, gold_sets
from layout_forms import LAYOUTS
from tally import Tally

HERE = Path(__file__).resolve().parent
KINDS = ("paragraphs", "acts", "mandates", "citations", "heading")
OPENING = 40  # letters by which words are known: what a page prints between them is part of no span's beginning
PAGE = """# The same texts in other layouts

`make layouts` rewrites this page. {documents} documents (English resolutions, decisions and statements of the United
Nations), each read as plain text with a paragraph a line, and again in every layout below; F1 of what is read then
against what is read in the plain text: paragraphs with kind, number and first words, acts with verb and force, mandates
with addressees, first words and date, citations with identifier, and the heading's facts. Where a layout takes away
what a text says (an end of a paragraph that only a blank line shows), nothing can tell it.

| layout | {kinds} |
|---|{columns}
{rows}
"""
Facts = dict[str, Counter[Hashable]]


def facts(text: str) -> Facts:
    """What is read in a text, so that two readings can be compared wherever each stands."""
    document = dispositif.read(text)
    heading = document.heading
    return {
        "paragraphs": Counter(
            (p.kind, p.path, _known(text[p.start : p.end]))
            for p in document.paragraphs
            if p.kind in ("preambular", "operative")
        ),
        "acts": Counter((_known(act.verb.text), act.force) for act in document.acts),
        "mandates": Counter(
            (
                tuple(_known(one.text) for one in mandate.addressees),
                _known(mandate.action.text),
                mandate.deadline and mandate.deadline.date,
            )
            for mandate in document.mandates
        ),
        "citations": Counter(citation.id for citation in document.citations),
        "heading": Counter(
            [
                ("symbol", heading.symbol),
                ("session", heading.session),
                ("adopted", heading.adopted),
                ("body", heading.body and heading.body.actor),
                ("title", _known(heading.title)),
            ]
        ),
    }


def _known(words: str) -> str:
    """The first letters and figures of words."""
    return "".join(filter(str.isalnum, words)).lower()[:OPENING]


def texts(many: int) -> list[str]:
    """So many texts of the corpus, evenly taken."""
    sets = [one for one in gold_sets(CORPUS) if one.made_by == "akn_gold"]
    documents = [document for one in sets for document in gold_documents(one, "plain", EVALUATION)]
    return [document.text.read_text(encoding="utf-8") for document in documents[:: max(1, len(documents) // many)]]


def compared(plain: Iterable[Facts], laid_out: Iterable[Facts]) -> dict[str, Tally]:
    """Of each kind, what both readings have, what the plain one has, and what the other has."""
    counts = dict.fromkeys(KINDS, Tally(0, 0, 0))
    for one, other in zip(plain, laid_out, strict=True):
        for kind in KINDS:
            both = (one[kind] & other[kind]).total()
            counts[kind] += Tally(both, one[kind].total(), other[kind].total())
    return counts


def main() -> int:
    """Measure, and rewrite the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200, metavar="N")
    parser.add_argument("layouts", nargs="*", metavar="LAYOUT")
    asked = parser.parse_args()
    if not CORPUS.is_dir():
        print(f"{CORPUS}: there is no corpus to lay out.", file=sys.stderr)
        return 2
    sources = texts(asked.documents)
    plain = [facts(text) for text in sources]
    rows = []
    for name in asked.layouts or LAYOUTS:
        counts = compared(plain, [facts(LAYOUTS[name](text)) for text in sources])
        rows.append(f"| {name} | " + " | ".join(f"{counts[kind].figure:.3f}" for kind in KINDS) + " |")
        print(rows[-1], file=sys.stderr)
    columns = "--:|" * len(KINDS)
    page = PAGE.format(documents=len(sources), kinds=" | ".join(KINDS), columns=columns, rows="\n".join(rows))
    if asked.layouts:
        print(page)
    else:
        (HERE / "layouts.md").write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

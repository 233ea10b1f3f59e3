"""A draft held against what was adopted before: verbs that are weaker, mandates that stand already."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dispositif.agreed import Adoption, Found, Index
from dispositif.checking.forms import Remark, remark
from dispositif.comparison import compare
from dispositif.comparison.findings import matched
from dispositif.comparison.strength import strength
from dispositif.document import Act, Paragraph
from dispositif.exports import Edition

# From this share of common words on, a paragraph is spoken of as one that stands already.
_NEARLY = 0.75
_FEWEST_CHARACTERS = 60
_SAME_ACT = 0.4


def weaker_than_last(draft: Edition, last: Edition) -> Iterator[Remark]:
    """Verbs that are weaker than in the last text on the matter."""
    comparison = compare(last, draft)
    for finding in comparison.findings:
        if finding.kind == "verb-weakened":
            paragraph = comparison.pairs[finding.pair].new[0].paragraph
            span = finding.new.start, finding.new.end
            message = f"The verb is weaker than in {last.name}: {finding.before}, now {finding.after}."
            made = remark("weaker-verb", draft.characters, span, paragraph, message)
            there = comparison.pairs[finding.pair].old[0].paragraph
            yield msgspec.structs.replace(made, other=f"{last.name} {there}", other_text=finding.old.text)


def overlaps(draft: Edition, index: Index) -> Iterator[Remark]:
    """Paragraphs that give mandates and stand, nearly word for word, with mandates in a text adopted before."""
    for paragraph, found, adoption in _precedents(draft, index):
        if draft.mandates.get(paragraph.id) and adoption.mandates:
            when = f", adopted {adoption.adopted}" if adoption.adopted else ""
            message = f"{found.similarity:.0%} of this stands in {adoption.document}, {adoption.paragraph}{when}."
            made = remark("overlap", draft.characters, (paragraph.start, paragraph.end), paragraph.id, message)
            yield msgspec.structs.replace(made, other=_place(adoption), other_text=found.text)


def weaker_than_agreed(draft: Edition, index: Index) -> Iterator[Remark]:
    """Verbs that are weaker than in the nearest text adopted before."""
    language = draft.document.language
    for paragraph, _, adoption in _precedents(draft, index):
        own = [(act, draft.words_between(act.verb.end, act.end)) for act in draft.acts.get(paragraph.id, [])]
        for (before, _), (after, _) in matched(index.acts(adoption), own, _governed, _governed, _SAME_ACT):
            one, other = strength(before, language), strength(after, language)
            if one and other and one.against(other) < 0:
                span = after.verb.start, after.verb.end
                message = f"The verb is weaker than in {adoption.document}: {one}, now {other}."
                made = remark("weaker-verb", draft.characters, span, paragraph.id, message)
                yield msgspec.structs.replace(made, other=_place(adoption), other_text=before.verb.text)


def _precedents(draft: Edition, index: Index) -> Iterator[tuple[Paragraph, Found, Adoption]]:
    """For each operative paragraph the nearest one adopted before, and its latest adoption in another document."""
    for paragraph in draft.document.paragraphs:
        words = draft.words(paragraph)
        if paragraph.kind != "operative" or len(words) < _FEWEST_CHARACTERS:
            continue
        for found in index.find(words, limit=3, least=_NEARLY):
            adoption = next((one for one in found.adoptions if one.document != draft.name), None)
            if adoption is not None:
                yield paragraph, found, adoption
                break


def _governed(act: tuple[Act, str]) -> str:
    return act[1]


def _place(adoption: Adoption) -> str:
    return f"{adoption.document} {adoption.paragraph}"

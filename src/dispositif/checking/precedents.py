"""A draft held against what was adopted before: verbs that are weaker, mandates that stand already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from dispositif.agreed import Adopted, Adoption, Found
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


class Precedent(NamedTuple):
    """A paragraph of a draft, the nearest text that was adopted before, and its latest adoption in another document."""

    paragraph: Paragraph
    found: Found
    adoption: Adoption


def precedents(draft: Edition, adopted: Adopted) -> list[Precedent]:
    """For each operative paragraph of a draft what stands already, nearly word for word, where anything does."""
    asked = [one for one in draft.document.paragraphs if one.kind == "operative"]
    asked = [one for one in asked if len(draft.words(one)) >= _FEWEST_CHARACTERS]
    answers = adopted.find_all([draft.words(one) for one in asked], limit=3, least=_NEARLY)
    return [one for pair in zip(asked, answers, strict=True) for one in _first(draft, *pair)]


def _first(draft: Edition, paragraph: Paragraph, answer: Iterable[Found]) -> Iterator[Precedent]:
    for found in answer:
        adoption = next((one for one in found.adoptions if one.document != draft.name), None)
        if adoption is not None:
            yield Precedent(paragraph, found, adoption)
            return


def overlaps(draft: Edition, known: Iterable[Precedent]) -> Iterator[Remark]:
    """Paragraphs that give mandates and stand, nearly word for word, with mandates in a text adopted before."""
    for paragraph, found, adoption in known:
        if draft.mandates.get(paragraph.id) and adoption.mandates:
            when = f", adopted {adoption.adopted}" if adoption.adopted else ""
            message = f"{found.similarity:.0%} of this stands in {adoption.document}, {adoption.paragraph}{when}."
            made = remark("overlap", draft.characters, (paragraph.start, paragraph.end), paragraph.id, message)
            yield msgspec.structs.replace(made, other=_place(adoption), other_text=found.text)


def weaker_than_agreed(draft: Edition, known: Sequence[Precedent], adopted: Adopted) -> Iterator[Remark]:
    """Verbs that are weaker than in the nearest text adopted before."""
    language = draft.document.language
    acts = adopted.acts([one.adoption for one in known])
    for (paragraph, _, adoption), there in zip(known, acts, strict=True):
        own = [(act, draft.words_between(act.verb.end, act.end)) for act in draft.acts.get(paragraph.id, [])]
        for (before, _), (after, _) in matched(there, own, _governed, _governed, _SAME_ACT):
            one, other = strength(before, language), strength(after, language)
            if one and other and one.against(other) < 0:
                span = after.verb.start, after.verb.end
                message = f"The verb is weaker than in {adoption.document}: {one}, now {other}."
                made = remark("weaker-verb", draft.characters, span, paragraph.id, message)
                yield msgspec.structs.replace(made, other=_place(adoption), other_text=before.verb.text)


def _governed(act: tuple[Act, str]) -> str:
    return act[1]


def _place(adoption: Adoption) -> str:
    return f"{adoption.document} {adoption.paragraph}"

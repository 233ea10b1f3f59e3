"""Acts → mandates: who is to do what, with whom, on which condition, by when, how often, and what is to come of it."""

from __future__ import annotations

from collections import defaultdict

from dispositif.document import Act, Citation, Heading, Mandate, Paragraph
from dispositif.mandates.derivation import Derivation
from dispositif.mandates.grammar import grammar
from dispositif.passage import Flat


def mandates(
    flat: Flat,
    characters: str,
    paragraphs: tuple[Paragraph, ...],
    acts: tuple[Act, ...],
    citations: tuple[Citation, ...],
    heading: Heading,
    language: str,
) -> tuple[Mandate, ...]:
    """The mandates of all operative paragraphs, in order.

    `flat` is `flatten(characters)`. `heading` names the body that speaks and the day of adoption.
    """
    setting = {act.paragraph for act in acts if act.force in ("directive", "deciding")}
    if not setting:
        return ()
    by_paragraph: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        if act.paragraph in setting:
            by_paragraph[act.paragraph].append(act)
    derivation = Derivation(flat, characters, paragraphs, citations, heading, grammar(language))
    for paragraph in paragraphs:
        if paragraph.kind == "operative" and paragraph.id in setting:
            derivation.read(paragraph, by_paragraph[paragraph.id], setting)
    return tuple(derivation.made)

"""Acts → mandates: who is to do what, with whom, on which condition, by when, how often, and what is to come of it."""

from __future__ import annotations

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
    by_paragraph: dict[str, list[Act]] = {act.paragraph: [] for act in acts if act.force in ("directive", "deciding")}
    if not by_paragraph:
        return ()
    for act in acts:
        if act.paragraph in by_paragraph:
            by_paragraph[act.paragraph].append(act)
    derivation = Derivation(flat, characters, paragraphs, acts, citations, heading, grammar(language))
    for paragraph in paragraphs:
        if paragraph.kind == "operative" and paragraph.id in by_paragraph:
            derivation.read(paragraph, by_paragraph[paragraph.id])
    # The list of a chapeau is read with it, a paragraph of the list that asks by itself after it.
    return tuple(sorted(derivation.made, key=lambda mandate: mandate.action.start))

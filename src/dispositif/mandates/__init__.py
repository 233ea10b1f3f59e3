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
    above: dict[str, str],
    acts: tuple[Act, ...],
    citations: tuple[Citation, ...],
    heading: Heading,
    language: str,
) -> tuple[Mandate, ...]:
    """The mandates of all operative paragraphs of a text, and of a formula that decides, in order.

    `flat` is `flatten(characters)`, `above` are the `chapeaux` of the paragraphs. `heading` names the body that speaks
    and the day of adoption.
    """
    derivation = Derivation(flat, characters, paragraphs, above, acts, citations, heading, grammar(language))
    for paragraph in paragraphs:
        if paragraph.kind in ("operative", "formula"):
            derivation.read(paragraph)
    # The list of a chapeau is read with it, a paragraph of the list that asks by itself after it.
    return tuple(sorted(derivation.made, key=lambda mandate: mandate.action.start))

"""The texts that stand in one file, one after another: which paragraphs are whose, and who speaks in each."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import structs

from dispositif.document import Heading, Mention, Paragraph
from dispositif.passage import Flat
from dispositif.structure.front import front
from dispositif.structure.heading import heading
from dispositif.structure.naming import text_of
from dispositif.text import Text


class Single(NamedTuple):
    """One text of a file: its paragraphs, in order, and what it says of itself."""

    paragraphs: tuple[Paragraph, ...]
    heading: Heading


def texts(text: Text, flat: Flat, paragraphs: tuple[Paragraph, ...], language: str) -> list[Single]:
    """The texts that these `paragraphs` make, the first first; mostly there is no other.

    What mark-up states is stated of the first. `flat` is `flatten(text.characters)`.
    """
    first, *further = _apart(paragraphs)
    found = [Single(first, heading(text, flat, first, language))]
    if further:
        face = front(flat.characters, first)
        above, bare = flat.characters[face.start : face.end], structs.replace(text, facts={})
        for one in further:
            told = heading(bare, flat, one, language, above)
            found.append(Single(one, structs.replace(told, body=_speaking(told.body, found[0].heading.body))))
    return found


def _apart(paragraphs: tuple[Paragraph, ...]) -> list[tuple[Paragraph, ...]]:
    """The paragraphs of each text."""
    last = next((paragraph for paragraph in reversed(paragraphs) if paragraph.kind != "footnote"), None)
    if last is None or not text_of(last.id):
        return [paragraphs]  # notes may stand behind the last text, whose ever they are
    own: dict[str, list[Paragraph]] = {"": []}
    for paragraph in paragraphs:
        own.setdefault(text_of(paragraph.id), []).append(paragraph)
    return [tuple(one) for one in own.values()]


def _speaking(own: Mention | None, first: Mention | None) -> Mention | None:
    """Who speaks in a further text: whom it names, else the body of the first, which it may name by the last words."""
    if own is None or first is None:
        return own or first
    short = f" {first.text}".lower().endswith(f" {own.text}".lower())
    return structs.replace(own, actor=first.actor) if short and own.actor is None else own

"""From words that a person points at to their place in the text, and whether a content stands in its text at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from dispositif import authorities
from dispositif.document import Words
from dispositif.exports.edition import one_line, printable
from dispositif.register.errors import Refused
from dispositif.register.holdings.models import Document
from dispositif.register.review.content import Content


def place(characters: str, words: str, near: int, start: int | None = None, end: int | None = None) -> Words:
    """Where words stand in a text, white space aside: from `start` to `end` where they do, else next to `near`.

    Raises Refused where they stand nowhere in it.
    """
    if start is not None and end is not None and _squeezed(characters[start:end]) == _squeezed(words) != "":
        return _words(characters, start, end)
    wanted = words.split()
    if not wanted:
        raise Refused(_("There are no words to look for. Select them in the text, or write them as they stand there."))
    found = re.finditer(r"\s+".join(map(re.escape, wanted)), characters)
    nearest = min(found, key=lambda match: abs(match.start() - near), default=None)
    if nearest is None:
        raise Refused(
            _("“%(words)s” does not stand in the text. Copy the words as they stand there, or select them.")
            % {"words": one_line(words)}
        )
    return _words(characters, nearest.start(), nearest.end())


def _squeezed(words: str) -> str:
    return printable("".join(words.split()))


def _words(characters: str, start: int, end: int) -> Words:
    """A stretch without the white space at its ends."""
    inside = characters[start:end]
    start += len(inside) - len(inside.lstrip())
    return Words(text=inside.strip(), start=start, end=start + len(inside.strip()))


def require_placed(document: Document, content: Content) -> None:
    """Raise Refused where a content is not of a document: other words, no such paragraph, no such actor."""
    for words in content.spans():
        if not words.start < words.end or document.characters[words.start : words.end] != words.text:
            raise Refused(
                _("“%(words)s” does not stand at %(start)s to %(end)s of the text. Select the words anew.")
                % {"words": one_line(words.text), "start": words.start, "end": words.end}
            )
    if not document.paragraphs.filter(key=content.paragraph).exists():
        raise Refused(
            _("%(document)s has no paragraph %(key)s. Choose one of its paragraphs.")
            % {"document": document, "key": content.paragraph}
        )
    for mention in (*content.addressees, *content.partners):
        if mention.actor and mention.actor not in authorities.records():
            raise Refused(
                _("There is no actor “%(actor)s” in the authority files. Leave it empty, or choose one of them.")
                % {"actor": mention.actor}
            )


def require_no_loop(key: str, first: Iterable[str], dependencies: Mapping[str, Iterable[str]]) -> None:
    """Raise Refused where a mandate would wait for itself.

    `first` are the mandates that `key` is to wait for; `dependencies` says for each other what it waits for.
    """
    waiting, seen = [*first], set()
    while waiting:
        before = waiting.pop()
        if before == key:
            raise Refused(
                _("%(key)s would wait for itself. Take away what it waits for, or what that waits for.") % {"key": key}
            )
        if before not in dependencies:
            raise Refused(
                _("There is no mandate %(key)s in this document to wait for. Choose one of those it has.")
                % {"key": before}
            )
        if before not in seen:
            seen.add(before)
            waiting += dependencies[before]

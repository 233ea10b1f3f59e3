"""A text that was found, marked with what differs from the question."""

from __future__ import annotations

from collections.abc import Iterator

from dispositif.agreed.forms import Found
from dispositif.comparison.wording import Run


def runs(found: Found) -> Iterator[Run]:
    """The paragraph, marked: words that were asked for and are not in it as deleted, its own as inserted."""
    text, at = found.text, found.near.start
    if at:
        yield Run("kept", text[:at])
    for one in found.differences:
        yield Run("kept", text[at : one.adopted.start])
        if one.sought.text:
            yield Run(
                "deleted", one.sought.text if one.adopted.text else _apart(one.sought.text, text[: one.adopted.start])
            )
        if one.adopted.text:
            yield Run("inserted", one.adopted.text)
        at = one.adopted.end
    yield Run("kept", text[at:])


def _apart(words: str, before: str) -> str:
    """Words that stand between two others, with a blank on the side that has none."""
    return f"{words} " if not before or before.endswith(" ") else f" {words}"

"""Agreed language as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dispositif.agreed.forms import Adoption, Answer, Found
from dispositif.comparison.terminal import marked
from dispositif.comparison.wording import Run
from dispositif.exports.edition import one_line
from dispositif.exports.terminal import printed

_SHOWN = 5


def to_terminal(answer: Answer, *, width: int = 80, colour: bool = False) -> str:
    """What was found, the nearest first: how near, where it was adopted, and which words differ from the question."""
    return printed(Group(*_parts(answer, colour)), width=width, colour=colour)


def _parts(answer: Answer, colour: bool) -> Iterator[RenderableType]:
    if not answer.found:
        yield Text(f"Nothing near was found in {answer.documents} documents.")
    for found in answer.found:
        yield Text.assemble((f"{found.similarity:.0%}", "bold"), f"  {_place(found.adoptions[0])}")
        further = found.adoptions[1:]
        if further:
            names = ", ".join(f"{adoption.document} {adoption.paragraph}" for adoption in further[:_SHOWN])
            more = f" and {len(further) - _SHOWN} more" if len(further) > _SHOWN else ""
            yield Padding(Text(f"also {names}{more}", style="dim"), (0, 0, 0, 2))
        yield Padding(marked(runs(found), colour), (0, 0, 1, 2))


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


def _place(adoption: Adoption) -> str:
    parts = (
        f"{adoption.document} {adoption.paragraph}",
        adoption.body,
        adoption.adopted or "",
        one_line(adoption.title),
    )
    return "  ".join(filter(None, parts))

"""Agreed language as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dispositif.agreed.forms import Adoption, Answer
from dispositif.agreed.marking import runs
from dispositif.comparison.terminal import marked
from dispositif.exports.edition import counted, one_line
from dispositif.exports.terminal import printed

_SHOWN = 5


def to_terminal(answer: Answer, *, width: int = 80, colour: bool = False) -> str:
    """What was found, the nearest first: how near, where it was adopted, and which words differ from the question."""
    return printed(Group(*_parts(answer, colour)), width=width, colour=colour)


def _parts(answer: Answer, colour: bool) -> Iterator[RenderableType]:
    if not answer.found:
        yield Text(f"Nothing near was found in {counted(answer.documents, 'document')}.")
    for found in answer.found:
        yield Text.assemble((f"{found.similarity:.0%}", "bold"), f"  {_place(found.adoptions[0])}")
        further = found.adoptions[1:]
        if further:
            names = ", ".join(f"{adoption.document} {adoption.paragraph}" for adoption in further[:_SHOWN])
            more = f" and {len(further) - _SHOWN} more" if len(further) > _SHOWN else ""
            yield Padding(Text(f"also {names}{more}", style="dim"), (0, 0, 0, 2))
        yield Padding(marked(runs(found), colour), (0, 0, 1, 2))


def _place(adoption: Adoption) -> str:
    parts = (
        f"{adoption.document} {adoption.paragraph}",
        adoption.body,
        adoption.adopted or "",
        one_line(adoption.title),
    )
    return "  ".join(filter(None, parts))

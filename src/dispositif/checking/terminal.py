"""The check of a draft as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dispositif.checking.forms import Check
from dispositif.exports import Edition
from dispositif.exports.edition import one_line
from dispositif.exports.terminal import printed

_LONGEST = 160


def to_terminal(check: Check, draft: Edition, *, width: int = 80, colour: bool = False) -> str:
    """Each remark with its paragraph, its rule, and the words it is on."""
    return printed(Group(*_parts(check, draft)), width=width, colour=colour)


def _parts(check: Check, draft: Edition) -> Iterator[RenderableType]:
    if not check.remarks:
        yield Text(f"{check.draft}: nothing to remark.")
    for remark in check.remarks:
        yield Text.assemble(
            (draft.number(remark.paragraph), "bold"), f"  {one_line(remark.message)}", (f"  {remark.rule}", "dim")
        )
        words = one_line(remark.text)
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        yield Padding(Text(f"“{shown}”", style="italic"), (0, 0, 0, 2))

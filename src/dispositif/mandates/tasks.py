"""What a mandate is made of: the clause that says it, the task in it, and its partners, conditions and times."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dispositif.document import Condition, Deadline, Mention, Recurrence
from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import Named
from dispositif.text import Passage


class Clause(Struct, frozen=True, gc=False):
    """A stretch of the text with the circumstances found in it."""

    passage: Passage
    hits: list[Found]


class Task(Struct, frozen=True, gc=False):
    """What one mandate is made of: who (in `asking`) does what (`clause`, from `start` to `end`).

    `around` are the clauses whose circumstances hold for it too: what stands before the verb, and a chapeau. `first` is
    where the doing of the act's first task begins: what stands before holds for all of them. `follows` is whether the
    task before it, of the same act, must come first.
    """

    paragraph: str
    who: Sequence[Named]
    asking: Clause
    clause: Clause
    start: int
    end: int
    around: tuple[Clause, ...]
    first: int
    follows: bool = False


class Setting(Struct, frozen=True, gc=False):
    """With whom, on which condition, by when and how often a task is to be done."""

    partners: tuple[Mention, ...] = ()
    conditions: tuple[Condition, ...] = ()
    deadline: Deadline | None = None
    recurrence: Recurrence | None = None

"""What a mandate is made of: the clause that says it, the task in it, and its partners, conditions and times."""

from __future__ import annotations

from collections.abc import Sequence

from dispositif.document import Condition, Deadline, Mention, Recurrence
from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import Named
from dispositif.passage import Passage


class Clause:
    """A stretch of the text, `folded` as it is searched, with the circumstances found in it."""

    __slots__ = ("folded", "hits", "passage")

    def __init__(self, passage: Passage, folded: bytes, hits: list[Found]) -> None:
        self.passage = passage
        self.folded = folded
        self.hits = hits

    def undated(self) -> Clause:
        """The same without its times."""
        return Clause(self.passage, self.folded, [hit for hit in self.hits if hit.record.sort != "deadlines"])

    def bare(self) -> Clause:
        """The same without its circumstances."""
        return Clause(self.passage, self.folded, [])


class Task:
    """What one mandate is made of: who (in `asking`) does what (`clause`, from `start` to `end`).

    `around` are the clauses whose circumstances hold for it too: what stands before the verb, and a chapeau. `first` is
    where the doing of the act's first task begins: what stands before holds for all of them. From `since` on, the words
    are of this task and no other. `follows` is whether the task before it, of the same act, must come first.
    """

    __slots__ = ("around", "asking", "clause", "end", "first", "follows", "paragraph", "since", "start", "who")

    def __init__(
        self, paragraph: str, who: Sequence[Named], asking: Clause, clause: Clause, start: int, end: int,
        around: tuple[Clause, ...], first: int, follows: bool = False, since: int = -1,
    ) -> None:  # fmt: skip
        self.paragraph = paragraph
        self.who = who
        self.asking = asking
        self.clause = clause
        self.start = start
        self.end = end
        self.around = around
        self.first = first
        self.since = since if since >= 0 else start
        self.follows = follows


class Setting:
    """With whom, on which condition, by when and how often a task is to be done."""

    __slots__ = ("conditions", "deadline", "partners", "recurrence")

    def __init__(
        self, partners: tuple[Mention, ...] = (), conditions: tuple[Condition, ...] = (),
        deadline: Deadline | None = None, recurrence: Recurrence | None = None,
    ) -> None:  # fmt: skip
        self.partners = partners
        self.conditions = conditions
        self.deadline = deadline
        self.recurrence = recurrence

"""What a mandate is made of: the clause that says it, the task in it, and its partners, conditions and times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dispositif.document import Act, Condition, Deadline, Mention, Recurrence
from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import Named
from dispositif.mandates.deliverables import Outcome, outcome, outcome_of
from dispositif.mandates.governed import Complement
from dispositif.mandates.grammar import TASKING, Asking, Grammar
from dispositif.passage import Flat, Passage, fold

CLOSING_MARKS: Final = " ;,.:–—"
"""What may close the words of a doing."""
_INSIDE_SYMBOL: Final = re.compile(r"\.(?:(?<=\w\.)(?=\w+(?:[./]\w+){0,8}/)|(?<=[^\W\d]\.)(?=\d+\())")
"""A full stop that stands inside a symbol and ends nothing, "HC.B/Dec.12(IV)"; another sign is read in its place."""
SHORTEST_LEAD: Final = 24
"""Characters: what stands before a verb and is shorter is a connective."""


def sets_task(act: Act) -> bool:
    """Whether an act sets somebody to work."""
    return act.force in TASKING


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

    def told_by(self, clause: Clause) -> Clause:
        """The same with the circumstances of a clause that it begins with."""
        return Clause(self.passage, self.folded, clause.hits)

    def bare(self) -> Clause:
        """The same without its circumstances."""
        return Clause(self.passage, self.folded, [])


class Clauses:
    """Makes the clauses of one document."""

    def __init__(self, flat: Flat, grammar: Grammar) -> None:
        self._flat = flat
        self._grammar = grammar

    def between(self, start: int, end: int) -> Clause:
        """The clause that stands there."""
        passage = self._flat.passage(start, end)
        folded = self._flat.folded_at(start, end) if passage.plain else fold(passage.words)
        if "/" in passage.words:
            passage.words = _INSIDE_SYMBOL.sub("·", passage.words)
        hits = self._grammar.circumstances(passage.words, folded)
        if passage.words.isupper():
            passage.words = self._grammar.in_small_letters(passage.words)
        return Clause(passage, folded, hits)


class Charge:
    """What an act says as a whole: `who` (named in `naming`) is to do what `found` tells of `clause`.

    `asking` is what its verb makes of an object, `around` as in `Task`.
    """

    __slots__ = ("around", "asking", "clause", "found", "naming", "who")

    def __init__(
        self, asking: Asking, clause: Clause, found: Complement, who: Sequence[Named], naming: Clause,
        around: tuple[Clause, ...],
    ) -> None:  # fmt: skip
        self.asking = asking
        self.clause = clause
        self.found = found
        self.who = who
        self.naming = naming
        self.around = around

    def left(self) -> str:
        """The words for the doing, in small letters: what a chapeau leaves to its list is told by their end."""
        return self.clause.passage.words[self.found.start :].rstrip(CLOSING_MARKS).lower()


class Task:
    """What one mandate is made of: who (in `asking`) does what (`clause`, from `start` to `end`).

    `around` are the clauses whose circumstances hold for it too: what stands before the verb, and a chapeau. `first` is
    where the doing of the act's first task begins: what stands before holds for all of them. From `since` on, the words
    are of this task and no other. `follows` is whether the task before it, of the same act, must come first. `verb` is
    that of the chapeau, or of the act that founds a body, where the words are but its object.
    """

    __slots__ = (
        "_result", "_told", "around", "asking", "clause", "end", "first", "follows", "paragraph", "since", "start",
        "verb", "who",
    )  # fmt: skip

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
        self.verb = ""
        self._result: Outcome | None = None
        self._told = -1  # where the task ended when it was told what comes of it

    def result(self, grammar: Grammar) -> Outcome | None:
        """What is to come of it."""
        if self._told != self.end:
            self._told = self.end
            words = self.clause.passage.words
            self._result = (
                outcome_of(self.verb, words, self.start, self.end, grammar)
                if self.verb
                else outcome(words, self.start, self.end, grammar, self.clause.folded)
            )
        return self._result


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

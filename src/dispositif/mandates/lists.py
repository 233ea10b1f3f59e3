"""What a list below a chapeau sets to do: a task for each item, or one for the chapeau and its list together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dispositif.document import Act, Paragraph
from dispositif.mandates.clauses import bound_by, clause_of, told_in_clause
from dispositif.mandates.complements import complement
from dispositif.mandates.founding import founded, founded_body
from dispositif.mandates.governed import Complement
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.items import (
    bids,
    has_doing,
    is_unfinished,
    items,
    only_tells,
    opens_list,
    opens_with_doing,
    say_doings,
    tells_things,
    tells_ways,
    verb_of_objects,
)
from dispositif.mandates.parts import parted
from dispositif.mandates.running import run_on
from dispositif.mandates.tasks import CLOSING_MARKS, SHORTEST_LEAD, Charge, Clause, Clauses, Task, sets_task

_SENTENCE_END: Final = ". "
_COLON: Final = ":"


class Lists:
    """The lists of one document. `above` holds the chapeau of each paragraph, `acts` the acts in each."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], above: Mapping[str, str], acts: Mapping[str, Sequence[Act]],
        clauses: Clauses, flat: str, grammar: Grammar,
    ) -> None:  # fmt: skip
        self._below: dict[str, list[Paragraph]] = {}
        self._homes: dict[str, str] = {}  # the paragraph that an item runs on in
        for paragraph in paragraphs:
            chapeau = above.get(paragraph.id)
            if chapeau is not None:
                self._below.setdefault(chapeau, []).append(paragraph)
        self._acts = acts
        self._clauses = clauses
        self._flat = flat
        self._grammar = grammar

    def below(self, paragraph: str) -> Sequence[Paragraph]:
        """The list below a paragraph."""
        return self._below.get(paragraph, ())

    def bids(self, paragraph: str) -> bool:
        """Whether the list below a paragraph opens with an infinitive."""
        return bids(self._below[paragraph][0], self._flat, self._grammar)

    def binds(self, paragraph: str) -> bool:
        """Whether the list below a paragraph opens with a word that binds: "(a) Shall pay"."""
        first = self._below[paragraph][0]
        return self._flat[first.start : first.end].partition(" ")[0].lower() in self._grammar.binding

    def leaves_all(self, paragraph: str, charge: Charge) -> bool:
        """Whether the list below a paragraph says what a charge leaves to it."""
        left = charge.left()
        return opens_list(left, self._below[paragraph], self._flat, self._grammar)

    def running(self, paragraph: Paragraph, act: Act) -> Paragraph | None:
        """The chapeau of a list that runs on within an act of a paragraph, where none stands below that."""
        if paragraph.id in self._below:
            return None
        listed = run_on(paragraph, act.verb.end, act.end, self._flat, self._grammar)
        if not listed:
            return None
        chapeau, running = listed[0], listed[1:]
        self._below[chapeau.id] = running
        self._homes.update((item.id, paragraph.id) for item in running)
        return chapeau

    def tasks(self, chapeau: Paragraph, charge: Charge, settled: bool) -> tuple[list[Task], bool]:
        """The tasks of the list below a chapeau that says `charge`, and whether that is a task besides.

        What belongs to the charge's own doing is added to it. `settled` verbs bind only whom their list names.
        """
        children, found = self._below[chapeau.id], charge.found
        left = charge.left()
        if found.shared or opens_list(left, children, self._flat, self._grammar):
            return self._left_to(children, charge, left, settled)
        if self._flat[chapeau.end - 1] != _COLON:
            return [], True
        if self._tells_ways(children, charge, left):
            return self._listed(children, charge), True
        if not self._goes_on(chapeau, children):
            return [], True
        if tells_things(left, children, self._flat, self._grammar):
            return self._listed(children, charge), False
        if verb := verb_of_objects(left, children, self._flat, self._grammar):
            return self._listed(children, charge, verb=verb), False
        if is_unfinished(left, children[0], self._flat, self._grammar):
            clause = self._with(children, charge.clause)
        elif charge.who and self._sets_steps(left, children):
            return self._listed(children, charge), True
        elif self._grammar.points(left) or self._grammar.includes(left):
            clause = self._with(children, charge.clause).told_by(charge.clause)  # the items' times are not its own
        else:
            return [], True
        charge.clause, found.end = clause, len(clause.passage.words.rstrip(CLOSING_MARKS))
        return [], True

    def _with(self, children: Sequence[Paragraph], clause: Clause) -> Clause:
        """A clause that goes on to the end of a list."""
        return self._clauses.between(clause.passage.start, self._last(children).end)

    def _left_to(
        self, children: Sequence[Paragraph], charge: Charge, left: str, settled: bool
    ) -> tuple[list[Task], bool]:
        """The tasks of a list to which a chapeau leaves its doing; `left` are its words for that."""
        grammar = self._grammar
        clausal, announced = left == grammar.words.clause, grammar.announces(left)
        named = bool(charge.who) or announced or not (charge.asking.others or clausal)
        body = founded(charge.clause, charge.found, bool(charge.who), announced, grammar)
        if body:  # by when and with whom others found it says nothing of its tasks
            bare = charge.clause.bare()
            charge = Charge(charge.asking, bare, charge.found, body, charge.clause, ())
        listed = self._listed(children, charge, clausal=clausal, named=named)
        if (clausal or announced) and settled:  # "Adopts the following: 1. This resolution applies to boats"
            listed = self.binding(listed, clauses=announced)
        return listed, bool(body) or has_doing(left, grammar)

    def _tells_ways(self, children: Sequence[Paragraph], charge: Charge, left: str) -> bool:
        """Whether a list tells the ways in which those who are asked, or the body itself, are to do a thing.

        Those of a body that is founded ("to establish | a panel, to help the crews by: …") are told with it.
        """
        if not charge.who and charge.found.clause:
            return False
        ways = tells_ways(left, children, self._flat, self._grammar)
        return ways and founded_body(charge.clause, charge.found, self._grammar) is None

    def binding(self, tasks: Sequence[Task], clauses: bool = False) -> list[Task]:
        """Those that bind somebody of what is declared in a list: "(b) the members shall pay", not "(a) it rains".

        Where `clauses` ask too, also "(c) That the members pay".
        """
        return [task for task in tasks if task.who and (self._binds(task) or (clauses and self._is_clause(task)))]

    def _binds(self, task: Task) -> bool:
        return task.clause.passage.words[task.start :].partition(" ")[0] in self._grammar.binding

    def _is_clause(self, task: Task) -> bool:
        return self._grammar.opens_clause(task.clause.passage.words)

    def _sets_steps(self, left: str, children: Sequence[Paragraph]) -> bool:
        """Whether a list says the doing of a chapeau step by step, and not what others are to do ("that they: …")."""
        return f" {self._grammar.clause}" not in left and say_doings(children, self._flat, self._grammar)

    def _goes_on(self, paragraph: Paragraph, children: Sequence[Paragraph]) -> bool:
        """Whether a sentence goes on in a list that sets no tasks by acts of its own."""
        goes_on = self._flat[paragraph.end - 1] == _COLON
        return goes_on and not any(sets_task(act) for child in children for act in self._acts.get(child.id, ()))

    def _last(self, children: Sequence[Paragraph]) -> Paragraph:
        """The last paragraph of a list, and of the lists in it."""
        last = children[-1]
        return self._last(below) if (below := self._below.get(last.id)) else last

    def _listed(
        self,
        children: Sequence[Paragraph],
        charge: Charge,
        *,
        clausal: bool = False,
        named: bool = True,
        verb: str = "",
    ) -> list[Task]:
        """One task for each sub-paragraph that sets none by a verb of its own.

        What the body itself decides in a sub-paragraph with an act of its own, it has done by that. `clausal` is
        whether the chapeau opens a clause that each of them is ("decides that: (a) the members shall …"); `named`,
        whether it says who is to act, or needs nobody; `verb` is one that it leaves without an object.
        """
        asking, around, tasks = charge.asking, (*charge.around, charge.clause), []
        for child in items(children, self._below, self._flat, self._grammar):
            stop = self._own_end(child, asking.others)
            if stop < 0:
                continue
            below, home = self._below.get(child.id, ()), self._homes.get(child.id, child.id)
            own = self._flat[child.start : child.end].rstrip(CLOSING_MARKS)
            ways = below and named and self._flat[child.end - 1] == _COLON
            if ways and tells_ways(own.lower(), below, self._flat, self._grammar):
                clause = self._clauses.between(child.start, child.start + len(self._grammar.without_purpose(own)))
                tasks.append(Task(home, charge.who, charge.naming, clause, 0, len(clause.passage.words), around, 0))
                inner = Charge(asking, clause, charge.found, charge.who, charge.naming, around)
                tasks += self._listed(below, inner)
                continue
            whole = below and self._goes_on(child, below)
            clause = self._clauses.between(child.start, self._last(below).end if whole else stop)
            words, hits = clause.passage.words, clause.hits
            end = len(self._grammar.without_joint(words.rstrip(CLOSING_MARKS)).rstrip(CLOSING_MARKS))
            bound = bound_by(words, hits, self._grammar)
            if bound is not None:
                task = Task(home, bound.who, clause, clause, bound.start, end, around, bound.start)
                tasks += parted(task, False, False, self._grammar)
            elif not asking.others and self._grammar.states(words[:end]):
                continue  # "The use of the fund | will be subject to …"
            elif asking.others and named and only_tells(child, words[:end], asking.submits, self._flat, self._grammar):
                continue  # "It | is desirable that …"
            elif told := told_in_clause(words, hits, self._grammar):
                tasks.append(Task(home, told.who, clause, clause, told.start, end, around, told.start))
            elif named:
                task = Task(home, charge.who, charge.naming, clause, 0, end, around, 0)
                task.verb = verb
                tasks += parted(task, not (asking.others or charge.who), False, self._grammar)
            else:
                found = self._own_complement(clause, charge, clausal)
                end = min(found.end, end)
                tasks.append(Task(home, found.who, clause, clause, found.start, end, around, found.start))
        return tasks

    def _own_complement(self, clause: Clause, charge: Charge, clausal: bool) -> Complement:
        """Who is to do what, where an item says both."""
        words, hits = clause.passage.words, clause.hits
        if clausal:
            return clause_of(words, 0, hits, self._grammar)
        return complement(words, hits, self._grammar, charge.asking)

    def _before(self, item: Paragraph, act: Act) -> int:
        """Where the doing of an item ends before an act: "(a) To close the strait | and asks the Board to watch it"."""
        if act.verb.lemma in self._grammar.tasks.binding:  # its subject stands between
            return self._flat.rfind(_SENTENCE_END, item.start, act.start)
        return item.start + len(self._grammar.without_lead(self._flat[item.start : act.start]))

    def _own_end(self, item: Paragraph, others: bool) -> int:
        """Where the words end by which an item goes on with its chapeau; -1 if none do, since an act opens the item.

        `others` are asked by the chapeau: only acts that set tasks count then.
        """
        own = self._acts.get(self._homes.get(item.id, item.id), ())
        acts = [act for act in own if item.start <= act.start < item.end and (sets_task(act) or not others)]
        if not acts:
            return item.end
        if acts[0].start - item.start > SHORTEST_LEAD and opens_with_doing(item, self._flat, self._grammar):
            return self._before(item, acts[0])
        place = self._flat.rfind(_SENTENCE_END, item.start, acts[0].start) if others else -1
        return place if acts[0].start - place <= SHORTEST_LEAD else -1

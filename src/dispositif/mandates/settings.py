"""With whom, on which condition, by when and how often a task is to be done."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from dispositif.document import Citation
from dispositif.languages.patterns import Found
from dispositif.mandates import circumstances
from dispositif.mandates.deliverables import Outcome, brings
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.references import References
from dispositif.mandates.tasks import Setting, Task
from dispositif.passage import Passage

_NAMED: Final = {"treaty", "charter", "other"}  # citations by name
_LONGEST_VERB: Final = 24
_NO_SETTING: Final = Setting()


class Settings:
    """Tells the settings of the tasks of one document. `adopted` is its own date."""

    def __init__(
        self, characters: str, citations: Sequence[Citation], adopted: str | None, references: References,
        grammar: Grammar,
    ) -> None:  # fmt: skip
        self._characters = characters
        self._citations = citations
        self._cited_from = [citation.start for citation in citations]
        self._adopted = adopted
        self._references = references
        self._grammar = grammar

    def of(self, task: Task, result: Outcome | None, verb: str) -> Setting:
        """The setting of a task; what its own clause says comes first. `result` is what is to come of it.

        `verb` is the lemma of the act that sets it.
        """
        if not (task.clause.hits or task.around):
            return _NO_SETTING
        clauses = [(clause.passage, clause.hits, 0) for clause in task.around if clause.hits]
        if task.clause.hits:
            clauses.insert(0, (task.clause.passage, _within(task), task.start))
        if not clauses:
            return _NO_SETTING
        characters, grammar = self._characters, self._grammar
        asked = {task.asking.passage.at(named.start) for named in task.who}
        called = {task.asking.passage.words[named.start : named.end] for named in task.who}
        partners = [
            self._references.mention(named, passage, rule)[0]
            for passage, hits, action in clauses
            for named, rule in circumstances.partners(passage.words, hits, action, grammar)
            # "to act in line with | Assembly resolution 12/3", not "with | the Committee set up by resolution 12/3"
            if named.claims or not self._is_text(passage.at(named.end) - 1)
            if passage.at(named.start) not in asked  # "After consultation with the crews, | the director shall"
            if passage.words[named.start : named.end] not in called
        ]
        conditions = [
            condition
            for passage, hits, action in clauses
            for condition in circumstances.conditions(passage, characters, hits, action, grammar)
        ]
        deadlines = (
            circumstances.deadline(passage, characters, counting, self._adopted, grammar)
            for passage, hits, _ in clauses
            if (counting := self._counting(passage, hits, task, result, verb))
        )
        recurrences = (circumstances.recurrence(passage, characters, hits, grammar) for passage, hits, _ in clauses)
        once = {(partner.text, partner.actor): partner for partner in reversed(partners)}
        return Setting(
            partners=tuple(partner for partner in partners if once[partner.text, partner.actor] is partner),
            conditions=tuple(sorted(conditions, key=lambda condition: condition.start)),
            deadline=next(filter(None, deadlines), None),
            recurrence=next(filter(None, recurrences), None),
        )

    def _counting(
        self, passage: Passage, hits: Sequence[Found], task: Task, result: Outcome | None, verb: str
    ) -> list[Found]:
        """The deadlines that count: not those of a citation ("resolution 12/3, adopted by …").

        Some count only behind a deliverable of their kind, which the doing of the task names.
        """
        brought = result.record.kind if result else ""
        since = task.clause.passage.at(result.start) if result else 0
        counting: list[Found] = []
        for hit in hits:
            place = passage.at(hit.start)
            needed = circumstances.COUNT_ONLY_WITH.get(hit.record.kind)
            behind = needed is None or (needed == brought and since < place)
            if not behind and needed is not None:
                sent = not self._grammar.sending.isdisjoint(_before(hit, passage, task).lower().split(" "))
                told = (brought == "report" and since < place) or sent
                behind = sent and hit.record.kind == circumstances.REPORTED
                behind = behind or (told and circumstances.is_sent_then(hit, passage.words, self._grammar))
            if brought == "report" and passage is task.clause.passage and result is not None:
                behind = behind or circumstances.is_made_then(hit, result.end)
            behind = behind or _is_at_verb(hit, passage, task, self._grammar)
            behind = behind or (needed is not None and brings(needed, passage.words, hit.start, self._grammar))
            doing = f"{verb} {_before(hit, passage, task)}"  # "appoints | a clerk for one year"
            behind = behind and circumstances.counts_as_term(hit, doing, self._grammar)
            if behind and self._grammar.is_deadline(hit, passage.words, hits) and self._citation_at(place) is None:
                counting.append(hit)
        return counting

    def _is_text(self, place: int) -> bool:
        """Whether a resolution or another numbered text is named there; the name of a treaty may end a body's."""
        citation = self._citation_at(place)
        return citation is not None and citation.kind not in _NAMED

    def _citation_at(self, place: int) -> Citation | None:
        before = bisect_right(self._cited_from, place)
        return self._citations[before - 1] if before > 0 and place < self._citations[before - 1].end else None


def _before(hit: Found, passage: Passage, task: Task) -> str:
    """The words of a doing before a time; where that stands before it, the verb: "for one year, to | extend"."""
    doing = task.clause.passage.words[task.start : task.start + _LONGEST_VERB]
    own = passage is task.clause.passage
    if own and hit.start < task.start:
        return doing
    before = passage.words[task.start if own else 0 : hit.start]
    return f"{task.verb} {before}" if own else f"{before} {doing}"


def _is_at_verb(hit: Found, passage: Passage, task: Task, grammar: Grammar) -> bool:
    """Whether a time stands right behind the verb of a doing: "to hold | in 2031 | talks"."""
    near = passage is task.clause.passage and 0 < hit.start - task.start <= _LONGEST_VERB
    if not near or hit.record.kind != circumstances.HELD:
        return False
    return " " not in passage.words[task.start : hit.start].strip(" ,").lower().removeprefix(grammar.marker)


def _within(task: Task) -> list[Found]:
    """The circumstances of a task's own clause: those of another task of the same act left out."""
    return [hit for hit in task.clause.hits if hit.start < task.first or task.since <= hit.start < task.end]

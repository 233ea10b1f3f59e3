"""Acts → mandates, one document at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from dispositif.document import Act, Citation, Deliverable, Doubt, Heading, Mandate, Mention, Paragraph, Words
from dispositif.languages.patterns import Found
from dispositif.mandates import circumstances, dependencies
from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.complements import Complement, complement
from dispositif.mandates.deliverables import Outcome, outcome
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.parts import parts
from dispositif.mandates.references import References
from dispositif.text import Passage

_SHORTEST_LEAD = 24  # what stands before a verb and is shorter is a connective
_RECENT = 8  # how many acts or mandates back a pronoun, a condition or a convening reaches
_SENTENCE_END = ". "


class Clause(NamedTuple):
    """A stretch of the text with the circumstances found in it."""

    passage: Passage
    hits: list[Found]


class Task(NamedTuple):
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


class Derivation:
    """Derives the mandates of one document. `made` holds them, in order."""

    def __init__(
        self, flat: str, characters: str, paragraphs: Sequence[Paragraph], citations: Sequence[Citation],
        heading: Heading, grammar: Grammar,
    ) -> None:  # fmt: skip
        self.made: list[Mandate] = []
        self._flat = flat
        self._characters = characters
        self._grammar = grammar
        self._adopted = heading.adopted
        self._references = References(flat, characters, heading.body.actor if heading.body else None, grammar)
        self._children: dict[str, list[Paragraph]] = defaultdict(list)
        for paragraph in paragraphs:
            if paragraph.parent is not None and paragraph.kind == "operative":
                self._children[paragraph.parent].append(paragraph)
        self._citations = citations
        self._cited_from = [citation.start for citation in citations]
        self._by_paragraph: dict[str, list[Mandate]] = defaultdict(list)
        self._setting: set[str] = set()

    def read(self, paragraph: Paragraph, acts: Sequence[Act], setting: set[str]) -> None:
        """Add the mandates of a paragraph. `setting` are the ids of all paragraphs whose own acts set tasks."""
        self._setting = setting
        for number, act in enumerate(acts):
            if act.force in ("directive", "deciding"):
                for task in self._tasks(paragraph, acts, number):
                    if task.start < task.end:
                        self._add(task, paragraph, acts[max(0, number - _RECENT) : number + 1])

    def _clause(self, start: int, end: int) -> Clause:
        passage = Passage(self._flat, start, end)
        return Clause(passage, self._grammar.circumstances(passage.words))

    def _tasks(self, paragraph: Paragraph, acts: Sequence[Act], number: int) -> Iterator[Task]:
        act = acts[number]
        governing = _governing(acts, number)
        clause = self._clause(governing.verb.end, max(governing.end, governing.verb.end))
        before = acts[number - 1].end if number else paragraph.start
        passive = act.verb.text.split(" ", 1)[0].lower() in self._grammar.passive_subjects
        lead = self._clause(before, act.verb.start) if passive or act.verb.start - before > _SHORTEST_LEAD else None
        around = (lead,) if lead else ()
        asks = self._grammar.asking(act.force, act.verb.lemma).others
        found = self._complement(clause, act)
        who, asking = found.who, clause
        if not asks and len(who) == 1 and self._grammar.pronoun(clause.passage.words[who[0].start : who[0].end]):
            who = ()  # "decides that it will meet": the body itself
        if lead and passive and not found.clause:
            who, asking = self._subject(lead), lead
        children = self._children.get(paragraph.id, []) if governing is acts[-1] else []
        if children and self._opens_list(found, clause, children):
            yield from self._listed(children, who, asking, clause, around, act)
            return
        if not who and act.verb.lemma in self._grammar.tasks.settled:
            return
        if found.shared and number + 1 < len(acts):
            following = acts[number + 1]
            clause = self._clause(following.verb.end, following.end)
            found = self._complement(clause, following)
        task = Task(paragraph.id, who, asking, clause, found.start, found.end, around, found.start)
        yield from self._parted(task, decides=not asks)

    def _parted(self, task: Task, decides: bool) -> Iterator[Task]:
        """One task for each deadline, each further group that is asked, and each body that is convened to act."""
        words, hits = task.clause.passage.words, task.clause.hits
        start = task.start
        for part in parts(words, start, task.end, hits, self._grammar, bool(task.who), decides):
            yield task._replace(start=start, end=part.end)
            task = task._replace(who=part.who or task.who, follows=part.follows)
            if part.who:
                task = task._replace(asking=task.clause)
            start = part.start
        yield task._replace(start=start)

    def _complement(self, clause: Clause, act: Act) -> Complement:
        asking = self._grammar.asking(act.force, act.verb.lemma)
        return complement(clause.passage.words, clause.hits, self._grammar, asking)

    def _subject(self, lead: Clause) -> list[Named]:
        """The subject of a passive ("The members | are invited to …")."""
        words = lead.passage.words.rstrip()
        start = max(words.rfind(mark) for mark in (". ", "; ", ", ")) + 1
        return read_list(words, start, len(words), lead.hits, self._grammar, open_minded=True)

    def _opens_list(self, found: Complement, clause: Clause, children: Sequence[Paragraph]) -> bool:
        """Whether a chapeau leaves the doing to its sub-paragraphs."""
        words = clause.passage.words.rstrip(" :,–—")
        if found.shared or found.start >= len(words) or words.lower().endswith(self._grammar.tasks.announcing):
            return True
        first = self._flat[children[0].start : children[0].start + 10].lower()
        return first.startswith(self._grammar.infinitive[1:])

    def _listed(
        self, children: Sequence[Paragraph], who: Sequence[Named], asking: Clause, chapeau: Clause,
        around: tuple[Clause, ...], act: Act,
    ) -> Iterator[Task]:  # fmt: skip
        """One task for each sub-paragraph that sets none by a verb of its own."""
        for child in children:
            if child.id in self._setting:
                continue
            clause = self._clause(child.start, child.end)
            end = len(clause.passage.words.rstrip(" ;,.:–—"))
            if who or not self._grammar.asking(act.force, act.verb.lemma).others:
                yield Task(child.id, who, asking, clause, 0, end, (*around, chapeau), 0)
            else:
                found = self._complement(clause, act)
                start, end = found.start, min(found.end, end)
                yield Task(child.id, found.who, clause, clause, start, end, (*around, chapeau), start)

    def _add(self, task: Task, paragraph: Paragraph, acts: Sequence[Act]) -> None:
        """Make the mandate of a task. `acts` are its own, the last, and those shortly before it in the paragraph."""
        passage, act = task.clause.passage, acts[-1]
        own = self._by_paragraph[task.paragraph]
        who, doubts = self._mentions(task, paragraph, acts)
        result = outcome(passage.words[: task.end], task.start, self._grammar)
        mandate = Mandate(
            id=f"{task.paragraph}.m{len(own) + 1}",
            act=act.id,
            addressees=who,
            action=self._words(passage, task.start, task.end),
            deliverable=self._deliverable(passage, result),
            depends_on=self._depends(task, paragraph, who),
            doubts=doubts,
        )
        if any(clause.hits for clause in (*task.around, task.clause)):
            mandate = self._circumstanced(mandate, task)
        mandate = self._doubted(mandate, acts, own[-_RECENT:])
        own.append(mandate)
        self.made.append(mandate)

    def _circumstanced(self, mandate: Mandate, task: Task) -> Mandate:
        """The mandate with its partners, conditions, deadline and recurrence; those of its own clause come first."""
        clauses = [(task.clause.passage, self._within(task), task.start)]
        clauses += [(clause.passage, clause.hits, 0) for clause in task.around]
        characters, grammar = self._characters, self._grammar
        meets = mandate.deliverable is not None and mandate.deliverable.kind == "meeting"
        partners = [
            self._references.mention(named, passage, rule)[0]
            for passage, hits, action in clauses
            for named, rule in circumstances.partners(passage.words, hits, action, grammar)
        ]
        conditions = [
            condition
            for passage, hits, action in clauses
            for condition in circumstances.conditions(passage, characters, hits, action)
        ]
        deadlines = (
            circumstances.deadline(passage, characters, self._uncited(passage, hits), self._adopted, meets, grammar)
            for passage, hits, _ in clauses
        )
        recurrences = (circumstances.recurrence(passage, characters, hits, grammar) for passage, hits, _ in clauses)
        return replace(
            mandate,
            partners=tuple(partners),
            conditions=tuple(sorted(conditions, key=lambda condition: condition.start)),
            deadline=next(filter(None, deadlines), None),
            recurrence=next(filter(None, recurrences), None),
        )

    def _within(self, task: Task) -> list[Found]:
        """The circumstances of a task's own clause: those of another task of the same act left out."""
        return [hit for hit in task.clause.hits if hit.start < task.first or task.start <= hit.start < task.end]

    def _doubted(self, mandate: Mandate, acts: Sequence[Act], earlier: Sequence[Mandate]) -> Mandate:
        """The mandate with a doubt where a condition may govern it or the act before, or both."""
        if len(acts) < 2 or acts[-2].force not in ("directive", "deciding"):
            return mandate
        before, act = acts[-2], acts[-1]
        if _SENTENCE_END in self._flat[before.start : act.start]:
            return mandate
        leading = [c for m in earlier if m.act == before.id for c in m.conditions if c.end <= before.verb.start]
        closing = [
            c
            for c in mandate.conditions
            if c.end == act.end and self._flat[c.start - 2 : c.start].rstrip().endswith(",")
        ]
        doubts = [
            Doubt(code="condition-scope", message=f"“{condition.text}” may govern “{act.verb.text}” too.")
            for condition in leading
        ] + [
            Doubt(code="condition-scope", message=f"“{condition.text}” may govern “{before.verb.text}” too.")
            for condition in closing
        ]
        return replace(mandate, doubts=(*mandate.doubts, *doubts)) if doubts else mandate

    def _depends(self, task: Task, paragraph: Paragraph, who: Sequence[Mention]) -> tuple[str, ...]:
        own = self._by_paragraph[task.paragraph]
        depends = [
            earlier
            for clause in (*task.around, task.clause)
            if clause.hits
            for earlier in dependencies.pointed_at(clause.hits, self.made, self._by_paragraph, _prefix(paragraph))
        ]
        if own:
            depends += dependencies.convening([mention.actor for mention in who], own[-_RECENT:], self._actors_in)
        if task.follows:
            depends.append(own[-1].id)
        return tuple(dict.fromkeys(depends))

    def _mentions(
        self, task: Task, paragraph: Paragraph, acts: Sequence[Act]
    ) -> tuple[tuple[Mention, ...], tuple[Doubt, ...]]:
        mentions: list[Mention] = []
        doubts: list[Doubt] = []
        passage = task.asking.passage
        for named in task.who:
            if self._grammar.pronoun(passage.words[named.start : named.end]):
                asked = self._asked_before(paragraph, acts)
                meant, unsure = self._references.antecedents(named, passage, paragraph.start, asked)
                mentions += meant
            else:
                mention, unsure = self._references.mention(named, passage)
                mentions.append(mention)
            doubts += unsure
        return tuple(mentions), tuple(doubts)

    def _asked_before(self, paragraph: Paragraph, acts: Sequence[Act]) -> Iterator[Sequence[Mention]]:
        """Whom each earlier act of the paragraph asks or speaks of, the nearest first."""
        for act in reversed(acts[:-1]):
            made = [
                mandate.addressees for mandate in self._by_paragraph[paragraph.id][-_RECENT:] if mandate.act == act.id
            ]
            if made:
                yield from reversed(made)
            else:
                clause = self._clause(act.verb.end, max(act.end, act.verb.end))
                who = self._complement(clause, act).who
                yield [self._references.mention(named, clause.passage)[0] for named in who]

    def _uncited(self, passage: Passage, hits: Sequence[Found]) -> list[Found]:
        """The deadlines that do not belong to a citation ("resolution 12/3, adopted by …")."""
        return [
            hit for hit in hits if hit.record.id.startswith("deadlines/") and not self._is_cited(passage.at(hit.start))
        ]

    def _is_cited(self, place: int) -> bool:
        before = bisect_right(self._cited_from, place)
        return before > 0 and place < self._citations[before - 1].end

    def _actors_in(self, start: int, end: int) -> set[str]:
        passage = Passage(self._flat, start, end)
        found = (Named(left, right, claims) for left, right, claims in self._grammar.actors.find(passage.words))
        return {mention.actor for named in found if (mention := self._references.mention(named, passage)[0]).actor}

    def _words(self, passage: Passage, start: int, end: int) -> Words:
        first, last = passage.at(start), passage.at(end)
        return Words(text=self._characters[first:last], start=first, end=last)

    def _deliverable(self, passage: Passage, result: Outcome | None) -> Deliverable | None:
        if result is None:
            return None
        words = self._words(passage, result.start, result.end)
        rule = f"deliverables/{result.record.id}"
        return Deliverable(kind=result.record.kind, text=words.text, start=words.start, end=words.end, rule=rule)


def _governing(acts: Sequence[Act], number: int) -> Act:
    """The act whose verb stands nearest to the complement: of two verbs with one object, the second."""
    last = min(len(acts) - 1, number + _RECENT)
    while number < last and acts[number + 1].start < acts[number].end:
        number += 1
    return acts[number]


def _prefix(paragraph: Paragraph) -> str:
    """What stands before the number in the ids of a paragraph's part ("annex-1.op-")."""
    return paragraph.id[: paragraph.id.rfind("op-") + 3] if "op-" in paragraph.id else ""

"""Acts → mandates, one document at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from dispositif.document import (
    Act,
    Citation,
    Condition,
    Deliverable,
    Doubt,
    Heading,
    Mandate,
    Mention,
    Paragraph,
    Words,
)
from dispositif.languages.patterns import Found
from dispositif.mandates import circumstances, dependencies
from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.complements import (
    Complement,
    bound_by,
    clause_of,
    complement,
    list_end,
    spoken_of,
    subject_alone,
)
from dispositif.mandates.deliverables import Outcome, brings, outcome
from dispositif.mandates.grammar import TASKING, Asking, Grammar
from dispositif.mandates.items import announcer, has_doing, is_unfinished, items, opens_list, say_doings
from dispositif.mandates.parts import parts
from dispositif.mandates.references import References
from dispositif.mandates.tasks import Clause, Setting, Task
from dispositif.passage import Flat, Passage, fold

_SHORTEST_LEAD: Final = 24  # what stands before a verb and is shorter is a connective
_RECENT: Final = 8  # how many acts or mandates back a pronoun, a condition or a convening reaches
_SENTENCE_END: Final = ". "
_CLOSING_MARKS: Final = " ;,.:–—"
_NAMED: Final = {"treaty", "charter", "other"}  # citations by name
_NO_SETTING: Final = Setting()


class Derivation:
    """Derives the mandates of one document. `made` holds them, in order."""

    def __init__(
        self, flat: Flat, characters: str, paragraphs: Sequence[Paragraph], above: dict[str, str],
        acts: Sequence[Act], citations: Sequence[Citation], heading: Heading, grammar: Grammar,
    ) -> None:  # fmt: skip
        self.made: list[Mandate] = []
        self._searched = flat
        self._flat = flat.characters
        self._characters = characters
        self._grammar = grammar
        self._adopted = heading.adopted
        self._references = References(
            flat.characters, characters, heading.body.actor if heading.body else None, _about(heading), grammar
        )
        self._children: dict[str, list[Paragraph]] = {}
        for paragraph in paragraphs:
            chapeau = above.get(paragraph.id)
            if chapeau is not None:
                self._children.setdefault(chapeau, []).append(paragraph)
        self._citations = citations
        self._cited_from = [citation.start for citation in citations]
        self._by_paragraph: dict[str, list[Mandate]] = defaultdict(list)
        self._acts: dict[str, list[Act]] = {}
        for act in acts:
            self._acts.setdefault(act.paragraph, []).append(act)

    def read(self, paragraph: Paragraph) -> None:
        """Add the mandates of an operative paragraph."""
        acts = self._acts.get(paragraph.id)
        if acts is None:
            return
        for number, act in enumerate(acts):
            if _sets_task(act):
                for task in self._tasks(paragraph, acts, number):
                    self._add(task, paragraph, acts, number)

    def _clause(self, start: int, end: int) -> Clause:
        passage = self._searched.passage(start, end)
        folded = self._searched.folded_at(start, end) if passage.plain else fold(passage.words)
        return Clause(passage, folded, self._grammar.circumstances(passage.words, folded))

    def _tasks(self, paragraph: Paragraph, acts: list[Act], number: int) -> list[Task]:
        act = acts[number]
        if act.verb.lemma in self._grammar.tasks.binding:
            return self._bound(paragraph, acts, number)
        asking = self._grammar.asking(act.force, act.verb.lemma)
        governing = _governing(acts, number)
        clause = self._clause(governing.verb.end, max(governing.end, governing.verb.end))
        found = self._complement(clause, asking)
        if not asking.others and (carried := self._carried(clause, found.start, governing)):
            clause, found, asking = carried
        if asking.others and paragraph.id in self._children:
            found = subject_alone(clause.passage.words, found, clause.hits, self._grammar)
        who, naming = found.who, clause
        if not asking.others and len(who) == 1 and self._is_pronoun(who[0], clause):
            who = ()  # "decides that it will meet": the body itself
        around: tuple[Clause, ...] = ()
        first = number
        while first and acts[first - 1].end > acts[first].start:  # "are invited | and encouraged"
            first -= 1
        before, opens = acts[first - 1].end if first else paragraph.start, acts[first].verb
        passive = asking.others and not self._grammar.passive_subjects.isdisjoint(opens.text.lower().split(" "))
        if passive or opens.start - before > _SHORTEST_LEAD:
            lead = self._clause(before, opens.start)
            if self._grammar.narrates(act.verb.text):
                lead = lead.undated()  # when it was decided: "At its 12th meeting, the Council requested"
            around = (lead,)
            if passive and not found.clause:
                who, naming = self._subject(lead, sure=False), lead
        return self._spread(paragraph, acts, number, governing, asking, clause, found, who, naming, around)

    def _bound(self, paragraph: Paragraph, acts: list[Act], number: int) -> list[Task]:
        """What a sentence sets its subject to do: "The Board | shall meet"."""
        act = acts[number]
        clause = self._clause(act.start, act.end)
        lead = self._clause(acts[number - 1].end if number else paragraph.start, act.start)
        who = self._subject(lead, sure=True)
        if not who or not self._grammar.binds(clause.passage.words):
            return []
        found = Complement(who, 0, len(clause.passage.words))
        asking = self._grammar.asking(act.force, act.verb.lemma)
        return self._spread(paragraph, acts, number, act, asking, clause, found, who, lead, (lead,))

    def _spread(
        self, paragraph: Paragraph, acts: list[Act], number: int, governing: Act, asking: Asking,
        clause: Clause, found: Complement, who: Sequence[Named], naming: Clause, around: tuple[Clause, ...],
    ) -> list[Task]:  # fmt: skip
        """The tasks that an act sets whom `naming` names to do: those of its list, if one is below, and its own."""
        children: Sequence[Paragraph] = self._children.get(paragraph.id, ())
        if children and governing is not announcer(acts, self._flat, self._grammar):
            children = ()
        listed: list[Task] = []
        left = _left(clause, found) if children else ""
        if children and (found.shared or opens_list(left, children[0], self._flat, self._grammar)):
            clausal = left == self._grammar.words.clause
            named = bool(who) or self._grammar.announces(left) or not (asking.others or clausal)
            founded = self._founded(clause, found, left, bool(who))
            if founded:  # by when and with whom others found it says nothing of its tasks
                listed = self._listed(children, founded, clause, clause.bare(), (), asking, clausal, named)
            else:
                listed = self._listed(children, who, naming, clause, around, asking, clausal, named)
            if clausal and acts[number].verb.lemma in self._grammar.tasks.settled:
                listed = self._binding(listed)
            if not (founded or has_doing(left, self._grammar)):
                return listed
        elif (
            children
            and self._goes_on(paragraph, children)
            and is_unfinished(left, children[0], self._flat, self._grammar)
        ):
            clause = self._clause(clause.passage.start, self._last(children).end)
            found.end = len(clause.passage.words.rstrip(_CLOSING_MARKS))
        elif who and children and self._goes_on(paragraph, children) and self._sets_steps(left, children):
            listed = self._listed(children, who, naming, clause, around, asking, clausal=False, named=True)
        if acts[number].verb.lemma in self._grammar.tasks.settled and not (who and self._binds(clause, found)):
            return listed
        for following in acts[number + 1 : number + _RECENT]:
            if not found.shared:  # else "urges the members, requests the pilots and invites …"
                break
            clause = self._clause(following.verb.end, following.end)
            found = self._complement(clause, self._grammar.asking(following.force, following.verb.lemma))
        end = found.end
        if listed:
            end = len(self._grammar.without_purpose(clause.passage.words[:end].rstrip(_CLOSING_MARKS)))
        task = Task(paragraph.id, who, naming, clause, found.start, end, around, found.start)
        return self._parted(task, not (asking.others or who), found.clause) + listed

    def _founded(self, clause: Clause, found: Complement, left: str, asked: bool) -> Sequence[Named]:
        """The body that is founded with the tasks of a list: "to establish | a panel, with the following mandate:".

        Where others are `asked` to found it, it has them if they follow at once: "to establish | a panel:".
        """
        announced = self._grammar.announces(left)
        if not (asked or announced):
            return ()
        words = clause.passage.words
        if asked and announced:
            return self._founded_by_others(words, found.start, clause.hits)
        body = outcome(words, found.start, found.end, self._grammar, clause.folded)
        if body is None or words[body.start : body.end].rpartition(" ")[2].lower() not in self._grammar.heads:
            return ()
        if asked and body.end < len(words.rstrip(_CLOSING_MARKS)):
            return ()
        opens = words.startswith(self._grammar.introductions, body.start)
        return (Named(body.start, body.end, ()),) if opens else ()

    def _founded_by_others(self, words: str, start: int, hits: Sequence[Found]) -> Sequence[Named]:
        """The body that others found: "to re-establish, by May, | the panel to be seated there, with these tasks"."""
        verb = len(self._grammar.marker) if words.startswith(self._grammar.marker, start) else 0
        place = words.find(" ", start + verb)
        if words[start + verb : place].strip(",") not in self._grammar.founding:
            return ()
        while place >= 0:
            begin = place + 1
            if words[begin:].partition(" ")[0] in self._grammar.articles:
                who = read_list(words, begin, list_end(words, begin, self._grammar), hits, self._grammar)
                heads = bool(who) and words[who[0].start : who[0].end].rpartition(" ")[2].lower() in self._grammar.heads
                if heads and who[0].start == begin:
                    goes_on = any(joint in words[who[0].end :] for joint in self._grammar.task_joints)
                    return () if goes_on else who[:1]
            place = words.find(", ", place + 1)
            place += place >= 0
        return ()

    def _binds(self, clause: Clause, found: Complement) -> bool:
        """Whether a clause says what its subject is to do, and not what is so: "that the lamp is lit"."""
        return not found.clause or clause.passage.words[found.start :].partition(" ")[0] in self._grammar.binding

    def _binding(self, tasks: Sequence[Task]) -> list[Task]:
        """Those that bind somebody of what is declared in a list: "(b) the members shall pay", not "(a) it rains"."""
        first = (task.clause.passage.words[task.start :].partition(" ")[0] for task in tasks)
        return [task for task, word in zip(tasks, first, strict=True) if task.who and word in self._grammar.binding]

    def _sets_steps(self, left: str, children: Sequence[Paragraph]) -> bool:
        """Whether a list says the doing of a chapeau step by step, and not what others are to do ("that they: …")."""
        return f" {self._grammar.clause}" not in left and say_doings(children, self._flat, self._grammar)

    def _goes_on(self, paragraph: Paragraph, children: Sequence[Paragraph]) -> bool:
        """Whether a sentence goes on in a list that sets no tasks by acts of its own."""
        goes_on = self._flat[paragraph.end - 1] == ":"
        return goes_on and not any(_sets_task(act) for child in children for act in self._acts.get(child.id, ()))

    def _last(self, children: Sequence[Paragraph]) -> Paragraph:
        """The last paragraph of a list, and of the lists in it."""
        last = children[-1]
        return self._last(below) if (below := self._children.get(last.id)) else last

    def _carried(self, clause: Clause, start: int, act: Act) -> tuple[Clause, Complement, Asking] | None:
        """What a verb that asks sets to do, where one is decided on: "decides to request | the members to report"."""
        bidding = self._grammar.bidding(clause.passage.words, start, act.verb.lemma)
        if bidding is None:
            return None
        place, lemma = bidding
        asked = self._clause(clause.passage.at(place), act.end)
        asking = self._grammar.asking("directive", lemma)
        found = self._complement(asked, asking)
        return (asked, found, asking) if found.who else None

    def _parted(self, task: Task, decides: bool, clausal: bool) -> list[Task]:
        """One task for each deadline, each further group or clause, and each body that is convened to act."""
        words, hits = task.clause.passage.words, task.clause.hits
        tasks = []
        for part in parts(words, task.start, task.end, hits, self._grammar, bool(task.who), decides, clausal):
            end, task.end = task.end, part.end
            tasks.append(task)
            who, naming = (part.who, task.clause) if part.who else (task.who, task.asking)
            paragraph, clause, around, first = task.paragraph, task.clause, task.around, task.first
            task = Task(paragraph, who, naming, clause, part.start, end, around, first, part.follows, part.end)
        tasks.append(task)
        return tasks

    def _complement(self, clause: Clause, asking: Asking) -> Complement:
        return complement(clause.passage.words, clause.hits, self._grammar, asking)

    def _subject(self, lead: Clause, sure: bool) -> list[Named]:
        """The subject of a passive ("The members | are invited to …"): the longest list that stands right before it.

        `sure` leaves out what may be no actor.
        """
        words = lead.passage.words.rstrip(" ,")
        start = max(words.rfind(mark) for mark in (". ", "; ")) + 1
        while (comma := words.find(", ", start)) >= 0:
            inserted = words[start:comma].strip().lower() in self._grammar.insertions
            if not inserted and self._grammar.modals.isdisjoint(words[start:].split(" ")):  # else a clause stands there
                who = read_list(words, start, len(words), lead.hits, self._grammar)
                if who and who[0].start - start <= 1 and self._is_aside(words[who[-1].end :]):
                    return who
            start = comma + 1
        return read_list(words, start, len(words), lead.hits, self._grammar, open_minded=not sure)

    def _is_aside(self, words: str) -> bool:
        """Whether nothing, or but an aside, stands between a subject and its verb (", jointly and severally")."""
        return not words or (words[0] == "," and words[2:].partition(" ")[0] in self._grammar.asides)

    def _listed(
        self, children: Sequence[Paragraph], who: Sequence[Named], naming: Clause, chapeau: Clause,
        around: tuple[Clause, ...], asking: Asking, clausal: bool, named: bool,
    ) -> list[Task]:  # fmt: skip
        """One task for each sub-paragraph that sets none by a verb of its own.

        What the body itself decides in a sub-paragraph with an act of its own, it has done by that. `clausal` is
        whether the chapeau opens a clause that each of them is ("decides that: (a) the members shall …"); `named`,
        whether it says who is to act, or needs nobody.
        """
        tasks = []
        for child in items(children, self._children, self._flat, self._grammar):
            own = self._acts.get(child.id, ())
            if any(_sets_task(act) for act in own) if asking.others else own:
                continue
            below = self._children.get(child.id, ())
            whole = below and self._goes_on(child, below)
            clause = self._clause(child.start, self._last(below).end if whole else child.end)
            end = len(self._grammar.without_joint(clause.passage.words.rstrip(_CLOSING_MARKS)).rstrip(_CLOSING_MARKS))
            bound = bound_by(clause.passage.words, clause.hits, self._grammar)
            if bound is not None:
                start = bound.start
                tasks.append(Task(child.id, bound.who, clause, clause, start, end, (*around, chapeau), start))
            elif not asking.others and self._grammar.states(clause.passage.words[:end]):
                continue  # "The use of the fund | will be subject to …"
            elif named:
                tasks.append(Task(child.id, who, naming, clause, 0, end, (*around, chapeau), 0))
            else:
                words, hits = clause.passage.words, clause.hits
                found = clause_of(words, 0, hits, self._grammar) if clausal else self._complement(clause, asking)
                start, end = found.start, min(found.end, end)
                tasks.append(Task(child.id, found.who, clause, clause, start, end, (*around, chapeau), start))
        return tasks

    def _add(self, task: Task, paragraph: Paragraph, acts: list[Act], number: int) -> None:
        """Make the mandate of a task, if it says what to do. The act at `number` in the paragraph sets it."""
        passage = task.clause.passage
        action = self._words(passage, task.start, task.end)
        doing = passage.words[task.start : task.end]
        if not action.text.strip(_CLOSING_MARKS) or self._grammar.is_idle(doing, bool(task.who)):
            return
        own = self._by_paragraph[task.paragraph]
        who, doubts = self._mentions(task, paragraph, acts[max(0, number - _RECENT) : number])
        result = outcome(passage.words, task.start, task.end, self._grammar, task.clause.folded)
        setting = self._circumstanced(task, result)
        if number:
            doubts += self._scope_doubts(setting.conditions, acts[number - 1], acts[number], own)
        doubts += self._office_doubts(who) + self._office_doubts(setting.partners)
        mandate = Mandate(
            id=f"{task.paragraph}.m{len(own) + 1}",
            act=acts[number].id,
            addressees=who,
            action=action,
            partners=setting.partners,
            conditions=setting.conditions,
            deadline=setting.deadline,
            recurrence=setting.recurrence,
            deliverable=self._deliverable(passage, result) if result else None,
            depends_on=self._depends(task, paragraph, who, own),
            doubts=doubts,
        )
        own.append(mandate)
        self.made.append(mandate)

    def _circumstanced(self, task: Task, result: Outcome | None) -> Setting:
        """The partners, conditions, deadline and recurrence of a task; those of its own clause come first.

        `result` is what is to come of it.
        """
        if not (task.clause.hits or task.around):
            return _NO_SETTING
        clauses = [(clause.passage, clause.hits, 0) for clause in task.around if clause.hits]
        if task.clause.hits:
            clauses.insert(0, (task.clause.passage, self._within(task), task.start))
        if not clauses:
            return _NO_SETTING
        characters, grammar = self._characters, self._grammar
        asked = {task.asking.passage.at(named.start) for named in task.who}
        partners = [
            self._references.mention(named, passage, rule)[0]
            for passage, hits, action in clauses
            for named, rule in circumstances.partners(passage.words, hits, action, grammar)
            if not self._is_text(passage.at(named.end) - 1)  # "to act in line with | Assembly resolution 12/3"
            if passage.at(named.start) not in asked  # "After consultation with the crews, | the director shall"
        ]
        conditions = [
            condition
            for passage, hits, action in clauses
            for condition in circumstances.conditions(passage, characters, hits, action, grammar)
        ]
        deadlines = (
            circumstances.deadline(passage, characters, counting, self._adopted, grammar)
            for passage, hits, _ in clauses
            if (counting := self._counting(passage, hits, task.clause.passage, result))
        )
        recurrences = (circumstances.recurrence(passage, characters, hits, grammar) for passage, hits, _ in clauses)
        once = {(partner.text, partner.actor): partner for partner in reversed(partners)}
        return Setting(
            partners=tuple(partner for partner in partners if once[partner.text, partner.actor] is partner),
            conditions=tuple(sorted(conditions, key=lambda condition: condition.start)),
            deadline=next(filter(None, deadlines), None),
            recurrence=next(filter(None, recurrences), None),
        )

    def _within(self, task: Task) -> list[Found]:
        """The circumstances of a task's own clause: those of another task of the same act left out."""
        return [hit for hit in task.clause.hits if hit.start < task.first or task.since <= hit.start < task.end]

    def _scope_doubts(
        self, conditions: Sequence[Condition], before: Act, act: Act, earlier: Sequence[Mandate]
    ) -> tuple[Doubt, ...]:
        """A doubt where a condition may govern an act or the one before it, or both."""
        if not _sets_task(before) or _SENTENCE_END in self._flat[before.start : act.start]:
            return ()
        doubts = [
            Doubt(code="condition-scope", message=f"“{condition.text}” may govern “{act.verb.text}” too.")
            for mandate in earlier[-_RECENT:]
            if mandate.act == before.id
            for condition in mandate.conditions
            if condition.end <= before.verb.start
        ]
        doubts += [
            Doubt(code="condition-scope", message=f"“{condition.text}” may govern “{before.verb.text}” too.")
            for condition in conditions
            if condition.end == act.end and self._flat[condition.start - 2 : condition.start].rstrip().endswith(",")
        ]
        return tuple(doubts)

    def _office_doubts(self, named: Sequence[Mention]) -> tuple[Doubt, ...]:
        """A doubt where offices may be those of several bodies: "the chairs of | the Board and the Council"."""
        if len(named) < 2:
            return ()
        first, second = named[0].text, named[1].text
        offices = self._grammar.offices_of(first)
        if not offices or self._grammar.offices_of(second):
            return ()
        return (Doubt(code="office-scope", message=f"“{offices}” may govern “{second}” too."),)

    def _depends(
        self, task: Task, paragraph: Paragraph, who: Sequence[Mention], own: Sequence[Mandate]
    ) -> tuple[str, ...]:
        """The mandates that must come before a task. `own` are those of its paragraph so far."""
        depends: list[str] = []
        for clause in (*task.around, task.clause):
            if clause.hits:
                depends += dependencies.pointed_at(clause.hits, self.made, self._by_paragraph, _prefix(paragraph))
        if own and who:
            depends += dependencies.convening([mention.actor for mention in who], own[-_RECENT:], self._actors_in)
        if task.follows and own:
            depends.append(own[-1].id)
        return tuple(dict.fromkeys(depends)) if depends else ()

    def _mentions(
        self, task: Task, paragraph: Paragraph, earlier: Sequence[Act]
    ) -> tuple[tuple[Mention, ...], tuple[Doubt, ...]]:
        """Who is asked. `earlier` are the acts shortly before in the paragraph."""
        mentions: list[Mention] = []
        doubts: tuple[Doubt, ...] = ()
        passage = task.asking.passage
        for named in task.who:
            if self._is_pronoun(named, task.asking):
                asked = self._asked_before(paragraph, earlier, self._is_singular(named, task.asking))
                meant, unsure = self._references.antecedents(named, passage, paragraph.start, asked)
                mentions += [mention for mention in meant if mention not in mentions]  # "he or she" is one
                unsure = tuple(doubt for doubt in unsure if doubt not in doubts)
            else:
                mention, unsure = self._references.mention(named, passage)
                mentions.append(mention)
            doubts += unsure
        return tuple(mentions), doubts

    def _is_pronoun(self, named: Named, clause: Clause) -> bool:
        return self._grammar.pronoun(clause.passage.words[named.start : named.end]) is not None

    def _is_singular(self, named: Named, clause: Clause) -> bool:
        return self._grammar.pronoun(clause.passage.words[named.start : named.end]) == "singular"

    def _asked_before(self, paragraph: Paragraph, acts: Sequence[Act], singular: bool) -> Iterator[Sequence[Mention]]:
        """Whom each earlier act of the paragraph asks, sets up or speaks of, the nearest first.

        Where it is `singular`, one who is thanked or set up is meant rather than others that the act names besides.
        """
        for number in range(len(acts) - 1, -1, -1):
            act = acts[number]
            made = [mandate for mandate in self._by_paragraph[paragraph.id][-_RECENT:] if mandate.act == act.id]
            if made:
                for mandate in reversed(made):
                    yield mandate.addressees or (self._set_up(mandate) if singular else ())
            elif act.verb.lemma in self._grammar.tasks.binding:
                lead = self._clause(acts[number - 1].end if number else paragraph.start, act.start)
                yield [self._references.mention(named, lead.passage)[0] for named in self._subject(lead, sure=True)]
            else:
                clause = self._clause(act.verb.end, max(act.end, act.verb.end))
                who = self._complement(clause, self._grammar.asking(act.force, act.verb.lemma)).who
                who = who or (spoken_of(clause.passage.words, clause.hits, self._grammar) if singular else ())
                yield [self._references.mention(named, clause.passage)[0] for named in who]

    def _set_up(self, mandate: Mandate) -> Sequence[Mention]:
        """The body that a mandate brings about: "decides to establish | a working group"."""
        made = mandate.deliverable
        if made is None:
            return ()
        passage = self._searched.passage(made.start, made.end)
        who = read_list(passage.words, 0, len(passage.words), (), self._grammar)
        return [self._references.mention(named, passage)[0] for named in who]

    def _counting(self, passage: Passage, hits: Sequence[Found], doing: Passage, result: Outcome | None) -> list[Found]:
        """The deadlines that count: not those of a citation ("resolution 12/3, adopted by …").

        Some count only behind a deliverable of their kind, which `doing` names.
        """
        brought = result.record.kind if result else ""
        since = doing.at(result.start) if result else 0
        counting: list[Found] = []
        for hit in hits:
            place = passage.at(hit.start)
            needed = circumstances.COUNT_ONLY_WITH.get(hit.record.kind)
            behind = needed is None or (needed == brought and since < place)
            behind = behind or (needed is not None and brings(needed, passage.words, hit.start, self._grammar))
            if behind and self._grammar.is_deadline(hit, passage.words, hits) and not self._is_cited(place):
                counting.append(hit)
        return counting

    def _is_cited(self, place: int) -> bool:
        return self._citation_at(place) is not None

    def _is_text(self, place: int) -> bool:
        """Whether a resolution or another numbered text is named there; the name of a treaty may end a body's."""
        citation = self._citation_at(place)
        return citation is not None and citation.kind not in _NAMED

    def _citation_at(self, place: int) -> Citation | None:
        before = bisect_right(self._cited_from, place)
        return self._citations[before - 1] if before > 0 and place < self._citations[before - 1].end else None

    def _actors_in(self, start: int, end: int) -> set[str]:
        passage = Passage(self._flat, start, end)
        found = (Named(left, right, claims) for left, right, claims in self._grammar.actors.find(passage.words))
        return {mention.actor for named in found if (mention := self._references.mention(named, passage)[0]).actor}

    def _words(self, passage: Passage, start: int, end: int) -> Words:
        first, last = passage.at(start), passage.at(end)
        return Words(text=self._characters[first:last], start=first, end=last)

    def _deliverable(self, passage: Passage, result: Outcome) -> Deliverable:
        words = self._words(passage, result.start, result.end)
        rule = f"deliverables/{result.record.id}"
        return Deliverable(kind=result.record.kind, text=words.text, start=words.start, end=words.end, rule=rule)


def _about(heading: Heading) -> str:
    """The words of a heading that may name the treaty that a text is about."""
    return f"{heading.title}; {heading.body.text}" if heading.body else heading.title


def _sets_task(act: Act) -> bool:
    return act.force in TASKING


def _left(clause: Clause, found: Complement) -> str:
    """What a chapeau says of the doing, in small letters."""
    return clause.passage.words[found.start :].rstrip(_CLOSING_MARKS).lower()


def _governing(acts: list[Act], number: int) -> Act:
    """The act whose verb stands nearest to the complement: of two verbs with one object, the second."""
    last = min(len(acts) - 1, number + _RECENT)
    while number < last and acts[number + 1].start < acts[number].end:
        number += 1
    return acts[number]


def _prefix(paragraph: Paragraph) -> str:
    """What stands before the number in the ids of a paragraph's part ("annex-1.op-")."""
    return paragraph.id[: paragraph.id.rfind("op-") + 3] if "op-" in paragraph.id else ""

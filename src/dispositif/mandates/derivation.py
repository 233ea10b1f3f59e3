"""Acts → mandates, one document at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from dispositif.document import Act, Citation, Deliverable, Heading, Mandate, Mention, Paragraph, Words
from dispositif.mandates import dependencies
from dispositif.mandates.addressees import Named
from dispositif.mandates.clauses import clause_of
from dispositif.mandates.complements import complement, subject_alone
from dispositif.mandates.deliverables import Outcome
from dispositif.mandates.governed import Complement
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.infinitives import opens_infinitive
from dispositif.mandates.items import announcer
from dispositif.mandates.lists import Lists
from dispositif.mandates.parts import parted
from dispositif.mandates.pronouns import Asked
from dispositif.mandates.references import References
from dispositif.mandates.scopes import condition_doubts, date_doubts, office_doubts, recurrence_doubts
from dispositif.mandates.settings import Settings
from dispositif.mandates.subjects import doer, subject
from dispositif.mandates.tasks import CLOSING_MARKS, SHORTEST_LEAD, Charge, Clauses, Task, sets_task
from dispositif.passage import Flat, Passage

_LEADING: Final = " .;,"
_RECENT: Final = 8  # how many acts or mandates back a pronoun or a convening reaches


class Derivation:
    """Derives the mandates of one text. `made` holds them, in order."""

    def __init__(
        self, flat: Flat, characters: str, paragraphs: Sequence[Paragraph], above: dict[str, str],
        acts: Sequence[Act], citations: Sequence[Citation], heading: Heading, grammar: Grammar,
    ) -> None:  # fmt: skip
        self.made: list[Mandate] = []
        self._flat = flat.characters
        self._characters = characters
        self._grammar = grammar
        self._by_paragraph: dict[str, list[Mandate]] = defaultdict(list)
        self._acts: dict[str, list[Act]] = {}
        for act in acts:
            self._acts.setdefault(act.paragraph, []).append(act)
        issuer = heading.body.actor if heading.body else None
        begin, end = (paragraphs[0].start, paragraphs[-1].end) if paragraphs else (0, 0)
        self._references = References(flat.characters, characters, begin, end, issuer, _about(heading), grammar)
        self._clauses = Clauses(flat, grammar)
        self._lists = Lists(paragraphs, above, self._acts, self._clauses, flat.characters, grammar)
        self._asked = Asked(flat, self._clauses, self._by_paragraph, self._references, grammar)
        self._settings = Settings(characters, citations, heading.adopted, self._references, grammar)

    def read(self, paragraph: Paragraph) -> None:
        """Add the mandates of an operative paragraph."""
        acts = self._acts.get(paragraph.id)
        if acts is None:
            return
        for number, act in enumerate(acts):
            if sets_task(act) and not self._concedes(paragraph, acts, number):
                for task in self._tasks(paragraph, acts, number):
                    self._add(task, paragraph, acts, number)

    def _concedes(self, paragraph: Paragraph, acts: list[Act], number: int) -> bool:
        """Whether an act is but what is so beside the next: "While we remain committed to peace, | we urge"."""
        act = acts[number]
        if act.force != "deciding" or number + 1 == len(acts):
            return False
        before = acts[number - 1].end if number else paragraph.start
        lead = self._flat[before : act.start].lstrip(_LEADING)
        return len(lead) < SHORTEST_LEAD and lead.partition(" ")[0].lower() in self._grammar.tasks.conceding

    def _tasks(self, paragraph: Paragraph, acts: list[Act], number: int) -> list[Task]:
        governing = _governing(acts, number)
        chapeau = self._lists.running(paragraph, governing)
        if chapeau is not None:
            tasks = self._said(chapeau, paragraph, acts, number, governing)
            if tasks and tasks[-1].clause.passage.start >= chapeau.end:
                return tasks  # else the list says what the one thing is
        return self._said(paragraph, paragraph, acts, number, governing)

    def _said(
        self, chapeau: Paragraph, paragraph: Paragraph, acts: list[Act], number: int, governing: Act
    ) -> list[Task]:
        """The tasks that an act sets in what a chapeau says, which is the paragraph itself or a part of it.

        `governing` is the act whose words say what they are.
        """
        act = acts[number]
        if act.verb.lemma in self._grammar.tasks.binding:
            return self._bound(chapeau, paragraph, acts, number)
        asking = self._grammar.asking(act.force, act.verb.lemma)
        end = self._within(chapeau, self._end(acts, number) if governing is act else governing.end)
        clause = self._clauses.between(governing.verb.end, max(end, governing.verb.end))
        found = complement(clause.passage.words, clause.hits, self._grammar, asking)
        charge = Charge(asking, clause, found, found.who, clause, ())
        listed = bool(self._lists.below(chapeau.id))
        if not asking.others:
            charge = self._carried(charge, governing, listed) or charge
        binds = listed and charge.found.clause and self._lists.binds(chapeau.id)
        if binds or (listed and charge.asking.others):
            bids = binds or self._lists.bids(chapeau.id)
            words, hits = charge.clause.passage.words, charge.clause.hits
            charge.found = subject_alone(words, charge.found, hits, bids, self._grammar)
            charge.who = charge.found.who
        who = charge.who
        if not charge.asking.others and len(who) == 1 and self._asked.number(who[0], charge.clause) is not None:
            charge.who = ()  # "decides that it will meet": the body itself
        first = number
        while first and acts[first - 1].end > acts[first].start:  # "are invited | and encouraged"
            first -= 1
        before, opens = acts[first - 1].end if first else paragraph.start, acts[first].verb
        passive = charge.asking.others and self._is_passive(acts[first])
        if passive and first and opens.start - before <= 1:
            before = acts[first - 1].verb.end  # "shall meet, and the members | are invited to attend"
        if passive or opens.start - before > SHORTEST_LEAD:
            lead = self._clauses.between(before, opens.start if passive else self._before_subject(before, opens.start))
            if self._grammar.narrates(act.verb.text):
                lead = lead.undated()  # when it was decided: "At its 12th meeting, the Council requested"
            charge.around = (lead,)
            if passive and not charge.found.clause:
                charge.who, charge.naming = subject(lead, self._grammar, sure=False), lead
        return self._spread(chapeau, paragraph, acts, number, governing, charge)

    def _bound(self, chapeau: Paragraph, paragraph: Paragraph, acts: list[Act], number: int) -> list[Task]:
        """What a sentence sets its subject to do, or those by whom a thing is to be done: "The Board | shall meet"."""
        act = acts[number]
        clause = self._clauses.between(act.start, self._within(chapeau, self._end(acts, number)))
        lead = self._clauses.between(acts[number - 1].end if number else paragraph.start, act.start)
        who = subject(lead, self._grammar, sure=True)
        named = lead.passage.words[who[0].start : who[-1].end].lower() if who else ""
        if by := doer(clause, self._grammar):
            done = Complement(by, 0, len(clause.passage.words))
            asking = self._grammar.asking(act.force, act.verb.lemma)
            return self._spread(
                chapeau, paragraph, acts, number, act, Charge(asking, clause, done, by, clause, (lead,))
            )
        if not who or named in self._grammar.words.things or not self._grammar.binds(clause.passage.words):
            return []
        if named in self._grammar.words.speakers:
            who = []  # "We | must act": the body itself
        found = Complement(who, 0, len(clause.passage.words))
        asking = self._grammar.asking(act.force, act.verb.lemma)
        return self._spread(chapeau, paragraph, acts, number, act, Charge(asking, clause, found, who, lead, (lead,)))

    def _is_passive(self, act: Act) -> bool:
        """Whether those before a verb are asked: "are invited to pay", "were thanked and | invited to pay"."""
        if not self._grammar.passive_subjects.isdisjoint(act.verb.text.lower().split(" ")):
            return True
        bids = act.force == "directive" and opens_infinitive(self._flat, act.verb.end, self._grammar)
        return bids and self._grammar.narrates(act.verb.text)

    def _before_subject(self, start: int, verb: int) -> int:
        """Where what stands before a verb ends: before a subject behind a comma ("with the pilots, | the Board asks").

        No subject stands there where a comma stands before the verb.
        """
        comma = self._flat.rfind(", ", start, verb)
        return comma if comma >= 0 and comma + len(", ") < verb else verb

    def _end(self, acts: list[Act], number: int) -> int:
        """Where the words of an act end: before the subject of a passive that follows at once.

        "shall meet, | and the members are invited to attend".
        """
        end = acts[number].end
        following = acts[number + 1] if number + 1 < len(acts) else None
        if following is None or not 0 <= following.start - end <= 1 or not self._is_passive(following):
            return end
        lead = self._clauses.between(acts[number].verb.end, following.start)
        who = subject(lead, self._grammar, sure=False)
        words = lead.passage.words[: who[0].start if who else 0].rstrip(" ,")
        return lead.passage.at(len(self._grammar.without_joint(words).rstrip(" ,"))) if words else end

    def _within(self, chapeau: Paragraph, end: int) -> int:
        """`end`, or where a chapeau ends that ends before it, its marks left out."""
        if end <= chapeau.end:
            return end
        return chapeau.start + len(self._flat[chapeau.start : chapeau.end].rstrip(CLOSING_MARKS))

    def _carried(self, charge: Charge, act: Act, listed: bool) -> Charge | None:
        """What a verb that asks sets to do, where one is decided on: "decides to request | the members to report".

        Whom it asks, its list may say, where it is `listed`: "resolves to instruct | 1 the pilots to sail".
        """
        passage = charge.clause.passage
        bidding = self._grammar.bidding(passage.words, charge.found.start, act.verb.lemma)
        if bidding is None:
            return None
        place, lemma = bidding
        clause = self._clauses.between(passage.at(place), passage.at(len(passage.words)))
        asking = self._grammar.asking("directive", lemma)
        words = clause.passage.words
        found = complement(words, clause.hits, self._grammar, asking)
        first = words[found.start :].partition(" ")[0].rstrip(",:")
        does = first == self._grammar.words.infinitive or first in self._grammar.qualifying
        if lemma in self._grammar.tasks.empowering and not does:
            return None  # "decides to appoint | a clerk | by May"
        named = found.who or (listed and not words.strip(CLOSING_MARKS))
        return Charge(asking, clause, found, found.who, clause, ()) if named else None

    def _spread(
        self, chapeau: Paragraph, paragraph: Paragraph, acts: list[Act], number: int, governing: Act, charge: Charge
    ) -> list[Task]:
        """The tasks that an act sets: those of its list, if a chapeau has one, and its own.

        `governing` is the act in whose words the charge stands.
        """
        taking = governing if chapeau is not paragraph else None
        if taking is None and self._lists.below(paragraph.id):
            taking = announcer(acts, self._flat, self._grammar)
        settled = self._grammar.settles(acts[number].verb)
        if not charge.found.shared and number + 1 < len(acts) and self._says_but_where(charge, acts[number]):
            charge.found.shared = True
        for following in () if settled else acts[number + 1 : number + _RECENT]:
            if not charge.found.shared or governing is taking:
                break  # else "urges the members, requests the pilots and invites …"
            governing = following
            clause = charge.clause = self._clauses.between(following.verb.end, following.end)
            asking = self._grammar.asking(following.force, following.verb.lemma)
            charge.found = complement(clause.passage.words, clause.hits, self._grammar, asking)
        listed: list[Task] = []
        states = charge.found.clause and (
            (not self._has_subject(charge) and self._only_states(charge)) or self._views(charge, governing)
        )
        if governing is taking:
            tells, further = self._tells_tasks(charge), self._further_clause(chapeau, charge)
            listed, besides = self._lists.tasks(chapeau, further or charge, settled)
            if states and not tells:
                return self._lists.binding(listed)
            if not (besides or further):
                return listed
        if states or (settled and not self._binds_somebody(charge)):
            return listed
        words, found = charge.clause.passage.words, charge.found
        end = found.end
        if listed:
            end = len(self._grammar.without_purpose(words[:end].rstrip(CLOSING_MARKS)))
        task = Task(
            paragraph.id, charge.who, charge.naming, charge.clause, found.start, end, charge.around, found.start
        )
        if governing.verb.lemma in self._grammar.founding:
            task.verb = governing.verb.lemma  # "Establishes | a panel"
        return parted(task, not (charge.asking.others or charge.who), found.clause, self._grammar) + listed

    def _says_but_where(self, charge: Charge, act: Act) -> bool:
        """Whether an act that asks says but where or with whom, and leaves the doing to the next act.

        "urges Governments | at all levels, with the pilots, | and invites members to pay".
        """
        if not charge.who or charge.found.clause or charge.asking.things or charge.asking.tasks or charge.asking.clause:
            return False
        said = charge.clause.passage.words[charge.found.start :]
        opens = said.partition(" ")[0] in self._grammar.dangling and not said.startswith(self._grammar.links)
        return opens and act.force == "directive" and self._grammar.infinitive not in f" {said} "

    def _further_clause(self, chapeau: Paragraph, charge: Charge) -> Charge | None:
        """What a further clause says that leaves its doing to a list: "to build a quay, and that | the pilots shall:".

        The words of `charge` end before it then.
        """
        words, joints = charge.clause.passage.words, self._grammar.tasks.clause_joints
        place, joint = max(((words.rfind(joint, charge.found.start), joint) for joint in joints), default=(-1, ""))
        if place < 0:
            return None
        passage = charge.clause.passage
        clause = self._clauses.between(passage.at(place + len(joint)), passage.at(len(words)))
        found = clause_of(clause.passage.words, 0, clause.hits, self._grammar)
        further = Charge(charge.asking, clause, found, found.who, clause, ())
        if not (found.who and self._lists.leaves_all(chapeau.id, further)):
            return None
        if charge.who and self._asked.number(found.who[0], clause) is not None:  # "and that | it | shall:"
            further.who, further.naming = charge.who, charge.naming
        charge.found.end = len(words[:place].rstrip(CLOSING_MARKS))
        return further

    def _has_subject(self, charge: Charge) -> bool:
        """Whether those who are to act are the subject of a clause, and not by whom something in it is done."""
        return bool(charge.who) and (charge.naming is not charge.clause or charge.who[0].start < charge.found.start)

    def _only_states(self, charge: Charge) -> bool:
        """Whether a clause but says what is so, for all time: "decides that | the dues shall not apply to boats"."""
        if any(hit.record.sort == "deadlines" for hit in charge.clause.hits):
            return False
        return self._grammar.only_states(charge.clause.passage.words[charge.found.start :].partition(":")[0])

    def _views(self, charge: Charge, act: Act) -> bool:
        """Whether an act but shares a view of what is so: "agreed that | lamps were vital", not "are to be lit".

        One that tells nobody in particular does too: "warned that | delay would be dear".
        """
        said, tasks = charge.clause.passage.words[charge.found.start :], self._grammar.tasks
        if act.verb.lemma in tasks.telling:
            return not charge.who
        return act.verb.lemma in tasks.viewing and self._grammar.tells_view(said)

    def _tells_tasks(self, charge: Charge) -> bool:
        """Whether a clause says so of what its list tells: "the following | shall be the tasks of the Board:"."""
        said = charge.left()
        pointed = self._grammar.tasks.pointed
        return self._grammar.announces(said) or (pointed != "" and pointed in said)

    def _binds_somebody(self, charge: Charge) -> bool:
        """Whether a clause says what its subject is to do, and not what is so: "that the lamp is lit"."""
        verb = charge.clause.passage.words[charge.found.start :].partition(" ")[0]
        return bool(charge.who) and (not charge.found.clause or verb in self._grammar.binding)

    def _add(self, task: Task, paragraph: Paragraph, acts: list[Act], number: int) -> None:
        """Make the mandate of a task, if it says what to do. The act at `number` in the paragraph sets it."""
        passage = task.clause.passage
        action = self._words(passage, task.start, task.end)
        doing = passage.words[task.start : task.end]
        if not action.text.strip(CLOSING_MARKS) or self._grammar.is_idle(doing, bool(task.who)):
            return
        own = self._by_paragraph[task.paragraph]
        who, doubts = self._asked.mentions(task, paragraph, acts[max(0, number - _RECENT) : number])
        result = task.result(self._grammar)
        setting = self._settings.of(task, result, acts[number].verb.lemma)
        if number:
            doubts += condition_doubts(setting.conditions, acts[number - 1], acts[number], own, self._flat)
        doubts += office_doubts(who, self._grammar) + office_doubts(setting.partners, self._grammar)
        if setting.deadline is not None:
            doubts += date_doubts(setting.deadline, action, self._flat, self._grammar)
        if setting.recurrence is not None and len(task.clause.hits) > 1:
            doubts += recurrence_doubts(setting.recurrence, task, self._grammar)
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


def _governing(acts: list[Act], number: int) -> Act:
    """The act whose verb stands nearest to the complement: of two verbs with one object, the second."""
    last = min(len(acts) - 1, number + _RECENT)
    while number < last and acts[number + 1].start < acts[number].end:
        number += 1
    return acts[number]


def _prefix(paragraph: Paragraph) -> str:
    """What stands before the number in the ids of a paragraph's part ("annex-1.op-")."""
    return paragraph.id[: paragraph.id.rfind("op-") + 3] if "op-" in paragraph.id else ""

"""Whom a task asks, and whom a pronoun means that stands for one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dispositif.document import Act, Doubt, Mandate, Mention, Paragraph
from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.complements import complement
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.objects import owner_of, spoken_of
from dispositif.mandates.references import References
from dispositif.mandates.subjects import subject
from dispositif.mandates.tasks import Clause, Clauses, Task
from dispositif.passage import Flat

_RECENT: Final = 8  # mandates back that a pronoun reaches


class Asked:
    """Tells who is asked in one document. `made` are the mandates so far, by paragraph."""

    def __init__(
        self, flat: Flat, clauses: Clauses, made: Mapping[str, Sequence[Mandate]], references: References,
        grammar: Grammar,
    ) -> None:  # fmt: skip
        self._flat = flat
        self._clauses = clauses
        self._made = made
        self._references = references
        self._grammar = grammar

    def number(self, named: Named, clause: Clause) -> str | None:
        """What a pronoun agrees with; None where a name stands there."""
        return self._grammar.pronoun(clause.passage.words[named.start : named.end])

    def mentions(
        self, task: Task, paragraph: Paragraph, earlier: Sequence[Act]
    ) -> tuple[tuple[Mention, ...], tuple[Doubt, ...]]:
        """Who is asked. `earlier` are the acts shortly before in the paragraph."""
        mentions: list[Mention] = []
        doubts: tuple[Doubt, ...] = ()
        passage = task.asking.passage
        for named in task.who:
            number = self.number(named, task.asking)
            if number is None:
                mention, unsure = self._references.mention(named, passage)
                mentions.append(mention)
            else:
                asked = self._asked_before(paragraph, earlier, number != "plural")
                owner = self._owner(earlier) if number == "plural" else ()
                meant, unsure = self._references.antecedents(named, number, passage, paragraph.start, asked, owner)
                mentions += [mention for mention in meant if mention not in mentions]  # "he or she" is one
                unsure = tuple(doubt for doubt in unsure if doubt not in doubts)
            doubts += unsure
        return tuple(mentions), doubts

    def _asked_before(self, paragraph: Paragraph, acts: Sequence[Act], singular: bool) -> Iterator[Sequence[Mention]]:
        """Whom each earlier act of the paragraph asks, sets up or speaks of, the nearest first.

        Where it is `singular`, one who is thanked or set up is meant rather than others that the act names besides.
        """
        for number in range(len(acts) - 1, -1, -1):
            act = acts[number]
            made = [mandate for mandate in self._made[paragraph.id][-_RECENT:] if mandate.act == act.id]
            told = self._told(acts, number, paragraph) if act.verb.lemma in self._grammar.tasks.binding else []
            if told:
                yield told
            elif made:
                for mandate in reversed(made):
                    yield mandate.addressees or (self._set_up(mandate) if singular else ())
            elif act.verb.lemma not in self._grammar.tasks.binding:
                clause = self._clauses.between(act.verb.end, max(act.end, act.verb.end))
                words, hits = clause.passage.words, clause.hits
                asking = self._grammar.asking(act.force, act.verb.lemma)
                found = complement(words, hits, self._grammar, asking).who
                found = found or (spoken_of(words, hits, self._grammar) if singular else ())
                yield [
                    self._references.mention(named, clause.passage)[0]
                    for named in found
                    # not "stresses that | it | is late"; "supports | them, and urges them" are the same
                    if (number_of := self.number(named, clause)) is None or (number_of == "plural" and not singular)
                ]

    def _owner(self, acts: Sequence[Act]) -> Sequence[Mention]:
        """Whose doing the last act speaks of: "welcomes | the Government’s | work with the donors"."""
        if not acts or acts[-1].verb.lemma in self._grammar.tasks.binding:
            return ()
        clause = self._clauses.between(acts[-1].verb.end, max(acts[-1].end, acts[-1].verb.end))
        who = owner_of(clause.passage.words, clause.hits, self._grammar)
        return [self._references.mention(named, clause.passage)[0] for named in who]

    def _told(self, acts: Sequence[Act], number: int, paragraph: Paragraph) -> list[Mention]:
        """Of whom a binding act tells, whether they are to act or by others something is to be done to them."""
        lead = self._clauses.between(acts[number - 1].end if number else paragraph.start, acts[number].start)
        who = subject(lead, self._grammar, sure=True)
        return [self._references.mention(named, lead.passage)[0] for named in who]

    def _set_up(self, mandate: Mandate) -> Sequence[Mention]:
        """The body that a mandate brings about: "decides to establish | a working group"."""
        made = mandate.deliverable
        if made is None:
            return ()
        passage = self._flat.passage(made.start, made.end)
        who = read_list(passage.words, 0, len(passage.words), (), self._grammar)
        return [self._references.mention(named, passage)[0] for named in who]

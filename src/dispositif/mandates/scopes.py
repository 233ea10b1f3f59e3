"""Doubts about how far words reach: a condition that may govern two acts, an office that two bodies may have, a thing
that is due on several dates or recurs in several ways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dispositif.document import Act, Condition, Deadline, Doubt, Mandate, Mention, Recurrence, Words
from dispositif.mandates.circumstances import period_of
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.tasks import Task, sets_task

_RECENT: Final = 8  # mandates back that share an act's condition
_SENTENCE_END: Final = ". "


def condition_doubts(
    conditions: Sequence[Condition], before: Act, act: Act, earlier: Sequence[Mandate], flat: str
) -> tuple[Doubt, ...]:
    """A doubt where a condition may govern an act or the one before it, or both. `earlier` are mandates so far."""
    if not sets_task(before) or _SENTENCE_END in flat[before.start : act.start]:
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
        if condition.end == act.end and flat[condition.start - 2 : condition.start].rstrip().endswith(",")
    ]
    return tuple(doubts)


def office_doubts(named: Sequence[Mention], grammar: Grammar) -> tuple[Doubt, ...]:
    """A doubt where offices may be those of several bodies: "the chairs of | the Board and the Council"."""
    if len(named) < 2:
        return ()
    first, second = named[0].text, named[1].text
    offices = grammar.offices_of(first)
    if not offices or grammar.offices_of(second):
        return ()
    return (Doubt(code="office-scope", message=f"“{offices}” may govern “{second}” too."),)


def date_doubts(deadline: Deadline, action: Words, flat: str, grammar: Grammar) -> tuple[Doubt, ...]:
    """A doubt where a thing is due on further dates than its deadline: "by 10 May, | 10 July and 10 September"."""
    further: list[str] = []
    place, end = deadline.end, action.end if deadline.end <= action.end else len(flat)
    while (date := grammar.further_date.follows(flat, place)) and date.end() <= end:
        further.append(f"“{date['date']}”")
        place = date.end()
        if date["last"] is not None:
            return (Doubt(code="further-dates", message=f"It is due then too: {', '.join(further)}."),)
    return ()


def recurrence_doubts(recurrence: Recurrence, task: Task, grammar: Grammar) -> tuple[Doubt, ...]:
    """A doubt where a task recurs otherwise too: "every month and, thereafter, | every year"."""
    words = task.clause.passage.words
    further = [
        f"“{words[hit.start : hit.end]}”"
        for hit in task.clause.hits
        if hit.record.sort == "recurrences"
        and task.start <= hit.start < task.end
        and period_of(hit, grammar) not in (None, recurrence.period)
    ]
    return (Doubt(code="further-periods", message=f"It recurs so too: {', '.join(further)}."),) if further else ()

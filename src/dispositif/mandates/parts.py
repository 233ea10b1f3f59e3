"""Where one act sets several tasks: a second deadline, a second group that is asked, a body that is convened to act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.circumstances import COUNT_ONLY_WITH, counts_as_term, is_made_then, is_sent_then, is_told
from dispositif.mandates.clauses import clause_of
from dispositif.mandates.complements import complement
from dispositif.mandates.deliverables import outcome, outcome_of
from dispositif.mandates.founding import told_of
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.infinitives import infinitive_after, is_preposition
from dispositif.mandates.tasks import Task

_LONGEST_GROUP: Final = 300
_MOST_JOINTS: Final = 12
_CONVENED_WITHIN: Final = 60
_LONGEST_NAME: Final = 4  # words
_PARTING: Final = frozenset(",;:")
_COMMA: Final = ", "


class Part:
    """The border of two tasks: the one before ends at `end`, the next begins at `start`.

    `who` are those newly asked, none if it is empty, those of the task before if it is None; `follows` is whether the
    task before must come first. What stands before all tasks holds for one that is not `apart`. `verb` is that of the
    task before, where the next is but another object. What but `states` how a thing is to be is no task.
    """

    __slots__ = ("apart", "end", "follows", "start", "states", "verb", "who")

    def __init__(
        self, end: int, start: int, who: Sequence[Named] | None = None, follows: bool = False, apart: bool = False,
        verb: str = "", states: bool = False,
    ) -> None:  # fmt: skip
        self.end = end
        self.start = start
        self.who = who
        self.follows = follows
        self.apart = apart
        self.verb = verb
        self.states = states


def parted(task: Task, decides: bool, clausal: bool, grammar: Grammar) -> list[Task]:
    """One task for each deadline, each further group or clause, and each body that is convened to act.

    `decides` is whether the body itself is to do it, `clausal` whether a clause says so.
    """
    tasks, states = [], False
    for part in _parts(task, decides, clausal, grammar):
        end, task.end = task.end, part.end
        if not states:
            tasks.append(task)
        states = part.states
        who, naming = (part.who, task.clause) if part.who is not None else (task.who, task.asking)
        paragraph, clause, verb = task.paragraph, task.clause, task.verb
        around, first = ((), 0) if part.apart else (task.around, task.first)
        task = Task(paragraph, who, naming, clause, part.start, end, around, first, part.follows, part.end)
        task.verb = part.verb or verb
    return tasks if states else [*tasks, task]


def _parts(task: Task, decides: bool, clausal: bool, grammar: Grammar) -> list[Part]:
    """The borders of the tasks in the words of one, in order."""
    words, hits, start, end = task.clause.passage.words, task.clause.hits, task.start, task.end
    if told := told_of(words, start, end, hits, decides, grammar, founds=task.verb in grammar.founding):
        founded = Part(told.opens, told.start, [told.body], follows=True, apart=True)
        return [founded, *_by_clause(words, told.start, end, hits, grammar)]
    if task.who and (given := _by_group_given(words, start, end, hits, grammar)):
        return given
    found = _by_deadline(task, grammar) if hits else []
    if clausal and not decides:
        found += _by_clause(words, start, end, hits, grammar)
    elif task.who:
        found += _by_group(words, start, end, hits, grammar)
    elif decides:
        found += _by_bidding(words, start, end, grammar) or _by_convening(task, grammar)
        if not found and not _breaks_off(words, start, end, grammar):
            found += _by_clause(words, start, end, hits, grammar)
    return found


def _by_deadline(task: Task, grammar: Grammar) -> list[Part]:
    """ "to report by May and to | submit a plan every year": a task for each time.

    "to mend the lamps and, by May, to | report": a time that is but the second's.
    """
    words, hits, start, end = task.clause.passage.words, task.clause.hits, task.start, task.end
    deadlines: list[Found] = []
    for hit in hits:
        apart = not deadlines or hit.start >= deadlines[-1].end  # "a month before | the end of its term" is one
        if apart and start <= hit.start < end and _is_time(hit, words, hits, grammar):
            deadlines.append(hit)
    verb = task.verb or _verb_at(words, start, grammar)
    found: list[Part] = []
    first: Found | None = None
    for second in deadlines:
        before, first = first, second
        fronted = _fronted(words, start, second, grammar)
        if fronted is not None:
            found.append(fronted)
            start, verb = fronted.start, _verb_at(words, fronted.start, grammar)
        # What was done then is no further doing: "a plan by May, as asked for | at the fifth session"
        if before is None or fronted is not None or is_told(second, words, grammar):
            continue
        index, joint = _joint_between(words, before, second.start, grammar)
        begin = index + len(joint) - len(grammar.infinitive) + 1
        if index < 0:
            part = _next_thing(words, start, before, second, verb, grammar)
            if part is not None and _counts(before, words, start, grammar):
                found.append(part)
                start = part.start
        # "to report to the Board by May and to | the members by June" is one doing
        elif (
            not is_preposition(words, begin - 1, grammar)
            and _counts(before, words, start, grammar)
            and _counts(second, words, begin, grammar)
        ):
            found.append(Part(index, begin))
            start, verb = begin, _verb_at(words, begin, grammar)
    return found


def _fronted(words: str, start: int, time: Found, grammar: Grammar) -> Part | None:
    """The border of a doing before which its own time stands: "and, | by May, | to report"."""
    if not words.startswith(f",{grammar.infinitive}", time.end):
        return None
    joints = (one for one in grammar.tasks.thing_joints if one != _COMMA and one.endswith(_COMMA))
    joint = next((one for one in joints if words.endswith(one, start, time.start)), "")
    return Part(time.start - len(joint), time.end + len(_COMMA)) if joint else None


def _verb_at(words: str, start: int, grammar: Grammar) -> str:
    return words[start:].removeprefix(grammar.marker).partition(" ")[0]


def _joint_between(words: str, first: Found, end: int, grammar: Grammar) -> tuple[int, str]:
    """Where a further doing is joined on behind a time, and by what; -1 if none is.

    A comma does so right behind it, if none stands before it ("to mend the lamps by May, | to light them by June") and
    the thing is not done to what stands before ("to hold talks in May, to be followed by a report in June").
    """
    for joint in grammar.task_joints:
        index = words.find(joint, first.end, end)
        if index >= 0:
            return index, joint
    joint = f",{grammar.infinitive}"
    verb = words[first.end + len(joint) :].partition(" ")[0] if words.startswith(joint, first.end) else ""
    joins = verb and verb not in grammar.passives and not words.endswith(_COMMA, 0, first.start)
    return (first.end, joint) if joins else (-1, "")


def _is_time(hit: Found, words: str, hits: Sequence[Found], grammar: Grammar) -> bool:
    return hit.record.sort == "recurrences" or grammar.is_deadline(hit, words, hits)


def _next_thing(words: str, start: int, first: Found, second: Found, verb: str, grammar: Grammar) -> Part | None:
    """The border of what is to be made besides, with a time of its own: "a plan by May | and | a report by June".

    Behind a time between commas a comma joins nothing: "to hold, in May, a meeting". `start` is where the doing begins,
    `verb` what it is to be made by.
    """
    aside = words.endswith(_COMMA, 0, first.start)
    for joint, article in grammar.thing_joints:
        index = words.find(joint + article, first.end, second.start)
        told = joint != _COMMA or outcome(words, start, index, grammar)  # "to write yearly, as asked, | a report"
        if index >= 0 and told and not (aside and joint == _COMMA):
            begin = index + len(joint)
            return Part(index, begin) if outcome(words, begin, second.start, grammar) else None
    joints = grammar.tasks.thing_joints
    joint = next((one for one in joints if words.startswith(one, first.end)), "")
    begin = first.end + len(joint)
    behind = joint and begin <= second.start and not (aside and joint == _COMMA)
    if behind and _names_thing(verb, words, begin, second.end, grammar):  # "a plan by May and | regular reports"
        return Part(first.end, begin, verb=verb)
    joint = next((one for one in joints if words.endswith(one, first.end, second.start)), "")
    index = second.start - len(joint)
    fronted = joint != _COMMA and joint.endswith(_COMMA)  # "by May, charts and, | by June, a report"
    made = joint and index > first.end and (fronted or outcome(words, start, index, grammar) is not None)
    if made and _names_thing(verb, words, second.end + fronted + 1, len(words), grammar):
        return Part(index, second.start, verb=verb)  # "by May a plan and | by June a report"
    return None


def _names_thing(verb: str, words: str, start: int, end: int, grammar: Grammar) -> bool:
    """Whether the name of what is to be made, the object of a verb, begins at a place: "the final | report".

    "and | report by May" is a doing, "including | reports" a part of what stands before.
    """
    made = outcome_of(verb, words, start, end, grammar)
    if made is None or (made.start == start and words[start : made.end] in grammar.verbal):
        return False
    opening = words[start : made.start].lower().split()
    leads = opening[:1] != [] and (opening[0] in grammar.parts or opening[0] in grammar.dangling)
    return not leads and len(opening) <= _LONGEST_NAME and grammar.modifying.isdisjoint(opening)


def _counts(hit: Found, words: str, start: int, grammar: Grammar) -> bool:
    """Whether a deadline is one of the task that begins at `start`."""
    needed = COUNT_ONLY_WITH.get(hit.record.kind)
    if needed is None:
        return counts_as_term(hit, words[start : hit.start], grammar)
    result = outcome(words, start, hit.start, grammar)
    made = result.record.kind if result is not None else ""
    then = result is not None and is_made_then(hit, result.end)
    return made == needed or (made == "report" and (then or is_sent_then(hit, words, grammar)))


def _by_group(words: str, start: int, end: int, hits: Sequence[Found], grammar: Grammar) -> list[Part]:
    """ "the members to pay, and | the Secretariat to report": a further group with a doing of its own."""
    for joint in grammar.group_joints:
        index = words.find(joint, start, end)
        tried = 0
        while index >= 0 and tried < _MOST_JOINTS:
            tried += 1
            begin = index + len(joint)
            listed = _doing_before(words, start, index, grammar)
            if grammar.infinitive in f" {words[listed:index]}":
                within = infinitive_after(words[begin - 1 : min(end, begin + _LONGEST_GROUP)], 0, grammar)
                infinitive = begin - 1 + within
                first = _past_link(words, begin, grammar)
                # "…, and to report", "…, and help the crews to sail": a further doing of those asked before
                group = words[first:infinitive].split(" ")
                own = within <= 1 or group[0] in grammar.verbal or not grammar.binding.isdisjoint(group)
                own = own or (group[0] in grammar.enabling and not grammar.articles.isdisjoint(group[1:2]))
                who = [] if own else read_list(words, first, infinitive, hits, grammar)
                if who and who[0].start == first and who[-1].end == infinitive:
                    return [*_by_group_listed(words, start, index, hits, grammar), Part(index, infinitive + 1, who)]
            index = words.find(joint, begin, end)
    return _by_group_joined(words, start, end, hits, grammar)


def _by_group_listed(words: str, start: int, end: int, hits: Sequence[Found], grammar: Grammar) -> list[Part]:
    """ "the members to pay, | the Board to print, and the crews to sail": further groups before the last.

    Known names with a doing at once are: a comma alone tells less than a join.
    """
    found: list[Part] = []
    index = words.find(_COMMA, start, end)
    while index >= 0 and len(found) < _MOST_JOINTS:
        begin = index + len(_COMMA)
        infinitive = words.find(grammar.infinitive, begin, end)
        name = words[begin:infinitive]
        if infinitive > 0 and _COMMA not in name and name.partition(" ")[0] in grammar.articles:
            who = read_list(words, begin, infinitive, hits, grammar)
            if who and who[0].claims and who[0].start == begin and who[-1].end == infinitive:
                found.append(Part(index, infinitive + 1, who))
        index = words.find(_COMMA, begin, end)
    return found


def _by_group_joined(words: str, start: int, end: int, hits: Sequence[Found], grammar: Grammar) -> list[Part]:
    """ "the pilots to draft the plan and | the Board to adopt it": a further group that no comma sets off.

    Where an actor stands before the join, or a doing that makes others act, the group may be a part of that.
    """
    joint = grammar.tasks.group_joint_alone
    index = words.find(joint, start, end) if joint else -1
    if index < 0 or not words.startswith(grammar.marker, start) or words.find(grammar.infinitive, index, end) < 0:
        return []
    before = words[start:index].lower().split(" ")
    if before[-1].strip(",") in grammar.heads or not grammar.enabling.isdisjoint(before):
        return []
    if not grammar.inclined.isdisjoint(before):  # "the capacity of the School for Tides and | the Reefs to train"
        return []
    begin = index + len(joint)
    infinitive = begin - 1 + infinitive_after(words[begin - 1 : min(end, begin + _LONGEST_GROUP)], 0, grammar)
    group = words[begin:infinitive]
    first = group.partition(" ")[0]
    acronym = len(first) > 1 and first.isupper()
    named = first in grammar.articles or acronym or (first[:1].isupper() and first.lower() in grammar.heads)
    if not named or not _PARTING.isdisjoint(group) or _has_verb(group, grammar):
        return []
    if grammar.actors.find(words[start:index]):
        return []
    who = read_list(words, begin, infinitive, hits, grammar)
    return [Part(index, infinitive + 1, who)] if who and who[0].start == begin and who[-1].end == infinitive else []


def _has_verb(group: str, grammar: Grammar) -> bool:
    """Whether a verb stands in words, and not in what they tell of whom they name ("States that | have not signed")."""
    for word in group.split(" "):
        if word in grammar.tasks.relatives:
            return False
        if word in grammar.modals:
            return True
    return False


def _by_group_given(words: str, start: int, end: int, hits: Sequence[Found], grammar: Grammar) -> list[Part]:
    """ "with drawing charts and | the Board with printing them": a further group that the same verb gives a task."""
    mark = next((mark for mark in grammar.given_duties if words.startswith(mark[1:], start)), "")
    found: list[Part] = []
    place = words.find(mark, start, end) if mark else -1
    while place >= 0 and len(found) < _MOST_JOINTS:
        doing = words[place + len(mark) :].partition(" ")[0]
        if doing.endswith(grammar.words.gerund_endings):
            found += _group_before(words, start, place, hits, grammar)
            start = found[-1].start if found else start
        place = words.find(mark, place + 1, end)
    return found


def _group_before(words: str, start: int, end: int, hits: Sequence[Found], grammar: Grammar) -> list[Part]:
    """The border of a group that is joined on behind `start` and whose names end at `end`."""
    for joint in (*grammar.group_joints, grammar.tasks.group_joint_alone, _COMMA):
        index = words.find(joint, max(start, end - _LONGEST_GROUP), end) if joint else -1
        while index >= 0:
            begin = index + len(joint)
            who = read_list(words, begin, end, hits, grammar)
            if who and (who[0].start, who[-1].end) == (begin, end):
                return [Part(index, end + 1, who)]
            index = words.find(joint, begin, end)
    return []


def _doing_before(words: str, start: int, end: int, grammar: Grammar) -> int:
    """Where what stands before a joint at `end` begins, an aside between passed over: "to pay, | if asked, | and"."""
    begin = max(start, words.rfind(",", start, end) + 1)
    if words[begin:end].strip().partition(" ")[0] in grammar.short_asides and begin > start:
        begin = max(start, words.rfind(",", start, begin - 1) + 1)
    return begin


def _past_link(words: str, start: int, grammar: Grammar) -> int:
    """Where a group begins, past the preposition by which the verb asks it ("…, and for | the members to pay")."""
    return next((start + len(link) for link in grammar.links if words.startswith(link, start)), start)


def _by_clause(words: str, start: int, end: int, hits: Sequence[Found], grammar: Grammar) -> list[Part]:
    """ "that the pilots come and that | the guards let them pass": a task for each clause that stands in no other."""
    found: list[Part] = []
    for joint in grammar.tasks.clause_joints:
        index = words.find(joint, start, end)
        while index >= 0 and len(found) < _MOST_JOINTS and f" {grammar.clause}" not in words[start:index]:
            told = clause_of(words, index + len(joint) - 1, hits, grammar)  # what is inserted begins with its comma
            same = told.who and grammar.pronoun(words[told.who[0].start : told.who[-1].end])  # "and that it come"
            following = words.find(joint, told.start, end)
            said = words[told.start : following if following >= 0 else end]
            states = not told.who and grammar.only_states(said)  # "and that notice must be in writing"
            last = len(words[:index].rstrip(" ,;"))
            found.append(Part(last, told.start, None if same else told.who, states=states))
            start, index = told.start, following
    return found


def _breaks_off(words: str, start: int, end: int, grammar: Grammar) -> bool:
    """Whether what stands before a clause goes on behind it: "to allow them to, | and that they shall, enter"."""
    places = (words.find(joint, start, end) for joint in grammar.tasks.clause_joints)
    place = min((place for place in places if place >= 0), default=start)
    return words[start:place].rstrip(" ,;").rpartition(" ")[2] in grammar.postmodifiers


def _by_bidding(words: str, start: int, end: int, grammar: Grammar) -> list[Part]:
    """ "to set up a fund and to request | the Board to run it": what a body decides to ask of others besides."""
    promised = next(iter(grammar.tasks.promising), "")
    joints = [(joint, len(grammar.marker), "") for joint in grammar.task_joints]
    for joint, marker, after in (*joints, (grammar.tasks.group_joint_alone, 0, promised)):
        index = words.find(joint, start, end) if joint else -1
        bidding = grammar.bidding(words, index + len(joint) - marker, after) if index >= 0 else None
        if bidding is None:
            continue
        begin, lemma = bidding
        asked = complement(words[begin:end], (), grammar, grammar.asking("directive", lemma))
        if asked.who and not asked.shared:
            who = [Named(begin + named.start, begin + named.end, named.claims) for named in asked.who]
            return [Part(len(words[:index].rstrip(" ,;")), begin + asked.start, who)]
    return []


def _by_convening(task: Task, grammar: Grammar) -> list[Part]:
    """ "to convene a meeting of the Assembly to | adopt a plan": what the body that is convened is to do."""
    words, end, result = task.clause.passage.words, task.end, task.result(grammar)
    if result is None or result.record.kind != "meeting":
        return []
    within = infinitive_after(words[: min(end, result.end + _CONVENED_WITHIN)], result.end, grammar)
    known = [
        Named(result.end + first, result.end + last, claims)
        for first, last, claims in grammar.actors.find(words[result.end : result.end + _CONVENED_WITHIN])
    ][:1]
    proper = _proper_name(words, result.end, within)
    named = proper if proper and not (known and known[0].start <= proper[0].start) else known
    if named and infinitive_after(words[:end], named[0].end, grammar) == named[0].end:
        return [Part(named[0].end, named[0].end + 1, named, follows=True)]
    return []


def _proper_name(words: str, start: int, end: int) -> list[Named]:
    """A name in capitals that ends at `end` and that no authority file holds ("the Southern Fisheries Council")."""
    begin = next((index for index in range(start, end) if words[index].isupper()), end)
    name = words[begin:end].split(" ")
    return [Named(begin, end, ())] if len(name) > 1 and all(word[:1].isupper() for word in name) else []

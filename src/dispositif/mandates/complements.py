"""What follows a verb that asks or decides: whom it sets to work, and what they are to do."""

from __future__ import annotations

from collections.abc import Sequence

from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.circumstances import REPORTED
from dispositif.mandates.clauses import clause_of, is_passive, opens_clause
from dispositif.mandates.doers import doers_of
from dispositif.mandates.governed import LONGEST_NAME, LONGEST_SUBJECT, Complement, commas, opening
from dispositif.mandates.grammar import Asking, Grammar
from dispositif.mandates.infinitives import infinitive_after, is_preposition, only_infinitive, opens_name
from dispositif.mandates.objects import object_end
from dispositif.passage import stands_at


def complement(words: str, hits: Sequence[Found], grammar: Grammar, asking: Asking) -> Complement:
    """The complement in `words`, which begin right after the verb.

    `asking` is what its verb makes of an object.
    """
    end = len(words)
    start = _past_asides(words, opening(words, 0, grammar), grammar, asking)
    if opens_clause(words, start, hits, grammar):
        return clause_of(words, start + len(grammar.clause) - 1, hits, grammar)
    if stands_at(words, grammar.marker, start) and not is_preposition(words, start - 1, grammar):
        asked = _asked_by_preposition(words, start, hits, grammar) if asking.others else None
        return asked or Complement((), start, end)
    if end - start < len(grammar.marker) and words[start:].lower() == grammar.words.infinitive:
        return Complement((), end, end, shared=True)
    linked = words[start : start + 2] in grammar.link_openings and words.startswith(grammar.links, start)
    # "renews | for one year | the licence", not "recommends | to the Tenth Assembly | the adoption of the plan"
    if linked and not any(hit.start == start and hit.record.kind != REPORTED for hit in hits):
        start = opening(words, words.index(" ", start) + 1, grammar)
        told = (_told(words, start, hits, grammar) or _bid(words, start, hits, grammar)) if asking.others else None
        if told is not None:
            return told
    if not asking.others:
        return Complement((), start, end)
    return _object(words, start, hits, grammar, asking)


def _asked_by_preposition(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> Complement | None:
    """Who is asked, where what looks like an infinitive's marker is a preposition: "appeals to | donors to give"."""
    begin = start + len(grammar.infinitive) - 1
    if not opens_name(words, begin, grammar):
        return None
    infinitive = infinitive_after(words, begin, grammar, hits)
    who = read_list(words, begin, infinitive, hits, grammar) if infinitive >= 0 else []
    return Complement(who, infinitive + 1, len(words)) if who and who[0].start == begin else None


def _told(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> Complement | None:
    """Who is told what in a clause: "recommends to | the Assembly that | the members be admitted"."""
    clause = f" {grammar.clause}"
    place = words.find(clause, start, start + LONGEST_SUBJECT)
    if place < 0 or words.find(grammar.infinitive, start, place) >= 0:
        return None
    begin = place + len(clause)
    first = words[begin:].partition(" ")[0]
    opens = first[:1].isupper() or first in grammar.articles or first in grammar.words.pronouns
    if not (opens or first == grammar.words.infinitive or _is_to_be_done(words, begin, grammar)):
        return None  # a clause that tells which: "appeals to all States that have not yet done so"
    who = read_list(words, start, place, hits, grammar)
    return Complement(who, begin, len(words), clause=True) if who else None


def _is_to_be_done(words: str, start: int, grammar: Grammar) -> bool:
    """Whether a clause says that a thing be done: "that | lamps be mended", not "States that | wish to be admitted"."""
    told = words[start : start + LONGEST_NAME].split(" ")
    for before, word, done in zip(told, told[1:], told[2:], strict=False):
        if before in grammar.modals or before == grammar.words.infinitive:
            return False
        if word in grammar.words.passives:
            return done.strip(",;.").endswith(grammar.words.passive_endings) and before not in grammar.verbal
    return False


def _bid(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> Complement | None:
    """Who is asked for what in a noun behind them: "recommends to | the Assembly | the adoption of the plan"."""
    position, previous = start, grammar.words.infinitive
    while position - start < LONGEST_NAME:
        stop = words.find(" ", position)
        if stop < 0:
            break
        word = words[position:stop]
        if position > start and word in grammar.articles and previous not in grammar.postmodifiers:
            who = read_list(words, start, position - 1, hits, grammar)
            bid = bool(who) and who[0].start == start and who[-1].end == position - 1
            return Complement(who, position, len(words)) if bid else None
        if word in grammar.joins or word.endswith(",") or word == grammar.words.infinitive:
            return None
        position, previous = stop + 1, word
    return None


def _past_asides(words: str, start: int, grammar: Grammar, asking: Asking) -> int:
    """Where the doing or its clause begins behind what else stands before it.

    "decides, with the Board, | in view of the tide, | to sail"; "decides | in view of the tide | that the crews sail".
    """
    stop = words.find(" ", start)
    first = words[start:stop].lower()
    inserted = start > 1
    opens = (first in grammar.asides and first not in grammar.adverbs) or (
        inserted and (first.isdigit() or words[:start].lstrip(" ,").startswith(grammar.aims))
    )  # "in line with rules 7, | 22 and 29, to sail"; "in order to help the pilots, | the crews and all, to sail"
    opens = opens and first.rstrip(",") not in grammar.verbal
    if not opens or first in (grammar.words.infinitive, grammar.words.clause) or words.startswith(grammar.links, start):
        return start
    limit = start + LONGEST_SUBJECT
    marks = (f", {grammar.clause}", *(() if asking.others else (f", {grammar.marker}",)))
    places = [place for mark in marks if (place := words.find(mark, start, limit)) >= 0]
    if places:
        return min(places) + 2
    place = -1 if inserted else words.find(f" {grammar.clause}", start, limit)
    following = words[place + len(grammar.clause) + 1 :].partition(" ")[0] if place >= 0 else ""
    return place + 1 if following[:1].isupper() or following in grammar.articles else start


def _object(words: str, start: int, hits: Sequence[Found], grammar: Grammar, asking: Asking) -> Complement:
    """An object with or without an infinitive: "the members to report", "the exchange of charts"."""
    end = len(words)
    infinitive = infinitive_after(words, start, grammar, hits)
    if infinitive < 0:
        leaning = -1 if asking.things or asking.clause else only_infinitive(words, start, grammar)
        who = read_list(words, start, leaning, hits, grammar) if leaning >= 0 else []
        if who and who[0].start == start:
            return Complement(who, leaning + 1, end)
        return _bare_object(words, start, hits, grammar, asking)
    duty = _duty(words, start, infinitive, asking, grammar)
    who = read_list(words, start, duty, hits, grammar, open_minded=not asking.things)
    if who and asking.done_to and _is_done_to(words, duty + 1, grammar):
        return Complement(doers_of(words, duty + 1, end, hits, grammar), start, end)
    if who:
        # "not to:" is no chapeau of a list: an item alone would say the reverse.
        doing = words[duty + 1 :]
        shared = doing.lower().endswith(grammar.words.infinitive) and grammar.manner.issuperset(doing.split()[:-1])
        return Complement(who, duty + 1, end, shared)
    return _unmarked(words, start, hits, grammar, asking)


def _duty(words: str, start: int, end: int, asking: Asking, grammar: Grammar) -> int:
    """Where a duty of those who are asked begins before `end` ("all members | of their duty to pay"), or `end`.

    Some verbs tell of it in a clause ("the pilots | that boats are to give way").
    """
    whole = end
    for mark in asking.duties:
        place = words.find(mark, start, end)
        if asking.tasks and (behind := _behind_asides(words, place, mark, start, end, grammar)) >= 0:
            return behind
        # "the pilots, and the crews, | of their duty", not "the members, with the support of their crews, to pay"
        if place >= 0 and (words[place - 1] == "," or words.find(",", start, place) < 0):
            end = place
    if asking.clause and end == whole:
        place = words.find(asking.clause, start, end + 1)
        end = place if place >= 0 else end
    return end


def _behind_asides(words: str, place: int, mark: str, start: int, end: int, grammar: Grammar) -> int:
    """The first place of a mark, from `place` on, that stands in no aside; -1 if there is none.

    "the pilots, the crews and the guards | with a survey", not "the pilots, in line | with the plan".
    """
    while place >= 0:
        comma = words.rfind(",", start, place)
        first = words[comma + 1 : place].lstrip(" ").partition(" ")[0]
        if comma < 0 or (first and first not in grammar.asides):
            break
        place = words.find(mark, place + 1, end)
    return place


def _bare_object(words: str, start: int, hits: Sequence[Found], grammar: Grammar, asking: Asking) -> Complement:
    """An object that no infinitive follows: "the exchange of charts", "the donors for support"."""
    end = len(words)
    told = None if asking.things else _told_plainly(words, start, grammar)
    if told is not None:
        return told
    whole = end if asking.tasks else object_end(words, start, grammar)
    stop = _duty(words, start, whole, asking, grammar)
    who = read_list(words, start, stop, hits, grammar)
    if who and (not asking.things or stop == end or _is_in_doing(words, who, start, grammar)):
        begin = who[-1].end
        while begin < end and words[begin] in " ,:":
            begin += 1
        # "calls on the pilots, where appropriate, | and invites"
        if not grammar.without_manner(words[who[-1].end : end]):
            begin = end
        if asking.clause and not words.startswith(asking.duties, who[-1].end):
            begin = end  # "reminds the pilots of the rules | in the Charter": of nothing to do
        if not asking.tasks and words[begin:].partition(" ")[0] in grammar.joins:  # "joint Board | and Forum reports"
            return _unmarked(words, start, hits, grammar, asking)
        if begin < end and words[begin:].partition(" ")[0] in grammar.tasks.relatives:
            who[-1] = Named(who[-1].start, end, ())  # "urges those States that can | and invites others"
            begin = end
        return Complement(who, begin, end, shared=begin >= end)
    return _unmarked(words, start, hits, grammar, asking)


def _told_plainly(words: str, start: int, grammar: Grammar) -> Complement | None:
    """What a known name is told by a verb and its object alone: "requests UNICEF | support the crews"."""
    for left, right, claims in grammar.actors.find(words[start : start + LONGEST_NAME])[:1]:
        verb, object_ = (*words[start + right :].lstrip(" ").split(" ", 2), "")[:2]
        begins = left == 0 or words[start : start + left].strip(" ").lower() in grammar.articles
        if begins and verb in grammar.verbal and verb not in grammar.modals and object_ in grammar.articles:
            return Complement([Named(start, start + right, claims)], start + right + 1, len(words), clause=True)
    return None


def _is_in_doing(words: str, who: Sequence[Named], start: int, grammar: Grammar) -> bool:
    """Whether somebody known is told in what they are doing: "encourages the Board | in drawing charts"."""
    if who[0].start != start or not all(named.claims for named in who):
        return False
    link, doing = (*words[who[-1].end :].lstrip(" ").split(" ", 2), "")[:2]
    return link in grammar.dangling and doing.endswith(grammar.words.gerund_endings)


def _unmarked(words: str, start: int, hits: Sequence[Found], grammar: Grammar, asking: Asking) -> Complement:
    """What names nobody as an object: a wish, or a clause that nothing marks ("requests | they fully report")."""
    end = len(words)
    if asking.others:
        found = clause_of(words, start, hits, grammar)
        verb = words[found.start :].partition(" ")[0]
        acts = bool(found.who) and found.who[-1].end < found.start
        if acts and ((not asking.things and verb in grammar.modals) or _may_only_act(found.who, verb, grammar)):
            return found
    return Complement(doers_of(words, start, end, hits, grammar), start, end)


def _may_only_act(who: Sequence[Named], verb: str, grammar: Grammar) -> bool:
    """Whether a word behind names can but be their verb: "the Mission | extend it", not "the Mission | support"."""
    return verb not in grammar.abstract and all(named.claims for named in who)


def subject_alone(words: str, found: Complement, hits: Sequence[Found], bids: bool, grammar: Grammar) -> Complement:
    """The complement `found`, or those alone who are to do what the list below it says.

    That is the subject of a clause that holds nothing else but an aside ("that the pilots, with the crews: | 1. board
    …"), and where the list `bids` in infinitives, the object behind which one stands ("authorizes the pilots, within
    the law: | 1. to board …").
    """
    if found.who or found.shared or not (found.clause or bids):
        return found
    start, end = found.start, len(words.rstrip(" ,:"))
    if words[start:end].partition(" ")[0] in grammar.asides:  # "in addition, | the pilots"
        start = next((comma + 2 for comma in commas(words, start, end)), start)
    for stop in (end, *(commas(words, start, end) if bids or found.clause else ())):
        if stop < end and words[stop + 2 : end].partition(" ")[0] not in grammar.asides:
            continue
        who = read_list(words, start, stop, hits, grammar)
        if who and (who[0].start, who[-1].end) == (start, stop):
            return Complement(who, end, end, shared=True, clause=found.clause)
    return found


def _is_done_to(words: str, start: int, grammar: Grammar) -> bool:
    """Whether an infinitive at `start` says what is to be done to somebody: "calls for the crews | to be freed"."""
    first, _, doing = words[start : start + LONGEST_NAME].partition(" ")
    return (
        first == grammar.words.infinitive
        and doing.partition(" ")[0] in grammar.passives
        and is_passive(doing, 0, grammar)
    )

"""What follows a verb that asks or decides: whom it sets to work, and what they are to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.grammar import Asking, Grammar
from dispositif.passage import stands_at

_LONGEST_LIST: Final = 1500
_LONGEST_SUBJECT: Final = 400
_LONGEST_INSERTION: Final = 200
_LONGEST_NAME: Final = 100
_COMMA: Final = ", "
_CLOSING: Final = (",", ";", ".", "")


class Complement:
    """Who is asked (nobody, where the body itself acts or wishes) and where the words of the doing begin and end.

    `shared` says that the doing is missing here: it stands after the next verb, or in the sub-paragraphs. `clause` says
    that it is said by a clause ("that the members report").
    """

    __slots__ = ("clause", "end", "shared", "start", "who")

    def __init__(self, who: Sequence[Named], start: int, end: int, shared: bool = False, clause: bool = False) -> None:
        self.who = who
        self.start = start
        self.end = end
        self.shared = shared
        self.clause = clause


def complement(words: str, hits: Sequence[Found], grammar: Grammar, asking: Asking) -> Complement:
    """The complement in `words`, which begin right after the verb.

    `asking` is what its verb makes of an object.
    """
    end = len(words)
    start = _past_asides(words, _opening(words, 0, grammar), grammar, asking)
    if opens_clause(words, start, hits, grammar):
        return clause_of(words, start + len(grammar.clause) - 1, hits, grammar)
    if stands_at(words, grammar.marker, start) and not is_preposition(words, start - 1, grammar):
        asked = _asked_by_preposition(words, start, hits, grammar) if asking.others else None
        return asked or Complement((), start, end)
    if end - start < len(grammar.marker) and words[start:].lower() == grammar.words.infinitive:
        return Complement((), end, end, shared=True)
    linked = words[start : start + 2] in grammar.link_openings and words.startswith(grammar.links, start)
    if linked and not any(hit.start == start for hit in hits):  # "renews | for one year | the licence"
        start = _opening(words, words.index(" ", start) + 1, grammar)
        told = (_told(words, start, hits, grammar) or _bid(words, start, hits, grammar)) if asking.others else None
        if told is not None:
            return told
    if not asking.others:
        return Complement((), start, end)
    return _object(words, start, hits, grammar, asking)


def opens_clause(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> bool:
    """Whether a clause begins at a place ("asks | that it come"), and no pronoun ("asks | that State to come")."""
    if not (stands_at(words, grammar.words.clause, start) and words.startswith(grammar.clause_openings, start)):
        return False
    infinitive = infinitive_after(words, start, grammar, hits)
    return infinitive < 0 or grammar.pronoun(words[start:infinitive].partition(",")[0]) is None


def _asked_by_preposition(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> Complement | None:
    """Who is asked, where what looks like an infinitive's marker is a preposition: "appeals to | donors to give"."""
    begin = start + len(grammar.infinitive) - 1
    if not _opens_name(words, begin, grammar):
        return None
    infinitive = infinitive_after(words, begin, grammar, hits)
    who = read_list(words, begin, infinitive, hits, grammar) if infinitive >= 0 else []
    return Complement(who, infinitive + 1, len(words)) if who and who[0].start == begin else None


def _opens_name(words: str, begin: int, grammar: Grammar) -> bool:
    """Whether a small word at a place begins what an actor is called, and is no verb: "donors", "coastal States"."""
    first = words[begin : begin + _LONGEST_NAME].partition(" ")[0]
    names = first in grammar.heads or first in grammar.words.pronouns or first in grammar.adjectives
    return names and first not in grammar.verbal


def opens_infinitive(words: str, index: int, grammar: Grammar) -> bool:
    """Whether an infinitive begins behind the blank at `index`: "invited | to sail", not "appealed | to donors"."""
    if not words.startswith(grammar.infinitive, index) or is_preposition(words, index, grammar):
        return False
    return not _opens_name(words, index + len(grammar.infinitive), grammar)


def _told(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> Complement | None:
    """Who is told what in a clause: "recommends to | the Assembly that | the members be admitted"."""
    clause = f" {grammar.clause}"
    place = words.find(clause, start, start + _LONGEST_SUBJECT)
    if place < 0 or words.find(grammar.infinitive, start, place) >= 0:
        return None
    begin = place + len(clause)
    first = words[begin:].partition(" ")[0]
    opens = first[:1].isupper() or first in grammar.articles or first in grammar.words.pronouns
    if not (opens or first == grammar.words.infinitive):
        return None  # a clause that tells which: "appeals to all States that have not yet done so"
    who = read_list(words, start, place, hits, grammar)
    return Complement(who, begin, len(words), clause=True) if who else None


def _bid(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> Complement | None:
    """Who is asked for what in a noun behind them: "recommends to | the Assembly | the adoption of the plan"."""
    position, previous = start, grammar.words.infinitive
    while position - start < _LONGEST_NAME:
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


def _opening(words: str, start: int, grammar: Grammar) -> int:
    """Where the complement begins, insertions between commas ("in this regard") passed over."""
    while start < len(words):
        if words[start] in " :":
            start += 1
        elif words[start] == ",":
            close = words.find(",", start + 1)
            while close >= 0 and words.count("(", start, close) > words.count(")", start, close):
                close = words.find(",", close + 1)  # "in the report (S/12, annex), to meet"
            start = close + 1 if 0 < close - start < _LONGEST_INSERTION else start + 1
        else:
            insertions = grammar.insertions_by_opening.get(words[start : start + 2])
            over = next((len(phrase) for phrase in insertions or () if stands_at(words, phrase, start)), 0)
            if not over or words[start + over : start + over + 1].isalpha():  # "so", not "some members"
                break
            alone = "," not in words[:start]  # "in particular, | the pilots"
            start += over
            start += alone and words.startswith(",", start)
    return start


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
    limit = start + _LONGEST_SUBJECT
    marks = (f", {grammar.clause}", *(() if asking.others else (f", {grammar.marker}",)))
    places = [place for mark in marks if (place := words.find(mark, start, limit)) >= 0]
    if places:
        return min(places) + 2
    place = -1 if inserted else words.find(f" {grammar.clause}", start, limit)
    following = words[place + len(grammar.clause) + 1 :].partition(" ")[0] if place >= 0 else ""
    return place + 1 if following[:1].isupper() or following in grammar.articles else start


def is_preposition(words: str, index: int, grammar: Grammar, inside: bool = False) -> bool:
    """Whether the infinitive's marker, a blank before it at `index`, is a preposition here.

    `inside` a sentence it is one before a gerund too ("committed to | paying").
    """
    after = index + len(grammar.infinitive)
    if not words[after : after + 1].islower():
        return True
    stop = words.find(" ", after)
    following = (words[after:] if stop < 0 else words[after:stop]).rstrip(",;:.").lower()
    if following in grammar.nominal:
        return True
    if inside and following.endswith(grammar.words.gerund_endings) and following not in grammar.verbal:
        return True
    if index < 0:
        return False
    previous = words[words.rfind(" ", 0, index) + 1 : index].lower()
    if previous in grammar.half_prepositional:
        return following not in grammar.verbal
    return previous in grammar.prepositional and not words.endswith(grammar.whole_insertions, 0, index)


def infinitive_after(words: str, start: int, grammar: Grammar, hits: Sequence[Found] = ()) -> int:
    """Where the infinitive that ends a list of actors begins (the blank before it); -1 where there is none.

    What qualifies it is a part of it ("the parties | not to fight").
    An infinitive within one of `hits` that a comma closes belongs there ("if the owners refuse to pay, | to detain").
    """
    limit = min(len(words), start + _LONGEST_LIST)
    listed = words.find(grammar.infinitive_list, start, limit)  # "the members to: report"
    if listed < 0 and (aside := words.find(grammar.infinitive_aside, start, limit)) >= 0:
        listed = _before_aside(words, start, aside, grammar)
    if listed >= 0:
        limit = listed + len(grammar.infinitive)
    index = words.find(grammar.infinitive, start, limit)
    pro = listed
    while index >= 0:
        after = index + len(grammar.infinitive)
        begin = _qualified(words, start, index, grammar)
        previous = words[words.rfind(" ", start, begin) + 1 : begin].lower()
        pro_verb = words.startswith(grammar.pro_infinitives, after)
        if (
            previous not in grammar.inclined
            and (pro_verb or not is_preposition(words, index, grammar, inside=True))
            and not (hits and any(hit.start < index < hit.end and words.startswith(",", hit.end) for hit in hits))
            and not _is_of_aside(words, start, index, limit, grammar)
        ):
            if not pro_verb:
                return begin
            pro = begin
        index = words.find(grammar.infinitive, after - 1, limit)
    if pro >= 0:
        return _qualified(words, start, pro, grammar)
    if words.endswith(grammar.closing_infinitives) and len(words) <= limit:
        return _qualified(words, start, len(words) - len(grammar.closing_infinitive), grammar)
    return -1


def _only_infinitive(words: str, start: int, grammar: Grammar) -> int:
    """Where a doing begins that may belong to the word before it, if no other is asked: "those with skill | to pay"."""
    limit = min(len(words), start + _LONGEST_LIST)
    index = words.find(grammar.infinitive, start, limit)
    while index >= 0:
        after = index + len(grammar.infinitive)
        stop = words.find(" ", after)
        verb = words[after:] if stop < 0 else words[after:stop]
        if verb.rstrip(",;:.") in grammar.verbal and not words.startswith(grammar.pro_infinitives, after):
            return index
        index = words.find(grammar.infinitive, after, limit)
    return -1


def _is_of_aside(words: str, start: int, index: int, limit: int, grammar: Grammar) -> bool:
    """Whether an infinitive says what is to be done to a thing in an aside: "in a plan | to be drawn, to report"."""
    if words[index + len(grammar.infinitive) :].partition(" ")[0] not in grammar.passives:
        return False
    comma = words.rfind(", ", start, index)
    opens = comma >= 0 and words[comma + 2 : index].partition(" ")[0].lower() in grammar.asides
    return opens and words.find(f",{grammar.infinitive}", index, limit) >= 0


def _before_aside(words: str, start: int, place: int, grammar: Grammar) -> int:
    """Where an infinitive begins that an aside parts from its marker: "the members | to, at once, report"; else -1."""
    following = words[place + len(grammar.infinitive_aside) :].partition(" ")[0]
    previous = words[words.rfind(" ", start, place) + 1 : place].lower()
    return -1 if following in grammar.joins or previous in grammar.prepositional else place


def _qualified(words: str, start: int, index: int, grammar: Grammar) -> int:
    """Where the words before the infinitive at `index` begin that qualify it."""
    whole = index
    while index > start:
        before = max(words.rfind(" ", start, index), start - 1)
        word = words[before + 1 : index].rstrip(",").lower()
        joins = index < whole and word in grammar.joins  # "immediately and | actively to pay"
        if not joins and word not in grammar.qualifying:
            break
        index = before
    return whole if words[index + 1 : whole].partition(" ")[0] in grammar.joins else index


def _object(words: str, start: int, hits: Sequence[Found], grammar: Grammar, asking: Asking) -> Complement:
    """An object with or without an infinitive: "the members to report", "the exchange of charts"."""
    end = len(words)
    infinitive = infinitive_after(words, start, grammar, hits)
    if infinitive < 0:
        leaning = -1 if asking.things or asking.clause else _only_infinitive(words, start, grammar)
        who = read_list(words, start, leaning, hits, grammar) if leaning >= 0 else []
        if who and who[0].start == start:
            return Complement(who, leaning + 1, end)
        return _bare_object(words, start, hits, grammar, asking)
    duty = _duty(words, start, infinitive, asking, grammar)
    who = read_list(words, start, duty, hits, grammar, open_minded=not asking.things)
    if who and asking.done_to and _is_done_to(words, duty + 1, grammar):
        return Complement(_doers(words, duty + 1, end, hits, grammar), start, end)
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
    whole = end if asking.tasks else _object_end(words, start, grammar)
    stop = _duty(words, start, whole, asking, grammar)
    who = read_list(words, start, stop, hits, grammar)
    if who and (not asking.things or stop == end or _is_in_doing(words, who, start, grammar)):
        begin = who[-1].end
        while begin < end and words[begin] in " ,:":
            begin += 1
        if not grammar.without_manner(
            words[who[-1].end : end]
        ):  # "calls on the pilots, where appropriate, | and invites"
            begin = end
        if not asking.tasks and words[begin:].partition(" ")[0] in grammar.joins:  # "joint Board | and Forum reports"
            return _unmarked(words, start, hits, grammar, asking)
        if begin < end and words[begin:].partition(" ")[0] in grammar.tasks.relatives:
            who[-1] = Named(who[-1].start, end, ())  # "urges those States that can | and invites others"
            begin = end
        return Complement(who, begin, end, shared=begin >= end)
    return _unmarked(words, start, hits, grammar, asking)


def _told_plainly(words: str, start: int, grammar: Grammar) -> Complement | None:
    """What a known name is told by a verb and its object alone: "requests UNICEF | support the crews"."""
    for left, right, claims in grammar.actors.find(words[start : start + _LONGEST_NAME])[:1]:
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
    return Complement(_doers(words, start, end, hits, grammar), start, end)


def _may_only_act(who: Sequence[Named], verb: str, grammar: Grammar) -> bool:
    """Whether a word behind names can but be their verb: "the Mission | extend it", not "the Mission | support"."""
    return verb not in grammar.abstract and all(named.claims for named in who)


def spoken_of(words: str, hits: Sequence[Found], grammar: Grammar) -> Sequence[Named]:
    """Whom the object of a verb names that sets no task: "thanks | the pilots for their help", "thanks to | them"."""
    start = _object_start(words, grammar)
    return owner_of(words, hits, grammar) or read_list(words, start, _object_end(words, start, grammar), hits, grammar)


def _object_start(words: str, grammar: Grammar) -> int:
    start = _opening(words, 0, grammar)
    if words[start : start + 2] in grammar.link_openings and words.startswith(grammar.links, start):
        start = _opening(words, words.index(" ", start) + 1, grammar)
    return start


def owner_of(words: str, hits: Sequence[Found], grammar: Grammar) -> Sequence[Named]:
    """Who does what the object of a verb names: "welcomes | the Board’s | work with the pilots", not "its partners"."""
    start = _object_start(words, grammar)
    for mark in grammar.genitives:
        place = words.find(mark, start, start + _LONGEST_NAME)
        if place < 0:
            continue
        end = _object_end(words, place + len(mark), grammar)
        who = read_list(words, start, place, hits, grammar)
        owned = words[:end].rstrip(" ,;.").rpartition(" ")[2]
        if len(who) == 1 and (who[0].start, who[0].end) == (start, place) and owned not in grammar.heads:
            return who
    return ()


def _object_end(words: str, start: int, grammar: Grammar) -> int:
    """Where an object that no infinitive follows ends: before what is said of it ("on tides", "that sail").

    What is said inside a name does not end it ("the Office | for Outer Space Affairs", "the Committee | on Lamps").
    """
    end = _described(words, start, grammar)
    while end < len(words):
        names = grammar.actors.find(words[start : end + _LONGEST_NAME])
        over = next((start + right for left, right, _ in names if start + left < end < start + right), end)
        if over > end:
            end = _described(words, words.rindex(" ", start, over) + 1, grammar)
        elif not _goes_on_as_name(words, end, grammar) or any(
            start + right == end - 1 and claims[0].sort != "head" for _, right, claims in names
        ):
            break
        else:
            end = _described(words, words.index(" ", end) + 1, grammar)
    return end


def _goes_on_as_name(words: str, place: int, grammar: Grammar) -> bool:
    """Whether the word at a place joins two parts of the name of a body that is not known: "Committee | on Lamps"."""
    link, _, following = words[place : place + _LONGEST_NAME].partition(" ")
    last = words[words.rfind(" ", 0, place - 1) + 1 : place - 1]
    joins = link in grammar.words.name_links and following[:1].isupper()
    return joins and last[:1].isupper() and last.lower() in grammar.heads


def _described(words: str, start: int, grammar: Grammar) -> int:
    """Where what is said of the words at `start` begins."""
    position, previous = start, ""
    limit = min(len(words), start + _LONGEST_SUBJECT)
    while position <= limit:
        stop = words.find(" ", position, limit)
        bare = words[position : stop if stop >= 0 else limit].strip(",;:.").lower()
        inside = previous in grammar.articles or previous in grammar.postmodifiers
        if bare in grammar.articles and bare in grammar.postmodifiers:  # "and other pilots", not "pilots other than"
            following = words[stop + 1 : limit].partition(" ")[0]
            inside = inside or following not in grammar.postmodifiers
        if (
            previous
            and not inside
            and not grammar.goes_before_noun(previous, bare)
            and (bare == grammar.words.clause or bare in grammar.postmodifiers)
            and not _stands_behind(words, position, bare, grammar)
            and (f" {bare} " not in grammar.possessors)
        ):
            join = next((one for one in grammar.joining if words.startswith(one, position)), "")
            if not join:
                return position
            previous = ""  # "the pilots | as well as | the crews"
            position += len(join)
            continue
        if stop < 0:
            break
        previous = bare
        position = stop + 1
    return limit


def _stands_behind(words: str, position: int, bare: str, grammar: Grammar) -> bool:
    """Whether a word stands alone behind its noun: "with the parties | concerned, for …"."""
    after = position + len(bare)
    return bare.endswith(grammar.words.passive_endings) and words[after : after + 1] in _CLOSING


def list_end(words: str, start: int, grammar: Grammar) -> int:
    """Where a list of actors that begins at `start` ends at the latest: at an infinitive, or at what is said of it."""
    stop = _object_end(words, start, grammar)
    if words[words.rfind(" ", start, stop - 1) + 1 : stop - 1] in grammar.correlatives:
        stop = words.rindex(" ", start, stop - 1)
    infinitive = infinitive_after(words, start, grammar)
    if infinitive < 0:
        return stop
    begins = infinitive + len(grammar.infinitive)
    joint = next((joint for joint in grammar.task_joints if words.endswith(joint, start, begins)), grammar.infinitive)
    return min(stop, begins - len(joint))


def clause_of(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> Complement:
    """A clause: its subject acts, unless the thing is done to it ("that the charts be drawn by the Secretariat")."""
    end = len(words)
    whole = start + len(words[start:]) - len(words[start:].lstrip(" ,:"))
    start = _past_condition(words, _opening(words, start, grammar), hits, grammar)
    position, previous, owed = start, "", False
    aside = False  # "the crews, | in full support of the pilots, | shall sail"
    joints = (words.find(joint, start, start + _LONGEST_SUBJECT) for joint in grammar.tasks.clause_joints)
    told = min((place for place in joints if place >= 0), default=end)
    subject = words[start : min(told, start + _LONGEST_SUBJECT)]
    for word in subject.split(" "):
        bare = word.strip(",;:.").lower()
        aside = aside or (bare in grammar.dangling and words.endswith(_COMMA, start, position))
        if (
            position > start
            and (bare in grammar.verbal or bare in grammar.inflected)
            and not (aside and bare in grammar.abstract)
            and not (word[0].isupper() and word[1:2].islower())  # "May"
            and (bare in grammar.modals or previous not in grammar.prepositional)
            and (
                previous not in grammar.articles
                and (
                    previous not in grammar.postmodifiers
                    or previous in grammar.heads
                    or previous.endswith(grammar.words.passive_endings)  # "that all parties concerned | comply"
                )
            )
        ):
            if owed and bare in grammar.passive_subjects:  # "ships on whose decks there | is a lamp | carry oil"
                owed, previous = False, bare
                position += len(word) + 1
                continue
            bearer, after = _bearer(words, start, position - 1, grammar)
            who = read_list(words, bearer, after, hits, grammar) or _named_last(words, start, position - 1, grammar)
            if who and not (is_passive(words, position, grammar) or _is_done(words, position, grammar)):
                return Complement(who, position, end, clause=True)
            return Complement(_doers(words, position, told, hits, grammar), whole, end, clause=True)
        owed = owed or bare in grammar.words.relative_owners
        if previous not in grammar.postmodifiers or bare not in grammar.modals:  # "which | shall meet"
            previous = bare
        aside = aside and word[-1:] != ","
        position += len(word) + 1
    return Complement((), whole, end, shared=whole >= end, clause=True)


def _past_condition(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> int:
    """Where a clause begins behind its condition or its time.

    "that | if the Board agrees, | the pilots shall sail"; "that | for a period of one year | the pilots shall sail".
    """
    for hit in hits:
        if hit.start == start and hit.record.sort in ("conditions", "deadlines"):
            following = words[hit.end + 1 :].lstrip(" ").partition(" ")[0]
            subject = following[:1].isupper() or following in grammar.articles
            if words.startswith(",", hit.end) or (subject and hit.record.sort == "deadlines"):
                return len(words) - len(words[hit.end :].lstrip(" ,"))
    return start


def _named_last(words: str, start: int, end: int, grammar: Grammar) -> list[Named]:
    """The known name right before a verb, behind what a clause opens with: "for each wreck | Member States | tell"."""
    if words[start : words.find(" ", start)] not in grammar.asides:
        return []
    for left, right, claims in grammar.actors.find(words[start:end]):
        before = words[start : start + left].rstrip(" ").rpartition(" ")[2]
        if start + right == end and before not in grammar.postmodifiers and before not in grammar.articles:
            return [Named(start + left, end, claims)]
    return []


def _is_done(words: str, start: int, grammar: Grammar) -> bool:
    """Whether the verb at `start` tells what was done before: "that the Board | has fulfilled its mandate"."""
    verb, done = (*words[start : start + _LONGEST_NAME].split(" ", 2), "")[:2]
    return verb in grammar.words.perfects and done.endswith(grammar.words.passive_endings)


def subject_alone(words: str, found: Complement, hits: Sequence[Found], bids: bool, grammar: Grammar) -> Complement:
    """The complement `found`, or those alone who are to do what the list below it says.

    That is the subject of a clause that holds nothing else ("that the pilots: | 1. board …"), and where the list `bids`
    in infinitives, the object behind which an aside stands ("authorizes the pilots, within the law: | 1. to board …").
    """
    if found.who or found.shared or not (found.clause or bids):
        return found
    start, end = found.start, len(words.rstrip(" ,:"))
    if words[start:end].partition(" ")[0] in grammar.asides:  # "in addition, | the pilots"
        start = next((comma + 2 for comma in _commas(words, start, end)), start)
    for stop in (end, *(_commas(words, start, end) if bids else ())):
        if stop < end and words[stop + 2 : end].partition(" ")[0] not in grammar.asides:
            continue
        who = read_list(words, start, stop, hits, grammar)
        if who and (who[0].start, who[-1].end) == (start, stop):
            return Complement(who, end, end, shared=True, clause=found.clause)
    return found


def bound_by(words: str, hits: Sequence[Found], grammar: Grammar) -> Complement | None:
    """What an item of a list is that says by itself whom it binds: "The Board | shall report"; None if it does not.

    Only names do: the capital of an item's first word says nothing.
    """
    if grammar.binding.isdisjoint(words[:_LONGEST_SUBJECT].split(" ")):
        return None
    start = len(grammar.words.clause) if words.lower().startswith(grammar.clause_openings) else 0
    found = clause_of(words, start, hits, grammar)
    doing = words[found.start :]
    if not found.who or doing.partition(" ")[0] not in grammar.binding or not grammar.binds(doing):
        return None
    named = found.who[0]
    proper = any(word[:1].isupper() for word in words[named.start : named.end].split(" ")[1:])
    return found if named.claims or proper else None


def _bearer(words: str, start: int, end: int, grammar: Grammar) -> tuple[int, int]:
    """Where those stand whose duties a subject names: "the mandate of | the mission | shall include …"."""
    subject = words[start:end]
    before = next((duty for duty in grammar.duties_of if subject.lower().startswith(duty)), "")
    after = next((duty for duty in grammar.duties_behind if subject.endswith(duty)), "")
    return start + len(before), end - len(after)


def is_passive(words: str, start: int, grammar: Grammar) -> bool:
    """Whether the verb at `start` is passive and asks for nothing further.

    "be released" and "be brought to trial" do not, "be requested to report" does.
    """
    following = [word.strip(",;:.").lower() for word in words[start : start + 80].split(" ")[:5]]
    for index, word in enumerate(following[:-1]):
        if word in grammar.passives:
            after = following[index + 1 :]
            told = grammar.words.infinitive in after[1:2] and grammar.verbal.issuperset(after[2:3])
            return after[0].endswith(grammar.words.passive_endings) and not told
    return False


def _is_done_to(words: str, start: int, grammar: Grammar) -> bool:
    """Whether an infinitive at `start` says what is to be done to somebody: "calls for the crews | to be freed"."""
    first, _, doing = words[start : start + _LONGEST_NAME].partition(" ")
    return (
        first == grammar.words.infinitive
        and doing.partition(" ")[0] in grammar.passives
        and is_passive(doing, 0, grammar)
    )


def _doers(words: str, start: int, end: int, hits: Sequence[Found], grammar: Grammar) -> Sequence[Named]:
    """Who is to do what is wished for, where the words name them: "efforts by the donors"."""
    stop = min(end, start + _LONGEST_SUBJECT)
    stop = next((place for place in _commas(words, start, stop) if _tells_besides(words, place + 2, grammar)), stop)
    for marks, does in ((grammar.agents, _done), (grammar.possessors, _owned), (grammar.givers, _given)):
        for mark in marks:
            index = words.find(mark, start, stop)
            if index < 0 or not does(words, start, index, grammar):
                continue
            if any(hit.start == index + 1 and hit.record.sort == "deadlines" for hit in hits):  # "by May"
                continue
            begin = index + len(mark)
            who = read_list(words, begin, min(stop, list_end(words, begin, grammar)), hits, grammar)
            if who and words[who[0].start : who[0].end] not in grammar.ways:  # "by force"
                return who
    return ()


def _commas(words: str, start: int, end: int) -> Iterator[int]:
    place = words.find(", ", start, end)
    while place >= 0:
        yield place
        place = words.find(", ", place + 1, end)


def _tells_besides(words: str, start: int, grammar: Grammar) -> bool:
    """Whether an aside begins that tells what is done besides: "by May, | while thanking the donors"."""
    first, _, following = words[start : start + _LONGEST_NAME].partition(" ")
    gerund = following.partition(" ")[0].endswith(grammar.words.gerund_endings)
    return gerund and first in grammar.asides and first not in grammar.postmodifiers


def _owned(words: str, start: int, index: int, grammar: Grammar) -> bool:
    """Whether `words[start:index]` is a bare doing ("further efforts"), not one for another ("support for efforts")."""
    before = words[start:index].lower().split(" ")
    return before[-1] in grammar.doings and not grammar.postmodifiers.intersection(before)


def _given(words: str, start: int, index: int, grammar: Grammar) -> bool:
    """Whether `words[start:index]` is a thing that somebody gives: "within 60 days a report | from the Board"."""
    before = words[start:index].lower().split(" ")
    article = max((place for place, word in enumerate(before) if word in grammar.articles), default=0)
    return before[-1] in grammar.given and grammar.modifying.isdisjoint(before[article:])


def _done(words: str, start: int, index: int, grammar: Grammar) -> bool:
    """Whether an agent after `index` does the thing itself, and is no part of its description ("schemes led by …")."""
    example = max((words.rfind(one, start, index) for one in grammar.examples), default=-1)
    if example >= 0 and words.find(",", example, index) < 0:
        return False  # "steps such as the survey by the Board"
    before = words[start:index].lower().split(" ")
    if grammar.passives.isdisjoint(before) and infinitive_after(words[:index], start, grammar) >= 0:
        return False
    article = max((place for place, word in enumerate(before) if word in grammar.articles), default=0)
    if article and before[article] in grammar.tasks.introducing and before[article - 1] in grammar.postmodifiers:
        return False  # "with a review by the Board"
    told = pairwise(words[start:index].rpartition(f" {grammar.clause}")[2].split(" "))
    if any(word in grammar.undoing and after in grammar.postmodifiers for word, after in told):
        return False  # "an end to attacks by the crews"
    while len(before) > 1 and (
        before[-1] in grammar.words.particles or before[-1].endswith(grammar.words.adverb_endings)
    ):
        before.pop()
    before = before[-3:]
    return not before[-1].endswith(grammar.words.passive_endings) or bool(grammar.passives.intersection(before))

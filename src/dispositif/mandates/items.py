"""Lists: what a chapeau leaves to its items, which of them set a task, and which are but a heading above others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from dispositif.document import Act, Paragraph
from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import read_list
from dispositif.mandates.circumstances import COUNT_ONLY_WITH, counts_as_term
from dispositif.mandates.deliverables import outcome
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.objects import list_end
from dispositif.passage import fold

_LONGEST_HEADING: Final = 90
_OPENING: Final = 3  # words
_OPENING_REACH: Final = 20
_SMALL: Final = 3  # letters: what is no longer is small in a title too
_COLON: Final = ":"
_CLOSING: Final = " ;,."
_TIMES: Final = ("deadlines", "recurrences")


def announcer(acts: Sequence[Act], flat: str, grammar: Grammar) -> Act:
    """The act that the list below a paragraph belongs to: the last, unless only one before it announces a list."""
    for act in reversed(acts):
        if grammar.announces(flat[act.start : act.end].lower()):
            return act
    return acts[-1]


def opens_list(left: str, children: Sequence[Paragraph], flat: str, grammar: Grammar) -> bool:
    """Whether a chapeau leaves its doing, or what that is for, to its items.

    `left` are its words for the doing, in small letters. Things that it points to within its doing ("to submit a plan
    on the following: | (a) lamps") are a part of that.
    """
    first = children[0]
    if left in grammar.bare or left.endswith(grammar.tasks.purposes):
        return True
    if grammar.announces(left):
        return not grammar.encloses(left) or bids(first, flat, grammar) or _say_ways(children, flat, grammar)
    if bids(first, flat, grammar):
        return not (_is_ability(left, grammar) or grammar.tells_finding(left) or grammar.includes(left))
    return _leads_on(left, first, flat, grammar)


def _is_ability(left: str, grammar: Grammar) -> bool:
    """Whether a chapeau ends with what the infinitives of its list tell: "to use its capacity: | (a) To rule"."""
    last = left.rpartition(" ")[2]
    return last in grammar.inclined and (last in grammar.abstract or last.endswith(grammar.words.abstract_endings))


def tells_ways(left: str, children: Sequence[Paragraph], flat: str, grammar: Grammar) -> bool:
    """Whether a list tells ways to do what its chapeau asks that are to be followed up one by one.

    One of them has a time of its own: "to keep watch by: | (a) manning the tower by May". `left` are the words of the
    chapeau for the doing, in small letters. Most items open with a gerund, or none with somebody's name.
    """
    doing = grammar.without_means(left)
    if doing is None and all(_first_word(child, flat) in grammar.tasks.means for child in children):
        doing = left  # "to keep watch: | (a) by manning the tower"
    if not doing or grammar.refrains(doing) or grammar.tells_who(doing):
        return False
    words = [flat[child.start : child.end] for child in children]
    hits = [grammar.circumstances(one, fold(one)) for one in words]
    if not any(hit.record.sort in _TIMES for found in hits for hit in found):
        return False
    if _say_ways(children, flat, grammar):
        return True
    return not any(_names_actor(one, found, grammar) for one, found in zip(words, hits, strict=True))


def _say_ways(children: Sequence[Paragraph], flat: str, grammar: Grammar) -> bool:
    """Whether most items open with a gerund."""
    return 2 * sum([_is_way(child, flat, grammar) for child in children]) > len(children)


def _names_actor(item: str, hits: Sequence[Found], grammar: Grammar) -> bool:
    """Whether an item begins with the name of somebody: "through: | (a) the Secretariat"."""
    who = read_list(item, 0, list_end(item, 0, grammar), hits, grammar)
    return bool(who) and who[0].start == 0


def _first_word(item: Paragraph, flat: str) -> str:
    return flat[item.start : item.end].partition(" ")[0].lower()


def _is_way(item: Paragraph, flat: str, grammar: Grammar) -> bool:
    """Whether an item opens with a gerund, behind adverbs or "by": "fully | engaging the crews"."""
    for word in flat[item.start : min(item.end, item.start + _LONGEST_HEADING)].lower().split(" ")[:_OPENING]:
        if word.endswith(grammar.words.gerund_endings):
            return word not in grammar.postmodifiers
        if not (word.endswith(grammar.words.adverb_endings) or word in grammar.joins or word in grammar.tasks.means):
            break
    return False


def tells_things(left: str, children: Sequence[Paragraph], flat: str, grammar: Grammar) -> bool:
    """Whether a chapeau leaves to its items what is to be made: "to submit to the Board: | (a) a report by May"."""
    doing = left.removeprefix(grammar.marker)
    clues = grammar.clues.find(doing[:_LONGEST_HEADING])
    if doing == left or not clues or clues[0].start or not clues[0].seen[0].by:
        return False
    if any(clue.seen[0].thing for clue in clues[1:]):
        return False  # "to submit a report on: | (a) the lamps"
    named = [outcome(flat, child.start, child.end, grammar) for child in children]
    things = [child for child, thing in zip(children, named, strict=True) if thing and thing.start == child.start]
    return bool(things) and all(_first_word(child, flat) in grammar.tasks.introducing for child in children)


def verb_of_objects(left: str, children: Sequence[Paragraph], flat: str, grammar: Grammar) -> str:
    """The verb that a chapeau leaves without an object, where its list names them, one with a time of its own; else "".

    "to support: | (a) the panel, by May; | (b) the review". What is not to be done, or by others, is told with its
    list.
    """
    verb = _verb_without_object(left, grammar)
    if not verb or grammar.refrains(left) or grammar.tells_who(left):
        return ""
    timed = False
    for child in children:
        words = grammar.without_joint(flat[child.start : child.end].rstrip(_CLOSING)).rstrip(_CLOSING)
        hits = grammar.circumstances(words, fold(words))
        if bids(child, flat, grammar) or _is_way(child, flat, grammar) or _opens_with_verb(words, grammar):
            return ""
        if not _is_thing(words, hits, grammar):
            return ""
        timed = timed or any(_is_own_time(hit, words, hits, verb, grammar) for hit in hits)
    return verb if timed else ""


def _verb_without_object(left: str, grammar: Grammar) -> str:
    """The verb with which the words of a chapeau end, but for whom it is done: "to give", "to submit | to the Board".

    What "to report to the Board" asks is said without a list.
    """
    doing = grammar.without_manner(left)
    last = doing.rpartition(" ")[2]
    if last in grammar.verbal and _breaks_off(doing, grammar):
        return last
    verb, _, rest = left.removeprefix(grammar.marker).partition(" ")
    words = rest.split(" ")
    if verb not in grammar.verbal or words[0] not in grammar.dangling or doing != left or last in grammar.dangling:
        return ""
    says_all = any(clue.seen[0].alone for clue in grammar.clues.find(verb))
    return "" if says_all or not set(grammar.tasks.introducing).isdisjoint(words) else verb


def _is_thing(item: str, hits: Sequence[Found], grammar: Grammar) -> bool:
    """Whether an item names a thing, behind a time or not: "annually, | the lamps"; not "annually", "on lamps",
    "the crews shall rest".
    """
    opening = next((hit.end for hit in hits if hit.start == 0 and hit.record.sort in _TIMES), 0)
    words = item[opening:].lstrip(" ,").lower().split(" ")
    return words[0] not in grammar.dangling and words[0] != "" and grammar.binding.isdisjoint(words)


def _is_own_time(hit: Found, item: str, hits: Sequence[Found], verb: str, grammar: Grammar) -> bool:
    """Whether a time stands at the beginning or end of an item, and not of what is said of it: "lamps lit | by May"."""
    if hit.record.sort not in _TIMES or hit.record.kind in COUNT_ONLY_WITH:
        return False
    before = item[: hit.start].rstrip()
    if before and (hit.end < len(item) or before.endswith(grammar.words.passive_endings)):
        return False
    if hit.record.sort == "recurrences":
        return True
    return grammar.is_deadline(hit, item, hits) and counts_as_term(hit, f"{verb} {before}", grammar)


def is_unfinished(left: str, first: Paragraph, flat: str, grammar: Grammar) -> bool:
    """Whether the words of a chapeau, in small letters, break off: "to help in", "not to", "to assist".

    What they ask for is said by them and their list together. `first` is the first item.
    """
    if grammar.tells_finding(left) and bids(first, flat, grammar):  # "funds that the Board has found | to be needed"
        return True
    if (left.endswith(grammar.tasks.manners) and _is_way(first, flat, grammar)) or _is_ability(left, grammar):
        return True
    return _breaks_off(left, grammar) or _breaks_off(grammar.without_manner(left), grammar)


def _breaks_off(left: str, grammar: Grammar) -> bool:
    before, _, last = left.rpartition(" ")
    if last in grammar.postmodifiers or last == grammar.words.infinitive or last.endswith(grammar.words.gerund_endings):
        return True
    subject = before.rpartition(" ")[2]
    return last in grammar.verbal and (subject in grammar.opening or subject in grammar.words.pronouns)


def _leads_on(left: str, first: Paragraph, flat: str, grammar: Grammar) -> bool:
    """Whether a chapeau ends with the marker of an infinitive that its first item goes on with: "under law to | deny".

    So does one that holds nothing else but an aside ("shall, under the rules: | pay"). What others are helped to do is
    theirs: "to support the members to | pay".
    """
    verb = flat[first.start : first.end].partition(" ")[0].strip(",").lower()
    opening, aside, said = left.partition(", ")
    if verb not in grammar.verbal and not (opening in grammar.bare and _is_but_aside(said, grammar)):
        return False
    if aside and (opening in grammar.bare or opening == grammar.words.infinitive):
        return True
    leads = aside and opening.endswith(grammar.closing_infinitive)  # "shall be to, under law: | deny"
    plain = opening if leads else grammar.without_manner(left)
    doing = plain.removesuffix(grammar.closing_infinitive)
    if doing == plain:
        return False
    last = doing.rpartition(" ")[2]
    if last in grammar.words.negating:  # an item alone would say the reverse
        return False
    return last not in grammar.heads and not grammar.actors.find(last.title())


def _is_but_aside(words: str, grammar: Grammar) -> bool:
    """Whether words are one aside, which says no doing and is whole: "shall, | subject to the rules"."""
    first, last = words.partition(" ")[0], words.rpartition(" ")[2]
    return first in grammar.asides and "," not in words and last not in grammar.postmodifiers


def say_doings(children: Sequence[Paragraph], flat: str, grammar: Grammar) -> bool:
    """Whether items, the first and most of them, open with a verb: "to take steps: | (a) Mark the reef; | (b) Pay"."""
    verbs = [_opens_with_verb(flat[child.start : child.end], grammar) for child in children]
    return verbs[0] and 2 * sum(verbs) > len(verbs)


def _opens_with_verb(words: str, grammar: Grammar) -> bool:
    """Whether a verb stands there; one that is a noun too has its object behind it: "Support | the crews"."""
    verb, _, following = words.partition(" ")
    plain, has_object = verb.strip(",;").lower(), following.partition(" ")[0] in grammar.articles
    if has_object and grammar.bidding(f"{grammar.marker}{plain} {following}", 0, "") is not None:
        return True  # "Ask the crews to pay"
    if plain not in grammar.verbal or plain in grammar.modals:
        return False
    return plain not in grammar.abstract or has_object


def opens_with_doing(item: Paragraph, flat: str, grammar: Grammar) -> bool:
    """Whether an item opens with an infinitive or a plain verb: "To pay", "Mark the reef"."""
    return bids(item, flat, grammar) or _opens_with_verb(flat[item.start : item.end], grammar)


def only_tells(item: Paragraph, words: str, submitted: bool, flat: str, grammar: Grammar) -> bool:
    """Whether an item, in its `words`, has a subject of its own, and says not what those who are asked are to do.

    "Lamps are dear", not "Mend lamps that are". Of what is `submitted`, all tells that is no clause.
    """
    if not (submitted or grammar.tells_being(words)) or words.lower().startswith(grammar.clause_openings):
        return False
    return not (opens_with_doing(item, flat, grammar) or _is_way(item, flat, grammar))


def has_doing(left: str, grammar: Grammar) -> bool:
    """Whether a chapeau that opens a list says what to do as well.

    "to keep watch, in particular:"; "that the crews | keep watch, and take the following steps:".
    """
    if left.startswith(grammar.marker):
        return left not in grammar.bare and not grammar.only_announces(left)
    words = left.split(" ")
    told = words[0] in grammar.verbal and words[0] not in grammar.modals
    return told and any(before[-1:] == "," and word in grammar.joins for before, word in pairwise(words))


def items(
    children: Sequence[Paragraph], below: Mapping[str, Sequence[Paragraph]], flat: str, grammar: Grammar
) -> list[Paragraph]:
    """The items of a list; a mere heading ("(a) Protection of civilians:") gives those below it, if any.

    `below` holds what belongs to each paragraph, `flat` the characters that are searched.
    """
    found: list[Paragraph] = []
    for child in children:
        inner = below.get(child.id, ())
        words = flat[child.start : child.end]
        heads = inner and bids(inner[0], flat, grammar) and not bids(child, flat, grammar)
        over = heads or (inner and _stands_over(child, inner, flat, grammar))
        names = over and words.partition(" ")[0].lower() not in grammar.verbal
        if not (heads or names or _is_heading(words, grammar)):
            found.append(child)
            inner = inner if over else ()
        found += items(inner, below, flat, grammar)
    return found


def _stands_over(item: Paragraph, inner: Sequence[Paragraph], flat: str, grammar: Grammar) -> bool:
    """Whether those below an item set tasks of their own: "(i) Safety of crews | (a) Mark the reef"."""
    return flat[item.end - 1].isalnum() and say_doings(inner, flat, grammar)


def bids(paragraph: Paragraph, flat: str, grammar: Grammar) -> bool:
    """Whether a paragraph opens with an infinitive ("To pay", "Not to fish"), not with an aside ("To this end")."""
    opening = flat[paragraph.start : paragraph.start + _OPENING_REACH].lower()
    return opening.startswith(grammar.markers) and not opening.startswith(
        tuple(grammar.insertions_by_opening.get(opening[:2], ()))
    )


def _is_heading(words: str, grammar: Grammar) -> bool:
    """Whether words that end with a colon are a thing's name and say nothing to do.

    "Humanitarian assistance:" and "Support for Security Reform:" are, "support the reform:" and "assist in:" are not.
    """
    if len(words) > _LONGEST_HEADING or not words.endswith(_COLON):
        return False
    printed = [word for word in words.rstrip(_COLON).split(" ") if word]
    plain = [word.strip(",").lower() for word in printed]
    if plain and plain[0] in grammar.heading:  # "On trade:"
        return True
    if not plain or plain[0].endswith(grammar.words.gerund_endings) or plain[-1] in grammar.postmodifiers:
        return False
    if len(plain) > 1 and plain[1] in grammar.articles:
        return False
    if len(plain) > 1 and all(word[0].isupper() for word in printed if len(word) > _SMALL):
        return plain[0] != grammar.words.infinitive
    return grammar.words.infinitive not in plain and grammar.verbal.isdisjoint(plain)

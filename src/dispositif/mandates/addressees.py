"""Lists of actors: where each name begins and ends, and whether it names an actor at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from dispositif.authorities import Actors, Claim
from dispositif.languages.patterns import Found
from dispositif.mandates.grammar import Grammar
from dispositif.passage import ends_at

_OPENS, _CLOSES = " (", ")"
_SHORT_FORM: Final = re.compile(r" \([A-Z][\w-]*\)")
_APOSTROPHES: Final = ("'", "’")  # "workers’ | and employers’ | organizations"
_ITEM: Final = re.compile(r"\((?:[a-z]{1,4}|\d{1,2})\)$")
_MARKS: Final = ' ,;:.–—“”"()'
_STATE: Final = "state/"
# How sure it is that words name an actor: not at all; perhaps, as what is asked; as a proper name; by its noun.
_NEVER, _OPEN, _PROPER, _SURE = range(4)
Names = list[tuple[int, int, list[Claim]]]


class Named:
    """An actor as named at `words[start:end]`, with the authority records it may mean."""

    __slots__ = ("claims", "end", "start")

    def __init__(self, start: int, end: int, claims: Sequence[Claim]) -> None:
        self.start = start
        self.end = end
        self.claims = claims


def read_list(
    words: str,
    start: int,
    end: int,
    hits: Sequence[Found],
    grammar: Grammar,
    *,
    open_minded: bool = False,
    unbroken: bool = False,
) -> list[Named]:
    """The actors that `words[start:end]` lists, one for each item.

    `hits` are the circumstances in `words`; each breaks off the list like a comma. `open_minded` takes a first item for
    an actor even where the language does not know its last word. `unbroken` ends the list at the first aside.
    """
    breaks = [hit for hit in hits if start <= hit.start < end] if hits else hits
    inside = _breaks(words, start, breaks, grammar) if breaks else ()
    found = _read(words[start:end], inside, grammar, grammar.actors, open_minded, unbroken)
    return [Named(start + named.start, start + named.end, named.claims) for named in found]


@lru_cache(maxsize=1024)
def _read(
    words: str, breaks: tuple[tuple[int, str], ...], grammar: Grammar, actors: Actors, open_minded: bool, unbroken: bool
) -> list[Named]:
    """The actors that `words` list. Kept, since texts ask the same few in the same words."""
    alone = words.partition(",")[0].rstrip(" ")
    # "that State, | as a matter of urgency,", but "all, in particular | the members"
    if grammar.pronoun(alone.lstrip(" ")) == "open" and alone.lstrip(" ") not in grammar.articles:
        return [Named(len(alone) - len(alone.lstrip(" ")), len(alone), ())]
    names = actors.find(words)
    separators = [
        (found.start(), found.end(), found.lastindex is not None) for found in grammar.separator.finditer(words)
    ]
    if separators and "(" in words:  # "the three crews (Ada, Bea and Cleo)"
        separators = [one for one in separators if words.count("(", 0, one[0]) <= words.count(")", 0, one[0])]
    if breaks:  # what a name holds breaks off no list: "the Committee established | pursuant to resolution 12"
        breaks = tuple([one for one in breaks if not any(left < one[0] < right for left, right, _ in names)])
    if breaks or separators:
        return _items(words, separators, breaks, names, grammar, open_minded, unbroken)
    start, end = _trimmed(words, 0, len(words), grammar)
    start = _past_aside(words, start, end, grammar)
    if _in_small(words[start:end].partition(" ")[0], words[start:end]) in grammar.dangling:  # "at the forum"
        return []
    sure = _certainty(words, start, end, names, grammar)
    return [_named(start, end, names, words, grammar)] if sure >= (_OPEN if open_minded else _PROPER) else []


def _breaks(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> tuple[tuple[int, str], ...]:
    """Where circumstances break off a list that begins at `start`, and by which rules."""
    return tuple([(hit.start - start, hit.record.id) for hit in hits if not _is_of_name(words, hit, grammar)])


def _is_of_name(words: str, hit: Found, grammar: Grammar) -> bool:
    """Whether a word of working together belongs to a name: "the Cooperation Council", "States that | engage"."""
    if hit.record.kind != "task":
        return False
    index = hit.start
    return words[index].isupper() or words[:index].rstrip(" ").rpartition(" ")[2].lower() in grammar.postmodifiers


def _items(
    words: str,
    separators: list[tuple[int, int, bool]],
    breaks: Sequence[tuple[int, str]],
    names: Names,
    grammar: Grammar,
    open_minded: bool,
    unbroken: bool,
) -> list[Named]:
    spans: list[tuple[int, int]] = []
    waiting = -1  # where an item began that still lacks its noun
    aside = short = False
    pieces = _pieces(words, separators, breaks, names)
    for number, (piece_start, piece_end, joined) in enumerate(pieces):
        left, right = _trimmed(words, piece_start, piece_end, grammar)
        if left >= right:
            continue
        left = _past_aside(words, left, right, grammar) if not spans and _breaks_at(breaks, left) else left
        left += _link_before(words, left, right, names, grammar) if spans and joined else 0
        space = words.find(" ", left, right)
        first = _in_small(words[left : space if space >= 0 else right].rstrip(","), words)
        beside = first in grammar.asides and (first not in grammar.adjectives or (spans and not joined))
        if beside and (unbroken or _breaks_at(breaks, left, "partners/")):
            break
        if spans and _begins_another(first, joined or not unbroken, grammar):
            break
        if beside:
            aside, waiting = True, -1
            timed = not spans and _breaks_at(breaks, left, "deadlines/")  # "no later than May, | the Board shall …"
            short = timed or first in grammar.short_asides or _waits(pieces, number)
            continue
        # A comma ends an aside that lists nobody; one that may hold a list is ended by a comma and a join.
        ends = short or (joined and (first in grammar.articles or words[left].isupper()))
        if aside and not (ends and words.startswith(",", pieces[number - 1][1])):
            continue
        left += _before_another(words, spans[-1], left, grammar) if joined and spans else 0
        right = _over_shared(words, right, pieces, number, grammar)
        begin = waiting if waiting >= 0 else left
        waiting = -1
        strays = first in grammar.verbal if spans else words.startswith(grammar.belonging, left)
        listed = spans if joined else ()
        sure = _NEVER if strays else _certainty_behind(words, listed, begin, right, names, grammar)
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        unfinished = _wants_noun(words, left, right, names, grammar) or sure == _PROPER
        if following and unfinished and _may_go_on(words, left, right, sure, following, grammar):
            waiting = begin
        elif spans and not aside and _continues(words, spans[-1], left, right, joined, names, grammar):
            spans[-1] = (spans[-1][0], right)
        elif sure == _SURE or (not spans and (sure == _PROPER or (sure == _OPEN and open_minded))):
            spans.append((begin, right))
            aside = False
        elif spans and not aside and joined and _extends(words, spans[-1], first, names, grammar):
            spans[-1] = (spans[-1][0], right)
        elif unbroken or not (spans or aside) or (joined and _is_apart(first, spans, names, words, grammar)):
            break
    named = [_named(left, right, names, words, grammar) for left, right in spans]
    return _without_doing(words, named, grammar) if unbroken else named


def _in_small(word: str, words: str) -> str:
    """A word in small letters, but for what is in capitals among other `words`, or is all there is: "WHO", no "who"."""
    return word if word.isupper() and len(word) > 1 and (word == words or not words.isupper()) else word.lower()


def _without_doing(words: str, named: list[Named], grammar: Grammar) -> list[Named]:
    """A list without what is to be done behind it: "to set up, with the help of partners, | systems of finance".

    Only a comma stands before it, no join in it, and it has neither an article nor a capital nor a record.
    """
    while len(named) > 1 and not words[named[-2].end : named[-1].start].strip(" ,"):
        last = words[named[-1].start : named[-1].end].split(" ")
        if (
            named[-1].claims
            or not last[0].islower()
            or last[0] in grammar.articles
            or not grammar.joins.isdisjoint(last)
        ):
            break
        named.pop()
    return named


def _extends(words: str, before: tuple[int, int], first: str, names: Names, grammar: Grammar) -> bool:
    """Whether what a join adds is said of the name before it too: "States that signed and | will pay".

    A known name is whole: "the Panel of Experts and | the safety of its members".
    """
    if first in grammar.articles and _named(*before, names, words, grammar).claims:
        return False
    return _has_modifier(words, before, grammar) and not _is_apart(first, [before], names, words, grammar)


def _is_apart(first: str, before: Sequence[tuple[int, int]], names: Names, words: str, grammar: Grammar) -> bool:
    """Whether what begins with a word is no part of a known name: "the School for Pilots, as well as | their work"."""
    if not before or (first not in grammar.words.owners and first not in grammar.verbal):
        return False
    return bool(_named(*before[-1], names, words, grammar).claims)


def _link_before(words: str, start: int, end: int, names: Names, grammar: Grammar) -> int:
    """How long the verb's preposition is that is said again: "appeals to the members as well as | to | the pilots"."""
    begin = start + len(grammar.marker)
    if words[start:begin] != grammar.marker or words[begin:end].partition(" ")[0].lower() in grammar.verbal:
        return 0
    # "as well as to | regional | and local authorities"
    names_one = _certainty(words, begin, end, names, grammar) == _SURE or _wants_noun(words, begin, end, names, grammar)
    return len(grammar.marker) if names_one else 0


def _breaks_at(breaks: Sequence[tuple[int, str]], index: int, sort: str = "") -> bool:
    """Whether a circumstance, of one sort or any, begins at `index`: "at the end of the period | the Board"."""
    return any(at == index and rule.startswith(sort) for at, rule in breaks)


def _past_aside(words: str, start: int, end: int, grammar: Grammar) -> int:
    """Where a name begins behind an aside that no comma sets off ("from this day on | the harbour masters")."""
    plain = words[start:end].lower().split(" ")
    if plain[0] not in grammar.asides or plain[0] in grammar.adjectives:
        return start
    begins = 0
    for place in range(1, len(plain)):
        before = plain[place - 1]
        if plain[place] in grammar.articles and before not in grammar.postmodifiers and before not in grammar.articles:
            begins = place
    return start + sum([len(word) + 1 for word in plain[:begins]])


def _waits(pieces: list[tuple[int, int, bool]], number: int) -> bool:
    """Whether a join stands right before a piece and its comma, and waits for what it joins: "and, | if so, …"."""
    start, end, joined = pieces[number - 1] if number else (0, 0, False)
    return joined and start == end


def _begins_another(first: str, listed: bool, grammar: Grammar) -> bool:
    """Whether what begins with a word is no actor of the list: a doing, or a thing that is brought in.

    "the authorities to find and | to try them"; "to hold, in coordination with the members, | a meeting".
    """
    return first == grammar.words.infinitive or (not listed and first in grammar.tasks.introducing)


def _has_modifier(words: str, span: tuple[int, int], grammar: Grammar) -> bool:
    """Whether a name is followed by what is said of it, which may itself hold a join ("States that signed | and …")."""
    return not grammar.modifying.isdisjoint(words[span[0] : span[1]].lower().split(" "))


def _may_go_on(words: str, start: int, end: int, sure: int, piece: tuple[int, int, bool], grammar: Grammar) -> bool:
    """Whether `piece` may go on with the name before it: only what is proper does so with a proper one.

    "the Office on Drugs | and Crime", "the Ministers of Trade | and Industry".
    """
    if _both_acronyms(words, (start, end), piece[:2]):
        return False
    if words[end - 1] in _APOSTROPHES:
        return True
    last = words.rfind(" ", start, end) + 1
    following = words[slice(*piece[:2])].partition(" ")[0]
    if words[last:end] in grammar.words.collectives and (not following or following in grammar.articles):
        return False  # "the military | and all armed groups", not "the military | and police forces"
    alone = last == start or words[start : last - 1].lower() in grammar.articles
    if alone and words[last:end].lower() in grammar.adjectives:  # "International | and regional partners"
        return True
    proper = sure == _PROPER or (words[last].isupper() and _has_modifier(words, (start, end), grammar))
    return not proper or (piece[2] and words[piece[0] : piece[0] + 1].isupper())


def _both_acronyms(words: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether two names are but a word in capitals, each of which is an actor: "ABHC and HMO"."""
    return all(name.isalpha() and name.isupper() for name in (words[slice(*before)], words[slice(*after)]))


def _before_another(words: str, before: tuple[int, int], start: int, grammar: Grammar) -> int:
    """How long the possessor is that stands before a further name: "efforts of the Board and of | the Forum"."""
    belongs = words.startswith(grammar.belonging, start)
    another = belongs and words.find(f" {grammar.belonging}", before[0], before[1]) < 0
    return len(grammar.belonging) if another else 0


def _over_shared(words: str, end: int, pieces: list[tuple[int, int, bool]], number: int, grammar: Grammar) -> int:
    """Where a name ends that shares what is said of the one before: "parties to, and signatories of, | the Treaty"."""
    if number + 1 == len(pieces) or words[end : end + 1] != ",":
        return end
    start, stop, joined = pieces[number + 1]
    belongs = ends_at(words, f" {grammar.belonging[:-1]}", 0, end)
    shared = not joined and belongs and words[start:stop].partition(" ")[0] in grammar.articles
    return stop if shared else end


def _continues(
    words: str, before: tuple[int, int], start: int, end: int, joined: bool, names: Names, grammar: Grammar
) -> bool:
    """Whether a piece belongs to the name before it: "Ms. Berg, | President of the Board"; "funds, | programmes"."""
    if words.startswith(grammar.belonging, start):  # "the members of the Board and | of the Forum"
        return not words.endswith(_CLOSES, *before)
    if joined and _shares_possessor(words[before[0] : before[1]], words[start:end], grammar):
        return True
    titled = not joined and words[before[0] : before[1]].partition(" ")[0] in grammar.honorifics
    if titled or _shares_noun(words, before, start, end, names, grammar):
        return True
    return _shares_office(words, before, start, end, names, grammar)


def _shares_office(words: str, before: tuple[int, int], start: int, end: int, names: Names, grammar: Grammar) -> bool:
    """Whether a State is a further one whose offices a name holds, or to which one is sent.

    "the leaders of Ireland | and Iceland", "the envoy to Ireland | and Iceland".
    """
    states = [(left, right) for left, right, claims in names if claims[0].actor.startswith(_STATE)]
    left = next((left for left, right in states if right == end and left >= start), -1)
    named = left >= 0 and grammar.articles.issuperset(words[start:left].lower().split())
    if not named or grammar.actors.is_government(words[left:end]):
        return False
    first = next((left for left, right in states if before[0] < left and right <= before[1]), before[0])
    offices = words[before[0] : first].lower().split()
    while offices and offices[-1] in grammar.articles:
        offices.pop()
    held = any(right == before[1] for _, right in states) and not grammar.postmodifiers.isdisjoint(offices[-1:])
    known = grammar.national_offices if offices[-1:] == [grammar.belonging[:-1]] else grammar.envoys
    return held and not known.isdisjoint(offices)


def _shares_possessor(before: str, word: str, grammar: Grammar) -> bool:
    """Whether a bare noun is a second of those whose the name before is: "organizations of employers | and workers".

    So are "the States of the nationality of victims | and perpetrators of crimes".
    """
    name, of, first = before.rpartition(f" {grammar.belonging}")
    second, owner = word.partition(f" {grammar.belonging}")[0], name.rpartition(" ")[2].lower()
    both_bare = all(noun.islower() and noun.isalpha() for noun in (first, second))
    shared = owner in grammar.kindred or owner.endswith(grammar.words.abstract_endings)
    return of != "" and shared and both_bare and second in grammar.heads


def _pieces(
    words: str, separators: list[tuple[int, int, bool]], breaks: Sequence[tuple[int, str]], names: Names
) -> list[tuple[int, int, bool]]:
    """`words` cut at commas, joins and circumstances; the last value says whether a join stands before."""
    cuts = [one for one in separators if not any(left < one[0] and one[1] < right for left, right, _ in names)]
    cuts += [(at, at, False) for at, _ in breaks]
    cuts.sort()
    pieces, last, joined = [], 0, False
    for left, right, join in cuts:
        if left >= last:
            pieces.append((last, left, joined))
            last, joined = right, join
    pieces.append((last, len(words), joined))
    return pieces


def _wants_noun(words: str, start: int, end: int, names: Names, grammar: Grammar) -> bool:
    """Whether the piece ends in an adjective whose noun is still to come ("regional | and local bodies").

    One that may stand behind its noun does not wait for another ("the members concerned").
    """
    before, _, last = words[start:end].lower().rpartition(" ")
    if last in grammar.heads or any(right == end for _, right, _ in names):
        return False
    if last in grammar.postmodifiers and before.rpartition(" ")[2] in grammar.heads:
        return False
    return last in grammar.adjectives or last.endswith(grammar.words.gerund_endings) or last[-1:] in _APOSTROPHES


def _shares_noun(words: str, before: tuple[int, int], start: int, end: int, names: Names, grammar: Grammar) -> bool:
    """Whether the piece goes on with a noun that shares what stands around the one before ("funds, | programmes")."""
    if words[before[0] : before[1]].rpartition(" ")[2].lower() not in grammar.kindred:
        return False
    bare = words[start:end].lower()
    if bare not in grammar.kindred and _undescribed(bare, grammar) not in grammar.kindred:
        return False
    return not any(right == before[1] and left == before[0] for left, right, _ in names)


def _undescribed(words: str, grammar: Grammar) -> str:
    """Small words without what is said of them: "arrangements | with the competence"."""
    plain = words.split(" ")
    stop = next((place for place, word in enumerate(plain) if word in grammar.postmodifiers), len(plain))
    return " ".join(plain[:stop])


def _is_acronym(words: str, start: int, end: int, grammar: Grammar) -> bool:
    """Whether a name is but an acronym: "the HPO"."""
    article, _, name = words[start:end].rpartition(" ")
    return (not article or article.lower() in grammar.articles) and sum(map(str.isupper, name)) > 1


def _certainty_behind(
    words: str, before: Sequence[tuple[int, int]], start: int, end: int, names: Names, grammar: Grammar
) -> int:
    """How sure it is that `words[start:end]`, joined to the names `before`, name another who can act."""
    if before and _both_acronyms(words, before[-1], (start, end)):
        return _SURE
    return _certainty(words, start, end, names, grammar)


def _certainty(words: str, start: int, end: int, names: Names, grammar: Grammar) -> int:
    """How sure it is that `words[start:end]` names somebody who can act."""
    if words[start:end] in grammar.words.pronouns:  # some are possessives too
        return _SURE
    gerunds = grammar.words.gerund_endings
    last, headed, proper = "", False, False
    stop = start
    for word in words[start:end].split(" "):
        bare = word.strip(_MARKS).lower()
        if stop == start and bare.endswith(gerunds) and "-" not in bare and bare not in grammar.adjectives:
            return _NEVER
        if last and (
            (bare in grammar.postmodifiers and not grammar.goes_before_noun(last, bare))
            or (last in grammar.heads and bare.endswith(gerunds))
        ):
            break
        if bare not in grammar.articles and not (bare.isdecimal() and proper and last in grammar.heads):  # "Group | 2"
            headed = headed or bare in grammar.heads
            last = bare
            proper = word.lstrip("(")[:1].isupper()
        stop += len(word) + 1
    shared = last in grammar.words.shares  # "relevant parts | of the United Nations"
    if any(stop < left < end if shared else start <= left < stop - 1 <= right for left, right, _ in names):
        return _SURE
    if proper and words.find(" (", start, end) >= 0 and _SHORT_FORM.search(words, start, end):  # "the Meeting (TM)"
        return _SURE
    bare = words[start:end].lower()
    opens = bare.partition(" ")[0]  # "the military", not "private military"
    alone = proper and last in grammar.words.capital_heads and bare == last
    if alone or last in grammar.heads or (last in grammar.words.collectives and opens in grammar.articles):
        return _SURE
    if not last or last in grammar.abstract or last.endswith(grammar.words.abstract_endings) or _is_number(last):
        return _PROPER if proper and (headed or _is_titled(words[start : stop - 1], grammar)) else _NEVER
    if headed or (proper and _is_whole_name(words[start:end], grammar)):
        return _SURE
    if proper and _is_acronym(words, start, end, grammar):
        return _SURE
    return _PROPER if proper else _OPEN


def _is_number(word: str) -> bool:
    """Whether a word is a document's number: "Resolution 12/3"."""
    return any(sign.isdigit() for sign in word)


def _is_whole_name(words: str, grammar: Grammar) -> bool:
    """Whether a name going on behind what is said in it ends with what an actor is called: "the Rule of Law Unit"."""
    _, _, rest = words.partition(" ")
    last = rest.rpartition(" ")[2]
    return last[:1].isupper() and last.lower() in grammar.heads and grammar.articles.isdisjoint(rest.lower().split(" "))


def _is_titled(words: str, grammar: Grammar) -> bool:
    """Whether a name is an article and some words, all of them capitalized: "the Harbour | Process"."""
    article, *printed = words.split(" ")
    return article.lower() in grammar.articles and len(printed) > 1 and all(word[:1].isupper() for word in printed)


def _is_adverb(word: str, grammar: Grammar) -> bool:
    """Whether a word behind a name says the way of the doing."""
    return word in grammar.adverbs or (
        word.endswith(grammar.words.adverb_endings) and word[0].islower() and word not in grammar.heads
    )


def _named(start: int, end: int, names: Names, words: str, grammar: Grammar) -> Named:
    """The actor at `words[start:end]`, with what the authority files know of that very name."""
    for left, right, claims in names:
        # What a name ends with: "the Committee established by resolution 12 (2031) | of 5 May 2031".
        dated = right + 1 + len(grammar.belonging)
        # Or with a bracket: "the Committee | (hereafter the Committee)".
        bracket = words.startswith(_OPENS, right) and words.find(_CLOSES, right) == end - 1
        named = right == end or bracket
        named = named or (words.startswith(grammar.belonging, right + 1) and words[dated : dated + 1].isdigit())
        if named and left >= start:
            before = words[start:left].strip(" ").lower().split(" ")
            if len(before) > 1 and claims[0].sort == "name" and grammar.calendar.ordinal(before[-1]) is not None:
                before.pop()  # "the Seventy-sixth | World Health Assembly"
            if len(before) == 1 or grammar.articles.issuperset(before):
                return Named(start, end, claims)
    return Named(start, end, _of_organization(start, end, names, words, grammar) if len(names) > 1 else ())


def _of_organization(start: int, end: int, names: Names, words: str, grammar: Grammar) -> Sequence[Claim]:
    """What an office, an organ or a group is whose organization is named: "the Chair | of the Concord".

    One named by its common noun leaves to the text which it is: "the Chair | of the Organization".
    """
    for (left, right, claims), (behind, last, named) in pairwise(names):
        of, *articles = words[right:behind].lower().split() or [""]
        around = (*words[start:left].lower().split(), *articles)
        if start <= left and last == end and of == grammar.belonging[:-1] and grammar.articles.issuperset(around):
            wholes = [claim for claim in named if "/" not in claim.actor]
            whole = {claim.organization for claim in wholes if claim.sort == "name"}
            possible = whole or {claim.organization for claim in wholes}
            own = [claim for claim in claims if claim.sort == "within" and claim.organization in possible]
            if not whole:
                return [Claim(one.actor, one.organization, "noun", one.organization) for one in own]
            return [Claim(own[0].actor, own[0].organization, "name")] if len(own) == 1 else ()
    return ()


def _trimmed(words: str, start: int, end: int, grammar: Grammar) -> tuple[int, int]:
    while start < end and words[start] in " ,“":
        start += 1
    bracket = words.rfind("(", start, end)
    closed = words.find(_CLOSES, bracket, end) if bracket > start else end
    if closed < 0 or (closed < end and words.startswith(grammar.definitions, bracket + 1)):
        end = bracket  # "the Committee (hereinafter", "the Committee (hereinafter “the Board”)"
    while end > start:
        if words[end - 1] in " ,:;[" or (words[end - 1] == "." and words[end - 2].islower()):
            end -= 1
        elif words[end - 1] == ")" and (item := _ITEM.search(words, start, end)):
            end = item.start()
        else:
            break
    last = words.rfind(" ", start, end)
    insertions = grammar.insertions_by_last.get(words[last + 1 : end])
    if insertions is not None:
        cut = next((len(phrase) for phrase in insertions if ends_at(words, phrase, start, end)), 0)
        before = words[start : end - cut].rstrip(" ").rpartition(" ")[2]
        end -= cut if before not in grammar.postmodifiers else 0  # "the members interested | in doing so"
        last = words.rfind(" ", start, end)
    # "the members carefully | to report", "the members acting through", "the members as well as"
    while last > start and (words[last + 1 : end] in grammar.dangling or _is_adverb(words[last + 1 : end], grammar)):
        join = next((len(join) for join in grammar.closing_joins if ends_at(words, join, start, end)), 0)
        end = end - join if join else last
        last = words.rfind(" ", start, end)
    return start, start + len(grammar.without_joint(words[start:end]))

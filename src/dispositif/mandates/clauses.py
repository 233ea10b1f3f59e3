"""What a clause asks for: its subject acts, unless the thing is done to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dispositif.languages.patterns import Found
from dispositif.mandates.addressees import Named, read_list
from dispositif.mandates.doers import doers_of
from dispositif.mandates.governed import LONGEST_NAME, LONGEST_SUBJECT, Complement, opening
from dispositif.mandates.grammar import Grammar
from dispositif.mandates.infinitives import infinitive_after
from dispositif.passage import stands_at

_COMMA: Final = ", "


def opens_clause(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> bool:
    """Whether a clause begins at a place ("asks | that it come"), and no pronoun ("asks | that State to come")."""
    if not (stands_at(words, grammar.words.clause, start) and words.startswith(grammar.clause_openings, start)):
        return False
    infinitive = infinitive_after(words, start, grammar, hits)
    return infinitive < 0 or grammar.pronoun(words[start:infinitive].partition(",")[0]) is None


def clause_of(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> Complement:
    """A clause: its subject acts, unless the thing is done to it ("that the charts be drawn by the Secretariat")."""
    end = len(words)
    whole = start + len(words[start:]) - len(words[start:].lstrip(" ,:"))
    start = _past_condition(words, opening(words, start, grammar), hits, grammar)
    position, previous, owed = start, "", False
    aside = False  # "the crews, | in full support of the pilots, | shall sail"
    # "the Board, | if the crews fail to sail, | shall close the strait"
    asides = {hit.start: hit.end for hit in hits if hit.record.sort == "conditions" and words.startswith(",", hit.end)}
    until = start  # where a clause within an aside ends: "the crews, for whom the Board | has paid, | may sail"
    joints = (words.find(joint, start, start + LONGEST_SUBJECT) for joint in grammar.tasks.clause_joints)
    told = min((place for place in joints if place >= 0), default=end)
    subject = words[start : min(told, start + LONGEST_SUBJECT)]
    for word in subject.split(" "):
        bare = word.strip(",;:.").lower()
        aside = aside or (bare in grammar.dangling and words.endswith(_COMMA, start, position))
        if words.endswith(_COMMA, start, position):
            until = max(until, asides.get(position, 0))
        if aside and bare in grammar.tasks.relatives:
            until = max(until, words.find(_COMMA, position, start + LONGEST_SUBJECT))
        if (
            position > until
            and (bare in grammar.verbal or bare in grammar.inflected)
            and not (aside and bare in grammar.abstract)
            and not (word[0].isupper() and word[1:2].islower())  # "May"
            and not (bare in grammar.words.negating and _is_article(words, position + len(word) + 1, grammar))
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
            if _is_made_up(words, position, grammar):
                return Complement((), whole, end, clause=True)
            if who and not (is_passive(words, position, grammar) or _is_done(words, position, grammar)):
                return Complement(who, position, end, clause=True)
            return Complement(doers_of(words, position, told, hits, grammar), whole, end, clause=True)
        owed = owed or bare in grammar.words.relative_owners
        if previous not in grammar.postmodifiers or bare not in grammar.modals:  # "which | shall meet"
            previous = bare
        aside = aside and word[-1:] != ","
        position += len(word) + 1
    return Complement((), whole, end, shared=whole >= end, clause=True)


def _past_condition(words: str, start: int, hits: Sequence[Found], grammar: Grammar) -> int:
    """Where a clause begins behind its conditions and its times.

    "that | if the Board agrees, | the pilots shall sail"; "that | for a period of one year | the pilots shall sail".
    """
    for hit in hits:
        if hit.start == start and hit.record.sort in ("conditions", "deadlines"):
            following = words[hit.end + 1 :].lstrip(" ").partition(" ")[0]
            subject = following[:1].isupper() or following in grammar.articles
            if words.startswith(",", hit.end) or (subject and hit.record.sort == "deadlines"):
                start = len(words) - len(words[hit.end :].lstrip(" ,"))  # "at its session, | in 2031, | the pilots"
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
    verb, done = (*words[start : start + LONGEST_NAME].split(" ", 2), "")[:2]
    return verb in grammar.words.perfects and done.endswith(grammar.words.passive_endings)


def _is_article(words: str, start: int, grammar: Grammar) -> bool:
    """Whether an article stands there: "a State not | a party to the Charter shall …"."""
    return words[start : start + LONGEST_NAME].partition(" ")[0] in grammar.articles


def _is_made_up(words: str, start: int, grammar: Grammar) -> bool:
    """Whether the verb at `start` tells what its subject is made of: "that the Board | will consist of five pilots"."""
    modal, verb = (*words[start : start + LONGEST_NAME].split(" ", 2), "")[:2]
    return modal in grammar.binding and verb in grammar.tasks.standing and verb not in grammar.verbal


def bound_by(words: str, hits: Sequence[Found], grammar: Grammar) -> Complement | None:
    """What an item of a list is that says by itself whom it binds: "The Board | shall report"; None if it does not.

    Only names do, and in a clause whoever can act: the capital of an item's first word says nothing.
    """
    if grammar.binding.isdisjoint(words[:LONGEST_SUBJECT].replace(",", "").split(" ")):
        return None
    start = len(grammar.words.clause) if words.lower().startswith(grammar.clause_openings) else 0
    found = clause_of(words, start, hits, grammar)
    doing = words[found.start :]
    if not found.who or doing.partition(" ")[0].rstrip(",") not in grammar.binding or not grammar.binds(doing):
        return None
    named = found.who[0]
    proper = any(word[:1].isupper() for word in words[named.start : named.end].split(" ")[1:])
    return found if named.claims or proper or start else None


def told_in_clause(words: str, hits: Sequence[Found], grammar: Grammar) -> Complement | None:
    """What an item of a list that is a clause says of who is to act: "(a) That | the Board report"; None if it names
    nobody."""
    if not grammar.opens_clause(words):
        return None
    found = clause_of(words, len(grammar.words.clause), hits, grammar)
    return found if found.who and found.who[-1].end < found.start else None


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

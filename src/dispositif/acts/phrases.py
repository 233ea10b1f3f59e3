"""The borders of a verb phrase and of a clause: which words around a verb belong to it."""

from __future__ import annotations

import re
from typing import NamedTuple

from dispositif.acts.grammar import Form, Grammar
from dispositif.document import Force
from dispositif.languages.schema import Use

# Marks after which a clause may begin, and those among them that join it to the clause before.
JOINTS = ',;:–—.!?”"’»“‘„«('
_JOINING = ",;:–—"
_OPENING_QUOTES = "“\"'‘«„ "
_CLOSING_QUOTES = '”"’»'
_CLOSING = ' ,;:.–—”"'
_SENTENCE_END = re.compile(r"\.[\"”’)]*\d{0,3} +(?=[^\W\d_a-zß-ÿ]|[“\"(])")


class VerbPhrase(NamedTuple):
    """A verb with its adverbs, manner and expressed noun: `words[start:end]`."""

    start: int
    end: int
    lemma: str
    force: Force
    restates: bool


def opening(words: str) -> int:
    """Where the first word of a paragraph stands, opening quotation marks passed over."""
    return len(words) - len(words.lstrip(_OPENING_QUOTES))


def word_before(words: str, index: int) -> tuple[int, str]:
    """The word that ends at `index` (a space before it allowed): its start, and itself in lower case."""
    stop = index - 1 if index and words[index - 1] == " " else index
    start = words.rfind(" ", 0, stop) + 1
    if start < stop and words[start] in _OPENING_QUOTES:
        start += 1
    return start, words[start:stop].lower()


def after_mark(words: str, index: int) -> int:
    """`index` moved left over a note marker that stands against a mark ("Council,12 "), else `index` itself."""
    stop = index
    while stop and index - stop < 3 and words[stop - 1].isdigit():
        stop -= 1
    return stop if stop != index and stop and words[stop - 1] in JOINTS else index


def word_after(words: str, index: int) -> tuple[int, str]:
    """The word that begins one space after `index`: its end, and itself in lower case; "" where none does."""
    if words[index : index + 1] != " ":
        return index, ""
    stop = words.find(" ", index + 1)
    word = (words[index + 1 :] if stop < 0 else words[index + 1 : stop]).rstrip(",;:.")
    return index + 1 + len(word), word.lower()


def over_adverbs(words: str, index: int, grammar: Grammar) -> int:
    """`index` moved left over the adverbs that stand directly before it."""
    adverbs = grammar.adverbs
    while index:
        start, word = word_before(words, index)
        if word not in adverbs:
            break
        index = start
    return index


def over_carrier(
    words: str, index: int, carriers: dict[str, list[tuple[str, Use]]], grammar: Grammar
) -> tuple[int, Use] | None:
    """Where the carrier before `index` begins ("continues to"), with its adverbs, and its use; None if none."""
    _, last = word_before(words, index)
    for phrase, use in carriers.get(last, ()):
        start = index - 1 - len(phrase)
        if start >= 0 and words[start : index - 1].lower() == phrase and (not start or words[start - 1] == " "):
            return over_adverbs(words, start, grammar), use
    return None


def joint(words: str, index: int, grammar: Grammar) -> int | None:
    """Where the clause before ends, if what stands before `index` joins a further act to it; else None.

    Steps left over insertions ("in this regard"), connectives and commas or semicolons.
    """
    joined = False
    while index:
        stop = index - 1 if words[index - 1] == " " else index
        bare = len(words[:stop].rstrip(_CLOSING_QUOTES)) if stop and words[stop - 1] in _CLOSING_QUOTES else stop
        bare = after_mark(words, bare)
        if bare and words[bare - 1] in _JOINING:
            stop = bare - 1
            joined = True
        start = words.rfind(" ", 0, stop) + 1
        last = words[start:stop].lower()
        if last in grammar.connectives:
            joined = True
            index = start
            continue
        inserted = _insertion(words, stop, last, grammar)
        if not inserted:
            return stop if joined else None
        index = stop - inserted
    return 0


def over_insertions(words: str, index: int, grammar: Grammar) -> int:
    """`index` moved left over insertions and adverbs that no comma sets off ("the Council therefore also …")."""
    while index:
        start, last = word_before(words, index)
        stop = index - 1
        inserted = _insertion(words, stop, last, grammar)
        if inserted:
            index = stop - inserted
        elif last in grammar.adverbs:
            index = start
        else:
            break
    return index


def _insertion(words: str, stop: int, last: str, grammar: Grammar) -> int:
    """How long the insertion is that ends at `stop` with the word `last`; 0 where none does."""
    phrases = grammar.insertions_by_last.get(last)
    if not phrases:
        return 0
    before = words[max(0, stop - 60) : stop].lower()
    return next((len(phrase) for phrase, _ in phrases if before.endswith(phrase)), 0)


def verb_phrase(words: str, start: int, end: int, form: Form, grammar: Grammar) -> VerbPhrase:
    """The phrase of the verb at `words[start:end]`; `start` already stands before its adverbs."""
    verb = form.verb
    lemma, force, restates = verb.lemma, verb.force, False
    expresses = verb.by_object or force == "reinforcing"
    while True:
        stop, word = word_after(words, end)
        if word in grammar.after_verbs:
            end = stop
        elif word in verb.particles and lemma == verb.lemma:
            lemma, end = verb.particles[word], stop
        elif word in grammar.manner_openings and words.startswith(grammar.manner, end):
            noun = _noun(words, stop, grammar)
            if not noun:
                break
            end = noun[0]
        elif expresses:
            noun = _noun(words, end, grammar)
            if not noun:
                break
            end, named = noun
            if verb.by_object:
                force = grammar.objects.get(named, force)
            expresses = False
            if named in grammar.restating:
                restates = True
                stop, word = word_after(words, end)
                end = stop if word in grammar.addressing else end
        else:
            break
    return VerbPhrase(start, end, lemma, force, restates)


def _noun(words: str, index: int, grammar: Grammar) -> tuple[int, str] | None:
    """The expressed noun ("its deep concern") that begins after `index`: its end and itself; None where none does."""
    for _ in range(7):
        index, word = word_after(words, index)
        if word in grammar.objects or word in grammar.restating:
            return index, word
        if word not in grammar.degrees:
            return None
    return None


def sentence_end(words: str, start: int, stop: int, grammar: Grammar) -> int:
    """Where the sentence that `start` stands in ends, at the latest at `stop`; marks at its end left out."""
    end = words.find(".", start, stop)
    while end >= 0:
        if _SENTENCE_END.match(words, end, stop):
            word = words[words.rfind(" ", 0, end) + 1 : end]
            if word.lstrip("(") not in grammar.abbreviations and len(word) > 1:
                stop = end
                break
        end = words.find(".", end + 1, stop)
    while stop > start and words[stop - 1] in _CLOSING:
        stop -= 1
    return stop

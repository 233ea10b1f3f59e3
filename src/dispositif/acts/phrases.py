"""The borders of a verb phrase and of a clause: which words around a verb belong to it."""

from __future__ import annotations

import re
from typing import Final

from dispositif.acts.grammar import Carriers, Grammar, Verb
from dispositif.document import Force
from dispositif.languages.schema import Use

# Marks after which a clause may begin, and those among them that join it to the clause before.
JOINTS: Final = frozenset(',;:–—.!?”"’»“‘„«(')
_JOINING: Final = frozenset(",;:–—")
_PARTING: Final = frozenset(",;")  # the items of a list
_OPENING_QUOTES: Final = "“\"'‘«„ "
_OPENING_MARKS: Final = _OPENING_QUOTES + "["  # of words that are not agreed on
_CLOSING_QUOTES: Final = '”"’»'
_OPENED_BY: Final = {"”": "“", '"': '"', "»": "«"}
_CLOSING: Final = frozenset(' ,;:.–—”"')
_NOTE_MARKS: Final = frozenset("0123456789*⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣ")
_FIGURES: Final = 2  # of hours and of minutes
_NOUN_REACH: Final = 7
_INSERTION_REACH: Final = 60
_CARRIER_REACH: Final = 60
_ASIDE_REACH: Final = 120
_SENTENCE_END: Final = re.compile(r"\.[\"”’)]*\d{0,3} +(?=[^\W\d_a-zß-ÿ]|[“\"(])")


class VerbPhrase:
    """A verb with its adverbs, manner and expressed noun, from `start` to `end` of a passage's words.

    It `expresses` that noun. What it does is told by what follows if it `opens_text`: "submits to the ministries | the
    following recommendation:".
    """

    def __init__(self, start: int, end: int, verb: Verb, use: Use) -> None:
        self.start = start
        self.end = end
        self.verb = verb
        self.use: Use = use
        self.lemma = verb.lemma
        self.force: Force = verb.force
        self.expresses = self.restates = self.opens_text = False


def opening(words: str) -> int:
    """Where the first word of a paragraph stands, opening quotation marks and brackets passed over."""
    return len(words) - len(words.lstrip(_OPENING_MARKS))


def word_before(words: str, index: int) -> tuple[int, str]:
    """The word that ends at `index` (a space before it allowed): its start, and itself."""
    stop = index - 1 if index and words[index - 1] == " " else index
    start = words.rfind(" ", 0, stop) + 1
    if start < stop and not words[start].isalnum() and words[start] in _OPENING_QUOTES:
        start += 1
    return start, words[start:stop]


def word_after(words: str, index: int) -> tuple[int, str]:
    """The word that begins one space after `index`, without a mark at its end: where it ends, and itself; or ""."""
    if words[index : index + 1] != " ":
        return index, ""
    stop = words.find(" ", index + 1)
    word = (words[index + 1 :] if stop < 0 else words[index + 1 : stop]).rstrip(",;:.")
    return index + 1 + len(word), word


def after_mark(words: str, index: int) -> int:
    """`index` moved left over a note marker that stands against a mark ("Council,12 "), else `index` itself."""
    stop = index
    while stop and index - stop < 3 and words[stop - 1].isdigit():
        stop -= 1
    return stop if stop != index and stop and words[stop - 1] in JOINTS else index


def over_adverbs(words: str, index: int, grammar: Grammar) -> tuple[int, str]:
    """`index` moved left over the adverbs that stand directly before it, and the word that stands before it then."""
    while index:
        start, word = word_before(words, index)
        if word not in grammar.adverbs:
            return index, word
        index = start
    return index, ""


def over_carrier(words: str, index: int, last: str, carriers: Carriers, grammar: Grammar) -> tuple[int, Use | None]:
    """Where the carrier before `index` begins ("continues to"), with its adverbs, and its use; None if none.

    `last` is the word before `index`.
    """
    if last in grammar.links:  # "is | therefore | concerned"
        index, last = over_adverbs(words, word_before(words, index)[0], grammar)
    phrases = carriers.get(last)
    if phrases is None:
        return index, None
    before = words[max(0, index - _CARRIER_REACH) : index - 1].lower()
    for phrase, use in phrases:
        start = index - 1 - len(phrase)
        if before.endswith(phrase) and (not start or words[start - 1] == " "):
            return over_adverbs(words, start, grammar)[0], use
    return index, None


def joint(words: str, index: int, grammar: Grammar) -> int:
    """Where the clause before ends, if what stands before `index` joins a further act to it; else -1.

    Steps left over insertions ("in this regard"), connectives and commas or semicolons. An insertion before a
    connective belongs to the clause before: "reports as appropriate, | and requests".
    """
    joined = connected = False
    while index:
        stop = index - 1 if words[index - 1] == " " else index
        bare = stop
        while bare and words[bare - 1] in _CLOSING_QUOTES:
            bare -= 1
        bare = after_mark(words, bare)
        if bare and words[bare - 1] in _JOINING:
            stop = bare - 1
            joined = True
        start = words.rfind(" ", 0, stop) + 1
        last = words[start:stop]
        if last in grammar.connectives:
            joined = connected = True
            index = start
            continue
        if connected:
            return stop
        inserted = _insertion(words, stop, last, grammar) or (_aside(words, stop, grammar) if joined else 0)
        if not inserted or (joined and not _is_set_apart(words, stop - inserted, grammar)):
            return stop if joined else -1
        index = stop - inserted
    return 0


def _is_set_apart(words: str, index: int, grammar: Grammar) -> bool:
    """Whether a mark or a connective stands before an insertion that begins at `index` and that a mark closes.

    "…, in this regard, | urges", but "a fund established for this purpose, | urges".
    """
    before = words[:index].rstrip(" ")
    return not before or before[-1] in _JOINING or word_before(words, index)[1] in grammar.connectives


def _aside(words: str, stop: int, grammar: Grammar) -> int:
    """How long the aside is that ends at `stop`, where a connective and a comma open it ("and, if so, decides")."""
    comma = words.rfind(", ", max(0, stop - _ASIDE_REACH), stop)
    return stop - comma - 2 if comma > 0 and word_before(words, comma)[1] in grammar.connectives else 0


def over_insertions(words: str, index: int, grammar: Grammar) -> int:
    """`index` moved left over insertions and adverbs that no comma sets off ("the Council therefore also …")."""
    while index:
        start, last = word_before(words, index)
        inserted = _insertion(words, index - 1, last, grammar)
        if inserted:
            index -= inserted + 1
        elif last in grammar.adverbs:
            index = start
        else:
            break
    return index


def _insertion(words: str, stop: int, last: str, grammar: Grammar) -> int:
    """How long the insertion is that ends at `stop` with the word `last`; 0 where none does."""
    phrases = grammar.insertions_by_last.get(last)
    if phrases is None:
        return 0
    before = words[max(0, stop - _INSERTION_REACH) : stop].lower()
    for phrase, _ in phrases:
        if before.endswith(phrase):
            return len(phrase)
    return 0


def verb_phrase(words: str, start: int, end: int, verb: Verb, use: Use, grammar: Grammar) -> VerbPhrase:
    """The phrase of the verb that ends at `end`; `start` already stands before its adverbs."""
    phrase = VerbPhrase(start, end, verb, use)
    expresses = verb.expresses
    while True:
        stop, word = word_after(words, phrase.end)
        if word in grammar.after_verbs:
            if verb.asks and word in grammar.comparing and not _is_set_off(words, stop, grammar):
                return phrase
            phrase.end = stop
        elif phrase.lemma == verb.lemma and (word in verb.particles or (not verb.bare and word in grammar.degrees)):
            phrase.lemma, phrase.end = verb.particles.get(word, verb.lemma), stop  # "pays | warm tribute"
        elif word in grammar.manner_openings and words.startswith(grammar.manner, phrase.end):
            stop, named = _noun(words, stop, grammar)
            if not named:
                return phrase
            phrase.end = stop
        elif expresses:
            expresses = False
            stop, named = _noun(words, phrase.end, grammar)
            if not named:
                return phrase
            phrase.end, phrase.expresses = stop, True
            if verb.by_object:
                phrase.force = grammar.objects.get(named, phrase.force)
            if named in grammar.restating:
                phrase.restates = True
                stop, word = word_after(words, stop)
                if word in grammar.addressing:
                    phrase.end = stop
        else:
            return phrase


def read_as_recommending(phrase: VerbPhrase, words: str, grammar: Grammar) -> None:
    """Read a verb as one that recommends, where it brings in what is recommended."""
    brought_in = words[phrase.end :].lower()
    named = next((one for one in grammar.recommended if one in brought_in), None)
    if named is None or brought_in[-1] != ":":
        return
    phrase.verb = grammar.recommending[phrase.lemma]
    phrase.force, phrase.opens_text = phrase.verb.force, True
    if brought_in.startswith(named):
        phrase.end += len(named)


def _is_set_off(words: str, index: int, grammar: Grammar) -> bool:
    """Whether an adverb that ends at `index` belongs to the verb before it, and not to a noun behind it.

    "encourages further | the members", "that they act", not "encourages | further efforts", "further and larger sums".
    """
    word = word_after(words, index)[1]
    return not word[:1].islower() or word in grammar.after_adverbs


def _noun(words: str, index: int, grammar: Grammar) -> tuple[int, str]:
    """The expressed noun ("its deep concern") that begins after `index`: its end and itself; "" where none does.

    What bears a number or is a name is a document: "its resolution 12/3", "Resolution Conf. 4".
    """
    for _ in range(_NOUN_REACH):
        index, word = word_after(words, index)
        if word in grammar.objects or word in grammar.restating:
            document = word.istitle() or any(sign.isdigit() for sign in word_after(words, index)[1])
            return (index, "") if document else (index, word)
        if word not in grammar.degrees:
            break
    return index, ""


def _before_note_mark(words: str, start: int, stop: int) -> int:
    """`stop`, or where the mark of a note begins that follows the last sign there: ";1", ":12"."""
    place = stop
    while place > start and words[place - 1] in _NOTE_MARKS:
        place -= 1
    marked = start + 1 < place < stop and words[place - 1] in ",;:." and not words[place - 2].isdigit()
    return place if marked else stop


def sentence_end(words: str, start: int, stop: int, grammar: Grammar) -> int:
    """Where the sentence that `start` stands in ends, at the latest at `stop`; marks at its end left out."""
    end = words.find(".", start, stop)
    while end >= 0:
        if _SENTENCE_END.match(words, end, stop):
            word = words[words.rfind(" ", 0, end) + 1 : end]
            # "at 00.01 Eastern Time", not "in 2020.12 The Board"
            figure = len(word) <= _FIGURES and word.isdigit() and words[end + 1 : end + 1 + _FIGURES].isdigit()
            if word.lstrip("(") not in grammar.abbreviations and len(word) > 1 and not figure:
                stop = end
                break
        end = words.find(".", end + 1, stop)
    end = stop = _before_note_mark(words, start, stop)
    while stop > start and (words[stop - 1] in _CLOSING or _closes_bracket(words, start, stop)):
        stop -= 1
    space = words.rfind(" ", start, stop)
    # "… by May; and"
    if space > start and words[space - 1] in _PARTING and words[space + 1 : stop] in grammar.trailing:
        stop = space
        while stop > start and words[stop - 1] in _CLOSING:
            stop -= 1
    for place in range(stop, end):
        opened = _OPENED_BY.get(words[place])
        if opened is not None and _stands_open(words, start, place, opened, words[place]):
            return place + 1
    return stop


def _closes_bracket(words: str, start: int, end: int) -> bool:
    """Whether what ends at `end` ends with a square bracket that was opened before `start`: "[Asks for lamps;]"."""
    return words[end - 1] == "]" and words.count("]", start, end) > words.count("[", start, end)


def _stands_open(words: str, start: int, end: int, opened: str, closed: str) -> bool:
    """Whether a quotation that begins in `words[start:end]` is not closed there: 'the item entitled "Harbours'."""
    many = words.count(opened, start, end)
    return many % 2 == 1 if opened == closed else many > words.count(closed, start, end)

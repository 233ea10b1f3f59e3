"""The acts of one passage: which of its verbs perform an act of the body, and which only report or describe."""

from __future__ import annotations

from typing import Final

from dispositif.acts.grammar import Entry, Grammar, Verb
from dispositif.acts.phrases import (
    JOINTS,
    VerbPhrase,
    after_mark,
    joint,
    opening,
    over_adverbs,
    over_carrier,
    over_insertions,
    verb_phrase,
    word_after,
    word_before,
)
from dispositif.document import Doubt
from dispositif.languages.schema import Use
from dispositif.passage import Sighting

_ENDS: Final = '.!?”“"'
# Which other uses may go before a verb's own. In a recital a finite verb goes on only after the past.
_GOING_BEFORE: Final[dict[Use, tuple[Use, ...]]] = {
    "finite": ("past", "participle", "state"),
    "state": ("participle",),
    "participle": ("state",),
}
_RESTATED: Final = Doubt(
    code="restated-request", message="An earlier request is restated; it may still have to be met."
)
_UNINFLECTED: Final = Doubt(
    code="uninflected", message="The verb is not inflected as the others are; it may belong to what was asked before."
)
_REPORTED: Final = Doubt(
    code="reported-or-own", message="This may be what a text mentioned before it says, not what the body does here."
)


class FoundAct:
    """An act in a passage: its verb phrase, where the words before it end, and what is not sure of it."""

    def __init__(self, phrase: VerbPhrase, cut: int) -> None:
        self.phrase = phrase
        self.cut = cut
        self.doubt: Doubt | None = _RESTATED if phrase.restates and phrase.force == "reinforcing" else None


class _Subject:
    """Words that name the body, and the use of the verbs that go with them."""

    def __init__(self, start: int, end: int, use: Use, own: bool) -> None:
        self.start = start
        self.end = end
        self.use: Use = use
        self.own = own


class PassageReader:
    """Reads the words of one paragraph from left to right.

    `preambular` is whether it is a recital; `nested`, whether it stands under a chapeau; `mode` is the use of the verbs
    that its chapeau acts with, in which it may go on; `announced`, whether that chapeau leaves what is decided to it.
    `body` is the issuing body's name in lower case, or "", and `last_of_body` its last word.
    """

    def __init__(
        self, words: str, grammar: Grammar, body: str, last_of_body: str,
        preambular: bool, nested: bool, mode: Use | None, announced: bool,
    ) -> None:  # fmt: skip
        self.words = words
        self.grammar = grammar
        self.body = body
        self.last_of_body = last_of_body
        self.preambular = preambular
        self.nested = nested
        self.mode: Use | None = mode
        self.announced = announced
        self.first = opening(words)
        if announced and words[self.first : self.first + len(grammar.infinitive)].lower() == grammar.infinitive:
            self.first += len(grammar.infinitive)
        self.subject: _Subject | None = None
        self.reported = -1
        self.found: list[FoundAct] = []
        self._quotes_seen = self.first
        self._quotes_open = 0
        self._stops_seen = 0
        self._last_stop = -1

    def read(self, sightings: list[Sighting[list[Entry]]]) -> list[FoundAct]:
        """The acts, in order. `sightings` are the verbs and subjects in the words."""
        first = self.first
        quoted = self.words.find("“", first) >= 0
        taken = 0
        for one in sightings:
            start, end, entries = one.start, one.end, one.seen
            if entries[0].verb is None:
                self._note_subject(start, end, entries[0])
            elif start >= taken and (start <= first or self._may_act(start, entries)):
                if quoted and self._inside_quotes(start):
                    continue
                for entry in entries:
                    act = self._act(start, end, entry.verb, entry.use) if entry.verb is not None else None
                    if act is not None:
                        self._add(act)
                        taken = act.phrase.end
                        break
        return self.found

    def only_names_the_body(self) -> bool:
        """Whether the words, which perform no act, end with the body and a colon: what it did is told in a list."""
        after = self.words[self.subject.end :].rstrip() if self.subject is not None else ""
        return after == ":"

    def _inside_quotes(self, index: int) -> bool:
        """Whether quotation marks stand open at `index`; asked from left to right."""
        words, seen = self.words, self._quotes_seen
        self._quotes_open += words.count("“", seen, index) - words.count("”", seen, index)
        self._quotes_seen = index
        return self._quotes_open > 0

    def _note_subject(self, start: int, end: int, entry: Entry) -> None:
        """Remember a subject, if it is the body."""
        if word_before(self.words, start)[1] in self.grammar.relatives:
            return
        if entry.own or not self.body or word_before(self.words, end)[1].lower() in self.body.split(" "):
            self.subject = _Subject(start, end, entry.use, entry.own)

    def _may_act(self, start: int, entries: list[Entry]) -> bool:
        """Whether a verb after the first may act, by the word before it and its own capital."""
        words = self.words
        if words[start].isupper() and words[start + 1 : start + 2].islower():
            return False
        if words[start - 2] in JOINTS:
            return True
        before = word_before(words, start)[1]
        if before in self.grammar.leads or (self.last_of_body and before.lower() == self.last_of_body):
            return True
        if before[-1:].isdigit():
            return words[after_mark(words, start - 1) - 1] in JOINTS
        if self.found and before in self.grammar.relatives:
            for entry in entries:
                if entry.use == "finite":
                    self.reported = start
        return False

    def _add(self, act: FoundAct) -> None:
        # "continues" was taken for the verb until what it carries came: "continues to encourage".
        if self.found and self.found[-1].phrase.start == act.phrase.start:
            self.found.pop()
        self.found.append(act)
        if self.mode is None or (act.phrase.use != "state" and act.doubt is not _UNINFLECTED):
            self.mode = act.phrase.use

    def _act(self, start: int, end: int, verb: Verb, use: Use) -> FoundAct | None:
        """The act that `verb` at `start` to `end` performs, or None where it performs none."""
        if start <= self.first:
            return self._opened(start, end, verb, use)
        if use == "participle" and self.mode == "finite":
            return None
        if use == "past" and verb.asks and self.words.startswith(self.grammar.asked, end):
            asked = self._passive(start, end, verb)
            if asked is not None:
                return asked if self._fresh(start) or self.mode in (None, "participle", "state") else None
        begin = led = start
        if self.words[start - 2] not in JOINTS:
            begin, use = self._carried(start, use)
            if begin <= self.first:
                return self._opened(begin, end, verb, use)
            led = over_insertions(self.words, begin, self.grammar)
        subject = self._named(led) or self.subject
        if subject is not None and subject.end + 1 == led:
            return self._led(subject, begin, end, verb, use)
        cut = joint(self.words, begin, self.grammar)
        if cut < 0:
            return None
        if cut <= self.first:
            return self._opened(begin, end, verb, use)
        if subject is not None and self._set_off(subject, use, cut):
            act = self._led(subject, begin, end, verb, use)
            if act is not None:
                return act
        return self._further(begin, end, verb, use, cut)

    def _set_off(self, subject: _Subject, use: Use, cut: int) -> bool:
        """Whether only an aside parts a subject from its verb ("the Assembly, on the proposal of …, decided")."""
        return use != "participle" and self.words[subject.end] == "," and (self.mode is None or cut == subject.end)

    def _further(self, begin: int, end: int, verb: Verb, use: Use, cut: int) -> FoundAct | None:
        """The act of a verb that a joint, beginning at `cut`, connects to an act before it or to what leads to it."""
        if self.mode is None:
            leads_up = use == "finite" and verb.acts_led and self.words[begin - 2] == "," and self._opens_leading()
            return self._found(begin, end, verb, use, begin) if leads_up else None
        if use == "plain" and self.mode == "finite":
            return self._uninflected(begin, end, verb, cut)
        if not self._may_follow(begin, end, verb, use):
            return None
        act = self._found(begin, end, verb, use, cut)
        if act is not None and verb.noun and act.phrase.end == end and self._is_noun(end, use):
            return None
        return act

    def _opens_leading(self) -> bool:
        """Whether the passage opens with what may stand before the verb that comes first ("in the event of …")."""
        return word_after(f" {self.words[self.first :]}", 0)[1] in self.grammar.leading

    def _named(self, begin: int) -> _Subject | None:
        """The issuing body as subject, where its full name stands right before `begin`."""
        start = begin - 1 - len(self.body)
        if not self.body or start < 0 or self.words[start : begin - 1].lower() != self.body:
            return None
        article = self.grammar.article
        if self.words[max(0, start - len(article)) : start].lower() == article:
            start -= len(article)
        return _Subject(start, begin - 1, "finite", True)

    def _found(self, start: int, end: int, verb: Verb, use: Use, cut: int) -> FoundAct | None:
        phrase = verb_phrase(self.words, start, end, verb, use, self.grammar)
        if not verb.bare and phrase.lemma == verb.lemma:
            return None
        act = FoundAct(phrase, cut)
        if act.doubt is None and self.found and self.reported > self.found[-1].phrase.end and not self._fresh(start):
            act.doubt = _REPORTED
        return act

    def _uninflected(self, start: int, end: int, verb: Verb, cut: int) -> FoundAct | None:
        """The act of a verb that lacks its ending but restates what only the body can ("and reaffirm its support")."""
        if verb.force != "reinforcing":
            return None
        act = self._found(start, end, verb, "plain", cut)
        if act is None or act.phrase.end == end:
            return None
        act.doubt = _UNINFLECTED
        return act

    def _opened(self, start: int, end: int, verb: Verb, use: Use) -> FoundAct | None:
        """The act of a verb that opens the paragraph.

        Under a chapeau only a finite verb acts on its own; where that announced it, "to request" acts like "requests",
        and so does "requested" where what the body did is told.
        """
        if self.announced and use == "plain":
            allowed = verb.acts_listed
        elif self.announced and use == "past":
            allowed = self.mode == "past"
        else:
            allowed = use == "finite" if self.nested else use != "plain" or verb.goes_on
        return self._found(start, end, verb, use, start) if allowed else None

    def _passive(self, start: int, end: int, verb: Verb) -> FoundAct | None:
        """The act of a passive that asks ("Member States are encouraged to …")."""
        words, grammar = self.words, self.grammar
        begin, word = word_before(words, over_adverbs(words, start, grammar)[0])
        if word not in grammar.passives or word_before(words, begin)[1] in grammar.relatives:
            return None
        clause = words.rfind(". ", 0, begin) + 2 if self._fresh(start) else self.first
        first = word_after(f" {words[clause:begin]}", 0)[1].lower()
        if first in grammar.relatives and words.find(",", clause, begin) < 0:
            return None  # "When a crew is requested to …"
        return self._found(begin, end, verb, "finite", begin)

    def _carried(self, start: int, use: Use) -> tuple[int, Use]:
        """Where the verb phrase begins, and how it is used once what carries it is counted in."""
        begin, last = over_adverbs(self.words, start, self.grammar)
        carriers = self.grammar.carriers.get(use)
        if carriers is None:
            return begin, use
        carried, other = over_carrier(self.words, begin, last, carriers, self.grammar)
        return (begin, use) if other is None else (carried, other)

    def _fresh(self, index: int) -> bool:
        """Whether a new sentence has begun since the last act; asked from left to right."""
        stop = self.words.rfind(". ", self._stops_seen, index)
        if stop >= 0:
            self._last_stop = stop
        self._stops_seen = max(self._stops_seen, index - 1)
        return bool(self.found) and self._last_stop >= self.found[-1].phrase.end

    def _led(self, subject: _Subject, begin: int, end: int, verb: Verb, use: Use) -> FoundAct | None:
        """The act of a verb with `subject`, if that speaks in a clause of its own and not in one that reports."""
        if use not in ("past", subject.use):
            return None
        before = subject.start - 1
        while before > 0 and self.words[before] == " ":
            before -= 1
        cut = joint(self.words, subject.start, self.grammar)
        if subject.start <= self.first or self.words[before] in _ENDS:
            return self._found(begin, end, verb, use, subject.start if cut < 0 else cut)
        own = self.mode in (None, use) or (subject.own and subject.use == use) or self._fresh(begin)
        return self._found(begin, end, verb, use, cut) if own and cut >= 0 else None

    def _may_follow(self, start: int, end: int, verb: Verb, use: Use) -> bool:
        """Whether a form that a joint connects to an earlier act may be a further act of the body."""
        mode = self.mode
        if not (verb.goes_on or (verb.goes_on_finite and (use == "finite" or self._narrates(end, use)))):
            return False
        if use == mode:
            return True
        if use == "past":
            return mode == "finite" and " " in self.words[start:end] and not self._reports()
        if use == "finite" and self.preambular:
            return mode == "past"
        return mode in _GOING_BEFORE.get(use, ())

    def _narrates(self, end: int, use: Use) -> bool:
        """Whether a form that ends at `end` tells what the body did, in a passage that tells just that."""
        told = use == "past" == self.mode and bool(self.found) and self.found[0].phrase.use == "past"
        return told and word_after(self.words, end)[1] not in self.grammar.after_nouns

    def _reports(self) -> bool:
        """Whether the last act opens a clause that says what is so ("notes that …")."""
        if not self.found:
            return False
        return word_after(self.words, self.found[-1].phrase.end)[1] in self.grammar.relatives

    def _sets_aside(self, index: int) -> bool:
        """Whether what stands after a comma may be an aside ("in this regard", "as appropriate")."""
        if self.words.startswith(self.grammar.insertions, index + 1):
            return True
        _, word = word_after(self.words, index)
        return word in self.grammar.leading or word in self.grammar.adverbs

    def _is_noun(self, end: int, use: Use) -> bool:
        """Whether the words after a form that is also a noun show it to be the noun ("requests from members").

        A comma does where no aside follows it: "within its resources and mandates, the …".
        """
        if use not in ("finite", "plain"):
            return False
        if self.words[end : end + 1] == ",":
            return not self._sets_aside(end + 1)
        follows = word_after(self.words, end)[1] in self.grammar.after_nouns
        return follows and not self.words[end + 1 : end + 60].startswith(self.grammar.insertions)

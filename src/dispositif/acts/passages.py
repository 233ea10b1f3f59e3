"""The acts of one passage: which of its verbs perform an act of the body, and which only report or describe."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from dispositif.acts.gerunds import opens_doing, tells_doings
from dispositif.acts.grammar import Entry, Grammar, Verb
from dispositif.acts.phrases import (
    JOINTS,
    VerbPhrase,
    after_mark,
    joint,
    over_adverbs,
    over_insertions,
    read_as_recommending,
    verb_phrase,
    word_after,
    word_before,
)
from dispositif.acts.wording import CLOSED, Subject, Wording
from dispositif.document import Doubt
from dispositif.languages.schema import Use
from dispositif.passage import Sighting

_TOLD: Final = 2  # words
_LONGEST_TOLD: Final = 1500
_TELLING: Final = ("finite", "past", "plain")
_BRACKETED: Final = re.compile(r"\([^()]*\)")
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
_ASKED: Final = Doubt(
    code="asked-or-own", message="This may be what those who were asked before are to ask, not what the body does here."
)
_NOT_AGREED: Final = Doubt(
    code="in-brackets", message="It stands in square brackets, as do words that are not agreed on."
)
_REPORTED: Final = Doubt(
    code="reported-or-own", message="This may be what a text mentioned before it says, not what the body does here."
)


class FoundAct:
    """An act in a passage: its verb phrase, where the words before it end, and what is not sure of it.

    One that is `appended` is told by a gerund behind verbs of other forms.
    """

    def __init__(self, phrase: VerbPhrase, cut: int) -> None:
        self.phrase = phrase
        self.cut = cut
        self.appended = False
        self.doubt: Doubt | None = _RESTATED if phrase.restates and phrase.force == "reinforcing" else None


class PassageReader(Wording):
    """Reads the words of one paragraph from left to right.

    `preambular` is whether it is a recital; `nested`, whether it stands under a chapeau; `mode` is the use of the verbs
    that its chapeau acts with, in which it may go on; `announced`, whether that chapeau leaves what is decided to it.
    `spoken` is whether that chapeau names but those who speak, who are many ("To this end, we: | (a) Commit to …").
    `bodies` are the issuing body's names in lower case, the whole one first, and `lasts` their last words. In a text of
    the `plural` those who speak name themselves once: "We, the pilots, … | 1. Ask …".
    """

    def __init__(
        self, words: str, grammar: Grammar, bodies: tuple[str, ...], lasts: frozenset[str],
        preambular: bool, nested: bool, mode: Use | None, announced: bool, plural: bool, spoken: bool,
    ) -> None:  # fmt: skip
        super().__init__(words, grammar, bodies)
        self.lasts = lasts
        self.preambular = preambular
        self.nested = nested
        self.mode: Use | None = mode
        self.announced = announced
        self.plural = plural
        self.spoken = spoken
        if announced:
            self.first = self._past_marker()
        self.subject: Subject | None = None
        self.reported = -1
        self.found: list[FoundAct] = []
        self.told: FoundAct | None = None  # the act of the verb in the past that the first may be, read as a state
        self._quotes_seen = self.first
        self._quotes_open = 0
        self._stops_seen = 0
        self._last_stop = -1

    def read(self, sightings: list[Sighting[list[Entry]]]) -> list[FoundAct]:
        """The acts, in order. `sightings` are the verbs and subjects in the words."""
        first = self.first
        if not self.preambular and not (sightings and sightings[0].start <= first):
            self.subject = self._opening_name()
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
                        if entry.use == "state" and entries[-1].use == "past" and start <= first:
                            self.told = self._act(start, end, entries[-1].verb, "past") if entries[-1].verb else None
                        taken = act.phrase.end
                        break
        return self.found

    def names_the_body_last(self) -> bool:
        """Whether the words end with the body, adverbs and a colon: what it did is told in a list ("Leaders also:").

        Where they open with the body, an aside may stand between ("The Board, on the proposal of the pilots:").
        """
        after = self.words[self.subject.end :].rstrip() if self.subject is not None else ""
        if after[-1:] != ":":
            return False
        opens = self.subject is not None and self.subject.start <= self.first and after[0] == ","
        return opens or self.grammar.adverbs.issuperset(after[:-1].split())

    def names_many_last(self) -> bool:
        """Whether the words end with those who speak, who are many, and a colon."""
        return self.names_the_body_last() and self.subject is not None and self.subject.use == "plain"

    def goes_on_in_list(self) -> bool:
        """Whether a passage that tells what the body did goes on so in a list: "welcomed the plan and, therefore:"."""
        words = f"{self.words[:-1]} "
        last = word_before(words, over_insertions(words, len(words), self.grammar))[1]
        joined = last.rstrip(",") in self.grammar.connectives
        return self.mode == "past" and (joined or self.names_the_body_last())

    def _inside_quotes(self, index: int) -> bool:
        """Whether quotation marks stand open at `index`; asked from left to right."""
        words, seen = self.words, self._quotes_seen
        self._quotes_open += words.count("“", seen, index) - words.count("”", seen, index)
        self._quotes_seen = index
        return self._quotes_open > 0

    def _note_subject(self, start: int, end: int, entry: Entry) -> None:
        """Remember a subject, if it is the body and no part of another name ("the World Summit")."""
        before = word_before(self.words, start)[1]
        if before in self.grammar.relatives:
            return
        named = self.words[start].isupper() and before[:1].isupper() and before[-1].isalpha()
        if named and before not in self.grammar.connectives:  # "WHILE | WE AFFIRM"
            return
        if (
            before in self.grammar.after_nouns and self._waits_for_verb()
        ):  # "the Assembly, recalling a plan of | the Board"
            return
        first = self.subject if not self.found else None
        again = first is not None and first.own and first.use == entry.use == "plain"
        if again and first is not None and self.words[first.end] == "," and self.words.find(". ", first.end, start) < 0:
            return  # "We, the Heads of State …, | affirm"
        if entry.own or not self.bodies or any(entry.called in name.split(" ") for name in self.bodies):
            self.subject = Subject(start, end, entry.use, entry.own, entry.pronoun)

    def _waits_for_verb(self) -> bool:
        """Whether a subject stands before an aside, and no verb has come yet."""
        return self.mode is None and self.subject is not None and self.words[self.subject.end] == ","

    def _may_act(self, start: int, entries: list[Entry]) -> bool:
        """Whether a verb after the first may act, by the word before it and its own capital."""
        words = self.words
        if words[start].isupper() and words[start + 1 : start + 2].islower():
            return self._opens_sentence(start) or self._goes_on_in_title(start)
        if words[start - 2] in JOINTS:
            return True
        before = word_before(words, self._past_short_form(start) if words[start - 2] == ")" else start)[1]
        if before in self.grammar.leads or before.lower() in self.lasts:
            return True
        if before[-1:].isdigit():
            return words[after_mark(words, start - 1) - 1] in JOINTS
        if self.found and before in self.grammar.relatives:
            for entry in entries:
                # "which recognizes" may go on with "and calls for"; "which supports" does not
                if entry.use == "finite" and entry.verb is not None and entry.verb.acts_listed:
                    self.reported = start
        return entries[-1].use == "binding"

    def _opens_sentence(self, start: int) -> bool:
        """Whether a sentence or a part of one begins as the first did: "Notes the plan. | Requests the crews to sail".

        The first has a finite verb and no subject.
        """
        words = self.words
        if self.preambular or self.mode != "finite" or not self.found or self.found[0].phrase.start > self.first:
            return False
        if not words[start].isupper() or words[start - 2] not in CLOSED or self.found[0].phrase.use != "finite":
            return False
        return words[words.rfind(" ", 0, start - 2) + 1 : start - 2] not in self.grammar.abbreviations

    def _add(self, act: FoundAct) -> None:
        # "continues" was taken for the verb until what it carries came: "continues to encourage".
        if self.found and self.found[-1].phrase.start == act.phrase.start:
            self.found.pop()
        self.found.append(act)
        if self.mode is None or (act.phrase.use != "state" and act.doubt is not _UNINFLECTED):
            self.mode = act.phrase.use if act.phrase.use != "binding" else self.mode

    def _act(self, start: int, end: int, verb: Verb, use: Use) -> FoundAct | None:
        """The act that `verb` at `start` to `end` performs, or None where it performs none."""
        if start <= self.first:
            return self._opened(start, end, verb, use) if use != "binding" else None
        if use == "binding" or (use == "participle" and self.mode in _TELLING):
            return self._bound(start, end, verb) if use == "binding" else self._appended(start, end, verb)
        if use == "past" and verb.asks and (self._asks(end) or self._tasks(end, verb)):
            asked = self._passive(start, end, verb)
            if asked is not None:
                return asked
        begin = led = start
        form = use
        if self.words[start - 2] not in JOINTS:
            begin, use = self._carried(start, use)
            if begin <= self.first:
                return self._opened(begin, end, verb, use)
            led = over_insertions(self.words, begin, self.grammar)
        return self._behind(begin, led, end, verb, use, form)

    def _behind(self, begin: int, led: int, end: int, verb: Verb, use: Use, form: Use) -> FoundAct | None:
        """The act of a verb behind the first, insertions before it from `led` on; its own `form` may be carried."""
        if use == "finite" and self._opens_sentence(begin):
            noun = verb.noun and self._is_noun(end, use)
            return None if noun else self._found(begin, end, verb, use, begin - 2)
        subject = self._named(led, form) or self.subject
        if subject is not None and subject.end + 1 == led:
            return self._led(subject, begin, end, verb, form if form == subject.use else use)  # "we | do hereby | ask"
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

    def _set_off(self, subject: Subject, use: Use, cut: int) -> bool:
        """Whether only an aside parts a subject from its verb ("the Assembly, on the proposal of …, decided")."""
        return use != "participle" and self.words[subject.end] == "," and (self.mode is None or cut == subject.end)

    def _further(self, begin: int, end: int, verb: Verb, use: Use, cut: int) -> FoundAct | None:
        """The act of a verb that a joint, beginning at `cut`, connects to an act before it or to what leads to it."""
        if self.mode is None:
            leads_up = use == "finite" and verb.acts_led and self.words[begin - 2] == "," and self._opens_leading()
            if not leads_up and self._tells_on(end, verb, use, cut):
                return self._found(begin, end, verb, use, cut)
            return self._found(begin, end, verb, use, begin) if leads_up else None
        if use == "plain" and self.mode == "finite":
            return self._uninflected(begin, end, verb, cut)
        if use == "past" and self.told is not None and not self._is_done_by(end):
            self._retell(self.told)
        if use == "past" and self._is_done_by(end):
            return None
        if not self._may_follow(begin, end, verb, use):
            return self._asks_besides(begin, end, verb, use, cut)
        act = self._found(begin, end, verb, use, cut)
        if act is not None and verb.noun and act.phrase.end == end:
            marked = not self.announced or use != "plain" or word_before(self.words, begin)[1] == self.grammar.marker
            marked = marked or self._asks_further(end)
            return None if not marked or self._is_noun(end, use) else act
        return act

    def _asks_besides(self, begin: int, end: int, verb: Verb, use: Use, cut: int) -> FoundAct | None:
        """The act of a verb that asks a body by its name, behind a comma and after others were asked.

        "We call upon the members to pay, and | task the Board to report": the members may be to task it.
        """
        article = self.grammar.article
        named = end + 1 + len(article)
        names = self.words.startswith(article, end + 1) and self.words[named : named + 1].isupper()
        asks = names and verb.asks and verb.goes_on_finite and use == self.mode == "plain"
        if not (asks and self.words.startswith(",", cut)) or self._reports(begin):
            return None
        act = self._found(begin, end, verb, use, cut)
        if act is not None:
            act.doubt = _ASKED
        return act

    def _retell(self, told: FoundAct) -> None:
        """Read the first verb as one in the past: "Resolved to meet, and | directed the pilots to sail"."""
        if len(self.found) == 1 and not self.preambular:
            self.found, self.mode = [told], "past"
        self.told = None

    def _asks_further(self, end: int) -> bool:
        """Whether a verb with a known thing or body as its object follows one with which a list's item opens.

        "Agree to: 1. Task the Board to mend nets, and | request the pilots to report".
        """
        opens = bool(self.found) and self.found[0].phrase.start <= self.first
        return opens and self.words.startswith(f" {self.grammar.article}", end)

    def _tells_on(self, end: int, verb: Verb, use: Use, cut: int) -> bool:
        """Whether a verb goes on with what the body did first, by a verb that is no act.

        "The Council was briefed on the plan and | instructed the pilots to sail", not "was met by pilots and | invited
        guests"; "The Council has reviewed the plan and | requests the pilots to sail".
        """
        subject, words = self.subject, self.words
        if self.preambular or subject is None or not subject.start <= self.first < cut:
            return False
        told = words[subject.end + 1 : cut].split(" ")
        if use != "past":
            has = (
                use == "finite" and told[0] in self.grammar.auxiliaries and not (verb.noun and self._is_noun(end, use))
            )
            return has and self.grammar.relatives.isdisjoint(word.strip(",") for word in told)
        done = told[0] in self.grammar.passives or told[0].endswith(self.grammar.passive_endings)
        after = word_after(words, end)[1]
        done = done and (after == self.grammar.marker or after not in self.grammar.after_nouns)  # no "welcomed by all"
        if not done or not self.grammar.relatives.isdisjoint(word.strip(",") for word in told):
            return False
        stop = words.find(". ", end)
        asked = words[end : stop if stop >= 0 else len(words)].split(" ")
        return not verb.asks or not frozenset(asked).isdisjoint((self.grammar.marker, self.grammar.clause))

    def _named(self, begin: int, form: Use) -> Subject | None:
        """The issuing body as subject, where one of its names stands right before a verb of this `form` at `begin`.

        Where many speak, its name may be of many or of one. A name that the form does not go with may be a word that
        stands for it: "We, the Ministers" are named "we".
        """
        use: Use = "plain" if self.plural and form == "plain" else "finite"
        if form not in ("past", use):
            return None
        end = begin - 1
        begin = self._past_short_form(begin)
        for name in self.bodies:
            start = begin - 1 - len(name)
            if start < 0 or self.words[start : begin - 1].lower() != name:
                continue
            article = self.grammar.article
            if self.words[max(0, start - len(article)) : start].lower() == article:
                start -= len(article)
            return Subject(start, end, use, True)
        return None

    def _found(self, start: int, end: int, verb: Verb, use: Use, cut: int) -> FoundAct | None:
        if self.words[end : end + 1] == "-" and self.words[end + 1 : end + 2].isalpha():  # "stress-testing of pumps"
            return None
        phrase = verb_phrase(self.words, start, end, verb, use, self.grammar)
        if not verb.bare and phrase.lemma == verb.lemma and not phrase.expresses:
            return None
        if phrase.lemma in self.grammar.recommending:
            read_as_recommending(phrase, self.words, self.grammar)
        act = FoundAct(phrase, cut)
        if act.doubt is None and self._is_bracketed():
            act.doubt = _NOT_AGREED
        if act.doubt is None and self.found and self.reported > self.found[-1].phrase.end and not self._fresh(start):
            act.doubt = _REPORTED
        return act

    def _uninflected(self, start: int, end: int, verb: Verb, cut: int) -> FoundAct | None:
        """The act of a verb that lacks its ending but restates what only the body can ("and reaffirm its support")."""
        if verb.force != "reinforcing":
            return None
        act = self._found(start, end, verb, "plain", cut)
        if act is None or act.phrase.end == end or word_before(self.words, act.phrase.end)[1] in self.grammar.adverbs:
            return None  # "to keep and | maintain highly | reliable lamps"
        act.doubt = _UNINFLECTED
        return act

    def _opened(self, start: int, end: int, verb: Verb, use: Use) -> FoundAct | None:
        """The act of a verb that opens the paragraph.

        Under a chapeau only a finite verb acts on its own; where that announced it, "to request" acts like "requests",
        and so does "requested" where what the body did is told.
        """
        if self.announced and use == "plain":
            allowed = verb.acts_listed or self.spoken or self._expresses(start, end, verb)
        elif self.announced and use in ("past", "state"):
            allowed = (self.mode == "past") == (use == "past")  # "The Board: (a) Encouraged the pilots to sail"
        else:
            allowed = use == "finite" if self.nested else use != "plain" or verb.goes_on or self.plural
        act = self._found(start, end, verb, use, start) if allowed else None
        named = act is not None and self.nested and verb.noun and act.phrase.end == end and self._is_noun(end, use)
        return None if named else act  # "based on: (a) | Requests from members"

    def _bound(self, start: int, end: int, verb: Verb) -> FoundAct | None:
        """The act of a binding word, where it stands in the main clause of a sentence that performs no other act.

        Another that binds may stand before it, in a part of the sentence that a semicolon ends.
        """
        if self.preambular:
            return None
        since = self.found[-1].phrase.end if self.found else self.first
        stop = self.words.rfind(". ", since, start)
        while stop >= 0 and not self.words[stop + 2].isupper():  # "at 10 a.m. on Monday"
            stop = self.words.rfind(". ", since, stop)
        cut = start
        if self.found and stop < 0:
            cut = stop = self.words.rfind("; ", since, start)
            if stop < 0 or self.found[-1].phrase.use != "binding":
                return None
        told = _BRACKETED.sub(
            "", self.words[stop + 2 if stop >= 0 else since : start]
        )  # "(hereafter referred to as …)"
        subject = told.rpartition(",")[2]
        # A sentence that opens with the word says on what condition: "Should the wind turn, the crews will …".
        main = subject != "" and self._is_whole(subject.split(" "))
        return self._found(start, end, verb, "binding", cut) if main else None

    def _appended(self, start: int, end: int, verb: Verb) -> FoundAct | None:
        """The act of a gerund that asks, by which the body goes on: "condemns the theft, | calling upon all to help".

        It does not where a clause tells what others do, nor where it goes on with a text or with other gerunds. Where
        something was asked before, it may belong to that.
        """
        mode = self.mode
        if mode is None or self.preambular or not self.found or not (verb.asks and verb.goes_on):
            return None
        words, grammar, last = self.words, self.grammar, self.found[-1]
        begin = over_adverbs(words, start, grammar)[0]
        if begin - last.phrase.end > _LONGEST_TOLD:
            return None
        cut = joint(words, begin, grammar)
        told = words[last.phrase.end : max(cut, last.phrase.end)].replace(",", "").split(" ")
        if len(told) < _TOLD or told[-1] in grammar.postmodifiers or words.startswith(grammar.adding, cut + 1):
            return None
        asks = last.phrase.verb.asks
        if not grammar.relatives.isdisjoint(told) or tells_doings(told, grammar):
            return None
        if not (asks or last.phrase.force == "deciding" or grammar.texts.isdisjoint(told)):
            return None
        act = self._found(begin, end, verb, mode, cut)
        if act is None or not opens_doing(words, act.phrase.end, asks and not last.appended, grammar):
            return None
        act.appended = True
        if asks and not last.appended:
            act.doubt = _UNINFLECTED
        return act

    def _passive(self, start: int, end: int, verb: Verb) -> FoundAct | None:
        """The act of a passive that asks ("Member States are encouraged to …")."""
        words, grammar = self.words, self.grammar
        led = over_adverbs(words, start, grammar)[0]
        begin, word = word_before(words, led)
        if self._goes_on_from(led):
            return self._found(led, end, verb, "finite", self.found[-1].phrase.end)  # "are invited | and encouraged to"
        opens = begin
        if word in grammar.connectives:  # "were thanked and | invited to"
            thanked, done = word_before(words, begin)
            if not done.endswith(grammar.passive_endings):
                return None
            opens = led
            begin, word = word_before(words, thanked)
        if word not in grammar.passives:
            return None
        before, leads = word_before(words, begin)
        if self._goes_on_from(begin):
            # "are invited | and are asked to"
            return self._found(begin, end, verb, "finite", self.found[-1].phrase.end)
        if leads in grammar.negating:
            return None  # "shall not | be required to"
        if leads in grammar.permitting:  # "as may | be required to pay"
            leads = word_before(words, before)[1]
        if leads in grammar.relatives:
            return None
        bound = self.found[-1].phrase if self.found else None
        if bound is not None and bound.use == "binding" and bound.end == begin - 1:
            return self._found(bound.start, end, verb, "finite", bound.start)  # "shall be requested to"
        fresh = self._fresh(start)
        if not fresh and not self._leads_to(begin) and not self._follows_passive(begin):
            return None
        clause = words.rfind(". ", 0, begin) + 2 if fresh else self.first
        first = word_after(f" {words[clause:begin]}", 0)[1].lower()
        if first in grammar.relatives and words.find(",", clause, begin) < 0:
            return None  # "When a crew is requested to …"
        return self._found(opens, end, verb, "finite", opens)

    def _goes_on_from(self, index: int) -> bool:
        """Whether what stands at `index` is joined to the last verb, an aside between passed over."""
        if not self.found:
            return False
        end = self.found[-1].phrase.end
        past = self._past_aside(end)
        return joint(self.words, index, self.grammar) in (end, past - 1, past)  # before or behind the aside's comma

    def _follows_passive(self, index: int) -> bool:
        """Whether a further subject stands before `index`, joined to a passive: "members are invited to pay, and | the
        pilots | are asked"."""
        if (
            not self.found
            or word_after(f" {self.words[self.found[-1].phrase.start :]}", 0)[1] not in self.grammar.passives
        ):
            return False
        told = self.words[self.found[-1].phrase.end : index].split(" ")
        joined = any(word[-1:] == "," and after in self.grammar.trailing for word, after in pairwise(told[:-2]))
        return joined and self.grammar.relatives.isdisjoint(word.strip(",") for word in told)

    def _leads_to(self, index: int) -> bool:
        """Whether what stands before `index` opens no clause there and is no act that a finite verb ends."""
        if self.mode is None:
            return True
        if not self.found:
            return self.grammar.relatives.isdisjoint(self.words[self.first : index].split(" "))
        told = self.words[self.found[-1].phrase.end : index]
        return self.mode in ("participle", "state") and self.grammar.relatives.isdisjoint(told.split(" "))

    def _fresh(self, index: int) -> bool:
        """Whether a new sentence has begun since the last act; asked from left to right."""
        stop = self.words.rfind(". ", self._stops_seen, index)
        if stop >= 0:
            self._last_stop = stop
        self._stops_seen = max(self._stops_seen, index - 1)
        return bool(self.found) and self._last_stop >= self.found[-1].phrase.end

    def _led(self, subject: Subject, begin: int, end: int, verb: Verb, use: Use) -> FoundAct | None:
        """The act of a verb with `subject`, if that speaks in a clause of its own and not in one that reports."""
        if use not in ("past", subject.use):
            return None
        opens = over_insertions(self.words, subject.start, self.grammar)  # "In this regard | the Council requests"
        before = opens - 1
        while before > 0 and self.words[before] == " ":
            before -= 1
        cut = joint(self.words, subject.start, self.grammar)
        if opens <= self.first or self.words[before] in _ENDS:
            return self._found(begin, end, verb, use, opens if cut < 0 else cut)
        own = self.mode in (None, use) or (subject.own and subject.use == use and not subject.pronoun)
        own = own or self._leads_up(subject, cut)
        if cut < 0 or not (own or self._fresh(begin)) or (subject.pronoun and self._is_told(cut)):
            return None
        if self._is_decided(begin, cut):
            return None
        return self._found(begin, end, verb, use, cut)

    def _leads_up(self, subject: Subject, cut: int) -> bool:
        """Whether all before a subject leads up to what it did: "Recalling its plan, | the Council requested".

        What it did may be told of it by a clause before ("Recalling that, in May, the Council requested").
        """
        if self.preambular or subject.pronoun or not self.found or self.mode not in ("participle", "state"):
            return False
        told = self.words[self.found[-1].phrase.end : cut].split(" ")
        for word, following in pairwise(told):
            if word.rstrip(",") in self.grammar.relatives:
                if word[-1] == "," or following in self.grammar.leading:
                    return False
                self.reported = cut
        return True

    def _is_decided(self, begin: int, cut: int) -> bool:
        """Whether a clause is but what the last act decides, behind an aside ("decides that, in May, | it will meet").

        "hereby" says that more is done.
        """
        if not self.found or self.found[-1].phrase.force != "deciding":
            return False
        comma = self.words.rfind(",", self.found[-1].phrase.end, cut)
        told = comma > 0 and word_before(self.words, comma)[1] in self.grammar.relatives
        return told and self.words[begin : self.words.find(" ", begin)] not in self.grammar.adverbs

    def _is_told(self, cut: int) -> bool:
        """Whether a clause that ends at `cut` stands in one of the last act ("stresses that, if it rains, | they")."""
        if not self.found:
            return False
        told = self.words[self.found[-1].phrase.end : cut].replace(",", "").split(" ")
        relatives = self.grammar.relatives
        return any(told[number] in relatives and told[number - 1] in relatives for number in range(1, len(told)))

    def _may_follow(self, start: int, end: int, verb: Verb, use: Use) -> bool:
        """Whether a form that a joint connects to an earlier act may be a further act of the body."""
        mode = self.mode
        goes_on = verb.goes_on or (verb.goes_on_finite and (use == "finite" or self._narrates(verb, end, use)))
        if not goes_on and not self._is_clear(start, verb, use):
            return False
        if not verb.goes_on and self._closes_aside(start):
            return False
        if use == mode:
            return True
        if use == "plain" and mode == "past":
            return self._speaks_on(start)
        if use == "past":
            return mode == "finite" and " " in self.words[start:end] and not self._reports(start)
        if use == "finite" and self.preambular:
            return mode == "past"
        return mode in _GOING_BEFORE.get(use, ())

    def _speaks_on(self, start: int) -> bool:
        """Whether those who tell what they did go on with what they do: "We agreed on the plan, and | call for funds".

        An infinitive that stands open may go on so: "we agreed to meet and | call for funds".
        """
        if self.subject is None or self.subject.use != "plain" or not self.found:
            return False
        between = self.words[self.found[-1].phrase.end : start].replace(",", "").split(" ")
        return not self._opens_infinitive(between) and self.grammar.relatives.isdisjoint(between)

    def _closes_aside(self, start: int) -> bool:
        """Whether the comma before a verb closes an aside that adds to the subject of a clause, which waits for it.

        "Notes that the fleet, as well as the crews, | continues to grow".
        """
        words = self.words
        comma = words.rfind(",", self.found[-1].phrase.end, start) if self.found else -1
        opened = words.rfind(",", self.found[-1].phrase.end, comma) if comma + 2 == start else -1
        if opened < 0 or not words.startswith(self.grammar.adding, opened + 1):
            return False
        return word_after(words, self.found[-1].phrase.end)[1] in self.grammar.relatives

    def _narrates(self, verb: Verb, end: int, use: Use) -> bool:
        """Whether a form that ends at `end` tells what the body did, in a passage that tells just that."""
        told = use == "past" == self.mode and bool(self.found) and self.found[0].phrase.use == "past"
        stop, after = word_after(self.words, end)
        if verb.adjective and after[:1].islower() and after not in self.grammar.after_adverbs:
            return False  # "welcomed the growth and continued | support"
        if told and after == self.grammar.marker:  # "agreed to | meet", not "agreed to | by members"
            after = word_after(self.words, stop)[1]
        return told and (after not in self.grammar.after_nouns or self._is_in_manner(end))

    def _is_clear(self, start: int, verb: Verb, use: Use) -> bool:
        """Whether a form must be a further act of those who speak: no infinitive or clause stands open for it.

        "We recognize the need and | commit to act", not "we ask them to come and | commit to act".
        """
        fits = verb.goes_on_clear and use == self.mode and (use == "plain" or not verb.goes_on_finite)
        if not (fits and self.found and self.found[-1].phrase.verb.goes_on_finite):
            return False
        between = self.words[self.found[-1].phrase.end : start].replace(",", "").split(" ")
        if verb.goes_on_finite:
            if self._opens_infinitive(between):
                return False
        elif self.grammar.connectives.isdisjoint(between[-2:-1]):  # "…, and | will meet again"
            return False
        return self.grammar.relatives.isdisjoint(between)

    def _reports(self, index: int) -> bool:
        """Whether a clause stands between the last act and `index` that says what is so ("notes the text which …")."""
        told = self.words[self.found[-1].phrase.end : index] if self.found else ""
        return not self.grammar.relatives.isdisjoint(told.split(" "))

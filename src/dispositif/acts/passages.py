"""The acts of one passage: which of its verbs perform an act of the body, and which only report or describe."""

from __future__ import annotations

from typing import NamedTuple

from dispositif.acts.grammar import Form, Grammar
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
from dispositif.languages.schema import SubjectRecord, Use

_ENDS = '.!?”“"'
_RESTATED = Doubt(code="restated-request", message="An earlier request is restated; it may still have to be met.")
_UNINFLECTED = Doubt(
    code="uninflected", message="The verb is not inflected as the others are; it may belong to what was asked before."
)
_REPORTED = Doubt(
    code="reported-or-own", message="This may be what a text mentioned before it says, not what the body does here."
)


class FoundAct(NamedTuple):
    """An act in a passage: its verb phrase, and where the words before it end."""

    phrase: VerbPhrase
    form: Form
    cut: int
    doubts: tuple[Doubt, ...]


class _Subject(NamedTuple):
    start: int
    end: int
    record: SubjectRecord


_BODY = SubjectRecord(words="", own=True)


class PassageReader:
    """Reads the words of one paragraph from left to right.

    `kind` is the paragraph's; `nested` says that it stands under a chapeau; `mode` is the use of the verbs that its
    chapeau acts with, in which it may go on. `body` is the issuing body's name in lower case, or "".
    """

    def __init__(self, words: str, grammar: Grammar, body: str, kind: str, nested: bool, mode: Use | None) -> None:
        self.words = words
        self.grammar = grammar
        self.body = body
        self.kind = kind
        self.nested = nested
        self.mode = mode
        self.last_of_body = body.rpartition(" ")[2]
        self.first = opening(words)
        self.subject: _Subject | None = None
        self.reported = -1
        self._quotes_seen, self._quotes_open = self.first, 0
        self._stops_seen, self._last_stop = 0, -1
        self.found: list[FoundAct] = []

    def read(self) -> list[FoundAct]:
        """The acts, in order."""
        first = self.first
        quoted = "“" in self.words[first:]
        taken = 0
        for start, end, entries in self.grammar.lexicon.find(self.words):
            entry = entries[0]
            if isinstance(entry, SubjectRecord):
                self._note_subject(start, end, entry)
            elif start >= taken and (start <= first or self._may_act(start, entries)):
                if quoted and self._inside_quotes(start):
                    continue
                for form in entries:
                    act = self._act(start, end, form) if isinstance(form, Form) else None
                    if act:
                        self._add(act)
                        taken = act.phrase.end
                        break
        return self.found

    def _inside_quotes(self, index: int) -> bool:
        """Whether quotation marks stand open at `index`; asked from left to right."""
        words, seen = self.words, self._quotes_seen
        self._quotes_open += words.count("“", seen, index) - words.count("”", seen, index)
        self._quotes_seen = index
        return self._quotes_open > 0

    def _note_subject(self, start: int, end: int, record: SubjectRecord) -> None:
        """Remember a subject, if it is the body."""
        if word_before(self.words, start)[1] in self.grammar.relatives:
            return
        if record.own or not self.body or self.body.endswith(self.words[start:end].lower().rpartition(" ")[2]):
            self.subject = _Subject(start, end, record)

    def _may_act(self, start: int, entries: list[Form | SubjectRecord]) -> bool:
        """Whether a verb after the first may act, by the word before it and its own capital."""
        words = self.words
        if words[start].isupper() and words[start + 1 : start + 2].islower():
            return False
        if words[start - 2] in JOINTS or words[after_mark(words, start - 1) - 1] in JOINTS:
            return True
        before = word_before(words, start)[1]
        if before in self.grammar.leads or before == self.last_of_body:
            return True
        if (
            self.found
            and before in self.grammar.relatives
            and any(isinstance(entry, Form) and entry.use == "finite" for entry in entries)
        ):
            self.reported = start
        return False

    def _add(self, act: FoundAct) -> None:
        # "continues" was taken for the verb until what it carries came: "continues to encourage".
        if self.found and self.found[-1].phrase.start == act.phrase.start:
            self.found.pop()
        self.found.append(act)
        if self.mode is None or (act.form.use != "state" and _UNINFLECTED not in act.doubts):
            self.mode = act.form.use

    def _act(self, start: int, end: int, form: Form) -> FoundAct | None:
        """The act that `form` at `start` to `end` performs, or None where it performs none."""
        use = form.use
        if start <= self.first:
            return self._opened(start, end, form)
        if use == "participle" and self.mode == "finite":
            return None
        if use == "past" and form.verb.force == "directive":
            asked = self._passive(start, end, form)
            if asked:
                return asked if self._fresh(start) or self.mode in (None, "participle", "state") else None
        begin, use = self._carried(start, form)
        if use != form.use:
            form = Form(form.verb, use)
        if begin <= self.first:
            return self._opened(begin, end, form)
        led = over_insertions(self.words, begin, self.grammar)
        subject = self._named(led) or self.subject
        if subject and subject.end + 1 == led:
            return self._found(begin, end, form, self._cut(subject)) if self._led(subject, use, begin) else None
        cut = joint(self.words, begin, self.grammar)
        if cut is None:
            return None
        if cut <= self.first:
            return self._opened(begin, end, form)
        aside = subject and self.words[subject.end] == "," and (self.mode is None or cut == subject.end)
        if aside and subject and use != "participle" and self._led(subject, use, begin):
            return self._found(begin, end, form, self._cut(subject))
        return self._further(begin, end, form, cut)

    def _further(self, begin: int, end: int, form: Form, cut: int) -> FoundAct | None:
        """The act of a verb that a joint, beginning at `cut`, connects to an act before it."""
        if self.mode is None:
            return None
        if form.use == "plain" and self.mode == "finite":
            return self._uninflected(begin, end, form, cut)
        if not self._may_follow(begin, end, form, self.mode):
            return None
        act = self._found(begin, end, form, cut)
        return None if act and form.verb.noun and act.phrase.end == end and self._is_noun(end, form.use) else act

    def _named(self, begin: int) -> _Subject | None:
        """The issuing body as subject, where its full name stands right before `begin`."""
        start = begin - 1 - len(self.body)
        if not self.body or start < 0 or self.words[start : begin - 1].lower() != self.body:
            return None
        article = f"{self.grammar.article} "
        if self.words[max(0, start - len(article)) : start].lower() == article:
            start -= len(article)
        return _Subject(start, begin - 1, _BODY)

    def _found(self, start: int, end: int, form: Form, cut: int) -> FoundAct | None:
        phrase = verb_phrase(self.words, start, end, form, self.grammar)
        if not form.verb.bare and phrase.lemma == form.verb.lemma:
            return None
        doubts: tuple[Doubt, ...] = ()
        if phrase.restates and phrase.force == "reinforcing":
            doubts = (_RESTATED,)
        elif self.found and self.reported > self.found[-1].phrase.end and not self._fresh(start):
            doubts = (_REPORTED,)
        return FoundAct(phrase, form, cut, doubts)

    def _uninflected(self, start: int, end: int, form: Form, cut: int) -> FoundAct | None:
        """The act of a verb that lacks its ending but restates what only the body can ("and reaffirm its support")."""
        act = self._found(start, end, form, cut)
        if act is None or form.verb.force != "reinforcing" or act.phrase.end == end:
            return None
        return act._replace(doubts=(*act.doubts, _UNINFLECTED))

    def _opened(self, start: int, end: int, form: Form) -> FoundAct | None:
        """The act of a verb that opens the paragraph; under a chapeau only a finite verb acts on its own."""
        allowed = form.use == "finite" if self.nested else form.use != "plain" or form.verb.further == "all"
        return self._found(start, end, form, start) if allowed else None

    def _passive(self, start: int, end: int, form: Form) -> FoundAct | None:
        """The act of a passive that asks ("Member States are encouraged to …")."""
        if not self.words.startswith(self.grammar.asked, end):
            return None
        begin, word = word_before(self.words, over_adverbs(self.words, start, self.grammar))
        if word not in self.grammar.passives:
            return None
        return self._found(begin, end, Form(form.verb, "finite"), begin)

    def _carried(self, start: int, form: Form) -> tuple[int, Use]:
        """Where the verb phrase begins, and how it is used once what carries it is counted in."""
        begin = over_adverbs(self.words, start, self.grammar)
        carriers = self.grammar.carriers.get(form.use)
        if carriers is None:
            return begin, form.use
        return over_carrier(self.words, begin, carriers, self.grammar) or (begin, form.use)

    def _fresh(self, index: int) -> bool:
        """Whether a new sentence has begun since the last act; asked from left to right."""
        stop = self.words.rfind(". ", self._stops_seen, index)
        if stop >= 0:
            self._last_stop = stop
        self._stops_seen = max(self._stops_seen, index - 1)
        return bool(self.found) and self._last_stop >= self.found[-1].phrase.end

    def _led(self, subject: _Subject, use: Use, begin: int) -> bool:
        """Whether `subject` speaks in a clause of its own, and not in one that reports."""
        record = subject.record
        if use not in ("past", record.form):
            return False
        before = subject.start - 1
        while before > 0 and self.words[before] == " ":
            before -= 1
        if subject.start <= self.first or self.words[before] in _ENDS:
            return True
        if joint(self.words, subject.start, self.grammar) is None:
            return False
        return self.mode in (None, use) or (record.own and record.form == use) or self._fresh(begin)

    def _cut(self, subject: _Subject) -> int:
        """Where the clause before a subject ends."""
        cut = joint(self.words, subject.start, self.grammar)
        return subject.start if cut is None else cut

    def _may_follow(self, start: int, end: int, form: Form, mode: Use) -> bool:
        """Whether a form that a joint connects to an earlier act may be a further act of the body."""
        verb, use = form
        if verb.further == "none" or (verb.further == "finite" and use != "finite"):
            return False
        if use == mode:
            return True
        if use == "finite":
            return mode == "past" or (mode in ("participle", "state") and self.kind == "operative")
        if use == "state":
            return mode == "participle"
        if use == "participle":
            return mode == "state"
        return use == "past" and mode == "finite" and " " in self.words[start:end]

    def _is_noun(self, end: int, use: Use) -> bool:
        """Whether the words after a form that is also a noun show it to be the noun ("requests from members")."""
        _, word = word_after(self.words, end)
        return (
            use in ("finite", "plain")
            and word in self.grammar.after_nouns
            and not self.words[end + 1 : end + 60].lower().startswith(self.grammar.insertions)
        )

"""Paragraphs → acts: what the body does in each, with which verb and force, and how far the verb governs."""

from __future__ import annotations

from typing import NamedTuple

from dispositif.acts.grammar import Form, Grammar, Use, grammar
from dispositif.acts.phrases import (
    JOINTS,
    VerbPhrase,
    joint,
    opening,
    over_carrier,
    over_adverbs,
    sentence_end,
    verb_phrase,
    word_after,
    word_before,
)
from dispositif.document import Act, Doubt, Heading, Paragraph, Verb
from dispositif.languages.schema import SubjectRecord
from dispositif.text import Passage

_READ = ("operative", "preambular")


class _Found(NamedTuple):
    """An act in a passage: its verb phrase, and where the words before it end."""

    phrase: VerbPhrase
    form: Form
    cut: int
    doubts: tuple[Doubt, ...]


def acts(paragraphs: tuple[Paragraph, ...], characters: str, flat: str, heading: Heading, language: str) -> tuple[Act, ...]:
    """The acts of all preambular and operative paragraphs, in order.

    `flat` is `flatten(characters)`. `heading` names the body, whose name may stand before a verb.
    """
    reader = _Reader(grammar(language), heading)
    found: list[Act] = []
    for paragraph in paragraphs:
        if paragraph.kind in _READ:
            passage = Passage(flat, paragraph.start, paragraph.end)
            nested = paragraph.parent is not None and paragraph.kind == "operative"
            found.extend(_acts_of(paragraph, passage, reader.read(passage.words, paragraph.kind, nested), characters,
                                  reader.grammar))  # fmt: skip
    return tuple(found)


def _acts_of(
    paragraph: Paragraph, passage: Passage, found: list[_Found], characters: str, grammar: Grammar
) -> list[Act]:
    """The acts found in one passage, each with its extent: up to the next act or the end of its sentence."""
    words, at = passage.words, passage.at
    made: list[Act] = []
    end = len(words)
    for number in range(len(found) - 1, -1, -1):
        phrase, form, cut, doubts = found[number]
        limit = found[number + 1].cut if number + 1 < len(found) else len(words)
        # Two verbs with one object ("welcomes and encourages the work"): the first governs what the second governs.
        if limit > phrase.end:
            stop = sentence_end(words, phrase.end, limit, grammar)
            end = len(words[:stop].rstrip(" ,;:.–—”\""))
        start, verb_end = at(phrase.start), at(phrase.end)
        verb = Verb(text=characters[start:verb_end], lemma=phrase.lemma, start=start, end=verb_end)
        made.append(
            Act(
                id=f"{paragraph.id}.a{number + 1}",
                paragraph=paragraph.id,
                verb=verb,
                force=phrase.force,
                strength=form.verb.strength,
                start=start,
                end=max(verb_end, at(end)),
                doubts=doubts,
                rule=f"verbs/{form.verb.lemma}",
            )
        )
    made.reverse()
    return made


class _Reader:
    """Reads passages of one document."""

    def __init__(self, grammar: Grammar, heading: Heading) -> None:
        self.grammar = grammar
        self.body = heading.body.text.lower() if heading.body else ""

    def read(self, words: str, kind: str, nested: bool) -> list[_Found]:
        """The acts of one passage, in order."""
        found: list[_Found] = []
        subject: tuple[int, int, SubjectRecord] | None = None
        first = opening(words)
        mode: Use | None = None
        leads = self.grammar.leads
        quoted = words.count("“", first) > 0
        for start, end, entries in self.grammar.lexicon.find(words):
            if isinstance(entries[0], SubjectRecord):
                subject = (start, end, entries[0])
                continue
            if found and start < found[-1].phrase.end:
                continue
            if start > first and words[start - 2] not in JOINTS and word_before(words, start)[1] not in leads:
                continue
            if quoted and words.count("“", first, start) > words.count("”", first, start):
                continue
            for form in entries:
                act = isinstance(form, Form) and self._act(words, start, end, form, first, mode, subject, kind, nested)
                if act:
                    found.append(act)
                    mode = act.form.use if mode is None or act.form.use != "state" else mode
                    break
        return found

    def _act(
        self,
        words: str,
        start: int,
        end: int,
        form: Form,
        first: int,
        mode: Use | None,
        subject: tuple[int, int, SubjectRecord] | None,
        kind: str,
        nested: bool,
    ) -> _Found | None:
        """The act that `form` at `words[start:end]` performs, or None where it performs none."""
        grammar = self.grammar
        start, use, passive = self._carried(words, start, end, form)
        if passive:
            return self._found(words, start, end, Form(form.verb, "finite"), start) if mode is None else None
        form = Form(form.verb, use)
        if start <= first:
            return self._found(words, start, end, form, start) if self._may_open(use, form, kind, nested) else None
        if subject and subject[1] + 1 == start:
            if self._own_sentence(words, subject[0], first, mode, use) and self._agrees(subject[2], use):
                return self._found(words, start, end, form, subject[0])
            return None
        cut = joint(words, start, grammar)
        if cut is None:
            return None
        if cut <= first:
            return self._found(words, start, end, form, start) if self._may_open(use, form, kind, nested) else None
        if mode is None:
            if subject and words[subject[1] : subject[1] + 1] == "," and self._agrees(subject[2], use) and (
                use != "participle" and self._own_sentence(words, subject[0], first, mode, use)
            ):
                return self._found(words, start, end, form, subject[0])
            return None
        if not self._may_follow(words, start, end, form, mode, kind):
            return None
        found = self._found(words, start, end, form, cut)
        if found and form.verb.noun and found.phrase.end == end and self._is_noun(words, end, use):
            return None
        return found

    def _found(self, words: str, start: int, end: int, form: Form, cut: int) -> _Found | None:
        phrase = verb_phrase(words, start, end, form, self.grammar)
        if not form.verb.bare and phrase.lemma == form.verb.lemma:
            return None
        doubts = (
            (Doubt(code="restated-request", message="An earlier request is restated; it may still have to be met."),)
            if phrase.restates and phrase.force == "reinforcing"
            else ()
        )
        return _Found(phrase, form, cut, doubts)

    def _carried(self, words: str, start: int, end: int, form: Form) -> tuple[int, Use, bool]:
        """Where the verb phrase begins, how it is used, and whether it is a passive that asks ("are encouraged to")."""
        grammar, use = self.grammar, form.use
        begin = over_adverbs(words, start, grammar)
        carriers = grammar.carriers.get(use)
        carried = over_carrier(words, begin, carriers, grammar) if carriers else None
        if carried:
            return (*carried, False)
        if use == "past" and form.verb.force == "directive" and words.startswith(grammar.infinitive, end):
            passive, word = word_before(words, begin)
            if word in grammar.passives:
                return passive, use, True
        return begin, use, False

    def _may_open(self, use: Use, form: Form, kind: str, nested: bool) -> bool:
        if use in ("finite", "past", "state"):
            return not (nested and use != "finite")
        if use == "plain":
            return not nested and form.verb.further == "all"
        return not nested

    def _own_sentence(self, words: str, start: int, first: int, mode: Use | None, use: Use) -> bool:
        """Whether the subject at `start` begins a clause of the body's own, not one that reports."""
        if start <= first:
            return True
        before = words[:start].rstrip(" ")
        if before[-1:] in ".!?”“\"":
            return True
        _, word = word_before(words, start)
        if word in self.grammar.relatives:
            return False
        return before[-1:] in ",;:" or word in self.grammar.connectives if mode in (None, use) else False

    def _agrees(self, subject: SubjectRecord, use: Use) -> bool:
        if not subject.own and self.body and subject.words.removeprefix("the ") not in self.body:
            return False
        return use in ("past", subject.form, "finite" if subject.form == "finite" else "plain")

    def _may_follow(self, words: str, start: int, end: int, form: Form, mode: Use, kind: str) -> bool:
        """Whether a form that a joint connects to an earlier act may be a further act of the body."""
        verb, use = form
        if verb.further == "none" or (verb.further == "finite" and use != "finite"):
            return False
        if use == mode:
            return True
        if use == "finite":
            return mode == "past" or (mode in ("participle", "state") and kind == "operative")
        if use == "state":
            return mode == "participle"
        if use == "participle":
            return mode == "state"
        return use == "past" and mode == "finite" and " " in words[start:end]

    def _is_noun(self, words: str, end: int, use: Use) -> bool:
        """Whether the words after a form that is also a noun show it to be the noun ("requests from members")."""
        _, word = word_after(words, end)
        return (
            use in ("finite", "plain")
            and word in self.grammar.after_nouns
            and not words[end + 1 : end + 60].lower().startswith(self.grammar.insertions)
        )

"""What a block's first words say of it: a language's records and verbs, ready to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple, TypeVar

from dispositif.languages import section
from dispositif.languages.schema import ActGrammar, Pattern, StructureRecords, TimeWords, VerbRecord
from dispositif.text import Passage

Part = Literal["formulae", "introductions", "operatives", "conclusions", "annexes", "mastheads", "titles", "closings"]
Use = Literal["finite", "participle", "plain", "past", "state", "recital", "sentence", "subject", "imperative"]
RECITING: frozenset[Use] = frozenset({"participle", "state", "recital"})
ACTING: frozenset[Use] = frozenset({"finite", "sentence"})
FIGURES = "#"
_HEAD = 130  # characters in which an opening shows itself
_LEAD = 100  # characters of a phrase before the subject
_WORD = 40  # characters: no first word is longer
_PLAIN_USES = frozenset({"finite", "participle"})
_EDGES = "\"'“”‘’«»„([*,;:.…"
_OPEN_QUOTES = "\"“«„‘'"


class Opening(NamedTuple):
    """How a paragraph opens; `rule` names the record that says so.

    `use` is the form of the verb that comes first, "recital" for other words that open a preambular paragraph,
    "sentence" for a subject with its verb, "subject" for a subject of the first person whose verb is none of ours,
    "imperative" for a verb that tells somebody what to do.
    """

    use: Use
    rule: str


class Declared(NamedTuple):
    """A number that names the part its paragraph is of: "PP1", "OP2"."""

    kind: Literal["preambular", "operative"]
    label: str
    after: int


class Openings:
    """The opening words of one language."""

    def __init__(self, code: str) -> None:
        self._records = section(code, "structure", StructureRecords)
        grammar = section(code, "grammar", ActGrammar)
        months = section(code, "time", TimeWords).months
        names = sorted((re.escape(name) for calendar in months.values() for name in calendar), key=len, reverse=True)
        self._months = "|".join(names)
        self._parts: dict[Part, dict[str, list[tuple[str, Pattern]]]] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._after_nouns = frozenset(grammar.after_nouns)
        self._adverbs = frozenset(grammar.adverbs)
        self._asides = _by_first_word((words, "") for words in grammar.insertions)
        self._subjects = _by_first_word(
            (subject.words, f"{subject.form} {'own' if subject.own else ''}") for subject in grammar.subjects
        )
        verbs = section(code, "verbs", tuple[VerbRecord, ...])
        self._openings = _by_first_word(_openings(verbs, grammar, self._records))
        self._firsts = self._adverbs.union(self._asides, self._subjects, self._openings)
        marks = self._records.marks
        self._declared = {words.upper(): kind for kind, many in marks.items() for words in many}
        self._declares = tuple(self._declared)

    def part(self, part: Part, flat: str, start: int, end: int) -> str | None:
        """The rule by which the block is, by its opening, of that part; None where it is not."""
        table = self._parts.get(part)
        if table is None:
            table = self._parts[part] = _by_start(getattr(self._records, part))
        if flat[start] in _OPEN_QUOTES and start + 1 < end:
            start += 1
        first = flat[start : start + _WORD].partition(" ")[0].lower().rstrip(".,:;")
        records = table.get(first)
        if records is None:
            records = table.get(FIGURES) if first.lstrip("([")[:1].isdigit() else None
            if records is None:
                return None
        words = Passage(flat, start, end).words
        lower = words[:_LEAD].lower()
        for begins, record in records:
            at = 0 if begins == FIGURES else len(begins)
            if at and not (lower.startswith(begins) and not words[at : at + 1].isalnum()):
                continue
            if not record.then or self._expression(part, record).match(words, at):
                return f"structure/{part}/{record.id}"
        return None

    def _expression(self, part: Part, record: Pattern) -> re.Pattern[str]:
        key = f"{part}/{record.id}"
        compiled = self._compiled.get(key)
        if compiled is None:
            source = record.then.replace("{month}", self._months)
            compiled = self._compiled[key] = re.compile(source, re.IGNORECASE)
        return compiled

    def declared(self, flat: str, start: int, end: int) -> Declared | None:
        """The number that says which part it counts, where the block begins with one."""
        if not flat.startswith(self._declares, start, end):
            return None
        first = flat[start : min(end, start + 12)].partition(" ")[0]
        for words, kind in self._declared.items():
            label = first[len(words) :].strip(".:)")
            if first.startswith(words) and label[:1].isdigit() and label.isalnum():
                after = start + len(first)
                while after < end and flat[after] == " ":
                    after += 1
                return Declared(kind, label, after) if after < end else None
        return None

    def opening(self, flat: str, start: int, end: int) -> Opening | None:
        """How the paragraph opens, where its first words say it."""
        head = flat[start : min(end, start + _HEAD)]
        first = head.partition(" ")[0].lower()
        known = self._openings.get(first)
        if known is not None and len(known) == 1 and len(known[0][0]) == 1 and known[0][1].use in _PLAIN_USES:
            return known[0][1]  # most paragraphs
        if first.strip(_EDGES) in self._firsts:
            found = self._first_verb(head)
            if found:
                return found
        comma = head.find(", ", 0, _LEAD) + 2
        if comma > 1 and head[comma : comma + _WORD].partition(" ")[0] in self._subjects:
            found = self._sentence(_words(head[comma:]))
            if found and found.use == "sentence":
                return found
        rule = self.part("operatives", flat, start, end)
        return Opening("sentence", rule) if rule else None

    def _first_verb(self, head: str) -> Opening | None:
        """The verb that comes first or right after the subject, adverbs and asides passed over."""
        words = _words(head)
        at = self._past(words, 0)
        found = _longest(self._openings, words, at)
        if found and not (found[1].use == "state" and _is_name(head.split(), at)):
            return found[1]
        return self._sentence(words)

    def nominal(self, flat: str, start: int, end: int) -> bool:
        """Whether a block that opens with a verb's form may be a noun and what belongs to it: "Rules for nets"."""
        words = flat[start : min(end, start + _HEAD)].lower().split(None, 2)
        return len(words) == 1 or words[1] in self._after_nouns

    def _past(self, words: list[str], at: int) -> int:
        """Past adverbs and asides, to the word that may be the verb."""
        while at < len(words):
            aside = _longest(self._asides, words, at)
            if aside:
                at += aside[0]
            elif words[at] in self._adverbs:
                at += 1
            else:
                break
        return at

    def _sentence(self, words: list[str]) -> Opening | None:
        """A subject that names the body, and its verb."""
        subject = _longest(self._subjects, words, 0)
        if not subject:
            return None
        form, _, own = subject[1].partition(" ")
        found = _longest(self._openings, words, self._past(words, subject[0]))
        if found and found[1].use in ("past", "state", form):
            return Opening("sentence", found[1].rule)
        return Opening("subject", f"grammar/{' '.join(words[: subject[0]])}") if own and form == "plain" else None


def _words(head: str) -> list[str]:
    """Lower-case words without the punctuation around them."""
    return [word.strip(_EDGES) for word in head.lower().split()]


Value = TypeVar("Value")
Table = dict[str, list[tuple[tuple[str, ...], Value]]]


def _by_first_word(entries: Iterable[tuple[str, Value]]) -> Table[Value]:
    """Phrases by their first word, the longest first."""
    table: Table[Value] = {}
    for phrase, value in entries:
        words = tuple(phrase.lower().split())
        table.setdefault(words[0], []).append((words, value))
    for phrases in table.values():
        phrases.sort(key=lambda entry: -len(entry[0]))
    return table


def _longest(table: Table[Value], words: list[str], at: int) -> tuple[int, Value] | None:
    """The longest phrase that stands at `words[at]`: how many words, and what it stands for."""
    if at < len(words):
        for phrase, value in table.get(words[at], ()):
            if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase), value
    return None


def _openings(
    verbs: Iterable[VerbRecord], grammar: ActGrammar, records: StructureRecords
) -> Iterable[tuple[str, Opening]]:
    """Each form of each verb, and each other phrase that opens a recital."""
    for verb in verbs:
        for use in ("finite", "participle", "plain", "past", "state"):
            opening = Opening(use, f"verbs/{verb.lemma}")
            for form in getattr(verb, use):
                yield form, opening
    for words, use in (*grammar.aspects.items(), *grammar.copulas.items()):
        yield words, Opening(use, f"grammar/{words}")
    for word in records.imperatives:
        yield word, Opening("imperative", f"structure/imperatives/{word}")
    for record in records.recitals:
        for start in record.starts:
            yield start, Opening("recital", f"structure/recitals/{record.id}")


def _is_name(printed: list[str], at: int) -> bool:
    """Whether the word there is half of a name: the next is capitalized too, in a text not all in capitals."""
    return at + 1 < len(printed) and printed[at + 1][:1].isupper() and not printed[at + 1].isupper()


def _by_start(records: Iterable[Pattern]) -> dict[str, list[tuple[str, Pattern]]]:
    """Records by the first word of each of their starts, the longest start first."""
    table: dict[str, list[tuple[str, Pattern]]] = {}
    for record in records:
        for start in record.starts:
            table.setdefault(start.split()[0], []).append((start, record))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


@cache
def openings(code: str) -> Openings:
    """The opening words of language `code`."""
    return Openings(code)

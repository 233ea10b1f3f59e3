"""What a block's first words say of it: the language's records and verbs, ready to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from dispositif.languages import section
from dispositif.languages.schema import ActGrammar, Pattern, StructureRecords, TimeWords, VerbRecord
from dispositif.text import Passage

Part = Literal[
    "formulae", "introductions", "recitals", "operatives", "conclusions", "annexes", "mastheads", "titles"
]
FIGURES = "#"
_HEAD = 120  # characters that are looked at for an opening verb
_EDGES = "\"'“”‘’«»„([*,;:.…"


class Opening(NamedTuple):
    """How a paragraph opens. `use` is a verb form ("finite", "participle" …), "recital", or "sentence" (subject and
    verb); `rule` names the record.
    """

    use: str
    rule: str


class Openings:
    """The opening words of one language."""

    def __init__(self, code: str) -> None:
        self._records = section(code, "structure", StructureRecords)
        grammar = section(code, "grammar", ActGrammar)
        months = section(code, "time", TimeWords).months
        self._months = "|".join(sorted((re.escape(m) for names in months.values() for m in names), key=len, reverse=True))
        self._parts: dict[str, dict[str, list[tuple[str, Pattern]]]] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._adverbs = frozenset(grammar.adverbs)
        self._asides = _by_first_word((words, "") for words in grammar.insertions)
        self._subjects = _by_first_word((subject.words, subject.form) for subject in grammar.subjects)
        self._forms = _by_first_word(_forms(section(code, "verbs", tuple[VerbRecord, ...]), grammar))

    def part(self, part: Part, flat: str, start: int, end: int) -> str | None:
        """The rule by which the block is, by its opening, of that part; None where it is not."""
        table = self._parts.get(part)
        if table is None:
            table = self._parts[part] = _by_start(getattr(self._records, part))
        first = flat[start : start + 40].partition(" ")[0].lower().rstrip(".,:;")
        if first[:1].isdigit():
            first = FIGURES
        records = table.get(first)
        if not records:
            return None
        words = Passage(flat, start, end).words
        lower = words[:60].lower()
        for begins, record in records:
            at = 0 if begins == FIGURES else len(begins)
            if (at == 0 or lower.startswith(begins)) and not words[at : at + 1].isalnum() or not at:
                if not record.then or self._expression(part, record).match(words, at):
                    return f"structure/{part}/{record.id}"
        return None

    def _expression(self, part: str, record: Pattern) -> re.Pattern[str]:
        key = f"{part}/{record.id}"
        compiled = self._compiled.get(key)
        if compiled is None:
            source = record.then.replace("{month}", self._months)
            compiled = self._compiled[key] = re.compile(source, re.IGNORECASE)
        return compiled

    def opening(self, flat: str, start: int, end: int) -> Opening | None:
        """How the paragraph opens, where its first words perform something."""
        printed = flat[start : min(end, start + _HEAD)].split()
        words = [w.strip(_EDGES) for w in " ".join(printed).lower().split()]
        at = self._past(words, 0)
        found = _longest(self._forms, words, at)
        if found and not (found[1].startswith("state") and _is_name(printed, at)):
            return Opening(*found[1].split(" ", 1))
        if self._subjects.get(words[0] if words else ""):
            return self._sentence(words)
        rule = self.part("recitals", flat, start, end)
        if rule:
            return Opening("recital", rule)
        rule = self.part("operatives", flat, start, end)
        return Opening("sentence", rule) if rule else None

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
        subject = _longest(self._subjects, words, 0)
        if not subject:
            return None
        found = _longest(self._forms, words, self._past(words, subject[0]))
        if not found:
            return None
        use, rule = found[1].split(" ", 1)
        return Opening("sentence", rule) if use in ("past", "state") or use == subject[1] else None


def _is_name(printed: list[str], at: int) -> bool:
    """Whether the word there is half of a name: the next is capitalized too, in a text not all in capitals."""
    return at + 1 < len(printed) and printed[at + 1][:1].isupper() and not printed[at + 1].isupper()


Table = dict[str, list[tuple[tuple[str, ...], str]]]


def _by_first_word(entries: Iterable[tuple[str, str]]) -> Table:
    """Phrases by their first word, the longest first."""
    table: Table = {}
    for phrase, value in entries:
        words = tuple(phrase.lower().split())
        table.setdefault(words[0], []).append((words, value))
    for phrases in table.values():
        phrases.sort(key=lambda entry: -len(entry[0]))
    return table


def _longest(table: Table, words: list[str], at: int) -> tuple[int, str] | None:
    """The longest phrase that stands at `words[at]`: how many words, and what it stands for."""
    if at < len(words):
        for phrase, value in table.get(words[at], ()):
            if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase), value
    return None


def _forms(verbs: Iterable[VerbRecord], grammar: ActGrammar) -> Iterable[tuple[str, str]]:
    """Each form of each verb with "use rule"."""
    for verb in verbs:
        rule = f"verbs/{verb.lemma}"
        for use in ("finite", "participle", "plain", "past", "state"):
            for form in getattr(verb, use):
                yield form, f"{use} {rule}"
    for words, use in (*grammar.aspects.items(), *grammar.copulas.items()):
        yield words, f"{use} grammar/{words}"


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

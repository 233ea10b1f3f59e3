"""A language's verbs and act grammar, made ready to search with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, TypeVar

from dispositif.languages import section
from dispositif.languages.patterns import Lexicon
from dispositif.languages.schema import ActGrammar, SubjectRecord, Use, VerbRecord

Value = TypeVar("Value")
# In the order of preference where one spelling is of two uses ("determined").
USES: tuple[Use, ...] = ("finite", "plain", "participle", "state", "past")


class Form(NamedTuple):
    """One printed form of a verb, and how it is used."""

    verb: VerbRecord
    use: Use


class Grammar:
    """What a language knows of acts. One is made for each language, once."""

    def __init__(self, verbs: tuple[VerbRecord, ...], grammar: ActGrammar) -> None:
        entries: list[tuple[str, Form | SubjectRecord]] = [
            (form, Form(verb, use)) for use in USES for verb in verbs for form in getattr(verb, use)
        ]
        entries += [
            (words, subject) for subject in grammar.subjects for words in {subject.words, subject.words.lower()}
        ]
        self.lexicon: Lexicon[Form | SubjectRecord] = Lexicon(entries)
        self.article = grammar.article
        self.adverbs = frozenset(grammar.adverbs)
        # Single words that link clauses may also stand between a verb and its particle ("calls therefore upon").
        self.after_verbs = self.adverbs | {phrase for phrase in grammar.insertions if " " not in phrase}
        self.connectives = frozenset(grammar.connectives)
        self.insertions = grammar.insertions
        self.insertions_by_last = _by_last_word(dict.fromkeys(grammar.insertions, None))
        # By the use of the form that they carry.
        self.carriers: dict[Use, dict[str, list[tuple[str, Use]]]] = {
            "plain": _by_last_word(grammar.aspects),
            "state": _by_last_word(grammar.copulas),
            "past": _by_last_word(grammar.perfects),
        }
        self.passives = frozenset(grammar.passives)
        # A verb later in a sentence can act only after one of these words, or after a mark that joins.
        self.leads = self.adverbs | self.connectives | self.passives | {
            *(last for carriers in self.carriers.values() for last in carriers), *self.insertions_by_last,
            *(subject.words.lower().rpartition(" ")[2] for subject in grammar.subjects),
        }  # fmt: skip
        self.asked = tuple(f" {word} " for word in grammar.asked)
        self.manner_openings = frozenset(words.partition(" ")[0] for words in grammar.manner)
        self.manner = tuple(f" {words} " for words in grammar.manner)
        self.objects = grammar.objects
        self.degrees = frozenset(grammar.degrees)
        self.relatives = frozenset(grammar.relatives)
        self.after_nouns = frozenset(grammar.after_nouns)
        self.restating = frozenset(grammar.restating)
        self.addressing = frozenset(grammar.addressing)
        self.abbreviations = frozenset(grammar.abbreviations)


def _by_last_word(phrases: Mapping[str, Value]) -> dict[str, list[tuple[str, Value]]]:
    """Phrases with their values by the last word of each, the longest phrase first: looked up from right to left."""
    table: dict[str, list[tuple[str, Value]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        table.setdefault(phrase.rpartition(" ")[2], []).append((phrase, phrases[phrase]))
    return table


@cache
def grammar(language: str) -> Grammar:
    """The grammar of `language`. Raises DataError where its files break their form."""
    return Grammar(section(language, "verbs", tuple[VerbRecord, ...]), section(language, "grammar", ActGrammar))

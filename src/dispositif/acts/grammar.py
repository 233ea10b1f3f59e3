"""A language's verbs and act grammar, made ready to search with.

Every set of words holds them as they may be printed (small, capitalized, in capitals), so that no word of a text has to
be turned into small letters before it is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from dispositif.document import Force
from dispositif.languages import section
from dispositif.languages.patterns import Lexicon, spellings
from dispositif.languages.schema import ActGrammar, AddresseeGrammar, MandateGrammar, SubjectRecord, Use, VerbRecord

_ANNOUNCING: Final = 40  # characters: more words after a verb say what is done
_MARKS: Final = " ,:;–—"
_QUOTES: Final = '“"«'
_LONGEST_SUBJECT: Final = 60
# In the order of preference where one spelling is of two uses ("determined").
USES: Final[tuple[Use, ...]] = ("finite", "plain", "participle", "state", "past", "binding")


class Verb:
    """A verb that performs an act, with what the record of it says."""

    def __init__(self, record: VerbRecord, listed: frozenset[str], led: frozenset[str]) -> None:
        self.lemma = record.lemma
        self.force: Force = record.force
        self.strength = record.strength
        self.rule = f"verbs/{record.lemma}"
        self.noun = record.noun
        self.goes_on = record.further == "all"
        self.goes_on_finite = record.further in ("all", "finite")
        self.goes_on_clear = record.further in ("finite", "clear")
        self.by_object = record.by_object
        self.adjective = record.adjective
        self.expresses = record.by_object or record.force == "reinforcing"
        self.asks = record.force == "directive"
        says = record.force in ("directive", "reinforcing")
        self.acts_listed = says or record.lemma in listed
        self.acts_led = says or record.lemma in led
        self.bare = record.bare
        self.particles = {word: lemma for particle, lemma in record.particles.items() for word in spellings(particle)}


class Entry:
    """What a printed form may be: a verb in one of its uses, or (`verb` None) a subject with which a body names itself.

    `own` subjects always mean the issuing body, a `pronoun` does so where it agrees with what the body is told to do.
    The `use` of a subject is that of the verbs that go with it, and `called` is a word of the body's name.
    """

    def __init__(self, verb: Verb | None, use: Use, own: bool = False, pronoun: bool = False, called: str = "") -> None:
        self.verb = verb
        self.use: Use = use
        self.own = own
        self.pronoun = pronoun
        self.called = called


Carriers = dict[str, list[tuple[str, Use]]]


class Grammar:
    """What a language knows of acts. One is made for each language, once."""

    def __init__(
        self, records: tuple[VerbRecord, ...], grammar: ActGrammar, asking: AddresseeGrammar, joints: tuple[str, ...]
    ) -> None:
        listed, led = frozenset(grammar.listed), frozenset(grammar.led)
        verbs = [(record, Verb(record, listed, led)) for record in records]
        entries: list[tuple[str, Entry]] = []
        for use in USES:
            for record, verb in verbs:
                entries += [(form, Entry(verb, use)) for form in getattr(record, use)]
        for subject in grammar.subjects:
            called = subject.called or subject.words.rpartition(" ")[2].lower()
            entry = Entry(None, subject.form, subject.own, subject.pronoun, called)
            entries += [(words, entry) for words in {subject.words, subject.words.lower()}]
        self.lexicon: Lexicon[Entry] = Lexicon(entries)
        self.article = f"{grammar.article} "
        self.marker = asking.infinitive
        self.infinitive = f"{asking.infinitive} "
        self.clause = asking.clause
        self.nominal = frozenset(asking.nominal)
        self.gerund_endings = asking.gerund_endings
        self.passive_endings = asking.passive_endings
        self._announcing = frozenset(grammar.announcing)
        self.adverbs = _printed(grammar.adverbs)
        # Single words that link clauses may also stand between a verb and its particle ("calls therefore upon").
        self.links = _printed(phrase for phrase in grammar.insertions if " " not in phrase)
        self.after_verbs = self.adverbs | self.links
        self.comparing = _printed(grammar.comparing)
        self.after_adverbs = frozenset(grammar.after_adverbs)
        self.connectives = _printed(grammar.connectives)
        self.adding = tuple(f" {words} " for words in grammar.adding)
        self.trailing = frozenset(joints)  # behind a mark, at the end of an item of a list
        self.insertions = grammar.insertions
        self.insertions_by_last = _by_last_word(dict.fromkeys(grammar.insertions, ""))
        # By the use of the form that they carry.
        self.carriers: dict[Use, Carriers] = {
            "plain": _by_last_word(grammar.aspects),
            "state": _by_last_word(grammar.copulas),
            "past": _by_last_word(grammar.perfects),
        }
        self.passives = _printed(grammar.passives)
        self.auxiliaries = frozenset(asking.perfects)
        self.negating = frozenset(asking.negating)
        self.permitting = _printed(grammar.permitting)
        self.leads = self._leads(grammar.subjects)
        # Words of small weight, after which a verb may act that has a capital, as in titles: "We | Do Hereby | Decide".
        self.leads_in_titles = frozenset(
            word.capitalize() for word in (*grammar.adverbs, *grammar.aspects) if " " not in word
        )
        self.asked = tuple(f" {word}{mark}" for word in grammar.asked for mark in " :")
        self.asked_with = {
            lemma: tuple(
                f" {word}{mark}" for word, lemmas in grammar.asked_with.items() if lemma in lemmas for mark in " :"
            )
            for lemma in frozenset(lemma for lemmas in grammar.asked_with.values() for lemma in lemmas)
        }
        self.agents = _printed(asking.agents)
        self.agreeing = tuple(f" {words}" for words in grammar.agreeing)
        self.manner_openings = frozenset(words.partition(" ")[0] for words in grammar.manner)
        self.manner = tuple(f" {words} " for words in grammar.manner)
        self.objects = {word: force for noun, force in grammar.objects.items() for word in spellings(noun)}
        self.degrees = _printed(grammar.degrees)
        self.relatives = _printed(grammar.relatives)
        self.relative_subjects, self.relative_owners = frozenset(grammar.relative_subjects), asking.relative_owners
        self.after_nouns = frozenset(grammar.after_nouns)
        self.restating = _printed(grammar.restating)
        self.addressing = _printed(grammar.addressing)
        self.abbreviations = frozenset(grammar.abbreviations)
        self.leading = _printed(grammar.leading)
        self.texts = _printed(grammar.texts)
        by_lemma = {verb.lemma: verb for _, verb in verbs}
        self.recommending = {
            lemma: by_lemma[asking] for asking, lemmas in grammar.recommending.items() for lemma in lemmas
        }
        self.recommended = tuple(f" {words}" for words in grammar.recommended)
        self.doing = frozenset(asking.verbs)
        self.postmodifiers = frozenset(asking.postmodifiers)
        self.adverb_endings = asking.adverb_endings
        # Words whose infinitive is no doing of somebody else's: "the need | to", "pursuant | to".
        self.holding = frozenset(asking.inclined).union(asking.prepositional)
        self.further_doings = tuple(f", {joint} {self.infinitive}" for joint in joints)

    def opens_plural(self, formula: str) -> bool:
        """Whether those who speak in a formula are many: "We, the pilots of the Concord,"."""
        start = len(formula) - len(formula.lstrip(_QUOTES))
        named = next(iter(self.lexicon.find(formula[: start + _LONGEST_SUBJECT])), None)
        return (
            named is not None and named.start == start and named.seen[0].verb is None and named.seen[0].use == "plain"
        )

    def opens_text(self, after: str) -> bool:
        """Whether a formula with these words after its verb leaves to the text what the body does: "decides that:"."""
        return self.announces(after) or after.strip(_MARKS).lower() == self.clause

    def leaves(self, after: str) -> bool:
        """Whether a chapeau with these words after its verb leaves what it says to its list: "decides | now that:"."""
        return self.announces(after) or after.strip(_MARKS).rpartition(" ")[2].lower() == self.clause

    def announces(self, after: str) -> bool:
        """Whether a chapeau with these words after its verb leaves the doing to what follows: ":", "the following:"."""
        return len(after) <= _ANNOUNCING and after.strip(_MARKS).lower() in self._announcing

    def _leads(self, subjects: Iterable[SubjectRecord]) -> frozenset[str]:
        """The words after which, besides a mark that joins, a verb later in a sentence may act."""
        last = {word for carriers in self.carriers.values() for word in carriers} | set(self.insertions_by_last)
        last |= _printed(subject.words.rpartition(" ")[2] for subject in subjects)
        last |= _printed(subject.words.rpartition(" ")[2].lower() for subject in subjects)
        return frozenset(last | self.adverbs | self.connectives | self.passives)


def _printed(words: Iterable[str]) -> frozenset[str]:
    """Words in every spelling in which they may be printed."""
    return frozenset(spelling for word in words for spelling in spellings(word))


def _by_last_word(phrases: Mapping[str, Use] | Mapping[str, str]) -> dict[str, list[tuple[str, Use]]]:
    """Phrases with their uses by the last word of each, the longest phrase first: looked up from right to left."""
    table: dict[str, list[tuple[str, Use]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        for last in spellings(phrase.rpartition(" ")[2]):
            table.setdefault(last, []).append((phrase, phrases[phrase]))  # type: ignore[arg-type]
    return table


_grammars: dict[str, Grammar] = {}


def grammar(language: str) -> Grammar:
    """The grammar of `language`. Raises DataError where its files break their form."""
    known = _grammars.get(language)
    if known is None:
        records = section(language, "verbs", tuple[VerbRecord, ...])
        asking = section(language, "addressees", AddresseeGrammar)
        joints = section(language, "mandates", MandateGrammar).list_joints
        known = _grammars[language] = Grammar(records, section(language, "grammar", ActGrammar), asking, joints)
    return known

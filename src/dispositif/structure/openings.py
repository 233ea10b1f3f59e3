"""What a block's first words say of it: a language's records and verbs, ready to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, Generic, Literal, NamedTuple, TypeVar, get_args

from dispositif.document import DocumentKind
from dispositif.languages import section
from dispositif.languages.patterns import spellings
from dispositif.languages.schema import (
    ActGrammar,
    HeadingWords,
    Pattern,
    StructureRecords,
    SubjectRecord,
    TimeWords,
    VerbRecord,
)
from dispositif.passage import Passage
from dispositif.structure.numbering import Mark, past_blanks

Part = Literal[
    "formulae", "introductions", "operatives", "conclusions", "annexes", "mastheads", "titles", "closings", "drafts"
]
Use = Literal[
    "finite",
    "participle",
    "plain",
    "past",
    "perfect",
    "state",
    "binding",
    "recital",
    "clause",
    "sentence",
    "subject",
    "imperative",
    "",
]
FIGURES: Final = "#"
GRAMMAR: Final = "grammar/"  # what the rules of words begin with that are no verbs of ours
_HEAD: Final = 130  # characters in which an opening shows itself
_LEAD: Final = 100  # characters of a phrase before the subject
_WORD: Final = 40  # characters: no first word is longer
_DIGITS: Final = "0123456789"
_NOTE: Final = 2  # figures: notes are not so many
_EDGES: Final = "\"'“”‘’«»„([*,;:.…"
_OPEN_QUOTES: Final = "\"“«„‘'"


class Opening:
    """How a paragraph opens; `rule` names the record that says so.

    `use` is the form of the verb that comes first, "recital" for other words that open a preambular paragraph,
    "clause" for what goes on with the verb of a block above: "That pilots be trained",
    "sentence" for a subject with its verb, "subject" for a subject of the first person whose verb is none of ours,
    "imperative" for a verb that tells somebody what to do, "" where the words tell nothing. A paragraph that `acts`
    opens as an act does, one that `recites` as a recital does. A `noun` may be meant where the verb has such a form.
    """

    def __init__(self, use: Use, rule: str, noun: bool = False) -> None:
        self.use: Use = use
        self.rule = rule
        self.noun = noun
        self.acts = use in ("finite", "sentence")
        self.recites = use in ("participle", "state", "recital", "clause")


SILENT: Final = Opening("", "")


class Declared(NamedTuple):
    """A number that names the part its paragraph is of: "PP1", "OP2"."""

    kind: Literal["preambular", "operative"]
    label: str
    after: int


Value = TypeVar("Value")


class Phrase(Generic[Value]):
    """Words in lower case, and what they stand for. `second` is the second word, "" where there is one alone."""

    __slots__ = ("length", "second", "value", "words")

    def __init__(self, words: list[str], value: Value) -> None:
        self.words, self.value, self.length = words, value, len(words)
        self.second = words[1] if len(words) > 1 else ""

    def goes_on(self, words: list[str], at: int) -> bool:
        """Whether the phrase stands at `words[at]`, where its first two words do."""
        if at + self.length > len(words):
            return False
        return all(words[at + ahead].strip(_EDGES) == self.words[ahead] for ahead in range(2, self.length))


Table = dict[str, list[Phrase[Value]]]


Speakers = Table[SubjectRecord]
NO_SPEAKERS: Final[Speakers] = {}


class Openings:
    """The opening words of one language.

    `instruments` are its nouns for kinds of text, in small letters, and kinds; `unended` words with which no line ends,
    `going_on` those with which none begins below one in capitals.
    """

    def __init__(self, code: str) -> None:
        self._records = section(code, "structure", StructureRecords)
        grammar = section(code, "grammar", ActGrammar)
        time = section(code, "time", TimeWords)
        months = time.months
        self._ordinals = time.ordinals
        self._longest_ordinal = max(map(len, time.ordinals), default=0)
        names = sorted((re.escape(name) for calendar in months.values() for name in calendar), key=len, reverse=True)
        self._months = "|".join(names)
        self._parts = {part: _by_start(getattr(self._records, part)) for part in get_args(Part)}
        self._heads = frozenset().union(*self._parts.values())
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._after_nouns = frozenset(grammar.after_nouns)
        self._adverbs = frozenset(grammar.adverbs)
        self._connectives = frozenset(grammar.connectives)
        self._perfects = grammar.perfects
        self._carrying = frozenset(grammar.aspects)
        self._article = f"{grammar.article} "
        self._articles = (self._article.capitalize(), self._article.upper())
        self._asides = _by_first_word([(words, words) for words in grammar.insertions])
        self._pronouns = frozenset(subject.words.lower() for subject in grammar.subjects if subject.pronoun)
        self._subjects = _by_first_word([(subject.words, subject) for subject in grammar.subjects])
        verbs = section(code, "verbs", tuple[VerbRecord, ...])
        self._openings = _by_first_word(_openings(verbs, grammar, self._records))
        self._plain = _plain(self._openings)
        self._firsts = self._adverbs.union(
            self._perfects, self._connectives, self._asides, self._subjects, self._openings
        )
        heading = section(code, "heading", HeadingWords)
        self.instruments = {noun: kind for kind, nouns in heading.kinds.items() for noun in nouns}
        self.unended, self.going_on = frozenset(heading.title_unended), frozenset(heading.title_goes_on)
        self._broken_off = frozenset(self._records.unended)
        titles = sorted((re.escape(title) for title in self._records.persons), key=len, reverse=True)
        self._persons = re.compile(rf"(?<!\w)(?:{'|'.join(titles)})(?!\w)") if titles else None
        marks = self._records.marks
        self._declared = {words.upper(): kind for kind, many in marks.items() for words in many}
        self._initials = "".join(words[0] for words in self._declared)

    def head(self, flat: str, start: int, end: int) -> str:
        """The first word there as the records of the parts know it: FIGURES for a number, "" for any other word."""
        start = past_quote(flat, start, end)
        first = _word(flat, start, start + _WORD).lower().rstrip(".,:;")
        if first in self._heads:
            return first
        return FIGURES if first.lstrip("([")[:1].isdigit() else ""

    def part(self, part: Part, head: str, flat: str, start: int, end: int) -> str | None:
        """The rule by which the block is, by its opening, of that part; None where it is not. `head` is its head."""
        records = self._parts[part].get(head)
        if records is None:
            return None
        if flat[end - 1] in _DIGITS:
            end = before_note(flat, end)
        words = Passage(flat, past_quote(flat, start, end), end).words
        lower = words[:_LEAD].lower()
        for begins, record in records:
            at = 0 if begins == FIGURES else len(begins)
            if at and not (lower.startswith(begins) and not words[at : at + 1].isalnum()):
                continue
            if not record.then or self._expression(part, record).match(words, at):
                return f"structure/{part}/{record.id}"
        return None

    def part_of(self, part: Part, flat: str, start: int, end: int) -> str | None:
        """As `part`, of words whose head is not known yet."""
        head = self.head(flat, start, end)
        return self.part(part, head, flat, start, end) if head else None

    def _expression(self, part: Part, record: Pattern) -> re.Pattern[str]:
        key = f"{part}/{record.id}"
        compiled = self._compiled.get(key)
        if compiled is None:
            source = record.then.replace("{month}", self._months)
            compiled = self._compiled[key] = re.compile(source, re.IGNORECASE)
        return compiled

    def declared(self, flat: str, start: int, end: int) -> Declared | None:
        """The number that says which part it counts, where the block begins with one."""
        bracketed = flat[start] in "(["
        begin = start + bracketed
        if flat[begin : begin + 1] not in self._initials:
            return None
        first, _, second = flat[begin : min(end, begin + 12)].partition(" ")
        for words, kind in self._declared.items():
            printed = f"{first} {second.partition(' ')[0]}" if first == words else first  # "OP 1" and "OP1"
            label = printed[len(words) :].strip(" .:)")
            if first.startswith(words) and label[:1].isdigit() and label.isalnum():
                after = begin + len(printed)
                after = past_blanks(flat, after, end)
                again = _word(flat, after, end)
                if again.lower().rstrip(".:") in self._records.alternatives:  # "OP3 alt. Requests"
                    after = past_blanks(flat, after + len(again), end)
                return Declared(kind, label, after) if after < end else None
        return None

    def ordinal(self, flat: str, start: int, end: int) -> Mark | None:
        """The ordinal word that the block begins with as its number: "First: To sail"."""
        colon = flat.find(":", start, start + self._longest_ordinal + 1)
        value = self._ordinals.get(flat[start:colon].lower()) if colon >= 0 else None
        if value is None:
            return None
        after = past_blanks(flat, colon + 1, end)
        return Mark(flat[start:colon], ":", (("ordinal", value),), after) if after < end else None

    def speakers(self, names: Iterable[str]) -> Speakers:
        """Subjects that are names of a text's own body, in small letters: "the contact group"."""
        own = [SubjectRecord(words=f"{prefix}{name}", own=True) for name in names for prefix in ("", self._article)]
        return _by_first_word([(subject.words, subject) for subject in own])

    def opening(self, flat: str, start: int, end: int, speakers: Speakers = NO_SPEAKERS) -> Opening:
        """How the paragraph opens, where its first words say it; `speakers` are the text's own subjects."""
        limit = min(end, start + _HEAD)
        space = flat.find(" ", start, limit)
        first = flat[start : space if space >= 0 else limit]
        plain = self._plain.get(first)
        if plain is not None:
            return plain  # most paragraphs
        word = first.lower().strip(_EDGES)
        if word in self._firsts or word in speakers:
            found = self._first_verb(flat[start:limit], speakers)
            if found is not None:
                return found
        comma = flat.find(", ", start, min(limit, start + _LEAD)) + 2
        if comma > 1 and _word(flat, comma, min(limit, comma + _WORD)) in self._subjects:
            found = self._sentence(flat[comma:limit].lower().split(), speakers)
            if found is not None and found.use == "sentence":
                return found
        head = self.head(flat, start, end)
        rule = self.part("operatives", head, flat, start, end) if head else None
        return Opening("sentence", rule) if rule else SILENT

    def acts_later(self, flat: str, start: int, end: int, speakers: Speakers = NO_SPEAKERS) -> bool:
        """Whether a sentence behind the first begins with an act: "The Group met in May. It called upon the pilots"."""
        stop = flat.find(". ", start, end)
        while stop >= 0:
            opening = self.opening(flat, stop + 2, end, speakers)
            if opening.acts and not opening.rule.startswith(GRAMMAR):
                return True
            stop = flat.find(". ", stop + 2, end)
        return False

    def points_back(self, flat: str, start: int, end: int) -> bool:
        """Whether the paragraph opens with a pronoun for those who spoke before: "They also urged"."""
        return _word(flat, start, end).lower() in self._pronouns

    def _first_verb(self, head: str, speakers: Speakers) -> Opening | None:
        """The verb that comes first or right after the subject, adverbs and asides passed over."""
        words = head.lower().split()
        joined = words[0] in self._connectives
        at = self._past(words, int(joined))
        found = _longest(self._openings, words, at)
        if found is None and at < len(words) and self._perfects.get(words[at]) == "plain":
            return self._perfect(words, at)
        if joined and not (found is not None and found.value.recites):
            # "and requests" goes on with what stands before it, "And recalling" recites, "And request:" opens a list
            if found is not None and found.value.use in ("finite", "plain") and words[-1][-1] == ":":
                return found.value if at + found.length == len(words) else None
            return self._sentence(words, speakers)
        if found is not None and not (found.value.use == "state" and _is_name(head.split(), at)):
            return found.value
        return self._sentence(words[at:], speakers)  # "Today we reaffirm"

    def _perfect(self, words: list[str], at: int) -> Opening | None:
        """What the body has done, which a formula has named: "Have agreed as follows:"."""
        found = _longest(self._openings, words, self._past(words, at + 1))
        return Opening("perfect", found.value.rule) if found is not None and found.value.use == "past" else None

    def nominal(self, flat: str, start: int, end: int) -> bool:
        """Whether a block that opens with a verb's form may be a noun and what belongs to it: "Rules for nets"."""
        words = flat[start : min(end, start + _HEAD)].lower().split(None, 2)
        return len(words) == 1 or words[1] in self._after_nouns

    def instrument_named(self, flat: str, start: int, end: int) -> DocumentKind | None:
        """Which kind of instrument a line above the text says that it is: "Chairman's Statement of the Summit"."""
        words = (word for word in flat[start:end].split() if word[0].isupper())
        return next((kind for word in words if (kind := self.instruments.get(word.strip(_EDGES).lower()))), None)

    def is_unended(self, flat: str, start: int, end: int) -> bool:
        """Whether a line ends as no title does: "Meeting of the Ministers | of"."""
        return flat[max(start, end - _WORD) : end].rpartition(" ")[2] in self.unended

    def breaks_off(self, flat: str, start: int, end: int) -> bool:
        """Whether a block ends with a word that no paragraph ends with: "a report on the implementation of"."""
        return flat[max(start, end - _WORD) : end].rpartition(" ")[2].lower() in self._broken_off

    def follows_noun(self, word: str) -> bool:
        """Whether a word goes on with the noun before it: "of", "on"."""
        return word.lower() in self._after_nouns

    def names_person(self, flat: str, start: int, end: int) -> bool:
        """Whether the title of a person stands there: "Belmar: H.E. Arca Agi, Minister of Ports"."""
        return self._persons is not None and self._persons.search(flat, start, end) is not None

    def _past(self, words: list[str], at: int) -> int:
        """Past adverbs and asides, to the word that may be the verb."""
        while at < len(words):
            aside = _longest(self._asides, words, at)
            if aside is not None:
                at += aside.length
            elif words[at].strip(_EDGES) in self._adverbs:
                at += 1
            else:
                break
        return at

    def _sentence(self, words: list[str], speakers: Speakers) -> Opening | None:
        """A subject that names the body, and its verb."""
        subject = _longest(self._subjects, words, 0) or _longest(speakers, words, 0)
        if subject is None:
            return None
        form = subject.value.form
        at = self._past(words, subject.length)
        if at < len(words) and self._perfects.get(words[at]) == form:
            at = self._past(words, at + 1)  # "we have agreed"
        found = _longest(self._openings, words, at)
        if found is not None and words[at] in self._carrying:
            found = _longest(self._openings, words, self._past(words, at + 1)) or found  # "we do | hereby decide"
        if found is not None and found.value.use in ("past", "state", form) and self._says(found, words, at):
            return Opening("sentence", found.value.rule)
        if subject.value.own and form == "plain":
            return Opening("subject", GRAMMAR + " ".join(subject.words))
        return None

    def _says(self, found: Phrase[Opening], words: list[str], at: int) -> bool:
        """Whether the verb says what the body does: "was" alone tells of its meeting, as in "was opened by"."""
        if found.value.use != "past" or not found.value.rule.startswith(GRAMMAR):
            return True
        carried = _longest(self._openings, words, self._past(words, at + found.length))
        return carried is not None and carried.value.use in ("state", "plain")


def _word(flat: str, start: int, limit: int) -> str:
    """What stands there up to the next space."""
    space = flat.find(" ", start, limit)
    return flat[start : space if space >= 0 else limit]


def before_note(flat: str, end: int) -> int:
    """`end`, or where the mark of a note begins that stands against a comma or its like: "The Board,1"."""
    place = end
    while place and end - place < _NOTE and flat[place - 1].isdigit():
        place -= 1
    return place if 0 < place < end and flat[place - 1] in ",;:" else end


def past_quote(flat: str, start: int, end: int) -> int:
    """Where the words begin behind a quotation mark that may open the block."""
    return start + 1 if flat[start] in _OPEN_QUOTES and start + 1 < end else start


def _by_first_word(entries: Iterable[tuple[str, Value]]) -> Table[Value]:
    """Phrases by their first word, the longest first."""
    table: Table[Value] = {}
    for printed, value in entries:
        words = [word.strip(_EDGES) for word in printed.lower().split()]  # "the Friends’ Group", as it is looked up
        table.setdefault(words[0], []).append(Phrase(words, value))
    for phrases in table.values():
        phrases.sort(key=lambda phrase: -phrase.length)
    return table


def _longest(table: Table[Value], words: list[str], at: int) -> Phrase[Value] | None:
    """The longest phrase that stands at `words[at]`."""
    phrases = table.get(words[at].strip(_EDGES)) if at < len(words) else None
    if phrases is None:
        return None
    second = words[at + 1].strip(_EDGES) if at + 1 < len(words) else ""
    for phrase in phrases:
        if phrase.length == 1 or (phrase.second == second and phrase.goes_on(words, at)):
            return phrase
    return None


def _plain(table: Table[Opening]) -> dict[str, Opening]:
    """Verbs that need no second look, by the word as it may be printed."""
    plain: dict[str, Opening] = {}
    for word, phrases in table.items():
        opening = phrases[0].value
        if len(phrases) == 1 and phrases[0].length == 1 and opening.use in ("finite", "participle"):
            plain.update(dict.fromkeys(spellings(word), opening))
    return plain


def _openings(
    verbs: Iterable[VerbRecord], grammar: ActGrammar, records: StructureRecords
) -> Iterable[tuple[str, Opening]]:
    """Each form of each verb, and each other phrase that opens a recital."""
    for verb in verbs:
        for use in ("finite", "participle", "plain", "past", "state"):
            opening = Opening(use, f"verbs/{verb.lemma}", verb.noun)
            for form in getattr(verb, use):
                yield form, opening
    for words, use in (*grammar.aspects.items(), *grammar.copulas.items()):
        yield words, Opening(use, GRAMMAR + words)
    for word in records.imperatives:
        yield word, Opening("imperative", f"structure/imperatives/{word}")
    for record in records.recitals:
        for start in record.starts:
            yield start, Opening("recital", f"structure/recitals/{record.id}")
    for word in records.clauses:
        yield word, Opening("clause", f"structure/clauses/{word}")


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

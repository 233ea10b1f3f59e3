"""What a language knows of mandates, made ready to search with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from dispositif.authorities import Actors, actors
from dispositif.document import Verb
from dispositif.languages import section
from dispositif.languages.patterns import Construction, Found, Lexicon, Patterns, spellings
from dispositif.languages.schema import (
    ActGrammar,
    AddresseeGrammar,
    DeliverableRecord,
    MandateGrammar,
    Pattern,
    VerbRecord,
)
from dispositif.languages.time import Calendar, alternatives, calendar

TASKING: Final = ("directive", "deciding")
"""The forces of the acts that set somebody to work."""
FIRST: Final = "first"
"""The kind of the deadlines that are the first time of what recurs."""
_MOST_CIRCUMSTANCES: Final = 100  # in one act: more is no sentence, and would cost its square
_LEADING: Final = " ,;"
_COMMA: Final = ", "
_OPENING: Final = 80  # characters in which a doing shows itself to be none
_PREPOSITION: Final = 2  # words
_CLAUSE: Final = 200  # characters in which a clause shows its verb
_SHOWN: Final = 6  # words by which a doing shows itself to be none
_CIRCUMSTANCES: Final = ("partners", "conditions", "deadlines", "recurrences", "dependencies")


class Clue:
    """A word that speaks for deliverables: the records it is a thing of, a verb of, or says alone."""

    def __init__(
        self,
        thing: tuple[DeliverableRecord, ...],
        by: tuple[DeliverableRecord, ...],
        alone: tuple[DeliverableRecord, ...],
    ) -> None:
        self.thing = thing
        self.by = by
        self.alone = alone


class Asking:
    """What a verb makes of its object: whether it asks others, whether a thing may be its object, what opens the duty.

    `tasks` is whether the duty always stands after one of `duties` ("tasks the pilots | with a survey"); `clause` is
    what opens a clause that tells of it ("reminds the pilots | that …"), or "". Whom it names are not asked where
    something is to be `done_to` them ("calls for the crews to be freed"), nor what a text that it `submits` only tells.
    """

    def __init__(
        self, others: bool, things: bool, tasks: bool, duties: tuple[str, ...], clause: str, done_to: bool,
        submits: bool,
    ) -> None:  # fmt: skip
        self.others = others
        self.things = things
        self.tasks = tasks
        self.duties = duties
        self.clause = clause
        self.done_to = done_to
        self.submits = submits


class Grammar:
    """The mandate grammar of one language. One is made for each language, once."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.calendar: Calendar = calendar(language)
        self.tasks = section(language, "mandates", MandateGrammar)
        self.reported = frozenset(self.tasks.reported)
        self.sending = frozenset(self.tasks.sending)
        self._lasting = tuple(f"{words} " for words in self.tasks.lasting)
        self.terming = frozenset(self.tasks.terming)
        self.determiners = tuple(f" {word} " for word in self.tasks.determiners)
        self.introducing = tuple(f" {word} " for word in self.tasks.introducing)
        self.introductions = tuple(f"{word} " for word in self.tasks.introducing)
        self.task_joints = self.tasks.task_joints
        self.group_joints = self.tasks.group_joints
        self.thing_joints = [
            (joint, f"{article} ") for joint in self.tasks.thing_joints for article in self.tasks.introducing
        ]
        words = self.words = section(language, "addressees", AddresseeGrammar)
        self.infinitive = f" {words.infinitive} "
        self.marker = f"{words.infinitive} "
        self.markers = (self.marker, *(f"{word} {self.marker}" for word in words.negating))
        self.closing_infinitive = f" {words.infinitive}"
        self.closing_infinitives = (self.closing_infinitive, self.closing_infinitive.upper())
        self.infinitive_list = f" {words.infinitive}:"
        self.infinitive_aside = f" {words.infinitive}, "
        self.joins = frozenset(words.joins)
        self.clause = f"{words.clause} "
        self.clause_openings = (self.clause, f"{words.clause},")
        self.prepositional = frozenset(words.prepositional)
        self.half_prepositional = frozenset(words.half_prepositional)
        self.nominal = frozenset(words.nominal)
        self.inclined = frozenset(words.inclined)
        self.pro_infinitives = words.pro_infinitives
        self.manner = frozenset(words.qualifying)
        self.qualifying = self.manner | frozenset(words.negating)
        self.modals = frozenset(words.modals)
        self.binding = frozenset(words.binding)
        self._stating = self.binding.union(self.tasks.stating)
        self.verbal = self.modals | frozenset(words.verbs)
        self.inflected = frozenset(
            f"{verb.removesuffix(whole)}{ending}"
            for verb in frozenset(words.verbs).difference(words.abstract, words.heads)
            for ending, whole in words.verb_endings.items()
            if verb.endswith(whole)
        ).difference(words.heads, words.abstract)
        # After these a word that may be a verb is one.
        self.opening = self.modals | self.manner | {"", words.infinitive}
        self.bare = frozenset(("", words.clause, *words.modals))  # what leaves all of the doing to a list
        self.passives = frozenset(words.passives)
        self.links = tuple(f"{link} " for link in words.links)
        self.word_joins = tuple(f" {join} " for join in words.joins)
        self.waiting_joins = tuple(f" {join}, " for join in words.joins)
        self.joining = tuple(f"{join} " for join in (*words.joins, *words.parts))
        self.closing_joins = tuple(f" {join}" for join in words.joins if " " in join)
        self.parts = frozenset(words.parts)
        self.asides = frozenset(words.asides)
        self.short_asides = frozenset(words.short_asides)
        self.postmodifiers = frozenset(words.postmodifiers)
        self.correlatives = frozenset(words.correlatives)
        self.articles = frozenset(words.articles)
        self._small_words = self.articles | {words.infinitive, words.clause}
        self.modifying = self.postmodifiers - self.articles  # "other" may but stand for an article
        self._pronouns = dict(words.pronouns)
        self._demonstratives = frozenset(words.demonstratives)
        # Prepositions and relatives, which no name ends with or, alone, begins with.
        self.dangling = (self.postmodifiers & self.asides) - frozenset(words.adjectives)
        self.heading = self.dangling - {words.infinitive}
        self.distributive = frozenset(words.distributive)
        self.national_offices = frozenset(words.national_offices)
        self.envoys = frozenset(words.envoys)
        self.heads = frozenset(words.heads)
        self.abstract = frozenset(words.abstract)
        self.adjectives = frozenset(words.adjectives)
        self.honorifics = frozenset(words.honorifics)
        self.kindred = frozenset(words.kindred)
        self.doings = frozenset(words.doings)
        self.undoing = frozenset(words.undoing)
        self.agents = tuple(f" {word} " for word in words.agents)
        self.ways = frozenset(words.ways)
        self.examples = tuple(f" {one} " for one in words.examples)
        self.genitives = tuple(f"{mark} " for mark in words.genitives)
        self.possessors = tuple(f" {word} " for word in words.possessors)
        # The possessor that opens no aside, where there is one.
        self.belonging = next((f"{word} " for word in words.possessors if word not in self.asides), "\0")
        self.given = frozenset(words.given)
        self.givers = tuple(f" {word} " for word in words.givers)
        self.duties_of = tuple(f"{duty} " for duty in words.duties_of)
        self.duties_behind = words.duties_behind
        self._own_duties = tuple(f" {of} {own} " for of in words.possessors[:1] for own in words.owners)
        self._told_duties = (*self._own_duties, *(f" {told} " for told in self.tasks.told))
        self.given_duties = tuple(f" {word} " for word in self.tasks.tasking_prepositions)
        self._asking: dict[tuple[str, str], Asking] = {}
        verbs = section(language, "verbs", tuple[VerbRecord, ...])
        self._biddings = _biddings(verbs, self.tasks.empowering)
        self.enabling = frozenset(self.tasks.enabling).union(self._biddings)
        self._narrating = _narrating(verbs)
        self._pointed = f" {self.tasks.pointed}" if self.tasks.pointed else "\0"
        self.enclosing = frozenset(self.tasks.enclosing)
        self._means = tuple(f" {one}" for one in self.tasks.means)
        self._manners = (*self.tasks.manners, *(f" {part}" for part in words.parts))
        self._refraining = frozenset((*self.tasks.refraining, *words.negating))
        # Purposes that open an aside: "in order to".
        self.aims = tuple(
            f"{one.strip()} " for one in self.tasks.purposes if one.strip().partition(" ")[0] in self.asides
        )
        self._list_joints = tuple(f" {word}" for word in self.tasks.list_joints)
        # The only groups are what joins. Each branch begins with a sign: what else there is, is passed over quickly.
        initials = "".join(sorted({word[0] for phrase in (*words.parts, *words.joins) for word in spellings(phrase)}))
        one = rf"(?=[{re.escape(initials)}])" if initials else ""
        word = rf"{one}(?:(?:{_any(words.parts)})|({_any(words.joins)}))(?=[ ,]),? ?"
        self.separator = re.compile(rf" {word}|,(?: {word}| ?)")
        acts = section(language, "grammar", ActGrammar)
        self.article = f"{acts.article} "
        self.passive_subjects = frozenset(acts.passives)
        self._being = self.passive_subjects.difference(words.passives)
        self._viewed = self._being.union(words.perfects)
        self._clausal = frozenset(acts.relatives)
        self._settled = frozenset(self.tasks.settled)
        self._promised = frozenset(noun for noun, force in acts.objects.items() if force == "deciding")
        self.adverbs = frozenset(acts.adverbs)
        self._beside = self.adverbs.union(words.negating)  # what may stand beside a verb
        self.charged = frozenset(self.tasks.charged)
        self.undergone = frozenset(self.tasks.undergone)
        self.founding = frozenset(self.tasks.founding)
        self.definitions = tuple(words.definitions)
        self.insertions = frozenset(acts.insertions)
        # Those that end a name; of these, those that are more than a preposition ("in addition" to).
        closing = tuple(f" {phrase}" for phrase in (*acts.insertions, *words.reservations) if " " in phrase)
        self.whole_insertions = tuple(phrase for phrase in closing if phrase.count(" ") > _PREPOSITION)
        # By their first two letters, and by their last words: most of what stands there is told from them so.
        self._idle_by_opening = _by_key((phrase[:2], phrase) for phrase in self.tasks.idle)
        self.insertions_by_opening = _by_key((phrase[:2], phrase) for phrase in acts.insertions)
        self.insertions_by_last = _by_key((phrase.rpartition(" ")[2], phrase) for phrase in closing)
        self.link_openings = frozenset(link[:2] for link in self.links)
        self._circumstances = Patterns(_records(language), self.calendar.slots)
        further = Pattern(id="mandates/further-date", starts=(), then=self.tasks.further_date)
        self.further_date = Construction(further, self.calendar.slots)
        self.clues: Lexicon[Clue] = Lexicon(_clues(section(language, "deliverables", tuple[DeliverableRecord, ...])))

    def asking(self, force: str, lemma: str) -> Asking:
        """What a verb makes of its object."""
        known = self._asking.get((force, lemma))
        if known is None:
            tasks, telling = lemma in self.tasks.tasking, lemma in self.tasks.telling
            known = self._asking[force, lemma] = Asking(
                others=force != "deciding" or lemma in self.tasks.empowering,
                things=force != "directive" or lemma in self.tasks.wishing,
                tasks=tasks,
                duties=self.given_duties if tasks else self._told_duties if telling else self._own_duties,
                clause=f" {self.clause}" if telling else "",
                done_to=lemma in self.tasks.demanding,
                submits=force == "directive" and lemma in self.tasks.submitting,
            )
        return known

    def settles(self, verb: Verb) -> bool:
        """Whether the body does a thing by saying so: "declares", not "declares its readiness"."""
        return verb.lemma in self._settled and verb.text.rpartition(" ")[2] not in self._promised

    def binds(self, doing: str) -> bool:
        """Whether what somebody shall do is a doing: "shall report", not "shall be eligible"."""
        phrase = next((one for one in self.tasks.binding_phrases if doing.startswith(f"{one} ")), "")
        words = [
            word
            for word in doing.removeprefix(phrase.removesuffix(self.words.infinitive)).split(" ", _SHOWN)
            if word not in self._beside
        ]
        is_state = words[1:2] != [] and words[1] in self.tasks.standing
        return not is_state or not self.charged.isdisjoint(words[2:3]) or self.announces(doing.rstrip(":;. ").lower())

    def states(self, clause: str) -> bool:
        """Whether a clause says what is to be so, and nothing to do: "the fund will be subject to …"."""
        words = [word for word in clause[:_CLAUSE].split(" ") if word not in self._beside]
        place = next((place for place, word in enumerate(words) if word in self._stating), len(words))
        said, what = words[place + 1 : place + 2], "".join(words[place + 2 : place + 3]).rstrip(",")
        bids = what == self.words.infinitive and not self.verbal.isdisjoint(words[place + 3 : place + 4])
        done = what.endswith(self.words.passive_endings) or what in self.charged or bids
        return bool(said) and said[0] in self.tasks.standing and not done

    def opens_clause(self, words: str) -> bool:
        """Whether an item of a list is a clause, in small letters or with a capital: "That | the Board report"."""
        return words[: len(self.clause)].lower() == self.clause

    def tells_being(self, sentence: str) -> bool:
        """Whether a sentence says by its main verb what is: "Lamps | are | dear", not "Lamps that | are | lit"."""
        return self._tells_by(self._being, sentence)

    def tells_view(self, clause: str) -> bool:
        """Whether a clause says by its main verb what is, or was done: "lamps | were | vital", "boats | had | sunk".

        "Lamps are to be lit" says what is to be done.
        """
        bids = any(f" {phrase} " in clause for phrase in self.tasks.binding_phrases)
        return not bids and self._tells_by(self._viewed, clause)

    def _tells_by(self, verbs: frozenset[str], sentence: str) -> bool:
        """Whether one of these is the main verb of a sentence."""
        for number, word in enumerate(sentence[:_CLAUSE].split(" ")):
            if word in verbs:
                return number > 0
            if word.lower() in self._clausal or word[-1:] in (",", ";", ":"):
                break
        return False

    def only_states(self, clause: str) -> bool:
        """Whether a clause says so of one thing alone, and binds nobody besides: "the dues shall not apply to …".

        What a thing shall have or comprise is to be seen to by somebody.
        """
        words = [word for word in clause.split(" ") if word not in self._beside]
        bound = [place for place, word in enumerate(words) if word in self._stating]
        if len(bound) != 1 or words[bound[0] - 1] in self.tasks.relatives or not self.states(clause):
            return False
        said, what = words[bound[0] + 1], "".join(words[bound[0] + 2 : bound[0] + 3])
        return said in self.passives or what in self.postmodifiers or what.endswith(self.words.adverb_endings)

    def narrates(self, verb: str) -> bool:
        """Whether a verb as printed tells of what the body did: "also requested"."""
        return not self._narrating.isdisjoint(verb.lower().split(" "))

    def is_idle(self, doing: str, others: bool) -> bool:
        """Whether a doing sets nobody to work: "to remain seized of the matter", "as follows".

        `others` are asked: what is joined to it is theirs too ("to remain seized of the matter | and report").
        """
        opening = doing[:_OPENING].lower().removeprefix(self.marker)
        if opening in self.tasks.announcing or opening.startswith(self.tasks.untold):
            return True
        if opening.startswith(self.tasks.valuing) and self.infinitive not in doing:
            return True
        idle = self._idle_by_opening.get(opening[:2])
        if idle is None or not any(opening.startswith(phrase) for phrase in idle):
            return False
        return not any(joint in doing for joint in self.task_joints) and not (others and self._joins_doing(doing))

    def _joins_doing(self, doing: str) -> bool:
        words = doing.split(" ")
        return any(word in self.joins and then in self.verbal for word, then in pairwise(words))

    def announces(self, left: str) -> bool:
        """Whether the words of a chapeau, in small letters, announce its list."""
        return left.endswith(self.tasks.announcing) or any(phrase in left for phrase in self.tasks.announced)

    def points(self, left: str) -> bool:
        """Whether the words of a chapeau, in small letters, end by pointing to its list: "the following targets"."""
        _, pointed, named = left.rpartition(self._pointed)
        return pointed != "" and len(named.split(" ")) <= _PREPOSITION + 1

    def encloses(self, left: str) -> bool:
        """Whether what they point to is a part of the doing: "to draw a plan, including | the following"."""
        if not self.points(left) or any(phrase in left for phrase in self.tasks.announced):
            return False
        return left.rpartition(self._pointed)[0].rpartition(" ")[2] in self.enclosing

    def includes(self, left: str) -> bool:
        """Whether the words of a chapeau end with a thing that is a part of another: "a charter, including | rules"."""
        part, _, thing = left.rpartition(", ")[2].partition(" ")
        if part not in self.parts or not thing.isalpha():
            return False
        return not any(thing in words for words in (self.abstract, self.opening, self.postmodifiers, self.tasks.means))

    def only_announces(self, left: str) -> bool:
        """Whether they set no task besides: "to do the following tasks | and to report"."""
        return self.announces(left) and not any(joint in left for joint in self.task_joints)

    def tells_finding(self, left: str) -> bool:
        """Whether the words of a chapeau end with what somebody found: "funds that the Board | has determined"."""
        before, _, last = left.rpartition(" ")
        return last.endswith(self.words.passive_endings) and before.rpartition(" ")[2] in self.words.perfects

    def without_purpose(self, words: str) -> str:
        """The words of a chapeau without what leads from its doing to a list: "in order to", "including by"."""
        doing = self.without_means(words)
        if doing is None:
            plain = words if words.endswith(self.tasks.purposes) else self.without_manner(words)
            purpose = max(
                (one for one in self.tasks.purposes if plain.endswith(one)), key=len, default=self.closing_infinitive
            )
            doing = (plain.removesuffix(purpose) if plain.endswith(purpose) else words).rstrip(" ,")
        return self.without_joint(doing).rstrip(" ,")

    def without_manner(self, left: str) -> str:
        """The words of a chapeau without what may stand between its doing and its list: "to, | inter alia"."""
        found = True
        while found:
            left = left.rstrip(" ,")
            manner = max((one for one in self._manners if left.endswith(one)), key=len, default="")
            left, found = left.removesuffix(manner), bool(manner)
        return left

    def without_means(self, left: str) -> str | None:
        """The words of a chapeau before what opens the list of ways to do it, "including by"; None if nothing does."""
        left = self.without_manner(left)
        means = max((one for one in self._means if left.endswith(one)), key=len, default="")
        return self.without_manner(left.removesuffix(means)) if means else None

    def tells_who(self, left: str) -> bool:
        """Whether the words of a chapeau may tell what others do: "to help the pilots | to fish", "owners who fish"."""
        for before, word in pairwise(left.split(" ")):
            if word in self.tasks.relatives:
                return True
            if before in self.heads and (word == self.words.infinitive or word.endswith(self.words.gerund_endings)):
                return True
        return False

    def refrains(self, left: str) -> bool:
        """Whether the words of a chapeau ask for something not to be done."""
        return not self._refraining.isdisjoint(left.split(" "))

    def without_joint(self, item: str) -> str:
        """An item of a list without what joins the next one to it: "to pay dues; and"."""
        if item.endswith(self._list_joints):
            item = item.removesuffix(next(joint for joint in self._list_joints if item.endswith(joint)))
        return item.removesuffix(",")

    def without_lead(self, words: str) -> str:
        """Words without what leads from them to a further act: "and, in this regard,"."""
        words = words.rstrip(_LEADING)
        phrases = self.insertions_by_last.get(words.rpartition(" ")[2], ())
        words = words.removesuffix(next((phrase for phrase in phrases if words.endswith(phrase)), ""))
        return self.without_joint(words.rstrip(_LEADING)).rstrip(_LEADING)

    def in_small_letters(self, words: str) -> str:
        """Words in capitals as they would stand elsewhere, names aside: "the COUNCIL to report". Offsets stay the same.

        What holds none of the small words is but a name: "ABHC".
        """
        small = words.lower()
        if len(small) != len(words) or self._small_words.isdisjoint(small.split(" ")):
            return words
        for start, end, _ in self.actors.find(words):
            small = small[:start] + words[start:end] + small[end:]
        return small

    def offices_of(self, name: str) -> str:
        """The words before the body in a name of offices of which each body has one: "the chairs of"; else ""."""
        offices, of, _ = name.partition(f" {self.belonging}")
        return f"{offices}{of}".rstrip(" ") if of and offices.rpartition(" ")[2].lower() in self.words.offices else ""

    def bidding(self, words: str, start: int, after: str) -> tuple[int, str] | None:
        """Where an infinitive that asks ends, and its verb's lemma, where one stands at `start`: "to call upon".

        Behind some verbs, by the lemma `after`, it bears no marker: "will | call upon". Nothing need follow it.
        """
        marker = self.marker
        if after not in self.tasks.promising:
            if words[start : start + len(marker)].lower() != marker:
                return None
            start += len(marker)
        for form, lemma in self._biddings.get(words[start:].partition(" ")[0].rstrip(":"), ()):
            end = start + len(form)
            opens = words.startswith(f"{form} ", start) and not words.startswith(self.word_joins, end)
            if opens or words[start:].rstrip(" :") == form:
                return end, lemma
        return None

    @property
    def actors(self) -> Actors:
        """The names of all actors in the language; looked up each time, since authority files may be added."""
        return actors(self.language)

    def goes_before_noun(self, previous: str, word: str) -> bool:
        """Whether a word that may follow a name stands before its noun: "the open-ended | working | group"."""
        waits = previous in self.adjectives and previous not in self.heads
        return waits and word.endswith(self.words.gerund_endings)

    def past_further_verb(self, words: str, index: int) -> int:
        """`index` moved right over a further verb of the same object: "to work with | and assist | the members"."""
        join = next((len(one) for one in self.word_joins if words.startswith(one, index)), 0)
        if not join:
            return index
        begin = index + join
        stop = words.find(" ", begin)
        return stop if stop >= 0 and words[begin:stop] in self.verbal else index

    def pronoun(self, words: str) -> str | None:
        """What a pronoun agrees with ("plural", "singular", "person"); None where `words` are no pronoun."""
        words = words.lower()
        space = words.find(" ")
        if space >= 0 and words[:space] in self._demonstratives and words[space + 1 :] in self.heads:
            return "plural"
        return self._pronouns.get(words)

    def circumstances(self, words: str, folded: bytes) -> list[Found]:
        """The partners, conditions, deadlines, recurrences and dependencies in `words`; ids name file and record.

        `folded` is `fold(words)`.
        """
        return self._circumstances.find(words, folded)[:_MOST_CIRCUMSTANCES]

    def is_deadline(self, hit: Found, words: str, hits: Sequence[Found]) -> bool:
        """Whether one of `hits` is a time by which: it may say how long a thing lasts, or how often it returns.

        Within the words for a failure it is the time of what fails ("should it not be paid within a week, the Board").
        """
        if hit.record.sort != "deadlines" or words.endswith(self._lasting, 0, hit.start):
            return False
        if hit.record.kind == FIRST and not _begins_recurring(hit, words, hits):
            return False
        return not any(
            (one.record.sort == "recurrences" or one.record.kind == "failure") and one.start < hit.start < one.end
            for one in hits
        )


def _begins_recurring(hit: Found, words: str, hits: Sequence[Found]) -> bool:
    """Whether something recurs from a time on, beside that or before a comma: "every year to all, | from …"."""
    set_off = words.endswith(_COMMA, 0, hit.start)
    return any(
        one.record.sort == "recurrences" and (set_off or one.end + 1 == hit.start or hit.end + 1 == one.start)
        for one in hits
    )


def _by_key(phrases: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for key, phrase in phrases:
        table.setdefault(key, []).append(phrase)
    return table


def _any(words: Iterable[str]) -> str:
    """A regular expression for any of `words` as they may be printed; one that never matches, if there are none."""
    return alternatives(spelling for word in words for spelling in spellings(word)) or "(?!)"


def _records(language: str) -> list[Pattern]:
    return [
        replace(record, id=f"{name}/{record.id}")
        for name in _CIRCUMSTANCES
        for record in section(language, name, tuple[Pattern, ...])
    ]


def _biddings(records: Iterable[VerbRecord], empowering: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """The plain forms of the verbs that ask or empower, with their lemmas, by their first words; the longest first."""
    forms: list[tuple[str, str]] = []
    for record in records:
        if record.force == "directive" or record.lemma in empowering:
            for form in record.plain:
                forms += [(f"{form} {particle}", lemma) for particle, lemma in record.particles.items()]
                forms += [(form, record.lemma)] if record.bare else []
    table: dict[str, list[tuple[str, str]]] = {}
    for form, lemma in sorted(forms, key=lambda one: -len(one[0])):
        table.setdefault(form.partition(" ")[0], []).append((form, lemma))
    return table


def _narrating(records: Iterable[VerbRecord]) -> frozenset[str]:
    """The first words of past forms that are those of no other form."""
    present = {form for record in records for form in (*record.finite, *record.plain, *record.participle)}
    return frozenset(form.partition(" ")[0] for record in records for form in record.past if form not in present)


def _clues(records: tuple[DeliverableRecord, ...]) -> list[tuple[str, Clue]]:
    words = {word for record in records for word in (*record.things, *record.by, *record.alone)}
    return [
        (
            word,
            Clue(
                tuple(record for record in records if word in record.things),
                tuple(record for record in records if word in record.by),
                tuple(record for record in records if word in record.alone),
            ),
        )
        for word in sorted(words)
    ]


@cache
def grammar(language: str) -> Grammar:
    """The mandate grammar of `language`. Raises DataError where its files break their form."""
    return Grammar(language)

"""What the words of one passage say, whatever acts were found in them: asked while these are read."""

from __future__ import annotations

from typing import Final

from dispositif.acts.grammar import Grammar, Verb
from dispositif.acts.phrases import (
    opening,
    over_adverbs,
    over_carrier,
    verb_phrase,
    word_after,
    word_before,
)
from dispositif.languages.schema import Use

_ASIDE: Final = 200
CLOSED: Final = ".;"
"""Signs that close a sentence or a part of one; also nothing."""
_LONGEST_NAME: Final = 120


class Subject:
    """Words that name the body, and the use of the verbs that go with them."""

    def __init__(self, start: int, end: int, use: Use, own: bool, pronoun: bool = False) -> None:
        self.start = start
        self.end = end
        self.use: Use = use
        self.own = own
        self.pronoun = pronoun


class Wording:
    """The words of a passage; `first` is where its first word stands.

    `bodies` are the issuing body's names in lower case.
    """

    def __init__(self, words: str, grammar: Grammar, bodies: tuple[str, ...]) -> None:
        self.words = words
        self.grammar = grammar
        self.bodies = bodies
        self.first = opening(words)

    def _past_marker(self) -> int:
        """Where the verb of an announced infinitive begins: "To | request", "Also to | request"."""
        words, grammar = self.words, self.grammar
        at = self.first
        stop, word = word_after(f" {words[at:]}", 0)
        if word in grammar.adverbs:
            at += stop
        marked = words[at : at + len(grammar.infinitive)].lower() == grammar.infinitive
        return at + len(grammar.infinitive) if marked else self.first

    def _goes_on_in_title(self, start: int) -> bool:
        """Whether a verb has its capital as all words have it: "We | Do Hereby | Decide To", not "Most | States"."""
        before, word = word_before(self.words, start)
        return word in self.grammar.leads_in_titles and before > self.first and self.words[before - 2].isalpha()

    def _opens_leading(self) -> bool:
        """Whether the passage opens with what may stand before the verb that comes first ("in the event of …")."""
        return word_after(f" {self.words[self.first :]}", 0)[1] in self.grammar.leading

    def _use_of(self, name: str) -> Use:
        """The use of the verbs that go with a name of the body: "the Prime Ministers of the Concord | call"."""
        return "plain" if self.grammar.opens_plural(f"{self.grammar.article}{name}") else "finite"

    def _opening_name(self) -> Subject | None:
        """The issuing body, where the passage opens with its name and an aside, or with that alone.

        "The Harbour Board, having met, |"; "The Harbour Board:".
        """
        if not self.bodies:
            return None
        comma = self.words.find(",", self.first, self.first + _LONGEST_NAME)
        end = comma if comma >= 0 or self.words[-1:] != ":" else len(self.words) - 1
        named = self.words[self.first : max(end, 0)].lower().removeprefix(self.grammar.article)
        return Subject(self.first, end, self._use_of(named), True) if named in self.bodies else None

    def _past_short_form(self, begin: int) -> int:
        """`begin` moved left over what a name is called in short: "the Harbour Board (HB) | requests"."""
        start, word = word_before(self.words, begin)
        return start if word[:1] == "(" and word[-1:] == ")" and word[1:-1].isalnum() else begin

    def _is_bracketed(self) -> bool:
        """Whether the words stand in square brackets: "[Requests the Board to meet]", or "[3." before them."""
        words = self.words
        return words[0] == "[" or (words.rfind("]") >= 0 and words.count("]") > words.count("["))

    def _expresses(self, start: int, end: int, verb: Verb) -> bool:
        """Whether the object of a verb that decides makes it express: "to extend | its thanks", not "its mandate"."""
        return verb.by_object and verb_phrase(self.words, start, end, verb, "plain", self.grammar).force != verb.force

    def _is_whole(self, subject: list[str]) -> bool:
        """Whether what stands before a word that binds opens no clause, or one that has a verb of its own.

        "Members whose boats | have sailed | shall report", not "the charts that the Board shall keep".
        """
        grammar = self.grammar
        last = max((place for place, word in enumerate(subject) if word in grammar.relatives), default=-1)
        if last < 0:
            return True
        told = subject[last + 1 : last + 2] if subject[last] in grammar.relative_subjects else subject[last + 1 : -1]
        owns = subject[last] in grammar.relative_subjects or subject[last] in grammar.relative_owners
        return owns and not (grammar.passives | grammar.auxiliaries).isdisjoint(told)

    def _asks(self, end: int) -> bool:
        """Whether what follows a form that ends at `end` is what somebody is asked to do, at once or behind an aside.

        "are invited | to"; "are invited, as appropriate, | to"; "are invited(, as appropriate,) | and (are) strongly
        encouraged to"; "is invited:".
        What is to be done to the subject is asked of nobody: "is expected | to be held".
        """
        words, asked = self.words, self.grammar.asked
        place = self._past_aside(end)
        if words.startswith(asked, place):
            opened, marker = word_after(words, place)
            verb, passive = word_after(words, opened)
            if marker == self.grammar.marker and (passive in self.grammar.nominal or passive[:1].isdigit()):
                return False  # "were invited | to the last regatta"
            done = word_after(words, verb)[1]
            return not (passive in self.grammar.passives and done.endswith(self.grammar.passive_endings))
        if words[place : place + 1] == " ":
            join, word = word_after(words, place)
            if word not in self.grammar.connectives:
                return False
            join = self._past_aside(join)
            verb, word = word_after(words, join)
            while word in self.grammar.adverbs or word in self.grammar.passives:
                verb, word = word_after(words, verb)
            return words.startswith(asked, verb)
        return place == end and words[end : end + 1] == ":" and end + 1 == len(words)

    def _past_aside(self, index: int) -> int:
        """`index`, or where an aside between commas ends that begins there."""
        close = self.words.find(",", index + 1, index + _ASIDE) if self.words[index : index + 1] == "," else -1
        return close + 1 if close > 0 else index

    def _tasks(self, end: int, verb: Verb) -> bool:
        """Whether a form that ends at `end` is followed by what somebody is to do in a noun: "was tasked | with"."""
        return self.words.startswith(self.grammar.asked_with.get(verb.lemma, ("\0",)), end)

    def _carried(self, start: int, use: Use) -> tuple[int, Use]:
        """Where the verb phrase begins, and how it is used once what carries it is counted in."""
        begin, last = over_adverbs(self.words, start, self.grammar)
        carriers = self.grammar.carriers.get(use)
        if carriers is None:
            return begin, use
        carried, other = over_carrier(self.words, begin, last, carriers, self.grammar)
        return (begin, use) if other is None else (carried, other)

    def _is_in_manner(self, end: int) -> bool:
        """Whether what follows a form that ends at `end` tells in which manner the body acts: "accepted | with joy"."""
        manner = self.words.startswith(self.grammar.manner, end)
        return manner and word_after(self.words, word_after(self.words, end)[0])[1] in self.grammar.objects

    def _is_done_by(self, end: int) -> bool:
        """Whether a past form that ends at `end` tells what others did: "the pilots, supported | by the Board"."""
        return word_after(self.words, end)[1] in self.grammar.agents and not self.words.startswith(
            self.grammar.agreeing, end
        )

    def _opens_infinitive(self, between: list[str]) -> bool:
        """Whether a marker among these words opens an infinitive: before a name, a noun or a gerund it does not."""
        marker, nominal, gerunds = self.grammar.marker, self.grammar.nominal, self.grammar.gerund_endings
        return any(
            word == marker and following[:1].islower() and following not in nominal and not following.endswith(gerunds)
            for word, following in zip(between, [*between[1:], ""], strict=True)
        )

    def _sets_aside(self, index: int) -> bool:
        """Whether what stands after a comma may be an aside ("in this regard", "as appropriate")."""
        if self.words.startswith(self.grammar.insertions, index + 1):
            return True
        _, word = word_after(self.words, index)
        leads = word in self.grammar.leading and word != self.grammar.marker
        return leads or word in self.grammar.adverbs

    def _is_noun(self, end: int, use: Use) -> bool:
        """Whether the words after a form that is also a noun show it to be the noun ("requests from members").

        A comma does where no aside follows it: "within its resources and mandates, the …".
        """
        if use not in ("finite", "plain"):
            return False
        mark = self.words[end : end + 1]
        if mark == ",":
            return not self._sets_aside(end + 1)
        if mark in CLOSED:
            return True
        follows = word_after(self.words, end)[1] in self.grammar.after_nouns
        return follows and not self.words[end + 1 : end + 60].startswith(self.grammar.insertions)

"""Whose instruments a number means: the body named beside it, the issuing body, or the one named last."""

from __future__ import annotations

from typing import Final

from dispositif.authorities.identifiers import (
    family,
    identified,
    identified_alone,
    identified_bare,
    identified_by_form,
)
from dispositif.citations.numbers import Numbered
from dispositif.citations.vocabulary import Vocabulary
from dispositif.passage import ends_at

_LONGEST_BODY: Final = 90
_SENTENCE: Final = 500


class Whose:
    """The body before a noun, and where the phrase starts.

    `candidates` are the ids that its name may mean: none for a body that is not known, None where no body stands there.
    """

    __slots__ = ("candidates", "start")

    def __init__(self, candidates: tuple[str, ...] | None, start: int) -> None:
        self.candidates = candidates
        self.start = start


class Issuers:
    """Whose instruments a text means: the body that issues it, and what it has cited so far."""

    def __init__(self, vocabulary: Vocabulary, issuer: str | None) -> None:
        self._words = vocabulary
        self._issuer = issuer
        self._family = family(issuer) if issuer else ()
        self._cited: dict[tuple[str, str], str] = {}
        self._named: dict[str, None] = {}  # in the order in which they were last named

    def before(self, words: str, noun: int) -> Whose:
        """The body whose name stands before `noun`, the place of the noun."""
        known, end, first = self._words, noun, max(0, noun - _LONGEST_BODY)
        while True:
            end = _trimmed(words, first, end)
            for possessive in known.possessives:
                if ends_at(words, possessive, first, end):
                    end -= len(possessive)
            cut = words.rfind(" ", first, end) + 1 or first
            word = words[cut:end]
            name = self._name_before(words, first, end, word)
            if name:
                return self._with_sisters(words, first, self._meant(name), end - len(name))
            if word in known.own:
                return Whose(self._owner(words, cut), noun)
            if word.lower() not in known.between:
                # A capital inside the sentence is the end of the name of a body that is not known.
                foreign = cut > 0 and word[:1].isupper() and word[-1].isalnum()
                return Whose(() if foreign else None, noun)
            end = cut

    def _name_before(self, words: str, first: int, end: int, last_word: str) -> str | None:
        for name in self._words.bodies_by_last_word.get(last_word, ()):
            if ends_at(words, name, first, end):
                return name
        return None

    def _with_sisters(self, words: str, first: int, meant: tuple[str, ...], start: int) -> Whose:
        """With the body joined before: "General Assembly and Security Council resolutions"."""
        end = _trimmed(words, first, start)
        cut = words.rfind(" ", first, end)
        if cut < 0 or words[cut + 1 : end] not in self._words.joiners:
            return Whose(meant, start)
        name = self._name_before(words, first, cut, words[words.rfind(" ", first, cut) + 1 or first : cut])
        return Whose(self._meant(name) + meant, cut - len(name)) if name else Whose(meant, start)

    def after(self, words: str, end: int) -> tuple[str, ...] | None:
        """The body named behind the numbers: "of the General Assembly"."""
        match = self._words.of_body.match(words, end)
        return self._meant(match["body"]) if match else None

    def instrument(
        self, noun: str, one: Numbered, candidates: tuple[str, ...] | None, words: str, end: int
    ) -> str | None:
        """The identifier of a number; `candidates` as in `Whose`, `end` where the words before the noun end."""
        number, year = one.number, one.year
        key = noun, number
        if candidates is None:
            identifier = (not year and self._cited.get(key)) or self._unnamed(noun, number, year, words, end)
        else:
            identifier = identified(noun, number, year, candidates)
            if not identifier and self._issuer in candidates:
                identifier = self._unnamed(noun, number, year, words, end)
            elif not identifier and len(candidates) != 1:
                identifier = identified_by_form(noun, number, year)
        if not identifier:
            return self._cited.get(key) or self._bare(noun, number, candidates)
        self._cited[key] = self._cited[noun, number.partition("(")[0]] = identifier
        return identifier

    def cited(self, noun: str, number: str) -> str | None:
        """What a number has meant, wherever the text told more of it."""
        return self._cited.get((noun, number))

    def named(self, name: str) -> tuple[str, ...]:
        """What the name of a body may mean that a noun holds ("UNSCR")."""
        return self._meant(name)

    def _bare(self, noun: str, number: str, candidates: tuple[str, ...] | None) -> str | None:
        """The instrument of a number without year or session: of the body named, else of the issuing body."""
        if candidates is not None and len(candidates) == 1:
            return identified_bare(noun, number, candidates)
        own = self._issuer is not None and (candidates is None or self._issuer in candidates)
        return identified_bare(noun, number, (self._issuer,), sole=True) if own and self._issuer else None

    def _unnamed(self, noun: str, number: str, year: int, words: str, end: int) -> str | None:
        """The instrument of a number beside which no body stands."""
        identifier = identified(noun, number, year, self._family[:1]) or identified_by_form(noun, number, year)
        if not identifier:
            named = self._last_body(words[max(0, end - _SENTENCE) : end])
            identifier = identified(noun, number, year, self._words.bodies[named]) if named else None
        return identifier or identified_alone(noun, number, year, self._family)

    def _meant(self, name: str) -> tuple[str, ...]:
        candidates = self._words.bodies[name]
        if len(candidates) == 1:
            self._named.pop(candidates[0], None)
            self._named[candidates[0]] = None
            return candidates
        if self._issuer in candidates:
            return (self._issuer, *(body for body in candidates if body != self._issuer))
        last = next((body for body in reversed(self._named) if body in candidates), None)
        return (last, *(body for body in candidates if body != last)) if last else candidates

    def _owner(self, words: str, end: int) -> tuple[str, ...] | None:
        """Who "its" is: in "the Council, in its resolution …" the body just named, else the issuing body."""
        own = (self._issuer,) if self._issuer else ()
        before = words[max(0, end - _LONGEST_BODY) : end].rstrip()
        if before.rpartition(" ")[2] in self._words.by_subject:
            named = self._last_body(before)
            if named:
                return self._meant(named) + own
        return own or None

    def _last_body(self, words: str) -> str | None:
        """The body that `words` name last."""
        named = self._words.named_bodies.find(words)
        return named[-1].seen[0] if named else None


def _trimmed(words: str, first: int, end: int) -> int:
    """Where the words before `end` end, blanks left out."""
    while end > first and words[end - 1].isspace():
        end -= 1
    return end

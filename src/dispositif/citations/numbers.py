"""Instruments cited by noun and number: "Security Council resolutions 1612 (2005) and 1882 (2009)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dispositif.authorities.series import (
    Number,
    bodies,
    identified,
    identified_alone,
    identified_by_form,
    series,
    squeezed,
)
from dispositif.citations.vocabulary import Vocabulary

_LONGEST_BODY = 90
_FIGURE = re.compile(r"\d{1,4}(?:\s?[A-Z]{1,2})?\s?[/(]")
_PREFIX = re.compile(r"[A-Z]{1,2}[-‑]")
_PLAIN = re.compile(r"\d{2,5}(?![\w/])")


class Whose(NamedTuple):
    """The body before a noun, and where the phrase starts.

    `candidates` are the ids that its name may mean: none for a body that is not known, None where no body stands there.
    """

    candidates: tuple[str, ...] | None
    start: int


class Numbered(NamedTuple):
    """One number of a list: where it stands and which instrument it is."""

    start: int
    end: int
    identifier: str | None


class Issuers:
    """Whose instruments a text means: the body that issues it, and what it has cited so far."""

    def __init__(self, vocabulary: Vocabulary, issuer: str | None) -> None:
        self._words = vocabulary
        self._issuer = issuer
        charter = bodies()[issuer].charter if issuer else ""
        family = [body.body for body in series().bodies if charter and body.charter == charter]
        self._family = ([issuer] if issuer else []) + [body for body in family if body != issuer]
        self._cited: dict[tuple[str, str], str] = {}
        self._named: list[str] = []

    def before(self, words: str, noun: int) -> Whose:
        """The body whose name stands before `noun`, the place of the noun."""
        known, end, first = self._words, noun, max(0, noun - _LONGEST_BODY)
        while True:
            end = len(words[first:end].rstrip()) + first
            for possessive in known.possessives:
                if words.endswith(possessive, first, end):
                    end -= len(possessive)
            cut = words.rfind(" ", first, end) + 1 or first
            word = words[cut:end]
            name = self._name_before(words, first, end)
            if name:
                return self._with_sisters(words, first, Whose(self._meant(name), end - len(name)))
            if word in known.own:
                return Whose(self._owner(words, cut), noun)
            if word.lower() not in known.between:
                # A capital inside the sentence is the end of the name of a body that is not known.
                foreign = cut > 0 and word[:1].isupper() and word[-1].isalnum()
                return Whose(() if foreign else None, noun)
            end = cut

    def _name_before(self, words: str, first: int, end: int) -> str | None:
        last_word = words[words.rfind(" ", first, end) + 1 or first : end]
        names = self._words.bodies_by_last_word.get(last_word, ())
        return next((name for name in names if words.endswith(name, first, end)), None)

    def _with_sisters(self, words: str, first: int, whose: Whose) -> Whose:
        """With the body joined before: "General Assembly and Security Council resolutions"."""
        head, _, joiner = words[first : whose.start].rstrip().rpartition(" ")
        name = self._name_before(words, first, first + len(head)) if joiner in self._words.joiners else None
        if not name:
            return whose
        return Whose(self._meant(name) + (whose.candidates or ()), first + len(head) - len(name))

    def after(self, words: str, end: int) -> tuple[str, ...] | None:
        """The body named behind the numbers: "of the General Assembly"."""
        match = self._words.of_body.match(words, end)
        return self._meant(match["body"]) if match else None

    def instrument(self, noun: str, number: Number, candidates: tuple[str, ...] | None, before: str) -> str | None:
        """The identifier of a number; `candidates` as in `Whose`, `before` the words before the noun."""
        key = noun, number.printed
        if candidates is None:
            identifier = (not number.year and self._cited.get(key)) or self._unnamed(noun, number, before)
        else:
            identifier = identified(noun, number, candidates)
            if not identifier and self._issuer in candidates:
                identifier = self._unnamed(noun, number, before)
            elif not identifier and len(candidates) != 1:
                identifier = identified_by_form(noun, number)
        if identifier:
            self._cited[key] = self._cited[noun, number.printed.partition("(")[0]] = identifier
        return identifier or self._cited.get(key)

    def _unnamed(self, noun: str, number: Number, before: str) -> str | None:
        """The instrument of a number beside which no body stands."""
        named = _last_body(self._words, before)
        return (
            identified(noun, number, self._family[:1])
            or identified_by_form(noun, number)
            or (identified(noun, number, self._words.bodies[named]) if named else None)
            or identified_alone(noun, number, self._family)
        )

    def _meant(self, name: str) -> tuple[str, ...]:
        candidates = self._words.bodies[name]
        if len(candidates) == 1:
            self._named.append(candidates[0])
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
            named = _last_body(self._words, before)
            if named:
                return self._meant(named) + own
        return own or None


def _last_body(known: Vocabulary, words: str) -> str | None:
    places = [(words.rfind(name) + len(name), len(name), name) for name in known.bodies if name in words]
    return max(places)[2] if places else None


@cache
def _shape() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{shape})" for shape in series().shapes))


def numbers(known: Vocabulary, words: str, start: int, limit: int) -> Iterator[tuple[int, int, Number]]:
    """The numbers that a noun before `start` announces, up to `limit`: start, end, number."""
    sign = known.sign.match(words, start)
    at = sign.end() if sign else start
    match = _shape().match(words, at) if sign else None
    if match is None and sign:
        match = _PLAIN.match(words, at)
    if match:
        end, number = _whole(known, words, match)
        yield match.start(), end, number
        start = end
    while True:
        figure = _FIGURE.search(words, start, limit)
        if not figure:
            return
        at = words.rfind(" ", start, figure.start()) + 1 or start
        if not _PREFIX.fullmatch(words, at, figure.start()):
            at = figure.start()
        match = _shape().match(words, at)
        if match and known.joiner.search(words, max(0, at - 20), at):
            start, number = _whole(known, words, match)
            yield match.start(), start, number
        else:
            start = figure.end()


def _whole(known: Vocabulary, words: str, match: re.Match[str]) -> tuple[int, Number]:
    end, printed = match.end(), squeezed(match[0])
    if printed[-1].isalpha() and printed[0].isdigit():
        letters = known.ranges.match(words, end)
        while letters:
            end, last = letters.end(), letters[1]
            printed = f"{printed.partition('-')[0]}-{last}"
            letters = known.ranges.match(words, end)
    dated = known.dated.match(words, end)
    return end, Number(printed, int(dated[1]) if dated else 0)

"""How strong an act is, on the scales of its language."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dispositif.document import Act
from dispositif.languages import folder, languages, section
from dispositif.languages.patterns import within_words
from dispositif.languages.schema import ActGrammar, StrengthScale, StrengthWords


class Strength(NamedTuple):
    """Where an act stands on a scale: the step, from 1, and whether its verb is intensified ("strongly urges")."""

    scale: str
    step: int
    intensified: bool
    verb: str

    def __str__(self) -> str:
        return f"{self.verb} ({self.step}{'+' if self.intensified else ''})"

    def against(self, other: Strength) -> int:
        """1 where the other is stronger, -1 where it is weaker, 0 where they are equal or not on one scale.

        An intensified verb is stronger than the same verb without; of two different verbs the step alone counts.
        """
        if self.scale != other.scale:
            return 0
        if self.step != other.step:
            return 1 if other.step > self.step else -1
        return other.intensified - self.intensified if self.verb == other.verb else 0


def strength(act: Act, language: str) -> Strength | None:
    """How strong an act is; None where its verb is on no scale of the language."""
    known = _words(language)
    printed = " ".join(act.verb.text.casefold().split())
    if act.strength is not None:
        intensified = known is not None and any(_holds(printed, word) for word in known.intensifiers)
        return Strength("directive", act.strength, intensified, act.verb.lemma)
    for scale in known.scales if known else ():
        step = _step(scale, act.verb.lemma, printed, _manner(language))
        if step:
            return Strength(scale.id, step, False, printed)
    return None


def _step(scale: StrengthScale, lemma: str, printed: str, manner: tuple[str, ...]) -> int:
    """The step of a verb on a scale, from 1; 0 where it is not on it. The longest words that it has decide."""
    found, longest = 0, -1
    for number, step in enumerate(scale.steps, 1):
        for words in step.get(lemma, ()):
            # A manner that the scale does not know ("with concern") makes another act of the verb.
            holds = _holds(printed, words) if words else not any(_holds(printed, word) for word in manner)
            if holds and len(words) > longest:
                found, longest = number, len(words)
    return found


def _holds(printed: str, words: str) -> bool:
    at = printed.find(words)
    return at >= 0 and within_words(printed, at, at + len(words))


@cache
def _words(language: str) -> StrengthWords | None:
    if language not in languages() or not (folder(language) / "strength.yaml").exists():
        return None
    return section(language, "strength", StrengthWords)


@cache
def _manner(language: str) -> tuple[str, ...]:
    return section(language, "grammar", ActGrammar).manner

"""How near a text comes to the words that are asked for, and which of its words differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from dispositif.agreed.forms import Adoption, Difference, Found
from dispositif.comparison.wording import Alphabet, Token, difference, similarity, tokens, words
from dispositif.document import Act, Words

Key = TypeVar("Key")
_BLANKS = re.compile(r"\s+")


class Adopted(Protocol):
    """What was adopted before, wherever it is kept: an index file, or a register."""

    def find_all(self, questions: Sequence[str], *, limit: int = 10, least: float = 0.5) -> list[list[Found]]:
        """For each question the `limit` texts that come nearest to it, the nearest first; none below `least`."""

    def acts(self, adoptions: Sequence[Adoption]) -> list[tuple[tuple[Act, str], ...]]:
        """For each adoption the acts of its paragraph, each with the words that its verb governs."""


def one_line(sought: str) -> str:
    """A question on one line, in which its offsets count."""
    return _BLANKS.sub(" ", sought).strip()


def nearest(sought: str, texts: Iterable[tuple[Key, str]], limit: int, least: float) -> list[tuple[float, Key, str]]:
    """Of some texts with their keys those that come nearest to a question, with how near, the nearest first.

    A phrase is looked for inside paragraphs; a question longer than a paragraph is held against all of it. Of two that
    come equally near, the one that is nearer as a whole stands first, then the one that was given first.
    """
    alphabet = Alphabet()
    letters = alphabet.spell(words(sought))
    if not letters:
        return []
    ranked = []
    for place, (key, text) in enumerate(texts):
        other = alphabet.spell(words(text))
        near = _nearness(letters, other)
        if near >= least:
            ranked.append((near, similarity(letters, other), -place, key, text))
    ranked.sort(key=lambda one: one[:3], reverse=True)
    return [(near, key, text) for near, _, _, key, text in ranked[:limit]]


def found(sought: str, near: float, text: str, adoptions: Iterable[Adoption]) -> Found:
    """A text that was found, with the stretch that the question is near and the words that differ."""
    left, right = tokens(sought), tokens(text)
    stretch = _stretch(left, right)
    return Found(
        similarity=round(near, 3),
        text=text,
        near=Words(text=text[stretch[0] : stretch[1]], start=stretch[0], end=stretch[1]),
        differences=tuple(_differences(sought, text, left, tokens(text, *stretch))),
        adoptions=tuple(adoptions),
    )


def _nearness(sought: str, text: str) -> float:
    if len(text) <= len(sought):
        return similarity(sought, text)
    return fuzz.partial_ratio(sought, text) / 100


def _stretch(left: list[Token], right: list[Token]) -> tuple[int, int]:
    """The stretch of a text that a question is near, in characters."""
    if len(right) <= len(left):
        return 0, right[-1].end if right else 0
    alphabet = Alphabet()
    sought = alphabet.spell(token.text.casefold() for token in left)
    held = alphabet.spell(token.text.casefold() for token in right)
    near = fuzz.partial_ratio_alignment(sought, held)
    assert near is not None  # it is None only below a least score, and none is asked for
    first, last = near.dest_start, near.dest_end
    # The nearest stretch is as long as the question: what was put into it pushes words out at either end.
    margin = 1 + len(left) // 4
    from_ = max(first - margin, 0)
    kept = [block for block in LCSseq.opcodes(sought, held[from_ : last + margin]) if block.tag == "equal"]
    if kept:
        first, last = min(first, from_ + kept[0].dest_start), max(last, from_ + kept[-1].dest_end)
    return right[first].start, right[last - 1].end


def _differences(sought: str, text: str, left: list[Token], right: list[Token]) -> Iterator[Difference]:
    for block in difference([_plain(token) for token in left], [_plain(token) for token in right]):
        if not block.equal:
            yield Difference(sought=_words(sought, left, block.old), adopted=_words(text, right, block.new))


def _plain(token: Token) -> Token:
    """Capitals and blanks do not count: a phrase begins in the middle of a sentence."""
    return token._replace(text=token.text.casefold(), spaced=False)


def _words(text: str, line: list[Token], stretch: tuple[int, int]) -> Words:
    first, last = stretch
    if first == last:
        at = line[first].start if first < len(line) else line[-1].end if line else 0
        return Words(text="", start=at, end=at)
    start, end = line[first].start, line[last - 1].end
    return Words(text=text[start:end], start=start, end=end)

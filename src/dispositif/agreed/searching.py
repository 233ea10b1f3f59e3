"""Finding agreed language: the texts that share most rare pairs of words with a question, then the nearest of them."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator
from heapq import nlargest
from math import log
from pathlib import Path

import msgspec
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from dispositif.agreed.forms import Adoption, Answer, Difference, Found
from dispositif.agreed.storing import opened, pairs_of
from dispositif.comparison.wording import Alphabet, Token, difference, similarity, tokens, words
from dispositif.document import Act, Words
from dispositif.errors import UsageError

_CANDIDATES = 40
# A pair of words that so many texts have tells little of any of them; it counts where there is no rarer one.
_COMMON = 1000
_FEWEST_RARE = 3
_ASKED_AT_ONCE = 500
_BLANKS = re.compile(r"\s+")


class Index:
    """An index of agreed language, open for searching.

    Raises UsageError where there is none, where it is of another version, or where its making was broken off.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise UsageError(f"{path}: there is no such index. Make one with language index.")
        self._index = opened(path)
        facts = dict(self._index.execute("SELECT name, value FROM facts").fetchall())
        if facts["complete"] != "yes":
            raise UsageError(f"{path}: the making of this index was broken off. Call language index again: it goes on.")
        self.engine: str = facts["engine"]
        [self.documents] = self._index.execute("SELECT count(*) FROM documents").fetchone()
        [self._texts] = self._index.execute("SELECT count(*) FROM texts").fetchone()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._index.close()

    def answer(self, sought: str, *, limit: int = 10, least: float = 0.5) -> Answer:
        """What `find` finds, as it is written to JSON."""
        sought = _BLANKS.sub(" ", sought).strip()
        found = self.find(sought, limit=limit, least=least)
        return Answer(engine=self.engine, sought=sought, documents=self.documents, found=tuple(found))

    def find(self, sought: str, *, limit: int = 10, least: float = 0.5) -> list[Found]:
        """The `limit` texts that come nearest to `sought`, the nearest first; none below a similarity of `least`.

        A phrase is looked for inside paragraphs; a question longer than a paragraph is held against all of it.
        """
        sought = _BLANKS.sub(" ", sought).strip()
        alphabet = Alphabet()
        letters = alphabet.spell(words(sought))
        if not letters:
            return []
        ranked = []
        for number, text in self._candidates(sought):
            other = alphabet.spell(words(text))
            near = _nearness(letters, other)
            if near >= least:
                ranked.append((near, similarity(letters, other), -number, text))
        ranked.sort(reverse=True)
        return [self._found(sought, near, -number, text) for near, _, number, text in ranked[:limit]]

    def acts(self, adoption: Adoption) -> tuple[tuple[Act, str], ...]:
        """The acts of the paragraph that an adoption names, each with the words that its verb governs."""
        row = self._index.execute(
            "SELECT acts FROM passages JOIN documents ON documents.id = document WHERE name = ? AND paragraph = ?",
            (adoption.document, adoption.paragraph),
        ).fetchone()
        return msgspec.msgpack.decode(row[0], type=tuple[tuple[Act, str], ...]) if row else ()

    def _candidates(self, sought: str) -> list[tuple[int, str]]:
        weights: dict[int, float] = defaultdict(float)
        held = sorted((array("I", blob) for blob in self._holders(sought)), key=len)
        for place, numbers in enumerate(held):
            if len(numbers) > _COMMON and place >= _FEWEST_RARE:
                break
            weight = log(1 + self._texts / len(numbers))
            for number in numbers:
                weights[number] += weight
        best = nlargest(_CANDIDATES, weights, key=weights.__getitem__)
        marks = ",".join("?" * len(best))
        return self._index.execute(f"SELECT id, text FROM texts WHERE id IN ({marks})", best).fetchall()

    def _holders(self, sought: str) -> Iterator[bytes]:
        """For each pair of words of the question that is known, the texts that have it."""
        pairs = sorted(pairs_of(sought))
        for at in range(0, len(pairs), _ASKED_AT_ONCE):
            asked = pairs[at : at + _ASKED_AT_ONCE]
            marks = ",".join("?" * len(asked))
            for (blob,) in self._index.execute(f"SELECT texts FROM pairs WHERE words IN ({marks})", asked):
                yield blob

    def _found(self, sought: str, near: float, number: int, text: str) -> Found:
        left, right = tokens(sought), tokens(text)
        stretch = _stretch(left, right)
        return Found(
            similarity=round(near, 3),
            text=text,
            near=Words(text=text[stretch[0] : stretch[1]], start=stretch[0], end=stretch[1]),
            differences=tuple(_differences(sought, text, left, tokens(text, *stretch))),
            adoptions=tuple(self._adoptions(number)),
        )

    def _adoptions(self, number: int) -> Iterator[Adoption]:
        rows = self._index.execute(
            "SELECT name, title, body, adopted, paragraph, kind, start, end, mandates FROM passages "
            "JOIN documents ON documents.id = document WHERE text = ? ORDER BY adopted DESC, name, start",
            (number,),
        )
        for name, title, body, adopted, paragraph, kind, start, end, mandates in rows:
            yield Adoption(
                document=name,
                title=title,
                body=body,
                adopted=adopted,
                paragraph=paragraph,
                kind=kind,
                start=start,
                end=end,
                mandates=mandates,
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

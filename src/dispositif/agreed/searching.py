"""Finding agreed language: the texts that share most rare pairs of words with a question, then the nearest of them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest
from math import log
from pathlib import Path

import msgspec

from dispositif.agreed.forms import Adoption, Answer, Found
from dispositif.agreed.nearest import found, nearest, one_line
from dispositif.agreed.storing import opened, pairs_of
from dispositif.document import Act
from dispositif.errors import UsageError

_CANDIDATES = 40
# A pair of words that so many texts have tells little of any of them; it counts where there is no rarer one.
_COMMON = 1000
_FEWEST_RARE = 3
_ASKED_AT_ONCE = 500


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
        sought = one_line(sought)
        near = self.find(sought, limit=limit, least=least)
        return Answer(engine=self.engine, sought=sought, documents=self.documents, found=tuple(near))

    def find(self, sought: str, *, limit: int = 10, least: float = 0.5) -> list[Found]:
        """The `limit` texts that come nearest to `sought`, the nearest first; none below a similarity of `least`."""
        sought = one_line(sought)
        ranked = nearest(sought, self._candidates(sought), limit, least)
        return [found(sought, near, text, self._adoptions(number)) for near, number, text in ranked]

    def find_all(self, questions: Sequence[str], *, limit: int = 10, least: float = 0.5) -> list[list[Found]]:
        """The same for several questions."""
        return [self.find(question, limit=limit, least=least) for question in questions]

    def acts(self, adoptions: Sequence[Adoption]) -> list[tuple[tuple[Act, str], ...]]:
        """For each adoption the acts of its paragraph, each with the words that its verb governs."""
        return list(map(self._acts, adoptions))

    def _acts(self, adoption: Adoption) -> tuple[tuple[Act, str], ...]:
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
        return self._index.execute(f"SELECT id, text FROM texts WHERE id IN ({marks}) ORDER BY id", best).fetchall()

    def _holders(self, sought: str) -> Iterator[bytes]:
        """For each pair of words of the question that is known, the texts that have it."""
        pairs = sorted(pairs_of(sought))
        for at in range(0, len(pairs), _ASKED_AT_ONCE):
            asked = pairs[at : at + _ASKED_AT_ONCE]
            marks = ",".join("?" * len(asked))
            for (blob,) in self._index.execute(f"SELECT texts FROM pairs WHERE words IN ({marks})", asked):
                yield blob

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

"""Walking through a passage from cue to cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dispositif.authorities.series import series, squeezed
from dispositif.citations.names import extended, goes_on
from dispositif.citations.numbers import Issuers, numbers
from dispositif.citations.vocabulary import Cue, Vocabulary
from dispositif.document import CitationKind

_REFERENCE = 150
_SENTENCE = 500


class Found(NamedTuple):
    """A citation in a passage; `part` is the span of its pinpoint."""

    start: int
    end: int
    kind: CitationKind
    identifier: str | None
    part: tuple[int, int] | None
    rule: str


class Cued(NamedTuple):
    """A cue where it stands."""

    start: int
    end: int
    cue: Cue

    def shifted(self, by: int) -> Cued:
        """The same cue in other words that begin earlier or later."""
        return Cued(self.start + by, self.end + by, self.cue)


def plain_hyphens(words: str) -> str:
    """The same words with every hyphen as a plain one; offsets stay the same."""
    return words if words.isascii() else words.replace("‑", "-").replace("‐", "-")


class Finder:
    """Finds the citations of one document, passage after passage; remembers what has been cited."""

    def __init__(self, vocabulary: Vocabulary, issuer: str | None, charter: str | None) -> None:
        self._words = vocabulary
        self._issuers = Issuers(vocabulary, issuer)
        self._last_named: dict[CitationKind, str | None] = {"charter": charter}

    def cues(self, words: str) -> list[Cued]:
        """The places in `words` where a citation may be."""
        return [Cued(start, end, records[0]) for start, end, records in self._words.lexicon.find(words)]

    def find(self, words: str, cues: list[Cued]) -> Iterator[Found]:
        """The citations in the passage `words`, from left to right."""
        part: tuple[int, int] | None = None
        done = 0
        for place, cued in enumerate(cues):
            start, end, cue = cued
            if start < done:
                continue
            if cue.sort == "pinpoint":
                match = cue.then and cue.then.match(words, end)
                if match:
                    part, done = (start, match.end()), match.end()
                continue
            for found in self._at(words, cued, (cues[later] for later in range(place + 1, len(cues)))):
                kept = found if found.part or not part else found._replace(part=self._part(words, part, found))
                if kept.rule == "anaphor" and kept.kind == "treaty" and not kept.part:
                    continue  # a treaty that is being talked about, not cited
                if kept.start < done:  # the words before it belong to what was cited before
                    kept = kept._replace(start=max(done, start))
                done = max(done, kept.end, kept.part[1] if kept.part else 0)
                yield kept

    def _at(self, words: str, cued: Cued, following: Iterable[Cued]) -> Iterator[Found]:
        start, end, cue = cued
        if cue.sort == "noun":
            limit = next((later.start for later in following if later.cue.sort == "noun"), len(words))
            yield from self._numbered(words, start, end, cue, limit)
        elif cue.sort == "document":
            yield from self._document(words, start, end, cue)
        elif cue.sort == "name":
            self._last_named[cue.kind] = cue.value
            yield Found(start, end, cue.kind, cue.value, self._part_after(words, end), f"names/{cue.value}")
        elif cue.sort == "head":
            limit = next((later.start for later in following if later.cue.sort in ("name", "head")), len(words))
            yield self._headed(words, start, end, cue, limit)
        elif cue.then and (match := cue.then.match(words, end)):
            identifier = cue.value.format(*match.groups()) or None
            yield Found(start, match.end(), cue.kind, identifier, None, cue.sort)

    def _numbered(self, words: str, start: int, end: int, cue: Cue, limit: int) -> Iterator[Found]:
        listed = list(numbers(self._words, words, end, limit))
        if not listed:
            return
        whose = self._issuers.before(words, start)
        candidates = whose.candidates
        if candidates is None:
            candidates = self._issuers.after(words, listed[-1][1])
        adjacent = self._words.sign.fullmatch(words, end, listed[0][0]) is not None
        before = words[max(0, whose.start - _SENTENCE) : whose.start]
        for first, (at, stop, number) in enumerate(listed):
            identifier = self._issuers.instrument(cue.value, number, candidates, before)
            if identifier is None and (not adjacent or number.printed.isdigit()):
                continue  # a figure that may count something else
            begin = whose.start if first == 0 and adjacent else at
            part = self._part_after(words, stop)
            yield Found(begin, stop, cue.kind, identifier, part, f"nouns/{cue.value}")

    def _document(self, words: str, start: int, end: int, cue: Cue) -> Iterator[Found]:
        match = cue.then and cue.then.match(words, end)
        if not match:
            return
        symbol = squeezed(words[start : match.end()])
        kinds = series().kinds
        kind = next((kinds[piece] for piece in symbol.replace(".", "/").split("/") if piece in kinds), None)
        kind = kind or self._kind_before(words, start)
        symbol = symbol.replace("/Res/", "/RES/") if symbol.startswith(("A/", "S/", "E/")) else symbol
        yield Found(start, match.end(), kind, symbol, self._part_after(words, match.end()), "documents")

    def _kind_before(self, words: str, start: int) -> CitationKind:
        nouns = list(self._words.document_noun.finditer(words, max(0, start - _REFERENCE), start))
        return self._words.document_nouns[nouns[-1][0]] if nouns else "other"

    def _headed(self, words: str, start: int, end: int, cue: Cue, limit: int) -> Found:
        first, last = extended(self._words, words, start, end, limit)
        part = self._part_after(words, last)
        if (first, last) != (start, end):
            return Found(first, last, cue.kind, None, part, "heads")
        identifier = None if goes_on(self._words, words, end) else self._last_named.get(cue.kind)
        return Found(start, end, cue.kind, identifier, part, "anaphor")

    def _part(self, words: str, part: tuple[int, int] | None, found: Found) -> tuple[int, int] | None:
        """The part named before, if it is of what was found: "paragraph 5 (b) of resolution …"."""
        if part is None or not part[1] <= found.start < part[1] + _REFERENCE:
            return None
        between = words[part[1] : found.start].strip()
        between = between.removesuffix(next((f" {own}" for own in self._words.own if between.endswith(f" {own}")), ""))
        return part if between in self._words.pinpoint_of else None

    def _part_after(self, words: str, end: int) -> tuple[int, int] | None:
        if not self._words.may_follow(words, end):
            return None
        dated = self._words.dated.match(words, end)
        match = self._words.pinpoint_after.match(words, dated.end() if dated else end)
        if not match:
            return None
        after = words[match.end() : match.end() + 8].split(" ")
        if len(after) > 1 and not after[0] and after[1] in self._words.pinpoint_of:
            return None  # it is a part of what comes next
        return match.start("part"), match.end("part")

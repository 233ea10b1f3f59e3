"""Walking through a passage from cue to cue."""

from __future__ import annotations

from typing import Final

from dispositif.authorities.identifiers import completed, squeezed
from dispositif.authorities.series import series
from dispositif.citations.cues import Cue, Cued
from dispositif.citations.issuers import Issuers
from dispositif.citations.names import Named, extended, goes_on
from dispositif.citations.numbers import before_figure, numbers
from dispositif.citations.vocabulary import Vocabulary
from dispositif.document import CitationKind

_REFERENCE: Final = 150
_CLAUSE: Final = 40
_ENDS_NOTE: Final = ".;)"
_COUNTED: Final = ("resolution", "decision")  # instruments of which any may bear but a figure


class Found:
    """A citation in a passage; `part` is the span of its pinpoint.

    `waiting` are the noun and the number of one by which the text may go on to tell what it is.
    """

    __slots__ = ("end", "identifier", "kind", "part", "rule", "start", "waiting")

    def __init__(
        self, start: int, end: int, kind: CitationKind, identifier: str | None, part: tuple[int, int] | None, rule: str,
        waiting: tuple[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.start = start
        self.end = end
        self.kind: CitationKind = kind
        self.identifier = identifier
        self.part = part
        self.rule = rule
        self.waiting = waiting


class Finder:
    """Finds the citations of one document, passage after passage; remembers what has been cited."""

    def __init__(self, vocabulary: Vocabulary, issuer: str | None, charter: str | None) -> None:
        self._words = vocabulary
        self._issuers = Issuers(vocabulary, issuer)
        self.latest: Found | None = None
        """What was cited last, as far as "ibid." may mean it."""
        self._named = Named(vocabulary, charter)

    def find(self, words: str, cues: list[Cued]) -> list[Found]:
        """The citations in the passage `words`, from left to right."""
        kept: list[Found] = []
        part: tuple[int, int] | None = None
        done = cited = 0  # how far the passage is read; where the last citation ends
        for place, cued in enumerate(cues):
            start, end, cue = cued.start, cued.end, cued.seen
            if start < done:
                continue
            if cue.sort == "pinpoint":
                if match := cue.follows(words, end):
                    done = match.end()
                    part = start, done
                continue
            for found in self._at(words, cues, place):
                if part and found.start <= part[0]:  # "the Part XI Agreement"
                    done, part = cited, None
                if part and not found.part:
                    found.part = self._part(words, part, found)
                if found.rule == "anaphor" and found.kind != "charter" and not found.part:
                    continue  # a treaty that is being talked about, not cited
                if found.start < done:  # the words before it belong to what was cited before
                    found.start = max(done, start)
                done = max(done, found.end)
                if found.part:
                    done = max(done, found.part[1])
                cited = done
                kept.append(found)
                self.latest = found
        return kept

    def identifier(self, found: Found) -> str | None:
        """The identifier of a citation, as far as all that was read tells it."""
        return self._issuers.cited(*found.waiting) if found.waiting else found.identifier

    def _at(self, words: str, cues: list[Cued], place: int) -> list[Found]:
        start, end, cue = cues[place].start, cues[place].end, cues[place].seen
        if cue.sort == "noun":
            return self._numbered(words, start, end, cue, _next(words, cues, place, ("noun",)))
        if cue.sort == "name":
            first = extended(self._words, words, start, end, end)[0] if words[start:end].istitle() else start
            forename, _, further = words[first:start].partition(" ")
            # "the Dayton | Paris Agreement", not "African Union | Agenda 4"
            another = forename.istitle() and not further
            value = None if another else cue.value
            first = start if value else first
            self._named.add(words, first, end, cue, value)
            return [Found(first, end, cue.kind, value, self._part_after(words, end), cue.rule)]
        if cue.sort == "head":
            return [self._headed(words, start, end, cue, _next(words, cues, place, ("name", "head")))]
        match = cue.follows(words, end)
        if not match:
            return self._again(words, start, end)
        if cue.sort == "document" and cue.counted:
            first = before_figure(words, start)
            return [self._document(words, first, match.end(), cue)] if first < start else []
        if cue.sort == "document":
            return [self._document(words, start, match.end(), cue)]
        return [Found(start, match.end(), cue.kind, cue.value.format(*match.groups()) or None, None, cue.rule)]

    def _numbered(self, words: str, start: int, end: int, cue: Cue, limit: int) -> list[Found]:
        found: list[Found] = []
        listed = numbers(self._words, words, end, limit)
        if not listed:
            return found
        whose = self._issuers.before(words, start)
        candidates = self._issuers.named(cue.whose) if cue.whose else whose.candidates
        if candidates is None:
            candidates = self._issuers.after(words, listed[-1].dated)
        adjacent = self._words.number_start(words, end) == listed[0].start
        begin = whose.start if adjacent else listed[0].start
        for one in listed:
            identifier = self._issuers.instrument(cue.value, one, candidates, words, whose.start)
            # Without an identifier, a figure may count something else.
            if identifier or (adjacent and (not one.number.isdigit() or self._counts_nothing(words, one.end, cue))):
                part = self._part_behind(words, one.dated)
                first = begin if one is listed[0] else one.start
                waiting = (cue.value, one.number) if candidates is None and not identifier else None
                found.append(Found(first, one.end, cue.kind, identifier, part, cue.rule, waiting))
        return found

    def _counts_nothing(self, words: str, end: int, cue: Cue) -> bool:
        """Whether a figure that ends there is the number of what a cue says: "resolution 1, annex"."""
        return cue.value in _COUNTED and self._words.closes(words, end)

    def _document(self, words: str, start: int, end: int, cue: Cue) -> Found:
        printed = words[start:end]
        symbol = " ".join(printed.split()) if cue.counted else cue.prefix + squeezed(printed)
        kinds = series().kinds
        pieces = symbol.replace(".", "/").replace(" ", "/").split("/")
        kind = next((kinds[piece] for piece in pieces if piece in kinds), None)
        kind = kind or self._kind_before(words, start)
        symbol = symbol.replace("/Res/", "/RES/") if symbol.startswith(("A/", "S/", "E/")) else symbol
        symbol = completed(symbol)
        return Found(start, end, kind, symbol, self._part_after(words, end), "documents")

    def _again(self, words: str, start: int, end: int) -> list[Found]:
        """What was cited last, where words that say so stand alone or with a pinpoint."""
        if words[start:end] not in self._words.again or self.latest is None:
            return []
        part = self._part_behind(words, end)
        after = words[part[1] if part else end :].lstrip()[:1]
        if after and after not in _ENDS_NOTE:
            return []  # another volume or page of what was named, which is another document
        return [Found(start, end, self.latest.kind, self.latest.identifier, part, "again")]

    def _kind_before(self, words: str, end: int) -> CitationKind:
        # The noun mostly stands near, and what is near is read before what is far.
        for reach in (_CLAUSE, _REFERENCE):
            kind = self._words.document_kind(words[max(0, end - reach) : end])
            if kind is not None:
                return kind
        return "other"

    def _headed(self, words: str, start: int, end: int, cue: Cue, limit: int) -> Found:
        first, last = extended(self._words, words, start, end, limit)
        part = self._part_after(words, last)
        if first != start or last != end:
            named = None if goes_on(self._words, words, last) else self._named.short(words[first:last])
            if named is None:
                self._named.add(words, first, last, cue, None)
                return Found(first, last, cue.kind, None, part, cue.rule)
            return Found(first, last, named.kind, named.identifier, part, cue.rule)
        if goes_on(self._words, words, end):
            return Found(start, end, cue.kind, None, part, "anaphor")
        named = self._named.last(cue)
        return Found(start, end, named.kind, named.identifier, part, "anaphor")

    def _part(self, words: str, part: tuple[int, int], found: Found) -> tuple[int, int] | None:
        """The part named before, if it is of what was found: "paragraph 5 (b) of resolution …"."""
        if not part[1] <= found.start < part[1] + _REFERENCE:
            return None
        between = words[part[1] : found.start].strip()
        for own in self._words.own:
            if between.endswith(f" {own}"):
                between = between.removesuffix(f" {own}")
                break
        return part if between in self._words.pinpoint_of else None

    def _part_after(self, words: str, end: int) -> tuple[int, int] | None:
        if not self._words.may_follow(words, end):
            return None
        date = self._words.dated.match(words, end)
        return self._part_behind(words, date.end() if date else end)

    def _part_behind(self, words: str, end: int) -> tuple[int, int] | None:
        """The pinpoint behind an instrument that ends, with its date, at `end`."""
        if not self._words.may_follow(words, end):
            return None
        match = self._words.pinpoint_after.match(words, end)
        if not match:
            return None
        after = words[match.end() : match.end() + 8].split(" ")
        if len(after) > 1 and not after[0] and after[1] in self._words.pinpoint_of:
            return None  # it is a part of what comes next
        return match.start("part"), match.end("part")


def _next(words: str, cues: list[Cued], place: int, sorts: tuple[str, ...]) -> int:
    """Where the next cue of one of the `sorts` stands; where the passage ends, if none does."""
    for later in range(place + 1, len(cues)):
        if cues[later].seen.sort in sorts:
            return cues[later].start
    return len(words)

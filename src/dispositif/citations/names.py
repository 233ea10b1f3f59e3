"""Instruments cited by name: charters, treaties and what else is known by its title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from dispositif.citations.cues import Cue
from dispositif.citations.vocabulary import Vocabulary
from dispositif.document import CitationKind

_LONGEST_NAME: Final = 40
_LONGEST_FORENAME: Final = 8
_LONGEST_WORD: Final = 40
_ENDS: Final = ',;.:)”"]⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣ'  # and the number of a note
_SENTENCE_END: Final = "."
_LONGEST_REMARK: Final = 60  # what stands between a name and the short form that it is given
_QUOTES: Final = " “”\"'’"


def extended(known: Vocabulary, words: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """The whole name of which the head stands at `start`:`end`; it goes no further than `limit`."""
    return _first(known, words, start), _last(known, words, end, limit)


def _first(known: Vocabulary, words: str, start: int) -> int:
    """Where the capitalized words before the head begin: "Vienna", "Third Optional", "Status of Forces"."""
    cut = start
    capitals = words[start : start + 2].isupper()  # of a text in capitals
    for _ in range(_LONGEST_FORENAME):
        if cut < 2 or words[cut - 1] != " ":
            break
        end = cut - 1
        cut = words.rfind(" ", max(0, end + 1 - _LONGEST_WORD), end) + 1
        word = words[cut:end]
        if word in known.name_links:
            continue
        # The first word of a sentence bears its capital for another reason.
        if (
            not cut
            or words[cut - 2] == _SENTENCE_END
            or not word[:1].isupper()
            or not word.replace("-", "").replace("‑", "").isalpha()
            or (capitals and word.lower() in known.name_words)  # "TO THE CONVENTION"
        ):
            break
        start = cut
    return start


def _last(known: Vocabulary, words: str, end: int, limit: int) -> int:
    last, opened = end, False
    for cut, stop, word in _following(words, end, limit):
        bare = word.partition(",")[0].rstrip(_ENDS)  # the number of a note may stand right behind: "Reefs,1"
        if not opened and bare not in known.name_openers:
            break
        opened = True
        if bare[:1].isupper():
            last = cut + len(bare)
        elif bare not in known.name_words:
            break
        if bare != word or stop >= limit:
            break
    return last


def _following(words: str, end: int, limit: int) -> Iterator[tuple[int, int, str]]:
    """The words behind `end`, one after another: start, end, word."""
    for _ in range(_LONGEST_NAME):
        if words[end : end + 1] != " " or end + 1 >= limit:
            return
        stop = words.find(" ", end + 1)
        stop = len(words) if stop < 0 else stop
        yield end + 1, stop, words[end + 1 : stop]
        end = stop


def goes_on(known: Vocabulary, words: str, end: int) -> bool:
    """Whether a bare head is followed by the rest of a name that is not known: "the Charter of la …"."""
    return next((word for _, _, word in _following(words, end, len(words))), "") in known.name_openers


class Instrument(NamedTuple):
    """What has been named: what it is, and its identifier, None where it is not known."""

    kind: CitationKind
    identifier: str | None


class Named:
    """What a document has named so far, and what it goes on to call that: by its head, or by a part of its name.

    `charter` is that of the organization which speaks: it is meant where no other charter has been named.
    """

    def __init__(self, known: Vocabulary, charter: str | None) -> None:
        self._heads = tuple(head for heads in known.heads.values() for head in heads)
        self._last: dict[tuple[CitationKind, str], Instrument] = {
            ("charter", head): Instrument("charter", charter) for head in known.heads.get("charter", ())
        }
        self._whole: dict[str, Instrument] = {}
        self._short: dict[str, Instrument] = {}

    def add(self, words: str, start: int, end: int, cue: Cue, identifier: str | None) -> None:
        """Note that `words[start:end]` names an instrument by the head, or the name, that `cue` is."""
        named = Instrument(cue.kind, identifier)
        if identifier or cue.kind != "charter":
            self._last[cue.kind, cue.head] = named
        if identifier:
            self._whole[words[start:end]] = named
        opens = words.find("(", end, end + _LONGEST_REMARK)
        closes = words.find(")", opens, opens + _LONGEST_REMARK) if opens >= 0 else -1
        if closes >= 0:
            given = words[opens + 1 : closes].strip(_QUOTES)
            if given.endswith(self._heads):  # "(the Convention)", "(hereinafter “the Part XI Agreement”)"
                self._short[given[next((at for at, letter in enumerate(given) if letter.isupper()), 0) :]] = named

    def last(self, cue: Cue) -> Instrument:
        """What a head means that stands alone: what was given it as a short form, else what was named last by it."""
        named = self._short.get(cue.head) or self._last.get((cue.kind, cue.head))
        return named or Instrument(cue.kind, None)

    def short(self, name: str) -> Instrument | None:
        """What a name means that is a short form, or the beginning of a name, of what was named."""
        if name in self._short:
            return self._short[name]
        return next((named for whole, named in self._whole.items() if whole.startswith(f"{name} ")), None)

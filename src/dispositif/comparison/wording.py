"""Words: how a text is cut into them, and how two lines of words differ.

Each different word becomes one character of a private alphabet, so that libraries for strings compare words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import zip_longest
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel, LCSseq

# The same but for marks, which do not make two paragraphs alike or unlike.
_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]|\w+(?:[-'’./]\w+|,\d{3})*")
# A word with its inner marks ("A/RES/77/1", "well-kept", "1,000"), a character of a script without blanks, or a mark.
_TOKEN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]|\w+(?:[-'’./]\w+|,\d{3})*|[^\w\s]")
_LONGEST_ISLAND = 2
BREAK = "\n"
"""The token that stands between two paragraphs."""


class Token(NamedTuple):
    """A word or a mark of a text. `spaced` where white space stands before it in its paragraph."""

    text: str
    start: int
    end: int
    spaced: bool


# A line has hundreds, and the name of each part takes longer than the part.
_token: Callable[[tuple[str, int, int, bool]], Token] = partial(tuple.__new__, Token)


class Block(NamedTuple):
    """A stretch of two lines of tokens: `old[start:end]` against `new[from:to]`, half-open."""

    equal: bool
    old: tuple[int, int]
    new: tuple[int, int]


def tokens(characters: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `characters[start:end]`, with their offsets in `characters`."""
    stop = len(characters) if end is None else end
    found = [(match[0], *match.span()) for match in _TOKEN.finditer(characters, start, stop)]
    last = found[0][1] if found else start
    line: list[Token] = []
    for text, at, to in found:
        line.append(_token((text, at, to, at > last)))
        last = to
    return line


def words(characters: str) -> list[str]:
    """What makes two paragraphs alike: their words, without case and marks."""
    return _WORD.findall(characters.casefold())


class Alphabet(dict[str, str]):
    """One character for each different word, the same for all lines that are compared with each other."""

    def spell(self, words: Iterable[str]) -> str:
        """A string with one character for each word."""
        return "".join(map(self.__getitem__, words))

    def __missing__(self, word: str) -> str:
        code = len(self) + 1
        # Surrogates are no characters of their own.
        letter = self[word] = chr(code if code < 0xD800 else code + 0x800)
        return letter


def similarity(old: str, new: str, least: float = 0.0) -> float:
    """The share of characters that two strings have in the same order, 0 to 1; 0 where it is below `least`."""
    return Indel.normalized_similarity(old, new, score_cutoff=least)


def difference(old: Sequence[Token], new: Sequence[Token]) -> list[Block]:
    """How a line of tokens became another: blocks that are equal and blocks that differ, in turn."""
    alphabet = Alphabet()
    before, after = alphabet.spell(as_printed(old)), alphabet.spell(as_printed(new))
    blocks: list[Block] = []
    for code in LCSseq.opcodes(before, after):
        equal = code.tag == "equal"
        block = Block(equal, (code.src_start, code.src_end), (code.dest_start, code.dest_end))
        blocks.append(block if equal or not blocks or blocks[-1].equal else _joined(blocks.pop(), block))
    return _without_islands(blocks)


def _joined(*blocks: Block) -> Block:
    first, last = blocks[0], blocks[-1]
    return Block(False, (first.old[0], last.old[1]), (first.new[0], last.new[1]))


def _without_islands(blocks: Sequence[Block]) -> list[Block]:
    """The same, but a word or two that stand alone between longer changes count with them: so people mark a text."""
    kept: list[Block] = []
    for block, after in zip_longest(blocks, blocks[1:]):
        goes_on = bool(kept) and not kept[-1].equal and not block.equal
        if goes_on or (kept and after and _is_island(block, kept[-1], after)):
            kept.append(_joined(kept.pop(), block))
        else:
            kept.append(block)
    return kept


def _is_island(block: Block, before: Block, after: Block) -> bool:
    length = block.old[1] - block.old[0]
    return (
        block.equal
        and length <= _LONGEST_ISLAND
        and all(stop - start > length for change in (before, after) for start, stop in (change.old, change.new))
    )


class Run(NamedTuple):
    """Words of one line as it is printed: kept, deleted or inserted. BREAK stands for the end of a paragraph."""

    kind: Literal["kept", "deleted", "inserted"]
    text: str


def runs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Run]:
    """The two lines as one, marked. Kept and deleted runs make the old line, kept and inserted ones the new."""
    for block in difference(old, new):
        if block.equal:
            yield Run("kept", _printed(new, block.new))
            continue
        if block.old[0] < block.old[1]:
            yield Run("deleted", _printed(old, block.old))
        if block.new[0] < block.new[1]:
            yield Run("inserted", _printed(new, block.new))


def _printed(line: Sequence[Token], stretch: tuple[int, int]) -> str:
    return "".join(as_printed(line[stretch[0] : stretch[1]]))


def as_printed(line: Sequence[Token]) -> list[str]:
    """The tokens with the white space that stands before them."""
    return [f" {text}" if spaced else text for text, _, _, spaced in line]

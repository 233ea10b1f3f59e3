"""Words broken at the end of lines, and whether they had their hyphen before they were broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LINE_END_HYPHEN = re.compile(r"([^\W\d_]+)-$")
"""The end of a line that breaks a word."""
_HYPHENATED_SHARE = 0.04
_COMMONEST = 6
_OFTEN = 5


class Hyphens:
    """What the lines of a text tell of the words that are broken at their ends."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._known: Counter[str] = Counter()
        broken = 0
        for line in lines:
            self._known.update(word.lower() for word in _WORD.findall(line.removesuffix("-")))
            broken += bool(LINE_END_HYPHEN.search(line))
        # Where hardly a line ends in a hyphen nobody hyphenates, and such a hyphen is the word's own.
        self._hyphenates = broken > max(_HYPHENATED_SHARE * len(lines), 1)
        self._commonest = {word for word, count in self._known.most_common(_COMMONEST) if count >= _OFTEN}

    def join(self, words: str, line: str) -> str:
        """The words so far and one more line."""
        if words.endswith(("-", "–", "—", "/")) and not words.endswith((" -", " –", " —")):
            if self.is_suspended(line):
                return f"{words} {line}"
            broken = LINE_END_HYPHEN.search(words)
            return words[:-1] + line if broken and self.is_soft(broken[1], line) else words + line
        return f"{words} {line}"

    def is_suspended(self, line: str) -> bool:
        """Whether a hyphen before a new line waits for a word further on: "troop- | and police-contributing".

        The words that join others are among the commonest of any text, and no rest of a word is.
        """
        word = _WORD.match(line)
        return word is not None and word[0] in self._commonest

    def is_soft(self, beginning: str, line: str) -> bool:
        """Whether the hyphen is nothing but the break between the beginning of a word and its rest, on a new line."""
        rest = _WORD.match(line)
        if rest is None or not rest[0][0].islower():
            return False
        if (beginning + rest[0]).lower() in self._known:
            return True
        if f"{beginning}-{rest[0]}".lower() in self._known:
            return False
        return self._hyphenates

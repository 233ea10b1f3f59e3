"""Language taken over: new paragraphs of a text that stand, nearly word for word, in another document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dispositif.comparison.forms import Comparison, Finding, stretch
from dispositif.comparison.wording import Alphabet, similarity, words
from dispositif.exports import Edition

_NEARLY = 0.8
_FEWEST_WORDS = 8


def taken_over(comparison: Comparison, new: Edition, others: Iterable[Edition]) -> Comparison:
    """The same comparison with a finding for each new paragraph that nearly stands in one of `others`.

    A paragraph of at least eight words counts, from eight tenths of common words on; the most alike is named. That one
    text was written after the other is not said: only that both have these words.
    """
    found = [finding for other in others for finding in _from(comparison, new, other)]
    best: dict[int, tuple[float, Finding]] = {}
    for alike, finding in found:
        if finding.pair not in best or alike > best[finding.pair][0]:
            best[finding.pair] = alike, finding
    findings = [*comparison.findings, *(finding for _, finding in best.values())]
    return msgspec.structs.replace(comparison, findings=tuple(sorted(findings, key=lambda finding: finding.pair)))


def _from(comparison: Comparison, new: Edition, other: Edition) -> Iterator[tuple[float, Finding]]:
    alphabet = Alphabet()

    def spelled(edition: Edition, start: int, end: int) -> str:
        return alphabet.spell(words(edition.characters[start:end]))

    held = [(spelled(other, paragraph.start, paragraph.end), paragraph) for paragraph in other.document.paragraphs]
    for number, pair in enumerate(comparison.pairs):
        if pair.relation != "new":
            continue
        place = pair.new[0]
        letters = spelled(new, place.start, place.end)
        if len(letters) < _FEWEST_WORDS:
            continue
        alike, paragraph = max(
            ((similarity(one, letters, _NEARLY), paragraph) for one, paragraph in held),
            key=lambda found: found[0],
            default=(0.0, None),
        )
        if paragraph is not None and alike >= _NEARLY:
            yield (
                alike,
                Finding(
                    kind="language-taken-over",
                    pair=number,
                    old=stretch(other.characters, paragraph.start, paragraph.end),
                    new=stretch(new.characters, place.start, place.end),
                    before=f"{paragraph.id} ({alike:.2f})",
                    rule=other.name,
                ),
            )

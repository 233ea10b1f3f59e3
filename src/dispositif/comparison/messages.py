"""What findings and relations are called where people read them: in our language, never in that of the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dispositif.comparison.forms import Comparison, Finding, Pair, Place, Relation
from dispositif.exports import Edition
from dispositif.exports.edition import one_line

FINDINGS = {
    "verb-strengthened": "Verb strengthened",
    "verb-weakened": "Verb weakened",
    "verb-changed": "Verb changed, on no common scale",
    "addressee-added": "Addressee added",
    "addressee-gone": "Addressee gone",
    "deadline-added": "Deadline added",
    "deadline-gone": "Deadline gone",
    "deadline-moved": "Deadline moved",
    "condition-added": "Condition added",
    "condition-gone": "Condition gone",
    "amount-changed": "Amount changed",
    "language-taken-over": "Also found in",
}
"""What each kind of finding is called."""

MOVED_AND_CHANGED = "moved and changed"
"""What became of a paragraph that stands elsewhere and says something else; other relations are said as they are."""
LINE = "Line {number}"
ABSENT = "Not in this document."
FINDINGS_OF = "Findings of {paragraphs}"

_ONE_SIDED = ("added", "gone")
_RELATIONS: tuple[Relation, ...] = ("same", "changed", "moved", "split", "merged", "new", "dropped")


def told(finding: Finding) -> list[tuple[str, str]]:
    """A finding in parts: what it is, then the words of the texts that it stands on, then what they stand for."""
    parts = [("what", FINDINGS[finding.kind])]
    if finding.kind == "language-taken-over":
        return [*parts, ("note", f"{finding.rule}, {finding.before}")]
    side = finding.kind.rpartition("-")[2]
    if side not in _ONE_SIDED or side == "gone":
        parts.append(("old", one_line(finding.old.text)))
    if side not in _ONE_SIDED or side == "added":
        parts.append(("new", one_line(finding.new.text)))
    meaning = " → ".join(filter(None, (finding.before, finding.after)))
    shown = {words for kind, words in parts if kind in ("old", "new")}
    if meaning and not {finding.before, finding.after} <= shown:
        parts.append(("note", meaning))
    return parts


def tally(comparison: Comparison) -> str:
    """How many paragraphs are same, changed, moved …, in a line."""
    counts = Counter(pair.relation for pair in comparison.pairs)
    said = ", ".join(f"{counts[relation]} {relation}" for relation in _RELATIONS if counts[relation])
    return said or "no paragraphs"


def labelled(pair: Pair, old: Edition, new: Edition) -> str:
    """The numbers of a pair's paragraphs: "3 → 4, 5"."""
    before, after = numbers(old, pair.old), numbers(new, pair.new)
    if not before or not after:
        return before or after
    return before if before == after else f"{before} → {after}"


def numbers(edition: Edition, places: Iterable[Place]) -> str:
    """The printed numbers of paragraphs, their identifiers where they have none."""
    return ", ".join(edition.number(place.paragraph) for place in places)

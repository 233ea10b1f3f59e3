"""Checking a draft: what a reader of it would ask, each remark with its words and its rule.

`check(draft)` looks at the draft alone. With the last text (`last`), and with what was adopted before (`index`: an
index of agreed language, or a register), it says where verbs are weaker and which standing mandates it overlaps with.
"""

from __future__ import annotations

from dispositif import __version__
from dispositif.agreed import Adopted
from dispositif.checking.forms import Check, Remark, Rule
from dispositif.checking.names import open_names
from dispositif.checking.precedents import overlaps, precedents, weaker_than_agreed, weaker_than_last
from dispositif.checking.provisions import missing_addressees, missing_deadlines, missing_review, open_pronouns
from dispositif.exports import Edition

__all__ = ["Check", "Remark", "Rule", "check"]


def check(draft: Edition, *, last: Edition | None = None, index: Adopted | None = None) -> Check:
    """The remarks on a draft, in the order of its text."""
    remarks = [
        *missing_addressees(draft),
        *missing_deadlines(draft),
        *missing_review(draft),
        *open_names(draft),
        *open_pronouns(draft),
    ]
    if last is not None:
        remarks += weaker_than_last(draft, last)
    if index is not None:
        known = precedents(draft, index)
        remarks += overlaps(draft, known)
        remarks += weaker_than_agreed(draft, known, index)
    remarks.sort(key=lambda remark: (remark.start, remark.rule))
    return Check(engine=__version__, draft=draft.name, remarks=tuple(remarks))

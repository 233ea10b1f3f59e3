"""What two readings of one text make of its heading, citations, acts and mandates."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from dispositif.document import Document
from dispositif.evaluation.alignment import fault
from dispositif.evaluation.report import Fault, Share

_STATED = ("symbol", "adopted", "session")
_Keyed = dict[Hashable, tuple[int, int, str]]


def compare_items(
    file: str, marked: Document, plain: Document, characters: str, shares: dict[str, Share]
) -> Iterator[Fault]:
    """The faults of `plain` where it differs from `marked`; counts in `shares`."""
    for field in _STATED:
        right, read = getattr(marked.heading, field), getattr(plain.heading, field)
        share = shares.setdefault(field, Share())
        share.marked += right is not None
        share.found += read is not None
        share.right += right is not None and right == read
        if right != read:
            yield fault(file, field, "differs", right or "nothing", read or "nothing", 0, 0, characters)
    for sort, keyed in _SORTS.items():
        gold, found = keyed(marked), keyed(plain)
        share = shares.setdefault(sort, Share())
        share.marked += len(gold)
        share.found += len(found)
        share.right += len(gold.keys() & found.keys())
        for key, (start, end, name) in gold.items():
            if key not in found:
                yield fault(file, sort, "missed", name, "nothing", start, end, characters)
        for key, (start, end, name) in found.items():
            if key not in gold:
                yield fault(file, sort, "extra", "nothing", name, start, end, characters)


def _citations(document: Document) -> _Keyed:
    return {(one.start, one.id): (one.start, one.end, one.id or one.kind) for one in document.citations}


def _acts(document: Document) -> _Keyed:
    return {
        (one.verb.start, one.verb.lemma, one.force): (one.start, one.end, f"{one.verb.lemma}, {one.force}")
        for one in document.acts
    }


def _mandates(document: Document) -> _Keyed:
    return {
        (one.action.start, tuple(who.start for who in one.addressees)): (
            one.action.start,
            one.action.end,
            ", ".join(who.text for who in one.addressees) or "nobody is named",
        )
        for one in document.mandates
    }


_SORTS: dict[str, Callable[[Document], _Keyed]] = {"citations": _citations, "acts": _acts, "mandates": _mandates}

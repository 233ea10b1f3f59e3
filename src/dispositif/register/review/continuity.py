"""What of a new reading is what of the reading before: by the words of the text that both hold.

A text never changes, so what overlaps is the same thing, whatever its number. Paragraphs and mandates keep the names
that they had, so that their addresses hold; what is new gets a name that nothing ever had.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from dispositif.document import Act, Citation, Document, Mandate, Paragraph


class Extent(NamedTuple):
    """The stretch of the text that something with a name covers."""

    start: int
    end: int
    name: str


def pairs(before: Sequence[Extent], after: Sequence[Extent]) -> dict[str, str]:
    """For what stands in `after`, by name, what it was in `before`: one for one, those that share most words first.

    What shares less than half of the shorter of the two is not the same.
    """
    ordered = sorted(before)
    # The ends up to each place, so that what begins early and ends late is not missed.
    reach: list[int] = []
    for one in ordered:
        reach.append(max(one.end, reach[-1] if reach else 0))
    shared = []
    for new in after:
        index = bisect_left(ordered, (new.end, -1, ""))
        while index and reach[index - 1] > new.start:
            index -= 1
            old = ordered[index]
            common = min(old.end, new.end) - max(old.start, new.start)
            if common > 0 and 2 * common >= min(old.end - old.start, new.end - new.start):
                is_other = old.name != new.name
                shared.append((-common, is_other, abs(old.start - new.start), old.name, new.name))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for *_, old_name, new_name in sorted(shared):
        if old_name not in taken and new_name not in found:
            found[new_name] = old_name
            taken.add(old_name)
    return found


def carried_on(read: Document, paragraphs: Sequence[Extent], mandates: Sequence[Extent]) -> Document:
    """A new reading under the names that its paragraphs and mandates had before.

    `paragraphs` are those of the reading before; `mandates` all that the document ever had, by their keys.
    """
    names = _names(paragraphs, [Extent(one.start, one.end, one.id) for one in read.paragraphs])
    acts = {act.id: _moved(act.id, act.paragraph, names) for act in read.acts}
    paragraph_of = {act.id: act.paragraph for act in read.acts}
    own = {one.id: _moved(one.id, paragraph_of[one.act], names) for one in read.mandates}
    keys = _names(mandates, [Extent(one.action.start, one.action.end, own[one.id]) for one in read.mandates])
    mandate_names = {one: keys[name] for one, name in own.items()}
    return msgspec.structs.replace(
        read,
        paragraphs=tuple(_paragraph(one, names) for one in read.paragraphs),
        acts=tuple(_act(one, names, acts) for one in read.acts),
        mandates=tuple(_mandate(one, acts, mandate_names) for one in read.mandates),
        citations=tuple(_citation(one, names) for one in read.citations),
    )


def _names(before: Sequence[Extent], after: Sequence[Extent]) -> dict[str, str]:
    """What each of `after` is to be called."""
    names = pairs(before, after)
    taken = {extent.name for extent in before}
    for extent in after:
        if extent.name not in names:
            names[extent.name] = _free(extent.name, taken)
            taken.add(names[extent.name])
    return names


def _free(name: str, taken: Iterable[str]) -> str:
    """The name itself, or with a mark that it is another: op-3, op-3~2."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}~{number}"
    return free


def _moved(name: str, paragraph: str, names: Mapping[str, str]) -> str:
    """An act's or mandate's own name with that of its paragraph before it: op-8.a2."""
    return names[paragraph] + name.removeprefix(paragraph)


def _paragraph(one: Paragraph, names: Mapping[str, str]) -> Paragraph:
    parent = names[one.parent] if one.parent else None
    return msgspec.structs.replace(one, id=names[one.id], parent=parent)


def _act(one: Act, names: Mapping[str, str], acts: Mapping[str, str]) -> Act:
    return msgspec.structs.replace(one, id=acts[one.id], paragraph=names[one.paragraph])


def _mandate(one: Mandate, acts: Mapping[str, str], keys: Mapping[str, str]) -> Mandate:
    depends_on = tuple(keys[key] for key in one.depends_on)
    return msgspec.structs.replace(one, id=keys[one.id], act=acts[one.act], depends_on=depends_on)


def _citation(one: Citation, names: Mapping[str, str]) -> Citation:
    return msgspec.structs.replace(one, paragraph=names[one.paragraph] if one.paragraph else None)

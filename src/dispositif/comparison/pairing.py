"""Two documents compared: their paragraphs in pairs, the words that differ, and the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from dispositif import __version__
from dispositif.comparison.alignment import Group, Unit, align
from dispositif.comparison.findings import findings
from dispositif.comparison.forms import Change, Comparison, Pair, Place, Relation, Side, stretch
from dispositif.comparison.wording import BREAK, Alphabet, Run, Token, difference, runs, tokens, words
from dispositif.document import Paragraph
from dispositif.exports import Edition

_REALMS = {"masthead": "masthead", "footnote": "footnote"}


def compare(old: Edition, new: Edition) -> Comparison:
    """The comparison of two documents. Raises nothing, whatever they are: what has no like is new or dropped."""
    alphabet = Alphabet()
    return compared(old, new, units(old, alphabet), units(new, alphabet))


def compared(old: Edition, new: Edition, before: Sequence[Unit], after: Sequence[Unit]) -> Comparison:
    """As `compare`, of documents whose units are there already, of one alphabet."""
    pairs = tuple(_pair(old, new, group) for group in align(before, after))
    return Comparison(
        engine=__version__,
        old=side(old),
        new=side(new),
        pairs=pairs,
        findings=tuple(findings(old, new, pairs)),
    )


def side(edition: Edition) -> Side:
    """What a comparison says of one of its documents."""
    document = edition.document
    return Side(
        name=edition.name,
        title=edition.title,
        language=document.language,
        adopted=document.heading.adopted,
        sha256=document.source.sha256,
    )


def line(edition: Edition, places: Sequence[Place]) -> list[Token]:
    """The tokens of paragraphs one after the other, with a BREAK between two."""
    joined: list[Token] = []
    for place in places:
        if joined:
            joined.append(Token(BREAK, place.start, place.start, False))
        joined += tokens(edition.characters, place.start, place.end)
    return joined


def printed(edition: Edition, places: Sequence[Place]) -> str:
    """Paragraphs as they are printed in one line, whatever the white space, with a BREAK between two."""
    return BREAK.join([" ".join(edition.characters[place.start : place.end].split()) for place in places])


def runs_between(old: Edition, before: Sequence[Place], new: Edition, after: Sequence[Place]) -> Iterable[Run]:
    """What became of the words of paragraphs, as one line."""
    one, other = printed(old, before), printed(new, after)
    if one == other:
        return [Run("kept", other)]
    if not one or not other:
        return [Run("deleted", one) if one else Run("inserted", other)]
    return runs(line(old, before), line(new, after))


def units(edition: Edition, alphabet: Alphabet) -> list[Unit]:
    """The paragraphs of a document as they are aligned."""
    return [
        Unit(
            alphabet.spell(words(edition.characters[paragraph.start : paragraph.end])),
            _REALMS.get(paragraph.kind, "text"),
            f"{paragraph.part} {paragraph.kind}",
        )
        for paragraph in edition.document.paragraphs
    ]


def _pair(old: Edition, new: Edition, group: Group) -> Pair:
    before = [_place(old.document.paragraphs[index]) for index in group.old]
    after = [_place(new.document.paragraphs[index]) for index in group.new]
    changes = tuple(_changes(old, new, before, after)) if before and after else ()
    return Pair(
        relation=_relation(group, changes),
        old=tuple(before),
        new=tuple(after),
        moved=group.moved,
        similarity=round(group.similarity, 3),
        changes=changes,
    )


def _place(paragraph: Paragraph) -> Place:
    return Place(paragraph=paragraph.id, start=paragraph.start, end=paragraph.end)


def _relation(group: Group, changes: Sequence[Change]) -> Relation:
    if not group.old or not group.new:
        return "dropped" if group.old else "new"
    if len(group.new) > 1:
        return "split"
    if len(group.old) > 1:
        return "merged"
    if group.moved:
        return "moved"
    return "changed" if changes else "same"


def _changes(old: Edition, new: Edition, before: Sequence[Place], after: Sequence[Place]) -> Iterator[Change]:
    if printed(old, before) == printed(new, after):
        return
    left, right = line(old, before), line(new, after)
    for block in difference(left, right):
        if not block.equal:
            yield from _in_paragraphs(old, new, left, right, block.old, block.new)


def _in_paragraphs(
    old: Edition, new: Edition, left: list[Token], right: list[Token], taken: tuple[int, int], given: tuple[int, int]
) -> Iterator[Change]:
    """The words that differ, those of each paragraph apart."""
    at_old, at_new = _point(left, taken[0]), _point(right, given[0])
    for one, other in zip_longest(_stretches(left, taken), _stretches(right, given)):
        start, end = one or (at_old, at_old)
        from_, to = other or (at_new, at_new)
        at_old, at_new = end, to
        kind = "replaced" if one and other else "deleted" if one else "inserted"
        yield Change(kind=kind, old=stretch(old.characters, start, end), new=stretch(new.characters, from_, to))  # type: ignore[arg-type]


def _stretches(line: list[Token], stretch: tuple[int, int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = stretch[0]
    for index in range(stretch[0], stretch[1] + 1):
        if index == stretch[1] or line[index].text == BREAK:
            if start < index:
                found.append((line[start].start, line[index - 1].end))
            start = index + 1
    return found


def _point(line: list[Token], index: int) -> int:
    """Where a token stands, or where the line ends."""
    return line[index].start if index < len(line) else line[-1].end if line else 0

"""A comparison as a DOCX file with tracked changes: accepting all gives the newer text, rejecting all the older one.

Words of their own kind are few here and no library writes tracked changes, so the package is written as it stands in
the standard (ECMA-376, WordprocessingML), with fixed dates: the same comparison gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import groupby
from typing import Literal, NamedTuple

from lxml import etree

from dispositif.comparison.forms import Comparison, Pair, Place
from dispositif.comparison.wording import BREAK, Run, Token, as_printed, runs, tokens
from dispositif.exports import Edition
from dispositif.exports.edition import printable

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# The first day that a ZIP archive can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_NUMBER = 16
_MARKS = {"deleted": "del", "inserted": "ins", "moved from": "moveFrom", "moved to": "moveTo"}
_Place = tuple[int, int, str]

AUTHOR = "Dispositif"
DATE = "2000-01-01T00:00:00Z"


def to_docx(comparison: Comparison, old: Edition, new: Edition, *, author: str = AUTHOR, date: str = DATE) -> bytes:
    """The file. `author` and `date` (ISO 8601, UTC) are what each tracked change is signed with."""
    body = _Body(author, date)
    for paragraph in paragraphs(comparison, old, new):
        body.add(paragraph)
    return _packed(body.xml())


class Piece(NamedTuple):
    """Words of a paragraph of the file, or BREAK for its end, and what became of them. `move` tells moves apart."""

    kind: Literal["kept", "deleted", "inserted", "moved from", "moved to"]
    text: str
    move: int = 0


def paragraphs(comparison: Comparison, old: Edition, new: Edition) -> Iterator[list[Piece]]:
    """The two texts as one, paragraph by paragraph; the last piece of each is its end.

    A paragraph that was moved stands at both places, marked as a move. Words that went are deleted at the first, words
    that came inserted at the second, as are printed numbers. What was moved and split or merged is no move.
    """
    shared = [pair for pair in comparison.pairs if _in_place(pair, old, new)]
    order = {paragraph.id: index for index, paragraph in enumerate(old.document.paragraphs)}
    before = [_place(old, index) for index in range(len(order))]
    after = [_place(new, index) for index in range(len(new.document.paragraphs))]
    at_new = {paragraph.id: index for index, paragraph in enumerate(new.document.paragraphs)}
    from_old: dict[int, list[Piece]] = {}
    to_new: dict[int, list[Piece]] = {}
    for number, pair in enumerate(filter(_is_move, comparison.pairs), 1):
        one, other = order[pair.old[0].paragraph], at_new[pair.new[0].paragraph]
        from_old[one], to_new[other] = _moved(old, new, before[one], after[other], number)
    left = right = 0
    for pair in sorted(shared, key=lambda pair: at_new[pair.new[0].paragraph]):
        first, last = order[pair.old[0].paragraph], order[pair.old[-1].paragraph]
        from_, to = at_new[pair.new[0].paragraph], at_new[pair.new[-1].paragraph]
        yield from _alone("deleted", old, before, range(left, first), from_old)
        yield from _alone("inserted", new, after, range(right, from_), to_new)
        yield from _cut(runs(_line(old, before[first : last + 1]), _line(new, after[from_ : to + 1])))
        left, right = last + 1, to + 1
    yield from _alone("deleted", old, before, range(left, len(before)), from_old)
    yield from _alone("inserted", new, after, range(right, len(after)), to_new)


def plain(edition: Edition) -> list[str]:
    """The lines that the file holds of a document: each paragraph with its printed number, white space as one blank."""
    places = [_place(edition, index) for index in range(len(edition.document.paragraphs))]
    text = "".join(as_printed(_line(edition, places)))
    return text.split(BREAK)[:-1]


def _in_place(pair: Pair, old: Edition, new: Edition) -> bool:
    """Whether a pair stands at one place in both texts, so that its words can be shown as one."""
    if pair.relation in ("new", "dropped", "moved"):
        return False
    return not pair.moved and _contiguous(old, pair.old) and _contiguous(new, pair.new)


def _is_move(pair: Pair) -> bool:
    """Whether one paragraph stands elsewhere."""
    return pair.moved and len(pair.old) == len(pair.new) == 1


def _alone(
    kind: Literal["deleted", "inserted"],
    edition: Edition,
    places: Sequence[_Place],
    there: Iterable[int],
    moves: Mapping[int, list[Piece]],
) -> Iterator[list[Piece]]:
    """Paragraphs that stand there in one of the texts alone: deleted ones of the older, inserted ones of the newer."""
    for index in there:
        if index in moves:
            yield moves[index]
        else:
            words = _line(edition, [places[index]])
            yield from _cut(runs(words, []) if kind == "deleted" else runs([], words))


def _moved(old: Edition, new: Edition, before: _Place, after: _Place, move: int) -> tuple[list[Piece], list[Piece]]:
    """A paragraph as it is shown where it stood, and where it stands."""
    marked = list(runs(_words(old, before), _words(new, after)))
    stood: list[Piece] = [Piece("deleted", f"{before[2]} ")] if before[2] else []
    stands: list[Piece] = [Piece("inserted", f"{after[2]} ")] if after[2] else []
    stood += [
        Piece("deleted", run.text) if run.kind == "deleted" else Piece("moved from", run.text, move)
        for run in marked
        if run.kind != "inserted"
    ]
    stands += [
        Piece("inserted", run.text) if run.kind == "inserted" else Piece("moved to", run.text, move)
        for run in marked
        if run.kind != "deleted"
    ]
    return [*stood, Piece("moved from", BREAK, move)], [*stands, Piece("moved to", BREAK, move)]


def _contiguous(edition: Edition, places: Sequence[Place]) -> bool:
    ids = [paragraph.id for paragraph in edition.document.paragraphs]
    first = ids.index(places[0].paragraph)
    return ids[first : first + len(places)] == [place.paragraph for place in places]


def _place(edition: Edition, index: int) -> _Place:
    """Where a paragraph stands, and its printed number."""
    paragraph = edition.document.paragraphs[index]
    before = edition.characters[: paragraph.start].rpartition("\n")[2] if paragraph.path else ""
    number = before.strip()
    return paragraph.start, paragraph.end, number if len(number) <= _LONGEST_NUMBER else ""


def _words(edition: Edition, place: _Place) -> list[Token]:
    """The tokens of a paragraph without its number."""
    start, end, _ = place
    return _line(edition, [(start, end, "")])[:-1]


def _line(edition: Edition, places: Iterable[_Place]) -> list[Token]:
    """The tokens of paragraphs, each ended by a BREAK."""
    line: list[Token] = []
    for start, end, number in places:
        if number:
            line.append(Token(number, start, start, False))
        own = tokens(edition.characters, start, end)
        line += [own[0]._replace(spaced=bool(number)), *own[1:]] if own else []
        line.append(Token(BREAK, end, end, False))
    return line


def _cut(runs: Iterable[Run]) -> Iterator[list[Piece]]:
    """Runs cut where paragraphs end."""
    current: list[Piece] = []
    for run in runs:
        for is_break, letters in groupby(run.text, key=BREAK.__eq__):
            for text in letters if is_break else ("".join(letters),):
                current.append(Piece(run.kind, text))
                if is_break:
                    yield current
                    current = []


class _Body:
    """The paragraphs of a file, each tracked change with a number of its own."""

    def __init__(self, author: str, date: str) -> None:
        self._root = etree.Element(_tag("document"), nsmap={"w": _W})
        self._body = etree.SubElement(self._root, _tag("body"))
        self._author, self._date = author, date
        self._changes = 0

    def add(self, paragraph: Sequence[Piece]) -> None:
        """Add a paragraph."""
        *words, end = paragraph
        with self._moving(end):
            element = etree.SubElement(self._body, _tag("p"))
            if end.kind != "kept":
                properties = etree.SubElement(etree.SubElement(element, _tag("pPr")), _tag("rPr"))
                self._change(properties, end.kind)
            for kind, text, _ in words:
                parent = element if kind == "kept" else self._change(element, kind)
                run = etree.SubElement(parent, _tag("r"))
                words_of = etree.SubElement(run, _tag("delText" if kind == "deleted" else "t"))
                words_of.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                words_of.text = printable(text)

    @contextmanager
    def _moving(self, end: Piece) -> Iterator[None]:
        """Around a paragraph that was moved, the marks by whose name its two places belong together."""
        if not end.move:
            yield
            return
        name = _MARKS[end.kind]
        start = self._change(self._body, end.kind, f"{name}RangeStart")
        start.set(_tag("name"), f"move{end.move}")
        yield
        etree.SubElement(self._body, _tag(f"{name}RangeEnd")).set(_tag("id"), str(start.get(_tag("id"))))

    def _change(self, parent: etree._Element, kind: str, name: str = "") -> etree._Element:
        change = etree.SubElement(parent, _tag(name or _MARKS[kind]))
        change.set(_tag("id"), str(self._changes))
        change.set(_tag("author"), self._author)
        change.set(_tag("date"), self._date)
        self._changes += 1
        return change

    def xml(self) -> bytes:
        """The main part of the file."""
        if len(self._body):
            # The last paragraph mark of a file cannot be deleted: an empty paragraph takes its place.
            etree.SubElement(self._body, _tag("p"))
        section = etree.SubElement(self._body, _tag("sectPr"))
        etree.SubElement(section, _tag("pgSz")).attrib.update({_tag("w"): "11906", _tag("h"): "16838"})
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _tag(name: str) -> str:
    return f"{{{_W}}}{name}"


def _packed(document: bytes) -> bytes:
    types = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}"/></Types>'
    )
    relations = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
    )
    parts = {"[Content_Types].xml": types.encode(), "_rels/.rels": relations.encode(), "word/document.xml": document}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()

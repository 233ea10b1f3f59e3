"""The structure stage: from a text to its paragraphs, each with its kind, its printed number and its place.

    characters ─lines─▶ blocks ─numbering, openings─▶ pieces ─walk, outline─▶ kinds and places ─naming─▶ paragraphs

Blocks of a laid-out file come with the text; where its mark-up says what each block is, it is believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from msgspec import structs

from dispositif.document import Paragraph
from dispositif.passage import Flat
from dispositif.structure import lines
from dispositif.structure.account import account
from dispositif.structure.evidence import performs
from dispositif.structure.markup import marked_up
from dispositif.structure.naming import named
from dispositif.structure.numbering import mark, number_alone, numbered
from dispositif.structure.openings import NO_SPEAKERS, Openings, Speakers, openings
from dispositif.structure.pieces import Piece, stop
from dispositif.structure.shapes import report_line
from dispositif.structure.tongues import in_another
from dispositif.structure.walk import Walk, name_titles
from dispositif.text import Block, Text, TextWarning

__all__ = ["marked_up", "named", "paragraphs"]

_LEADERS: Final = "....."
_NUMBER: Final = "0123456789/. \t"  # what a number is printed with: "12/4.	Nets"
_PROSE: Final = ("", "list")  # styles of blocks that may hold several paragraphs
_SENTENCES: Final = ("", "list", "heading")  # of those that may hold a part of one
_INNER: Final = ",;"  # with what stands there nothing begins
_GOING_ON: Final = ";,"  # what ends so is no entry of a table of contents
_FRONT: Final = 12  # blocks: further down no report begins
_NAMED: Final = 20  # texts: a warning names no more
_NO_INSTRUMENT: Final = TextWarning(
    code="no-instrument",
    message="No formula, and too few paragraphs that perform anything: the text was not read as an instrument.",
)


def paragraphs(text: Text, flat: Flat, language: str) -> tuple[tuple[Paragraph, ...], tuple[TextWarning, ...]]:
    """The paragraphs of `text`, in order, and what its reader should be warned of.

    `flat` is `flatten(text.characters)`; `language` the code of the language whose data is asked.
    """
    if any(block.kind for block in text.blocks):
        stated = marked_up(text.blocks)
        return named(stated), _several(stated, text.characters)
    known = openings(language)
    read = _Read(text, flat.characters, known, language)
    told = None if read.walk.instrument else account(read.own, flat.characters, language)
    if told:
        read = _Read(text, flat.characters, known, language, known.speakers(told))
    name_titles(read.own, flat.characters, known, language)
    pieces, unread = read.pieces, _in_other_language(read.others)
    if read.others:
        _set_apart(pieces, frozenset(read.others))
    if read.walk.instrument or performs(read.own, flat.characters, known, told is not None):
        return named(pieces), (*_several(pieces, text.characters), *unread)
    return named([_unread(piece) for piece in pieces]), (_NO_INSTRUMENT, *unread)


class _Read:
    """The pieces of a text, those of them in its language and in others, and the walk through its own.

    `speakers` are the names by which it calls its body.
    """

    def __init__(self, text: Text, flat: str, known: Openings, language: str, speakers: Speakers = NO_SPEAKERS) -> None:
        self.pieces = _pieces(text, flat, known, speakers)
        self.others = in_another(self.pieces, flat, language)
        apart = frozenset(self.others)
        self.own = [piece for piece in self.pieces if piece not in apart] if apart else self.pieces
        self.walk = Walk(flat, self.own, known, speakers)
        self.walk.run()


def _set_apart(pieces: Sequence[Piece], apart: frozenset[Piece]) -> None:
    """Leave pieces unread that are in another language; they belong to the text that they stand in."""
    within = 1
    for piece in pieces:
        if piece in apart:
            piece.rule, piece.mark, piece.text = "place/other-language", None, within
        within = piece.text


def _in_other_language(pieces: Sequence[Piece]) -> tuple[TextWarning, ...]:
    """What to say of paragraphs that are in another language than the text."""
    if not pieces:
        return ()
    message = f"Paragraphs are in another language than the text ({len(pieces)}); they were not read."
    return (TextWarning(code="other-language", message=message, start=pieces[0].start, end=pieces[-1].end),)


def _several(pieces: Sequence[Piece], characters: str) -> tuple[TextWarning, ...]:
    """What to say of a file in which further texts stand behind the first."""
    first_of: dict[int, Piece] = {}
    for piece in pieces:
        first_of.setdefault(piece.text, piece)
    beginnings = list(first_of.values())[1:]
    if not beginnings:
        return ()
    lines = [" ".join(characters[piece.start : piece.end].split()) for piece in beginnings[:_NAMED]]
    named = ", ".join(f"“{line}”" for line in lines) + (" …" if len(beginnings) > _NAMED else "")
    message = (
        f"The file holds {len(beginnings) + 1} texts one after another; behind the first begin {named}. The heading is "
        "that of the first, as whose body those were read to speak that name none: save each as a file of its own, and "
        "read these."
    )
    first = beginnings[0]
    return (TextWarning(code="several-texts", message=message, start=first.start, end=first.end),)


def _pieces(text: Text, flat: str, known: Openings, speakers: Speakers) -> list[Piece]:
    """The blocks of the text, with their numbers and openings."""
    characters = text.characters
    pieces: list[Piece] = []
    if text.blocks:
        parted = _of_lines(_parted(text, flat, known), characters, flat, known)
        for block in _with_numbers(parted, characters, flat, known):
            if block.start < block.end:
                piece = _piece(characters, flat, block.start, block.end, known, block.number, block.style)
                if block.number:
                    piece.nesting = block.level
                pieces.append(piece)
    else:
        pieces = [_piece(characters, flat, start, end, known) for start, end in lines.blocks(characters, flat, known)]
    pieces[:_FRONT] = _below_datelines(pieces[:_FRONT], characters, flat, known)
    _open(pieces, characters, flat, known, speakers)
    return _whole(pieces, characters, flat, known, speakers)


def _below_datelines(pieces: Sequence[Piece], characters: str, flat: str, known: Openings) -> list[Piece]:
    """The pieces, a report's dateline parted from the sentence that it begins: it is a line of the masthead."""
    parted: list[Piece] = []
    for piece in pieces:
        end = begin = report_line(flat, piece.start, piece.end)
        if piece.start < end < piece.end and piece.stop:
            while flat[begin].isspace():
                begin += 1
            both = ((piece.start, end), (begin, piece.end))
            parted += [_piece(characters, flat, *span, known, style=piece.style) for span in both]
        else:
            parted.append(piece)
    return parted


def _parted(text: Text, flat: str, known: Openings) -> Iterable[Block]:
    """The blocks of a laid-out text, those that hold several paragraphs parted."""
    characters = text.characters
    prose = [block for block in text.blocks if block.style in _PROSE]
    shared = [block for block in prose if characters.count("\n", block.start, block.end)]
    if not shared:
        return text.blocks
    whole = [(block.start, block.end, bool(block.number)) for block in shared]
    in_lines = all(block.in_lines for block in shared)
    own = [(block.start, block.end) for block in shared]
    parts = dict(zip(own, lines.parts(characters, flat, known, whole, in_lines), strict=True))
    parted: list[Block] = []
    for block in text.blocks:
        (_, end), *further = parts.get((block.start, block.end)) or [(block.start, block.end)]
        parted.append(structs.replace(block, end=end) if further else block)
        parted += [Block(start=start, end=end, page=block.page) for start, end in further]
    return parted


def _of_lines(blocks: Iterable[Block], characters: str, flat: str, known: Openings) -> Iterable[Block]:
    """The blocks, those that are printed lines each joined into paragraphs."""
    blocks = list(blocks)
    runs = [(bare, list(run)) for bare, run in groupby(blocks, lambda block: not (block.style or block.number))]
    spans = [[(block.start, block.end) for block in run] if bare else [] for bare, run in runs]
    found = lines.paragraphs_of_lines(characters, flat, known, spans)
    if found is None:
        return blocks
    joined: list[Block] = []
    for (bare, run), own in zip(runs, found, strict=True):
        pages = {block.start: block.page for block in run}
        joined += [Block(start=start, end=end, page=pages[start]) for start, end in own] if bare else run
    return joined


def _with_numbers(blocks: Iterable[Block], characters: str, flat: str, known: Openings) -> list[Block]:
    """The blocks, a number that stands in one of its own taken together with the block that it counts."""
    blocks = list(blocks)
    figures = lines.counting(characters, flat, known, [lines.Line(one.start, one.end, 0, True) for one in blocks])
    joined: list[Block] = []
    alone = False
    for block in blocks:
        bare = not block.number and block.style != "table"
        if alone and bare and not numbered(characters, block.start, block.end):
            joined[-1] = structs.replace(block, start=joined[-1].start)
            alone = False
        else:
            joined.append(block)
            alone = bare and (block.start in figures or number_alone(characters, block.start, block.end))
    return joined


def _piece(
    characters: str, flat: str, start: int, end: int, known: Openings, number: str = "", style: str = ""
) -> Piece:
    words = start
    if declared := known.declared(flat, start, end):
        found = mark(f"{declared.label}.", 0, len(declared.label) + 1)
        words = declared.after
    elif number:
        found = mark(number, 0, len(number)) or mark(f"{number}.", 0, len(number) + 1)
    else:
        found = mark(characters, start, end)
        if found is not None:
            if found.after == end:
                found = None  # a number and nothing after it
            elif not found.loose:
                words = found.after
    piece = Piece(start, end, words, found, style, stop(flat, words, end))
    if found is not None and found.loose:
        piece.mark, piece.loose = None, found
    return piece


def _open(pieces: list[Piece], characters: str, flat: str, known: Openings, speakers: Speakers) -> None:
    """Say how each piece opens; an entry of a table of contents, or of any table, opens nothing."""
    has_leaders, has_tabs = _LEADERS in flat, "\t" in characters
    for piece in pieces:
        start, end = piece.words, piece.end
        if not has_leaders or flat[end - 1] in _GOING_ON or flat.find(_LEADERS, start, end) < 0:
            piece.opening = known.opening(flat, start, end, speakers)
        if has_tabs and not (piece.style or piece.opening.use) and _tabulated(characters, start, end):
            piece.style = "table"


def _tabulated(characters: str, start: int, end: int) -> bool:
    """Whether a tab parts the words as it parts the cells of a table: inside a line, not at its head or number."""
    if characters.find("\t", start, end) < 0:
        return False
    return any("\t" in line.strip().lstrip(_NUMBER) for line in characters[start:end].splitlines())


def _whole(pieces: Sequence[Piece], characters: str, flat: str, known: Openings, speakers: Speakers) -> list[Piece]:
    """The pieces, those taken together that a layout parts after a few words: "Urges | all Member States to sail;"."""
    whole: list[Piece] = []
    for at, piece in enumerate(pieces):
        above = whole[-1] if whole else None
        if above is None or above.stop or not _goes_on(above, piece, pieces[at + 1 : at + 2], characters):
            whole.append(piece)
            continue
        joined = Piece(above.start, piece.end, above.words, above.mark, piece.style, piece.stop)
        joined.loose, joined.nesting = above.loose, above.nesting
        joined.opening = known.opening(flat, joined.words, joined.end, speakers)
        whole[-1] = joined
    return whole


def _goes_on(above: Piece, piece: Piece, below: Sequence[Piece], characters: str) -> bool:
    """Whether a piece goes on with the sentence of the one above; of several that do, each may be an item of a list."""
    if not (above.opening.use or above.mark) or not _is_amid(piece, characters):
        return False
    if above.style not in _SENTENCES or piece.style not in _SENTENCES:
        return False
    return not piece.stop or not any(_is_amid(other, characters) for other in below)


def _is_amid(piece: Piece, characters: str) -> bool:
    """Whether a piece begins as no sentence does, and without a number."""
    first = characters[piece.words]
    return piece.mark is None and piece.loose is None and (first.islower() or first in _INNER)


def _unread(piece: Piece) -> Piece:
    """The piece as nothing but a stretch of text."""
    piece.kind, piece.rule, piece.path, piece.parent = "other", "place/no-instrument", (), None
    piece.annex, piece.text = 0, 1
    return piece

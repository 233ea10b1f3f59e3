"""The characters of a PDF page in runs, as the page draws them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import combining

from dispositif.reading.signs import LIGATURES

if TYPE_CHECKING:
    import pypdfium2

_HYPHENS = dict.fromkeys("\x02\ufffe\u00ad\u2010\u2011", "-")
FAR = 0.9
"""Ems from one character to the next beyond which a run ends."""
RAISED = 0.12
"""Ems above the baseline from which a run is raised."""
SMALLER = 0.86
"""The size of raised letters, in that of the others."""
_UPRIGHT = 0.998
_SAMPLED = 48
_SAME = 0.05
_OVERLAP = 0.2
_BOLD = 600
_FORCED_BOLD = 1 << 18


@dataclass(slots=True)
class Run:
    """Characters that follow one another on a baseline in one size."""

    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    words: str = ""
    word_rights: list[float] = field(default_factory=list)


@dataclass(slots=True)
class DrawnPage:
    """The runs of a page that stand as its text does, the page turned so that they are upright.

    `turn` is the angle of the text, `height` the page's height then, `unknown` the share of runs that begin with a
    letter of which the file does not say which one it is.
    """

    runs: list[Run]
    turn: int
    height: float
    unknown: float


def drawn_runs(page: pypdfium2.PdfPage) -> DrawnPage:
    """The runs of a page, as the page draws them."""
    text = page.get_textpage()
    turn = _turn(text)
    width, height = page.get_width(), page.get_height()
    if (page.get_rotation() - turn) % 180:
        width, height = height, width
    unknown: list[bool] = []
    runs = [run for run in _runs(text, turn, width, height, unknown) if run.words.strip()]
    text.close()
    return DrawnPage(runs, turn, height, sum(unknown) / max(len(unknown), 1))


def _turn(text: pypdfium2.PdfTextPage) -> int:
    """The angle at which most of a page's text stands: a page may be scanned, or shown, sideways."""
    import pypdfium2.raw as pdfium

    count = text.count_chars()
    angles: Counter[int] = Counter()
    for index in range(0, count, max(count // _SAMPLED, 1)):
        angle = math.degrees(pdfium.FPDFText_GetCharAngle(text.raw, index))
        if abs(angle - 90 * round(angle / 90)) < 3:
            angles[round(angle / 90) * 90 % 360] += 1
    return angles.most_common(1)[0][0] if angles else 0


def _runs(text: pypdfium2.PdfTextPage, turn: int, width: float, height: float, unknown: list[bool]) -> Iterator[Run]:
    import pypdfium2.raw as pdfium

    handle = text.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    run: Run | None = None
    last = 0
    for index in range(text.count_chars()):
        character = chr(min(pdfium.FPDFText_GetUnicode(handle, index), 0x10FFFF))
        character = _HYPHENS.get(character) or LIGATURES.get(character, character)
        if character < " " or "\ud800" <= character <= "\udfff":
            continue
        if character in " \xa0":
            if run is not None:
                run.words += character
                if len(run.word_rights) < 2 and run.words[-2:] != 2 * character:
                    run.word_rights.append(run.right)
            continue
        pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(handle, index, box)
        left, right, base = _turned(turn, box, x.value, y.value, width, height)
        pdfium.FPDFText_GetMatrix(handle, index, matrix)
        size = pdfium.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d) or 1.0
        if run is None or not _goes_on(run, character, left, base, size):
            if run is not None:
                yield _weighed(run, handle, last)
            angle = pdfium.FPDFText_GetCharAngle(handle, index)
            if math.cos(angle - math.radians(turn)) < _UPRIGHT:
                run = None
                continue
            run = Run(left, right, base, size, _is_bold(handle, index))
            unknown.append(pdfium.FPDFText_HasUnicodeMapError(handle, index) == 1)
        last = index
        run.words += character
        run.left, run.right = min(run.left, left), max(run.right, right)
    if run is not None:
        yield _weighed(run, handle, last)


def _weighed(run: Run, text: ctypes.c_void_p, last: int) -> Run:
    """A run, which is bold where its last character is so too: a verb in bold begins many a paragraph that is not."""
    run.bold = run.bold and _is_bold(text, last)
    return run


def _is_bold(text: ctypes.c_void_p, index: int) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD:
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, len(name), flags)
    return bool(flags.value & _FORCED_BOLD) or any(
        weight in name.value.lower() for weight in (b"bold", b"black", b"heavy")
    )


def _turned(turn: int, box: object, x: float, y: float, width: float, height: float) -> tuple[float, float, float]:
    """Left, right and baseline of a character on the page as it is shown."""
    left, right, bottom, top = box.left, box.right, box.bottom, box.top  # type: ignore[attr-defined]
    if turn == 90:
        return bottom, top, width - x
    if turn == 180:
        return width - right, width - left, height - y
    if turn == 270:
        return height - top, height - bottom, x
    return left, right, y


def _goes_on(run: Run, character: str, left: float, base: float, size: float) -> bool:
    if abs(base - run.base) > RAISED * run.size or abs(size - run.size) > 0.1 * run.size:
        return False
    gap = left - run.right
    if -_OVERLAP * size < gap < FAR * size:
        return True
    if abs(left - run.left) < _SAME * size and not combining(character):
        return False  # the words are drawn once more, to look bold
    # Right-to-left characters come from the right, so a step back is no break by itself.
    return -FAR * size < gap < 0 or -FAR * size < run.left - left < 2 * FAR * size

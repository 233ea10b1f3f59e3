"""The rules drawn across a PDF page, which part the rows of a table."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pypdfium2

_THICKEST = 3.0
_MOST_DRAWN = 20_000
_AS_HIGH = 2.0
_COVERED = 0.6


class Rule(NamedTuple):
    """A horizontal stroke, in points."""

    left: float
    right: float
    height: float


def rules(page: pypdfium2.PdfPage) -> list[Rule]:
    """The horizontal strokes of a page from the top; none of a page that is a drawing."""
    import pypdfium2.raw as pdfium

    drawn = pdfium.FPDFPage_CountObjects(page.raw)
    if drawn > _MOST_DRAWN:
        return []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    found = []
    for index in range(drawn):
        stroke = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(stroke) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(stroke, left, bottom, right, top):
            continue
        if top.value - bottom.value < _THICKEST < right.value - left.value:
            found.append(Rule(left.value, right.value, (top.value + bottom.value) / 2))
    return sorted(found, key=lambda rule: -rule.height)


def heights_of_rows(drawn: list[Rule], left: float, gutter: float, right: float) -> list[float]:
    """Where rules, whole or in pieces, go across both columns that part at `gutter`, from the top."""
    levels: list[list[Rule]] = []
    for rule in drawn:
        if levels and levels[-1][0].height - rule.height < _AS_HIGH:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return [level[0].height for level in levels if _covers(level, left, gutter) and _covers(level, gutter, right)]


def _covers(level: list[Rule], start: float, end: float) -> bool:
    covered = sum(max(0.0, min(rule.right, end) - max(rule.left, start)) for rule in level)
    return covered > _COVERED * (end - start)

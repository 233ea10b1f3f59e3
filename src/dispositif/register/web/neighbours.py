"""A document's neighbourhood as a picture: what cites it on one side, what it cites on the other, each a link.

The lists below it say the same. In languages written from right to left the picture runs from right to left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from dispositif.graph import Node, Reference
from dispositif.register.finding.citing import Around
from dispositif.register.holdings.listing import with_commas, with_semicolons
from dispositif.register.web.addresses import leading_to

MOST: Final = 9
"""Documents on a side of the picture."""
_WIDTH, _BOX, _HIGH, _GAP = 780, 224, 46, 12
_LONGEST = 27


class Box(NamedTuple):
    """A document: its place, its two lines of words, where it leads, and all of it in a sentence."""

    x: int
    y: int
    name: str
    note: str
    address: str
    said: str
    style: str


class Picture(NamedTuple):
    """The boxes, the lines between them, and what was left out on each side."""

    height: int
    boxes: list[Box]
    edges: list[str]
    citing_left_out: int
    cited_left_out: int

    @property
    def start(self) -> int:
        """Where it begins, with the stroke of its outermost box: a side on which nothing stands takes no room."""
        return min(box.x for box in self.boxes) - 1

    @property
    def width(self) -> int:
        """How wide it is, with the strokes of its outermost boxes."""
        return max(box.x for box in self.boxes) + _BOX + 1 - self.start

    @property
    def box(self) -> tuple[int, int]:
        """How wide and how high a box is."""
        return _BOX, _HIGH


class _Side(NamedTuple):
    node: Node
    references: list[Reference]


def how(reference: Reference) -> str:
    """How an instrument is cited: the words of the text, else the verb of the act; empty where there is neither."""
    return " ".join(reference.citing.text.split()) if reference.citing else reference.relation or ""


class _Leading:
    """Where what is around a document leads."""

    def __init__(self, around: Around) -> None:
        self._held = around.held
        self._citations, self._instrument = leading_to("citations"), leading_to("instrument")
        self._paragraph = leading_to("paragraph", gaps=2)

    def to(self, node: str) -> str:
        """The page of the citations of a document of the graph, or of an instrument that is only cited."""
        return self._citations(self._held[node]) if node in self._held else self._instrument(node)

    def to_place(self, reference: Reference) -> str:
        """The paragraph that cites; empty where it is none, or not held."""
        citing = self._held.get(reference.source)
        return self._paragraph(citing, reference.paragraph) if citing and reference.paragraph else ""


def picture(around: Around, paragraph: str | None = None, *, right_to_left: bool = False) -> Picture:
    """The picture; with `paragraph`, of the citations in that paragraph and of it."""
    graph, about = around.graph, around.about
    citing = _side(around, graph.incoming(about, paragraph), lambda one: one.source)
    cited = _side(around, graph.outgoing(about, paragraph), lambda one: one.target)
    shown = (citing[:MOST], cited[:MOST])
    rows = max(map(len, shown), default=0) or 1
    height = rows * (_HIGH + _GAP) + _GAP
    middle = (height - _HIGH) // 2
    boxes, edges, leading = [_own(around, (_WIDTH - _BOX) // 2, middle)], [], _Leading(around)
    for side, ones in enumerate(shown):
        x = _mirrored(0 if side == 0 else _WIDTH - _BOX, right_to_left)
        top = (height - len(ones) * (_HIGH + _GAP) + _GAP) // 2
        for place, one in enumerate(ones):
            y = top + place * (_HIGH + _GAP)
            boxes.append(_box(around, one, x, y, leading.to(one.node.id), is_citing=side == 0))
            edges.append(_edge(x, y, middle, is_citing=side == 0))
    return Picture(height, boxes, edges, len(citing) - len(shown[0]), len(cited) - len(shown[1]))


def _side(around: Around, references: Iterable[Reference], other: Callable[[Reference], str | None]) -> list[_Side]:
    """The documents on one side: held ones first, those with most citations, then the newest."""
    found: dict[str, list[Reference]] = {}
    for one in references:
        name = other(one)
        if name and name != around.about:
            found.setdefault(name, []).append(one)
    sides = [_Side(around.graph.nodes[name], ones) for name, ones in found.items()]
    sides.sort(key=lambda one: one.node.adopted or "", reverse=True)
    sides.sort(key=lambda one: (one.node.id not in around.held, -len(one.references)))
    return sides


def _mirrored(x: int, right_to_left: bool) -> int:
    return _WIDTH - _BOX - x if right_to_left else x


def _own(around: Around, x: int, y: int) -> Box:
    node = around.graph.nodes[around.about]
    name = node.title if node.id.startswith("document ") else node.id
    leads = reverse("document", args=[around.held[node.id]]) if node.id in around.held else ""
    return Box(x, y, _short(name), _short(node.title if node.title != name else ""), leads, name, "own")


def _box(around: Around, one: _Side, x: int, y: int, address: str, *, is_citing: bool) -> Box:
    ways = list(dict.fromkeys(filter(None, map(how, one.references))))
    is_held = one.node.id in around.held
    name = one.node.title if one.node.id.startswith("document ") else one.node.id
    said = [name, one.node.title if one.node.title != name else "", one.node.adopted or ""]
    said.append(_("cites it") if is_citing else _("is cited"))
    said.append(with_commas(ways))
    paragraphs = dict.fromkeys(reference.paragraph for reference in one.references if reference.paragraph)
    if paragraphs:
        said.append(_("in %(paragraphs)s") % {"paragraphs": with_commas(paragraphs)})
    if not is_held:
        said.append(_("not in the register"))
    times = f" ×{len(one.references)}" if len(one.references) > 1 else ""
    note = f"{_short(ways[0] if ways else '', _LONGEST - len(times))}{times}"
    words = with_semicolons(filter(None, said))
    return Box(x, y, _short(name), note, address, words, "held" if is_held else "cited")


def _edge(x: int, y: int, middle: int, *, is_citing: bool) -> str:
    """From the citing document to the one that is cited, in SVG's words."""
    own = (_WIDTH - _BOX) // 2
    is_before = x < own
    outer = (x + _BOX if is_before else x, y + _HIGH // 2)
    inner = (own if is_before else own + _BOX, middle + _HIGH // 2)
    start, end = (outer, inner) if is_citing else (inner, outer)
    bend = (start[0] + end[0]) // 2
    stop = end[0] + (-4 if end[0] > start[0] else 4)
    return f"M{start[0]} {start[1]} C{bend} {start[1]} {bend} {end[1]} {stop} {end[1]}"


def _short(words: str, longest: int = _LONGEST) -> str:
    words = " ".join(words.split())
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


class Row(NamedTuple):
    """A citation, the document at its other end, how it is cited, and where that document and the place lead."""

    reference: Reference
    node: Node
    how: str
    address: str
    place: str


def rows(around: Around, references: Iterable[Reference], *, is_citing: bool) -> Iterator[Row]:
    """Each citation as a row of the lists."""
    leading = _Leading(around)
    for one in references:
        other = one.source if is_citing else one.target
        node = around.graph.nodes[other] if other else Node(id="")
        yield Row(one, node, how(one), leading.to(other) if other else "", leading.to_place(one))

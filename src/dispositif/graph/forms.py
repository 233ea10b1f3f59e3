"""The graph as files: GraphML (Gephi, yEd, networkx), a table of edges, JSON. The same graph gives the same bytes."""

from __future__ import annotations

import csv
import io

import msgspec
from lxml import etree

from dispositif.graph.references import Reference
from dispositif.graph.walks import Graph

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = ("label", "kind", "title", "body", "adopted", "file")
_EDGE = ("relation", "verb", "citing", "paragraph", "parts", "kind", "text", "pinpoint", "start", "end")
_COLUMNS = (
    "source", "paragraph", "relation", "verb", "citing", "target", "kind", "text", "pinpoint", "parts", "start", "end",
)  # fmt: skip
# What XML cannot hold.
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))


def to_graphml(graph: Graph) -> bytes:
    """The graph as GraphML: each citation that determines its instrument is an edge."""
    root = etree.Element("graphml", {"xmlns": _NAMESPACE})
    for what, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            kind = "int" if name in ("start", "end") else "string"
            key = {"id": f"{what}-{name}", "for": what, "attr.name": name, "attr.type": kind}
            etree.SubElement(root, "key", key)
    drawn = etree.SubElement(root, "graph", id="citations", edgedefault="directed")
    for node in graph.nodes.values():
        element = etree.SubElement(drawn, "node", id=_clean(node.id))
        _data(element, "node", _NODE, (node.id, node.kind, node.title, node.body, node.adopted, node.name))
    for number, one in enumerate(one for one in graph.references if one.target):
        element = etree.SubElement(
            drawn, "edge", id=f"e{number}", source=_clean(one.source), target=_clean(str(one.target))
        )
        _data(element, "edge", _EDGE, tuple(_cells(one)[name] for name in _EDGE))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def to_csv(graph: Graph) -> bytes:
    """A table with a row for each citation, also those that determine no instrument."""
    table = io.StringIO(newline="")
    rows = csv.DictWriter(table, _COLUMNS)
    rows.writeheader()
    rows.writerows(map(_cells, graph.references))
    return table.getvalue().encode("utf-8", "replace")


def to_json(graph: Graph) -> bytes:
    """The nodes and the references, with all their fields."""
    content = {"nodes": list(graph.nodes.values()), "references": graph.references}
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def _cells(reference: Reference) -> dict[str, object]:
    cells = msgspec.structs.asdict(reference)
    cells["parts"] = " ".join(reference.parts)
    cells["citing"] = reference.citing.text if reference.citing else ""
    for name in ("text", "citing", "pinpoint"):
        cells[name] = " ".join((cells[name] or "").split())
    return {name: cells[name] if cells[name] is not None else "" for name in _COLUMNS}


def _data(element: etree._Element, what: str, names: tuple[str, ...], values: tuple[object, ...]) -> None:
    for name, value in zip(names, values, strict=True):
        if value not in (None, ""):
            etree.SubElement(element, "data", key=f"{what}-{name}").text = _clean(str(value))


def _clean(words: str) -> str:
    return words.translate(_FORBIDDEN)

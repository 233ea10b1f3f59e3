"""Citations as a graph: documents are its nodes, citations its edges.

`node(document)` and `references(document, characters)` say what one document brings to it; `Graph` holds those of many
and answers who cites what, what is around a document, and which line of documents it continues.
"""

from __future__ import annotations

from dispositif.graph.matters import matter
from dispositif.graph.references import Node, Reference, node, references
from dispositif.graph.walks import Graph, Step

__all__ = ["Graph", "Node", "Reference", "Step", "matter", "node", "references"]

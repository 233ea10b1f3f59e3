"""Walking through the graph: outgoing and incoming references, neighbourhoods, lines of documents through the years."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from dispositif.authorities.identifiers import squeezed
from dispositif.graph.matters import matter
from dispositif.graph.references import Node, Reference


class Step(Struct, frozen=True, kw_only=True):
    """One document of a line through the years."""

    node: Node
    """The document."""
    reference: Reference | None
    """Its citation of the one before it in the line; null for the first."""


class Graph:
    """Documents and what they cite.

    Where several files hold one document (its languages, or a PDF beside its mark-up), the first counts.
    """

    def __init__(self, read: Iterable[tuple[Node, Iterable[Reference]]]) -> None:
        self.nodes: dict[str, Node] = {}
        """The documents that were read, by identifier, then those that are only cited."""
        self.references: list[Reference] = []
        """All citations, also those that determine no instrument, document by document."""
        for node, references in read:
            if node.id not in self.nodes:
                self.nodes[node.id] = node
                self.references += references
        for reference in self.references:
            if reference.target and reference.target not in self.nodes:
                self.nodes[reference.target] = Node(id=reference.target, kind=reference.kind)

    def find(self, symbol: str) -> Node | None:
        """The document with a symbol, however blanks and hyphens are printed in it; None where there is none."""
        return self.nodes.get(squeezed(symbol)) or self.nodes.get(symbol)

    def outgoing(self, document: str, paragraph: str | None = None) -> tuple[Reference, ...]:
        """What a document cites; with `paragraph`, only in that paragraph and those below it."""
        cited = self._outgoing.get(document, ())
        return tuple(one for one in cited if paragraph is None or _within(one.paragraph or "", paragraph))

    def incoming(self, document: str, paragraph: str | None = None) -> tuple[Reference, ...]:
        """Where a document is cited; with `paragraph`, only where that paragraph or one below it is named."""
        citing = self._incoming.get(document, ())
        return tuple(one for one in citing if paragraph is None or any(_within(part, paragraph) for part in one.parts))

    def neighbourhood(self, document: str, steps: int = 1) -> Graph:
        """The part of the graph that is no more than `steps` citations away from a document, in either direction."""
        near = frontier = {document}
        for _ in range(steps):
            out = {one.target for at in frontier for one in self.outgoing(at) if one.target}
            into = {one.source for at in frontier for one in self.incoming(at)}
            frontier = (out | into) - near
            near = near | frontier
        around = Graph(())
        around.nodes = {name: node for name, node in self.nodes.items() if name in near}
        around.references = [one for one in self.references if one.source in near and one.target in near]
        return around

    def line(self, document: str) -> tuple[Step, ...]:
        """The documents of one body under one title that cite each other in turn through the years, the first first.

        Each continues the latest earlier document that it cites and whose body and title are its own (figures and
        punctuation aside). Alone, where the document cites and is cited by none such; empty where it was not read.
        """
        if document not in self.nodes or not self.nodes[document].read:
            return ()
        back: list[Step] = []
        at: str | None = document
        while at:
            reference = self._predecessor(at)
            back.append(Step(node=self.nodes[at], reference=reference))
            at = reference.target if reference else None
        return (*reversed(back), *self._forward(document))

    def _forward(self, document: str) -> list[Step]:
        steps: list[Step] = []
        while True:
            continuing = [
                (self.nodes[one.source], one)
                for one in self.incoming(document)
                if (predecessor := self._predecessor(one.source)) and predecessor.target == document
            ]
            if not continuing:
                return steps
            node, _ = min(continuing, key=lambda pair: (pair[0].adopted or "", pair[0].id))
            steps.append(Step(node=node, reference=self._predecessor(node.id)))
            document = node.id

    def _predecessor(self, document: str) -> Reference | None:
        """The citation of the document that this one continues."""
        own = self.nodes[document]
        title = matter(own.title)
        earlier = [
            (before.adopted, before.id, -place, reference)
            for place, reference in enumerate(self.outgoing(document))
            if reference.target
            and (before := self.nodes[reference.target]).read
            and title
            and (before.body, matter(before.title)) == (own.body, title)
            and before.adopted
            and before.adopted < (own.adopted or "")
        ]
        return max(earlier, key=lambda one: one[:3])[3] if earlier else None

    @cached_property
    def _outgoing(self) -> dict[str, list[Reference]]:
        table: dict[str, list[Reference]] = {}
        for reference in self.references:
            table.setdefault(reference.source, []).append(reference)
        return table

    @cached_property
    def _incoming(self) -> dict[str, list[Reference]]:
        table: dict[str, list[Reference]] = {}
        for reference in self.references:
            if reference.target:
                table.setdefault(reference.target, []).append(reference)
        return table


def _within(paragraph: str, above: str) -> bool:
    return paragraph == above or paragraph.startswith(f"{above}.")

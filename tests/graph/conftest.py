"""A few documents of a made-up Board that cite each other."""

from __future__ import annotations

import pytest

import dispositif
from dispositif.document import Heading, Mention
from dispositif.graph import Graph, Node, Reference, node, references

BOARD = Mention(text="General Assembly", start=0, end=16, actor="un/general-assembly")


def edition(symbol: str, adopted: str, *paragraphs: str, title: str = "Lamps of the harbours"):
    """A document and its text: what is read of paragraphs, under a heading of our own."""
    import msgspec

    text = "The General Assembly,\n\n" + "\n\n".join(paragraphs) + "\n"
    document, read = dispositif.read_with_text(text, name=f"{symbol.replace('/', '-')}.txt", language="en")
    heading = Heading(kind="resolution", symbol=symbol, title=title, body=BOARD, adopted=adopted)
    return msgspec.structs.replace(document, heading=heading), read.characters


def entry(*arguments: str, **named: str) -> tuple[Node, tuple[Reference, ...]]:
    document, characters = edition(*arguments, **named)
    return node(document), references(document, characters)


@pytest.fixture
def graph() -> Graph:
    return Graph(
        [
            entry("A/RES/70/1", "2015-12-01", "1. Requests the Secretary-General to report on lamps;"),
            entry(
                "A/RES/71/1",
                "2016-12-01",
                "Recalling its resolution 70/1 of 1 December 2015,",
                "1. Requests the Secretary-General, pursuant to paragraph 1 of resolution 70/1, to report again;",
            ),
            entry(
                "A/RES/72/2",
                "2017-12-01",
                "Recalling its resolutions 70/1 of 1 December 2015 and 71/1 of 1 December 2016,",
                "1. Decides that paragraphs 1 (a) and 3–5 of resolution 71/1 no longer hold;",
                title="Lamps of the harbours, 72",
            ),
            entry("A/RES/72/3", "2017-12-02", "Recalling its resolution 71/1,", title="Ropes of the harbours"),
        ]
    )

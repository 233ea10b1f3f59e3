"""Who cites what, and which line a document continues."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dispositif.graph import Graph, Node, Reference
from dispositif.graph.forms import to_csv, to_graphml, to_json


def pairs(references):
    return [(one.source, one.paragraph, one.target) for one in references]


def test_outgoing_of_a_document_and_of_a_paragraph(graph):
    assert [target for _, _, target in pairs(graph.outgoing("A/RES/71/1"))] == ["A/RES/70/1", "A/RES/70/1"]
    assert pairs(graph.outgoing("A/RES/71/1", "op-1")) == [("A/RES/71/1", "op-1", "A/RES/70/1")]


def test_incoming_of_a_document_and_of_a_paragraph(graph):
    assert {one.source for one in graph.incoming("A/RES/71/1")} == {"A/RES/72/2", "A/RES/72/3"}
    assert pairs(graph.incoming("A/RES/70/1", "op-1")) == [("A/RES/71/1", "op-1", "A/RES/70/1")]
    for paragraph in ("op-1", "op-1.a", "op-4"):
        assert len(graph.incoming("A/RES/71/1", paragraph)) == 1
    assert graph.incoming("A/RES/71/1", "op-2") == ()


def test_a_line_runs_through_the_years_whichever_document_is_asked(graph):
    for document in ("A/RES/70/1", "A/RES/71/1", "A/RES/72/2"):
        line = graph.line(document)
        assert [step.node.id for step in line] == ["A/RES/70/1", "A/RES/71/1", "A/RES/72/2"]
        assert [step.reference.target if step.reference else None for step in line] == [
            None,
            "A/RES/70/1",
            "A/RES/71/1",
        ]
    assert [step.node.id for step in graph.line("A/RES/72/3")] == ["A/RES/72/3"]
    assert graph.line("A/RES/99/99") == ()


def test_documents_that_cite_each_other_in_a_circle_make_no_endless_line():
    def read(name, other):
        node = Node(id=name, name=f"{name}.txt", title="Lamps", adopted="2030-01-01")
        edge = Reference(source=name, paragraph=None, target=other, kind="resolution", text=other, start=0, end=1)
        return node, [edge]

    assert len(Graph([read("a", "b"), read("b", "a")]).line("a")) == 1


def test_a_symbol_is_found_however_it_is_printed(graph):
    assert graph.find("A/RES/70/1").title == "Lamps of the harbours"
    assert graph.find("A/RES/ 71/1").read
    assert graph.find("A/RES/99/1") is None


def test_a_neighbourhood_holds_what_is_near(graph):
    assert set(graph.neighbourhood("A/RES/72/3").nodes) == {"A/RES/72/3", "A/RES/71/1"}
    assert set(graph.neighbourhood("A/RES/72/3", 2).nodes) == {"A/RES/72/3", "A/RES/71/1", "A/RES/70/1", "A/RES/72/2"}


def test_of_two_files_of_one_document_the_first_counts(graph):
    node = graph.nodes["A/RES/71/1"]
    cited = graph.outgoing(node.id)
    assert len(Graph([(node, cited), (node, cited)]).references) == len(cited)


def test_graphml_is_read_back_by_networkx(graph, tmp_path):
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    path = tmp_path / "graph.graphml"
    path.write_bytes(to_graphml(graph))
    read = networkx.read_graphml(path, force_multigraph=True)
    assert set(read.nodes) == set(graph.nodes)
    assert read.number_of_edges() == sum(one.target is not None for one in graph.references)
    assert read.nodes["A/RES/70/1"]["title"] == "Lamps of the harbours"
    relations = {edge["relation"] for edge in read["A/RES/71/1"]["A/RES/70/1"].values()}
    assert relations == {"recall", "pursuant"}


def test_graphml_holds_what_xml_cannot(graph):
    graph.nodes["A/RES/70/1"] = Node(id="A/RES/70/1", name="a", title="a\x0cb\ud800c")
    assert b"abc" in to_graphml(graph)


def test_the_table_has_a_row_for_each_citation(graph):
    rows = list(csv.DictReader(io.StringIO(to_csv(graph).decode(), newline="")))
    assert len(rows) == len(graph.references)
    assert rows[1]["citing"] == "pursuant to"
    assert rows[1]["parts"] == "op-1"


def test_json_holds_all(graph):
    content = json.loads(to_json(graph))
    assert len(content["references"]) == len(graph.references)
    assert {node["id"] for node in content["nodes"]} == set(graph.nodes)

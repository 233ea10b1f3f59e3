"""What titles say from year to year, and which say nothing of it."""

from __future__ import annotations

import pytest

from dispositif.graph import Graph, Node, Reference, matter
from dispositif.languages import section
from dispositif.languages.schema import HeadingWords

RECORDS = section("en", "heading", HeadingWords).designations


def test_a_matter_is_the_title_without_figures_capitals_and_marks():
    assert matter("Lamps, ropes and anchors: report for 2031") == "lamps ropes and anchors report for"
    assert matter("Final communiqué of the 9th Harbour Summit") == "final communiqué of the th harbour summit"


@pytest.mark.parametrize("title", [words for one in RECORDS for words in one.good])
def test_a_title_that_says_only_which_document_it_is_names_no_matter(title):
    assert matter(title) == ""


@pytest.mark.parametrize("title", [words for one in RECORDS for words in one.bad])
def test_a_title_that_says_more_does(title):
    assert matter(title)


def test_documents_whose_titles_name_no_matter_make_no_line():
    def read(number, year, cited):
        name = f"HU/RES/{number} ({year})"
        node = Node(id=name, name=name, title=f"RESOLUTION {number} ({year})", adopted=f"{year}-01-01")
        edges = [
            Reference(source=name, paragraph=None, target=one, kind="resolution", text=one, start=0, end=1)
            for one in cited
        ]
        return node, edges

    graph = Graph([read(1, 2030, []), read(2, 2031, ["HU/RES/1 (2030)"])])
    assert [step.node.id for step in graph.line("HU/RES/2 (2031)")] == ["HU/RES/2 (2031)"]

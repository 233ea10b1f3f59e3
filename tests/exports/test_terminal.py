"""The terminal view, and the explanation of a paragraph."""

from __future__ import annotations

import re

import msgspec
import pytest

from dispositif.document import Mention
from dispositif.errors import UsageError
from dispositif.exports import Edition
from dispositif.exports.explain import explain
from dispositif.exports.terminal import VIEWS, to_terminal
from dispositif.text import TextWarning


@pytest.mark.parametrize("width", [60, 80, 120])
def test_it_is_as_it_was(specimen, golden, width):
    golden(f"specimen-{width}.terminal.txt", to_terminal(specimen.EDITION, ["mandates"], width=width))


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "mandates"])
def test_each_other_view_is_as_it_was(specimen, golden, view):
    golden(f"specimen-{view}.terminal.txt", to_terminal(specimen.EDITION, [view], width=100))


@pytest.mark.parametrize("width", [1, 40, 60, 80, 110, 120, 200])
def test_no_line_is_wider_than_the_terminal(specimen, width):
    shown = to_terminal(specimen.EDITION, VIEWS, width=width)
    assert max(map(len, shown.splitlines())) <= max(width, 40)


@pytest.mark.parametrize("width", [40, 60, 118])
def test_an_identifier_goes_on_after_a_hyphen_or_a_slash(specimen, width):
    keeper = Mention(text="the Keeper", start=0, end=10, actor="lantern/principal-keeper-of-the-northern-lights")
    mandate = msgspec.structs.replace(specimen.DOCUMENT.mandates[0], addressees=(keeper,), partners=(keeper,))
    document = msgspec.structs.replace(specimen.DOCUMENT, mandates=(mandate,))
    shown = to_terminal(Edition(document, specimen.TEXT), width=width)
    pieces = set(re.findall(r"[a-z]+", keeper.actor))
    assert pieces <= set(re.findall(r"[a-z]+", shown))


def test_without_colour_nothing_steers_the_terminal(specimen):
    assert "\x1b" not in to_terminal(specimen.EDITION, VIEWS)
    assert "\x1b[" in to_terminal(specimen.EDITION, VIEWS, colour=True)


def test_a_text_cannot_steer_the_terminal(specimen):
    warning = TextWarning(code="x", message="\x1b[2J\x07gone [red]red[/red]")
    heading = msgspec.structs.replace(specimen.HEADING, title="\x1b]0;owned\x07title", symbol=None, place="\x9b31m")
    document = msgspec.structs.replace(specimen.DOCUMENT, warnings=(warning,), heading=heading)
    shown = to_terminal(Edition(document, specimen.TEXT.replace("calm", "\x1b[5m")), VIEWS)
    assert not {"\x1b", "\x07", "\x9b"} & set(shown)
    assert "[red]red[/red]" in shown


def test_an_empty_document_says_that_nothing_was_read(specimen):
    bare = msgspec.structs.replace(specimen.DOCUMENT, paragraphs=(), acts=(), mandates=(), citations=(), warnings=())
    assert "None was read in this document." in to_terminal(Edition(bare, specimen.TEXT), ["mandates"])


def test_a_paragraph_is_explained(specimen, golden):
    golden("specimen-op-3.explain.txt", explain(specimen.EDITION, "op-3"))


def test_an_explanation_quotes_the_record_and_says_where_it_stands(specimen):
    explanation = explain(specimen.EDITION, "op-1")
    assert "verbs/request (languages/en/verbs.yaml, line" in explanation
    assert "[requests]" in explanation


def test_the_mandate_of_an_item_is_explained_there_and_with_the_act_that_gives_it(specimen):
    for paragraph in ("op-2", "op-2.a"):
        assert "Mandate op-2.a.m1" in explain(specimen.EDITION, paragraph)


def test_a_paragraph_in_which_nothing_was_read_says_so(specimen):
    assert "No act, mandate or citation was read in it." in explain(specimen.EDITION, "title-1")


def test_an_unknown_paragraph_is_refused_with_those_there_are(specimen):
    with pytest.raises(UsageError, match=r"op-9: .* masthead-1, title-1, pp-1, op-1"):
        explain(specimen.EDITION, "op-9")

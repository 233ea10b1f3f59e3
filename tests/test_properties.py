"""What holds for every text whatever it says."""

import contextlib
from collections.abc import Iterator
from itertools import pairwise

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dispositif import Document, ReadingError, read

FRAGMENTS = st.sampled_from(
    [
        "Resolution 12 (2031)",
        "Adopted by the Coastal Council at its 45th meeting, on 3 May 2031",
        "The Coastal Council,",
        "Recalling its resolution 7 (2029) of 4 June 2029,",
        "Recalling also that the Council requested the Secretary-General to report,",
        "Having considered the report of the Secretary General (C/2031/14),",
        "Acting under Chapter VII of the Charter,",
        "1. Strongly condemns the dumping of fuel, and calls upon all Member States to stop it;",
        "1.",
        "2.  Requests the Secretary-General, in coordination with the Harbour Bank, to submit a report within 90 days;",
        "3. Decides:",
        "(a) To convene a meeting every six months;",
        "(i) in the event of failure by the Council to act;",
        "(b) “Urges the parties to comply”;",
        "• Continuing the talks;",
        "4. Decides to remain seized of the matter.",
        "Annex",
        "I. General provisions",
        "The meeting also requested the Board to meet, and welcomed its work.",
        "We, the Ministers, commit ourselves to reopening the strait by 31 March 2032.",
        "\"Uniting for Waters\" (resolution 377 A (V))",
        "________________",
        "1 See C/RES/12, annex, para. 5 (b).",
        "\t", "\f", "\u00a0", "\u2028", "\r\n", " ",
        "and", ";", ",", ":", "-", "—", "to", "the", "RECALLS", "A/RES/79/125",
    ]
)  # fmt: skip
JOINTS = st.sampled_from(["\n\n", "\n", " ", "", "\r\n\r\n", "\n\t"])
TEXTS = st.one_of(
    st.text(),
    st.lists(st.tuples(FRAGMENTS, JOINTS)).map(lambda pairs: "".join(piece + joint for piece, joint in pairs)),
    st.lists(st.tuples(st.one_of(FRAGMENTS, st.text(max_size=12)), JOINTS)).map(
        lambda pairs: "".join(piece + joint for piece, joint in pairs)
    ),
)


def read_any(text: str) -> Document | None:
    """The reading of a text; None where there is nothing but white space to read."""
    return read(text) if text.strip() else None


def pinned(item: object) -> Iterator[msgspec.Struct]:
    """Every struct inside a reading that quotes the text."""
    if isinstance(item, tuple):
        for part in item:
            yield from pinned(part)
    elif isinstance(item, msgspec.Struct):
        if "text" in item.__struct_fields__:
            yield item
        for field in item.__struct_fields__:
            yield from pinned(getattr(item, field))


def holds(outer: msgspec.Struct, inner: msgspec.Struct) -> bool:
    return outer.start <= inner.start <= inner.end <= outer.end


several = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)


@several
@given(TEXTS)
def test_every_quoted_word_stands_where_its_span_says(text: str) -> None:
    document = read_any(text)
    for item in pinned(document):
        assert item.text == text[item.start : item.end]


@several
@given(TEXTS)
def test_spans_lie_in_the_text_and_nest(text: str) -> None:
    document = read_any(text)
    if document is None:
        return
    paragraphs = {paragraph.id: paragraph for paragraph in document.paragraphs}
    acts = {act.id: act for act in document.acts}
    for paragraph in document.paragraphs:
        assert 0 <= paragraph.start < paragraph.end <= len(text)
        assert paragraph.parent is None or paragraph.parent in paragraphs
    for act in document.acts:
        assert holds(paragraphs[act.paragraph], act)
        assert holds(act, act.verb)
    for mandate in document.mandates:
        assert mandate.act in acts
        assert mandate.action.start < mandate.action.end
    for citation in document.citations:
        assert citation.paragraph is None or holds(paragraphs[citation.paragraph], citation)
        assert citation.pinpoint is None or citation.pinpoint.start < citation.pinpoint.end


@several
@given(TEXTS)
def test_paragraphs_do_not_overlap(text: str) -> None:
    document = read_any(text)
    ordered = sorted(document.paragraphs, key=lambda paragraph: paragraph.start) if document else []
    for before, after in pairwise(ordered):
        assert before.end <= after.start


@several
@given(TEXTS)
def test_identifiers_are_unique(text: str) -> None:
    document = read_any(text)
    if document is None:
        return
    for items in (document.paragraphs, document.acts, document.mandates):
        identifiers = [item.id for item in items]
        assert len(identifiers) == len(set(identifiers))


@several
@given(TEXTS)
def test_mandates_wait_only_for_mandates_of_the_document(text: str) -> None:
    document = read_any(text)
    known = {mandate.id for mandate in document.mandates} if document else set()
    for mandate in document.mandates if document else ():
        assert set(mandate.depends_on) <= known - {mandate.id}


@several
@given(TEXTS)
def test_a_reading_survives_json(text: str) -> None:
    document = read_any(text)
    if document is not None:
        assert Document.from_json(document.to_json()) == document
        assert Document.from_json(document.to_json(indent=2)) == document


@several
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_any(text) == read_any(text)


@several
@given(st.binary())
def test_bytes_of_any_kind_are_read_or_refused_with_a_reason(content: bytes) -> None:
    with contextlib.suppress(ReadingError):
        assert read(content).source.characters > 0

"""Searching: the same questions find the same paragraphs in every database."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dispositif.register.errors import Refused
from dispositif.register.finding import indexing, search
from dispositif.register.finding.words import tokens
from dispositif.register.holdings.actions import Indexed, read, read_anew
from dispositif.register.holdings.models import Body, Document, Paragraph
from dispositif.register.review.actions import bring_in

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
QUESTIONS = [
    (case["words"], question, is_found)
    for case in CASES
    for key, is_found in (("finds", True), ("misses", False))
    for question in case[key]
]


def found(question: str) -> list[int]:
    return list(Paragraph.objects.filter(pk__in=search.matching(search.parse(question))).values_list("pk", flat=True))


@pytest.mark.parametrize(("words", "question", "is_found"), QUESTIONS, ids=lambda value: str(value)[:30])
def test_a_question_finds(communique: Document, words: str, question: str, is_found: bool) -> None:
    indexing.forget([communique.pk])
    paragraph = communique.paragraphs.first()
    communique.paragraphs.exclude(pk=paragraph.pk).delete()
    Paragraph.objects.filter(pk=paragraph.pk).update(words=words)
    indexing.add([Indexed(communique.pk, [paragraph.pk], indexing.prepare([words]))])
    assert found(question) == [paragraph.pk] * is_found


@pytest.mark.parametrize(("words", "question", "is_found"), QUESTIONS, ids=lambda value: str(value)[:30])
def test_what_was_found_is_marked(words: str, question: str, is_found: bool) -> None:
    pieces = list(search.highlighted(words, search.parse(question)))
    assert "".join(piece.words for piece in pieces) == words
    if is_found:
        assert any(piece.is_found for piece in pieces)


def test_a_document_can_be_found_once_it_is_brought_in(communique: Document) -> None:
    keys = Paragraph.objects.filter(pk__in=found("deployment of a mission")).values_list("key", flat=True)
    assert list(keys) == ["op-5"]


def test_what_is_read_again_is_found_by_its_new_paragraphs_alone(communique: Document) -> None:
    before = found("mission")
    again = read(bytes(communique.original.content), communique.source_name)
    read_anew(communique, again)
    after = found("mission")
    assert after
    assert not set(before) & set(after)


def test_the_index_can_be_made_anew(communique: Document) -> None:
    before = found("mission")
    indexing.rebuild()
    assert found("mission") == before != []


def test_no_word_is_too_long_for_the_index(body: Body) -> None:
    long = "x" * 3000
    [document] = bring_in(
        None, body, [read(f"The Board,\n\n1. Requests all pilots to report {long};".encode(), "long.txt", "en")]
    )
    paragraph = document.paragraphs.get(key="op-1")
    assert found(long) == found(f'"report {long}"') == [paragraph.pk]


def test_a_word_has_its_place_however_long_a_paragraph(body: Body) -> None:
    many = " ".join(f"buoy{number}" for number in range(20_000))
    text = f"The Board,\n\n1. Requests all pilots to report on {many};"
    [document] = bring_in(None, body, [read(text.encode(), "many.txt", "en")])
    paragraph = document.paragraphs.get(key="op-1")
    assert found("buoy19999") == found('"report on buoy0"') == [paragraph.pk]


@pytest.mark.parametrize("question", ["", "  ", '""', "*", "!?", '"…"'])
def test_a_question_without_words_is_refused(question: str) -> None:
    with pytest.raises(Refused, match="no word"):
        search.parse(question)


@given(st.text(st.characters(max_codepoint=127) | st.characters(min_codepoint=0x2010, max_codepoint=0x205F)))
def test_ascii_is_no_other_than_the_rest(written: str) -> None:
    assert tokens(written) == tokens(f"{written} é")[:-1]


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_question_is_understood_or_refused(question: str, words: str) -> None:
    try:
        query = search.parse(question)
    except Refused:
        return
    assert "".join(piece.words for piece in search.highlighted(words, query)) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    "question", ["a:b", "x & y", "a' OR 1=1 --", "NEAR(a b)", "{a}", "^a", "a\\", "ﬁsh", "İ", "ß*"]
)
def test_nothing_in_a_question_is_taken_for_a_command(question: str) -> None:
    assert found(question) == []


def test_all_paragraphs_with_a_word_are_found(communique: Document) -> None:
    with_it = [one.pk for one in communique.paragraphs.all() if "Council" in one.words]
    assert sorted(found("council")) == with_it
    assert len(with_it) > 2

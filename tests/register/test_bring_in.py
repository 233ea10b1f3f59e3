"""A document that is brought in is held as it came, with its mandates as drafts."""

from hashlib import sha256

import pytest

from dispositif.register.errors import Forbidden, Refused
from dispositif.register.first_steps import SAMPLE
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.review.actions import bring_in
from dispositif.register.review.models import Mandate, Revision


def test_a_document_is_kept_as_it_came(communique: Document) -> None:
    assert bytes(communique.original.content) == SAMPLE.read_bytes()
    assert communique.original.sha256 == sha256(SAMPLE.read_bytes()).hexdigest()


def test_every_paragraph_and_mandate_holds_its_words(communique: Document) -> None:
    for paragraph in communique.paragraphs.all():
        assert paragraph.words == " ".join(communique.characters[paragraph.start : paragraph.end].split())
    for mandate in communique.mandates.all():
        action = mandate.read_content().action
        assert communique.characters[action.start : action.end] == action.text == mandate.action


def test_mandates_begin_as_drafts_with_a_revision(communique: Document) -> None:
    mandates = communique.mandates.all()
    assert {mandate.state for mandate in mandates} == {Mandate.State.DRAFT}
    assert Revision.objects.count() == len(mandates) > 10
    assert mandates.get(key="op-3.m2").depends_on.get().key == "op-3.m1"


def test_the_same_file_twice_is_recognized(body: Body, communique: Document) -> None:
    with pytest.raises(Refused, match="this very file"):
        bring_in(None, body, [read(SAMPLE.read_bytes(), "again.txt")])
    assert Document.objects.count() == 1


def test_a_reader_may_not_bring_in(body: Body, person) -> None:
    with pytest.raises(Forbidden, match="editor"):
        bring_in(person("reader"), body, [read(SAMPLE.read_bytes(), SAMPLE.name)])
    assert not Document.objects.exists()

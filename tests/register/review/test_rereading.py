"""A newer engine reads a document again: addresses hold, and nothing that a person decided is overwritten."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
import pytest
from django.contrib.auth.models import User

import dispositif
from dispositif.document import Document as ReadDocument
from dispositif.document import Words
from dispositif.register.errors import Forbidden, Refused, Stale
from dispositif.register.holdings import actions
from dispositif.register.holdings.models import Document
from dispositif.register.people.permissions import note
from dispositif.register.review import rereading
from dispositif.register.review.decisions import add, confirm, correct, reject, split
from dispositif.register.review.models import Mandate, Proposal, Revision
from dispositif.register.review.proposals import leave, take
from dispositif.register.review.rereading import Changes, read_again
from dispositif.register.soundness import check

PRESENT = dispositif.__version__

Engine = Callable[[Callable[[ReadDocument], ReadDocument]], None]
Person = Callable[[str], User]
KEY = "op-8.m1"


def with_mandate(read: ReadDocument, key: str = KEY, **changes: object) -> ReadDocument:
    """A reading in which one mandate says something else."""
    mandates = (msgspec.structs.replace(one, **changes) if one.id == key else one for one in read.mandates)
    return msgspec.structs.replace(read, mandates=tuple(mandates))


def without_mandate(read: ReadDocument, key: str = KEY) -> ReadDocument:
    """A reading in which one mandate is missing."""
    return msgspec.structs.replace(read, mandates=tuple(one for one in read.mandates if one.id != key))


nobody_addressed = partial(with_mandate, addressees=())


def numbers(changes: Changes) -> tuple[int, int, int]:
    return changes.renewed, changes.new, changes.proposed


def test_the_same_reading_changes_nothing(communique: Document) -> None:
    assert numbers(read_again(None, communique)) == (0, 0, 0)
    assert communique.readings.count() == 1


def test_a_draft_is_read_anew_and_the_old_reading_kept(mandate: Mandate, newer_engine: Engine) -> None:
    newer_engine(nobody_addressed)
    assert numbers(read_again(None, mandate.document)) == (1, 0, 0)
    renewed = Mandate.objects.get(pk=mandate.pk)
    assert (renewed.reference, renewed.state, renewed.version) == (mandate.reference, Mandate.State.DRAFT, 2)
    assert renewed.content == renewed.as_read != mandate.content
    assert not renewed.involvements.exists()
    first, second = renewed.revisions.all()
    assert (first.read_content(), first.reading.engine) == (mandate.read_content(), PRESENT)
    assert (second.kind, second.reading.engine) == (Revision.Kind.READ_AGAIN, "9.9.9")
    assert second.read_content() == renewed.read_content()
    assert not list(check())


def test_a_decision_is_not_overwritten(mandate: Mandate, person: Person, newer_engine: Engine) -> None:
    confirm(person("editor"), mandate.reference, 1)
    newer_engine(nobody_addressed)
    assert numbers(read_again(None, mandate.document)) == (0, 0, 1)
    same = Mandate.objects.get(pk=mandate.pk)
    assert (same.content, same.state, same.version) == (mandate.content, Mandate.State.CONFIRMED, 2)
    assert same.as_read["addressees"] == []
    proposal = same.proposals.get()
    assert (proposal.kind, proposal.content) == (Proposal.Kind.CHANGED, same.as_read)


def test_what_somebody_works_on_is_not_changed_under_their_hands(
    mandate: Mandate, person: Person, newer_engine: Engine
) -> None:
    note(person("manager"), "assign", mandate.document.body, f"mandate {mandate}")
    newer_engine(nobody_addressed)
    assert numbers(read_again(None, mandate.document)) == (0, 0, 1)


def test_a_proposal_is_taken(mandate: Mandate, person: Person, newer_engine: Engine) -> None:
    editor = person("editor")
    confirm(editor, mandate.reference, 1)
    newer_engine(nobody_addressed)
    read_again(None, mandate.document)
    taken = take(editor, mandate.proposals.get().pk, 2)
    assert (taken.state, taken.version, taken.content["addressees"]) == (Mandate.State.CONFIRMED, 3, [])
    assert [one.kind for one in taken.revisions.all()] == ["read", "confirmed", "confirmed"]
    with pytest.raises(Stale, match="has decided"):
        leave(editor, mandate.proposals.get().pk)


def test_a_proposal_is_not_taken_over_a_decision_that_was_not_seen(
    mandate: Mandate, person: Person, newer_engine: Engine
) -> None:
    editor = person("editor")
    confirm(editor, mandate.reference, 1)
    newer_engine(nobody_addressed)
    read_again(None, mandate.document)
    proposal = mandate.proposals.get()
    correct(person("manager"), mandate.reference, 2, msgspec.structs.replace(mandate.read_content(), deadline=None))
    with pytest.raises(Stale, match="was corrected by manager"):
        take(editor, proposal.pk, 2)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.OPEN


def test_what_was_left_is_not_proposed_again(mandate: Mandate, person: Person, newer_engine: Engine) -> None:
    editor = person("editor")
    confirm(editor, mandate.reference, 1)
    newer_engine(nobody_addressed)
    read_again(None, mandate.document)
    with pytest.raises(Forbidden):
        leave(person("reader"), mandate.proposals.get().pk)
    assert leave(editor, mandate.proposals.get().pk).state == Proposal.State.LEFT
    newer_engine(lambda read: msgspec.structs.replace(nobody_addressed(read), citations=()))
    assert numbers(read_again(None, mandate.document)) == (0, 0, 0)


def test_an_open_proposal_makes_room_for_a_later_one(mandate: Mandate, person: Person, newer_engine: Engine) -> None:
    confirm(person("editor"), mandate.reference, 1)
    newer_engine(nobody_addressed)
    read_again(None, mandate.document)
    newer_engine(partial(with_mandate, deadline=None))
    read_again(None, mandate.document)
    assert [one.state for one in mandate.proposals.all()] == [Proposal.State.OUTDATED, Proposal.State.OPEN]


def test_a_correction_against_the_machine_is_not_asked_about_again(
    mandate: Mandate, person: Person, newer_engine: Engine
) -> None:
    corrected = msgspec.structs.replace(mandate.read_content(), addressees=())
    correct(person("editor"), mandate.reference, 1, corrected)
    newer_engine(partial(with_mandate, doubts=()))
    assert numbers(read_again(None, mandate.document)) == (0, 0, 0)


def test_what_is_no_longer_read_is_asked_about(mandate: Mandate, person: Person, newer_engine: Engine) -> None:
    newer_engine(without_mandate)
    assert numbers(read_again(None, mandate.document)) == (0, 0, 1)
    proposal = mandate.proposals.get()
    assert proposal.kind == Proposal.Kind.GONE
    assert Mandate.objects.get(pk=mandate.pk).state == Mandate.State.DRAFT
    assert take(person("editor"), proposal.pk, 1).state == Mandate.State.REJECTED


def test_a_rejected_mandate_does_not_come_back(mandate: Mandate, person: Person, newer_engine: Engine) -> None:
    reject(person("editor"), mandate.reference, 1)
    newer_engine(partial(with_mandate, doubts=()))
    assert numbers(read_again(None, mandate.document)) == (0, 0, 0)


def test_the_parts_of_a_split_mandate_stand(mandate: Mandate, person: Person, newer_engine: Engine) -> None:
    content, action = mandate.read_content(), mandate.read_content().action
    middle = action.start + action.text.index(" ")
    halves = [(action.start, middle), (middle + 1, action.end)]
    text = mandate.document.characters
    split(
        person("editor"),
        mandate.reference,
        1,
        [msgspec.structs.replace(content, action=Words(text=text[a:b], start=a, end=b)) for a, b in halves],
    )
    newer_engine(partial(with_mandate, doubts=()))
    assert numbers(read_again(None, mandate.document)) == (0, 0, 0)


def test_what_a_person_had_added_is_recognized(mandate: Mandate, person: Person, newer_engine: Engine) -> None:
    document, content = mandate.document, mandate.read_content()
    reject(person("editor"), mandate.reference, 1)
    Mandate.objects.filter(pk=mandate.pk).update(key="op-1.m9", content=Mandate.objects.first().content)
    added = add(person("editor"), document, content)
    newer_engine(partial(with_mandate, doubts=()))
    assert numbers(read_again(None, document)) == (0, 0, 0)
    assert Mandate.objects.get(pk=added.pk).as_read is not None


def test_what_is_new_is_a_draft_or_a_proposal(communique: Document, person: Person, newer_engine: Engine) -> None:
    Mandate.objects.filter(key=KEY).update(key="op-1.m9", content=Mandate.objects.first().content, paragraph="op-1")
    editor = person("editor")
    newer_engine(partial(with_mandate, doubts=()))
    other = communique.mandates.filter(paragraph="op-8").first()
    confirm(editor, other.reference, 1)
    assert read_again(editor, communique).proposed == 2
    taken = take(editor, Proposal.objects.get(kind=Proposal.Kind.NEW).pk, 0)
    assert (taken.key, taken.state) == (KEY, Mandate.State.CONFIRMED)


def renumbered(read: ReadDocument) -> ReadDocument:
    """A reading that finds a paragraph before the first operative one and counts all of them one higher."""
    names = {one.id: f"op-{int(one.id[3:]) + 1}" for one in read.paragraphs if one.id.startswith("op-")}

    def new(name: str | None) -> str | None:
        paragraph, dot, rest = (name or "").partition(".")
        return f"{names.get(paragraph, paragraph)}{dot}{rest}" if name else name

    change = msgspec.structs.replace
    return change(
        read,
        paragraphs=tuple(change(one, id=new(one.id), parent=new(one.parent)) for one in read.paragraphs),
        acts=tuple(change(one, id=new(one.id), paragraph=new(one.paragraph)) for one in read.acts),
        mandates=tuple(
            change(one, id=new(one.id), act=new(one.act), depends_on=tuple(map(new, one.depends_on)))
            for one in read.mandates
        ),
        citations=tuple(change(one, paragraph=new(one.paragraph)) for one in read.citations),
    )


def test_addresses_hold_when_a_newer_engine_counts_otherwise(communique: Document, newer_engine: Engine) -> None:
    paragraphs = {one.key: one.words for one in communique.paragraphs.all()}
    mandates = {one.reference: (one.key, one.action) for one in communique.mandates.all()}
    newer_engine(lambda read: msgspec.structs.replace(renumbered(read), warnings=()))
    read_again(None, communique)
    assert {one.key: one.words for one in communique.paragraphs.all()} == paragraphs
    assert {one.reference: (one.key, one.action) for one in communique.mandates.all()} == mandates


def test_the_heading_is_taken_over_unless_a_person_changed_it(communique: Document, newer_engine: Engine) -> None:
    Document.objects.filter(pk=communique.pk).update(place="Velmora")

    def elsewhere(read: ReadDocument) -> ReadDocument:
        heading = msgspec.structs.replace(read.heading, symbol="CC/SC/1", place="Lunmar")
        return msgspec.structs.replace(read, heading=heading)

    newer_engine(elsewhere)
    read_again(None, Document.objects.get(pk=communique.pk))
    renewed = Document.objects.get(pk=communique.pk)
    assert (renewed.symbol, renewed.place) == ("CC/SC/1", "Velmora")


def test_other_characters_are_refused(communique: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(content: bytes, name: str, language: str | None = None) -> actions.Read:
        return actions.read(b"1. Requests the Secretary General to report.", name)

    monkeypatch.setattr(rereading, "read", read)
    with pytest.raises(Refused, match="left as it is"):
        read_again(None, communique)
    assert communique.readings.count() == 1


def test_it_takes_an_editor(communique: Document, person: Person) -> None:
    with pytest.raises(Forbidden):
        read_again(person("contributor"), communique)


def test_all_documents_are_read_again_at_the_command_line(
    mandate: Mandate, person: Person, newer_engine: Engine, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from dispositif.cli import main

    confirm(person("editor"), mandate.reference, 1)
    newer_engine(nobody_addressed)
    assert main(["register", "reread"]) == 0
    said = capsys.readouterr().err
    assert f"document {mandate.document_id}, " in said
    assert "1 read again, 0 left as they were: 0 drafts renewed, 0 new drafts, 1 proposals to decide about." in said

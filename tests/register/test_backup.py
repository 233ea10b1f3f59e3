"""A backup holds everything, is verified, and comes back whole or not at all."""

import zipfile
from pathlib import Path

import pytest
from django.db import connection, transaction

from dispositif.cli.register.check import tell_faults
from dispositif.register.backup import MANIFEST, back_up, restore, verify
from dispositif.register.errors import Refused
from dispositif.register.followup.aside import put_aside
from dispositif.register.followup.models import Snapshot
from dispositif.register.holdings.models import Body, Citation, Document
from dispositif.register.people.models import Membership
from dispositif.register.review.models import Mandate, Revision
from dispositif.register.soundness import check


@pytest.mark.django_db(transaction=True)
def test_what_comes_back_is_what_was_there(communique: Document, person, tmp_path: Path, emptied) -> None:
    put_aside(person("manager"), communique, "A draft")
    before = list(Mandate.objects.values())
    texts = list(Document.objects.values())
    manifest = back_up(tmp_path / "saved.zip")
    assert manifest.tables["review.mandate"].rows == len(before)
    emptied()
    restore(tmp_path / "saved.zip")
    assert list(Mandate.objects.values()) == before
    assert list(Document.objects.values()) == texts
    assert bytes(Document.objects.get().original.content) == bytes(communique.original.content)
    assert Membership.objects.get().person.username == "manager"
    assert not list(check())
    assert Body.objects.create(slug="next", name="The keys go on").pk > communique.body_id


@pytest.mark.django_db(transaction=True)
def test_a_register_that_is_not_empty_is_left_alone(communique: Document, tmp_path: Path) -> None:
    back_up(tmp_path / "saved.zip")
    with pytest.raises(Refused, match="not empty"):
        restore(tmp_path / "saved.zip")
    assert Document.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_was_changed_is_refused(communique: Document, tmp_path: Path) -> None:
    back_up(tmp_path / "saved.zip")
    with zipfile.ZipFile(tmp_path / "saved.zip") as good, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            bad.writestr(name, content.replace(b"dumping", b"pumping") if name != MANIFEST else content)
    with pytest.raises(Refused, match="not as it was written"):
        verify(tmp_path / "bad.zip")


@pytest.mark.parametrize("content", [b"", b"no backup", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "file.zip").write_bytes(content)
    with pytest.raises(Refused, match=r"file\.zip"):
        verify(tmp_path / "file.zip")


@pytest.mark.django_db(transaction=True)
def test_no_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "there.zip").write_bytes(b"something else")
    with pytest.raises(Refused, match="already"):
        back_up(tmp_path / "there.zip")
    assert (tmp_path / "there.zip").read_bytes() == b"something else"


def test_faults_are_found(communique: Document, tampering: None, capsys: pytest.CaptureFixture) -> None:
    assert not list(check())
    with transaction.atomic():
        Document.objects.update(characters="x" + communique.characters)
        assert {fault.what for fault in check()} > {"its words are not those of the text"}
        transaction.set_rollback(True)
    mandate = communique.mandates.first()
    Mandate.objects.filter(pk=mandate.pk).update(content=communique.mandates.last().content)
    assert [fault.what for fault in check()] == ["its content is not that of its last revision"]
    assert tell_faults() == 1
    assert "1 fault found." in capsys.readouterr().err


def test_a_revision_without_its_reading_is_found(communique: Document, tampering: None) -> None:
    mandate = communique.mandates.first()
    Revision.objects.filter(mandate=mandate).update(reading=communique.readings.latest().pk + 1)
    assert "revision 1: its reading says nothing of it" in {fault.what for fault in check()}


def test_what_repeats_nothing_is_found(communique: Document) -> None:
    with connection.constraint_checks_disabled():
        Citation.objects.filter(pk=communique.citations.first().pk).update(document=communique.pk + 1)
        Snapshot.objects.filter(mandate=communique.mandates.first()).update(mandate=0)
    assert {fault.what for fault in check()} == {
        "the document that it is of is not there", "the mandate that it is of is not there",
    }  # fmt: skip

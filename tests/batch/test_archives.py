"""Zip archives: read member by member; broken ones and bombs are refused, and stop nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import dispositif
from dispositif import batch
from dispositif.errors import DamagedFile, ReadingError, TooLarge

SAMPLE = Path(dispositif.__file__).parent / "samples" / "communique.txt"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "session.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("b/deep/second.txt", SAMPLE.read_bytes())
        package.writestr("a.txt", SAMPLE.read_bytes())
        package.writestr("__MACOSX/._a.txt", b"x")
        package.writestr("picture.jpg", b"\xff\xd8\xff")
    return path


def test_the_members_of_an_archive_are_documents_in_the_order_of_their_names(archive):
    for named in (str(archive), str(archive.parent)):
        inputs = batch.gather([named])
        assert [task.file for task in inputs.tasks] == [f"{archive}/a.txt", f"{archive}/b/deep/second.txt"]
        assert [task.place for task in inputs.tasks] == ["session.zip/a.txt", "session.zip/b/deep/second.txt"]
        assert inputs.skipped == {".jpg": 1}


def test_a_member_is_unpacked_when_it_is_read(archive):
    source, name = batch.gather([str(archive)]).tasks[1].source
    assert (source, name) == (SAMPLE.read_bytes(), "session.zip/b/deep/second.txt")


@pytest.mark.parametrize("jobs", [1, 2])
def test_members_read_as_files_do(archive, jobs):
    outcomes = list(batch.carry_out_all(batch.gather([str(archive)]).tasks, batch.Order("lines"), jobs))
    read = [dispositif.Document.from_json(outcome.output) for outcome in outcomes]
    assert [document.source.name for document in read] == ["session.zip/a.txt", "session.zip/b/deep/second.txt"]
    assert read[0].mandates == dispositif.read(SAMPLE).mandates


def test_a_broken_archive_is_a_task_that_fails(archive):
    broken = archive.with_name("broken.zip")
    broken.write_bytes(archive.read_bytes()[:200])
    first, *others = batch.carry_out_all(batch.gather([str(archive.parent)]).tasks, batch.Order("lines"))
    assert first.kind == "DamagedFile"
    assert f"{broken}: the ZIP archive is damaged or cut short" in first.failure
    assert all(not outcome.failure for outcome in others)


def test_a_bomb_is_refused_before_anything_is_unpacked(tmp_path):
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package, package.open("a.txt", "w") as member:
        for _ in range(80):
            member.write(bytes(1 << 20))
    with pytest.raises(TooLarge, match="zip bomb"):
        _ = batch.gather([str(bomb)]).tasks[0].source


def test_a_member_beyond_what_is_read_is_refused_by_its_name(archive, monkeypatch):
    monkeypatch.setattr(batch.archives, "LARGEST_FILE", 100)
    with pytest.raises(TooLarge, match=r"session\.zip/a\.txt: unpacks to"):
        _ = batch.gather([str(archive)]).tasks[0].source


def test_a_damaged_member_is_named_and_the_others_are_read(archive):
    content = bytearray(archive.read_bytes())
    place = content.index(b"b/deep/second.txt") + 200
    content[place : place + 40] = bytes(40)
    archive.write_bytes(content)
    good, bad = batch.carry_out_all(batch.gather([str(archive)]).tasks, batch.Order("lines"))
    assert not good.failure
    assert "session.zip/b/deep/second.txt: cannot be unpacked" in bad.failure


def test_an_encrypted_member_is_refused_with_the_remedy(archive):
    content = bytearray(archive.read_bytes())
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    archive.write_bytes(content)
    with pytest.raises(DamagedFile, match="encrypted"):
        [task.source for task in batch.gather([str(archive)]).tasks]


def test_an_archive_that_has_changed_meanwhile_says_so(archive):
    task = batch.gather([str(archive)]).tasks[0]
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("other.txt", b"x")
    with pytest.raises(ReadingError, match="has changed"):
        _ = task.source


def test_an_archive_without_documents_is_barren(tmp_path):
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as package:
        package.writestr("picture.jpg", b"x")
    assert batch.gather([str(tmp_path / "empty.zip")]).barren == [str(tmp_path / "empty.zip")]


def test_what_git_keeps_for_itself_is_no_document(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "notes.txt").write_text("x", "utf-8")
    (tmp_path / "a.txt").write_bytes(SAMPLE.read_bytes())
    assert [task.place for task in batch.gather([str(tmp_path)]).tasks] == ["a.txt"]


def test_a_pointer_of_git_lfs_is_no_text():
    with pytest.raises(ReadingError, match="git lfs pull"):
        dispositif.read(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n", name="a.txt")

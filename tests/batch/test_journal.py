"""A run that broke off is taken up again: nothing is read twice that is as it was, and nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import dispositif
from dispositif import batch
from dispositif.batch.journal import NAME, Journal

SAMPLE = Path(dispositif.__file__).parent / "samples" / "communique.txt"
NAMES = ("a", "b", "c", "d")


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "out").mkdir()
    for name in NAMES:
        (folder / f"{name}.txt").write_text(f"{SAMPLE.read_text('utf-8')}\n{name}\n", "utf-8")
    return folder


def run(inputs: Path, form: str = "json") -> list[str]:
    """The documents that a resumed run reads."""
    read = []

    class Watching(batch.Order):
        def make(self, task, document, text):
            read.append(Path(task.file).stem)
            return super().make(task, document, text)

    journal = Journal(Watching(form, str(inputs.parent / "out")))
    outcomes = list(journal.resumed(batch.gather([str(inputs)]).tasks, 1))
    journal.close()
    assert sorted(Path(outcome.file).stem for outcome in outcomes) == sorted(NAMES)
    return read


def written(inputs: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((inputs.parent / "out").glob("[!.]*"))}


def test_what_is_as_it_was_is_not_read_again(inputs):
    assert run(inputs) == list(NAMES)
    assert run(inputs) == []


def test_what_has_changed_is_read_again(inputs):
    run(inputs)
    (inputs / "b.txt").write_text("Another text altogether.", "utf-8")
    assert run(inputs) == ["b"]


def test_a_file_that_was_removed_or_changed_is_written_again(inputs):
    run(inputs)
    before = written(inputs)
    (inputs.parent / "out" / "a.json").unlink()
    (inputs.parent / "out" / "c.json").write_bytes(b"{}")
    assert run(inputs) == ["a", "c"]
    assert written(inputs) == before


def test_another_format_is_another_order(inputs):
    run(inputs)
    assert run(inputs, "csv") == list(NAMES)
    assert run(inputs) == []


def test_a_name_of_bytes_that_are_no_text_is_like_any_other(inputs):
    try:
        (inputs / "d.txt").rename(inputs / "d\udcff.txt")
    except OSError:
        pytest.skip("names are text on this disk")
    order = batch.Order("json", str(inputs.parent / "out"))
    for _ in range(2):
        journal = Journal(order)
        outcomes = list(journal.resumed(batch.gather([str(inputs)]).tasks, 1))
        journal.close()
        assert [(Path(outcome.file).name, outcome.failure) for outcome in outcomes] == [
            ("a.txt", ""), ("b.txt", ""), ("c.txt", ""), ("d\ufffd.txt", ""),
        ]  # fmt: skip
    assert not outcomes[-1].output  # it was not read again
    [file] = (inputs.parent / "out").glob("d*")
    assert dispositif.Document.from_json(file.read_bytes()).source.name == "d\ufffd.txt"


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.62, 0.99])
def test_a_journal_cut_short_at_any_place_loses_nothing(inputs, kept):
    run(inputs)
    before = written(inputs)
    journal = inputs.parent / "out" / NAME
    content = journal.read_bytes()
    journal.write_bytes(content[: int(len(content) * kept)])
    again = run(inputs)
    assert len(again) == len(NAMES) - content[: int(len(content) * kept)].count(b"\n")
    assert written(inputs) == before
    assert run(inputs) == []


def test_warnings_of_what_is_not_read_again_are_still_told(inputs):
    (inputs / "a.txt").write_text("Бібліотека відкрита щодня, крім понеділка, і чекає на читачів.", "utf-8")
    order = batch.Order("json", str(inputs.parent / "out"))
    for _ in range(2):
        journal = Journal(order)
        outcomes = list(journal.resumed(batch.gather([str(inputs)]).tasks, 1))
        journal.close()
        assert [warning.code for one in outcomes for warning in one.warnings].count("unknown-language") == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_can_be_taken_up(inputs, jobs):
    """The whole process group is killed in the middle; the resumed run makes what an undisturbed one makes."""
    for number in range(40):
        (inputs / f"more-{number:02}.txt").write_bytes(SAMPLE.read_bytes() * 3)
    out = inputs.parent / "out"
    command = [sys.executable, "-m", "dispositif", "read", str(inputs), "--out", str(out), "--jobs", str(jobs)]
    process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    while not (out / "c.json").exists():
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    resumed = subprocess.run([*command, "--resume"], check=True, capture_output=True)
    assert resumed.returncode == 0
    once = inputs.parent / "once"
    subprocess.run([*command[:-4], "--out", str(once)], check=True, capture_output=True)
    assert written(inputs) == {path.name: path.read_bytes() for path in sorted(once.glob("[!.]*"))}

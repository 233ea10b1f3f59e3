"""The report: a row for each document that failed or was warned of, and each kind of warning with an example."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import dispositif
from dispositif.batch import Outcome
from dispositif.batch.report import Report
from dispositif.text import TextWarning

SAMPLE = Path(dispositif.__file__).parent / "samples" / "communique.txt"
FAINT = TextWarning(code="faint", message="The print is faint.", start=3, end=9)
TORN = TextWarning(code="torn", message="A page is torn.")


@pytest.fixture
def report() -> Report:
    report = Report()
    for outcome in (
        Outcome("a.txt", warnings=(FAINT, FAINT, TORN)),
        Outcome("b.txt"),
        Outcome("c.txt", failure="c.txt: there is no text in it.", kind="EmptySource"),
        Outcome("d.txt", warnings=(TORN,)),
    ):
        report.note(outcome)
    return report


def test_each_kind_of_warning_is_counted_by_documents_and_has_an_example(report):
    assert list(report.warnings()) == [
        "torn: 2 documents, for example a.txt: A page is torn.",
        "faint: 1 document, for example a.txt: The print is faint.",
    ]


def test_it_is_written_as_json(report, tmp_path):
    report.write(str(tmp_path / "report.json"))
    content = json.loads((tmp_path / "report.json").read_bytes())
    assert content["documents"] == 4
    assert [(row["file"], row["status"], row["kinds"]) for row in content["rows"]] == [
        ("a.txt", "warned", ["faint", "torn"]),
        ("c.txt", "failed", ["EmptySource"]),
        ("d.txt", "warned", ["torn"]),
    ]
    assert content["rows"][0]["warnings"][0]["start"] == 3


def test_it_is_written_as_csv(report, tmp_path):
    report.write(str(tmp_path / "report.CSV"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "report.CSV").read_text("utf-8"), newline="")))
    assert [row["kinds"] for row in rows] == ["faint torn", "EmptySource", "torn"]
    assert rows[1]["messages"] == "c.txt: there is no text in it."


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dispositif", "read", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_broken_file_is_a_row_and_not_the_end(tmp_path):
    (tmp_path / "a.txt").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 cut short")
    (tmp_path / "foreign.txt").write_text("Бібліотека відкрита щодня, крім понеділка, і чекає на читачів.", "utf-8")
    done = run(tmp_path, "--out", tmp_path / "out", "--report", tmp_path / "report.json")
    assert done.returncode == 1
    rows = json.loads((tmp_path / "report.json").read_bytes())["rows"]
    assert [(Path(row["file"]).name, row["kinds"]) for row in rows] == [
        ("broken.docx", ["DamagedFile"]),
        ("foreign.txt", ["unknown-language"]),
    ]
    assert "Warning unknown-language: 1 document, for example" in done.stderr


@pytest.mark.parametrize("name", ["report.xlsx", "nowhere/report.json"])
def test_a_report_that_could_not_be_written_is_refused_at_the_start(tmp_path, name):
    refused = run(SAMPLE, "--out", tmp_path / "out", "--report", tmp_path / name)
    assert refused.returncode == 2
    assert "--report" in refused.stderr
    assert not (tmp_path / "out").exists()


def test_resume_without_a_folder_is_refused():
    assert run(SAMPLE, "--resume").returncode == 2

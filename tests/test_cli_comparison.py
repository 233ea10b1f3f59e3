"""The commands `compare`, `language` and `check`: what they write, and their exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dispositif.cli import main

OLD = (
    "Resolution 3/1\n\nThe Assembly of the Harbour Union,\n\nGuided by the Statute of the Union,\n\n"
    "1. Invites the Guild to train crews;\n"
)
NEW = OLD.replace("3/1", "3/2").replace("Invites", "Urges")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_texts_are_compared_on_the_terminal(folder, capsysbinary):
    assert main(["compare", "old.txt", "new.txt"]) == 0
    assert b"[-Invites-]{+Urges+}" in capsysbinary.readouterr().out


@pytest.mark.parametrize(("name", "begins"), [("c.json", b"{"), ("c.html", b"<!doctype"), ("c.docx", b"PK")])
def test_the_suffix_says_the_format(folder, name, begins):
    assert main(["compare", "old.txt", "new.txt", "--out", name]) == 0
    assert (folder / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["s.json", "s.html"])
def test_a_series_is_compared(folder, name):
    assert main(["compare", "old.txt", "new.txt", "old.txt", "--out", name]) == 0
    assert (folder / name).stat().st_size > 100


def test_language_taken_over_is_looked_for_where_it_is_said(folder, capsysbinary):
    (folder / "other.txt").write_text(OLD.replace("Invites", "Asks"), "utf-8")
    assert main(["compare", "old.txt", "new.txt", "--also", "other.txt", "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["format"] == "dispositif-comparison/1"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["compare", "old.txt"], "needs two documents"),
        (["compare", "old.txt", "new.txt", "old.txt", "--format", "docx"], "name two"),
        (["compare", "old.txt", "new.txt", "--out", "c.docx", "--date", "today"], "--date today"),
        (["compare", "old.txt", "new.txt", "--out", "nowhere/c.json"], "cannot be written"),
        (["compare", "old.txt", "new.txt", "--out", "c.odt"], "ends with .json, .html, .docx"),
        (["language", "index", "old.txt", "--out", "nowhere/x"], "cannot be made"),
        (["language", "find", " ", "--index", "absent"], "no words to find"),
        (["language", "find", "words", "--index", "absent"], "no such index"),
        (["language", "find", "words", "--index", "absent", "--limit", "0"], "--limit"),
        (["language", "index", "old.txt", "--out", "x", "--jobs", "0"], "--jobs 0"),
    ],
)
def test_wrong_usage_is_told_with_status_2(folder, capsys, arguments, says):
    assert main(arguments) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["compare", "absent.txt", "new.txt"], ["check", "absent.txt"]])
def test_a_file_that_cannot_be_read_is_told_with_status_1(folder, capsys, arguments):
    assert main(arguments) == 1
    assert "absent.txt" in capsys.readouterr().err


def test_an_index_is_made_and_searched(folder, capsysbinary):
    assert main(["language", "index", "old.txt", "new.txt", "--out", "a.index"]) == 0
    assert main(["language", "find", "the Guild to train crews", "--index", "a.index", "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["found"][0]["similarity"] == 1.0
    assert main(["language", "find", "bread and butter", "--index", "a.index"]) == 1


def test_a_file_that_cannot_be_read_does_not_stop_the_index(folder, capsys):
    (folder / "empty.txt").write_bytes(b"")
    assert main(["language", "index", ".", "--out", "a.index"]) == 1
    said = capsys.readouterr().err
    assert "empty.txt" in said
    assert "2 documents added" in said


def test_a_draft_with_remarks_has_status_3(folder, capsysbinary):
    main(["language", "index", "old.txt", "--out", "a.index"])
    assert main(["check", "new.txt", "--last", "old.txt", "--index", "a.index", "--format", "json"]) == 3
    assert {remark["rule"] for remark in json.loads(capsysbinary.readouterr().out)["remarks"]} == {"missing-review"}


def test_a_draft_with_nothing_to_remark_has_status_0(folder, capsysbinary):
    (folder / "calm.txt").write_text(f"{NEW}2. Decides to remain seized of the matter.\n", "utf-8")
    assert main(["check", "calm.txt"]) == 0
    assert b"nothing to remark" in capsysbinary.readouterr().out


@pytest.mark.parametrize("command", ["citations", "evaluate"])
def test_where_nothing_is_read_nothing_is_shown(folder, command, capsysbinary):
    assert main([command, "absent.txt"]) == 1
    shown = capsysbinary.readouterr()
    assert shown.out == b""
    assert b"no such file" in shown.err


def test_a_dataset_of_nothing_is_said_to_be_empty(folder, capsysbinary):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    assert main(["dataset", "absent.txt", "--out", "tables"]) == 1
    assert b"tables: no document was read" in capsysbinary.readouterr().err


def test_one_is_counted_as_one(folder, capsysbinary):
    assert main(["citations", "old.txt"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"1 document read, ")


def test_what_one_document_was_warned_of_is_told_where_it_is_not_shown(folder, capsysbinary):
    (folder / "broken.xml").write_text("<akomaNtoso><statement><p>Broken", "utf-8")
    assert main(["read", "broken.xml", "--format", "akn", "--out", "out"]) == 0
    assert b"Warning not-well-formed: broken.xml: The XML" in capsysbinary.readouterr().err
    assert main(["read", "broken.xml"]) == 0
    shown = capsysbinary.readouterr()
    assert b"not well formed" in shown.out
    assert shown.err == b""


@pytest.mark.parametrize("command", [["check", "a.txt"], ["compare", "a.txt", "a.txt"]])
def test_a_draft_in_an_unknown_language_is_not_passed_as_sound(folder, capsysbinary, command):
    (folder / "a.txt").write_text("1. Prie le Secrétaire général de présenter un rapport;\n", "utf-8")
    main(command)
    said = capsysbinary.readouterr()
    assert b"Warning unknown-language: a.txt: " in said.err
    assert b"nothing to remark" in said.out or b"no paragraphs; 0 findings" in said.out

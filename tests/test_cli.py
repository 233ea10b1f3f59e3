"""The command line, run as people run it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dispositif

SAMPLE = Path(dispositif.__file__).parent / "samples" / "communique.txt"
PLAIN = {"PATH": os.environ["PATH"], "COLUMNS": "100", "PYTHONWARNINGS": "error"}


def run(*arguments: object, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "dispositif", *map(str, arguments)]
    env = {**PLAIN, **environment}
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, env=env, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents in a folder and one below it, among other files."""
    (tmp_path / "below").mkdir()
    for name in ("a.txt", "b.txt", "below/c.txt"):
        (tmp_path / name).write_text(f"{SAMPLE.read_text('utf-8')}\n{name}\n", "utf-8")
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "Makefile").write_text("all:\n", "utf-8")
    (tmp_path / ".hidden.txt").write_text("hidden", "utf-8")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
    return tmp_path


# Looking at one document


def test_a_document_is_shown_with_its_mandates():
    shown = run("read", SAMPLE)
    assert shown.returncode == 0
    assert shown.stderr == b""
    words = shown.stdout.decode()
    assert "Mandates" in words
    assert "the international community" in words
    assert "\x1b" not in words


@pytest.mark.parametrize("view", ["acts", "citations", "paragraphs"])
def test_other_views_are_shown_in_place_of_the_mandates(view):
    words = run("read", SAMPLE, f"--{view}").stdout.decode()
    assert f"\n{view.capitalize()}\n" in words
    assert "\nMandates\n" not in words


def test_the_view_is_as_wide_as_the_terminal():
    for columns in (60, 80, 120):
        lines = run("read", SAMPLE, COLUMNS=str(columns)).stdout.decode().splitlines()
        assert columns - 25 < max(map(len, lines)) <= columns


def test_colour_can_be_forced_and_forbidden():
    assert b"\x1b[" in run("read", SAMPLE, FORCE_COLOR="1").stdout
    assert b"\x1b[" not in run("read", SAMPLE, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_standard_input_is_read():
    read = run("read", "-", "--format", "json", stdin=SAMPLE.read_bytes())
    assert json.loads(read.stdout)["source"]["name"] == "standard input"


def test_the_text_is_printed_exactly():
    assert run("text", SAMPLE).stdout == SAMPLE.read_bytes()


def test_a_paragraph_is_explained():
    words = run("explain", SAMPLE, "op-8").stdout.decode()
    assert "verbs/urge (languages/en/verbs.yaml, line" in words
    assert "Mandate op-8.m1" in words


def test_an_unknown_paragraph_is_refused_with_those_there_are():
    refused = run("explain", SAMPLE, "op-99")
    assert refused.returncode == 2
    assert b"op-8" in refused.stderr


def test_the_schema_is_printed():
    assert json.loads(run("schema").stdout)["title"] == "dispositif/1"


def test_the_version_is_printed():
    assert run("--version").stdout.decode().strip() == f"dispositif {dispositif.__version__}"


# Writing files


def test_each_document_is_written_to_a_file_of_its_name(folder):
    done = run("read", folder, "--format", "json", "--out", folder / "out")
    assert done.returncode == 0
    assert sorted(path.name for path in (folder / "out").glob("[!.]*")) == ["a.json", "b.json", "c.json"]
    document = dispositif.Document.from_json((folder / "out" / "c.json").read_bytes())
    assert document.source.name == "c.txt"


def test_what_is_left_out_of_a_folder_is_said(folder):
    said = run("read", folder, "--out", folder / "out").stderr.decode()
    assert "1 without suffix, 1 .jpg" in said


@pytest.mark.parametrize("form", ["csv", "xlsx", "html"])
def test_each_format_is_written(folder, form):
    assert run("read", folder / "a.txt", "--format", form, "--out", folder).returncode == 0
    assert (folder / f"a.{form}").stat().st_size > 1000


def test_files_are_the_same_however_many_workers_wrote_them(folder):
    for jobs in (1, 2, 5):
        run("read", folder, "--format", "html", "--out", folder.parent / f"out-{jobs}", "--jobs", jobs)
    for name in ("a.html", "b.html", "c.html"):
        assert len({(folder.parent / f"out-{jobs}" / name).read_bytes() for jobs in (1, 2, 5)}) == 1


def test_two_inputs_for_one_file_are_refused_before_anything_is_written(folder):
    (folder / "below" / "a.html").write_text("<p>Another</p>", "utf-8")
    refused = run("read", folder, "--out", folder / "out")
    assert refused.returncode == 2
    assert str(folder / "a.txt") in refused.stderr.decode()
    assert str(folder / "below" / "a.html") in refused.stderr.decode()
    assert not (folder / "out").exists()


def test_no_input_is_written_over(folder):
    page = folder / "page.html"
    page.write_text("<p>A page</p>", "utf-8")
    refused = run("read", page, "--format", "html", "--out", folder / "below" / "..")
    assert refused.returncode == 2
    assert page.read_text("utf-8") == "<p>A page</p>"


def test_a_folder_that_cannot_be_made_is_refused(folder):
    refused = run("read", folder / "a.txt", "--out", folder / "b.txt")
    assert refused.returncode == 2
    assert b"b.txt" in refused.stderr


# Several documents to standard output


@pytest.mark.parametrize("jobs", [1, 3])
def test_several_documents_are_lines_of_json_in_their_order(folder, jobs):
    lines = run("read", folder, "--format", "json", "--jobs", jobs).stdout.splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["a.txt", "b.txt", "c.txt"]


def test_several_documents_are_one_table(folder):
    table = run("read", folder, "--format", "csv").stdout.decode()
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["Document"] for row in rows if row["Mandate"] == "op-2.m1"] == ["a.txt", "b.txt", "c.txt"]
    assert table.count("Responsible unit") == 1


@pytest.mark.parametrize("form", ["xlsx", "html"])
def test_several_documents_in_other_formats_need_a_folder(folder, form):
    refused = run("read", folder, "--format", form)
    assert refused.returncode == 2
    assert b"--out" in refused.stderr
    assert refused.stdout == b""


# What goes wrong


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_file_does_not_stop_the_others(folder, jobs):
    (folder / "aa.docx").write_bytes(b"PK\x03\x04 cut short")
    (folder / "empty.txt").write_bytes(b"")
    done = run("read", folder, folder / "nowhere.txt", "--format", "json", "--jobs", jobs)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 3
    said = done.stderr.decode()
    assert all(name in said for name in ("aa.docx", "empty.txt", "nowhere.txt"))
    assert "3 of 6 files could not be read." in said
    assert "Traceback" not in said


def test_a_folder_without_documents_is_said(tmp_path):
    done = run("read", tmp_path)
    assert done.returncode == 1
    assert b"no document in this folder" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["read", SAMPLE, "--format", "docx"],
        ["read", SAMPLE, "--jobs", "0"],
        ["read", SAMPLE, "--acts", "--format", "json"],
        ["read", SAMPLE, "--language", "tlh"],
        ["read", "-", "-"],
        ["explain", SAMPLE],
    ],
)
def test_wrong_usage_is_refused(arguments):
    refused = run(*arguments)
    assert refused.returncode == 2
    assert refused.stdout == b""
    assert b"Traceback" not in refused.stderr


FAULTY = """
import os, signal, sys
import dispositif
from dispositif import batch, cli

def read_with_text(source, name="", language=None):
    if "b.txt" in str(source):
        FAULT
    return genuine(source, name=name, language=language)

genuine, dispositif.read_with_text = dispositif.read_with_text, read_with_text
sys.exit(cli.main(sys.argv[1:]))
"""


def run_faulty(fault: str, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", FAULTY.replace("FAULT", fault), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=60, env=PLAIN, check=False)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_ours_stops_only_its_file(folder, jobs):
    done = run_faulty("raise RuntimeError('ours')", "read", folder, "--format", "json", "--jobs", jobs)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert b"b.txt: could not be read (internal error RuntimeError; please report" in done.stderr
    assert b"Traceback" not in done.stderr


def test_its_traceback_is_shown_on_demand(folder):
    done = run_faulty("raise RuntimeError('ours')", "read", folder, "--debug")
    assert b"RuntimeError: ours" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the fault is handed on to workers by fork")
@pytest.mark.parametrize("jobs", [2, 3])
def test_a_worker_that_is_killed_costs_only_its_file(folder, jobs):
    done = run_faulty("os.kill(os.getpid(), signal.SIGKILL)", "read", folder, "--format", "json", "--jobs", jobs)
    assert done.returncode == 1
    assert [json.loads(line)["source"]["name"] for line in done.stdout.splitlines()] == ["a.txt", "c.txt"]
    assert b"b.txt: could not be read (its reader was ended by signal 9" in done.stderr


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interruption_ends_it_cleanly(folder, jobs):
    code = FAULTY.replace("FAULT", "import time; time.sleep(60)")
    # A shell has what it starts in the background ignore interruptions, and so has every child of that.
    code = f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler){code}"
    command = [sys.executable, "-c", code, "read", str(folder), "--format", "json", "--jobs", str(jobs)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=PLAIN, start_new_session=True
    )
    assert process.stdout
    process.stdout.readline()
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Interrupted." in said
    assert b"Traceback" not in said


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_closed_pipe_ends_it_cleanly(folder, jobs):
    for number in range(30):
        (folder / f"more-{number}.txt").write_bytes(SAMPLE.read_bytes())
    command = [sys.executable, "-m", "dispositif", "read", str(folder), "--format", "json", "--jobs", str(jobs)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=PLAIN)
    assert process.stdout
    assert process.stderr
    process.stdout.read(10)
    process.stdout.close()
    said = process.stderr.read()
    process.wait(timeout=20)
    process.stderr.close()
    assert process.returncode == 0
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said


def test_evaluate_names_what_it_cannot_use_and_does_the_rest(tmp_path):
    (tmp_path / "a.txt").write_text("The Harbour Assembly,\n\n1. Requests States to act.", encoding="utf-8")
    assert run("read", tmp_path / "a.txt", "--format", "akn", "--out", tmp_path).returncode == 0
    done = run("evaluate", tmp_path, "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["files"]) == (1, 1)
    assert b"a.txt: is not Akoma Ntoso" in done.stderr
    done = run("evaluate", tmp_path / "a.akn")
    assert (done.returncode, done.stdout.startswith(b"1 document read")) == (0, True)


def test_evaluate_refuses_what_it_cannot_do():
    done = run("evaluate", "-")
    assert (done.returncode, b"Standard input" in done.stderr) == (2, True)
    assert run("evaluate", "x", "--examples", "-1").returncode == 2

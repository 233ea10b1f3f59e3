"""The files of a dataset: the same rows in both forms, what they refer to, the same bytes however they were made."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dispositif
from dispositif import batch, dataset
from dispositif.dataset import writing
from dispositif.dataset.dictionary import dictionary, meaning
from dispositif.dataset.tables import TABLES
from dispositif.errors import UsageError

NAMES = [table.name for table in TABLES]
FOREIGN = [(table.name, columns, other) for table in TABLES for columns, other in table.refers]


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def made_of(corpus: Path, folder: Path, jobs: int = 1) -> dict[str, bytes]:
    tasks = dataset.documents([str(corpus)]).tasks
    dataset.write(batch.carry_out_all(tasks, dataset.Making(), jobs), folder)
    return content(folder)


# What stands in the tables


def test_each_document_is_named_by_its_place_below_the_folder(made):
    names = [row["document"] for row in rows(made, "documents")]
    assert names == sorted(names)
    assert {"b.txt", "below/a.txt", "foreign.txt", "session.zip/deep/11.txt"} <= set(names)
    assert len(names) == 15


def test_the_rows_are_what_was_read(made, corpus):
    document, text = dispositif.read_with_text(corpus / "b.txt")
    mandates = [row for row in rows(made, "mandates") if row["document"] == "b.txt"]
    assert [row["mandate"] for row in mandates] == [mandate.id for mandate in document.mandates]
    assert [int(row["addressees"]) for row in mandates] == [len(mandate.addressees) for mandate in document.mandates]
    for row in mandates:
        assert text.characters[int(row["start"]) : int(row["end"])] == row["action"]
    paragraphs = [row for row in rows(made, "paragraphs") if row["document"] == "b.txt"]
    assert all(text.characters[int(row["start"]) : int(row["end"])] == row["text"] for row in paragraphs)


def test_a_deadline_is_a_date(made):
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(made / "mandates.parquet")
    assert str(table.schema.field("deadline").type) == "date32[day]"
    assert "2031-12-31" in {str(day) for day in table.column("deadline").to_pylist()}


def test_a_citation_says_how_it_is_made(made):
    cited = [row for row in rows(made, "citations") if row["document"] == "below/a.txt"]
    assert [row["relation"] for row in cited] == ["recall", "pursuant"]


@pytest.mark.parametrize("name", NAMES)
def test_both_forms_hold_the_same(made, name):
    parquet = pytest.importorskip("pyarrow.parquet")
    held = [
        {column: "" if value is None else str(value) for column, value in row.items()}
        for row in parquet.read_table(made / f"{name}.parquet").to_pylist()
    ]
    assert held == rows(made, name)


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
def test_a_key_tells_the_rows_apart(made, table):
    keys = [tuple(row[column] for column in table.key) for row in rows(made, table.name)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("name", "columns", "other"), FOREIGN)
def test_what_is_referred_to_is_there(made, name, columns, other):
    there = {tuple(row[column] for column in columns) for row in rows(made, other)}
    here = {tuple(row[column] for column in columns) for row in rows(made, name)}
    assert {row for row in here if all(row)} <= there


def test_a_broken_document_is_no_row_and_stops_nothing(made):
    assert "broken.docx" not in {row["document"] for row in rows(made, "documents")}
    assert "1 could not be read" in json.loads((made / "datapackage.json").read_bytes())["description"]


# What it says of itself


def test_the_descriptor_tells_each_file_with_its_size_and_sum(made):
    package = json.loads((made / "datapackage.json").read_bytes())
    assert len(package["resources"]) == 2 * len(TABLES)
    for resource in package["resources"]:
        held = (made / resource["path"]).read_bytes()
        assert resource["bytes"] == len(held)
        assert resource["hash"] == f"sha256:{hashlib.sha256(held).hexdigest()}"
        if resource["format"] == "csv":
            header = held.partition(b"\r\n")[0].decode().split(",")
            assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert set(resource["schema"]["primaryKey"]) <= {field["name"] for field in resource["schema"]["fields"]}


def test_the_sums_are_those_of_all_other_files(made):
    lines = (made / writing.SUMS).read_text("ascii").splitlines()
    assert {line.split("  ")[1] for line in lines} == {path.name for path in made.iterdir()} - {writing.SUMS}
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((made / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("column", [column for table in TABLES for column in table.columns])
def test_every_column_has_a_meaning(column):
    assert meaning(column).endswith((".", ")"))


def test_the_dictionary_takes_over_the_docstrings_of_the_document(made):
    assert "| `lemma` | string | Its dictionary form. |" in dictionary()
    assert (made / "dictionary.md").read_text("utf-8") == dictionary()


# The same bytes


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_same_documents_give_the_same_bytes(made, corpus, tmp_path, jobs):
    assert made_of(corpus, tmp_path, jobs) == content(made)


def test_neither_the_place_of_the_folder_nor_the_order_on_the_disk_matter(made, corpus, tmp_path):
    moved = tmp_path / "moved"
    (moved / "below").mkdir(parents=True)
    for path in sorted(corpus.rglob("*"), reverse=True):
        if path.is_file():
            shutil.copy(path, moved / path.relative_to(corpus))
    assert made_of(moved, tmp_path / "out") == content(made)


def test_row_groups_are_of_one_size_whatever_the_documents(corpus, tmp_path, monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(writing, "ROWS_A_GROUP", 7)
    made_of(corpus, tmp_path)
    about = parquet.read_metadata(tmp_path / "paragraphs.parquet")
    sizes = [about.row_group(group).num_rows for group in range(about.num_row_groups)]
    assert set(sizes[:-1]) == {7}
    assert sum(sizes) == len(rows(tmp_path, "paragraphs"))


def test_folders_are_told_apart_by_their_names_in_any_order(corpus, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(corpus, other)
    names = [task.place for task in dataset.documents([str(corpus), str(other)]).tasks]
    assert names == [task.place for task in dataset.documents([str(other), str(corpus)]).tasks]
    assert "other/b.txt" in names
    assert len(names) == len(set(names))


def test_two_documents_of_one_place_are_refused(corpus):
    with pytest.raises(UsageError, match="would both be called"):
        dataset.documents([str(corpus), str(corpus)])


def test_a_dataset_that_broke_off_has_no_sums(made, corpus, tmp_path):
    shutil.copytree(made, tmp_path / "out")

    def broken():
        yield from batch.carry_out_all(dataset.documents([str(corpus)]).tasks[:3], dataset.Making())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dataset.write(broken(), tmp_path / "out")
    assert not (tmp_path / "out" / writing.SUMS).exists()
    assert made_of(corpus, tmp_path / "out") == content(made)


VOTED = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:u="urn:u">
<statement name="resolution"><meta><analysis source="#u"><parliamentary><voting outcome="adoptedRecordedVote">
<count value="2" refersTo="inFavour"><u:voters><organization>FIJI, HARBOURIA</organization></u:voters></count>
<count value="1" refersTo="against"><u:voters><organization>CHILE</organization></u:voters></count>
</voting></parliamentary></analysis></meta>
<coverPage><p><docNumber refersTo="#symbol">A/RES/78/412</docNumber></p></coverPage>
<mainBody><paragraph><num>1.</num><content><p>Decides.</p></content></paragraph></mainBody>
</statement></akomaNtoso>"""


def test_it_tells_how_each_state_voted(tmp_path):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "voted.xml").write_text(VOTED, "utf-8")
    with zipfile.ZipFile(tmp_path / "corpus" / "session.zip", "w") as package:
        package.writestr("again.xml", VOTED)
    made = made_of(tmp_path / "corpus", tmp_path / "out")
    found = rows(tmp_path / "out", "ballots")
    assert {row["document"] for row in found} == {"session.zip/again.xml", "voted.xml"}
    assert [
        (row["place"], row["state"], row["actor"], row["cast"]) for row in found if row["document"] == "voted.xml"
    ] == [
        ("1", "FIJI", "state/fj", "in_favour"),
        ("2", "HARBOURIA", "", "in_favour"),
        ("3", "CHILE", "state/cl", "against"),
    ]
    assert made_of(tmp_path / "corpus", tmp_path / "again") == made


# On the command line


def run(*arguments: object, code: str = "") -> subprocess.CompletedProcess[str]:
    start = [sys.executable, "-c", code] if code else [sys.executable, "-m", "dispositif"]
    command = [*start, "dataset", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_is_made_on_the_command_line(made, corpus, tmp_path):
    done = run(corpus, "--out", tmp_path / "out", "--jobs", 2, "--report", tmp_path / "report.csv")
    assert done.returncode == 1
    assert "broken.docx" in done.stderr
    assert "15 documents" in done.stderr
    assert content(tmp_path / "out") == content(made)
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as report:
        assert {row["kinds"] for row in csv.DictReader(report)} == {"DamagedFile", "unknown-language"}


def test_without_pyarrow_the_remedy_is_named(corpus, tmp_path):
    code = "import sys; sys.modules['pyarrow'] = None; from dispositif import cli; sys.exit(cli.main(sys.argv[1:]))"
    refused = run(corpus, "--out", tmp_path / "out", code=code)
    assert refused.returncode == 2
    assert "pip install 'dispositif[dataset]'" in refused.stderr
    assert not (tmp_path / "out").exists()


def test_standard_input_is_refused(tmp_path):
    assert run("-", "--out", tmp_path / "out").returncode == 2


def test_without_dask_the_remedy_is_named(corpus, tmp_path):
    code = "import sys; sys.modules['distributed'] = None; from dispositif import cli; sys.exit(cli.main(sys.argv[1:]))"
    refused = run(corpus, "--out", tmp_path / "out", "--cluster", "tcp://127.0.0.1:1", code=code)
    assert refused.returncode == 2
    assert "pip install 'dispositif[cluster]'" in refused.stderr

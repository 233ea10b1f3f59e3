"""Many documents are brought in; broken off at any point, nothing is lost and nothing doubled."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path
from time import sleep

import pytest
from django.db import OperationalError, connection

from dispositif import batch
from dispositif.register.errors import Refused
from dispositif.register.first_steps import SAMPLE
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document, Original
from dispositif.register.loading import Arrival
from dispositif.register.loading import load as load_tasks
from dispositif.register.review.actions import bring_in
from dispositif.register.review.models import Mandate
from dispositif.register.soundness import check

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = SAMPLE.read_text(encoding="utf-8")


def load(body: Body, files: list[str], jobs: int = 1) -> list[Arrival]:
    return list(load_tasks(body, batch.gather(files).tasks, jobs))


def written(folder: Path, many: int) -> list[str]:
    """Files that differ in their title."""
    for number in range(many):
        text = TEXT.replace("enlarged emergency meeting", f"enlarged emergency meeting no. {number}")
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return sorted(str(file) for file in folder.glob("*.txt"))


def test_a_second_run_brings_in_what_is_missing(body: Body, tmp_path: Path) -> None:
    files = written(tmp_path, 5)
    assert [arrival.is_new for arrival in load(body, files[:3])] == [True] * 3
    assert [arrival.is_new for arrival in load(body, files)] == [False] * 3 + [True] * 2
    assert Document.objects.count() == 5


def test_the_same_file_twice_in_a_batch_comes_in_once(body: Body, tmp_path: Path) -> None:
    [file] = written(tmp_path, 1)
    assert sorted(arrival.is_new for arrival in load(body, [file, file])) == [False, True]
    assert Document.objects.count() == 1


def test_a_bad_file_stops_no_other(body: Body, tmp_path: Path) -> None:
    files = written(tmp_path, 2)
    (tmp_path / "0000a.txt").write_bytes(b"")
    (tmp_path / "0000b.txt").write_text(TEXT.replace("Port Halden", "Port\x00Halden"), encoding="utf-16")
    arrivals = {Path(one.file).name: one for one in load(body, sorted(map(str, tmp_path.iterdir())), jobs=2)}
    assert [name for name, one in arrivals.items() if one.is_new] == [Path(file).name for file in files]
    assert "0000a.txt" in arrivals["0000a.txt"].failure
    assert "U+0000" in arrivals["0000b.txt"].failure


def test_a_batch_that_is_refused_comes_in_one_by_one(
    body: Body, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dispositif.register import loading

    files = written(tmp_path, 3)
    admit = loading.admit

    def refusing(person: None, body: Body, found: list) -> list:
        if any(one.read.name == files[1] for one in found):
            raise Refused(f"{files[1]}: no.")
        return admit(person, body, found)

    monkeypatch.setattr(loading, "admit", refusing)
    assert [(one.is_new, one.failure) for one in load(body, files)] == [
        (True, ""), (False, f"{files[1]}: no."), (True, ""),
    ]  # fmt: skip


@pytest.mark.parametrize("is_there", [False, True], ids=["new", "held as a file"])
def test_of_two_who_bring_in_the_same_at_once_one_is_told(body: Body, is_there: bool) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("a database in memory is one connection; writers of a SQLite file wait their turn")
    found = read(SAMPLE.read_bytes(), "one.txt")
    if is_there:
        Original.objects.create(sha256=found.sha256, content=found.content, media_type=found.media_type)

    def brings(_: int) -> bool:
        try:
            return bool(bring_in(None, body, [found]))
        except Refused:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(brings, range(2))) == [False, True]
    assert Document.objects.count() == 1


def test_more_batches_than_are_written_at_a_time(body: Body, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dispositif.register import loading

    monkeypatch.setattr(loading, "AT_ONCE", 2)
    files = written(tmp_path, 9)
    assert [(Path(one.file).name, one.is_new) for one in load(body, files, jobs=2)] == [
        (Path(file).name, True) for file in files
    ]
    assert Document.objects.count() == 9
    assert not list(check())


def test_what_stops_the_database_stops_the_loading(body: Body, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dispositif.register import loading

    def broken(*_: object) -> None:
        raise OperationalError("the server has gone away")

    monkeypatch.setattr(loading, "admit", broken)
    with pytest.raises(OperationalError, match="gone away"):
        load(body, written(tmp_path, 2))
    assert not active_children()


def command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "dispositif", "register", *words, "--home", str(home)]


@pytest.fixture
def environment() -> dict[str, str]:
    """Of a register of its own: an SQLite file in its home, whatever database the other tests are run on."""
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


def run(words: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(words, env=environment, check=True, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_a_load_that_is_killed_is_taken_up_again(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "texts").mkdir()
    written(tmp_path / "texts", 160)
    home = tmp_path / "home"
    load_all = command(home, "import", str(tmp_path / "texts"), "--body", "A Committee")
    run(command(home, "check"), environment)
    for wait in (0.6, 1.0, 1.4):
        process = subprocess.Popen(load_all, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
        sleep(wait)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert "sound" in run(command(home, "check"), environment)
    said = run(load_all, environment)
    came, there = int(said.split(" brought in")[0].split()[-1]), int(said.split(" had been there or")[0].split()[-1])
    assert came + there == 160
    assert "sound" in run(command(home, "check"), environment)
    assert "0 brought in, 160 had been there or came twice" in run(load_all, environment)


def test_after_a_load_sqlite_knows_how_much_its_tables_hold(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "texts").mkdir()
    written(tmp_path / "texts", 2)
    run(command(tmp_path / "home", "import", str(tmp_path / "texts"), "--body", "A Committee"), environment)
    with closing(sqlite3.connect(tmp_path / "home" / "register.sqlite3")) as database:
        known = database.execute("SELECT stat FROM sqlite_stat1 WHERE idx = 'document_by_body'").fetchone()
    assert known == ("2 2 2 2 1 1",)


def test_mandates_of_all_documents_are_taken_up(body: Body, tmp_path: Path) -> None:
    list(load(body, written(tmp_path, 2)))
    first, second = Document.objects.order_by("pk")
    assert Mandate.objects.filter(document=first).count() == Mandate.objects.filter(document=second).count() > 10


def test_a_report_is_written_into_a_file(tmp_path: Path, environment: dict[str, str]) -> None:
    home, text = tmp_path / "home", tmp_path / "decision.txt"
    text.write_text(
        "The Board,\n\n1. Requests the pilots to light the lamps by 1 May 2031;\n\nAdopted on 1 March 2024\n"
    )
    run(command(home, "import", str(text), "--body", "A Board"), environment)
    for form in ("csv", "docx", "json", "xlsx"):
        told = run(command(home, "export", str(tmp_path / f"open.{form}"), "--of", "status=open"), environment)
        assert "mandates 1, as of" in told
        assert (tmp_path / f"open.{form}").stat().st_size > 100
    run(command(home, "export", str(tmp_path / "then.json"), "--on", "2024-04-01", "--known"), environment)
    assert json.loads((tmp_path / "then.json").read_text())["mandates"] == []
    for words in (["then.pdf"], ["then.csv", "--of", "colour=blue"], ["then.csv", "--on", "2999-01-01"]):
        failed = subprocess.run(
            command(home, "export", *words), env=environment, check=False, capture_output=True, text=True, cwd=tmp_path
        )
        assert failed.returncode in (1, 2)
        assert "Traceback" not in failed.stderr
        assert not (tmp_path / words[0]).exists()

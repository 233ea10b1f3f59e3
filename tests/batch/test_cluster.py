"""Two workers of Dask share a batch: the same outcomes, in the same order, and the same bytes of a dataset."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dispositif
from dispositif.errors import UsageError

SAMPLE = Path(dispositif.__file__).parent / "samples" / "communique.txt"
CLUSTER = """
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, flush=True)
        input()
"""


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, each a process of its own."""
    pytest.importorskip("distributed", reason="distributed is not installed")
    folder = tmp_path_factory.mktemp("cluster")
    script = folder / "cluster.py"
    script.write_text(CLUSTER, "utf-8")
    environment = {**os.environ, "DASK_TEMPORARY_DIRECTORY": str(folder)}
    process = subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout
    yield process.stdout.readline().strip()
    process.communicate("\n", timeout=30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(f"{SAMPLE.read_text('utf-8')}\n{number}\n", "utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 cut short")
    return folder


def dataset(folder: Path, out: str, *options: object) -> dict[str, bytes]:
    command = [sys.executable, "-m", "dispositif", "dataset", str(folder), "--out", str(folder.parent / out)]
    done = subprocess.run([*command, *map(str, options)], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "broken.docx" in done.stderr
    return {path.name: path.read_bytes() for path in sorted((folder.parent / out).iterdir())}


def test_a_dataset_made_on_a_cluster_has_the_same_bytes(scheduler, folder):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    assert dataset(folder, "cluster", "--cluster", scheduler) == dataset(folder, "local")


def test_where_no_scheduler_answers_that_is_said(monkeypatch):
    pytest.importorskip("distributed", reason="distributed is not installed")
    from dispositif import batch
    from dispositif.batch import cluster

    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(UsageError, match="no scheduler with workers answers there"):
        list(cluster.shared([batch.Task("a.txt")], batch.Order("lines"), "tcp://127.0.0.1:1"))

"""Which file is written for which document, and what is refused before anything is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dispositif.batch import gather, refuse_clashes
from dispositif.errors import UsageError


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder tree that holds the same name twice, and once more with another suffix."""
    for place in ("one/first.txt", "two/first.txt", "two/first.html", "two/second.txt"):
        file = tmp_path / "tree" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("1. Requests the Secretary-General to report.", "utf-8")
    return tmp_path / "tree"


def test_a_tree_that_holds_a_name_twice_is_refused_with_both_and_the_remedy(tree: Path) -> None:
    with pytest.raises(UsageError) as refusal:
        refuse_clashes(gather([str(tree)]).tasks, "out", "json")
    told = str(refusal.value)
    assert f"{tree / 'one' / 'first.txt'} and {tree / 'two' / 'first.html'} would both be written to" in told
    assert "(files that clash likewise: 1)" in told
    assert "Nothing was written. Rename one, or read their folders one by one, each with an --out of its own." in told


def test_the_remedy_is_one(tree: Path) -> None:
    (tree / "two" / "first.html").unlink()
    for folder in ("one", "two"):
        refuse_clashes(gather([str(tree / folder)]).tasks, f"out-{folder}", "json")


def test_nothing_is_written_on_the_command_line(tree: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dispositif", "read", str(tree), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "first.txt and" in done.stderr
    assert not (tmp_path / "out").exists()

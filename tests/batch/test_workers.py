"""Workers go on while whoever asked for their work is busy, and end when nobody asks any more."""

from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from time import monotonic, sleep

import pytest

from dispositif import Document, Text
from dispositif.batch import Task
from dispositif.batch.workers import shared_ahead

MANY, AHEAD = 12, 6


class Noting:
    """Leaves a file for each document that it is given."""

    language = None
    debug = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, task: Task, document: Document, text: Text) -> bytes:
        (self._folder / task.place).touch()
        return task.place.encode()

    def done(self) -> int:
        """How many it has made."""
        return len(list(self._folder.iterdir()))


@pytest.fixture
def work(tmp_path: Path) -> Noting:
    (tmp_path / "made").mkdir()
    return Noting(tmp_path / "made")


def tasks(many: int = MANY) -> list[Task]:
    return [
        Task(str(number), content=b"1. Requests all pilots to report;", place=str(number)) for number in range(many)
    ]


def until(work: Noting, many: int) -> None:
    """Wait until so many are made."""
    patience = monotonic() + 20
    while work.done() < many:
        assert monotonic() < patience
        sleep(0.01)


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_the_order_of_their_tasks(work: Noting, jobs: int) -> None:
    outcomes = shared_ahead(tasks(), work, jobs, AHEAD)
    assert [outcome.output.decode() for outcome in outcomes] == [str(number) for number in range(MANY)]


def test_workers_go_on_while_nobody_asks_but_not_without_end(work: Noting) -> None:
    outcomes = shared_ahead(tasks(200), work, 1, AHEAD)
    next(outcomes)
    until(work, AHEAD)
    sleep(0.2)
    assert work.done() < 200
    outcomes.close()


def test_workers_end_when_nobody_asks_any_more(work: Noting) -> None:
    outcomes = shared_ahead(tasks(200), work, 2, AHEAD)
    next(outcomes)
    outcomes.close()
    assert not active_children()


def test_what_goes_wrong_with_the_tasks_is_told_to_whoever_asks(work: Noting) -> None:
    def broken() -> Iterator[Task]:
        yield from tasks(1)
        raise LookupError("No such list.")

    with pytest.raises(LookupError, match="No such list"):
        list(shared_ahead(broken(), work, 1, AHEAD))
    assert not active_children()

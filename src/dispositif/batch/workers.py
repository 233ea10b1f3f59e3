"""Workers that share a batch. No more than a few files are under way at a time, however many there are."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import DefaultContext
from queue import SimpleQueue
from threading import Semaphore, Thread
from typing import cast

from dispositif.batch.inputs import Task
from dispositif.batch.work import Outcome, Work, carry_out

# A worker has its next file at hand when it is done with one.
_AT_HAND = 2
# How far the others may run ahead of the slowest file, so that outcomes come in order.
_AHEAD = 8
# A worker loads the language itself: forked from a parent that has not, it takes the least memory in all.
_processes = cast("DefaultContext", get_context("fork" if sys.platform == "linux" else "spawn"))


def shared(tasks: Iterable[Task], work: Work, jobs: int) -> Generator[Outcome]:
    """What becomes of each task, in their order."""
    crew = _Crew(tasks, work, jobs)
    try:
        yield from crew.outcomes()
    finally:
        crew.end()


def shared_ahead(tasks: Iterable[Task], work: Work, jobs: int, most: int) -> Generator[Outcome]:
    """The same, and the workers go on while whoever asked is busy with something else: by `most` outcomes.

    A thread looks after them, and asks for the tasks.
    """
    crew = _Crew(tasks, work, jobs)
    came: SimpleQueue[Outcome | BaseException | None] = SimpleQueue()
    room = Semaphore(most)

    def look_after() -> None:
        try:
            for outcome in crew.outcomes():
                room.acquire()
                came.put(outcome)
            came.put(None)
        except BaseException as error:  # noqa: BLE001 (raised where the outcomes are asked for)
            came.put(error)

    thread = Thread(target=look_after, daemon=True)
    thread.start()
    try:
        while (one := came.get()) is not None:
            if isinstance(one, BaseException):
                raise one
            room.release()
            yield one
    finally:
        crew.stop()
        room.release(_AHEAD * jobs)  # for all that may be done and not yet told
        thread.join()
        crew.end()


class _Worker:
    """A process that carries out tasks one after the other, and the tasks it was given."""

    def __init__(self, work: Work) -> None:
        self.connection, theirs = _processes.Pipe()
        self.given: deque[tuple[int, Task]] = deque()
        self.ended = False
        self._process = _processes.Process(target=_serve, args=(theirs, work), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, place: int, task: Task) -> None:
        """Give it the task that has a place in the batch."""
        self.given.append((place, task))
        with suppress(OSError):  # where it has ended, `outcome` finds that out
            self.connection.send(task)

    def outcome(self) -> Outcome | None:
        """The outcome of the task given first; None where the process has ended without one."""
        try:
            outcome: Outcome = self.connection.recv()
        except (EOFError, OSError):
            self.ended = True
            return None
        return outcome

    def obituary(self) -> Outcome:
        """The outcome of the task at which the process ended."""
        self._process.join()
        code = self._process.exitcode or 0
        how = f"signal {-code}" if code < 0 else f"code {code}"
        file = self.given[0][1].file
        failure = f"{file}: could not be read (its reader was ended by {how}; is there enough memory?)."
        return Outcome(file, failure=failure, kind="ended")

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self._process.terminate()
        self._process.join()


def _serve(connection: Connection, work: Work) -> None:
    # Who interrupts the command interrupts the parent, and that ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            connection.send(carry_out(connection.recv(), work))


class _Crew:
    """Workers, and the tasks that wait for them."""

    def __init__(self, tasks: Iterable[Task], work: Work, jobs: int) -> None:
        self._work = work
        self._tasks = enumerate(tasks)
        self._again: deque[tuple[int, Task]] = deque()
        self._taken = 0
        self._done: dict[int, Outcome] = {}
        self._workers = [_Worker(work) for _ in range(jobs)]
        self._stopped, self._stop = _processes.Pipe(duplex=False)

    def outcomes(self) -> Iterator[Outcome]:
        """What becomes of each task, in their order."""
        due = 0
        while self._hand_out(due + _AHEAD * len(self._workers)) or self._done:
            workers = {worker.connection: worker for worker in self._workers if worker.given}
            ready = wait([*workers, self._stopped])
            if self._stopped in ready:
                return
            for connection in ready:
                self._take(workers[cast("Connection", connection)])
            while due in self._done:
                yield self._done.pop(due)
                due += 1

    def stop(self) -> None:
        """Have whoever waits for outcomes wait no longer, whatever thread that is."""
        self._stop.send(None)

    def end(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end()

    def _hand_out(self, limit: int) -> bool:
        """Give the workers what waits, up to the place `limit`. Whether anything is under way then."""
        for _ in range(_AT_HAND):
            for worker in self._workers:
                if len(worker.given) < _AT_HAND and (waiting := self._next(limit)):
                    worker.give(*waiting)
        return any(worker.given for worker in self._workers)

    def _next(self, limit: int) -> tuple[int, Task] | None:
        if self._again:
            return self._again.popleft()
        if self._taken == limit:
            return None
        waiting = next(self._tasks, None)
        self._taken += waiting is not None
        return waiting

    def _take(self, worker: _Worker) -> None:
        """Take a worker's outcome; where it has ended, put another in its place, and its further tasks back."""
        outcome = worker.outcome() or worker.obituary()
        place, _ = worker.given.popleft()
        self._done[place] = outcome
        if worker.ended:
            self._again.extend(worker.given)
            self._workers[self._workers.index(worker)] = _Worker(self._work)

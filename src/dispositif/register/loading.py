"""Many documents brought in: read by processes of their own, written in batches, broken off and taken up anywhere.

A batch is one transaction, and a file is known by its SHA-256: what is there is passed over, so a second run goes on
where the first was broken off, and nothing is lost or doubled. PostgreSQL takes two batches at a time, SQLite one.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing
from hashlib import sha256
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

import msgspec
from django.db import connection, connections

from dispositif import without_collector
from dispositif.batch import Task
from dispositif.batch.workers import shared_ahead
from dispositif.document import Document as ReadDocument
from dispositif.errors import DispositifError
from dispositif.register.errors import RegisterError
from dispositif.register.holdings.actions import taken
from dispositif.register.holdings.aside import in_lists, told_of
from dispositif.register.holdings.models import Body, Document
from dispositif.register.holdings.rows import hold_less
from dispositif.register.review.actions import Arriving, admit, arriving
from dispositif.text import Text

AT_ONCE = 50
"""Documents that are written in one transaction."""
# Fewer where they are long: so many bytes of what was read.
_MOST_BYTES = 32 * 1024 * 1024
_ARRIVING = msgspec.msgpack.Decoder(Arriving)


class Arrival(NamedTuple):
    """What became of a file: whether it is new in the register or had been there, or why it is not there."""

    file: str
    is_new: bool = False
    failure: str = ""
    aside: str = ""
    """By whom, when and why it was put aside, where it was."""


class Loading(NamedTuple):
    """The work on each document: it is read, and packed to be sent to the process that writes."""

    language: str | None = None
    debug: bool = False

    def make(self, task: Task, document: ReadDocument, text: Text) -> bytes:
        """All that is to be written of it, as `Arriving` packed."""
        source, name = task.source
        content = source if isinstance(source, bytes) else source.read_bytes()
        found = taken(content, name or task.called, text.characters, document)
        return msgspec.msgpack.encode(arriving(found, document))


def load(body: Body, tasks: Iterable[Task], jobs: int = 1, *, debug: bool = False) -> Generator[Arrival]:
    """Bring documents in, and say of each, once it is safe, what became of it. `jobs` processes read; this writes."""
    known = dict.fromkeys(Document.objects.filter(body=body).values_list("original_id", flat=True), "")
    aside = Document.objects.filter(body=body).exclude(in_lists()).select_related("put_aside_by")
    known |= {one.original_id: told_of(one) for one in aside.defer("characters")}
    # The processes that read are forked: a connection must not be shared with them.
    connections.close_all()
    hold_less()
    passed: deque[Arrival] = deque()
    waiting: list[bytes] = []
    size = 0
    outcomes = shared_ahead(_unless_known(tasks, known, passed), Loading(debug=debug), jobs, AT_ONCE)
    with closing(outcomes), closing(_WRITERS[connection.vendor](body)) as writers, without_collector():
        for one in outcomes:
            if one.failure:
                passed.append(Arrival(one.file, failure=one.failure))
            else:
                waiting.append(one.output)
                size += len(one.output)
            if len(waiting) == AT_ONCE or size > _MOST_BYTES:
                passed.extend(writers.write(waiting))
                waiting, size = [], 0
                gc.collect(0)  # what a batch has left behind, and nothing older
            while passed:
                yield passed.popleft()
        yield from (*passed, *writers.write(waiting), *writers.finish())


class _OneWriter:
    """Writes a batch after the other."""

    def __init__(self, body: Body) -> None:
        self._body = body

    def write(self, batch: Sequence[bytes]) -> list[Arrival]:
        """Write a batch of documents as `Loading` packed them. What became of it, or of some that were written before.

        They are unpacked by whoever writes: two threads that are busy at once keep one another waiting.
        """
        return list(_written(self._body, [_ARRIVING.decode(one) for one in batch]))

    def finish(self) -> list[Arrival]:
        """What became of those of which nothing was said yet."""
        return []

    def close(self) -> None:
        """End what was begun for this."""


class _TwoWriters(_OneWriter):
    """Writes two batches at a time: threads with a connection each."""

    def __init__(self, body: Body) -> None:
        super().__init__(body)
        self._batches: SimpleQueue[tuple[Sequence[bytes], Future[list[Arrival]]] | None] = SimpleQueue()
        self._under_way: deque[Future[list[Arrival]]] = deque()
        self._threads = [Thread(target=self._serve, daemon=True) for _ in range(2)]
        for thread in self._threads:
            thread.start()

    def write(self, batch: Sequence[bytes]) -> list[Arrival]:
        written = self._under_way.popleft().result() if len(self._under_way) == len(self._threads) else []
        self._under_way.append(Future())
        self._batches.put((batch, self._under_way[-1]))
        return written

    def finish(self) -> list[Arrival]:
        return [arrival for batch in self._under_way for arrival in batch.result()]

    def close(self) -> None:
        for _ in self._threads:
            self._batches.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        with closing(connection):
            while (one := self._batches.get()) is not None:
                batch, future = one
                try:
                    future.set_result(super().write(batch))
                except BaseException as error:  # noqa: BLE001 (raised where the result is asked for)
                    future.set_exception(error)


_WRITERS: Mapping[str, type[_OneWriter]] = {"sqlite": _OneWriter, "postgresql": _TwoWriters}


def _unless_known(tasks: Iterable[Task], known: dict[str, str], passed: deque[Arrival]) -> Iterator[Task]:
    """The tasks whose files the register does not hold and that did not come before; the others are noted."""
    for task in tasks:
        try:
            source, _ = task.source
            digest = sha256(source if isinstance(source, bytes) else source.read_bytes()).hexdigest()
        except (DispositifError, OSError):
            yield task  # who reads it says what is wrong with it
            continue
        if digest in known:
            passed.append(Arrival(task.called, aside=known[digest]))
        else:
            known[digest] = ""
            yield task


def _written(body: Body, waiting: Sequence[Arriving]) -> Iterator[Arrival]:
    """Write a batch; where it cannot be written as one, what can be of it."""
    if not waiting:
        return
    try:
        admit(None, body, waiting)
    except RegisterError as error:
        if len(waiting) == 1:
            yield Arrival(waiting[0].read.name, failure=str(error))
            return
        for one in waiting:
            yield from _written(body, [one])
        return
    yield from (Arrival(one.read.name, is_new=True) for one in waiting)

"""Many documents brought in: read by processes of their own, written in batches, broken off and taken up anywhere.

A batch is one transaction, and a file is known by its SHA-256: what is there is passed over, so a second run goes on
where the first was broken off, and nothing is lost or doubled.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from typing import NamedTuple

import msgspec
from django.db import connections

from dispositif import without_collector
from dispositif.batch import Outcome, Task
from dispositif.batch.workers import shared_ahead
from dispositif.document import Document as ReadDocument
from dispositif.errors import DispositifError
from dispositif.register.errors import RegisterError
from dispositif.register.holdings.actions import taken
from dispositif.register.holdings.models import Body, Document
from dispositif.register.review.actions import Arriving, admit, arriving
from dispositif.text import Text

AT_ONCE = 50
"""Documents that are written in one transaction."""
# Fewer where they are long: so many bytes of what was read.
_MOST_BYTES = 32 * 1024 * 1024


class Arrival(NamedTuple):
    """What became of a file: whether it is new in the register or had been there, or why it is not there."""

    file: str
    is_new: bool = False
    failure: str = ""


class Loading(NamedTuple):
    """The work on each document: it is read, and packed to be sent to the process that writes."""

    language: str | None = None
    debug: bool = False

    def make(self, task: Task, document: ReadDocument, text: Text) -> bytes:
        """All that is to be written of it, as `Arriving` packed."""
        source, name = task.source
        content = source if isinstance(source, bytes) else source.read_bytes()
        found = taken(content, name or task.file, text.characters, document)
        return msgspec.msgpack.encode(arriving(found, document))


def load(body: Body, tasks: Iterable[Task], jobs: int = 1, *, debug: bool = False) -> Generator[Arrival]:
    """Bring documents in, and say of each, once it is safe, what became of it. `jobs` processes read; this writes."""
    known = set(Document.objects.filter(body=body).values_list("original_id", flat=True))
    # The processes that read are forked: a connection must not be shared with them.
    connections.close_all()
    passed: deque[Arrival] = deque()
    waiting: list[Arriving] = []
    size = 0
    outcomes = shared_ahead(_unless_known(tasks, known, passed), Loading(debug=debug), jobs, AT_ONCE, _unpacked)
    with closing(outcomes):
        for outcome, arrived in outcomes:
            if arrived is None:
                passed.append(Arrival(outcome.file, failure=outcome.failure))
            else:
                waiting.append(arrived)
                size += len(outcome.output)
            if len(waiting) == AT_ONCE or size > _MOST_BYTES:
                passed.extend(_brought_in(body, waiting))
                waiting, size = [], 0
            while passed:
                yield passed.popleft()
    yield from (*passed, *_brought_in(body, waiting))


def _unpacked(outcome: Outcome) -> tuple[Outcome, Arriving | None]:
    """An outcome with what the process that read had packed; None where it could not be read."""
    with without_collector():
        return outcome, None if outcome.failure else msgspec.msgpack.decode(outcome.output, type=Arriving)


def _brought_in(body: Body, waiting: Sequence[Arriving]) -> list[Arrival]:
    with without_collector():
        return list(_written(body, waiting))


def _unless_known(tasks: Iterable[Task], known: set[str], passed: deque[Arrival]) -> Iterator[Task]:
    """The tasks whose files the register does not hold and that did not come before; the others are noted."""
    for task in tasks:
        try:
            source, _ = task.source
            digest = sha256(source if isinstance(source, bytes) else source.read_bytes()).hexdigest()
        except (DispositifError, OSError):
            yield task  # who reads it says what is wrong with it
            continue
        if digest in known:
            passed.append(Arrival(task.file))
        else:
            known.add(digest)
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

"""Many documents brought in: read by processes of their own, written in batches, broken off and taken up anywhere.

A batch is one transaction, and a file is known by its SHA-256: what is there is passed over, so a second run goes on
where the first was broken off, and nothing is lost or doubled.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.db import connections

from dispositif import batch
from dispositif.register.errors import RegisterError
from dispositif.register.holdings.actions import Read, read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.review.actions import bring_in

AT_ONCE = 50
"""Documents that are written in one transaction."""


class Arrival(NamedTuple):
    """What became of a file: whether it is new in the register or had been there, or why it is not there."""

    file: str
    is_new: bool = False
    failure: str = ""


def load(body: Body, files: Sequence[str], jobs: int = 1, *, debug: bool = False) -> Generator[Arrival]:
    """Bring files in, and say of each, once it is safe, what became of it. `jobs` processes read; this one writes."""
    known = set(Document.objects.filter(body=body).values_list("original_id", flat=True))
    # The processes that read are forked: a connection must not be shared with them.
    connections.close_all()
    make = partial(_read_unless_known, frozenset(known))
    outcomes = batch.carry_out_all(map(batch.Task, files), make, jobs, apart=True, debug=debug)
    waiting: list[Read] = []
    for file, outcome in zip(files, outcomes, strict=True):
        found = outcome.made
        if outcome.failure:
            yield Arrival(file, failure=outcome.failure)
        elif found is None or found.sha256 in known:
            yield Arrival(file)
        else:
            known.add(found.sha256)
            waiting.append(found)
        if len(waiting) == AT_ONCE:
            yield from _written(body, waiting)
            waiting = []
    yield from _written(body, waiting)


def _read_unless_known(known: frozenset[str], task: batch.Task) -> Read | None:
    content = Path(task.file).read_bytes()
    return None if sha256(content).hexdigest() in known else read(content, task.file)


def _written(body: Body, waiting: Sequence[Read]) -> Iterator[Arrival]:
    """Write a batch; where it cannot be written as one, what can be of it."""
    if not waiting:
        return
    try:
        bring_in(None, body, waiting)
    except RegisterError as error:
        if len(waiting) == 1:
            yield Arrival(waiting[0].name, failure=str(error))
            return
        for one in waiting:
            yield from _written(body, [one])
        return
    yield from (Arrival(one.name, is_new=True) for one in waiting)

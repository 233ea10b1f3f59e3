"""A batch on several machines: Dask shares it among its workers. Nothing is scheduled here.

Each worker needs the same version of Dispositif, and sees the documents under the same paths.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING, Any

from dispositif.batch.inputs import Task
from dispositif.batch.work import Outcome, Work, carry_out
from dispositif.errors import UsageError

if TYPE_CHECKING:
    from distributed import Client

# How many documents each thread of a worker has under way: one that it reads, others at hand. So memory stays bounded
# and outcomes come in order, however many documents there are.
_UNDER_WAY = 8
_PATIENCE = "20s"


def shared(tasks: Iterable[Task], work: Work, address: str) -> Generator[Outcome]:
    """What becomes of each task, in their order, carried out by the Dask cluster whose scheduler is at `address`.

    Raises UsageError where Dask is not installed, and where no scheduler answers.
    """
    client = _client(address)
    try:
        yield from _in_order(client, tasks, work)
    finally:
        client.close()


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("--cluster needs Dask: install it with pip install 'dispositif[cluster]'.") from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(
            f"--cluster {address}: no scheduler with workers answers there ({error or type(error).__name__}). "
            "Start dask scheduler and dask worker, and name the address that the scheduler prints."
        ) from error
    return client


def _in_order(client: Client, tasks: Iterable[Task], work: Work) -> Generator[Outcome]:
    under_way: deque[tuple[Task, Any]] = deque()
    for task in tasks:
        if len(under_way) >= _UNDER_WAY * max(1, sum(client.nthreads().values())):
            yield _outcome(*under_way.popleft())
        under_way.append((task, client.submit(carry_out, task, work, pure=False)))
    while under_way:
        yield _outcome(*under_way.popleft())


def _outcome(task: Task, future: Any) -> Outcome:
    from distributed import KilledWorker

    try:
        outcome: Outcome = future.result()
    except KilledWorker:
        failure = f"{task.called}: could not be read (each worker that tried was ended; is there enough memory?)."
        return Outcome(task.called, failure=failure, kind="ended")
    finally:
        future.release()
    return outcome

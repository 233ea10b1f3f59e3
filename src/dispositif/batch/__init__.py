"""Many files: which they are, what is made of each, and workers that share them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable

from dispositif.batch.inputs import STANDARD_INPUT, Inputs, gather, refuse_clashes
from dispositif.batch.order import Made, Order, Outcome, Task, attempt, carry_out

__all__ = [
    "STANDARD_INPUT", "Inputs", "Order", "Outcome", "Task", "carry_out", "carry_out_all", "gather", "refuse_clashes",
]  # fmt: skip


def carry_out_all(
    tasks: Iterable[Task], make: Callable[[Task], Made], jobs: int = 1, *, apart: bool = False, debug: bool = False
) -> Generator[Outcome[Made]]:
    """What becomes of each task, in their order; `jobs` processes share them.

    `make` is called in those processes, so it must be one that can be sent to them; `apart` has a process of its own
    even for one job, so that the caller can go on with what was made before.
    """
    if jobs == 1 and not apart:
        yield from (attempt(make, task, debug=debug) for task in tasks)
        return
    from dispositif.batch.workers import shared

    yield from shared(tasks, make, jobs, debug=debug)

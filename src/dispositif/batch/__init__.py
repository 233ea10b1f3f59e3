"""Many files: which they are, what is made of each, and workers that share them."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from dispositif.batch.inputs import STANDARD_INPUT, Inputs, gather, refuse_clashes
from dispositif.batch.order import Order, Outcome, Task, carry_out

__all__ = ["STANDARD_INPUT", "Inputs", "Order", "Outcome", "Task", "carry_out_all", "gather", "refuse_clashes"]


def carry_out_all(tasks: Iterable[Task], order: Order, jobs: int = 1) -> Generator[Outcome]:
    """What becomes of each task, in their order; `jobs` processes share them."""
    if jobs == 1:
        yield from (carry_out(task, order) for task in tasks)
        return
    from dispositif.batch.workers import shared

    yield from shared(tasks, order, jobs)

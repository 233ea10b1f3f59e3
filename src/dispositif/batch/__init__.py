"""Many documents: which they are, what is made of each, workers that share them, and what is told of it at the end."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from dispositif.batch.inputs import STANDARD_INPUT, Inputs, Task, gather, refuse_clashes
from dispositif.batch.order import Order
from dispositif.batch.work import Outcome, Work, carry_out

__all__ = [
    "STANDARD_INPUT", "Inputs", "Order", "Outcome", "Task", "Work", "carry_out", "carry_out_all", "gather",
    "refuse_clashes",
]  # fmt: skip


def carry_out_all(tasks: Iterable[Task], work: Work, jobs: int = 1) -> Generator[Outcome]:
    """What becomes of each task, in their order; `jobs` processes share them."""
    if jobs == 1:
        yield from (carry_out(task, work) for task in tasks)
        return
    from dispositif.batch.workers import shared

    yield from shared(tasks, work, jobs)

"""A corpus as tables for research: Parquet and CSV, with a data dictionary, a schema, sums and a summary.

`documents(names)` says which they are and what each is called, `Making` is the work that is done on each, on one
machine or many, and `write(outcomes, folder)` writes what it brings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from dispositif.batch import Task, gather
from dispositif.batch.inputs import Inputs
from dispositif.dataset.part import Making
from dispositif.dataset.writing import check, write
from dispositif.errors import UsageError

__all__ = ["Making", "check", "documents", "write"]


def documents(names: Iterable[str]) -> Inputs:
    """The documents of folders and archives, each placed where it stands below its folder, in the order of that.

    Of several folders, the folder's own name comes first. Raises UsageError where two documents have one place.
    """
    gathered = [(name, gather([name])) for name in names]
    alone = len(gathered) == 1
    tasks = [task for name, inputs in gathered for task in (inputs.tasks if alone else _below(name, inputs.tasks))]
    skipped: Counter[str] = Counter()
    for _, inputs in gathered:
        skipped.update(inputs.skipped)
    placed: dict[str, Task] = {}
    for task in sorted(tasks, key=lambda task: (task.place, task.file)):
        before = placed.setdefault(task.place, task)
        if before is not task:
            raise UsageError(f"{before.file} and {task.file} would both be called {task.place}. Name one folder above.")
    return Inputs(list(placed.values()), dict(skipped), [name for _, inputs in gathered for name in inputs.barren])


def _below(name: str, tasks: Iterable[Task]) -> Iterable[Task]:
    """The tasks of a folder, placed below the folder's name."""
    if not Path(name).is_dir():
        return tasks
    return [task._replace(place=f"{Path(name).resolve().name}/{task.place}") for task in tasks]

"""A bar that shows how far a long batch is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

Item = TypeVar("Item")

# From this many files on, a progress bar is worth its place.
_MANY = 4


def watched(items: Iterable[Item], total: int, *, shown: bool = False) -> Iterator[Item]:
    """The same items, with a bar on standard error where somebody is looking; not where they are `shown`."""
    if total < _MANY or shown or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.0f} a second"),
        TimeRemainingColumn(),
    )
    # No refreshing thread: the workers are forked while the bar is shown.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as progress:
        began = drawn = monotonic()
        bar = progress.add_task("Reading", total=total, rate=0.0)
        for done, item in enumerate(items, 1):
            now = monotonic()
            progress.update(bar, advance=1, rate=done / max(now - began, 1e-6))
            if now - drawn > 0.1:
                progress.refresh()
                drawn = now
            yield item

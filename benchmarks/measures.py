"""What speed is made of: documents a second, growth with length, memory of a batch, cold start, two jobs."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from environments import Unavailable, interpreter
from speed_texts import long_document

HERE = Path(__file__).resolve().parent
DISPOSITIF = str(Path(sys.executable).parent / "dispositif")
MEGABYTE = 1_000_000
LENGTHS = (625_000, 1_250_000, 2_500_000, 5_000_000, 10_000_000)
STARTS = 15
RUNS = 5

_READ_LONG = """
import sys, time
from pathlib import Path
from dispositif import read
text = Path(sys.argv[1]).read_text(encoding="utf-8")
read(text[:20_000])
began = time.process_time()
read(text)
print(time.process_time() - began)
"""

_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class NotMeasured(Exception):
    """A program that failed while it was measured."""


class Rate(NamedTuple):
    """Texts a processor second, the median of five runs on one core, and how much of what was found in them."""

    per_second: float
    found: dict[str, int]


def throughput(contestant: str, folder: Path) -> Rate | str:
    """How fast a contestant is; or why it cannot be measured here."""
    core = str(max(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else "0"
    try:
        python = interpreter(contestant)
        told = json.loads(_told([str(python), str(HERE / "contestants.py"), contestant, str(folder), core]))
    except (Unavailable, NotMeasured) as reason:
        return str(reason)
    return Rate(len(list(folder.glob("*.txt"))) / statistics.median(told["seconds"]), told["found"])


def growth(texts: list[str], folder: Path) -> dict[int, float]:
    """Processor seconds to read one document, by its length in characters: the least of five processes.

    Each reads it once: what a reading leaves behind makes a second one of a short text quicker than of a long one.
    """
    seconds = {}
    for length in LENGTHS:
        path = folder / f"{length}.long"
        path.write_text(long_document(texts, length), encoding="utf-8")
        seconds[length] = min(float(_told([sys.executable, "-c", _READ_LONG, str(path)])) for _ in range(RUNS))
    return seconds


def memory(paths: list[Path], out: Path) -> float:
    """The most megabytes that reading these files in one batch held at a time."""
    return _peak([DISPOSITIF, "read", *map(str, paths), "--format", "json", "--out", str(out)])


def memory_of_nothing() -> float:
    """The megabytes that Python holds when it does nothing."""
    return _peak([sys.executable, "-c", "pass"])


def _peak(command: list[str]) -> float:
    # A child's peak is told only as that of the largest child so far: ask a fresh parent for each.
    unit = 1 if sys.platform == "darwin" else 1024
    return int(_told([sys.executable, "-c", _PEAK, *command])) * unit / MEGABYTE


def _told(command: list[str]) -> str:
    """What a program prints. Raises NotMeasured with its last word where it fails."""
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise NotMeasured(run.stderr.strip().rpartition("\n")[2])
    return run.stdout


def start(command: list[str]) -> float:
    """Seconds from a cold start to the end, the median of many."""
    seconds = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def batches(paths: list[Path], out: Path) -> tuple[float, float]:
    """Seconds to read these files with one job and with two: the pair of median ratio out of five, taken in turn."""
    pairs = [(_batch(paths, out, 1), _batch(paths, out, 2)) for _ in range(5)]
    return sorted(pairs, key=lambda pair: pair[0] / pair[1])[len(pairs) // 2]


def _batch(paths: list[Path], out: Path, jobs: int) -> float:
    command = [DISPOSITIF, "read", *map(str, paths), "--format", "json", "--out", str(out), "--jobs", str(jobs)]
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began

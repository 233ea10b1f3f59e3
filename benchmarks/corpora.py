"""How fast a corpus becomes a dataset, beside reading it: make corpora. Rewrites corpora.md."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "shared" / "corpus" / "akn4un" / "en"
FLOOR = 0.5
ROUNDS = 3
JOBS = 2


def main() -> int:
    """Measure, write the page; 1 where the dataset is slower than the floor allows."""
    if not CORPUS.is_dir():
        print(f"There is no corpus at {CORPUS}: nothing was measured.", file=sys.stderr)
        return 1
    ratios, peaks, times = [], [], []
    for _ in range(ROUNDS):  # in turn, so that what else the machine does weighs on both
        reading, _ = _measured("read", str(CORPUS), "--out")
        making, peak = _measured("dataset", str(CORPUS), "--out")
        ratios.append(reading / making)
        peaks.append(peak)
        times.append((reading, making))
    (HERE / "corpora.md").write_text(_page(ratios, peaks, times), "utf-8")
    print(f"dataset at {median(ratios):.2f} of the speed of read; peak memory {max(peaks):.0f} MB")
    return int(median(ratios) < FLOOR)


def _measured(*arguments: str) -> tuple[float, float]:
    """Seconds of processor time that a command takes with its workers, and the most memory one process held, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "dispositif", *arguments, f"{folder}/out", "--jobs", str(JOBS)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}.")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _page(ratios: list[float], peaks: list[float], times: list[tuple[float, float]]) -> str:
    rows = "".join(
        f"| {number} | {reading:.1f} s | {making:.1f} s | {ratio:.2f} |\n"
        for number, (ratio, (reading, making)) in enumerate(zip(ratios, times, strict=True), 1)
    )
    return f"""# A corpus as a dataset, measured

`make corpora` wrote this page on {time.strftime("%-d %B %Y")}, Python {sys.version.split()[0]},
{JOBS} jobs. The corpus is that of the United Nations in Akoma Ntoso, English, some 2,400 documents in zip archives.
Both commands are run in turn on all of it: `read --out` writes a file of JSON for each document, `dataset` all
tables in both forms. Times are of the processor, all processes of a command together.

| round | read | dataset | speed of dataset beside read |
|---|---|---|---|
{rows}
Median: **{median(ratios):.2f}** (at least {FLOOR} is asked). The most memory that one process of `dataset` held:
**{max(peaks):.0f} MB**. It does not grow with the number of documents: 20,000 rows of each table are held at most.
"""


if __name__ == "__main__":
    sys.exit(main())

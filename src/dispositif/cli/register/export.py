"""`dispositif register export`: a report of the register as a file."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from dispositif.cli.messages import say
from dispositif.cli.register import add_home
from dispositif.errors import UsageError

_FORMATS = ("csv", "docx", "json", "xlsx")


def add_options(command: argparse.ArgumentParser) -> None:
    """Add its options."""
    command.add_argument("file", metavar="FILE", type=Path, help="the file to write: .xlsx, .docx, .csv or .json")
    command.add_argument(
        "--of", metavar="QUERY", default="", help="only these, as the address of a report says it: status=open&unit=3"
    )
    command.add_argument("--on", metavar="DAY", type=date.fromisoformat, help="as of that day (2031-05-01), not today")
    command.add_argument("--known", action="store_true", help="by what was known on that day")
    add_home(command)


def run(chosen: argparse.Namespace) -> int:
    """Write the implementation matrix, of all that is in no list of what was put aside."""
    from dispositif.register.opening import open_register

    form = chosen.file.suffix[1:].lower()
    if form not in _FORMATS:
        raise UsageError(f"{chosen.file}: give the file one of these suffixes: .{', .'.join(_FORMATS)}")
    open_register(chosen.home)
    from django.http import QueryDict
    from django.utils import timezone

    from dispositif.register.finding.filters import Filter
    from dispositif.register.finding.reporting import Question
    from dispositif.register.followup.files import FORMATS
    from dispositif.register.followup.snapshots import refresh

    today = timezone.localdate()
    on = chosen.on or today
    asked = Question(filter=Filter.from_query(QueryDict(chosen.of)), on=on, known=on if chosen.known else None)
    asked.check()
    refresh(today)
    report = asked.report(None)
    chosen.file.write_bytes(FORMATS[form](report))
    say(f"{chosen.file}: mandates {len(report.lines)}, as of {on}.")
    return 0

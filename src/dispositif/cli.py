"""The command line: `dispositif read`, `explain`, `text` and `schema`."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic

from dispositif import __version__, batch
from dispositif.errors import DispositifError, UsageError

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
# From this many files on, a progress bar is worth its place.
_MANY = 4

_DESCRIPTION = """\
Reads resolutions, communiqués, decisions and declarations of intergovernmental bodies:
who is asked to do what, with whom, on which condition and by when, and what is cited.
"""
_EXAMPLES = """\
examples:
  dispositif read communique.pdf                        look at one document
  dispositif read resolutions/ --format json --out read --jobs 2
                                                        a folder, one JSON file for each document
  dispositif read communique.pdf --format xlsx --out .  the implementation matrix, to be filled in
  dispositif read communique.pdf --format html --out .  the marked text as a page
  dispositif explain communique.pdf op-8                why paragraph 8 was read so
  curl -s https://example.org/text | dispositif read -  what another program found

exit status: 0 all was read, 1 something could not be read, 2 wrong usage
"""
_VIEWS = {
    "acts": "every act: its verb, its force and the words it governs",
    "citations": "every citation, with the identifier of what it cites",
    "paragraphs": "every paragraph, with its identifier and kind",
}

_FORMATS = {
    "json": "all that was read",
    "csv": "the implementation matrix",
    "xlsx": "the same, to be filled in",
    "html": "the marked text as a page",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and give its exit status."""
    chosen = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = chosen.run
    try:
        return run(chosen)
    except UsageError as error:
        _say(str(error))
        return MISUSED
    except DispositifError as error:
        _say(str(error))
        return FAILED
    except BrokenPipeError:
        # Who reads our output has seen enough. Python would complain once more when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        _say("Interrupted.")
        return INTERRUPTED
    except Exception as error:
        if chosen.debug:
            raise
        _say(f"internal error {type(error).__name__}; please report it with what --debug shows.")
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dispositif",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"dispositif {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], what: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        added.add_argument("--debug", action="store_true", help="show the traceback of an internal error")
        added.set_defaults(run=run)
        return added

    _add_read_options(command("read", _read, "read documents"))
    explain = command("explain", _explain, "show why a paragraph was read so")
    explain.add_argument("file", metavar="FILE", help="a document, or - for standard input")
    explain.add_argument("paragraph", metavar="PARAGRAPH", help="its identifier: op-8 (read --paragraphs lists them)")
    _add_language(explain)
    text = command("text", _text, "print the text that a document is read as")
    text.add_argument("file", metavar="FILE", help="a document, or - for standard input")
    command("schema", _schema, "print the JSON Schema of what is read")
    return parser


def _add_read_options(read: argparse.ArgumentParser) -> None:
    read.add_argument(
        "files", nargs="+", metavar="FILE", help="a document, a folder with all below it, or - for standard input"
    )
    views = read.add_argument_group("what to show on the terminal, in place of the mandates")
    for view, what in _VIEWS.items():
        views.add_argument(f"--{view}", dest="views", action="append_const", const=view, help=what)
    files = read.add_argument_group("what to write")
    files.add_argument(
        "--format", choices=_FORMATS, help=", ".join(f"{form}: {what}" for form, what in _FORMATS.items())
    )
    files.add_argument(
        "--out", metavar="DIR", help="write a file for each document into DIR (json, or what --format says)"
    )
    how = read.add_argument_group("how to read")
    how.add_argument("--jobs", type=int, default=1, metavar="N", help="share the documents among N processes")
    _add_language(how)


def _add_language(options: argparse._ActionsContainer) -> None:
    options.add_argument("--language", metavar="CODE", help="the language of the text (en), if it is not recognized")


def _read(chosen: argparse.Namespace) -> int:
    inputs = batch.gather(chosen.files)
    order = _order(chosen, inputs.files)
    _tell_what_is_left_out(inputs)
    if order.folder is not None:
        _make(Path(order.folder))
    tasks = map(_task, inputs.files)
    # What stands on standard input cannot be handed to another process as cheaply as a name.
    jobs = 1 if batch.STANDARD_INPUT in inputs.files else min(chosen.jobs, max(len(inputs.files), 1))
    failures: list[str] = []
    with contextlib.closing(batch.carry_out_all(tasks, order, jobs)) as outcomes:
        try:
            _print(_made(_watched(outcomes, len(inputs.files), order), failures), order)
        finally:
            _tell_what_failed(failures, len(inputs.files))
    return FAILED if failures or inputs.barren else DONE


def _order(chosen: argparse.Namespace, files: list[str]) -> batch.Order:
    """What was ordered. Raises UsageError where it cannot be carried out, before anything is read or written."""
    form = chosen.format or ("terminal" if chosen.out is None else "json")
    if chosen.jobs < 1:
        raise UsageError(f"--jobs {chosen.jobs}: name a number from 1 on.")
    if files.count(batch.STANDARD_INPUT) > 1:
        raise UsageError("Standard input can be read only once: name - once.")
    if chosen.views and form != "terminal":
        raise UsageError("--acts, --citations and --paragraphs are for the terminal: leave --format and --out away.")
    if chosen.out is not None:
        batch.refuse_clashes(files, chosen.out, form)
    elif len(files) > 1 and form in ("xlsx", "html"):
        raise UsageError(f"Several documents need a {form} file each: add --out DIR.")
    elif form == "xlsx" and sys.stdout.isatty():
        raise UsageError("A workbook cannot be shown on a terminal: add --out DIR, or send it to a file.")
    elif len(files) > 1 and form == "json":
        form = "lines"
    _check_language(chosen.language)
    width, colour = _terminal()
    views = tuple(chosen.views or ("mandates",))
    return batch.Order(form, chosen.out, chosen.language, views, width, colour, chosen.debug)


def _check_language(code: str | None) -> None:
    from dispositif.languages import require

    if code is not None:
        require(code, "--language")


def _tell_what_is_left_out(inputs: batch.Inputs) -> None:
    if inputs.skipped:
        kinds = ", ".join(f"{count} {suffix or 'without suffix'}" for suffix, count in sorted(inputs.skipped.items()))
        _say(f"Left out, as their names are not those of documents: {kinds}.")
    for folder in inputs.barren:
        _say(f"{folder}: there is no document in this folder.")


def _tell_what_failed(failures: list[str], files: int) -> None:
    for failure in failures:
        _say(failure)
    if failures and files > 1:
        _say(f"{len(failures)} of {files} files could not be read.")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--out {folder}: the folder cannot be made ({error.strerror}).") from error


def _task(file: str) -> batch.Task:
    if file != batch.STANDARD_INPUT:
        return batch.Task(file)
    from dispositif.reading import LARGEST_FILE

    return batch.Task(file, sys.stdin.buffer.read(LARGEST_FILE + 1))


def _made(outcomes: Iterable[batch.Outcome], failures: list[str]) -> Iterator[bytes]:
    """What was made; failures are noted in passing."""
    for outcome in outcomes:
        if outcome.failure:
            failures.append(outcome.failure)
        else:
            yield outcome.output


def _print(outputs: Iterable[bytes], order: batch.Order) -> None:
    """Several documents follow each other: tables as one table, views with a blank line between."""
    for number, output in enumerate(outputs):
        if number and order.form == "terminal":
            sys.stdout.buffer.write(b"\n\n")
        sys.stdout.buffer.write(output.partition(b"\r\n")[2] if number and order.form == "csv" else output)
        sys.stdout.buffer.flush()


def _watched(outcomes: Iterator[batch.Outcome], files: int, order: batch.Order) -> Iterator[batch.Outcome]:
    """The same outcomes, with a progress bar where somebody is looking and nothing else is shown."""
    shown = order.folder is None and sys.stdout.isatty()
    if files < _MANY or shown or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    # No refreshing thread: the workers are forked while the bar is shown.
    with Progress(console=Console(stderr=True), auto_refresh=False, transient=True) as progress:
        bar = progress.add_task("Reading", total=files)
        drawn = monotonic()
        for outcome in outcomes:
            progress.advance(bar)
            if monotonic() - drawn > 0.1:
                progress.refresh()
                drawn = monotonic()
            yield outcome


def _explain(chosen: argparse.Namespace) -> int:
    from dispositif import read_with_text
    from dispositif.exports import Edition
    from dispositif.exports.explain import explain

    _check_language(chosen.language)
    source, name = _task(chosen.file).source
    document, text = read_with_text(source, name=name, language=chosen.language)
    width, colour = _terminal()
    explanation = explain(Edition(document, text.characters), chosen.paragraph, width=width, colour=colour)
    sys.stdout.buffer.write(explanation.encode("utf-8", "replace"))
    return DONE


def _text(chosen: argparse.Namespace) -> int:
    from dispositif.reading import read_text

    source, name = _task(chosen.file).source
    text, _ = read_text(source, name=name)
    sys.stdout.buffer.write(text.characters.encode("utf-8", "surrogatepass"))
    return DONE


def _schema(_: argparse.Namespace) -> int:
    import json

    from dispositif.exports.schema import schema

    print(json.dumps(schema(), indent=2, ensure_ascii=False))
    return DONE


def _terminal() -> tuple[int, bool]:
    """How wide the terminal is, and whether it is to be given colours."""
    coloured = (sys.stdout.isatty() and os.environ.get("TERM") != "dumb") or bool(os.environ.get("FORCE_COLOR"))
    return shutil.get_terminal_size().columns, coloured and not os.environ.get("NO_COLOR")


def _say(message: str) -> None:
    print(f"dispositif: {message}", file=sys.stderr)

"""What is to be made of each file, and making it: nothing that a file holds stops the others."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import NamedTuple

from dispositif.batch.inputs import target
from dispositif.errors import DispositifError


class Task(NamedTuple):
    """A file to read; `content` where it came from standard input."""

    file: str
    content: bytes | None = None

    @property
    def source(self) -> tuple[Path | bytes, str]:
        """What to read, and what to call it where that is no file."""
        return (Path(self.file), "") if self.content is None else (self.content, "standard input")


class Order(NamedTuple):
    """What to make of each file.

    `form` is a format of `exports.FORMATS`, "lines" (JSON on one line) or "terminal", which `views`, `width` and
    `colour` are for. What is made goes into `folder`; without one it is handed back.
    """

    form: str
    folder: str | None = None
    language: str | None = None
    views: tuple[str, ...] = ()
    width: int = 80
    colour: bool = False
    debug: bool = False


class Outcome(NamedTuple):
    """What became of a file: what was made of it, or why nothing was."""

    output: bytes = b""
    failure: str = ""


def carry_out(task: Task, order: Order) -> Outcome:
    """Read a file and make of it what is ordered. Never raises."""
    try:
        output = _made(task, order)
        if order.folder is None:
            return Outcome(output)
        _write(target(order.folder, task.file, order.form), output)
    except DispositifError as error:
        return Outcome(failure=str(error))
    except OSError as error:
        return Outcome(failure=f"{error.filename or task.file}: cannot be written ({error.strerror or error}).")
    except Exception as error:  # noqa: BLE001 (one file must not stop the batch, whatever is wrong with it)
        if order.debug:
            return Outcome(failure=f"{task.file}: could not be read\n{traceback.format_exc()}")
        what = f"internal error {type(error).__name__}; please report it with what --debug shows"
        return Outcome(failure=f"{task.file}: could not be read ({what}).")
    return Outcome()


def _made(task: Task, order: Order) -> bytes:
    from dispositif import read, read_with_text

    source, name = task.source
    if order.form in ("json", "lines"):  # these need no text: a long one is not kept while they are made
        indent = 2 if order.form == "json" else 0
        return read(source, name=name, language=order.language).to_json_bytes(indent) + b"\n"
    from dispositif.exports import Edition, export

    document, text = read_with_text(source, name=name, language=order.language)
    edition = Edition(document, text.characters)
    if order.form == "terminal":
        from dispositif.exports.terminal import to_terminal

        return to_terminal(edition, order.views, width=order.width, colour=order.colour).encode("utf-8", "replace")
    return export(edition, order.form)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        error.filename = str(path)
        raise

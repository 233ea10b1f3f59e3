"""What `read` makes of each document: a file of one of the formats, or what is shown."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from dispositif.batch.inputs import Task, target
from dispositif.document import Document
from dispositif.text import Text


class Order(NamedTuple):
    """What to make of each document.

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

    def make(self, task: Task, document: Document, text: Text) -> bytes:
        """What is made of the document; where it is written to a file, that file's SHA-256 in hexadecimal.

        Raises OSError where it cannot be written.
        """
        output = self._made(document, text)
        if self.folder is None:
            return output
        write(target(self.folder, task.file, self.form), output)
        return sha256(output).hexdigest().encode()

    def _made(self, document: Document, text: Text) -> bytes:
        if self.form in ("json", "lines"):
            return document.to_json_bytes(2 if self.form == "json" else 0) + b"\n"
        from dispositif.exports import Edition, export

        edition = Edition(document, text.characters)
        if self.form == "terminal":
            from dispositif.exports.terminal import to_terminal

            return to_terminal(edition, self.views, width=self.width, colour=self.colour).encode("utf-8", "replace")
        return export(edition, self.form)


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises OSError, naming the file."""
    beside = path.with_name(f".{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        error.filename = str(path)
        raise

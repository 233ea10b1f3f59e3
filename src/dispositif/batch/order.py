"""What `read` makes of each document: a file of one of the formats, or what is shown."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dispositif.batch.inputs import Task, output_name
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
        pieces = self._made(document, text)
        if self.folder is None:
            return b"".join(pieces)
        return write(Path(self.folder, output_name(task.file, self.form)), pieces).encode()

    def _made(self, document: Document, text: Text) -> Iterable[bytes]:
        if self.form == "lines":
            return document.to_json_bytes(), b"\n"
        if self.form == "json":
            return chain(document.json_pieces(2), (b"\n",))
        from dispositif.exports import Edition, export

        edition = Edition(document, text.characters)
        if self.form == "terminal":
            from dispositif.exports.terminal import to_terminal

            shown = to_terminal(edition, self.views, width=self.width, colour=self.colour)
            return (shown.encode("utf-8", "replace"),)
        return (export(edition, self.form),)


def write(path: Path, pieces: Iterable[bytes]) -> str:
    """Write a file whole or not at all, and give its SHA-256 in hexadecimal. Raises OSError, naming the file."""
    beside = path.with_name(f".{os.getpid()}.part")
    digest = sha256()
    try:
        with beside.open("wb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        error.filename = str(path)
        raise
    return digest.hexdigest()

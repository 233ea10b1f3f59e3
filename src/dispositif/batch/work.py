"""Work on documents, one after the other: nothing that a document holds stops the others."""

from __future__ import annotations

import traceback
from typing import NamedTuple, Protocol

from dispositif.batch.inputs import Task
from dispositif.document import Document
from dispositif.errors import DispositifError
from dispositif.text import Text, TextWarning, whole


class Work(Protocol):
    """What is made of each document. It is handed to other processes, so it holds plain data."""

    @property
    def language(self) -> str | None:
        """The language of the texts, in place of what they seem to be in."""

    @property
    def debug(self) -> bool:
        """Whether the traceback of an internal error is wanted."""

    def make(self, task: Task, document: Document, text: Text) -> bytes:
        """What is made of a document that was read; may raise anything."""


class Outcome(NamedTuple):
    """What became of a document: what was made of it, or why nothing was."""

    file: str
    output: bytes = b""
    failure: str = ""
    """Why it could not be read, in a sentence; empty where it was."""
    kind: str = ""
    """The error's name in the tree of `errors`, or "internal"; empty where it was read."""
    warnings: tuple[TextWarning, ...] = ()
    sha256: str = ""
    """Of the bytes that were read."""


def carry_out(task: Task, work: Work) -> Outcome:
    """Read a document and make of it what the work is. Never raises."""
    from dispositif import read_with_text, without_collector

    try:
        with without_collector():
            source, name = task.source
            document, text = read_with_text(source, name=name, language=work.language)
            output = work.make(task, document, text)
    except DispositifError as error:
        return Outcome(task.called, failure=whole(str(error)), kind=type(error).__name__)
    except OSError as error:
        failure = f"{error.filename or task.called}: cannot be written ({error.strerror or error})."
        return Outcome(task.called, failure=whole(failure), kind="OSError")
    except Exception as error:  # noqa: BLE001 (one file must not stop the batch, whatever is wrong with it)
        what = f"could not be read (internal error {type(error).__name__}; please report it with what --debug shows)."
        if work.debug:
            what = f"could not be read\n{traceback.format_exc()}"
        return Outcome(task.called, failure=f"{task.called}: {what}", kind="internal")
    return Outcome(task.called, output, warnings=document.warnings, sha256=document.source.sha256)

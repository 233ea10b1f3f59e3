"""How documents were adopted: meeting, vote by State, sponsors, subjects, as published beside the documents.

`adoptions` reads the extract files of the UN (one JSON object a line) and the voting data inside Akoma Ntoso files:

    for one in adoptions(Path("votes")):
        match one:
            case Adoption(): print(one.symbol, one.in_favour, one.against, one.abstaining)
            case Fault(): print(one.file, one.line, one.message)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dispositif.adoptions.adoption import Adoption, Ballot, Cast, Fault, Party, Subject

__all__ = ["Adoption", "Ballot", "Cast", "Fault", "Party", "Subject", "adoptions"]

_EXTRACTS = (".jsonl", ".ndjson")
_MARKED_UP = (".xml", ".akn")


def adoptions(path: Path) -> Iterator[Adoption | Fault]:
    """The adoptions that a file tells, or all files of a folder in the order of their names.

    What cannot be read is a Fault that names the file, the line and the remedy; it never ends the rest. An Akoma Ntoso
    file that tells nothing of its adoption gives nothing. Nothing is raised.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix.lower() in (*_EXTRACTS, *_MARKED_UP) and file.is_file():
                yield from adoptions(file)
        return
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        yield Fault(file=str(path), line=0, message=f"cannot be opened ({reason}). Check the path.")
        return
    if path.suffix.lower() in _MARKED_UP:
        from dispositif.adoptions.marked_up import of_document

        yield from of_document(content, str(path))
    else:
        from dispositif.adoptions.extracts import of_extract

        yield from of_extract(content, str(path))

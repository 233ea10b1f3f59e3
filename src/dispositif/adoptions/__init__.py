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
_SUFFIXES = (*_EXTRACTS, *_MARKED_UP)


def adoptions(path: Path) -> Iterator[Adoption | Fault]:
    """The adoptions that a file tells, or all files of a folder in the order of their names.

    What cannot be read is a Fault that names the file, the line and the remedy; it never ends the rest. An Akoma Ntoso
    file that tells nothing of its adoption gives nothing. Nothing is raised.
    """
    if path.is_dir():
        files = [one for one in sorted(path.rglob("*")) if _may_tell(one) and one.is_file()]
        for file in files:
            yield from adoptions(file)
        if not files:
            yield _fault(path, f"there is no file of adoption data in this folder ({', '.join(_SUFFIXES)}).")
    elif path.exists() and not _may_tell(path):
        yield _fault(path, f"is no file of adoption data. Name one that ends with {', '.join(_SUFFIXES)}.")
    else:
        yield from _in_file(path)


def _in_file(path: Path) -> Iterator[Adoption | Fault]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        yield _fault(path, "there is no such file. Check the spelling of its path.")
        return
    except OSError as error:
        yield _fault(path, f"cannot be opened ({error.strerror or error}). Check the path and that you may read it.")
        return
    if not content.strip():
        yield _fault(path, "there is nothing in it. Check that it is the right file and complete.")
    elif path.suffix.lower() in _MARKED_UP:
        from dispositif.adoptions.marked_up import of_document

        yield from of_document(content, str(path))
    else:
        from dispositif.adoptions.extracts import of_extract

        yield from of_extract(content, str(path))


def _may_tell(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES


def _fault(path: Path, message: str) -> Fault:
    return Fault(file=str(path), line=0, message=message)

"""Reading: bytes of any format become one `Text`, characters and where they stood."""

from __future__ import annotations

from hashlib import sha256
from os import fstat
from pathlib import Path
from stat import S_ISREG

from dispositif.document import Source
from dispositif.errors import EmptySource, ReadingError, TooLarge
from dispositif.reading import plain
from dispositif.reading.detection import MediaType, detect
from dispositif.text import Text, TextWarning, whole

__all__ = ["LARGEST_FILE", "LARGEST_TEXT", "read_text"]

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""

LARGEST_TEXT = 24_000_000
"""Characters of the longest text that is read, whatever file it came out of."""


def read_text(source: Path | bytes | str, *, name: str = "") -> tuple[Text, Source]:
    """What a source says, and which source it was.

    A `Path` is a file, bytes are a file's content, a `str` is the text itself. Raises a `ReadingError` that names the
    source (by `name`, or a file by its path) and the remedy.
    """
    if isinstance(source, str):
        label = name or "the text given"
        text, content = _given(source)
    else:
        label = name or (str(source) if isinstance(source, Path) else "the file given")
        content = source if isinstance(source, bytes) else _content(source, label)
        if len(content) > LARGEST_FILE:
            raise TooLarge(f"{label}: {_too_large(len(content))}")
        try:
            text = _extract(content, name or (source.name if isinstance(source, Path) else ""))
        except ReadingError as error:
            raise type(error)(f"{label}: {error}") from error
    if not text.characters or text.characters.isspace():
        raise EmptySource(f"{label}: there is no text in it. Check that it is the right file and complete.")
    if len(text.characters) > LARGEST_TEXT:
        raise TooLarge(
            f"{label}: its text has {len(text.characters):,} characters, more than the {LARGEST_TEXT:,} that are read. "
            "Split it into one file a document."
        )
    return text, Source(
        name=whole(name or (source.name if isinstance(source, Path) else "")),
        media_type=text.media_type,
        sha256=sha256(content).hexdigest(),
        characters=len(text.characters),
    )


def _given(source: str) -> tuple[Text, bytes]:
    """A text that was given as it is, and as the content of a file.

    Half of a pair of surrogates is no character, and no file could hold it.
    """
    try:
        return Text(characters=source), source.encode()
    except UnicodeEncodeError as error:
        warning = TextWarning(
            code="half-characters",
            message="The text holds halves of characters (lone surrogates); each is read as U+FFFD. "
            "Decode the text anew.",
            start=error.start,
            end=error.start + 1,
        )
        return Text(characters=whole(source), warnings=(warning,)), source.encode("utf-8", "surrogatepass")


def _content(path: Path, label: str) -> bytes:
    try:
        with path.open("rb") as file:
            status = fstat(file.fileno())
            size = status.st_size
            if not S_ISREG(status.st_mode):
                content = file.read(LARGEST_FILE + 1)  # a pipe or a device, which may have no end
            else:
                content = file.read() if size <= LARGEST_FILE else b""
    except IsADirectoryError as error:
        raise ReadingError(f"{label}: is a folder, not a file. Name the files in it.") from error
    except FileNotFoundError as error:
        raise ReadingError(f"{label}: there is no such file. Check the spelling of its path.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ReadingError(f"{label}: cannot be opened ({reason}). Check the path and that you may read it.") from error
    if size > LARGEST_FILE:
        raise TooLarge(f"{label}: {_too_large(size)}")
    return content


def _too_large(size: int) -> str:
    size, limit = size // 1024 // 1024, LARGEST_FILE // 1024 // 1024
    has = f"{size:,} MB, " if size > limit else ""  # of what has no end, no more was read
    return f"the file has {has}more than the {limit} MB that are read. Split it."


def _extract(content: bytes, name: str) -> Text:
    media_type = detect(content, name)
    if media_type is MediaType.PLAIN:
        return plain.extract(content)
    if media_type is MediaType.HTML:
        from dispositif.reading import html

        return html.extract(content)
    if media_type is MediaType.DOCX:
        from dispositif.reading import docx

        return docx.extract(content)
    if media_type is MediaType.PDF:
        from dispositif.reading import pdf

        return pdf.extract(content)
    from dispositif.reading import akn

    return akn.extract(content)

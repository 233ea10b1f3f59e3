"""Zip archives of documents: what is in them, and the content of one member at a time."""

from __future__ import annotations

import os
import zlib
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from dispositif.errors import DamagedFile, ReadingError, TooLarge
from dispositif.reading import LARGEST_FILE

SUFFIX = ".zip"
LARGEST_RATIO = 100
"""How many times its own size an archive may unpack to: texts and mark-up pack to a tenth or so."""

_HARMLESS = LARGEST_FILE
_ENCRYPTED = 0x1
_DAMAGED = "the ZIP archive is damaged or cut short. Fetch or save it again."


def is_archive(file: str) -> bool:
    """Whether a file is a zip archive by its name."""
    return file.lower().endswith(SUFFIX) and Path(file).is_file()


def members(archive: str) -> list[str]:
    """The names of the files in an archive, sorted; nothing is unpacked.

    Raises DamagedFile for a broken archive and TooLarge for one that would unpack to far more than it holds (a "zip
    bomb"), each naming the archive.
    """
    with _opened(archive) as package:
        files = [member for member in package.infolist() if not member.is_dir()]
    size, unpacked = Path(archive).stat().st_size, sum(member.file_size for member in files)
    if unpacked > max(_HARMLESS, LARGEST_RATIO * size):
        raise TooLarge(
            f"{archive}: would unpack to {unpacked / 1e6:,.0f} MB, more than {LARGEST_RATIO} times its size: "
            "a zip bomb? Nothing in it was read. If it is sound, unpack it and read the folder."
        )
    return sorted({member.filename for member in files})


def content(archive: str, member: str) -> bytes:
    """The bytes of one member. Raises a ReadingError that names it as `archive.zip/member.xml`."""
    label = f"{archive}/{member}"
    try:
        stat = Path(archive).stat()
        package = _kept(archive, stat.st_mtime_ns, stat.st_size, os.getpid())
        about = package.getinfo(member)
        _check(about, label)
        # No more than its declared size is ever unpacked, and that has just been checked.
        return package.read(about)
    except KeyError as error:
        raise ReadingError(f"{label}: is no longer in the archive, which has changed. Read it again.") from error
    except OSError as error:
        raise ReadingError(f"{label}: cannot be opened ({error.strerror or error}). Check the path.") from error
    except (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise DamagedFile(f"{label}: cannot be unpacked ({error}). Fetch or save the archive again.") from error


def _check(member: ZipInfo, label: str) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise DamagedFile(f"{label}: is encrypted with a password. Unpack the archive and read the folder.")
    if member.file_size > LARGEST_FILE:
        raise TooLarge(
            f"{label}: unpacks to {member.file_size / 1e6:,.0f} MB, more than the {LARGEST_FILE / 1e6:,.0f} MB "
            "that are read. Split it."
        )


def _opened(archive: str) -> ZipFile:
    try:
        return ZipFile(archive)
    except OSError as error:
        raise ReadingError(f"{archive}: cannot be opened ({error.strerror or error}). Check the path.") from error
    except (BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise DamagedFile(f"{archive}: {_DAMAGED}") from error


@lru_cache(maxsize=2)
def _kept(archive: str, changed: int, size: int, process: int) -> ZipFile:  # noqa: ARG001 (they tell stale ones)
    """The archive, kept open: its members are mostly read one after the other. A forked process opens its own."""
    return _opened(archive)

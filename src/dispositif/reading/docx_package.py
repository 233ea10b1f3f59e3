"""The parts of a DOCX package, unpacked with bounds on what they may grow to."""

from __future__ import annotations

import zlib
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile

from lxml import etree

from dispositif.errors import DamagedFile, TooLarge
from dispositif.reading.markup import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LARGEST_PART = 48 * 1024 * 1024
LARGEST_RATIO = 200
_HARMLESS = 1024 * 1024
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)


def attribute(element: etree._Element | None, name: str) -> str:
    """A `w:` attribute of an element; "" where either is missing."""
    return element.get(W + name, "") if element is not None else ""


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first `w:` child of that name."""
    return element.find(W + name)


def integer(digits: str, otherwise: int) -> int:
    """A whole number of mark-up, or `otherwise` where it is none."""
    try:
        return max(min(int(digits), 1_000_000), -1_000_000)
    except ValueError:
        return otherwise


class Package:
    """A DOCX file: its parts by the relation that its main document has to them."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise _damaged() from error
        self._names = set(self._zip.namelist())
        self._unpacked = 0
        top = self._relations("")
        self._main = next((target for kind, _, target in top if kind == "officeDocument"), "word/document.xml")
        self._related = self._relations(self._main)

    def document(self) -> etree._Element:
        """The main document."""
        root = self._part(self._main)
        if root is None:
            raise _damaged()
        return root

    def related(self, kind: str) -> etree._Element | None:
        """The part of a kind ("numbering", "styles", "footnotes" …), if there is one."""
        return next((self._part(target) for related, _, target in self._related if related == kind), None)

    def by_relation(self, identifier: str) -> etree._Element | None:
        """The part that a relation's identifier points to, if there is one."""
        return next((self._part(target) for _, key, target in self._related if key == identifier), None)

    def content(self, identifier: str) -> bytes:
        """The content of the part that a relation's identifier points to; nothing where there is none."""
        target = next((target for _, key, target in self._related if key == identifier), "")
        return self._content(target) if target in self._names else b""

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        folder = dirname(part)
        root = self._part(join(folder, "_rels", part.rpartition("/")[2] + ".rels"))
        return [
            (
                relation.get("Type", "").rpartition("/")[2],
                relation.get("Id", ""),
                normpath(join("/", folder, relation.get("Target", ""))).lstrip("/"),
            )
            for relation in (root if root is not None else ())
            if relation.get("TargetMode") != "External"
        ]

    def _part(self, name: str) -> etree._Element | None:
        if name not in self._names:
            return None
        content = self._content(name)
        for strict, transitional in _STRICT:
            content = content.replace(strict, transitional)
        try:
            return parse_xml(content, recover=False)[0]
        except DamagedFile as error:
            raise DamagedFile(f"its part {name}: {error}") from error

    def _content(self, name: str) -> bytes:
        info = self._zip.getinfo(name)
        self._unpacked += info.file_size
        ratio = info.file_size / max(info.compress_size, 1)
        if self._unpacked > LARGEST_PART or (ratio > LARGEST_RATIO and info.file_size > _HARMLESS):
            raise TooLarge(
                f"its part {name} unpacks to {info.file_size:,} bytes, more than what is read. "
                "If the document is sound, split it or save it as plain text."
            )
        try:
            return self._zip.read(info)
        except RuntimeError as error:
            raise DamagedFile("the DOCX is encrypted. Open it, remove the password and save it again.") from error
        except (BadZipFile, NotImplementedError, OSError, EOFError, ValueError, zlib.error) as error:
            raise _damaged() from error


def _damaged() -> DamagedFile:
    return DamagedFile("the DOCX is damaged or cut short. Fetch it again, or open it and save it anew.")

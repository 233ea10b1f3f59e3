"""What format a file's content is of. Only content that says nothing of itself is judged by its name."""

from __future__ import annotations

import re
import zlib
from enum import Enum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from dispositif.errors import DamagedFile, UnknownFormat
from dispositif.reading.web_archive import is_archive, is_mail

_SAVE_AS = "Open it and save it as DOCX, PDF, HTML or plain text."
_SAVE_MAIL = "Save its text, or the file that came with it."
_RECOGNIZE = "Recognize its text first (OCR), for example with ocrmypdf, and read the PDF."

_FOREIGN = (
    (b"{\\rtf", "an RTF file", _SAVE_AS),
    (b"\x89PNG", "a picture (PNG)", _RECOGNIZE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _RECOGNIZE),
    (b"GIF8", "a picture (GIF)", _RECOGNIZE),
    (b"II*\x00", "a picture (TIFF)", _RECOGNIZE),
    (b"MM\x00*", "a picture (TIFF)", _RECOGNIZE),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and read the file inside."),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it and read the files inside."),
    (b"Rar!", "a RAR archive", "Unpack it and read the files inside."),
    (b"%!PS", "a PostScript file", "Convert it to PDF, for example with ps2pdf."),
    (b"\xffWPC", "a WordPerfect file", _SAVE_AS),
    (b"version https://git-lfs.", "a pointer of Git LFS, not the file itself", "Fetch the file with git lfs pull."),
)
_PACKAGES = (
    ("xl/", "an Excel workbook", _SAVE_AS),
    ("ppt/", "a PowerPoint file", _SAVE_AS),
    ("content.xml", "an OpenDocument file", _SAVE_AS),
    ("META-INF/container.xml", "an EPUB book", _SAVE_AS),
    ("Index/Document.iwa", "a Pages file", _SAVE_AS),
    ("Index.zip", "a Pages file", _SAVE_AS),
)
_TYPES = "[Content_Types].xml"
_MOST_TYPES = 1024 * 1024
_WORD_TYPES = (b"wordprocessingml.", b"vnd.ms-word.")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|ol|ul|h[1-6]|p|span|article|main)[\s>/]", re.IGNORECASE
)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s>/]")
_ASIDES = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)


class MediaType(Enum):
    """The formats that are read."""

    PLAIN = "text/plain"
    HTML = "text/html"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"
    AKN = "application/akn+xml"


def detect(content: bytes, name: str = "") -> MediaType:
    """The format of a file's content. Raises `UnknownFormat` for what is not read, with the remedy."""
    head = content[:1024]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(content)
    if b"%PDF-" in head:
        return MediaType.PDF
    if head.startswith(_OLE):
        raise _compound_file(content)
    if is_mail(content):
        if is_archive(content):
            return MediaType.HTML
        raise UnknownFormat(f"this is an e-mail, which is not read. {_SAVE_MAIL}")
    for magic, what, remedy in _FOREIGN:
        if head.startswith(magic) or head.lstrip().startswith(magic):
            raise UnknownFormat(f"this is {what}, which is not read. {remedy}")
    if b"<" in head:
        return _markup(content, name)
    return MediaType.PLAIN


def _package(content: bytes) -> MediaType:
    try:
        with ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            types = _content_types(package)
    except (BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise DamagedFile("the DOCX or ZIP file is damaged or cut short. Fetch or save it again.") from error
    if "word/document.xml" in names or any(kind in types for kind in _WORD_TYPES):
        return MediaType.DOCX
    for sign, what, remedy in _PACKAGES:
        if any(entry.startswith(sign) for entry in names):
            raise UnknownFormat(f"this is {what}, which is not read. {remedy}")
    raise UnknownFormat("this is a ZIP archive and no document. Unpack it and name a document in it.")


def _content_types(package: ZipFile) -> bytes:
    """What an Office package says of its parts."""
    if _TYPES not in package.namelist() or package.getinfo(_TYPES).file_size > _MOST_TYPES:
        return b""
    try:
        return package.read(_TYPES)
    except (RuntimeError, zlib.error):
        return b""  # encrypted or damaged: whoever reads the document will say so


def _compound_file(content: bytes) -> Exception:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return DamagedFile("the file is encrypted with a password. Open it, remove the password and save it again.")
    return UnknownFormat(f"this is a Word 97 (.doc) or other Office 97 file, which is not read. {_SAVE_AS}")


def _markup(content: bytes, name: str) -> MediaType:
    head = content[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    named_html = name.lower().endswith((".html", ".htm", ".xhtml"))
    if not head.startswith(b"<"):
        return MediaType.HTML if named_html and _HTML.search(head) else MediaType.PLAIN
    is_xml = head.startswith(b"<?xml")
    bare = _ASIDES.sub(b"", head).lstrip()
    root = _ROOT.search(bare)
    if root and root[1] == b"akomaNtoso":
        return MediaType.AKN
    if _HTML.match(bare) or (_HTML.search(bare[:4096]) and (not is_xml or (root and root[1].lower() == b"html"))):
        return MediaType.HTML
    if is_xml or b"xmlns" in bare[:1024]:
        what = root[1].decode("ascii", "replace") if root else "no element"
        raise UnknownFormat(
            f"this is XML of another kind than Akoma Ntoso (its root is {what!r}). Read its DOCX, PDF or HTML."
        )
    return MediaType.HTML if named_html else MediaType.PLAIN

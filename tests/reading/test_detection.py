"""The format is told by content; what is not read is named, with the remedy."""

import io
import zipfile
from pathlib import Path

import pytest

from dispositif.errors import DamagedFile, TooLarge, UnknownFormat
from dispositif.reading import LARGEST_FILE, LARGEST_TEXT, read_text
from dispositif.reading.detection import MediaType, detect

ENDLESS = Path("/dev/zero")


def package(*names: str, types: str = "") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        if types:
            archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{types}"/></Types>')
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"The Council,", MediaType.PLAIN),
        (b"The share < 5 per cent <p> of all", MediaType.PLAIN),
        (b"<The Council>, being concerned", MediaType.PLAIN),
        (b"\n<!-- saved -->\n<!DOCTYPE html><html><body>x", MediaType.HTML),
        (b"<p>The Council,</p>", MediaType.HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', MediaType.HTML),
        ("<html><p>x</p></html>".encode("utf-16"), MediaType.HTML),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!-- copy --><akomaNtoso xmlns="x"/>', MediaType.AKN),
        (b'<an:akomaNtoso xmlns:an="x"/>', MediaType.AKN),
        (b"\r\n%PDF-1.7\n", MediaType.PDF),
        (package("[Content_Types].xml", "word/document.xml"), MediaType.DOCX),
        (package("text.xml", types="application/vnd.ms-word.document.macroEnabled.main+xml"), MediaType.DOCX),
        (b"From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n", MediaType.HTML),
        (b"From: here to there the lamps are lit.\nMIME-Version is no word.", MediaType.PLAIN),
    ],
)
def test_content_tells_the_format_whatever_the_name(content, media_type):
    assert detect(content, "file.bin") is media_type


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"{\\rtf1 The Council}", "RTF.*save it as DOCX"),
        (b"\r\n{\\rtf1 The Council}", "RTF.*save it as DOCX"),
        (package("Index/Document.iwa"), "Pages.*save it as DOCX"),
        (b"Received: x\nFrom: y\nMIME-Version: 1.0\nContent-Type: text/plain\n\nThe Council", "e-mail.*Save its text"),
        (b"\x89PNG\r\n\x1a\n", "picture.*OCR"),
        (b"\xff\xd8\xff\xe0", "picture.*OCR"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Word 97.*save it as DOCX"),
        (package("mimetype", "content.xml"), "OpenDocument.*save it as DOCX"),
        (package("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
        (package("a.txt"), "ZIP archive"),
        (b'<?xml version="1.0"?><feed><entry/></feed>', "another kind than Akoma Ntoso.*'feed'"),
    ],
)
def test_a_format_that_is_not_read_is_named_with_the_remedy(content, what):
    with pytest.raises(UnknownFormat, match=f"(?s)^annex: .*{what}"):
        read_text(content, name="annex")


def test_an_encrypted_office_file_asks_for_its_password_to_be_removed():
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(DamagedFile, match="remove the password"):
        read_text(content, name="secret.docx")


def test_a_package_cut_short_is_damaged():
    content = package("[Content_Types].xml", "word/document.xml")
    with pytest.raises(DamagedFile, match="cut short"):
        read_text(content[: len(content) // 2], name="half.docx")


def test_a_file_beyond_the_limit_is_refused_without_being_read(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(TooLarge, match=r"huge\.txt: the file has 200 MB, more than the 64 MB"):
        read_text(path)
    with pytest.raises(TooLarge):
        read_text(bytes(LARGEST_FILE + 1))


@pytest.mark.skipif(not ENDLESS.is_char_device(), reason="no device here that gives zeros without end")
def test_what_has_no_end_is_refused():
    with pytest.raises(TooLarge, match="zero: the file has more than the 64 MB that are read"):
        read_text(ENDLESS)


def test_a_text_beyond_the_limit_is_refused_and_ten_megabytes_are_read():
    assert read_text("The Council decides. " * 500_000)[1].characters == 10_500_000
    with pytest.raises(TooLarge, match="Split it"):
        read_text("a" * (LARGEST_TEXT + 1))

"""Plain text: the characters are those of the file, decoded and nothing else."""

from __future__ import annotations

import codecs
import re

from dispositif.errors import UnknownFormat
from dispositif.text import Text, TextWarning

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_ASCII = bytes(range(128))
# A capital with a tilde or a grave accent inside a word is a quotation mark of the old Macintosh.
_MACINTOSH = re.compile(rb"[a-z]\xd5[a-z]|(?:^|[\s(])\xd2[A-Za-z]+[ a-z]|[a-z.,]\xd3(?=[\s.,;:)]|$)")
_SAMPLE = 65536
_FEW = 24


def extract(content: bytes) -> Text:
    """The text of a plain text file. Raises `UnknownFormat` where the content is no text."""
    characters, warnings = decode(content)
    return Text(characters=characters, warnings=warnings)


def decode(content: bytes) -> tuple[str, tuple[TextWarning, ...]]:
    """The characters of a file without its byte order mark, and what was uncertain about its encoding."""
    if b"\x00" not in content:
        try:
            return content.decode("utf-8").removeprefix("\ufeff"), ()
        except UnicodeDecodeError:
            pass
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _replacing(content[len(mark) :], encoding)
    if b"\x00" in content:
        return _unmarked_utf16(content), ()
    lenient = content.decode("utf-8", "replace")
    damaged = lenient.count("\ufffd")
    if damaged * 4 <= sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", lenient))):
        return _replacing(content, "utf-8")
    return _single_byte(content)


def is_utf8(content: bytes) -> bool:
    """Whether the content is UTF-8 and not ASCII alone, which is everything."""
    if content.isascii():
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _replacing(content: bytes, encoding: str) -> tuple[str, tuple[TextWarning, ...]]:
    characters = content.decode(encoding, "replace")
    if "\ufffd" not in characters:
        return characters, ()
    at = characters.index("\ufffd")
    if len(_CONTROLS.findall(characters)) + characters.count("\ufffd") > len(characters) // 10:
        raise _binary()
    message = f"{characters.count(chr(0xFFFD))} characters could not be decoded as {encoding.upper()}."
    return characters, (TextWarning(code="undecodable-bytes", message=message, start=at, end=at + 1),)


def _unmarked_utf16(content: bytes) -> str:
    even, odd = content[::2].count(0), content[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        characters = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _binary() from error
    blanks = characters.count(" ") + characters.count("\n")
    if _CONTROLS.search(characters) or "\ufffe" in characters or blanks * 50 < len(characters):
        raise _binary()
    return characters


def _single_byte(content: bytes) -> tuple[str, tuple[TextWarning, ...]]:
    sample = content[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROL_BYTES)) > len(sample) // 200:
        raise _binary()
    # Accents and curly quotes are a small part of a Latin text, letters of another alphabet the greater part of theirs.
    high = len(sample.translate(None, _ASCII))
    foreign = high * 8 > len(sample) and high > _FEW
    macintosh = _MACINTOSH.search(sample)
    encoding = _guess(sample) if foreign else "mac_roman" if macintosh else "cp1252"
    characters = content.decode(encoding, "replace")
    if characters.count("\ufffd") > len(characters) // 100:
        raise _binary()
    message = f"The file does not say its encoding and is not UTF-8; it was read as {encoding}."
    return characters, (TextWarning(code="encoding-guessed", message=message),)


def _guess(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise _binary()
    return best.encoding


def _binary() -> UnknownFormat:
    return UnknownFormat("the content is not text in any encoding known. Save it as DOCX, PDF, HTML or UTF-8 text.")

"""Plain text is the decoded file and nothing else."""

import codecs

import pytest

from dispositif.errors import EmptySource, ReadingError, UnknownFormat
from dispositif.reading import read_text

RESOLUTION = "The Council,\r\n\r\n\t1.\u00a0 “Requests” the Secretary to report;  \n"


@pytest.mark.parametrize(
    "content",
    [
        RESOLUTION.encode(),
        codecs.BOM_UTF8 + RESOLUTION.encode(),
        codecs.BOM_UTF16_LE + RESOLUTION.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + RESOLUTION.encode("utf-16-be"),
        RESOLUTION.encode("utf-16-le"),
        RESOLUTION.encode("utf-16-be"),
        RESOLUTION.encode("cp1252"),
    ],
)
def test_the_text_is_the_decoded_file_with_nothing_stripped(content):
    text, source = read_text(content, name="resolution.txt")
    assert text.characters == RESOLUTION
    assert text.blocks == ()
    assert source.media_type == "text/plain"
    assert source.characters == len(RESOLUTION)


def test_a_string_is_the_text_itself():
    text, source = read_text("<p>not a page</p>")
    assert text.characters == "<p>not a page</p>"
    assert source.name == ""
    assert source.sha256 == "ca7eeb7124e1f3d766998f267c4675d772f493d129be7c16bede8cdb05d52ad6"


def test_a_guess_at_the_encoding_is_said():
    text, _ = read_text("Café – the Council".encode("cp1252"))
    assert text.characters == "Café – the Council"
    assert [warning.code for warning in text.warnings] == ["encoding-guessed"]


def test_quotation_marks_of_the_old_macintosh_tell_its_encoding():
    words = "The Council’s keepers asked for “oil” – and for lamps."
    text, _ = read_text(words.encode("mac_roman"))
    assert text.characters == words


def test_an_alphabet_that_is_not_latin_is_recognized():
    words = "Совет Согласия прибрежных государств просит Генерального секретаря представить доклад о маяках. " * 5
    text, _ = read_text(words.encode("cp1251"))
    assert text.characters == words


def test_a_few_damaged_bytes_leave_utf8_what_it_is():
    text, _ = read_text("Le Conseil a décidé d’élargir la coopération régionale".encode() + b"\xe2\x80")
    assert text.characters.startswith("Le Conseil a décidé d’élargir")
    assert [warning.code for warning in text.warnings] == ["undecodable-bytes"]


@pytest.mark.parametrize("content", [b"", b"   \r\n\t\n", codecs.BOM_UTF8, "\u00a0\n".encode()])
def test_a_file_of_nothing_or_white_space_is_empty(content):
    with pytest.raises(EmptySource, match=r"blank\.txt: there is no text in it"):
        read_text(content, name="blank.txt")


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 40, b"\x7fELF\x02\x01\x01" + bytes(200), b"\x01\x02\x03\xff" * 500]
)
def test_binary_content_is_no_text(content):
    with pytest.raises(UnknownFormat, match=r"(?s)^blob: .*Save it as"):
        read_text(content, name="blob")


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(ReadingError, match=r"absent\.txt: there is no such file"):
        read_text(tmp_path / "absent.txt")
    with pytest.raises(ReadingError, match="is a folder"):
        read_text(tmp_path)


def test_a_file_keeps_its_name_and_its_checksum(tmp_path):
    path = tmp_path / "decision.txt"
    path.write_bytes(b"The Council decides to meet.")
    _, source = read_text(path)
    assert source.name == "decision.txt"
    assert source.sha256 == "f643b629b6d425ff81a94ec90823fc3ee18a6625dddc9af827e2c9293b8aac3f"

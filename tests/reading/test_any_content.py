"""Whatever the content, reading ends in a text whose blocks are in order, or in a ReadingError that says why."""

import contextlib
import io

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from dispositif.errors import ReadingError
from dispositif.reading import read_text

HEADS = [b"", b"%PDF-1.7\n", b"<html><body>", b"<akomaNtoso>", b"PK\x03\x04", b"\xff\xfe", b"<?xml version='1.0'?>"]
ELEMENTS = [
    "<ol start=3>", "</ol>", "<li>", "<p>", "</p>", "<table>", "<tr>", "<td>", "<sup>1</sup>", "<br>", "<pre>",
    "words ", "<a href='#n'>2</a>", "<div id='n' class='menu'>", "</div>", "<num>1.</num>", "<paragraph>", "<content>",
    "<authorialNote marker='1'>",
]  # fmt: skip
WORDS = "The Council, recalling the Charter, requests the Secretary to report."


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("Communiqué", level=0)
    for _ in range(5):
        document.add_paragraph(WORDS, style="List Number")
    document.add_table(rows=2, cols=2).rows[0].cells[0].text = WORDS
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf_file() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0)
    for page in range(2):
        for line in range(8):
            canvas.drawString(72, 760 - 14 * line, f"{line + 1}. {WORDS} {page}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


FILES = [
    word_file(),
    pdf_file(),
    f"<html><body><ol><li>{WORDS}<sup><a href='#n'>1</a></sup><li>two</ol><p id=n><a href='#r'>1</a> note</p>".encode(),
    f"<akomaNtoso><statement><mainBody><paragraph><num>1.</num><content><p>{WORDS}</p></content></paragraph>"
    f"<table><tr><td>x</td></tr></table></mainBody></statement></akomaNtoso>".encode(),
    WORDS.encode("utf-16"),
]


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(FILES)))
    for _ in range(draw(st.integers(0, 12))):
        content[draw(st.integers(0, len(content) - 1))] ^= 1 << draw(st.integers(0, 7))
    return bytes(content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content)


def check(source: bytes | str, name: str = "") -> None:
    with contextlib.suppress(ReadingError):
        text, described = read_text(source, name=name)
        assert described.characters == len(text.characters)
        end = 0
        for block in text.blocks:
            assert end <= block.start <= block.end <= len(text.characters)
            assert text.characters[end : block.start].replace(block.number, "", 1).strip("\t\n_ ") == ""
            end = block.end
        for warning in text.warnings:
            assert warning.start is None or 0 <= warning.start <= len(text.characters)


@settings(deadline=None)
@given(st.sampled_from(HEADS), st.binary(max_size=400), st.sampled_from(["", "a.html", "a.docx", "a.pdf"]))
def test_any_bytes(head, content, name):
    check(head + content, name)


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_its_own_text(words):
    check(words)
    if words.strip():
        assert read_text(words)[0].characters == words


@settings(deadline=None)
@given(st.sampled_from(HEADS[2:4]), st.lists(st.sampled_from(ELEMENTS), max_size=40))
def test_any_mark_up(head, elements):
    check(head + "".join(elements).encode())


@settings(deadline=None, max_examples=200)
@given(damaged_files())
def test_any_damage(content):
    check(content)

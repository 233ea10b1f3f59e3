"""Tracked changes: accepting all of them gives the newer text, rejecting all the older one."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
import yaml
from lxml import etree

from dispositif.comparison import compare
from dispositif.comparison.tracked import plain, to_docx

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "findings.yaml").read_text("utf-8"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def settled(content: bytes, *, accept: bool) -> list[str]:
    """The lines of a DOCX file after all its changes are accepted or rejected, as a word processor does it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    gone = f"{W}del" if accept else f"{W}ins"
    lines, line = [], ""
    for paragraph in root.iter(f"{W}p"):
        for words in paragraph.iter(f"{W}t", f"{W}delText"):
            if not any(parent.tag == gone for parent in words.iterancestors()):
                line += words.text or ""
        # A paragraph whose mark goes is joined to the next.
        if paragraph.find(f"{W}pPr/{W}rPr/{gone}") is None:
            lines.append(line)
            line = ""
    # The file ends with an empty paragraph of its own.
    assert lines.pop() == ""
    return lines


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_accepting_gives_the_new_text_and_rejecting_the_old(case, resolution):
    old, new = resolution(case["old"]), resolution(case["new"], 2)
    content = to_docx(compare(old, new), old, new)
    assert settled(content, accept=True) == plain(new)
    assert settled(content, accept=False) == plain(old)


def test_the_lines_are_the_paragraphs_with_their_numbers(resolution):
    edition = resolution("1. Requests the Secretary-General to repair the lights;")
    assert plain(edition)[-1] == "1. Requests the Secretary-General to repair the lights;"


def test_the_same_comparison_gives_the_same_bytes_signed_as_asked(resolution):
    old, new = resolution(CASES[0]["old"]), resolution(CASES[0]["new"])
    comparison = compare(old, new)
    content = to_docx(comparison, old, new, author="The <secretariat>", date="2031-02-03T00:00:00Z")
    assert content == to_docx(comparison, old, new, author="The <secretariat>", date="2031-02-03T00:00:00Z")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    changes = list(root.iter(f"{W}ins", f"{W}del"))
    assert {change.get(f"{W}author") for change in changes} == {"The <secretariat>"}
    assert {change.get(f"{W}date") for change in changes} == {"2031-02-03T00:00:00Z"}
    numbers = [change.get(f"{W}id") for change in changes]
    assert len(numbers) == len(set(numbers)) > 0


def test_it_opens_as_a_word_file(resolution):
    old, new = resolution(CASES[0]["old"]), resolution(CASES[0]["new"])
    opened = docx.Document(io.BytesIO(to_docx(compare(old, new), old, new)))
    assert len(opened.paragraphs) > 3


def test_libreoffice_opens_it(resolution, tmp_path):
    office = shutil.which("soffice")
    if not office:
        pytest.skip("no LibreOffice on this machine: apt-get install libreoffice-writer")
    old, new = resolution(CASES[0]["old"]), resolution(CASES[0]["new"])
    (tmp_path / "tracked.docx").write_bytes(to_docx(compare(old, new), old, new))
    command = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "txt:Text", "--outdir", str(tmp_path), str(tmp_path / "tracked.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "tracked.txt").read_text("utf-8-sig")
    assert "the Guild of Pilots to train the crews" in shown

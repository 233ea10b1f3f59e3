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

import dispositif
from dispositif.comparison import compare
from dispositif.comparison.tracked import plain, to_docx

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "findings.yaml").read_text("utf-8"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def settled(content: bytes, *, accept: bool) -> list[str]:
    """The lines of a DOCX file after all its changes are accepted or rejected, as a word processor does it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    gone = {f"{W}del", f"{W}moveFrom"} if accept else {f"{W}ins", f"{W}moveTo"}
    lines, line = [], ""
    for paragraph in root.iter(f"{W}p"):
        for words in paragraph.iter(f"{W}t", f"{W}delText"):
            if not any(parent.tag in gone for parent in words.iterancestors()):
                line += words.text or ""
        # A paragraph whose mark goes is joined to the next.
        if not any(paragraph.find(f"{W}pPr/{W}rPr/{one}") is not None for one in gone):
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


LAMPS = "Requests the Secretary-General to repair the lights of the northern harbours before winter"
ROPES = "Deplores the theft of nets, ropes and anchors from the boats of all members"
PILOTS = "Invites the Guild of Pilots to train the crews of relief boats in the use of lanterns"


def moved(resolution, words=LAMPS):
    """A paragraph that stood first and stands last."""
    old = resolution(f"1. {LAMPS};\n2. {ROPES};\n3. {PILOTS}.")
    new = resolution(f"1. {ROPES};\n2. {PILOTS};\n3. {words};", 2)
    return old, new, to_docx(compare(old, new), old, new)


def test_a_paragraph_that_was_moved_is_marked_as_a_move(resolution):
    old, new, content = moved(resolution)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for side in ("moveFrom", "moveTo"):
        [start] = root.iter(f"{W}{side}RangeStart")
        [end] = root.iter(f"{W}{side}RangeEnd")
        assert start.get(f"{W}name") == "move1"
        assert start.get(f"{W}id") == end.get(f"{W}id")
        [words] = [one for one in root.iter(f"{W}{side}") if len(one)]
        assert "".join(words.itertext()) == f"{LAMPS};"
    ids = [one.get(f"{W}id") for one in root.iter() if one.get(f"{W}author")]
    assert len(ids) == len(set(ids))
    assert settled(content, accept=True) == plain(new)
    assert settled(content, accept=False) == plain(old)


def test_what_was_moved_and_changed_is_a_move_in_which_words_go_and_come(resolution):
    old, new, content = moved(resolution, LAMPS.replace("winter", "summer").replace("all ", ""))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    changed = {}
    for side in ("moveFrom", "moveTo"):
        [start] = root.iter(f"{W}{side}RangeStart")
        changed[side] = [
            (one.tag.removeprefix(W), "".join(one.itertext())) for one in start.getnext() if one.tag != f"{W}pPr"
        ]
    kept = LAMPS.removesuffix(" winter")
    assert changed == {
        "moveFrom": [("del", "1. "), ("moveFrom", kept), ("del", " winter"), ("moveFrom", ";")],
        "moveTo": [("ins", "3. "), ("moveTo", kept), ("ins", " summer"), ("moveTo", ";")],
    }
    assert settled(content, accept=True) == plain(new)
    assert settled(content, accept=False) == plain(old)


def test_a_move_is_read_as_accepted(resolution):
    _, _, content = moved(resolution)
    assert dispositif.read_with_text(content, name="moved.docx")[1].characters.count(LAMPS) == 1


def test_it_opens_as_a_word_file(resolution):
    old, new = resolution(CASES[0]["old"]), resolution(CASES[0]["new"])
    opened = docx.Document(io.BytesIO(to_docx(compare(old, new), old, new)))
    assert len(opened.paragraphs) > 3


def test_word_takes_it_without_repair(resolution, assert_office_takes):
    for case in CASES:
        old, new = resolution(case["old"]), resolution(case["new"])
        assert_office_takes(to_docx(compare(old, new), old, new), "docx")
    assert_office_takes(moved(resolution, LAMPS.replace("winter", "summer"))[2], "docx")


def test_libreoffice_opens_it(resolution, tmp_path):
    office = shutil.which("soffice")
    if not office:
        pytest.skip("no LibreOffice on this machine: apt-get install libreoffice-writer")
    old, new = resolution(CASES[0]["old"]), resolution(CASES[0]["new"])
    (tmp_path / "tracked.docx").write_bytes(to_docx(compare(old, new), old, new))
    (tmp_path / "moved.docx").write_bytes(moved(resolution, LAMPS.replace("winter", "summer"))[2])
    command = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "txt:Text", "--outdir", str(tmp_path), str(tmp_path / "tracked.docx")]
    command += [str(tmp_path / "moved.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "tracked.txt").read_text("utf-8-sig")
    assert "the Guild of Pilots to train the crews" in shown
    # It shows what was moved at both of its places, as it does whatever is tracked.
    words = (tmp_path / "moved.txt").read_text("utf-8-sig")
    assert words.count(LAMPS.removesuffix("winter")) == 2
    assert words.count("before winter;") == words.count("before summer;") == 1

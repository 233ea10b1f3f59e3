"""The samples as people pass them on, made by a browser and an office suite: each is read as the text is."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import dispositif

SAMPLES = sorted((Path(dispositif.__file__).parent / "samples").glob("*.txt"))
PAGE = """<!doctype html><meta charset="utf-8"><title>{title}</title>
<style>@page {{ size: A4; margin: 25mm }} p {{ margin: 0 0 8pt; text-align: justify }}</style>{body}"""
NAMES = [sample.stem for sample in SAMPLES]


def page(sample: Path) -> str:
    """The text as a page, indented by blanks as word processors do."""
    lines = [html.escape(line).replace("\t", "&nbsp;&nbsp;&nbsp; ") for line in sample.read_text("utf-8").split("\n")]
    body = "\n".join(f"<p>&nbsp;&nbsp; {line}</p>" for line in lines if line.strip())
    return PAGE.format(title=sample.stem, body=body)


def understood(source: Path) -> tuple[list[Any], list[Any]]:
    """The paragraphs and the mandates of a file, whatever blanks stand in them."""
    document, text = dispositif.read_with_text(source)

    def words(part: Any) -> str:
        return re.sub(r"\s+", " ", text.characters[part.start : part.end])

    paragraphs = [(one.kind, one.path, words(one)) for one in document.paragraphs]
    return paragraphs, [(one.id, words(one.action)) for one in document.mandates]


@pytest.fixture(scope="module")
def passed_on(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the samples as DOCX and PDF files that LibreOffice made of the pages."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("no LibreOffice on this machine: apt-get install libreoffice-writer")
    folder = tmp_path_factory.mktemp("passed-on")
    for sample in SAMPLES:
        (folder / f"{sample.stem}.html").write_text(page(sample), "utf-8")
    command = [office, f"-env:UserInstallation=file://{folder}/home", "--headless", "--convert-to"]
    for form, made_of in (("docx:Office Open XML Text", "html"), ("pdf", "docx")):
        files = [folder / f"{name}.{made_of}" for name in NAMES]
        subprocess.run([*command, form, "--outdir", folder, *files], check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_an_office_suite_saves_is_read_as_the_text_is(passed_on: Path, sample: Path, form: str) -> None:
    assert understood(passed_on / f"{sample.stem}.{form}") == understood(sample)


@pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
def test_what_a_browser_prints_is_read_as_the_text_is(browser: Any, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page(sample), "utf-8")
    shown = browser.new_page()
    shown.goto((tmp_path / "page.html").as_uri())
    shown.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True, display_header_footer=True)
    shown.close()
    assert understood(tmp_path / "printed.pdf") == understood(sample)

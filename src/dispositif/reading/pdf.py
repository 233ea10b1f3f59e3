"""PDF with a text layer: printed lines joined into paragraphs, furniture of the pages taken out."""

from __future__ import annotations

from dispositif.errors import DamagedFile, NoTextLayer, TooLarge
from dispositif.reading.composition import TWO_LANGUAGES, Composition, fold
from dispositif.reading.hyphens import Hyphens
from dispositif.reading.line_marks import NUMBERED
from dispositif.reading.pdf_furniture import without_furniture
from dispositif.reading.pdf_lines import Line, Page, read_page
from dispositif.reading.pdf_paragraphs import NUMBER, Paragraph, paragraphs
from dispositif.text import Text

MOST_PAGES = 2000
_PASSWORD = 4
_FEWEST_LETTERS = 8
_MOSTLY = 0.5
_ORDINARY = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def extract(content: bytes) -> Text:
    """The text of a PDF. Raises `NoTextLayer` where it holds pictures of text only."""
    pages, attached = _pages(content)
    letters = sum(len(line.words) for page in pages for line in page.lines)
    if letters < _FEWEST_LETTERS * min(len(pages), 3):
        raise NoTextLayer(
            "the PDF has no text layer: its pages are pictures. Recognize the text first (OCR), for example with "
            "`ocrmypdf IN.pdf OUT.pdf`, and read the result."
        )
    if sum(page.unknown * len(page.lines) for page in pages) > _MOSTLY * sum(len(page.lines) for page in pages):
        raise NoTextLayer(
            "the PDF does not say which letters its signs are. Recognize the text anew (OCR), for example with "
            "`ocrmypdf --force-ocr IN.pdf OUT.pdf`, and read the result."
        )
    stamps = {words for page in pages for words in page.stamps}
    for page in pages:
        page.lines = [line for line in page.lines if line.words not in stamps]
    composition = Composition("application/pdf")
    silent = [number for number, page in enumerate(pages, 1) if not page.lines]
    lines, header = without_furniture([page.lines for page in pages], [page.height for page in pages])
    if header:
        composition.facts["header"] = header
    _compose(composition, lines)
    if silent:
        numbers = ", ".join(map(str, silent))
        composition.warn("page-without-text", f"Page {numbers} holds no text; pictures of text need OCR.")
    if any(page.numbered for page in pages):
        composition.warn(NUMBERED.code, NUMBERED.message)
    if any(page.in_two_languages for page in pages):
        composition.warn(TWO_LANGUAGES.code, TWO_LANGUAGES.message)
    if attached:
        composition.warn(
            "unread-part", f"Files are attached to the PDF ({attached}), which were not read. Take them out of it."
        )
    return composition.text()


def _pages(content: bytes) -> tuple[list[Page], int]:
    """The pages of a PDF, and how many files are attached to it."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise DamagedFile("the PDF is encrypted with a password. Remove the password and save it again.") from error
        raise DamagedFile("the PDF is damaged or cut short. Fetch it again, or print it to a new PDF.") from error
    with document:
        if len(document) > MOST_PAGES:
            raise TooLarge(f"the PDF has {len(document):,} pages; {MOST_PAGES:,} at most are read. Split it.")
        pages = []
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError as error:
                raise DamagedFile(f"page {number + 1} of the PDF is damaged. Fetch the file again.") from error
            pages.append(read_page(page, number + 1))
            page.close()
        attached = pdfium.FPDFDoc_GetAttachmentCount(document.raw)
    if not pages:
        raise DamagedFile("the PDF has no pages. Fetch it again.")
    return pages, attached


def _compose(composition: Composition, pages: list[list[Line]]) -> None:
    hyphens = Hyphens([line.words for lines in pages for line in lines])
    found = paragraphs(pages)
    levels = _levels(found)
    rows = ["\t" in paragraph.first.words for paragraph in found]
    for place, paragraph in enumerate(found):
        words = paragraph.first.words
        for line in paragraph.lines[1:]:
            words = f"{words}\n{line.words}" if line.may_begin else hyphens.join(words, line.words)
        words = "\n".join("\t".join(map(fold, part.split("\t"))) for part in words.split("\n"))
        if paragraph.note is not None:
            marker = paragraph.note.translate(_ORDINARY)
            composition.note(marker, words.removeprefix(paragraph.printed.strip()).lstrip(), page=paragraph.first.page)
            continue
        if rows[place] and (rows[place - 1 : place] + rows[place + 1 : place + 2]).count(True):
            composition.block(words, style="table", page=paragraph.first.page)
            continue
        number = NUMBER.match(words)
        printed = number[0] if number and words[number.end() :].strip() else ""
        composition.block(
            words[len(printed) :].lstrip(" \xa0"),
            number=printed,
            level=levels.get(place, 0) if printed else 0,
            style="list" if printed else "heading" if _is_heading(paragraph) else "",
            page=paragraph.first.page,
            in_lines="\n" in words,
        )


def _levels(found: list[Paragraph]) -> dict[int, int]:
    """The list level of each paragraph with a number, by its place: what its indentation stands for.

    Numbers may hang to the left of the text, on a page where nothing else begins there.
    """
    numbered = {place: p.first for place, p in enumerate(found) if p.note is None and NUMBER.match(p.first.words)}
    edges: dict[tuple[int, int], float] = {}
    for line in numbered.values():
        column = line.page, line.region
        edges[column] = min(edges.get(column, line.column[0]), line.left)
    indents = {place: round((line.left - edges[line.page, line.region]) / 6) for place, line in numbered.items()}
    levels: dict[int, int] = {}
    level = before = 0
    for indent in sorted(set(indents.values())):
        level += bool(levels) and indent > before + 1
        levels[indent] = level
        before = indent
    return {place: levels[indent] for place, indent in indents.items()}


def _is_heading(paragraph: Paragraph) -> bool:
    return all(line.bold for line in paragraph.lines) and len(paragraph.lines) <= 4

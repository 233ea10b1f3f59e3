"""What the engine says, in the reader's language: doubts, warnings, remarks about a draft, why a file cannot be read.

The engine writes whole sentences in English, and a reading keeps them for good. Here each is known by its pattern, and
said anew with what stands in it. A test holds the list against the engine's sources.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from django.utils.translation import get_language, gettext, gettext_noop

SENTENCES: Final = (
    # Doubts
    gettext_noop("An earlier request is restated; it may still have to be met."),
    gettext_noop("The verb is not inflected as the others are; it may belong to what was asked before."),
    gettext_noop("This may be what a text mentioned before it says, not what the body does here."),
    gettext_noop("This may be what those who were asked before are to ask, not what the body does here."),
    gettext_noop("It stands in square brackets, as do words that are not agreed on."),
    gettext_noop("The text does not say which body “%(words)s” refers to."),
    gettext_noop("The text does not settle whom “%(words)s” means."),
    gettext_noop("It is due then too: %(dates)s."),
    gettext_noop("It recurs so too: %(periods)s."),
    gettext_noop("“%(condition)s” may govern “%(verb)s” too."),
    gettext_noop("“%(words)s” may also mean %(others)s."),
    gettext_noop("“%(words)s” may mean any of: %(others)s."),
    gettext_noop("%(count)s votes are counted (%(cast)s), but %(listed)s States are listed."),
    # Warnings
    gettext_noop("No formula, and too few paragraphs that perform anything: the text was not read as an instrument."),
    gettext_noop(
        "The text is in no language that is known here: only what mark-up states was read. "
        "Name its language if that is wrong, or add its language as data."
    ),
    gettext_noop("The file does not say its encoding and is not UTF-8; it was read as %(encoding)s."),
    gettext_noop("%(count)s characters could not be decoded as %(encoding)s."),
    gettext_noop(
        "The text holds halves of characters (lone surrogates); each is read as U+FFFD. Decode the text anew."
    ),
    gettext_noop("The document holds %(count)s tracked changes; it was read as if all were accepted."),
    gettext_noop("A file of another format is embedded, which was not read."),
    gettext_noop("Other files are a part of the document, which were not read."),
    gettext_noop("Files are attached to the PDF (%(count)s), which were not read. Take them out of it."),
    gettext_noop("The page shows another page in a frame, which was not read. Save that page."),
    gettext_noop("The text stands in two languages side by side; one was read after the other."),
    gettext_noop("Paragraphs are in another language than the text (%(count)s); they were not read."),
    gettext_noop(
        "The file holds %(count)s texts one after another; behind the first begin %(named)s. The heading is "
        "that of the first, as whose body those were read to speak that name none: save each as a file of its own, and "
        "read these."
    ),
    gettext_noop("The lines are quoted as in a mail; the marks of that were passed over."),
    gettext_noop("The lines are numbered; the numbers of lines were passed over."),
    gettext_noop("The text is written in Markdown; its marks were passed over."),
    gettext_noop(
        "The XML is not well formed from line %(line)s, column %(column)s on: %(fault)s. It was read as far as it goes."
    ),
    gettext_noop("What is nested deeper than 256 elements was not read."),
    gettext_noop("Page %(pages)s holds no text; pictures of text need OCR."),
    gettext_noop(
        "The text was taken off printed pages: what is printed on each of them was passed over, notes at their bottom "
        "are read as part of the text. Read the file that it was taken from."
    ),
    # Remarks
    gettext_noop("“%(words)s” is not named in full before."),
    gettext_noop("The verb is weaker than in %(document)s: %(before)s, now %(after)s."),
    gettext_noop("%(share)s of this stands in %(document)s, %(paragraph)s, adopted %(day)s."),
    gettext_noop("%(share)s of this stands in %(document)s, %(paragraph)s."),
    gettext_noop("Nobody is named who shall do this."),
    gettext_noop("A report is asked for, and no time is named for it."),
    gettext_noop("No paragraph says when this will be looked at again."),
    # Why a file cannot be read
    gettext_noop("there is no text in it. Check that it is the right file and complete."),
    gettext_noop("the file has %(size)s MB, more than the %(most)s MB that are read. Split it."),
    gettext_noop(
        "its text has %(count)s characters, more than the %(most)s that are read. Split it into one file a document."
    ),
    gettext_noop("this is %(what)s, which is not read. %(remedy)s"),
    gettext_noop("this is XML of another kind than Akoma Ntoso (its root is %(root)s). Read its DOCX, PDF or HTML."),
    gettext_noop("this is a ZIP archive and no document. Unpack it and name a document in it."),
    gettext_noop("the content is not text in any encoding known. Save it as DOCX, PDF, HTML or UTF-8 text."),
    gettext_noop("the file is encrypted with a password. Open it, remove the password and save it again."),
    gettext_noop(
        "the Akoma Ntoso file breaks off before its text: it is not well formed from line %(line)s, "
        "column %(column)s on: %(fault)s. Fetch it again."
    ),
    gettext_noop("the XML defines entities of its own, which is refused as unsafe. Save it without a DTD."),
    gettext_noop("the XML holds no element that can be read. Fetch or save the file again."),
    gettext_noop("the XML is damaged (%(fault)s). Fetch or save the file again."),
    gettext_noop("the HTML holds nothing that can be read. Save the page again."),
    gettext_noop("the HTML holds nothing that can be read (%(fault)s). Save the page again."),
    gettext_noop("all that the page says is nested deeper than 256 elements. Copy its text into a text file."),
    gettext_noop("the page shows another page in a frame and holds no text. Save that page."),
    gettext_noop("the web archive is damaged. Save the page again, as HTML."),
    gettext_noop("the web archive holds no page. Save the page again, as HTML."),
    gettext_noop("the DOCX or ZIP file is damaged or cut short. Fetch or save it again."),
    gettext_noop("the DOCX is damaged or cut short. Fetch it again, or open it and save it anew."),
    gettext_noop("the DOCX is encrypted. Open it, remove the password and save it again."),
    gettext_noop(
        "its part %(part)s unpacks to %(size)s bytes, more than what is read. "
        "If the document is sound, split it or save it as plain text."
    ),
    gettext_noop("its part %(part)s: %(fault)s"),
    gettext_noop(
        "the PDF has no text layer: its pages are pictures. Recognize the text first (OCR), for example with "
        "`ocrmypdf IN.pdf OUT.pdf`, and read the result."
    ),
    gettext_noop(
        "the PDF does not say which letters its signs are. Recognize the text anew (OCR), for example with "
        "`ocrmypdf --force-ocr IN.pdf OUT.pdf`, and read the result."
    ),
    gettext_noop("the PDF is damaged or cut short. Fetch it again, or print it to a new PDF."),
    gettext_noop("the PDF is encrypted with a password. Remove the password and save it again."),
    gettext_noop("the PDF has no pages. Fetch it again."),
    gettext_noop("the PDF has %(pages)s pages; %(most)s at most are read. Split it."),
    gettext_noop("page %(page)s of the PDF is damaged. Fetch the file again."),
)
"""What the engine says. What is put in is marked as in any text of the interface."""

FOREIGN: Final = frozenset(
    (
        gettext_noop("an RTF file"),
        gettext_noop("a picture (PNG)"),
        gettext_noop("a picture (JPEG)"),
        gettext_noop("a picture (GIF)"),
        gettext_noop("a picture (TIFF)"),
        gettext_noop("a gzip archive"),
        gettext_noop("a 7z archive"),
        gettext_noop("a RAR archive"),
        gettext_noop("a PostScript file"),
        gettext_noop("a WordPerfect file"),
        gettext_noop("a pointer of Git LFS, not the file itself"),
        gettext_noop("an e-mail"),
        gettext_noop("an Excel workbook"),
        gettext_noop("a PowerPoint file"),
        gettext_noop("an OpenDocument file"),
        gettext_noop("an EPUB book"),
        gettext_noop("a Pages file"),
        gettext_noop("a Word 97 (.doc) or other Office 97 file"),
        gettext_noop("Open it and save it as DOCX, PDF, HTML or plain text."),
        gettext_noop("Recognize its text first (OCR), for example with ocrmypdf, and read the PDF."),
        gettext_noop("Save its text, or the file that came with it."),
        gettext_noop("Unpack it and read the file inside."),
        gettext_noop("Unpack it and read the files inside."),
        gettext_noop("Convert it to PDF, for example with ps2pdf."),
        gettext_noop("Fetch the file with git lfs pull."),
        gettext_noop("Open it and save the page as HTML, or the message as text."),
        gettext_noop("it is nested deeper than 256 elements"),
    )
)
"""What the engine calls formats that it does not read, what it advises and what ails XML: said within a sentence."""

_PLACE = re.compile(r"%\\\((\w+)\\\)s")


def said(sentence: str) -> str:
    """A sentence of the engine in the reader's language; as it is where that is English, or it is none of these."""
    if (get_language() or "en").startswith("en"):
        return sentence
    for pattern, text in _patterns():
        if found := pattern.fullmatch(sentence):
            values = {name: gettext(words) if words in FOREIGN else words for name, words in found.groupdict().items()}
            if within := values.get("fault"):
                values["fault"] = said(within)
            return gettext(text) % values if values else gettext(text)
    return sentence


def said_of(name: str, sentence: str) -> str:
    """The same of a sentence that begins with the name of the file that it is about."""
    before = f"{name}: "
    if not sentence.startswith(before):
        return said(sentence)
    return gettext("%(name)s: %(value)s") % {"name": name, "value": said(sentence.removeprefix(before))}


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(text)), re.DOTALL), text) for text in SENTENCES]

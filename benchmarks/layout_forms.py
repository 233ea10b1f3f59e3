"""The layouts in which a text may come that is not as its editors laid it out: each makes one of the plain text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from functools import partial
from typing import Final

Layout = Callable[[str], str]
_NUMBER: Final = re.compile(r"(?m)^[\t ]*(\d{1,3})\.[\t ]+")
_LETTER: Final = re.compile(r"(?m)^[\t ]*\(([a-z])\)[\t ]+")
_FORMULA: Final = re.compile(r"(?m)^([\t ]*The (?:[A-Z]\w+ ){1,3}?(?:Assembly|Council),)\s*\n\s*")
_WIDTH: Final = 72
_PAGE: Final = 45  # lines


def _paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _numbered(form: str, text: str) -> str:
    return _NUMBER.sub(form, text)


def _wrapped(text: str, *, first: str = "", below: str = "", gap: str = "\n\n") -> str:
    fill = partial(textwrap.fill, width=_WIDTH, break_long_words=False, break_on_hyphens=False)
    return gap.join(fill(words, initial_indent=first, subsequent_indent=below) for words in _paragraphs(text))


def _paged(form: str, text: str) -> str:
    """Wrapped, with what `form` says at the bottom of each page."""
    lines = _wrapped(text).split("\n")
    pages = [lines[start : start + _PAGE] for start in range(0, len(lines), _PAGE)]
    ends = [form.format(number=number, of=len(pages)) for number in range(1, len(pages) + 1)]
    return "\n".join("\n".join([*page, end]) for page, end in zip(pages, ends, strict=True))


LAYOUTS: Final[dict[str, Layout]] = {
    "numbers: 1)": partial(_numbered, r"\1) "),
    "numbers: (1)": partial(_numbered, r"(\1) "),
    "numbers: 1-": partial(_numbered, r"\1- "),
    "numbers: 1-Requests": partial(_numbered, r"\1-"),
    "numbers: 1/": partial(_numbered, r"\1/ "),
    "numbers: 1°": partial(_numbered, r"\1° "),
    "numbers: OP 1": partial(_numbered, r"OP \1. "),
    "numbers without punctuation": partial(_numbered, r"\1 "),
    "numbers alone on a line": partial(_numbered, "\\1.\n"),
    "numbers alone, without punctuation": partial(_numbered, "\\1\n"),
    "letters of items: a)": partial(_LETTER.sub, r"\1) "),
    "letters of items: a.": partial(_LETTER.sub, r"\1. "),
    "the first recital behind the formula": partial(_FORMULA.sub, r"\1 "),
    "no blank lines": lambda text: "\n".join(_paragraphs(text)),
    "lines broken": _wrapped,
    "lines broken, no blank lines": partial(_wrapped, gap="\n"),
    "first lines indented": partial(_wrapped, first="     "),
    "first lines indented, no blank lines": partial(_wrapped, first="     ", gap="\n"),
    "all lines but the first indented": partial(_wrapped, below="     "),
    "the same, no blank lines": partial(_wrapped, below="     ", gap="\n"),
    "a blank line after each line": lambda text: _wrapped(text, gap="\n").replace("\n", "\n\n"),
    "pages: 2/9": partial(_paged, "{number}/{of}"),
    "pages: Page 2": partial(_paged, "Page {number}"),
    "pages: form feeds, a header": partial(_paged, "\n{number}/{of}\n\f\nHarbours and their safety\n"),
    "quoted as in a mail": lambda text: re.sub(r"(?m)^", "> ", text),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "soft hyphens": lambda text: re.sub(r"([a-z]{5})([a-z]{5})", "\\1\u00ad\\2", text),
    "typewriter quotes and dashes": lambda text: text.translate(str.maketrans("’‘“”–", "''\"\"-")),
}
"""By what each is; the text has a paragraph a line."""

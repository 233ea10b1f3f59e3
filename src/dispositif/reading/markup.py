"""XML and HTML parsed safely: no entity is expanded, no address is fetched, no depth or size is without bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from dispositif.errors import DamagedFile

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_TOO_DEEP = "Excessive depth"
_DOCTYPE_WITHIN = 65536


@dataclass(frozen=True)
class Fault:
    """Where a file stops being well formed: the line and column of the file, and what is wrong, in words."""

    line: int
    column: int
    message: str


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def all_words(element: etree._Element) -> str:
    """The characters in an element, whatever elements they stand in."""
    return "".join(str(words) for words in element.itertext())


def _spelled_out(content: bytes) -> bytes:
    """The content with numbers for the names of characters that only HTML knows, "&nbsp;"."""
    if not _NAMED.search(content):
        return content

    def numbered(name: re.Match[bytes]) -> bytes:
        characters = html5.get(name[1].decode("ascii") + ";")
        return "".join(f"&#{ord(one)};" for one in characters).encode() if characters else name[0]

    return _NAMED.sub(numbered, content)


def parse_xml(content: bytes, *, recover: bool = True) -> tuple[etree._Element, Fault | None]:
    """The root of an XML file, and the first fault where it is not well formed.

    Raises `DamagedFile` where nothing can be recovered, or where the file defines entities of its own.
    """
    if _ENTITY.search(content[:_DOCTYPE_WITHIN].replace(b"\x00", b"")):
        raise DamagedFile("the XML defines entities of its own, which is refused as unsafe. Save it without a DTD.")
    parser = etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    content = _spelled_out(content)
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        told = _in_words(getattr(error, "msg", None) or str(error))
        raise DamagedFile(f"the XML is damaged ({told}). Fetch or save the file again.") from error
    if root is None:
        raise DamagedFile("the XML holds no element that can be read. Fetch or save the file again.")
    errors = [entry for entry in parser.error_log if entry.level_name != "WARNING"]
    if not errors:
        return root, None
    first = errors[0]
    return root, Fault(first.line, first.column, _in_words(first.message))


def _in_words(message: str) -> str:
    """What the parser says; of its own options its user can set none."""
    return "it is nested deeper than 256 elements" if _TOO_DEEP in message else message

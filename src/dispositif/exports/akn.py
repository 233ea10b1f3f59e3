"""A document as Akoma Ntoso 3.0, in the conventions of AKN4UN.

    paragraphs ─akn_parts─▶ parts of the document ─akn_body─▶ mark-up, with akn_inline inside each paragraph
    heading ─akn_identity─▶ who, what and when (FRBR)        acts, mandates … ─akn_analysis─▶ our own namespace

What is written is valid against the schema of OASIS, whatever the text. See docs/explanation/akoma-ntoso.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from lxml import etree

from dispositif.exports.akn_analysis import analysis
from dispositif.exports.akn_body import Body
from dispositif.exports.akn_identity import Identity
from dispositif.exports.akn_inline import Inline
from dispositif.exports.akn_numbering import number
from dispositif.exports.akn_parts import Part, Stretch, parts, stretches
from dispositif.exports.edition import Edition
from dispositif.reading.akn_names import AKN, OWN

# lxml-stubs know no default namespace here.
_NAMESPACES = cast("dict[str, str]", {None: AKN, "dispositif": OWN})
_STRUCTURAL = frozenset((
    "akomaNtoso", "statement", "doc", "meta", "identification", "FRBRWork", "FRBRExpression", "FRBRManifestation",
    "lifecycle", "references", "analysis", "otherAnalysis", "parliamentary", "voting", "coverPage", "preface",
    "preamble", "formula", "container", "mainBody", "section", "paragraph", "list", "point", "intro", "content",
    "blockList", "item", "table", "tr", "td", "conclusions", "attachments", "attachment",
))  # fmt: skip


def to_akn(edition: Edition) -> bytes:
    """The document as an Akoma Ntoso file in UTF-8. The same document gives the same bytes."""
    root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap=_NAMESPACES)
    identity = Identity(edition)
    statement = etree.SubElement(root, f"{{{AKN}}}statement", name=edition.document.heading.kind)
    meta = identity.meta(statement, "!main")
    running, notes = stretches(edition)
    main, *annexes = parts(running)
    body = Body(Inline(edition, running, notes))
    _fill(statement, main, body)
    _attach(statement, annexes, body, identity)
    number(statement)
    body.tie()
    analysis(meta, edition, body.blocks)
    identity.references(meta)
    _indent(root, 0)
    etree.cleanup_namespaces(root, top_nsmap=_NAMESPACES)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _fill(element: etree._Element, part: Part, body: Body) -> None:
    """Write the sections of one part of the document, in the order that the standard prescribes."""
    sections: list[tuple[str, Sequence[Stretch]]] = [
        ("coverPage", part.cover),
        ("preface", part.preface),
        ("preamble", part.preamble),
        ("mainBody", part.body),
        ("conclusions", part.conclusions),
    ]
    for name, held in sections:
        if held or name == "mainBody":
            body.section(etree.SubElement(element, f"{{{AKN}}}{name}"), held)


def _attach(statement: etree._Element, annexes: Sequence[Part], body: Body, identity: Identity) -> None:
    if not annexes:
        return
    attachments = etree.SubElement(statement, f"{{{AKN}}}attachments")
    for place, annex in enumerate(annexes, 1):
        attachment = etree.SubElement(attachments, f"{{{AKN}}}attachment")
        document = etree.SubElement(attachment, f"{{{AKN}}}doc", name="annex")
        identity.meta(document, f"!annex_{place}")
        _fill(document, annex, body)


def _indent(element: etree._Element, depth: int) -> None:
    """Put each structural element on a line of its own; no white space is added where words are."""
    children = list(element)
    if not children or not (_is_structural(element)):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in children:
        _indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    children[-1].tail = "\n" + "  " * depth


def _is_structural(element: etree._Element) -> bool:
    name = etree.QName(element)
    return name.namespace == OWN or name.localname in _STRUCTURAL

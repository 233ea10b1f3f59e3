"""Who adopted what and when: the metadata of an Akoma Ntoso document (FRBR), and what it refers to."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dispositif.authorities import records
from dispositif.document import Mention
from dispositif.exports.akn_inline import legible
from dispositif.exports.akn_iris import jurisdiction, number_of, slug, work
from dispositif.exports.edition import Edition
from dispositif.reading.akn_names import AKN, CODES

_NO_DATE = "0001-01-01"
# What the mark-up refers to by name, as AKN4UN does.
_CONCEPTS = {
    "symbol": ("TLCConcept", "/akn/ontology/concept/un/symbol", "Symbol"),
    "adoptionDate": ("TLCConcept", "/akn/ontology/concept/un/dateOfAdoption", "Date of adoption"),
    "author": ("TLCRole", "/akn/ontology/role/un/author", "Author"),
    "editor": ("TLCRole", "/akn/ontology/role/un/editor", "Editor"),
    "issuingBody": ("TLCRole", "/akn/ontology/role/un/issuingBody", "Issuing body"),
    "resolutionTitle": ("TLCTerm", "/akn/ontology/term/un/resolutionTitle", "Resolution title"),
    "inFavour": ("TLCTerm", "/akn/ontology/concept/un/voting/inFavour", "In favour"),
    "against": ("TLCTerm", "/akn/ontology/concept/un/voting/against", "Against"),
    "adoptedWithoutVote": (
        "TLCConcept",
        "/akn/ontology/concept/un/voting/adoptedWithoutVote",
        "Adopted without a vote",
    ),
    "adoptedRecordedVote": ("TLCConcept", "/akn/ontology/concept/un/voting/adoptedRecordedVote", "Adopted by a vote"),
    "adoptedUnanimously": ("TLCConcept", "/akn/ontology/concept/un/voting/adoptedUnanimously", "Adopted unanimously"),
    "abstaining": ("TLCTerm", "/akn/ontology/concept/un/voting/abstaining", "Abstaining"),
}
_UNKNOWN = "unknown-body"


class Identity:
    """The names by which a document is known."""

    def __init__(self, edition: Edition) -> None:
        heading = edition.document.heading
        self._edition = edition
        self._actor = heading.body.actor if heading.body else None
        symbol = heading.symbol or ""
        # What bears no symbol is known by its content.
        self._number = number_of(legible(symbol)) if slug(legible(symbol)) else edition.document.source.sha256[:16]
        self._work = work(heading.kind, self._actor, self._number, heading.adopted)
        self._language = next(
            (code for code, short in CODES.items() if short == edition.document.language), edition.document.language
        )

    def meta(self, document: etree._Element, component: str) -> etree._Element:
        """Write the identification of the document, or of a component of it."""
        meta = etree.SubElement(document, f"{{{AKN}}}meta")
        identification = _add(meta, "identification", source="#dispositif")
        adopted = self._edition.document.heading.adopted or _NO_DATE
        expression = f"{self._work}/{self._language}@"
        of_work = self._level(identification, "FRBRWork", f"{self._work}/{component}", self._work)
        for name, value in self._aliases():
            _add(of_work, "FRBRalias", name=name, value=value)
        _add(of_work, "FRBRdate", date=adopted, name="adoption")
        _add(of_work, "FRBRauthor", href=f"#{self._author}", **{"as": "#author"})
        _add(of_work, "FRBRcountry", value=jurisdiction(self._actor))
        _add(of_work, "FRBRnumber", value=legible(self._number))
        name = legible(" ".join(self._edition.document.heading.title.split()))
        if name:
            _add(of_work, "FRBRname", value=name)
        of_expression = self._level(identification, "FRBRExpression", f"{expression}/{component}", f"{expression}/")
        _add(of_expression, "FRBRdate", date=adopted, name="expression")
        _add(of_expression, "FRBRauthor", href=f"#{self._author}", **{"as": "#author"})
        _add(of_expression, "FRBRlanguage", language=self._language)
        manifestation = self._level(
            identification, "FRBRManifestation", f"{expression}/{component}.xml", f"{expression}.xml"
        )
        # The day on which the file was made is left open, so that the same document gives the same bytes.
        _add(manifestation, "FRBRdate", date=_NO_DATE, name="markup")
        _add(manifestation, "FRBRauthor", href="#dispositif", **{"as": "#editor"})
        if adopted != _NO_DATE and component == "!main":
            lifecycle = _add(meta, "lifecycle", source="#dispositif")
            _add(lifecycle, "eventRef", date=adopted, type="generation", source=f"#{self._author}", eId="eventRef_1")
        return meta

    def references(self, meta: etree._Element) -> None:
        """Write what the mark-up refers to: concepts, and each actor that the document names."""
        references = etree.Element(f"{{{AKN}}}references", source="#dispositif")
        # The standard puts them after the analysis and before what is proprietary.
        place = next((n for n, one in enumerate(meta) if etree.QName(one).localname == "proprietary"), len(meta))
        meta.insert(place, references)
        href = "/akn/ontology/process/dispositif"
        _add(references, "TLCProcess", eId="dispositif", href=href, showAs="Dispositif")
        for name, (element, href, shown) in _CONCEPTS.items():
            _add(references, element, eId=name, href=href, showAs=shown)
        if self._author == _UNKNOWN:
            _add(references, "TLCOrganization", eId=_UNKNOWN, href="", showAs=self._body)
        for actor in sorted({mention.actor for mention in self._mentions() if mention.actor}):
            shown = _shown(actor)
            href = f"/akn/ontology/organization/{actor}"
            _add(references, "TLCOrganization", eId=actor_id(actor), href=href, showAs=shown)

    @property
    def _author(self) -> str:
        return actor_id(self._actor) if self._actor else _UNKNOWN

    @property
    def _body(self) -> str:
        body = self._edition.document.heading.body
        return legible(self._edition.words(body)) if body else "unknown"

    def _aliases(self) -> Iterator[tuple[str, str]]:
        """The symbol, and the IRI by which citations name the work, which cannot tell its date."""
        heading = self._edition.document.heading
        if heading.symbol:
            yield "symbol", legible(heading.symbol)
        undated = work(heading.kind, self._actor, self._number)
        if undated != self._work:
            yield "undated", undated

    def _mentions(self) -> Iterator[Mention]:
        document = self._edition.document
        if document.heading.body:
            yield document.heading.body
        for mandate in document.mandates:
            yield from mandate.addressees
            yield from mandate.partners

    def _level(self, identification: etree._Element, name: str, this: str, uri: str) -> etree._Element:
        level = _add(identification, name)
        _add(level, "FRBRthis", value=this)
        _add(level, "FRBRuri", value=uri)
        return level


def actor_id(actor: str) -> str:
    """The identifier under which an actor stands among the references."""
    return "actor_" + actor.replace("/", "_")


def _shown(actor: str) -> str:
    known = records().get(actor)
    names = known.names if known else {}
    return next((name[0] for name in (names.get("en"), *names.values()) if name), actor)


def _add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{AKN}}}{name}", attributes)

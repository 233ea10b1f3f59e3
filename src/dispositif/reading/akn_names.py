"""Names that the writer and the reader of Akoma Ntoso share: the namespaces, and the codes of languages."""

from __future__ import annotations

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
"""The namespace of Akoma Ntoso 3.0."""

OWN = "urn:dispositif:1"
"""Our own namespace, for what the standard has no word for."""

KIND = f"{{{OWN}}}kind"
"""The attribute of a paragraph that holds its kind, one of `document.ParagraphKind`."""

PATH = f"{{{OWN}}}path"
"""The attribute of a paragraph that holds its path, the steps parted by spaces."""

ABOVE = f"{{{OWN}}}above"
"""The attribute of a paragraph with the `eId` of the one it is a sub-paragraph of, where it does not stand in that."""

PART = f"{{{OWN}}}part"
"""The attribute of a paragraph or table that stands among those of another part of the document: "main" or "annex"."""

TEXT = f"{{{OWN}}}text"
"""The attribute of a paragraph or table of a further text, where several stand in one document: "2" for the second."""

UNMARKED = f"{{{OWN}}}unmarked"
"""The attribute of a note whose marker the text does not print as one."""

HEADING = f"{{{OWN}}}heading"
"""The element that holds what was read of the heading."""

CODES = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ara": "ar", "rus": "ru", "zho": "zh", "chi": "zh"}
"""The codes that Akoma Ntoso writes for languages (ISO 639-2), and those that a document has (BCP 47)."""

"""Files that are embedded whole in another one: its text is a part of that one's."""

from __future__ import annotations

from dispositif.errors import ReadingError
from dispositif.reading import plain
from dispositif.reading.detection import MediaType, detect
from dispositif.text import Text


def embedded(content: bytes) -> Text | None:
    """The text of an embedded file; None where it is of a format that is not read so."""
    try:
        form = detect(content)
        if form is MediaType.DOCX:
            from dispositif.reading import docx

            return docx.extract(content, is_embedded=True)
        if form is MediaType.HTML:
            from dispositif.reading import html

            return html.extract(content)
        return plain.extract(content) if form is MediaType.PLAIN else None
    except ReadingError:
        return None

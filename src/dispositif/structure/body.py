"""Whose document it is: where the front names the body that adopted it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dispositif.document import Mention
from dispositif.passage import Passage
from dispositif.structure.front import NUMBERED_KINDS, Front, lines
from dispositif.structure.heading_words import ACTING, Reader, Told
from dispositif.structure.issuer import (
    actor_of,
    first_organ,
    is_body,
    leading_name,
    leading_organization,
    names_organs,
    organ,
)

_INTRODUCTIONS: Final = "structure/introductions/"
_BEFORE: Final = 10  # characters: what stands before those who speak for themselves
_LONGEST_NAME: Final = 80
_CLOSING: Final = (",", ";", ":", ".", "(", " -- ", " – ", " — ")  # what closes the name of a body in a formula
_LONGEST_TITLE: Final = 200


def body(
    characters: str, flat: str, face: Front, told: list[Told], known: Reader, language: str, stated: str,
    symbol: str | None, above: str,
) -> Mention | None:  # fmt: skip
    """The body that the front names: in its formula or its like, else in a line, the title or what is told.

    `stated` is its name in the mark-up, or ""; `symbol` that of the document. `above` are the words of the file's
    front, where that is another text's.
    """
    around = _around(flat, face, above)
    spoken = _formula_body(flat, face, known, language)
    span = _told_body(told, ("adoption", "meeting", ACTING)) or (None if _is_described(flat, face, spoken) else spoken)
    span = span or _stated_body(flat, face, stated)
    actor = None
    if span:
        actor = actor_of(characters[slice(*span)], around, language, symbol)
        if not is_body(actor) and _are_people(flat, face, span, known):
            span, actor = _convened_body(flat, face, span, language) or (span, actor)
    else:
        span, actor = (
            _lined_body(characters, face, language)
            or _titled_body(flat, face, known, language, bool(above))
            or _sitting_body(characters, around, told, language, symbol)
            or _leading_body(flat, face, known, language)
            or _shared_body(characters, face, around, language, symbol)
            or (spoken and (spoken, actor_of(characters[slice(*spoken)], around, language, symbol)))
            or (None, None)
        )
    if not span:
        return None
    return Mention(text=characters[slice(*span)], start=span[0], end=span[1], actor=actor, rule="heading/body")


def _around(flat: str, face: Front, above: str) -> str:
    """The words that tell which organization a body is of: what a title is about comes last."""
    own = flat[face.start : face.end]
    if not above:
        return own
    lines = [flat[paragraph.start : paragraph.end] for paragraph in face.head if paragraph.kind == "masthead"]
    return "; ".join([*lines, above, own])


def _sitting_body(
    characters: str, around: str, told: list[Told], language: str, symbol: str | None
) -> tuple[tuple[int, int], str | None] | None:
    """The body whose sitting is told of: "The Tenth Session of the Council of the Harbour Concord was held"."""
    span = _told_body(told, ("sitting",))
    return (span, actor_of(characters[slice(*span)], around, language, symbol)) if span else None


def _told_body(told: list[Told], kinds: Sequence[str]) -> tuple[int, int] | None:
    for passage, found in told:
        if found.record.kind in kinds and found.match.groupdict().get("body"):
            start, end = found.match.span("body")
            return passage.at(start), passage.at(end - 1) + 1
    return None


def _formula_body(flat: str, face: Front, known: Reader, language: str) -> tuple[int, int] | None:
    """The subject of the formula: "The General Conference,", "The Harbour Council at the ministerial level,"."""
    if not face.formula:
        return None
    start, end = face.formula.start, face.formula.end
    words = flat[start:end].lstrip("“\"'‘* _")
    start = end - len(words)
    article = next((one for one in known.words.articles if words[: len(one) + 1].lower() == f"{one} "), None)
    if article is None:
        start, article = _named_last(flat, start, end, known)
    if article is None:
        return None
    start += len(article) + 1
    stop = min((place for mark in _CLOSING if (place := flat.find(mark, start, end)) >= 0), default=end)
    name = flat[start:stop]
    whole = leading_name(name, language)
    for word in known.words.body_ends:
        place = f"{name} ".find(f" {word} ", whole)
        if place >= 0 and not (word in known.words.body_goes_on and _goes_on(name[place + len(word) + 2 :], known)):
            name = name[:place]
    name = name.strip(" *_")
    return (start, start + len(name)) if name and not _names_text(name, known) else None


def _names_text(name: str, known: Reader) -> bool:
    """Whether what looks like a body's name tells of the text: "The | following was agreed"."""
    return name[0].islower() and (name.partition(" ")[0] in known.words.no_body or bool(known.kinds_in(name)))


def _is_described(flat: str, face: Front, span: tuple[int, int] | None) -> bool:
    """Whether those who speak are described where their text is brought in: "The heads of the member states …"."""
    brought_in = face.formula is not None and face.formula.rule.startswith(_INTRODUCTIONS)
    return span is not None and brought_in and flat[span[0]].islower()


def _goes_on(words: str, known: Reader) -> bool:
    """Whether words go on with a name, and are no day: "the Committee on | Pilotage", not "the Board on | 4 May"."""
    first = words.partition(" ")[0].strip(",;:").lower()
    dated = any(sign.isdigit() for sign in words) or first in known.words.weekdays
    return words[:1].isupper() and not dated


def _named_last(flat: str, start: int, end: int, known: Reader) -> tuple[int, str | None]:
    """Where the formula names its body at its end, and with which article: "After long debate, | the Summit:"."""
    clause = flat.rfind(", ", start, end) + 2
    article = next((one for one in known.words.articles if flat.startswith(f"{one} ", clause)), None)
    return clause, article if clause > 1 else None


def _lined_body(characters: str, face: Front, language: str) -> tuple[tuple[int, int], str] | None:
    """The organ whose name is a line of the front."""
    for first, last in lines(characters, face.start, face.end):
        actor = organ(characters[first:last], language) if last - first < _LONGEST_NAME else None
        if actor:
            return (first, last), actor
    return None


def _shared_body(
    characters: str, face: Front, around: str, language: str, symbol: str | None
) -> tuple[tuple[int, int], str | None] | None:
    """The organ whose name is a line of the front and that of organs of several organizations: "Executive Board"."""
    for first, last in lines(characters, face.start, face.end):
        name = characters[first:last]
        if last - first < _LONGEST_NAME and names_organs(name, language):
            return (first, last), actor_of(name, around, language, symbol)
    return None


def _titled_body(
    flat: str, face: Front, known: Reader, language: str, further: bool
) -> tuple[tuple[int, int], str] | None:
    """The organ that the title names beside the kind: "Final communiqué of the first session of the Port Summit".

    A title may go on below the line that names the kind. In one of several decisions ("Decision 5 on the report of the
    Port Summit") it is what that is about: who decides, the first of them says.
    """
    named = False
    for paragraph in face.head:
        words = flat[paragraph.start : paragraph.end]
        kinds = known.kinds_in(words)
        if further and kinds and kinds[0].seen[0] in NUMBERED_KINDS:
            return None
        named = named or bool(kinds)
        if named and len(words) < _LONGEST_TITLE and (found := first_organ(words, language)):
            start, end, actor = found
            return (paragraph.start + start, paragraph.start + end), actor
    return None


def _are_people(flat: str, face: Front, span: tuple[int, int], known: Reader) -> bool:
    """Whether those who adopt are persons who speak for themselves: "We, the Leaders of Arca and Belmar"."""
    before = flat[max(0, span[0] - _BEFORE) : span[0]].lower()
    opening = next((one.at(0) for one in reversed(face.passages) if one.at(0) <= span[0]), span[0])
    words = flat[opening : opening + _BEFORE].lower().lstrip('“"0123456789. ')
    many = [f"{article} " for article in known.words.articles if "," in article]
    return any(words.startswith(article) or before.endswith(article) for article in many)


def _convened_body(flat: str, face: Front, span: tuple[int, int], language: str) -> tuple[tuple[int, int], str] | None:
    """The body that met where persons speak: "5th Harbour Summit", or "for the Harbour Summit"."""
    stop = flat.find(". ", span[1], face.end)
    spoken = Passage(flat, span[0], stop if stop >= 0 else face.end)
    for passage in (*face.passages[: len(face.head)], spoken):
        if found := first_organ(passage.words, language):
            return (passage.at(found[0]), passage.at(found[1] - 1) + 1), found[2]
    return None


def _leading_body(flat: str, face: Front, known: Reader, language: str) -> tuple[tuple[int, int], str] | None:
    """The organization with whose name the line of the kind begins: "G20 Leaders' Declaration"."""
    for paragraph in face.head:
        words = flat[paragraph.start : paragraph.end]
        if known.kinds_in(words) and (found := leading_organization(words, language)):
            return (paragraph.start + found[0], paragraph.start + found[1]), found[2]
    return None


def _stated_body(flat: str, face: Front, stated: str) -> tuple[int, int] | None:
    place = flat.find(stated, face.start, face.end) if stated else -1
    return (place, place + len(stated)) if place >= 0 else None

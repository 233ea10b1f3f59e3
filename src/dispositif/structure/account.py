"""Accounts of a meeting: what a communiqué without a formula begins with, and by which names its body goes in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dispositif.authorities import actors, record
from dispositif.languages import section
from dispositif.languages.schema import ActGrammar
from dispositif.passage import Passage
from dispositif.structure.heading_words import ACTING, MET, reader
from dispositif.structure.issuer import is_body
from dispositif.structure.pieces import Piece

WORTHY: Final = 40
"""Characters: a shorter block is no paragraph to count, unless it says by its opening that it is one."""
_FIRST: Final = 3  # paragraphs: further down an account of a meeting is of another
_LONGEST: Final = 900  # characters in which a paragraph tells who met
_BEHIND: Final = 60  # characters behind a name in which its short form stands
# As in "the Harbour Contact Group (HCG)" and in "the Group of Friends of the Pilots (“the Friends’ Group”)".
_SHORT: Final = re.compile(r" +\((?:([A-Z][\w-]{1,11})|[“\"]([^“”\"()]{3,40})[”\"])\)")


def account(pieces: Sequence[Piece], flat: str, language: str) -> tuple[str, ...] | None:
    """The names by which the body goes whose meeting the first paragraphs tell of; None where they tell of none."""
    told = reader(language).told_in
    bodies = [piece for piece in pieces if piece.stop and piece.length >= WORTHY]
    for piece in bodies[:_FIRST]:
        passage = Passage(flat, piece.words, min(piece.end, piece.words + _LONGEST))
        for found in told(passage.words):
            if found.record.kind in MET or (found.record.kind == ACTING and piece.mark is not None):
                start, end = found.match.span("body") if "body" in found.match.groupdict() else (0, 0)
                return names(passage.words[start:end], flat, passage.at(end), language)
    return None


def names(full: str, flat: str, end: int, language: str) -> tuple[str, ...]:
    """The names, in small letters, by which a body goes that is named in full somewhere: "the Contact Group", "HCG".

    Of its own name the last words serve, or those before "on" and its like, unless another body bears them. What it is
    called in short stands behind it there, where it ends at `flat[end]`, or in its record ("the Quartet").
    """
    grammar = section(language, "grammar", ActGrammar)
    words = full.split()
    stop = next((at for at, word in enumerate(words) if word in grammar.after_nouns), len(words))
    tails = [" ".join(words[at:stop]) for at in range(max(stop - 1, 0)) if words[at][0].isupper()]
    short = _SHORT.match(flat, end, end + _BEHIND)
    found = [full, *(tail for tail in tails if tail != full and not _is_anothers(tail, language))]
    called = (short[1] or short[2]).removeprefix(f"{grammar.article} ") if short else ""
    named = (name.lower() for name in (*found, called) if name)
    return tuple(dict.fromkeys((*named, *recorded(full, language))))


def recorded(full: str, language: str) -> tuple[str, ...]:
    """The names, in small letters, that the authority files give the body that is named so: "the Quartet"."""
    actor = actors(language).resolve(full).actor
    return tuple(name.lower() for name in record(actor).names.get(language, ())) if is_body(actor) and actor else ()


def _is_anothers(name: str, language: str) -> bool:
    """Whether a body bears the name that is no sort of bodies: "Security Council", not "Contact Group"."""
    actor = actors(language).resolve(name).actor
    return actor is not None and record(actor).kind != "group"

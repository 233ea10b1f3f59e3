"""Paragraphs → acts: what the body does in each, with which verb and force, and how far the verb governs."""

from __future__ import annotations

import re
from sys import intern
from typing import Final

from dispositif.acts.gerunds import before_adding
from dispositif.acts.grammar import Grammar, grammar
from dispositif.acts.passages import FoundAct, PassageReader
from dispositif.acts.phrases import VerbPhrase, sentence_end
from dispositif.document import Act, Heading, Paragraph, Verb
from dispositif.languages.schema import Use
from dispositif.passage import Flat, Passage, Sightings
from dispositif.structure.account import names, recorded

_LONGEST_NAME: Final = 200
_NAME_END: Final = re.compile("[,;:(]")
_READ: Final = ("operative", "preambular")
_CLOSED: Final = ".;"  # what no chapeau ends with


class _Chapeaux:
    """What the chapeaux of one text leave to the lists below them.

    Those `announcing` leave the doing to what follows ("Decides:", "At its meeting, the Council:"), of which those
    `speaking` end with many who speak ("To this end, we:"); those `asking` ask ("Recommend that their Governments:");
    those `leaving` open a clause or a list that says what is decided ("Decides that, in May:").
    """

    def __init__(self) -> None:
        self.announcing: set[str] = set()
        self.speaking: set[str] = set()
        self.asking: set[str] = set()
        self.leaving: set[str] = set()

    def note(self, name: str, reader: PassageReader, last: VerbPhrase, grammar: Grammar) -> None:
        """Note a paragraph that was read and its `last` verb, if it is a chapeau."""
        words = reader.words
        if words[-1] in _CLOSED:
            return
        after, opens = words[last.end :], words[-1] == ":"
        if opens and last.force == "directive":
            self.asking.add(name)
        if grammar.leaves(after):
            self.leaving.add(name)
        # What "The Board shall: (a) commission" it does not do by saying so.
        decides = last.force == "deciding" and last.use != "binding"
        if (opens and reader.goes_on_in_list()) or (decides and grammar.announces(after)):
            self.announcing.add(name)


def acts(
    paragraphs: tuple[Paragraph, ...],
    above: dict[str, str],
    characters: str,
    flat: Flat,
    heading: Heading,
    language: str,
) -> tuple[Act, ...]:
    """The acts of all preambular and operative paragraphs, in order.

    `above` are the `chapeaux` of the paragraphs, `flat` is `flatten(characters)`. `heading` names the body, whose name
    may stand before a verb. Raises DataError where the language's files break their form.
    """
    known = grammar(language)
    bodies = _names_of_body(heading, paragraphs, flat.characters, known.article, language)
    lasts = frozenset(name.rpartition(" ")[2] for name in bodies)
    modes: dict[str, Use | None] = {}
    chapeaux = _Chapeaux()
    acts: list[Act] = []
    sightings = Sightings(flat, known.lexicon.find, flat.folded_at, paragraphs[-1].end if paragraphs else 0)
    plural = False
    for paragraph in paragraphs:
        kind = paragraph.kind
        if kind not in _READ:
            if kind != "formula":
                continue
            plural = known.opens_plural(flat.characters[paragraph.start : paragraph.end])
            if flat.characters[paragraph.end - 1] != ":":
                continue
        start, end = paragraph.start, paragraph.end
        passage = flat.passage(start, end)
        parent = paragraph.parent if kind == "operative" else None
        chapeau = above.get(paragraph.id, "")
        announced = chapeau in chapeaux.announcing
        leading = chapeau if parent is None and announced else parent
        reader = PassageReader(
            passage.words, known, bodies, lasts, kind == "preambular", parent is not None or chapeau in chapeaux.asking,
            modes.get(leading) if leading is not None else None, announced, plural, chapeau in chapeaux.speaking,
        )  # fmt: skip
        found = reader.read(sightings.within(start, end))
        if kind == "formula" and not _opens_text(found, reader, known):
            continue
        # What a text recommends may say by itself whom it binds.
        modes[paragraph.id] = None if found and found[-1].phrase.opens_text else reader.mode
        if modes.get(chapeau) is not None and (parent is not None or chapeau in chapeaux.leaving):
            found = _besides(found)
        if found:
            acts += _acts_of(paragraph, passage, found, characters, known)
            chapeaux.note(paragraph.id, reader, found[-1].phrase, known)
        elif reader.names_the_body_last():
            chapeaux.announcing.add(paragraph.id)
            modes[paragraph.id] = "past"
            if reader.names_many_last():
                chapeaux.speaking.add(paragraph.id)
        elif passage.words[-1:].isalnum() and chapeau in chapeaux.announcing:
            chapeaux.announcing.add(paragraph.id)  # "1. Lights", above "1.1 Task the pilots to mend them"
    return tuple(acts)


def _opens_text(found: list[FoundAct], reader: PassageReader, grammar: Grammar) -> bool:
    """Whether a formula leaves to the text what its last act does, or, where it has none, what the body did."""
    if not found:
        return reader.names_the_body_last()
    phrase = found[-1].phrase
    return phrase.opens_text or grammar.opens_text(reader.words[phrase.end :])


def _besides(found: list[FoundAct]) -> list[FoundAct]:
    """Acts without what is said with a chapeau: "decides that: (a) the Board | shall meet"."""
    bound = bool(found) and found[0].phrase.use == "binding"
    return [one for one in found if one.phrase.use != "binding"] if bound else found


def _names_of_body(
    heading: Heading, paragraphs: tuple[Paragraph, ...], flat: str, article: str, language: str
) -> tuple[str, ...]:
    """The names that the body goes by, its own first, in small letters; where a formula says who speaks, no part of it.

    Those who speak may be called otherwise there: "The leaders of the member states of the League, …".
    """
    if heading.body is None:
        return ()
    formula = next((paragraph for paragraph in paragraphs if paragraph.kind == "formula"), None)
    if formula is not None:
        opening = flat[formula.start : min(formula.end, formula.start + _LONGEST_NAME)].lower()
        speakers = _NAME_END.split(opening, maxsplit=1)[0].removeprefix(article).rstrip()
        return tuple(dict.fromkeys((heading.body.text.lower(), speakers, *recorded(heading.body.text, language))))
    return names(heading.body.text, flat, heading.body.end, language)


def _acts_of(
    paragraph: Paragraph, passage: Passage, found: list[FoundAct], characters: str, grammar: Grammar
) -> list[Act]:
    """The acts found in one passage, each with its extent: up to the next act or the end of its sentence."""
    words = passage.words
    made: list[Act] = []
    end = limit = len(words)
    name = paragraph.id
    for number in range(len(found) - 1, -1, -1):
        act = found[number]
        phrase = act.phrase
        # Two verbs with one object ("welcomes and encourages the work"): the first governs what the second governs.
        if limit > phrase.end:
            end = sentence_end(words, phrase.end, limit, grammar)
            if act.appended:
                end = before_adding(words, found[0].phrase.end, phrase.end, end, grammar)
        limit = act.cut
        start, verb_end = passage.at(phrase.start), passage.at(phrase.end)
        made.append(
            Act(
                id=f"{name}.a{number + 1}",
                paragraph=name,
                verb=Verb(text=intern(characters[start:verb_end]), lemma=phrase.lemma, start=start, end=verb_end),
                force=phrase.force,
                strength=phrase.verb.strength,
                start=start,
                end=passage.at(end),
                doubts=() if act.doubt is None else (act.doubt,),
                rule=phrase.verb.rule,
            )
        )
    made.reverse()
    return made

"""Full-text search over the words of paragraphs, the same for SQLite and PostgreSQL.

A question is words, which are found in any inflection; "a phrase", which is found as it stands; and wor*, which is
found in all words that begin so. All of them must be in the paragraph. Accents and capitals do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer
from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from dispositif.register.errors import Refused
from dispositif.register.finding.index_sql import ADD, EMPTY, FORGET, MATCHING

_PART = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
# Forms of a stem that one question looks for.
_FORMS = 40


class Term(NamedTuple):
    """What must be in a paragraph: several words as they stand, the beginning of one, or one in any inflection."""

    words: tuple[str, ...]
    is_prefix: bool = False
    is_phrase: bool = False


class Query(NamedTuple):
    """A question, as it was understood."""

    terms: tuple[Term, ...]


def parse(question: str) -> Query:
    """Understand a question. Raises Refused where there is no word in it."""
    terms = []
    for phrase, word in _PART.findall(question):
        words = tuple(_WORD.findall(folded(phrase or word)))
        if words:
            terms.append(
                Term(words, is_prefix=(phrase or word).endswith("*"), is_phrase=bool(phrase) or len(words) > 1)
            )
    if not terms:
        raise Refused(_("There is no word in “%(question)s” that could be looked for.") % {"question": question})
    return Query(tuple(terms))


def folded(words: str) -> str:
    """Without capitals, and without accents on Latin letters, as the indexes have them: other marks are letters."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", words).casefold())
    return unicodedata.normalize("NFC", bare)


def words_of(question: str) -> list[str]:
    """The words of a question as the indexes have them."""
    return _WORD.findall(folded(question))


def matching(query: Query) -> RawSQL:
    """The keys of the paragraphs that a question finds, for `pk__in`."""
    parameters: Sequence[str]
    if connection.vendor == "postgresql":
        forms = [_phrase(term) for term in query.terms if term.is_phrase or term.is_prefix]
        # No weight: for one, PostgreSQL would look up the words of every paragraph that the index has found.
        stems = [term.words[0] for term in query.terms if not (term.is_phrase or term.is_prefix)]
        parameters = (" & ".join(forms), " & ".join(stems))
    else:
        parameters = (" AND ".join(_for_fts5(term) for term in query.terms),)
    return RawSQL(MATCHING[connection.vendor], parameters)


def _phrase(term: Term) -> str:
    """For PostgreSQL: the words as they stand, one after the other."""
    *before, last = term.words
    return (
        "(" + " <-> ".join([*(f"{word}:A" for word in before), f"{last}:*A" if term.is_prefix else f"{last}:A"]) + ")"
    )


def _for_fts5(term: Term) -> str:
    phrase = f'"{" ".join(term.words)}"'
    if term.is_prefix:
        return f"{phrase} *"
    if term.is_phrase:
        return phrase
    return "(" + " OR ".join(f'"{form}"' for form in _inflections(term.words[0])) + ")"


def _inflections(word: str) -> list[str]:
    """The words of the index with the stem of `word`, and itself."""
    stem = stemmed(word)
    beginning = stem[:-1] if len(stem) > 3 else stem
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT term FROM finding_vocabulary WHERE term >= %s AND term <= %s", (beginning, f"{beginning}\U0010ffff")
        )
        forms = [form for (form,) in cursor.fetchall() if stemmed(form) == stem]
    return list(dict.fromkeys([word, *forms]))[:_FORMS]


@lru_cache(50_000)
def stemmed(word: str) -> str:
    """The English stem of a folded word; a word of another language mostly as it is."""
    return _STEMMER.stemWord(word)


_STEMMER = snowballstemmer.stemmer("english")


class Piece(NamedTuple):
    """A run of words, and whether the question found them."""

    words: str
    is_found: bool


def highlighted(words: str, query: Query) -> Iterator[Piece]:
    """The words as they stand, with what the question found in them apart."""
    found = list(_WORD.finditer(words))
    tokens = [folded(match[0]) for match in found]
    marked: set[int] = set()
    for term in query.terms:
        size = len(term.words)
        for at in range(len(tokens) - size + 1):
            if _is_at(term, tokens[at : at + size]):
                marked.update(range(at, at + size))
    at = 0
    for place in sorted(marked):
        start, end = found[place].span()
        if start > at:
            yield Piece(words[at:start], is_found=False)
        yield Piece(words[start:end], is_found=True)
        at = end
    if at < len(words):
        yield Piece(words[at:], is_found=False)


def _is_at(term: Term, tokens: Sequence[str]) -> bool:
    if term.is_prefix:
        return tuple(tokens[:-1]) == term.words[:-1] and tokens[-1].startswith(term.words[-1])
    if term.is_phrase:
        return tuple(tokens) == term.words
    return tokens[0] == term.words[0] or stemmed(tokens[0]) == stemmed(term.words[0])


def add(documents: Collection[int]) -> None:
    """Put the paragraphs of documents (their keys) into the index."""
    _carry_out(ADD, documents)


def forget(documents: Collection[int]) -> None:
    """Take the paragraphs of documents out of the index, while they are still there."""
    _carry_out(FORGET, documents)


def rebuild() -> None:
    """Make the index anew out of all paragraphs."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY[connection.vendor])
        if connection.vendor == "postgresql":
            cursor.execute(ADD["postgresql"].format("SELECT id FROM holdings_document"))


def _carry_out(statements: dict[str, str], documents: Collection[int]) -> None:
    if documents:
        marks = ", ".join(["%s"] * len(documents))
        with connection.cursor() as cursor:
            cursor.execute(statements[connection.vendor].format(marks), list(documents))

"""Full-text search over the words of paragraphs, the same for SQLite and PostgreSQL.

A question is words, which are found in any inflection; "a phrase", which is found as it stands; and wor*, which is
found in all words that begin so. All of them must be in the paragraph. Accents and capitals do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from dispositif.register.errors import Refused
from dispositif.register.finding.index_sql import AND_PHRASE, AT_ONCE, GIVING, LONGEST, MATCHING, VOCABULARY
from dispositif.register.finding.words import folded, stemmed, tokens

_PART = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
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
        words = tuple(tokens(phrase or word))
        if words:
            terms.append(
                Term(words, is_prefix=(phrase or word).endswith("*"), is_phrase=bool(phrase) or len(words) > 1)
            )
    if not terms:
        raise Refused(_("There is no word in “%(question)s” that could be looked for.") % {"question": question})
    return Query(tuple(terms))


def matching(query: Query) -> RawSQL:
    """The keys of the paragraphs that a question finds, for `pk__in`."""
    statement, bound = _matching(query)
    return RawSQL(statement, bound)


def giving(query: Query) -> RawSQL:
    """The keys of the mandates in whose paragraphs a question is found, for `pk__in`."""
    statement, bound = _matching(query)
    return RawSQL(GIVING.format(statement), bound)


def _matching(query: Query) -> tuple[str, tuple[str, ...]]:
    """A question as the database's own language for it, and what is bound in it."""
    forms = _inflections([term.words[0] for term in query.terms if not (term.is_prefix or term.is_phrase)])
    if connection.vendor != "postgresql":
        return MATCHING["sqlite"], (" AND ".join(_for_fts5(term, forms) for term in query.terms),)
    words = " & ".join(_for_tsquery(term, forms) for term in query.terms)
    phrases = [in_order(term.words, term.is_prefix) for term in query.terms if len(term.words) > 1]
    return MATCHING["postgresql"] + AND_PHRASE * len(phrases) + AT_ONCE, (words, *phrases)


def _for_tsquery(term: Term, forms: Mapping[str, Sequence[str]]) -> str:
    """The words of a term for PostgreSQL, in whatever order."""
    if term.is_prefix or term.is_phrase:
        return all_of(term.words) + (":*" if term.is_prefix else "")
    return "(" + " | ".join(f"'{form[:LONGEST]}'" for form in forms[term.words[0]]) + ")"


def all_of(words: Sequence[str]) -> str:
    """Words as PostgreSQL looks them up. In a word as `tokens` has them, nothing is to be escaped."""
    return " & ".join(f"'{word[:LONGEST]}'" for word in words)


def in_order(words: Sequence[str], is_prefix: bool = False) -> str:
    """A phrase, or the beginning of one, as PostgreSQL compares it with what it has found by its words."""
    return f"% {' '.join(word[:LONGEST] for word in words)}" + ("%" if is_prefix else " %")


def _for_fts5(term: Term, forms: Mapping[str, Sequence[str]]) -> str:
    phrase = f'"{" ".join(term.words)}"'
    if term.is_prefix:
        return f"{phrase} *"
    if term.is_phrase:
        return phrase
    return "(" + " OR ".join(f'"{form}"' for form in forms[term.words[0]]) + ")"


def _inflections(words: Sequence[str]) -> dict[str, list[str]]:
    """Of each word, itself and the words of the index with its stem; one query."""
    if not words:
        return {}
    found: dict[str, list[str]] = {stemmed(word): [] for word in words}
    beginnings = [stem[:-1] if len(stem) > 3 else stem for stem in found]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ".join([VOCABULARY] * len(beginnings)),
            [bound for one in beginnings for bound in (one, f"{one}\U0010ffff")],
        )
        for (form,) in cursor.fetchall():
            if stemmed(form) in found:
                found[stemmed(form)].append(form)
    return {word: list(dict.fromkeys([word, *found[stemmed(word)]]))[:_FORMS] for word in words}


class Piece(NamedTuple):
    """A run of words, and whether the question found them."""

    words: str
    is_found: bool


def highlighted(words: str, query: Query) -> Iterator[Piece]:
    """The words as they stand, with what the question found in them apart."""
    found = list(_WORD.finditer(words))
    read = [folded(match[0]) for match in found]
    marked: set[int] = set()
    for term in query.terms:
        if not (term.is_prefix or term.is_phrase):
            stem = stemmed(term.words[0])
            forms = {word for word in set(read) if stemmed(word) == stem} | {*term.words}
            marked.update(at for at, word in enumerate(read) if word in forms)
            continue
        size = len(term.words)
        for at in range(len(read) - size + 1):
            if _is_at(term, read[at : at + size]):
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
    return tuple(tokens) == term.words

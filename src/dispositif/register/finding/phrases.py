"""Which paragraphs have which pairs of neighbouring words, asked of the full-text index.

A question is told apart by its rare pairs. Of each pair the rarer word decides what looking it up costs: two common
words stand together in many paragraphs, in each of which a database looks whether they are neighbours.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final

from django.db import connection

from dispositif.register.finding.index_sql import COMMONNESS, HELD, PHRASES
from dispositif.register.finding.search import all_of, in_order
from dispositif.register.finding.words import tokens

Pair = tuple[str, str]
_MOST_HOLDERS: Final = 1000
# A pair of words of which so many paragraphs have either counts where there are not enough rarer ones.
_COMMON: Final = 10_000
_FEWEST_RARE: Final = 4
# How common a word is changes little from one day to the next, and is only a guess of what to ask first.
_commonness: dict[str, float] = {}
_MOST_REMEMBERED: Final = 200_000


def pairs_of(question: str) -> set[Pair]:
    """The pairs of neighbouring words of a question, as the index has words."""
    return set(pairwise(tokens(question)))


def rarest(pairs: Iterable[Collection[Pair]], most: int) -> list[list[Pair]]:
    """Of each collection the pairs with the rarest words; one query where a word was not met before."""
    asked = list(pairs)
    known = _common({word for some in asked for pair in some for word in pair})
    ranked = [sorted((min(map(known.__getitem__, pair)), pair) for pair in some)[:most] for some in asked]
    return [
        [pair for place, (held, pair) in enumerate(some) if place < _FEWEST_RARE or held <= _COMMON] for some in ranked
    ]


def holders(pairs: Collection[Pair]) -> dict[Pair, list[int]]:
    """For each pair the keys of paragraphs that have it; one query."""
    asked = sorted(pairs)
    found: dict[Pair, list[int]] = defaultdict(list)
    if not asked:
        return found
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            words, phrases = list(map(all_of, asked)), list(map(in_order, asked))
            cursor.execute(PHRASES["postgresql"], [words, phrases, _MOST_HOLDERS])
            for place, key in cursor.fetchall():
                found[asked[place]].append(key)
        else:
            phrases = [f'"{one} {other}"' for one, other in asked]
            cursor.execute(PHRASES["sqlite"], [_MOST_HOLDERS, json.dumps(phrases)])
            for place, keys in cursor.fetchall():
                found[asked[place]] = json.loads(keys)
    return found


def held_at(keys: Collection[int]) -> list[tuple[int, str, str, int]]:
    """Of paragraphs that stand in lists: the key, the kind, the words, and the key of the body; one query."""
    asked = list(keys)
    with connection.cursor() as cursor:
        # As one value: to take hundreds of values apart costs more than to look them up.
        cursor.execute(HELD[connection.vendor], [asked if connection.vendor == "postgresql" else json.dumps(asked)])
        found: list[tuple[int, str, str, int]] = cursor.fetchall()
    return found


def _common(words: Collection[str]) -> dict[str, float]:
    new = sorted(set(words) - _commonness.keys())
    if new:
        if len(_commonness) > _MOST_REMEMBERED:
            _commonness.clear()
        with connection.cursor() as cursor:
            cursor.execute(COMMONNESS[connection.vendor].format(", ".join(["%s"] * len(new))), new)
            _commonness.update(cursor.fetchall())
    return defaultdict(float, {word: _commonness[word] for word in words if word in _commonness})


def ranked(pairs: Sequence[Pair], held: dict[Pair, list[int]], most: int) -> list[int]:
    """The keys of the paragraphs that have most of the pairs, rare ones counting more."""
    weights: dict[int, float] = defaultdict(float)
    for pair in pairs:
        keys = held.get(pair, ())
        for key in keys:
            weights[key] += 1 / (1 + len(keys)) ** 0.5
    return sorted(weights, key=lambda key: (-weights[key], -key))[:most]

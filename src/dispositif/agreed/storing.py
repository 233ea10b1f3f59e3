"""The index file: an SQLite database that is made in steps and can be gone on with.

Of each text it keeps the pairs of neighbouring words, and for each pair the texts that have it. A search by rare pairs
finds a text again when a tenth of its words are others; a search by rare words (full-text search) is led astray by the
words that are new (measured: benchmarks/language.md).
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec

from dispositif import __version__
from dispositif.agreed.entries import Entry
from dispositif.comparison.wording import words
from dispositif.errors import UsageError

FORMAT = "dispositif-language-index/1"
# Who stops the making of an index loses no more than the last documents.
_AT_ONCE = 100
_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
  adopted TEXT, language TEXT NOT NULL
);
CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE passages (
  text INTEGER NOT NULL REFERENCES texts, document INTEGER NOT NULL REFERENCES documents, paragraph TEXT NOT NULL,
  kind TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, acts BLOB NOT NULL, mandates INTEGER NOT NULL
);
CREATE INDEX passages_by_text ON passages (text);
CREATE TABLE pairs (words TEXT PRIMARY KEY, texts BLOB NOT NULL) WITHOUT ROWID;
"""


class Built(NamedTuple):
    """What a call of `build` did: documents added, documents that were there already, documents in all."""

    added: int
    known: int
    documents: int


def build(path: Path, entries: Iterable[Entry]) -> Built:
    """Add documents to the index at `path`, which is made where there is none. A document that it holds is passed over.

    Raises UsageError where `path` is something else, or an index of another version.
    """
    with opened(path, new=not path.exists()) as index:
        index.execute("UPDATE facts SET value = 'no' WHERE name = 'complete'")
        index.commit()
        added = known = 0
        for entry in entries:
            is_new = _add(index, entry)
            added, known = added + is_new, known + (not is_new)
            if added % _AT_ONCE == 0:
                index.commit()
        _pair(index)
        [documents] = index.execute("SELECT count(*) FROM documents").fetchone()
        index.execute("UPDATE facts SET value = 'yes' WHERE name = 'complete'")
    index.close()
    return Built(added, known, documents)


def opened(path: Path, *, new: bool = False) -> sqlite3.Connection:
    """The database at `path`, made where it is `new`. Raises UsageError where it is no index of this version."""
    try:
        index = sqlite3.connect(path if new else f"{path.absolute().as_uri()}?mode=rw", uri=not new)
        if new:
            index.executescript(_TABLES)
            facts = {"format": FORMAT, "engine": __version__, "complete": "no"}
            index.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
        found = dict(index.execute("SELECT name, value FROM facts").fetchall())
    except sqlite3.Error as error:
        if new:
            raise UsageError(f"{path}: the index cannot be made ({error}). Name another place.") from error
        raise UsageError(f"{path}: this is no index of agreed language ({error}). Make one: language index.") from error
    if found.get("format") != FORMAT or found.get("engine") != __version__:
        made = f"{found.get('format')} by Dispositif {found.get('engine')}"
        raise UsageError(f"{path}: the index is {made}; this is {FORMAT}, Dispositif {__version__}. Make it anew.")
    return index


def pairs_of(text: str) -> set[str]:
    """The pairs of neighbouring words of a text."""
    return {f"{one} {other}" for one, other in pairwise(words(text))}


def _add(index: sqlite3.Connection, entry: Entry) -> bool:
    row = (entry.sha256, entry.name, entry.title, entry.body, entry.adopted, entry.language)
    cursor = index.execute(
        "INSERT OR IGNORE INTO documents (sha256, name, title, body, adopted, language) VALUES (?, ?, ?, ?, ?, ?)", row
    )
    if not cursor.rowcount:
        return False
    document = cursor.lastrowid
    for passage in entry.passages:
        index.execute("INSERT OR IGNORE INTO texts (text) VALUES (?)", (passage.text,))
        [text] = index.execute("SELECT id FROM texts WHERE text = ?", (passage.text,)).fetchone()
        acts = msgspec.msgpack.encode(passage.acts)
        place = (passage.paragraph, passage.kind, passage.start, passage.end)
        index.execute(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (text, document, *place, acts, passage.mandates)
        )
    return True


def _pair(index: sqlite3.Connection) -> None:
    """Make the table of pairs anew out of the texts."""
    holders: dict[str, array[int]] = {}
    for number, text in index.execute("SELECT id, text FROM texts ORDER BY id"):
        for pair in pairs_of(text):
            holders.setdefault(pair, array("I")).append(number)
    index.execute("DELETE FROM pairs")
    index.executemany("INSERT INTO pairs VALUES (?, ?)", _rows(holders))


def _rows(holders: dict[str, array[int]]) -> Iterator[tuple[str, bytes]]:
    """In order, which is how a table without row numbers is written quickest."""
    return ((pair, holders[pair].tobytes()) for pair in sorted(holders))

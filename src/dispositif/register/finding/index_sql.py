"""The full-text index of paragraphs, as each database makes one. The migration creates it, `indexing` fills it.

SQLite: FTS5 over the paragraphs' own words (nothing is kept twice, nor how long each is: no answer is ranked by that),
accents folded, with its own vocabulary.
PostgreSQL: the words as `words.tokens` tells them, with a space between two, and an index of which words are there; a
phrase is compared with the words themselves, so that no places of words are made and kept. A table is the vocabulary.
Inflections are found in both by asking the vocabulary for the words of the same stem.
"""

from __future__ import annotations

_FTS5 = """
CREATE VIRTUAL TABLE finding_text
USING fts5(
    words, content='holdings_paragraph', content_rowid='id', columnsize=0, tokenize='unicode61 remove_diacritics 2'
)
"""

# An expression, as the index has it.
_WORDS = "array_to_tsvector(string_to_array(folded, ' '))"
_PHRASE = "' ' || folded || ' ' LIKE"

CREATE = {
    "sqlite": (
        _FTS5,
        "CREATE VIRTUAL TABLE finding_vocabulary USING fts5vocab(finding_text, 'row')",
    ),
    "postgresql": (
        'CREATE TABLE finding_text (paragraph_id bigint PRIMARY KEY, folded text COLLATE "C" NOT NULL)',
        f"CREATE INDEX finding_text_words ON finding_text USING gin ({_WORDS})",
        'CREATE TABLE finding_vocabulary (term text COLLATE "C" PRIMARY KEY)',
    ),
}

ADD = "INSERT INTO finding_text(rowid, words) SELECT id, words FROM holdings_paragraph WHERE id BETWEEN %s AND %s"
"""On SQLite, which reads the words itself; several times as fast in one statement and in the order of the keys."""

LEARN = """
    INSERT INTO finding_vocabulary(term)
    SELECT term FROM unnest(%s::text[]) AS term
    WHERE NOT EXISTS (SELECT FROM finding_vocabulary AS known WHERE known.term = term.term)
    ORDER BY term ON CONFLICT DO NOTHING
"""
"""On PostgreSQL, words for the vocabulary; in order, so that two who add some at a time wait for one another."""

FORGET = {
    "sqlite": (
        "INSERT INTO finding_text(finding_text, rowid, words) "
        "SELECT 'delete', id, words FROM holdings_paragraph WHERE document_id IN ({}) ORDER BY id"
    ),
    "postgresql": (
        "DELETE FROM finding_text WHERE paragraph_id IN (SELECT id FROM holdings_paragraph WHERE document_id IN ({}))"
    ),
}

EMPTY = {
    "sqlite": "INSERT INTO finding_text(finding_text) VALUES ('rebuild')",
    "postgresql": "TRUNCATE finding_text",
}
"""On SQLite, the index is full again at once. On PostgreSQL, the vocabulary keeps what it has, and loses no word."""

VOCABULARY = "SELECT term FROM finding_vocabulary WHERE term >= %s AND term <= %s"
"""Words from one to another."""

MATCHING = {
    "sqlite": "SELECT rowid AS id FROM finding_text WHERE finding_text MATCH %s",
    "postgresql": f"SELECT paragraph_id AS id FROM finding_text WHERE {_WORDS} @@ %s::tsquery",
}

AND_PHRASE = f" AND {_PHRASE} %s"
"""On PostgreSQL, of those that have its words."""

# OFFSET keeps PostgreSQL from asking of each paragraph in turn whether it matches, which takes a hundred times as long.
AT_ONCE = " OFFSET 0"
"""On PostgreSQL, the end of the statement: the index is asked once."""

# Of each phrase the paragraphs that have it; of a phrase that is common, as many as tell it from the others.
PHRASES = {
    "sqlite": """
        SELECT asked.key, (
            SELECT json_group_array(rowid) FROM (
                SELECT rowid FROM finding_text WHERE finding_text MATCH asked.value ORDER BY rowid DESC LIMIT %s
            )
        ) FROM json_each(%s) AS asked
    """,
    "postgresql": f"""
        SELECT place - 1, paragraph_id
        FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS asked(words, phrase, place)
        CROSS JOIN LATERAL (
            SELECT paragraph_id FROM finding_text
            WHERE {_WORDS} @@ asked.words::tsquery AND {_PHRASE} asked.phrase LIMIT %s
        ) AS holding
    """,
}

_HELD = """
    SELECT paragraph.id, paragraph.kind, paragraph.words, document.body_id FROM holdings_paragraph AS paragraph
    JOIN holdings_document AS document ON document.id = paragraph.document_id
    WHERE document.put_aside_at IS NULL AND paragraph.id {}
"""
HELD = {"sqlite": _HELD.format("IN (SELECT value FROM json_each(%s))"), "postgresql": _HELD.format("= ANY(%s)")}
"""Paragraphs by their keys, but for those of documents that were put aside."""

# How many paragraphs have a word; on PostgreSQL an estimate for the commonest words, as it was last analysed.
COMMONNESS = {
    "sqlite": "SELECT term, doc FROM finding_vocabulary WHERE term IN ({})",
    "postgresql": """
        SELECT word, share * greatest(reltuples, 1) FROM pg_stats
        CROSS JOIN LATERAL unnest(most_common_elems::text::text[], most_common_elem_freqs) AS common(word, share)
        CROSS JOIN pg_class
        WHERE tablename = 'finding_text_words' AND relname = 'finding_text'
        AND schemaname = current_schema() AND word IN ({})
    """,
}

# From what was found to the mandates: of each mandate in turn it would take as long to ask as to find them all.
GIVING = """
    SELECT mandate.id FROM ({}) AS found
    JOIN holdings_paragraph AS paragraph ON paragraph.id = found.id
    JOIN review_mandate AS mandate ON mandate.document_id = paragraph.document_id AND mandate.paragraph = paragraph.key
"""

LONGEST = 500
"""So many characters of a word count on PostgreSQL, which takes no longer ones."""

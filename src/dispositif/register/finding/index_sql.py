"""The full-text index of paragraphs, as each database makes one. The migration creates it, `search` uses it.

SQLite: FTS5 over the paragraphs' own words (nothing is kept twice), accents folded; inflections are found by asking its
vocabulary for the words of the same stem. PostgreSQL: a tsvector of the words as they stand (weight A) and of their
stems (weight B), accents folded. What both find is the same but for the two versions of the English stemmer.
"""

from __future__ import annotations

_FTS5 = """
CREATE VIRTUAL TABLE finding_text
USING fts5(words, content='holdings_paragraph', content_rowid='id', tokenize='unicode61 remove_diacritics 2')
"""
_MAPPING = "ALTER TEXT SEARCH CONFIGURATION {} ALTER MAPPING FOR asciiword, word, numword WITH unaccent, {}"

CREATE = {
    "sqlite": (
        _FTS5,
        "CREATE VIRTUAL TABLE finding_vocabulary USING fts5vocab(finding_text, 'row')",
    ),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS unaccent",
        "CREATE TEXT SEARCH DICTIONARY dispositif_english (TEMPLATE = snowball, LANGUAGE = english)",
        "CREATE TEXT SEARCH CONFIGURATION dispositif_stems (COPY = simple)",
        _MAPPING.format("dispositif_stems", "dispositif_english"),
        "CREATE TEXT SEARCH CONFIGURATION dispositif_forms (COPY = simple)",
        _MAPPING.format("dispositif_forms", "simple"),
        "CREATE TABLE finding_text (paragraph_id bigint PRIMARY KEY, vector tsvector NOT NULL)",
        "CREATE INDEX finding_text_vector ON finding_text USING gin (vector)",
    ),
}

DROP = {
    "sqlite": ("DROP TABLE finding_vocabulary", "DROP TABLE finding_text"),
    "postgresql": (
        "DROP TABLE finding_text",
        "DROP TEXT SEARCH CONFIGURATION dispositif_forms",
        "DROP TEXT SEARCH CONFIGURATION dispositif_stems",
        "DROP TEXT SEARCH DICTIONARY dispositif_english",
    ),
}

# Only letters and digits, so that a symbol or a compound is the same words in both databases.
ADD = {
    "sqlite": """
        INSERT INTO finding_text(rowid, words)
        SELECT id, words FROM holdings_paragraph WHERE document_id IN ({})
    """,
    "postgresql": """
        INSERT INTO finding_text(paragraph_id, vector)
        SELECT id, setweight(to_tsvector('dispositif_forms', plain), 'A')
                || setweight(to_tsvector('dispositif_stems', plain), 'B')
        FROM (SELECT id, regexp_replace(words, '[^[:alnum:]]+', ' ', 'g') AS plain
              FROM holdings_paragraph WHERE document_id IN ({})) AS paragraphs
        ON CONFLICT (paragraph_id) DO UPDATE SET vector = excluded.vector
    """,
}

FORGET = {
    "sqlite": (
        "INSERT INTO finding_text(finding_text, rowid, words) "
        "SELECT 'delete', id, words FROM holdings_paragraph WHERE document_id IN ({})"
    ),
    "postgresql": (
        "DELETE FROM finding_text WHERE paragraph_id IN (SELECT id FROM holdings_paragraph WHERE document_id IN ({}))"
    ),
}

EMPTY = {
    "sqlite": "INSERT INTO finding_text(finding_text) VALUES ('rebuild')",
    "postgresql": "TRUNCATE finding_text",
}

# OFFSET keeps PostgreSQL from asking of each paragraph in turn whether it matches: the index is asked once.
MATCHING = {
    "sqlite": "SELECT rowid FROM finding_text WHERE finding_text MATCH %s",
    "postgresql": (
        "SELECT paragraph_id FROM finding_text WHERE vector @@ "
        "(to_tsquery('dispositif_forms', %s) && to_tsquery('dispositif_stems', %s)) OFFSET 0"
    ),
}

# Of each phrase the paragraphs that have it; of a phrase that is common, as many as tell it from the others.
PHRASES = {
    "sqlite": """
        SELECT asked.key, (
            SELECT json_group_array(rowid) FROM (
                SELECT rowid FROM finding_text WHERE finding_text MATCH asked.value ORDER BY rowid DESC LIMIT %s
            )
        ) FROM json_each(%s) AS asked
    """,
    "postgresql": """
        SELECT place - 1, paragraph_id FROM unnest(%s::text[]) WITH ORDINALITY AS asked(phrase, place)
        CROSS JOIN LATERAL (
            SELECT paragraph_id FROM finding_text
            WHERE vector @@ to_tsquery('dispositif_forms', asked.phrase) LIMIT %s
        ) AS holding
    """,
}

# How many paragraphs have a word; on PostgreSQL an estimate for the commonest words, as it was last analysed.
COMMONNESS = {
    "sqlite": "SELECT term, doc FROM finding_vocabulary WHERE term IN ({})",
    "postgresql": """
        SELECT word, share * greatest(reltuples, 1) FROM pg_stats
        CROSS JOIN LATERAL unnest(most_common_elems::text::text[], most_common_elem_freqs) AS common(word, share)
        CROSS JOIN pg_class
        WHERE tablename = 'finding_text' AND attname = 'vector' AND relname = 'finding_text'
        AND schemaname = current_schema() AND word IN ({})
    """,
}

"""What a dataset says of itself: a data dictionary, and a Data Package descriptor (Frictionless) for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dispositif import __version__
from dispositif.dataset.tables import TABLES, Column, Table
from dispositif.exports.schema import descriptions

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def meaning(column: Column) -> str:
    """What a column means: a sentence of its own, or the description of the field of a Document that it holds."""
    owner, _, field = column.meaning.partition(".")
    if owner.isidentifier() and field.isidentifier():
        return descriptions()[owner, field]
    return column.meaning


def dictionary() -> str:
    """The data dictionary as a page of Markdown."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "# The tables of a dataset"
    yield ""
    yield "Each table is there as CSV (UTF-8, RFC 4180, empty cells for what is absent) and as Parquet. `start` and"
    yield "`end` are half-open character offsets into the document's text. All was read by a machine and confirmed by"
    yield "nobody."
    for table in TABLES:
        yield ""
        yield f"## {table.name}"
        yield ""
        yield f"{table.meaning} A row is told by {_listed(table.key)}."
        for columns, other in table.refers:
            yield f"{_listed(columns)} {'refer' if len(columns) > 1 else 'refers'} to [{other}](#{other})."
        yield ""
        yield "| column | type | |"
        yield "|---|---|---|"
        for column in table.columns:
            yield f"| `{column.name}` | {column.kind} | {meaning(column).replace('|', chr(92) + '|')} |"


def _listed(columns: tuple[str, ...]) -> str:
    return " and ".join(f"`{column}`" for column in columns)


def datapackage(files: dict[str, tuple[int, str]], documents: int, failed: int) -> str:
    """The descriptor; `files` are the sizes and SHA-256 sums of the files of the tables, by name."""
    package = {
        "$schema": _PROFILE,
        "name": "dispositif-dataset",
        "title": "What was decided: documents, acts, mandates and citations",
        "description": f"Read by Dispositif {__version__} out of {documents} documents; {failed} could not be read.",
        "version": __version__,
        "resources": [_resource(table, form, files) for table in TABLES for form in ("csv", "parquet")],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(table: Table, form: str, files: dict[str, tuple[int, str]]) -> dict[str, Any]:
    path = f"{table.name}.{form}"
    size, digest = files[path]
    return {
        "name": table.name if form == "csv" else f"{table.name}-{form}",
        "type": "table",
        "path": path,
        "format": form,
        "mediatype": "text/csv" if form == "csv" else "application/vnd.apache.parquet",
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "bytes": size,
        "hash": f"sha256:{digest}",
        "description": table.meaning,
        "schema": {
            "$schema": _TABLE_PROFILE,
            "fields": [
                {"name": column.name, "type": column.kind, "description": meaning(column)} for column in table.columns
            ],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": list(columns), "reference": {"resource": other, "fields": list(columns)}}
                for columns, other in table.refers
            ],
        },
    }

"""Write document.schema.json, document.md and dataset.md anew from the classes that they describe: make reference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dispositif.dataset.dictionary import dictionary
from dispositif.exports.schema import schema

HERE = Path(__file__).parent


def written() -> dict[str, str]:
    """The files of this folder that are made, by name."""
    drawn = schema()
    return {
        "document.schema.json": json.dumps(drawn, indent=2, ensure_ascii=False) + "\n",
        "document.md": "\n".join(_page(drawn)) + "\n",
        "dataset.md": dictionary(),
    }


def _page(drawn: dict[str, Any]) -> Iterator[str]:
    yield "# The document"
    yield ""
    yield "What `dispositif.read` gives back, and `dispositif read --format json` writes: the format `dispositif/1`."
    yield "`dispositif schema` prints it as a [JSON Schema](document.schema.json). Fields may be added to it; those"
    yield "below keep their names and meaning."
    for name, definition in sorted(drawn["$defs"].items(), key=lambda item: item[0] != "Document"):
        yield ""
        yield f"## {name}"
        yield ""
        yield definition["description"]
        yield ""
        yield "| field | type | |"
        yield "|---|---|---|"
        for field, form in definition["properties"].items():
            yield f"| `{field}` | {_type(form)} | {form['description'].replace('|', chr(92) + '|')} |"


def _type(form: dict[str, Any]) -> str:
    if "$ref" in form:
        name = form["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in form:
        return " or ".join(map(_type, form["anyOf"]))
    if "enum" in form:
        return ", ".join(f"`{value}`" for value in form["enum"])
    if form["type"] == "array":
        return f"list of {_type(form['items'])}"
    return str(form["type"])


if __name__ == "__main__":
    for name, content in written().items():
        (HERE / name).write_text(content, "utf-8")

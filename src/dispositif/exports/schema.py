"""The JSON Schema of the document, each field described by the string that stands below it in its class."""

from __future__ import annotations

import ast
import inspect
from types import ModuleType
from typing import Any

import msgspec

from dispositif import document, text


def schema() -> dict[str, Any]:
    """The JSON Schema of `dispositif/1`."""
    drawn = msgspec.json.schema(document.Document)
    described = descriptions()
    for name, definition in drawn["$defs"].items():
        for field, form in definition["properties"].items():
            form["description"] = described[name, field]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "dispositif/1", **drawn}


def descriptions() -> dict[tuple[str, str], str]:
    """The description of each field of the format, by class and field."""
    return {**_descriptions(text), **_descriptions(document)}


def _descriptions(module: ModuleType) -> dict[tuple[str, str], str]:
    """The string below each field, by class and field; a field that a class inherits has its first class's."""
    described: dict[tuple[str, str], str] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for base in node.bases:
            inherited = [(field, words) for (name, field), words in described.items() if name == ast.unparse(base)]
            described |= {(node.name, field): words for field, words in inherited}
        for field, below in zip(node.body, node.body[1:], strict=False):
            match field, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                    described[node.name, name] = words
    return described

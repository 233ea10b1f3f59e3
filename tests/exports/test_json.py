"""The document as JSON, and its schema."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import jsonschema
import msgspec
import pytest

from dispositif import Document, document, text
from dispositif.exports import export
from dispositif.exports.schema import schema

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def test_it_is_the_document_word_for_word(specimen, golden):
    golden("specimen.json", export(specimen.EDITION, "json").decode())


def test_it_can_be_read_back(specimen):
    assert Document.from_json(export(specimen.EDITION, "json")) == specimen.DOCUMENT


def test_it_is_of_the_schema(specimen):
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(export(specimen.EDITION, "json")), schema())


def test_every_field_is_described():
    for name, definition in schema()["$defs"].items():
        for field, form in definition["properties"].items():
            assert form["description"].endswith((".", ")")), f"{name}.{field}"


def test_every_kind_of_item_is_in_the_schema():
    items = {
        name
        for module in (document, text)
        for name, item in vars(module).items()
        if isinstance(item, type) and issubclass(item, msgspec.Struct) and item.__module__ == module.__name__
    }
    assert set(schema()["$defs"]) == items - {"Block", "Text"}


@pytest.mark.parametrize("name", ["document.schema.json", "document.md", "dataset.md"])
def test_what_is_published_is_in_force(name):
    made = runpy.run_path(str(REFERENCE / "make.py"))["written"]()
    assert (REFERENCE / name).read_text("utf-8") == made[name], "run make reference"

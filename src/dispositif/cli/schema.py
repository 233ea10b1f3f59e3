"""`dispositif schema`: the JSON Schema of what is read."""

from __future__ import annotations

import argparse


def add_options(schema: argparse.ArgumentParser) -> None:
    """It has none."""


def run(_: argparse.Namespace) -> int:
    """Print the schema."""
    import json

    from dispositif.exports.schema import schema

    print(json.dumps(schema(), indent=2, ensure_ascii=False))
    return 0

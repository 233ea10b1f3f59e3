"""YAML as people expect it: "on", "no" and "2009-01-03" are words, as in YAML 1.2, not truth values and dates."""

from __future__ import annotations

from typing import Any, ClassVar

import yaml
from yaml import YAMLError

__all__ = ["YAMLError", "parse"]

_Fastest: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Fastest):  # type: ignore[misc]
    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag != "tag:yaml.org,2002:timestamp" and (tag != "tag:yaml.org,2002:bool" or first in "tTfF")
        ]
        for first, resolvers in _Fastest.yaml_implicit_resolvers.items()
    }


def parse(source: bytes) -> Any:
    """The data in a YAML file. Raises YAMLError, with line and column, where it is not YAML."""
    return yaml.load(source, Loader=_Loader)

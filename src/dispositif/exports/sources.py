"""From the name of a rule to the record of a data file that holds it, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from dispositif import authorities, languages
from dispositif.exports.edition import one_line

_PACKAGE = Path(languages.__file__).parents[1]
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The fields by which a record of a list is called.
_NAMES = ("id", "lemma", "words", "name")
# Of a long list of words, enough to see what they are.
_LONGEST = 320


class Source(NamedTuple):
    """A record as it stands in a data file: the file, the line it begins in (from 1), its fields as written."""

    file: str
    line: int
    fields: dict[str, str]


def source(rule: str, language: str) -> Source | None:
    """Where the record `rule` stands ("verbs/urge", "authorities/un/security-council"), if anywhere."""
    section, _, name = rule.partition("/")
    files = authorities.files() if section == "authorities" else [languages.folder(language) / f"{section}.yaml"]
    for path in reversed(files):
        root = _tree(path)
        node = next(_found(root, name), None) if root else None
        if node:
            return _quoted(path, node)
    return None


@cache
def _tree(path: Path) -> yaml.Node | None:
    return yaml.compose(path.read_text("utf-8"), Loader=_Loader) if path.is_file() else None


def _found(node: yaml.Node, name: str) -> Iterator[yaml.Node]:
    """The nodes below `node` to which the steps of `name` lead."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if name == key.value or (key.value in _NAMES and name == value.value):
                yield node if key.value in _NAMES else value
            elif name.startswith(f"{key.value}/"):
                yield from _found(value, name.removeprefix(f"{key.value}/"))
    for child in _children(node):
        yield from _found(child, name)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    return [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else []


def _quoted(path: Path, node: yaml.Node) -> Source:
    text = path.read_text("utf-8")

    def written(value: yaml.Node) -> str:
        words = one_line(text[value.start_mark.index : value.end_mark.index])
        return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"

    fields = node.value if isinstance(node, yaml.MappingNode) else [(None, node)]
    file = path.relative_to(_PACKAGE) if path.is_relative_to(_PACKAGE) else path
    quoted = {key.value if key else "": written(value) for key, value in fields}
    return Source(file.as_posix(), node.start_mark.line + 1, quoted)

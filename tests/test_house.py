"""What the house promises: a pin and a reason for every dependency, no word of a language in the engine."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "dispositif"
# Reading is left out: file formats have words of their own.
STAGES = ("structure", "citations", "acts", "mandates")
ENGINE = sorted(path for stage in STAGES for path in (PACKAGE / stage).rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def packages() -> list[str]:
    extras = [name for extra in PROJECT["optional-dependencies"].values() for name in extra]
    return [re.split(r"[<>=\[;\s]", name)[0] for name in PROJECT["dependencies"] + extras]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("package", packages())
def test_every_dependency_has_a_pin(package: str) -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert normal(package) in {normal(pin.partition("==")[0]) for pin in pins if "==" in pin}


@pytest.mark.parametrize("package", packages())
def test_every_dependency_is_explained(package: str) -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert normal(package) in normal(page)


def phrases(value: object) -> Iterator[str]:
    """Every string inside a data file."""
    if isinstance(value, str):
        yield value.lower()
    elif isinstance(value, list):
        for item in value:
            yield from phrases(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from phrases(item)


@pytest.fixture(scope="module")
def vocabulary() -> set[str]:
    """The common words, verbs, months and phrases of English, as our data know them."""
    files = {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for path in (PACKAGE / "languages" / "en").glob("*.yaml")
    }
    verbs = {form for verb in files["verbs"] for form in verb.get("finite", [])}
    months = {name.lower() for names in files["time"]["months"].values() for name in names}
    several_words = {phrase for phrase in phrases(list(files.values())) if " " in phrase}
    return {*files["language"]["common_words"], *verbs, *months, *several_words} - terms() - files.keys()


def terms() -> set[str]:
    """What our own types call things: the values of every Literal, the same for all languages."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    literals = [
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal"
    ]
    return {part.value for node in literals for part in ast.walk(node.slice) if isinstance(part, ast.Constant)}


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_word_of_a_language_stands_in_the_engine(path: Path, vocabulary: set[str]) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    in_messages = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    literals = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in in_messages]
    found = {
        f"line {node.lineno}: {node.value!r}"
        for node in literals
        if isinstance(node.value, str) and len(node.value) > 1 and node.value.strip().lower() in vocabulary
    }
    assert not found


def test_every_language_file_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "language-files.md").read_text(encoding="utf-8")
    for path in (PACKAGE / "languages" / "en").glob("*.yaml"):
        assert f"`{path.name}`" in page


def test_every_warning_and_doubt_is_explained() -> None:
    page = (ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    others = [path for folder in (".", "reading", "adoptions") for path in (PACKAGE / folder).glob("*.py")]
    code = re.compile(r'(?:code ?= ?|warn\(\s*)"([a-z-]+)"(?: if .* else "([a-z-]+)")?')
    given = {
        word
        for path in (*ENGINE, *others)
        for found in code.findall(path.read_text(encoding="utf-8"))
        for word in found
        if word
    }
    assert given == set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE))


def test_every_link_between_pages_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    ]
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []

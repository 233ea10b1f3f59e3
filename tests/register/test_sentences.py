"""The sentences of the engine are said in the reader's language; none of them is unknown to the register."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

import dispositif
from dispositif.errors import DamagedFile
from dispositif.reading import detection
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.sentences import FOREIGN, said

SOURCES = Path(dispositif.__file__).parent
STAGES = (
    "__init__.py", "acts/**/*.py", "adoptions/adoption.py", "checking/*.py", "mandates/*.py", "reading/**/*.py",
    "structure/**/*.py",
)  # fmt: skip
"""Where the engine warns, doubts, remarks and refuses."""
ERRORS = {"EmptySource", "UnknownFormat", "DamagedFile", "NoTextLayer", "TooLarge"}
SAMPLE = "x"
"""What is put into a sentence."""


def calls(tree: ast.AST) -> Iterator[ast.expr]:
    """What the calls that warn, doubt, remark or refuse to read are given as their sentence."""
    for one in ast.walk(tree):
        if isinstance(one, ast.Call):
            name = getattr(one.func, "id", getattr(one.func, "attr", ""))
            named = [keyword.value for keyword in one.keywords if keyword.arg == "message"]
            if name in ("Doubt", "TextWarning", "Fault"):
                yield from named or one.args[1:2]
            elif name in ("warn", "remark") or name in ERRORS:
                yield from one.args[-1:]


def sentences(tree: ast.AST, given: ast.expr) -> Iterator[str]:
    """The sentences that an expression may stand for, with SAMPLE put in."""
    if isinstance(given, ast.Constant):
        yield str(given.value)
    elif isinstance(given, ast.JoinedStr):
        parts = (str(one.value) if isinstance(one, ast.Constant) else SAMPLE for one in given.values)
        yield "".join(parts)
    elif isinstance(given, ast.Name):
        for one in ast.walk(tree):
            if isinstance(one, ast.Assign) and [getattr(target, "id", "") for target in one.targets] == [given.id]:
                yield from sentences(tree, one.value)


def said_by_the_engine() -> list[tuple[str, str]]:
    found = []
    for path in (path for stage in STAGES for path in SOURCES.glob(stage)):
        tree = ast.parse(path.read_text("utf-8"))
        for given in calls(tree):
            found += [(path.stem, one.removeprefix(f"{SAMPLE}: ")) for one in sentences(tree, given)]
    # What only puts one sentence into another, and one that has a verb put in.
    return [(where, one) for where, one in found if one.strip(f"{SAMPLE} ") and one != "“x” x x."]


def test_the_register_knows_what_the_engine_says() -> None:
    found = said_by_the_engine()
    assert len(found) > 40
    with override("fr"):
        unknown = [one for one in found if said(one[1]) == one[1]]
    assert not unknown, "add them to holdings/sentences.py, and translate them"
    formats = {words for _, *both in (*detection._FOREIGN, *detection._PACKAGES) for words in both}
    assert formats <= FOREIGN


@pytest.mark.parametrize(
    ("sentence", "french"),
    [
        (
            "“the Board” may also mean state/am, state/nt.",
            "Les mots «\N{NO-BREAK SPACE}the Board\N{NO-BREAK SPACE}» peuvent aussi désigner state/am, state/nt.",
        ),
        (
            "this is an RTF file, which is not read. Open it and save it as DOCX, PDF, HTML or plain text.",
            (
                "il s’agit d’un fichier RTF, format qui n’est pas lu. "
                "Ouvrez-le et enregistrez-le au format DOCX, PDF, HTML ou texte brut."
            ),
        ),
        (
            "its part a.xml: the XML is damaged (it is nested deeper than 256 elements). Fetch or save the file again.",
            (
                "sa partie a.xml\N{NO-BREAK SPACE}: le XML est endommagé (l’imbrication dépasse 256 éléments). "
                "Téléchargez ou enregistrez de nouveau le fichier."
            ),
        ),
        ("Somebody wrote this.", "Somebody wrote this."),
    ],
)
def test_a_sentence_is_said_with_what_stands_in_it(sentence: str, french: str) -> None:
    assert said(sentence) == sentence
    with override("fr"):
        assert said(sentence) == french


def test_a_file_is_refused_in_the_reader_s_language() -> None:
    with override("fr"), pytest.raises(DamagedFile) as told:
        read(b"PK\x03\x04half", "draft.docx")
    assert str(told.value).startswith("draft.docx\N{NO-BREAK SPACE}: le fichier DOCX ou ZIP est endommagé")

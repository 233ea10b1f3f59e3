"""The examples in README.md and docs/ are tests: Python blocks run, console blocks must print what they show."""

import doctest
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
import pytest
from hypothesis import HealthCheck, settings
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

# A register that a test opens has a home of its own, made before Django reads its settings. It is done here, and not by
# naming them in pyproject.toml, where the plugin would read them before this file.
os.environ["DISPOSITIF_HOME"] = tempfile.mkdtemp(prefix="register-")
os.environ["DJANGO_SETTINGS_MODULE"] = "dispositif.register.settings"
django.setup()
# No test asserts a time: an example may take as long as a busy machine needs.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
ROOT = Path(__file__).parent
SAMPLES = ROOT / "src" / "dispositif" / "samples"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def in_a_folder_with_the_samples(namespace: dict[str, Any]) -> None:
    """Run each page in a folder of its own that holds the sample documents."""
    namespace["folder"], namespace["before"] = tempfile.mkdtemp(), Path.cwd()
    shutil.copytree(SAMPLES, namespace["folder"], dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    os.chdir(namespace["folder"])


def leave_the_folder(namespace: dict[str, Any]) -> None:
    """Go back and remove the page's folder."""
    os.chdir(namespace["before"])
    shutil.rmtree(namespace["folder"], ignore_errors=True)


def console(example: Example) -> str | None:
    """Run each `$ command` of a console block, which must print what the page shows (`...` for anything)."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    faults = []
    for block in ("\n" + example.parsed).split("\n$ ")[1:]:
        command, _, shown = block.partition("\n")
        run = subprocess.run(
            ["bash", "-c", command],
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
        )
        if not doctest.OutputChecker().check_output(shown.strip() + "\n", run.stdout.strip() + "\n", FLAGS):
            faults.append(f"$ {command}\nshown:\n{shown}\nprinted:\n{run.stdout}")
    return "\n".join(faults) or None


pytest_collect_file = Sybil(
    parsers=[
        CodeBlockParser(language="console", evaluator=console),
        PythonCodeBlockParser(doctest_optionflags=FLAGS),
        SkipParser(),
    ],
    patterns=["README.md", "docs/**/*.md", "docs/*.md"],
    setup=in_a_folder_with_the_samples,
    teardown=leave_the_folder,
).pytest()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents to measure on; a test that needs it is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no real documents at ../shared; they are not part of the project")
    return folder

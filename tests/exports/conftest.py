"""Golden files: what an export gave, kept in tests/exports/golden. `pytest --renew` writes them anew."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def specimen() -> ModuleType:
    """The document made by hand."""
    spec = importlib.util.spec_from_file_location("specimen", HERE / "specimen.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares what was made with the golden file of a name."""

    def compare(name: str, made: str) -> None:
        path = HERE / "golden" / name
        if request.config.getoption("--renew"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(made, "utf-8", newline="")
        with path.open(encoding="utf-8", newline="") as file:
            assert made == file.read(), f"{path} says otherwise; if the new form is right, run pytest --renew"

    return compare

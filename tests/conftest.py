"""Options of the test suite."""

from __future__ import annotations

from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "dispositif"


def pytest_sessionstart() -> None:
    """Refuse to test compiled modules whose sources have changed since."""
    for compiled in PACKAGE.rglob("*.so"):
        source = compiled.with_name(f"{compiled.name.partition('.')[0]}.py")
        if source.exists() and source.stat().st_mtime > compiled.stat().st_mtime:
            raise pytest.UsageError(
                f"{source.name} is newer than what was compiled of it: run make test, or make clean"
            )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write golden files anew, to be looked at in the diff")

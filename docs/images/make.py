"""Take the pictures of this folder anew, of the bundled sample: make pictures. Needs Chromium."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "src" / "dispositif" / "samples" / "communique.txt"
COLUMNS = 120
LINES = 46
PORT = 8765


def dispositif(*arguments: str) -> str:
    """What the command prints."""
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "FORCE_COLOR": "1", "NO_COLOR": ""}
    command = [sys.executable, "-m", "dispositif", *arguments]
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout.decode()


def terminal(browser: Browser) -> None:
    """The terminal view, as far as a screen shows it."""
    shown = dispositif("read", str(SAMPLE)).split("\n")[:LINES]
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), legacy_windows=False)
    console.print(Text("$ dispositif read communique.txt\n", style="bold"))
    console.print(Text.from_ansi("\n".join(shown)))
    svg = console.export_svg(title=escape("dispositif"), font_aspect_ratio=0.61)
    page = browser.new_page(viewport={"width": 1400, "height": 900}, device_scale_factor=1.5)
    page.set_content(f"<body style='margin:0'>{svg}</body>")
    page.locator("svg").first.screenshot(path=HERE / "terminal.png")


def marked_page(browser: Browser) -> None:
    """The page, at a paragraph that gives two mandates."""
    path = HERE / "page.html"
    path.write_text(dispositif("read", str(SAMPLE), "--format", "html"), "utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, device_scale_factor=1.25)
    page.goto(f"{path.as_uri()}#op-6")
    page.screenshot(path=HERE / "page.png")
    path.unlink()


@contextmanager
def served() -> Iterator[str]:
    """A register of its own with the sample, and the password of its first account."""
    with tempfile.TemporaryDirectory() as home:
        words = ["register", "serve", "--home", home, "--port", str(PORT), "--sample"]
        command = [sys.executable, "-m", "dispositif", *words]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr is not None
            said = next(line for line in server.stderr if "password" in line)
            next(line for line in server.stderr if "is open" in line)
            time.sleep(2)
            try:
                yield said.split("password ")[1].split()[0]
            finally:
                server.terminate()


def register(browser: Browser, password: str) -> None:
    """A document in the register at a paragraph that holds a condition, and the mandate that waits for it."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, device_scale_factor=1.25, reduced_motion="reduce")
    page.goto(f"http://127.0.0.1:{PORT}/sign-in/")
    page.locator("main input[type=text], main input[name=login]").first.fill("admin")
    page.locator("main input[type=password]").fill(password)
    page.locator("main button").first.click()
    page.goto(f"http://127.0.0.1:{PORT}/documents/1/#op-4")
    page.screenshot(path=HERE / "register.png")
    page.goto(f"http://127.0.0.1:{PORT}/search/?q=summoning&status=dormant")
    page.locator("a[href^='/mandates/']").first.click()
    page.screenshot(path=HERE / "mandate.png")


if __name__ == "__main__":
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        terminal(browser)
        marked_page(browser)
        with served() as password:
            register(browser, password)

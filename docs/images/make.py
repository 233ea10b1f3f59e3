"""Take the pictures of this folder anew, of the bundled sample: make pictures. Needs Chromium."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "src" / "dispositif" / "samples" / "communique.txt"
COLUMNS = 120
LINES = 46


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


if __name__ == "__main__":
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        terminal(browser)
        marked_page(browser)

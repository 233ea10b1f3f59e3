"""The environments that the contestants run in: ours, and one a peer, built under benchmarks/ when first needed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent


class Peer(NamedTuple):
    """A peer's packages, and the least Python that they need."""

    packages: tuple[str, ...]
    least: tuple[int, int] = (3, 11)


PEERS = {
    "bluebell": Peer(("bluebell-akn==5.0.0", "bluebell-akn-rs==5.0.0"), (3, 12)),
    "eyecite": Peer(("eyecite==2.7.8", "hyperscan==0.9.1")),
    "spacy": Peer(("spacy==3.8.18",)),
}


class Unavailable(Exception):
    """A peer that cannot be installed here."""


def interpreter(contestant: str) -> Path:
    """The Python in which a contestant runs. Raises Unavailable, saying why."""
    name = contestant.partition("_")[0]
    if name not in PEERS:
        return Path(sys.executable)
    folder = HERE / f".venv-{name}"
    python = folder / "bin" / "python"
    if not (folder / ".built").exists():
        _build(PEERS[name], folder, python)
        (folder / ".built").touch()
    return python


def _build(peer: Peer, folder: Path, python: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *peer.packages]
    try:
        subprocess.run([_python(peer.least), "-m", "venv", str(folder)], check=True, capture_output=True)
        subprocess.run(install, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        raise Unavailable(f"{' '.join(peer.packages)} cannot be installed: {str(error.stderr)[-200:]}") from error


def _python(least: tuple[int, int]) -> str:
    if sys.version_info >= least:
        return sys.executable
    minors = range(least[1], least[1] + 6)
    installed = [str(path) for path in sorted((Path.home() / ".pyenv" / "versions").glob("3.*/bin/python"))]
    for candidate in [*(f"python3.{minor}" for minor in minors), *installed]:
        path = shutil.which(candidate)
        question = f"import sys; sys.exit(sys.version_info < {least})"
        if path and subprocess.run([path, "-c", question], check=False, capture_output=True).returncode == 0:
            return path
    raise Unavailable(f"needs Python {least[0]}.{least[1]} or later, and none is found on the path")

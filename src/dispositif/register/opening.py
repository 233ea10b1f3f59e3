"""Opening a register: where its home is, and Django made ready for it."""

from __future__ import annotations

import gc
import os
import secrets
from pathlib import Path
from tempfile import NamedTemporaryFile

from dispositif import without_collector
from dispositif.errors import UsageError

HOME_VARIABLE = "DISPOSITIF_HOME"
"""The environment variable that names the home."""
_MADE_BY_A_PAGE = 10_000
"""Objects that there are more of when the collector of garbage looks for cycles among them."""


def home() -> Path:
    """The folder that holds a register's database and its secret key."""
    return Path(os.environ.get(HOME_VARIABLE) or Path.home() / ".dispositif")


def secret_key() -> str:
    """The key that signs sessions: from SECRET_KEY, else a file of the home that is made the first time."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    file = home() / "secret-key"
    if not file.exists():
        home().mkdir(parents=True, exist_ok=True)
        # Under another name first: who is killed here leaves no key of no characters, with which nothing would open.
        with NamedTemporaryFile("w", dir=home(), prefix=file.name, encoding="ascii", delete=False) as new:
            new.write(secrets.token_urlsafe(50))
        Path(new.name).replace(file)
    return file.read_text(encoding="ascii")


def open_register(folder: str | None = None) -> None:
    """Make Django ready for the register at `folder` (else DISPOSITIF_HOME, else ~/.dispositif), its tables up to date.

    Raises UsageError where the extra is not installed.
    """
    if folder is not None:
        os.environ[HOME_VARIABLE] = str(Path(folder).resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dispositif.register.settings")
    with without_collector():  # what is imported stays
        try:
            import django
            from django.core.management import call_command
        except ModuleNotFoundError as error:
            raise UsageError("The register is not installed: pip install 'dispositif[register]'.") from error
        home().mkdir(parents=True, exist_ok=True)
        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
    # What a page has made is soon gone: it is not looked through again and again, nor what is imported ever.
    gc.freeze()
    gc.set_threshold(_MADE_BY_A_PAGE)


def take_stock() -> None:
    """Have the database count what its tables hold, by which it chooses the way to an answer.

    SQLite never does by itself, and takes twice as long for a full register's pages; PostgreSQL does by itself.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

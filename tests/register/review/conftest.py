"""A mandate of the sample to decide about, and an engine that reads otherwise than before."""

from collections.abc import Callable

import pytest

from dispositif.document import Document as ReadDocument
from dispositif.register.holdings import actions
from dispositif.register.holdings.models import Document
from dispositif.register.review import rereading
from dispositif.register.review.models import Mandate


@pytest.fixture
def mandate(communique: Document) -> Mandate:
    """The first mandate of paragraph 8."""
    return communique.mandates.get(key="op-8.m1")


@pytest.fixture
def newer_engine(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[ReadDocument], ReadDocument]], None]:
    """Let the next readings come out as a function of what they are."""

    def install(change: Callable[[ReadDocument], ReadDocument]) -> None:
        def read(content: bytes, name: str, language: str | None = None) -> actions.Read:
            found = actions.read(content, name, language)
            result = change(ReadDocument.from_json(found.result))
            return actions.taken(found.content, found.name, found.characters, result)

        monkeypatch.setattr(rereading, "read", read)
        monkeypatch.setattr("dispositif.__version__", "9.9.9")

    return install

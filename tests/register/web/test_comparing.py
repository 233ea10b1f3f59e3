"""Two documents of the register beside each other."""

import io
import zipfile
from datetime import date

import pytest
from django.test import Client

from dispositif.register.first_steps import SAMPLE
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document
from dispositif.register.review.actions import bring_in


@pytest.fixture
def later(body: Body, communique: Document) -> Document:
    text = SAMPLE.read_text("utf-8").replace("urges all Member States", "requests all Member States")
    [document] = bring_in(None, body, [read(text.encode(), "later.txt")])
    Document.objects.filter(pk=document.pk).update(adopted=date(2025, 3, 14))
    return document


@pytest.fixture
def reader(client: Client, person) -> Client:
    client.force_login(person("reader"), "django.contrib.auth.backends.ModelBackend")
    return client


def test_the_other_documents_of_the_body_are_offered(reader: Client, communique: Document, later: Document) -> None:
    assert f'<option value="{later.pk}">' in reader.get(f"/documents/{communique.pk}/compare/").content.decode()


@pytest.mark.parametrize("turned", [False, True])
def test_the_older_one_comes_first(reader: Client, communique: Document, later: Document, turned: bool) -> None:
    first, second = (later, communique) if turned else (communique, later)
    answer = reader.get(f"/documents/{first.pk}/compare/", {"with": second.pk})
    page = answer.content.decode()
    assert "<del>urges</del>" in page or "<del>urges" in page
    assert "requests" in page
    assert "script-src" not in answer["Content-Security-Policy"]
    assert "unsafe-inline" in answer["Content-Security-Policy"]


def test_the_same_as_tracked_changes(reader: Client, communique: Document, later: Document) -> None:
    answer = reader.get(f"/documents/{communique.pk}/compare/", {"with": later.pk, "form": "docx"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert b"w:del" in archive.read("word/document.xml")


@pytest.mark.parametrize("other", ["x", "itself", "999"])
def test_what_cannot_be_compared_is_told(reader: Client, communique: Document, other: str) -> None:
    asked = str(communique.pk) if other == "itself" else other
    assert reader.get(f"/documents/{communique.pk}/compare/", {"with": asked}).status_code in (404, 422)

"""The interface speaks the reader's language, and turns round for Arabic."""

import gettext
import itertools
from pathlib import Path

import pytest
from django.test import Client

from dispositif.register import settings

pytestmark = pytest.mark.django_db
CATALOGUES = sorted(Path(settings.__file__).parent.glob("locale/*/LC_MESSAGES/django.po"))


@pytest.mark.parametrize(
    ("code", "direction", "title"),
    [("en", "ltr", "Overview"), ("fr", "ltr", "Vue d’ensemble"), ("ar", "rtl", "نظرة عامة")],
)
def test_a_page_is_in_the_language_that_is_asked_for(client: Client, code: str, direction: str, title: str) -> None:
    page = client.get("/", headers={"Accept-Language": code}).content.decode()
    assert f'<html lang="{code}" dir="{direction}">' in page
    assert f"<h1>{title}</h1>" in page
    assert "Français" in page


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_is_compiled_as_it_stands(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    words = path.read_text("utf-8").split("\n")
    for asked, said in itertools.pairwise(words):
        if asked.startswith('msgid "') and said.startswith('msgstr "') and len(said) > len('msgstr ""'):
            assert compiled.gettext(asked[7:-1]) == said[8:-1]

"""The addresses of pages for lists, and the bar that leads to pages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse, set_script_prefix

from dispositif.register.web.addresses import leading_to


@pytest.mark.parametrize("key", ["op-3.b.ii", "a b", "é", "100%", "a+b=c", "~:@!$&'()*,;", '"<'])
def test_they_are_those_of_django(key: str) -> None:
    assert leading_to("paragraph", 7)(key) == reverse("paragraph", args=[7, key])
    assert leading_to("paragraph", gaps=2)(7, key) == reverse("paragraph", args=[7, key])


def test_what_is_a_path_stays_one() -> None:
    assert leading_to("instrument")("A/RES/70/901") == reverse("instrument", args=["A/RES/70/901"])


def test_they_lead_to_where_the_register_stands() -> None:
    set_script_prefix("/register/")
    try:
        assert leading_to("document")(7) == "/register/documents/7/"
    finally:
        set_script_prefix("/")


@pytest.mark.parametrize(
    ("address", "here"),
    [("/", "/ page"), ("/search/", "/search/ page"), ("/search/paragraphs/", "/search/ true"), ("/account/", "")],
)
def test_the_bar_says_where_one_is_in_ones_own_language(client: Client, person: Any, address: str, here: str) -> None:
    client.force_login(person("manager"), "django.contrib.auth.backends.ModelBackend")
    for language, word, direction in (("en", "Search", "ltr"), ("ar", "البحث", "rtl"), ("fr", "Recherche", "ltr")):
        client.cookies["django_language"] = language
        page = client.get(address).content.decode()
        marked = re.findall(r'<a href="([^"]*)" aria-current="(\w+)">', page)
        assert " ".join(marked[0] if marked else ()) == here
        assert f'<html lang="{language}" dir="{direction}">' in page
        assert f">{word}</a></li>" in page
        assert re.findall(r'value="(\w+)" lang="\w+" aria-pressed="true"', page) == [language]


def test_a_page_is_told_to_run_nothing_of_others(client: Client, db: None) -> None:
    answer = client.get("/sign-in/")
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "object-src 'none'" in answer["Content-Security-Policy"]

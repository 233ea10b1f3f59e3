"""The addresses of pages for lists."""

from __future__ import annotations

import pytest
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

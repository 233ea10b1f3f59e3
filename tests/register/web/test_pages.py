"""Every page in a real browser: usable by everybody, at any width, in each scheme and direction."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_sign_in_page_is_accessible_and_fits(
    open_page: Callable[..., Any], assert_accessible: Callable[[Any], None], width: int, scheme: str
) -> None:
    page = open_page(width=width, color_scheme=scheme)
    page.goto("/sign-in/")
    assert_accessible(page)


def test_a_person_is_signed_in(open_page: Callable[..., Any], person: Callable[[str], Any]) -> None:
    page = open_page(person("editor"))
    page.goto("/documents/")
    assert page.get_by_role("link", name="editor").is_visible()

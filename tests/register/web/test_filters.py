"""The filters of all templates."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.text import Truncator
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from dispositif.register.web.filters import shortened


@pytest.mark.parametrize(
    ("language", "written"), [("en", "9 September 2025"), ("fr", "9 septembre 2025"), ("ar", "9 سبتمبر 2025")]
)
def test_a_day_is_written_in_the_language_of_the_page(language: str, written: str) -> None:
    with override(language):
        assert Template("{{ it|day }}").render(Context({"it": date(2025, 9, 9)})) == written


def test_the_day_of_a_moment_is_that_of_the_place(settings: Any) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    moment = datetime(2025, 9, 8, 20, 0, tzinfo=UTC)
    assert Template("{{ it|day }}{{ none|day }}").render(Context({"it": moment, "none": None})) == "9 September 2025"


@given(st.text(st.sampled_from("ab é\u0301\u0651ش\u20dd<"), max_size=12), st.integers(2, 8))
def test_words_are_cut_as_django_cuts_them(words: str, most: int) -> None:
    assert shortened(words, most) == Truncator(words).chars(most)

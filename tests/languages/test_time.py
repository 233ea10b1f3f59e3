import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispositif.languages import section
from dispositif.languages.schema import TimeWords
from dispositif.languages.time import calendar

ENGLISH = calendar("en")
EXAMPLES = section("en", "time", TimeWords)


@pytest.mark.parametrize(("words", "date"), EXAMPLES.good.items())
def test_a_date_is_read(words, date):
    assert ENGLISH.date(words) == date


@pytest.mark.parametrize("words", EXAMPLES.bad)
def test_what_is_no_date_is_not_read(words):
    assert ENGLISH.date(words) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("seventy-ninth", 79),
        ("79th", 79),
        ("Twenty first", 21),
        ("one hundred and fifty-second", 152),
        ("two hundredth", 200),
        ("nine", None),
        ("", None),
    ],
)
def test_an_ordinal_is_read(words, number):
    assert ENGLISH.ordinal(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("ninety", 90),
        ("forty-five", 45),
        ("one hundred and twenty", 120),
        ("two million three hundred thousand", 2_300_000),
        ("12,500", 12_500),
        ("90", 90),
        ("two and three", None),
        ("ninth", None),
        ("9" * 5000, None),
    ],
)
def test_a_number_is_read(words, number):
    assert ENGLISH.number(words) == number


def test_a_number_of_units_is_a_period():
    assert ENGLISH.period("six", "months") == "P6M"
    assert ENGLISH.period("90", "calendar  days") == "P90D"
    assert ENGLISH.period("six", "moons") is None


def test_a_date_says_its_calendar():
    assert ENGLISH.day("14 Ramadan 1445H").calendar == "hijri"
    assert ENGLISH.day("24 March 2024").calendar == "gregorian"


@given(st.text())
def test_any_words_are_read_without_error(words):
    ENGLISH.number(words), ENGLISH.ordinal(words), ENGLISH.date(words), ENGLISH.period(words, words)

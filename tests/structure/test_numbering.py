"""Printed numbers are read as printed, and find their place among those before them."""

import pytest

from dispositif.structure.numbering import mark, number_alone, readings
from dispositif.structure.outline import Outline
from dispositif.structure.pieces import Piece


def label(text: str) -> str | None:
    found = mark(text, 0, len(text))
    return found.label if found and not found.loose else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Requests", "1"), ("12) Requests", "12"), ("(3) Requests", "3"), ("4- Requests", "4"),
        ("5 - Requests", "5"),
        ("6.Requests", "6"), ("7\tRequests", "7"), ("§ 8 Requests", "8"), ("“9. Requests", "9"), ("II. Requests", "II"),
        ("A. by boat", "A"), ("(aa) by boat", "aa"), ("(iii) by boat", "iii"), ("xii) by boat", "xii"),
        ("• by boat", "•"), ("– by boat", "•"), ("1.2. by boat", "1.2"), ("a.\u00a0by boat", "a"),
    ],
)  # fmt: skip
def test_a_number_is_read(text: str, expected: str) -> None:
    assert label(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Requests", "2010 was dry", "1.5 million nets", "A net", "I regret", "is. that so", "(and so on)", "",
     "-5 degrees", "mid-June", "3,000 boats", "No. 4"],
)  # fmt: skip
def test_words_and_quantities_are_no_numbers(text: str) -> None:
    assert label(text) is None


def test_a_number_without_punctuation_is_left_to_those_before_it() -> None:
    found = mark("2.1 to count", 0, 12)
    assert found is not None
    assert found.loose


@pytest.mark.parametrize("text", ["3.", "(a)", "•", "iv)"])
def test_a_number_may_stand_alone_on_a_line(text: str) -> None:
    assert number_alone(text, 0, len(text))


@pytest.mark.parametrize("text", ["II.", "B.", "2010", "*", "3. Requests"])
def test_a_section_a_year_or_an_asterisk_is_no_number_of_the_next_line(text: str) -> None:
    assert not number_alone(text, 0, len(text))


def test_a_letter_may_be_a_numeral_too() -> None:
    assert readings("i") == (("lower roman", 1), ("lower letter", 9))
    assert readings("bb") == (("lower letter", 28),)
    assert readings("iix") == ()


def paths(*numbers: str) -> list[str]:
    """The paths of numbers printed one after another; a colon after a number stands for words that promise a list."""
    outline, found, chapeau = Outline(), [], False
    for printed in numbers:
        number = printed.rstrip(":")
        read = mark(number + " x", 0, len(number) + 2)
        assert read is not None
        outline.place(read, Piece(0, 0, 0, read), chapeau)
        found.append(" ".join(outline.path()))
        chapeau = printed.endswith(":")
    return found


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("1.", "(a)", "(b)", "(i)", "(ii)", "(c)", "2."), ["1", "1 a", "1 b", "1 b i", "1 b ii", "1 c", "2"]),
        (("1.", "(a)", "2.", "(a)"), ["1", "1 a", "2", "2 a"]),
        (("1.", "2.", "4."), ["1", "2", "4"]),
        (("1.", "2.", "1."), ["1", "2", "1"]),
        (("1.", "•", "•", "2."), ["1", "1 •", "1 •", "2"]),
        (("1.", "•", "(a)"), ["1", "1 •", "1 a"]),
        (("(h)", "(i)", "(j)"), ["h", "i", "j"]),
        (("(h):", "(i)", "(ii)"), ["h", "h i", "h ii"]),
        (("1.", "1.1.", "1.2.", "2.", "2.1."), ["1", "1 1", "1 2", "2", "2 1"]),
        (("l.", "2.", "3."), ["l", "2", "3"]),
        (("1.", "2)", "3."), ["1", "2", "3"]),
        (("(y)", "(z)", "(aa)", "(bb)"), ["y", "z", "aa", "bb"]),
    ],
)
def test_numbers_find_their_place(numbers: tuple[str, ...], expected: list[str]) -> None:
    assert paths(*numbers) == expected

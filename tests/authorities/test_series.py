import re

import pytest

from dispositif.authorities import records
from dispositif.authorities.identifiers import identified
from dispositif.authorities.series import bodies, series

EXAMPLES = [
    pytest.param(body.body, one, id=f"{body.body}-{one.noun}-{number}")
    for body in series().bodies
    for number, one in enumerate(body.series)
]


@pytest.mark.parametrize(("body", "one"), EXAMPLES)
def test_a_series_recognizes_its_good_numbers_and_not_its_bad_ones(body, one):
    for printed, identifier in one.good.items():
        assert identified(one.noun, printed, 0, [body]) == identifier
    for printed in one.bad:
        assert not re.fullmatch(one.number, printed) or identified(one.noun, printed, 0, [body]) is None


@pytest.mark.parametrize("form", series().documents, ids=lambda form: form.starts[0])
def test_a_form_of_symbols_recognizes_its_good_ones_and_not_its_bad_ones(form):
    before = r"\d{1,3} " if form.counted else ""
    expression = re.compile(f"{before}(?:{'|'.join(map(re.escape, form.starts))}){form.then}")
    assert all(expression.fullmatch(symbol) for symbol in form.good)
    assert not any(expression.match(symbol) for symbol in form.bad)


def test_every_body_with_a_series_has_a_record():
    assert set(bodies()) <= set(records())


def test_a_number_of_another_year_is_no_number_of_the_body():
    assert identified("resolution", "49/23", 2022, ["un/general-assembly"]) is None
    assert identified("resolution", "49/23", 1994, ["un/general-assembly"]) == "A/RES/49/23"

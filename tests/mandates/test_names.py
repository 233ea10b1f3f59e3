"""Where a text names an actor in full."""

import pytest

from dispositif.mandates.grammar import grammar
from dispositif.mandates.names import Names

REFUGEES = "the Office of the United Nations High Commissioner for Refugees"


@pytest.mark.parametrize("name", [REFUGEES, REFUGEES.upper(), "UNHCR"])
def test_an_actor_is_named_from_the_end_of_its_first_name_on(name: str) -> None:
    text = f"It rains. {'It pours. ' * 200}It thanks {name}, and it rains. " + "It pours. " * 200
    names, end = Names(text, 0, grammar("en")), text.index(name) + len(name)
    assert not names.holds("un/unhcr", end - 1)
    assert names.holds("un/unhcr", end)
    assert names.holds("un/unhcr", len(text))
    assert not names.holds("un/security-council", len(text))


def test_letters_within_another_name_name_nobody() -> None:
    text = "It thanks the United Nations Framework Convention on Climate Change and the UNHCRs, and İt rains."
    names = Names(text, 0, grammar("en"))
    assert not names.holds("un", len(text))
    assert not names.holds("un/unhcr", len(text))


def test_names_far_on_in_a_long_text_are_found_from_their_end_on() -> None:
    text = "It pours. " * 6000 + f"It thanks {REFUGEES}" + "  It pours" * 12_000
    names, end = Names(text, 0, grammar("en")), text.index(REFUGEES) + len(REFUGEES)
    assert not names.holds("un/unhcr", end - 1)
    assert names.holds("un/unhcr", len(text))

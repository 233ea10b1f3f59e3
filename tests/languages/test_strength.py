"""The examples of strength.yaml, amounts.yaml and checks.yaml hold, and the scales name verbs that exist."""

from __future__ import annotations

import pytest

from dispositif import read
from dispositif.checking.data import checks, reviews
from dispositif.comparison.amounts import amounts
from dispositif.comparison.strength import Strength, strength
from dispositif.languages import languages, section
from dispositif.languages.schema import AmountWords, StrengthScale, StrengthWords, VerbRecord

SCALES = [scale for code in languages() if code == "en" for scale in section(code, "strength", StrengthWords).scales]
PATTERNS = checks("en").reviews


def measured(sentence: str) -> Strength | None:
    """How strong the first act of a sentence is that is the first paragraph of a resolution."""
    number = "" if sentence.endswith(",") else "1. "
    after = "\n\n1. Decides to meet again." if sentence.endswith(",") else ""
    document = read(f"Resolution 1\n\nThe Assembly of the Harbour Union,\n\n{number}{sentence}{after}", language="en")
    return strength(document.acts[0], "en")


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.id)
def test_good_sentences_stand_on_their_step_and_bad_ones_on_none(scale: StrengthScale) -> None:
    for sentence, step in scale.good.items():
        found = measured(sentence)
        assert found is not None, sentence
        assert (found.scale, found.step) == (scale.id, step), sentence
    for sentence in scale.bad:
        found = measured(sentence)
        assert found is None or found.scale != scale.id, sentence


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.id)
def test_every_scale_says_where_it_comes_from_and_names_verbs_that_are_known(scale: StrengthScale) -> None:
    assert scale.source
    known = {verb.lemma for verb in section("en", "verbs", tuple[VerbRecord, ...])}
    assert {lemma for step in scale.steps for lemma in step} <= known


@pytest.mark.parametrize(("words", "found"), section("en", "amounts", AmountWords).good.items())
def test_amounts(words: str, found: dict[str, str]) -> None:
    assert {amount.kind: words[amount.start : amount.end] for amount in amounts(words, 0, len(words), "en")} == found


@pytest.mark.parametrize("words", ["A/RES/71/1", "COVID-19", "a well-kept light"])
def test_figures_of_names_are_no_amounts(words: str) -> None:
    assert list(amounts(words, 0, len(words), "en")) == []


@pytest.mark.parametrize("record", PATTERNS, ids=lambda record: record.id)
def test_review_clauses(record) -> None:
    for words in record.good:
        assert record.id in {found.record.id for found in reviews("en").find(words)}, words
    for words in record.bad:
        assert record.id not in {found.record.id for found in reviews("en").find(words)}, words

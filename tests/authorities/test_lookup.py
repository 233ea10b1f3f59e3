from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dispositif.authorities import actors

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
ENGLISH = actors("en")
PIECES = [
    "Government of",
    "the",
    "Mali",
    "Security Council",
    "-",
    "’s",
    "Member States",
    "Malian",
    "authorities",
    "\u2011",
]


def read(words, issuer):
    named = []
    for start, end, claims in ENGLISH.find(words):
        resolution = ENGLISH.resolve(claims, issuer or None, named)
        if resolution.actor:
            named.append(resolution.actor)
        doubt = "?" if resolution.doubtful else ""
        yield words[start:end], " ".join(filter(None, (resolution.actor, doubt))) or "-"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_name_means_the_right_record(case):
    assert dict(read(case["words"], case["issuer"])) == case["means"]


def test_a_name_can_be_resolved_as_words():
    assert ENGLISH.resolve("Security Council", "un").actor == "un/security-council"
    assert ENGLISH.resolve("the Security Council", "un").actor is None
    assert ENGLISH.resolve("Ministry of Silly Walks") == (None, ())


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join)))
def test_any_words_are_searched_and_matches_do_not_overlap(words):
    last = 0
    for start, end, claims in ENGLISH.find(words):
        assert last <= start < end <= len(words)
        assert claims
        ENGLISH.resolve(claims, "un", ["un/security-council"])
        last = end

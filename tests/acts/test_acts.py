"""Acts, by cases that a diplomat can read, and by the examples that each verb carries."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispositif.acts import acts
from dispositif.document import Act, Heading, Mention, Paragraph
from dispositif.languages import section
from dispositif.languages.schema import VerbRecord
from dispositif.languages.yaml_files import parse
from dispositif.passage import flatten

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in parse(path.read_bytes())
]
VERBS = section("en", "verbs", tuple[VerbRecord, ...])


def acts_of(text: str, kind: str = "operative", nested: bool = False, body: str | None = None) -> tuple[Act, ...]:
    parent = "op-1" if nested else None
    paragraph = Paragraph(
        id="op-2",
        part="main",
        kind=kind,
        path=("2",),
        parent=parent,
        start=0,
        end=len(text),  # type: ignore[arg-type]
    )
    heading = Heading(body=Mention(text=body, start=0, end=0) if body else None)
    return acts((paragraph,), {}, text, flatten(text), heading, "en")


@pytest.mark.parametrize("case", CASES)
def test_the_acts_of_a_paragraph(case: dict) -> None:
    text = case["text"]
    found = acts_of(text, case.get("kind", "operative"), case.get("nested") == "true" or case.get("nested") is True,
                    case.get("body"))  # fmt: skip
    assert [f"{act.force}: {act.verb.text}" for act in found] == case["acts"]
    for act, ending in zip(found, case.get("ends", []), strict="ends" in case):
        assert text[act.start : act.end].endswith(ending)
    assert [doubt.code for act in found for doubt in act.doubts] == case.get("doubts", [])


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.lemma)
def test_every_verb_is_read_in_its_good_examples(verb: VerbRecord) -> None:
    assert verb.good, "each verb carries an example"
    for example in verb.good:
        assert verb.lemma in {act.rule.removeprefix("verbs/") for act in acts_of(example)}, example


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb.bad], ids=lambda verb: verb.lemma)
def test_no_verb_is_read_in_its_bad_examples(verb: VerbRecord) -> None:
    for example in verb.bad:
        assert f"verbs/{verb.lemma}" not in {act.rule for act in acts_of(example)}, example


def test_only_directives_have_a_strength() -> None:
    for verb in VERBS:
        assert (verb.strength is not None) == (verb.force == "directive"), verb.lemma
        assert verb.strength is None or 1 <= verb.strength <= 5


@pytest.mark.parametrize("kind", ["heading", "title", "footnote", "masthead", "other"])
def test_only_preambular_and_operative_paragraphs_act(kind: str) -> None:
    assert acts_of("Requests the secretariat to report;", kind) == ()


LISTS = [
    ("Decides that pilots:", "shall wait; and decides further that boats shall wait;", ["Decides", "decides further"]),
    ("Pilots are told of the storm:", "Boats shall wait.", ["shall"]),
    ("The Council agreed to the following measures:", "to request the Board to meet;", ["agreed", "request"]),
    ("The Council agreed to the following measures:", "to meet in May, as the Board requested;", ["agreed"]),
]  # fmt: skip


@pytest.mark.parametrize(("chapeau", "item", "verbs"), LISTS)
def test_what_an_item_does_depends_on_its_chapeau(chapeau: str, item: str, verbs: list[str]) -> None:
    text = f"{chapeau}\n{item}"
    start = len(chapeau) + 1
    paragraphs = (
        Paragraph(id="op-1", part="main", kind="operative", path=("1",), parent=None, start=0, end=len(chapeau)),
        Paragraph(
            id="op-1.a", part="main", kind="operative", path=("1", "a"), parent="op-1", start=start, end=len(text)
        ),
    )
    found = acts(paragraphs, {"op-1.a": "op-1"}, text, flatten(text), Heading(body=None), "en")
    assert [act.verb.text for act in found] == verbs


FRAGMENTS = st.sampled_from(
    [*"“”;\n", "  ", ". ", "Requests", " the Council", ", and ", "also", " urges", " in this regard,", " which ",
     "notes", " We ", "call", " upon", " its", " request", "are encouraged to", "Having", " considered", "is", "\u2028"]
)  # fmt: skip


@given(
    st.one_of(st.text(), st.lists(FRAGMENTS).map("".join)), st.sampled_from(["operative", "preambular"]), st.booleans()
)
def test_acts_hold_their_own_words_and_follow_each_other(text: str, kind: str, nested: bool) -> None:
    last = 0
    for act in acts_of(text, kind, nested, "The Council"):
        assert text[act.verb.start : act.verb.end] == act.verb.text
        assert last <= act.start == act.verb.start < act.verb.end <= act.end <= len(text)
        last = act.verb.end

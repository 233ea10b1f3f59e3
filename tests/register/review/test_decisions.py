"""What people decide about a mandate: it is written, the old is kept, and nobody overwrites anybody."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import msgspec
import pytest
from django.contrib.auth.models import User
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dispositif.document import Deadline, Mention
from dispositif.register.errors import Forbidden, Missing, Refused, RegisterError, Stale
from dispositif.register.holdings.models import Document
from dispositif.register.people.models import Trail
from dispositif.register.review.content import Content
from dispositif.register.review.decisions import LIVE, add, confirm, correct, merge, reject, reopen, split
from dispositif.register.review.models import Mandate, Revision
from dispositif.register.review.placing import place
from dispositif.register.soundness import check

State, Kind = Mandate.State, Revision.Kind


def words(document: Document, of: str, near: int = 0, form: type = Mention, **more: object) -> object:
    """Words of a document, as what they are a part of."""
    found = place(document.characters, of, near)
    return form(text=found.text, start=found.start, end=found.end, **more)


def kinds(mandate: Mandate) -> list[str]:
    return list(mandate.revisions.values_list("kind", flat=True))


def test_a_draft_is_confirmed(mandate: Mandate, person: Callable[[str], User]) -> None:
    confirmed = confirm(person("editor"), mandate.reference, 1, "As it stands.")
    assert (confirmed.state, confirmed.version) == (State.CONFIRMED, 2)
    last = confirmed.revisions.last()
    assert (last.kind, last.person.username, last.remark) == (Kind.CONFIRMED, "editor", "As it stands.")
    assert last.content == confirmed.as_read == confirmed.content
    assert Trail.objects.filter(subject=f"mandate {mandate}", person__username="editor").exists()


def test_a_correction_keeps_what_was_read(mandate: Mandate, person: Callable[[str], User]) -> None:
    document = mandate.document
    read = mandate.read_content()
    addressee = words(document, "all Member States", mandate.start, actor=None)
    deadline = words(document, "within 90 days", mandate.start, Deadline, date="2024-06-12")
    content = msgspec.structs.replace(read, addressees=(addressee,), deadline=deadline)
    corrected = correct(person("editor"), mandate.reference, 1, content)
    corrected.refresh_from_db()
    assert corrected.state == State.CORRECTED
    assert Content.from_builtins(corrected.as_read) == read
    assert str(corrected.deadline_date) == "2024-06-12"
    assert corrected.involvements.get().name == "all Member States"
    assert kinds(corrected) == [Kind.READ, Kind.CORRECTED]


def test_a_correction_back_to_what_was_read_is_a_confirmation(mandate: Mandate, person: Callable[[str], User]) -> None:
    editor, read = person("editor"), mandate.read_content()
    other = msgspec.structs.replace(read, addressees=())
    correct(editor, mandate.reference, 1, other)
    assert correct(editor, mandate.reference, 2, read).state == State.CONFIRMED


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"paragraph": "op-99"}, "no paragraph op-99"),
        ({"depends_on": ("op-99.m1",)}, "no mandate op-99.m1"),
        ({"depends_on": ("op-8.m1",)}, "wait for itself"),
        ({"addressees": (Mention(text="Nobody", start=0, end=6),)}, "does not stand"),
        ({"addressees": (Mention(text="", start=5, end=5),)}, "does not stand"),
        ({"addressees": (Mention(text="Final", start=0, end=5, actor="no/such"),)}, "no actor"),
    ],
)
def test_what_the_text_does_not_say_is_refused(
    mandate: Mandate, person: Callable[[str], User], change: dict, says: str
) -> None:
    content = msgspec.structs.replace(mandate.read_content(), **change)
    with pytest.raises(Refused, match=says):
        correct(person("editor"), mandate.reference, 1, content)
    mandate.refresh_from_db()
    assert (mandate.version, kinds(mandate)) == (1, [Kind.READ])


def test_the_second_of_two_is_told_and_nothing_is_lost(mandate: Mandate, person: Callable[[str], User]) -> None:
    reject(person("editor"), mandate.reference, 1, "It only thanks.")
    with pytest.raises(Stale, match=r"was rejected by editor at .* look at both"):
        confirm(person("manager"), mandate.reference, 1)
    mandate.refresh_from_db()
    assert (mandate.state, mandate.version, kinds(mandate)) == (State.REJECTED, 2, [Kind.READ, Kind.REJECTED])


def test_a_rejected_mandate_stays_and_is_reopened(mandate: Mandate, person: Callable[[str], User]) -> None:
    editor = person("editor")
    reject(editor, mandate.reference, 1)
    with pytest.raises(Refused, match="Reopen it first"):
        confirm(editor, mandate.reference, 2)
    assert reopen(editor, mandate.reference, 2).state == State.DRAFT
    assert confirm(editor, mandate.reference, 3).state == State.CONFIRMED


def test_a_mandate_that_no_machine_found_is_added(communique: Document, person: Callable[[str], User]) -> None:
    near = communique.paragraphs.get(key="op-10").start
    content = Content(
        paragraph="op-10",
        verb=communique.mandates.first().read_content().verb,
        force="directive",
        action=place(communique.characters, "keep it open throughout the season", near),
        addressees=(words(communique, "the Republic of Velmora", near),),
    )
    first, second = (add(person("editor"), communique, content) for _ in range(2))
    assert (first.key, second.key) == ("op-10.x1", "op-10.x2")
    assert (first.state, first.as_read, kinds(first)) == (State.ADDED, None, [Kind.ADDED])
    assert reopen(person("editor"), first.reference, 1).state == State.DRAFT
    assert confirm(person("editor"), first.reference, 2).state == State.ADDED


def parts_of(mandate: Mandate) -> list[Content]:
    content = mandate.read_content()
    halves = [" ".join(half) for half in (mandate.action.split()[:3], mandate.action.split()[3:])]
    text = mandate.document.characters
    return [msgspec.structs.replace(content, action=place(text, half, mandate.start)) for half in halves]


def test_a_mandate_is_split_and_its_address_holds(mandate: Mandate, person: Callable[[str], User]) -> None:
    editor = person("editor")
    made = split(editor, mandate.reference, 1, parts_of(mandate))
    mandate.refresh_from_db()
    assert mandate.state == State.REPLACED
    assert [*mandate.replaced_by.all()] == made
    assert {one.state for one in made} == {State.ADDED}
    with pytest.raises(Refused, match="still stands"):
        reopen(editor, mandate.reference, 2)
    for one in made:
        reject(editor, one.reference, 1)
    assert reopen(editor, mandate.reference, 2).state == State.DRAFT


@pytest.mark.parametrize(("take", "says"), [(1, "two or more"), (0, "two or more")])
def test_a_mandate_is_split_into_two_at_least(
    mandate: Mandate, person: Callable[[str], User], take: int, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        split(person("editor"), mandate.reference, 1, parts_of(mandate)[:take])
    assert Mandate.objects.get(pk=mandate.pk).version == 1


def test_two_parts_that_ask_the_same_are_refused(mandate: Mandate, person: Callable[[str], User]) -> None:
    with pytest.raises(Refused, match="the same of the same"):
        split(person("editor"), mandate.reference, 1, parts_of(mandate)[:1] * 2)


def test_mandates_of_a_paragraph_are_merged(communique: Document, person: Callable[[str], User]) -> None:
    first, second = communique.mandates.filter(paragraph="op-7")[:2]
    merged = merge(person("editor"), {second.reference: 1, first.reference: 1})
    second.refresh_from_db()
    content = merged.read_content()
    assert merged.reference == first.reference
    assert merged.state == State.CORRECTED
    assert second.state == State.REPLACED
    assert second.replaced_by.get() == merged
    assert content.action.start <= first.start
    assert {*second.read_content().addressees} <= {*content.addressees}
    assert not list(check())


def test_mandates_of_two_paragraphs_are_not_merged(communique: Document, person: Callable[[str], User]) -> None:
    one = communique.mandates.filter(paragraph="op-9").first()
    other = communique.mandates.filter(paragraph="op-8").first()
    with pytest.raises(Refused, match="the same paragraph"):
        merge(person("editor"), {one.reference: 1, other.reference: 1})
    assert not Mandate.objects.exclude(version=1).exists()


def test_a_contributor_may_not_review(mandate: Mandate, person: Callable[[str], User]) -> None:
    with pytest.raises(Forbidden, match="editor"):
        confirm(person("contributor"), mandate.reference, 1)
    with pytest.raises(Missing):
        confirm(person("editor"), "M-NONE", 1)


# Whatever is done, nothing is lost

ACTIONS = st.lists(
    st.tuples(st.sampled_from(["confirm", "correct", "reject", "reopen", "split", "merge", "add"]), st.integers(0, 50)),
    min_size=1,
    max_size=8,
)


def carry_out(what: str, which: int, document: Document, by: User) -> None:
    mandates = list(document.mandates.filter(paragraph__in=("op-8", "op-9")))
    mandate = mandates[which % len(mandates)]
    reference, version = mandate.reference, mandate.version
    content = mandate.read_content()
    match what:
        case "confirm":
            confirm(by, reference, version)
        case "correct":
            correct(by, reference, version, msgspec.structs.replace(content, partners=content.addressees))
        case "reject":
            reject(by, reference, version)
        case "reopen":
            reopen(by, reference, version)
        case "split":
            split(by, reference, version, parts_of(mandate))
        case "merge":
            other = mandates[(which + 1) % len(mandates)]
            merge(by, {reference: version, other.reference: other.version})
        case "add":
            add(by, document, content)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=ACTIONS)
def test_no_sequence_of_decisions_loses_a_revision(
    communique: Document, person: Callable[[str], User], steps: list[tuple[str, int]]
) -> None:
    editor = person("editor")
    for what, which in steps:
        before = list(Revision.objects.values_list("pk", "mandate", "kind", "content"))
        mandates = dict(Mandate.objects.values_list("pk", "reference"))
        try:
            carry_out(what, which, communique, editor)
        except RegisterError:
            assert list(Revision.objects.values_list("pk", "mandate", "kind", "content")) == before
            continue
        after = list(Revision.objects.values_list("pk", "mandate", "kind", "content"))
        assert after[: len(before)] == before
        assert len(after) > len(before)
        assert mandates.items() <= dict(Mandate.objects.values_list("pk", "reference")).items()
    for mandate in communique.mandates.filter(state__in=LIVE):
        assert mandate.revisions.last().read_content() == mandate.read_content()
        assert all(communique.characters[span.start : span.end] == span.text for span in mandate.read_content().spans())
    assert not list(check())


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_writes(mandate: Mandate, person: Callable[[str], User]) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("a database in memory is one connection; writers of a SQLite file wait their turn")
    people = [person("editor"), person("manager")]
    start = Barrier(2)

    def decide(by: User) -> str:
        try:
            start.wait()
            return confirm(by, mandate.reference, 1).state
        except Stale:
            return "told"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(decide, people)) == ["confirmed", "told"]
    assert kinds(mandate) == [Kind.READ, Kind.CONFIRMED]

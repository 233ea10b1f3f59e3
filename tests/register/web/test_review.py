"""Pages of review: the queue, decisions, the correction form, two people at once, proposals."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from dispositif.register.holdings.models import Document
from dispositif.register.review.decisions import confirm
from dispositif.register.review.models import Mandate, Proposal

Person = Callable[[str], User]


@pytest.fixture
def mandate(communique: Document) -> Mandate:
    """The first mandate of paragraph 8."""
    return communique.mandates.get(key="op-8.m1")


@pytest.fixture
def editor(client: Client, person: Person) -> Client:
    """An editor's browser."""
    client.force_login(person("editor"))
    return client


def form_of(client: Client, mandate: Mandate) -> dict[str, str]:
    """What the form of a mandate would send unchanged."""
    context = client.get(reverse("review-mandate", args=[mandate.reference])).context
    form = context["form"]
    sent = {"version": str(context["mandate"].version), "remark": ""}
    for part in (form.verb, form.action, form.deadline, form.recurrence, form.deliverable):
        sent |= {field.html_name: field.value() or "" for field in part}
    for several in (form.addressees, form.partners, form.conditions):
        sent |= {field.html_name: field.value() or "" for one in several for field in one}
        sent |= {field.html_name: field.value() for field in several.management_form}
    return sent


def test_the_queue_is_ordered_by_doubt(
    editor: Client, communique: Document, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(12):
        page = editor.get("/review/")
    doubts = [card.mandate.doubts for card, _ in page.context["cards"]]
    assert doubts == sorted(doubts, reverse=True)
    assert doubts[0] > 0
    assert page.context["page"].paginator.count == communique.mandates.count()
    assert editor.get("/review/", {"document": "999"}).status_code == 404


@pytest.mark.parametrize("number", ["9" * 5000, str(2**63), "x"])
def test_a_number_that_no_row_can_have_is_no_document(editor: Client, mandate: Mandate, number: str) -> None:
    assert editor.get(f"/review/?document={number}").status_code == 200
    assert editor.get(f"/review/proposals/?document={number}").status_code == 200
    answer = editor.post(f"/review/{mandate.reference}/confirm/", {"version": number}, follow=True)
    assert answer.status_code == 200
    answer = editor.post(f"/mandates/{mandate.reference}/enter/", {"version": number})
    assert answer.status_code in (409, 422)


def test_the_queue_of_one_document_says_so(editor: Client, communique: Document) -> None:
    page = editor.get("/review/", {"document": communique.pk}).content.decode()
    assert "Of one document alone:" in page
    assert "Of one document alone:" not in editor.get("/review/").content.decode()


def test_what_a_mandate_waits_for_is_named_by_its_reference(editor: Client, communique: Document) -> None:
    waiting = next(one for one in communique.mandates.order_by("start") if one.content["depends_on"])
    [awaited] = communique.mandates.filter(key__in=waiting.content["depends_on"])
    said = f"<dt>After</dt><dd> <small><bdi>{awaited}</bdi></small></dd>"
    for address in (f"/documents/{communique.pk}/", f"/review/?document={communique.pk}", f"/review/{waiting}/"):
        page = editor.get(address).content.decode()
        assert said in page
        assert f"<bdi>{awaited.key}</bdi>" not in page


def test_confirm_reject_and_reopen_by_buttons(editor: Client, mandate: Mandate) -> None:
    for what, state in (("confirm", "confirmed"), ("reopen", "draft"), ("reject", "rejected")):
        mandate.refresh_from_db()
        sent = {"version": mandate.version, "from": "queue", "asked": "body=x"}
        answer = editor.post(reverse(f"review-{what}", args=[mandate.reference]), sent)
        assert answer.url == "/review/?body=x"
        mandate.refresh_from_db()
        assert mandate.state == state


def test_a_decision_in_the_queue_gives_the_item_back(editor: Client, mandate: Mandate) -> None:
    address = reverse("review-confirm", args=[mandate.reference])
    first = editor.post(address, {"version": 1}, headers={"HX-Request": "true"}).content.decode()
    assert "Take back" in first
    second = editor.post(address, {"version": 1}, headers={"HX-Request": "true"}).content.decode()
    assert "was confirmed by editor" in second


def test_the_form_unchanged_confirms(editor: Client, mandate: Mandate, django_assert_max_num_queries: Callable) -> None:
    sent = form_of(editor, mandate)
    told = editor.post(reverse("review-mandate", args=[mandate.reference]), sent, follow=True).content.decode()
    mandate.refresh_from_db()
    assert mandate.state == Mandate.State.CONFIRMED
    assert mandate.revisions.last().kind == "confirmed"
    assert "confirmed. What is saved is what was read." in told
    with django_assert_max_num_queries(12):
        editor.get(reverse("review-mandate", args=[mandate.reference]))


def test_words_are_set_by_offsets_or_by_themselves(editor: Client, mandate: Mandate) -> None:
    text = mandate.document.characters
    start = text.index("relief fund")
    sent = form_of(editor, mandate) | {
        "addressees-1-words": "the Secretary  General",
        "addressees-1-actor": "",
        "deliverable-words": "relief fund",
        "deliverable-start": start,
        "deliverable-end": start + len("relief fund"),
        "deliverable-kind": "funding",
        "deadline-date": "2024-06-12",
        "remark": "He is asked too.",
    }
    editor.post(reverse("review-mandate", args=[mandate.reference]), sent)
    mandate.refresh_from_db()
    content = mandate.read_content()
    assert mandate.state == Mandate.State.CORRECTED
    added = content.addressees[1]
    assert added.text == "the Secretary General"
    assert added.start == text.index("the Secretary General", text.index("within 90 days"))
    assert (content.deliverable.start, content.deliverable.kind) == (start, "funding")
    assert content.deadline.date == "2024-06-12"
    assert mandate.revisions.last().remark == "He is asked too."


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"action-words": "sail to the moon"}, "does not stand in the text"),
        ({"action-words": ""}, "Does what: This field is required"),
        ({"addressees-0-actor": "no/such"}, "There is no actor"),
        ({"recurrence-words": "within 90 days", "recurrence-period": "often"}, "How often: Write a period"),
        ({"deadline-date": "soon"}, "By when: Enter a valid date"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    editor: Client, mandate: Mandate, change: dict[str, str], says: str
) -> None:
    sent = form_of(editor, mandate) | {"remark": "What I think."} | change
    answer = editor.post(reverse("review-mandate", args=[mandate.reference]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "Save once more" not in page  # nobody else has decided meanwhile
    assert page.count('role="alert"') == 1
    assert "What I think." in page
    assert Mandate.objects.get(pk=mandate.pk).version == 1


def test_the_second_of_two_sees_both_and_may_still_save(editor: Client, mandate: Mandate, person: Person) -> None:
    sent = form_of(editor, mandate) | {"deadline-words": "", "remark": "No deadline."}
    confirm(person("manager"), mandate.reference, 1)
    address = reverse("review-mandate", args=[mandate.reference])
    answer = editor.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "was confirmed by manager" in page
    assert "No deadline." in page
    assert "Save once more" in page
    assert '<input type="hidden" name="version" value="2">' in page
    editor.post(address, sent | {"version": "2"})
    mandate.refresh_from_db()
    assert mandate.state == Mandate.State.CORRECTED
    assert [one.person and one.person.username for one in mandate.revisions.all()] == [None, "manager", "editor"]


def test_a_mandate_is_added_split_and_merged(editor: Client, communique: Document, mandate: Mandate) -> None:
    address = reverse("review-add", args=[communique.pk, "op-10"])
    assert editor.get(address).status_code == 200
    empty = form_of(editor, mandate)
    added = {
        name: value for name, value in empty.items() if not name.startswith(("addressees-0", "deadline", "deliverable"))
    } | {
        "verb-words": "took note of", "verb-start": "", "verb-end": "", "verb-lemma": "", "verb-force": "observing",
        "verb-strength": "", "action-words": "keep it open throughout the season", "action-start": "", "action-end": "",
        "addressees-0-words": "the Republic of Velmora", "deliverable-kind": "other", "partners-TOTAL_FORMS": "0",
        "conditions-TOTAL_FORMS": "0",
    }  # fmt: skip
    editor.post(address, added)
    new = communique.mandates.get(key="op-10.x1")
    assert (new.state, new.action) == (Mandate.State.ADDED, "keep it open throughout the season")
    assert new.read_content().verb.lemma == "took note of"

    management = {"parts-TOTAL_FORMS": "3", "parts-INITIAL_FORMS": "2"}
    halves = {"parts-0-words": "keep it open", "parts-1-words": "throughout the season", "parts-2-words": ""}
    page = reverse("review-split", args=[new.reference])
    assert editor.get(page).status_code == 200
    assert editor.post(page, management | halves | {"version": "0"}).status_code == 409
    editor.post(page, management | halves | {"version": "1"})
    one, two = communique.mandates.filter(key__startswith="op-10.x", state="added")
    assert {one.action, two.action} == {"keep it open", "throughout the season"}

    merging = {"version": "1", "with": two.reference, f"version-{two.reference}": "1"}
    editor.post(reverse("review-merge", args=[one.reference]), merging)
    assert Mandate.objects.get(pk=one.pk).action == "keep it open throughout the season"
    assert Mandate.objects.get(pk=two.pk).state == Mandate.State.REPLACED


def test_a_proposal_says_of_which_paragraph_it_is(editor: Client, communique: Document, mandate: Mandate) -> None:
    Proposal.objects.create(
        document=communique, reading=communique.readings.get(), kind="new", content=mandate.content
    )  # fmt: skip
    page = editor.get("/review/proposals/").content.decode()
    assert f'href="/documents/{communique.pk}/paragraphs/op-8/"' in page


def test_proposals_are_shown_and_settled_one_by_one(editor: Client, mandate: Mandate, person: Person) -> None:
    confirm(person("editor"), mandate.reference, 1)
    reading = mandate.document.readings.get()
    changed = mandate.content | {"addressees": []}
    for content in (changed, changed | {"deadline": None}):
        Proposal.objects.create(
            document=mandate.document, reading=reading, mandate=mandate, kind="changed", content=content
        )
    page = editor.get("/review/proposals/").content.decode()
    assert page.count('class="differs"') == 3
    first, second = Proposal.objects.all()
    editor.post(reverse("leave", args=[first.pk]))
    editor.post(reverse("take", args=[second.pk]), {"version": "2"})
    mandate.refresh_from_db()
    assert (mandate.content["addressees"], mandate.content["deadline"]) == ([], None)
    assert "proposes anything" in editor.get("/review/proposals/").content.decode()


def test_a_reader_sees_how_it_was_decided_and_no_buttons(client: Client, mandate: Mandate, person: Person) -> None:
    client.force_login(person("reader"))
    page = client.get(reverse("review-mandate", args=[mandate.reference])).content.decode()
    assert "As read by engine" in page
    assert "Save the correction" not in page


def test_who_decided_is_set_apart_from_when(editor: Client, mandate: Mandate, person: Person) -> None:
    confirm(person("editor"), mandate.reference, 1)
    address = reverse("review-mandate", args=[mandate.reference])
    for language, said in (("fr", "confirmé\u00a0: <bdi>editor</bdi>, "), ("ar", "مؤكَّدة: <bdi>editor</bdi>، ")):
        assert said in editor.get(address, headers={"Accept-Language": language}).content.decode()

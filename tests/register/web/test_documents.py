"""Pages of documents: the list, a document, its paragraphs' addresses, its files."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document, Paragraph
from dispositif.register.review.actions import bring_in
from dispositif.register.review.decisions import reject
from dispositif.register.review.models import Mandate
from dispositif.register.web import documents, kept_texts
from dispositif.register.web.attachments import attached, stem

Person = Callable[[str], User]


@pytest.fixture
def editor(client: Client, person: Person) -> Client:
    """An editor's browser."""
    client.force_login(person("editor"))
    return client


def test_a_document_is_shown_with_its_mandates(
    editor: Client, communique: Document, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(12):
        page = editor.get(f"/documents/{communique.pk}/").content.decode()
    for mandate in communique.mandates.all():
        assert f'id="{mandate.reference}"' in page
    assert '<span class="verb" data-label="directive 4">urges</span>' in page
    assert 'id="op-8"' in page


def test_a_text_is_marked_once_and_kept_while_nothing_of_it_changes(
    editor: Client, communique: Document, person: Person, body: Body
) -> None:
    def asked() -> tuple[str, bool]:
        with CaptureQueriesContext(connection) as sent:
            page = editor.get(f"/documents/{communique.pk}/").content.decode()
        text = page.partition('<div class="text"')[2].partition("</div>")[0]
        return text, any('"characters"' in one["sql"] for one in sent)

    seen = []

    def is_marked_anew() -> bool:
        text, is_fetched = asked()
        assert asked() == (text, False)
        seen.append(text)
        return is_fetched and text not in seen[:-1]

    assert is_marked_anew()
    assert not is_marked_anew()
    reject(person("editor"), communique.mandates.get(key="op-8.m1").reference, 1)
    assert is_marked_anew()
    cited = another(body, "1. Requests the Secretary-General to report on the sea.")
    Document.objects.filter(pk=cited.pk).update(symbol="A/RES/2749(XXV)", identifier="A/RES/2749(XXV)")
    assert is_marked_anew()
    last = communique.readings.latest()
    communique.readings.create(engine="next", result=last.result.replace('"op-8"', '"op-88"'))
    assert is_marked_anew()
    editor.cookies["django_language"] = "fr"
    assert is_marked_anew()
    editor.force_login(person("reader"))
    assert is_marked_anew()


def test_a_rejected_mandate_is_put_aside_and_not_hidden(editor: Client, communique: Document, person: Person) -> None:
    mandate = communique.mandates.get(key="op-8.m1")
    reject(person("editor"), mandate.reference, 1)
    page = editor.get(f"/documents/{communique.pk}/").content.decode()
    assert f'<details class="gone" id="{mandate.reference}">' in page


def test_a_document_says_when_all_of_it_is_reviewed(editor: Client, communique: Document, person: Person) -> None:
    for mandate in communique.mandates.all():
        reject(person("editor"), mandate.reference, 1)
    page = editor.get(f"/documents/{communique.pk}/").content.decode()
    assert "People have decided about all of its mandates." in page


def test_languages_are_called_by_their_names_and_a_symbol_that_is_the_title_is_shown_once(
    editor: Client, communique: Document
) -> None:
    Document.objects.update(language="fr", symbol="SFC/RES/9", title="SFC/RES/9")
    page = editor.get("/documents/").content.decode()
    assert '<option value="fr">French</option>' in page
    assert page.count("SFC/RES/9") == 1
    Document.objects.update(language="und")
    assert '<option value="und">not known</option>' in editor.get("/documents/").content.decode()


def another(body: Body, text: str, name: str = "another.txt") -> Document:
    [document] = bring_in(None, body, [read(text.encode(), name)])
    return document


def test_a_citation_of_a_held_document_is_a_link_and_is_listed_there(
    editor: Client, communique: Document, body: Body
) -> None:
    cited = another(body, "1. Requests the Secretary-General to report on the sea.")
    Document.objects.filter(pk=cited.pk).update(symbol="A/RES/2749(XXV)", identifier="A/RES/2749(XXV)")
    page = editor.get(f"/documents/{communique.pk}/").content.decode()
    assert f'<a href="/documents/{cited.pk}/" class="citation"' in page
    where = communique.citations.get(identifier="A/RES/2749(XXV)").paragraph
    back = editor.get(f"/documents/{cited.pk}/").content.decode()
    assert f'href="/documents/{communique.pk}/paragraphs/{where}/"' in back


def test_a_paragraph_has_a_permanent_address(editor: Client, communique: Document, refusal: Callable) -> None:
    address = reverse("paragraph", args=[communique.pk, "op-8"])
    assert editor.get(address).url == f"/documents/{communique.pk}/#op-8"
    Paragraph.objects.filter(document=communique, key="op-8").update(key="op-8~2")
    assert editor.get(address).url == f"/documents/{communique.pk}/#op-8~2"
    Paragraph.objects.filter(document=communique, key="op-8~2").update(key="op-8")
    assert "op-99" in refusal(editor, reverse("paragraph", args=[communique.pk, "op-99"]))


def test_a_long_document_has_parts(editor: Client, communique: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (documents, kept_texts):
        monkeypatch.setattr(module, "A_PART", 10)
    address = editor.get(reverse("paragraph", args=[communique.pk, "op-8"])).url
    assert address == f"/documents/{communique.pk}/?page=2#op-8"
    page = editor.get(address.partition("#")[0]).content.decode()
    assert 'id="op-8"' in page
    assert 'id="pp-1"' not in page
    assert re.search(r'<a rel="prev" href="\?page=1">.*Page 2 of 3.*<a rel="next" href="\?page=3">', page, re.DOTALL)
    beyond = editor.get(f"/documents/{communique.pk}/?page=99").content.decode()
    assert "Page 3 of 3" in beyond, "and its passages are those of the last"
    assert 'id="op-11"' in beyond


def test_the_file_comes_back_as_it_came_and_nothing_in_it_runs(editor: Client, body: Body) -> None:
    page = b"<html><body><script>alert(1)</script><p>1. Requests the Secretary-General to report.</p></body></html>"
    [document] = bring_in(None, body, [read(page, 'folder/a "b".html')])
    answer = editor.get(reverse("original", args=[document.pk]))
    assert answer.content == page
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="a \\"b\\".html"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("title", "begins"),
    [
        ("The Lights: of Port Amber / 2024", "the-lights-of-port-amber-2024"),
        ("…", "document"),
        ("قرار بشأن أضواء الميناء", "قرار-بشأن-أضواء-الميناء"),
        ("word " * 60, "-".join(["word"] * 16)),
    ],
)
def test_a_file_is_named_after_its_title(title: str, begins: str) -> None:
    assert stem(title) == begins
    name = attached(b"", "text/plain", f"{begins}.txt")["Content-Disposition"]
    assert name in (f'attachment; filename="{begins}.txt"', f"attachment; filename*=utf-8''{quote(begins)}.txt")


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "html"])
def test_other_formats_show_what_was_decided(editor: Client, communique: Document, person: Person, form: str) -> None:
    gone = communique.mandates.get(key="op-11.m1")
    reject(person("editor"), gone.reference, 1)
    decided = editor.get(reverse("export", args=[communique.pk, form])).content
    bare = editor.get(reverse("export", args=[communique.pk, form]), {"as": "read"}).content
    assert decided != bare
    if form == "json":
        assert b"op-11.m1" in bare
        assert b"op-11.m1" not in decided
    if form == "html":
        assert "people have decided about 1" in decided.decode()
        assert "confirmed by nobody" in bare.decode()


def test_a_person_of_another_body_sees_nothing(client: Client, communique: Document, refusal: Callable) -> None:
    client.force_login(User.objects.create(username="stranger"))
    assert "you may not read it" in refusal(client, f"/documents/{communique.pk}/")
    assert "communiqué" not in client.get("/documents/").content.decode()


def test_documents_are_found_by_title_body_day_and_review(
    editor: Client, communique: Document, body: Body, django_assert_max_num_queries: Callable, refusal: Callable
) -> None:
    def found(**asked: str) -> list[int]:
        return [one.pk for one in editor.get("/documents/", asked).context["documents"]]

    other = another(body, "RESOLUTION 7\n\n1. Requests the Secretary-General to report on lights.")
    with django_assert_max_num_queries(12):
        assert set(found()) == {communique.pk, other.pk}
    assert found(q="storm fisheries") == [communique.pk]
    assert found(q="another.txt") == [other.pk]
    assert set(found(body="steering-committee")) == {communique.pk, other.pk}
    assert found(body="nobody") == []
    assert found(**{"from": "2024-03-14", "to": "2024-03-14"}) == [communique.pk]
    assert found(to="2024-03-13") == []
    Mandate.objects.filter(document=other).update(state="confirmed")
    assert found(reviewed="yes") == [other.pk]
    assert found(reviewed="no") == [communique.pk]
    assert "no day" in refusal(editor, "/documents/", {"to": "someday"})


def test_a_long_list_has_pages(editor: Client, body: Body) -> None:
    bring_in(
        None, body, [read(f"1. Requests the Board to report on light {n}.".encode(), f"{n}.txt") for n in range(27)]
    )
    first = editor.get("/documents/", {"q": "txt"}).content.decode()
    assert '<a rel="next" href="?q=txt&amp;page=2">' in first
    assert len(editor.get("/documents/", {"q": "txt", "page": "2"}).context["documents"]) == 2


def test_a_document_is_read_again_from_its_page(editor: Client, communique: Document) -> None:
    page = editor.post(reverse("reread", args=[communique.pk]), follow=True).content.decode()
    assert "0 drafts renewed" in page


def test_a_text_from_right_to_left_is_shown_so(editor: Client, body: Body) -> None:
    [document] = bring_in(None, body, [read("1. تطلب إلى الأمين العام أن يقدم تقريرا عن المنارات.".encode(), "ar.txt")])
    assert 'dir="rtl"' in editor.get(f"/documents/{document.pk}/").content.decode()

"""Pages of finding: search, kept searches, actors, overview, calendar, feeds."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from lxml import etree
from msgspec import structs

from dispositif.register.errors import Missing, Refused
from dispositif.register.finding import saved
from dispositif.register.finding.filters import Filter
from dispositif.register.finding.models import SavedSearch
from dispositif.register.followup.actions import Answering, Asking, ask, assign, decide, enter
from dispositif.register.followup.entering import Saying
from dispositif.register.followup.models import Snapshot
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.people.models import Unit
from dispositif.register.review.actions import bring_in
from dispositif.register.review.decisions import reject
from dispositif.register.review.models import Involvement

Person = Callable[[str], User]
ADDRESSES = ["/", "/calendar/", "/search/?q=mission", "/search/paragraphs/?q=mission", "/searches/", "/actors/"]


@pytest.fixture
def reader(client: Client, person: Person) -> Client:
    """A reader's browser."""
    client.force_login(person("reader"))
    return client


@pytest.fixture
def search(person: Person, communique: Document) -> SavedSearch:
    """A search that the reader keeps."""
    return saved.keep(person("reader"), "All of it", Filter())


def due_on(document: Document, key: str, day: date) -> str:
    mandate = document.mandates.get(key=key)
    Snapshot.objects.filter(mandate=mandate).update(due=day, status="active", holds_until=None)
    return mandate.reference


def known_actor() -> str:
    return Involvement.objects.filter(part="addressee").exclude(actor="").values_list("actor", flat=True)[0]


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_page_takes_at_most_twelve_queries(
    reader: Client, search: SavedSearch, address: str, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(12):
        assert reader.get(address).status_code == 200


def test_a_search_looks_its_words_up_once(
    reader: Client, communique: Document, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(12) as queries:
        shown = reader.get("/search/?q=deployment+mission").content.decode()
    assert communique.mandates.filter(paragraph="op-5").first().reference in shown
    for table in ("finding_text", "finding_vocabulary"):
        assert sum(f"FROM {table}" in query["sql"] for query in queries.captured_queries) == 1


@pytest.mark.parametrize("address", ADDRESSES[:4] + ADDRESSES[5:])
def test_who_may_read_nothing_is_shown_nothing(client: Client, communique: Document, address: str) -> None:
    page = client.get(address).content.decode()
    assert "deployment" not in page
    assert "Steering Committee" not in page
    assert not any(mandate.reference in page for mandate in communique.mandates.all())


def test_a_word_is_found_in_another_inflection_and_marked_as_it_stands(reader: Client, communique: Document) -> None:
    page = reader.get("/search/", {"q": "missions"}).content.decode()
    assert "<mark>mission</mark>" in page
    assert communique.mandates.get(key="op-5.m1").reference in page


def test_counts_say_how_many_a_filter_leaves(reader: Client, communique: Document) -> None:
    for facet, values in reader.get("/search/").context["facets"]:
        for value, _ in values:
            left = reader.get("/search/", {facet.name: value.value}).context["page"].paginator.count
            assert left == value.many, (facet.name, value.value)


def test_what_was_rejected_is_not_found(reader: Client, communique: Document, person: Person) -> None:
    before = reader.get("/search/").context["page"].paginator.count
    reject(person("editor"), communique.mandates.get(key="op-5.m1").reference, 1)
    assert reader.get("/search/").context["page"].paginator.count == before - 1


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"colour": "red"}, "no filter"),
        ({"status": "finished"}, "no status"),
        ({"due_from": "soon"}, "due_from: “soon” cannot be taken. Write a day as 2024-05-31."),
        ({"unit": "ours"}, "Write a number."),
        ({"force": "strong"}, "there is no “strong”; there are: directive, deciding"),
    ],
)
def test_a_filter_that_does_not_exist_is_refused_with_a_sentence(
    reader: Client, communique: Document, asked: dict[str, str], says: str
) -> None:
    answer = reader.get("/search/", asked)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_paragraphs_that_give_no_mandate_are_found_too(reader: Client, communique: Document) -> None:
    page = reader.get("/search/paragraphs/", {"q": "mission*"})
    assert {one.key for one, *_ in page.context["results"]} >= {"op-5"}
    assert reader.get("/search/paragraphs/", {"q": "mission", "status": "active"}).status_code == 422


def test_a_search_is_kept_renewed_and_forgotten_by_its_keeper_alone(
    reader: Client, communique: Document, person: Person
) -> None:
    reader.post("/searches/keep/", {"name": "Missions", "query": "q=mission", "digest": "weekly"})
    kept = SavedSearch.objects.get()
    assert (kept.name, kept.query, kept.digest) == ("Missions", "q=mission", "weekly")
    before = reverse("feed-changes", args=[kept.key])
    for change in (saved.forget, saved.renew_key):
        with pytest.raises(Missing):
            change(person("editor"), kept.pk)
    reader.post(reverse("renew-search", args=[kept.pk]))
    assert reader.get(before).status_code == 404
    reader.post(reverse("forget-search", args=[kept.pk]))
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(("name", "digest"), [("  ", ""), ("x" * 201, ""), ("x", "hourly")])
def test_a_search_without_a_proper_name_is_not_kept(person: Person, name: str, digest: str) -> None:
    with pytest.raises(Refused):
        saved.keep(person("reader"), name, Filter(), digest)


def test_an_actor_is_shown_with_its_names_who_asked_and_what_became_of_it(
    reader: Client, communique: Document, django_assert_max_num_queries: Callable
) -> None:
    actor = known_actor()
    with django_assert_max_num_queries(12):
        page = reader.get(reverse("actor", args=[actor]))
    asked = Involvement.objects.filter(actor=actor, part="addressee").values("mandate").distinct().count()
    assert page.context["page"].paginator.count == asked
    assert f'href="/actors/{actor}/"' in reader.get("/actors/").content.decode()
    assert reader.get("/actors/nowhere/nobody/").status_code == 404


def test_the_overview_counts_what_its_links_lead_to(reader: Client, communique: Document) -> None:
    Snapshot.objects.update(due=None)
    due_on(communique, "op-5.m1", timezone.localdate() - timedelta(days=1))
    due_on(communique, "op-8.m1", timezone.localdate() + timedelta(days=40))
    counts = {name: count for name, _, count in reader.get("/").context["attention"]}
    assert (counts["overdue"], counts["due-30"], counts["due-60"]) == (1, 0, 1)
    for name, count in counts.items():
        assert reader.get("/search/", {"attention": name}).context["page"].paginator.count == count, name


def test_an_empty_overview_leads_on_to_what_one_may_do(client: Client, body: Body, person: Person) -> None:
    for role, address in (("editor", "/documents/new/"), ("reader", "/documents/")):
        client.force_login(person(role))
        assert f'brought in. <a href="{address}">' in client.get("/").content.decode()


def test_what_stands_on_two_lines_of_a_text_is_one_line_of_a_calendar(
    reader: Client, body: Body, search: SavedSearch
) -> None:
    due = timezone.localdate() + timedelta(days=9)
    asked = f"Requests all pilots to report on the lamps\nby {due.day} {due:%B %Y};"
    text = f"The Board,\n\n1. {asked}\n\nAdopted on 1 May 2024"
    [document] = bring_in(None, body, [read(text.encode(), "one.txt")])
    reference = document.mandates.get().reference
    calendar = Calendar.from_ical(reader.get(reverse("feed-deadlines", args=[search.key])).content)
    [said] = [str(event["description"]) for event in calendar.walk("VEVENT") if reference in event["url"]]
    assert said.startswith(f"“to report on the lamps by {due.day}")


def test_where_no_addressee_is_in_the_authority_files_that_is_said(reader: Client, communique: Document) -> None:
    Involvement.objects.update(actor="")
    for address in ("/", "/actors/"):
        shown = reader.get(address).content.decode()
        assert "No mandate names an addressee that is in the authority files." in shown
        assert "Nothing has been asked yet." not in shown


def test_what_somebody_asked_a_decision_for_is_counted_until_it_is_decided(
    reader: Client, communique: Document, person: Person
) -> None:
    mandate = communique.mandates.get(key="op-8.m1")
    asked = ask(person("editor"), mandate, Asking(kind="dropping", legal_basis="Rule 7"))
    found = lambda: reader.get("/search/?attention=asked").context["page"].paginator.count  # noqa: E731
    assert found() == 1
    decide(person("manager"), asked, granted=False, remark="")
    assert found() == 0


def test_who_may_read_nothing_is_told_why(client: Client, body: Body) -> None:
    assert client.get("/").url == "/sign-in/?next=/"
    client.force_login(User.objects.create_user("stranger"))
    assert "You have no role yet." in client.get("/").content.decode()
    Body.objects.update(public=True)
    assert "There are no mandates yet" in client.get("/").content.decode()


def test_each_body_says_after_how_long_a_mandate_is_stagnant(
    client: Client, communique: Document, body: Body, person: Person
) -> None:
    client.force_login(person("administrator"))
    Document.objects.filter(pk=communique.pk).update(adopted=timezone.localdate() - timedelta(days=100))
    Snapshot.objects.update(status="active", last_entry=None, holds_until=None)
    Body.objects.create(slug="another", name="Another", stagnant_after=7)
    count = lambda: client.get("/search/?attention=stagnant").context["page"].paginator.count  # noqa: E731
    address = f"/administration/bodies/{body.slug}/"
    kept = {"name": body.name, "slug": body.slug}
    assert count() == 0
    assert client.post(address, kept | {"stagnant_after": "99"}).status_code == 302
    assert count() == communique.mandates.count()
    assert 'value="99"' in client.get(address).content.decode()
    client.post(address, kept | {"stagnant_after": "100"})
    assert count() == 0
    for wrong in ("0", "99999", "soon"):
        assert "stagnant_after" in client.post(address, kept | {"stagnant_after": wrong}).context["body_form"].errors


def test_a_chart_is_a_table_too(reader: Client, communique: Document) -> None:
    page = reader.get("/")
    [bar] = page.context["bodies"].bars
    assert sum(bar.counts) == bar.total == communique.mandates.count()
    assert sum(segment.width for segment in bar.segments) == pytest.approx(page.context["width"], abs=0.1)


def test_the_calendar_has_what_is_due_and_who_meets(reader: Client, communique: Document, body: Body) -> None:
    reference = due_on(communique, "op-5.m1", date(2031, 5, 7))
    Meeting.objects.create(body=body, number=9, name="Ninth session", opens=date(2031, 5, 30), closes=date(2031, 6, 2))
    page = reader.get("/calendar/", {"month": "2031-05"}).content.decode()
    assert reference in page
    assert "due_from=2031-05-07" in page
    assert "Ninth session" in reader.get("/calendar/", {"month": "2031-06"}).content.decode()
    for wrong in ("2031-13", "May", "0000-01", "9999-12"):
        answer = reader.get("/calendar/", {"month": wrong})
        assert answer.status_code == 422
        assert "no month" in answer.content.decode()


def test_deadlines_are_a_calendar_whose_events_keep_their_identifiers(
    client: Client, search: SavedSearch, communique: Document
) -> None:
    reference = due_on(communique, "op-5.m1", timezone.localdate() + timedelta(days=3))
    address = reverse("feed-deadlines", args=[search.key])
    walked = [Calendar.from_ical(client.get(address).content).walk("VEVENT") for _ in range(2)]
    events = [[event for event in some if reference in event["url"]] for some in walked]
    assert [[str(event["uid"]) for event in some] for some in events] == [[f"{reference}@dispositif"]] * 2
    assert events[0][0].decoded("dtstart") == timezone.localdate() + timedelta(days=3)
    assert str(events[0][0]["summary"]).startswith("Final communiqué of the enlarged emerge…, op-5: the deployment")
    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_what_is_overdue_says_so(reader: Client, communique: Document) -> None:
    late, said = timezone.localdate() - timedelta(days=1), '<span class="status overdue">overdue</span>'
    reference = due_on(communique, "op-5.m1", late)
    assert said in reader.get(f"/search/?document={communique.pk}&due_from={late}&due_to={late}").content.decode()
    due_on(communique, "op-5.m1", late + timedelta(days=1))
    today = timezone.localdate()
    page = reader.get(f"/search/?document={communique.pk}&due_from={today}&due_to={today}").content.decode()
    assert reference in page
    assert said not in page
    [overdue] = communique.mandates.filter(key="op-11.m1")
    assert "overdue</strong>" in reader.get(f"/mandates/{overdue}/").content.decode()
    assert "overdue</strong>" not in reader.get(f"/mandates/{overdue}/?on=2024-09-30").content.decode()


def test_the_calendar_leads_to_what_is_overdue(reader: Client, communique: Document) -> None:
    reference = due_on(communique, "op-5.m1", timezone.localdate() - timedelta(days=1))
    page = reader.get("/calendar/", headers={"Accept-Language": "en"}).content.decode()
    [link] = re.findall(r'<a href="([^"]*)">What is overdue</a>', page)
    assert link == "/search/?attention=overdue"
    assert reference in reader.get(link).content.decode()


def test_what_is_asked_stands_above_what_is_found(reader: Client, communique: Document, unit: Unit) -> None:
    page = reader.get(f"/search/?unit={unit.pk}&attention=overdue&addressee=pilots").content.decode()
    for words in (
        "Responsible unit: <bdi>Fisheries Desk</bdi>",
        "Needs attention: <bdi>overdue</bdi>",
        "<bdi>pilots</bdi>",
    ):
        assert words in page
    assert '<details class="card" open>' not in page, "the form would hide what was found"


def test_the_overview_leads_to_what_one_answers_for(
    client: Client, communique: Document, unit: Unit, person: Person, django_assert_max_num_queries: Callable
) -> None:
    manager, contributor = person("manager"), person("contributor")
    first, second, third = communique.mandates.filter(paragraph__in=["op-8", "op-9", "op-11"]).order_by("-start")[:3]
    given = assign(manager, first, Answering(unit=unit, focal_point=manager), None)
    assign(manager, second, Answering(unit=unit, alternate=contributor, focal_point=manager), None)
    assign(manager, third, Answering(focal_point=contributor), None)
    assign(manager, first, Answering(unit=unit, focal_point=contributor), given.pk)
    found = {
        name: {one.reference for one in Filter(answers=name).apply(communique.mandates.all())}
        for name in ("manager", "contributor", "nobody")
    }
    everything = {first.reference, second.reference, third.reference}
    assert found == {"manager": {second.reference}, "contributor": everything, "nobody": set()}
    client.force_login(contributor, "django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(12):
        page = client.get("/").content.decode()
    assert 'href="/search/?answers=contributor&amp;status=open">3 open</a>' in page
    assert f'href="/search/?unit={unit.pk}&amp;status=open">2 open</a>' in page
    assert f'href="/search/?unit={unit.pk}&amp;attention=overdue">2 overdue</a>' in page
    client.force_login(person("reader"), "django.contrib.auth.backends.ModelBackend")
    assert "What you answer for" not in client.get("/").content.decode()


@pytest.mark.parametrize("years", [1, 2])
def test_what_recurs_and_is_overdue_has_its_next_time_too(
    client: Client, search: SavedSearch, body: Body, person: Person, years: int
) -> None:
    today = timezone.localdate()
    # Nobody has reported since: the first time is a month or two ago, or a year more.
    adopted = (today - timedelta(days=35)).replace(day=1)
    adopted = adopted.replace(year=adopted.year - years)
    found = read(b"The Board,\n\n1. Requests the pilots to report every year.", "every year.txt")
    [document] = bring_in(None, body, [structs.replace(found, heading=structs.replace(found.heading, adopted=adopted))])
    mandate = document.mandates.get()
    first, coming = mandate.snapshot.due, adopted.replace(year=adopted.year + years + 1)
    assert first == adopted.replace(year=adopted.year + 1)

    def events() -> dict[str, date]:
        content = client.get(reverse("feed-deadlines", args=[search.key])).content
        walked = Calendar.from_ical(content).walk("VEVENT")
        return {str(event["uid"]): event.decoded("dtstart") for event in walked if str(mandate) in event["url"]}

    recent = {f"{mandate}/{first}@dispositif": first} if years == 1 else {}
    assert events() == {**recent, f"{mandate}/{coming}@dispositif": coming}
    for year in range(years):
        happened = first.replace(year=first.year + year)
        enter(person("editor"), mandate, Saying(kind="progress", bearing="implemented", happened=happened))
    assert events() == {f"{mandate}/{coming}@dispositif": coming}


def test_changes_are_an_atom_feed_the_newest_first(
    client: Client, search: SavedSearch, communique: Document, person: Person
) -> None:
    feed = etree.fromstring(client.get(reverse("feed-changes", args=[search.key])).content)
    names = {"a": "http://www.w3.org/2005/Atom"}
    identifiers = feed.xpath("//a:entry/a:id/text()", namespaces=names)
    moments = feed.xpath("//a:entry/a:updated/text()", namespaces=names)
    overdue = [one for one in identifiers if "/overdue-2024-" in one]
    assert len(overdue) == 3
    assert len(set(identifiers)) == len(identifiers) == communique.mandates.count() + len(overdue)
    assert moments == sorted(moments, reverse=True)


def test_a_feed_tells_what_was_entered_and_marks_up_nothing(
    client: Client, search: SavedSearch, communique: Document, person: Person
) -> None:
    said = Saying(
        kind="evidence", happened=date(2024, 5, 2), bearing="partly implemented", symbol="SC/24/R/1",
        addressee="state/fj", remark="<b>Two</b> of the nets, x < y & more",
    )  # fmt: skip
    enter(person("manager"), communique.mandates.get(key="op-5.m1"), said)
    feed = etree.fromstring(client.get(reverse("feed-changes", args=[search.key])).content)
    [summary] = feed.xpath("//a:entry[1]/a:summary", namespaces={"a": "http://www.w3.org/2005/Atom"})
    assert summary.get("type") == "html"
    told = "2 May 2024: Fiji: partly implemented. SC/24/R/1. <b>Two</b> of the nets, x < y & more."
    assert told in unescape(summary.text)
    assert "<" not in summary.text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("status=open", True),
        ("status=active", True),
        ("status=dormant", False),
        ("status=open&reviewed=true", False),
        ("attention=overdue", False),
        ("due_to=2020-01-01", False),
        ("status=active&attention=dormant", False),
        ("attention=unassigned", False),
    ],
)
def test_a_feed_tells_what_ended_what_it_found(
    client: Client, search: SavedSearch, communique: Document, person: Person, query: str, told: bool
) -> None:
    SavedSearch.objects.filter(pk=search.pk).update(query=query)
    mandate = communique.mandates.get(key="op-3.m1")
    enter(
        person("manager"),
        mandate,
        Saying(kind="evidence", bearing="implemented", happened=date(2024, 5, 2), symbol="X/1"),
    )
    feed = client.get(reverse("feed-changes", args=[search.key])).content.decode()
    assert ("2 May 2024: implemented. X/1. This search finds it no longer." in feed) is told


def test_a_feed_says_nothing_of_what_may_be_read_no_more(
    client: Client, search: SavedSearch, communique: Document, person: Person
) -> None:
    SavedSearch.objects.filter(pk=search.pk).update(query="status=open")
    closing = Saying(kind="progress", bearing="implemented", happened=date(2024, 5, 2))
    enter(person("manager"), communique.mandates.get(key="op-3.m1"), closing)
    person("reader").memberships.all().delete()
    assert b"<entry>" not in client.get(reverse("feed-changes", args=[search.key])).content


def test_an_extension_ends_that_something_is_due_by_then(
    client: Client, search: SavedSearch, communique: Document, person: Person
) -> None:
    SavedSearch.objects.filter(pk=search.pk).update(query="due_to=2024-07-01")
    mandate = communique.mandates.get(key="op-8.m1")
    enter(
        person("manager"),
        mandate,
        Saying(kind="extension", happened=date(2024, 5, 2), due=date(2024, 9, 1), symbol="X/1"),
    )
    feed = client.get(reverse("feed-changes", args=[search.key])).content.decode()
    assert "2 May 2024: extension. New day: 1 September 2024. X/1. This search finds it no longer." in feed


def test_a_feed_ends_when_its_keeper_may_read_no_more(client: Client, search: SavedSearch, person: Person) -> None:
    address = reverse("feed-changes", args=[search.key])
    person("reader").memberships.all().delete()
    assert b"<entry>" not in client.get(address).content
    User.objects.filter(username="reader").update(is_active=False)
    assert client.get(address).status_code in (302, 404)


def test_pages_are_accessible(
    open_page: Callable[..., Any], communique: Document, person: Person, assert_accessible: Callable[[Any], None]
) -> None:
    saved.keep(person("reader"), "All of it", Filter())
    addresses = [*ADDRESSES, f"/actors/{known_actor()}/"]
    for width, scheme in ((1440, "light"), (390, "dark")):
        page = open_page(person("reader"), width, color_scheme=scheme)
        for address in addresses:
            page.goto(address)
            assert_accessible(page)
    page = open_page(person("reader"), java_script_enabled=False)
    page.goto("/search/")
    page.get_by_label("Words of the text").fill("missions")
    page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text() == "mission"


def test_a_list_of_choices_says_what_was_chosen_and_says_it_safely(reader: Client, body: Body) -> None:
    Body.objects.create(slug="other", name='The "other" <b>', public=True)
    page = reader.get("/search/?body=other&condition=true").content.decode()
    assert '<option value="other" selected>The &quot;other&quot; &lt;b&gt;</option>' in page
    assert '<select name="condition" id="id_condition"><option value="">any</option>' in page
    assert ('<option value="true" selected>' in page, '<option value="false" selected>' in page) == (True, False)


def test_what_was_found_is_marked_and_the_rest_is_plain_text(reader: Client, communique: Document) -> None:
    communique.paragraphs.filter(key="op-5").update(words="A mission <i>of</i> three & more missions")
    for address in ("/search/?q=mission&force=directive", "/search/paragraphs/?q=mission"):
        page = reader.get(address).content.decode()
        assert "A <mark>mission</mark> &lt;i&gt;of&lt;/i&gt; three &amp; more <mark>missions</mark>" in page

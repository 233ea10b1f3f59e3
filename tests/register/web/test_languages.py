"""The interface speaks the reader's language, whole, and turns round for Arabic."""

import gettext
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client, RequestFactory, override_settings
from django.utils.html import escape
from django.utils.translation import override
from lxml import html

import dispositif.register
from dispositif import document as form
from dispositif.exports.edition import AS_READ
from dispositif.exports.marks import LEGEND
from dispositif.register.finding.models import SavedSearch
from dispositif.register.first_steps import SAMPLE
from dispositif.register.followup import actions
from dispositif.register.followup.actions import Answering, Asking
from dispositif.register.followup.aside import put_aside
from dispositif.register.followup.entering import Saying
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.listing import in_words, moment
from dispositif.register.holdings.models import Adoption, Body, Document, Meeting
from dispositif.register.holdings.tally import tally
from dispositif.register.people.models import Membership, Role, Scope, Unit
from dispositif.register.people.permissions import _NAMES, NEEDS
from dispositif.register.people.tokens import make_token
from dispositif.register.review.actions import bring_in
from dispositif.register.review.kinds import CONDITIONS, DELIVERABLES, FORCES
from dispositif.register.review.models import Proposal
from dispositif.register.review.queries import as_read
from dispositif.register.web.documents import MARKS
from dispositif.register.web.refusals import failed

REGISTER = Path(dispositif.register.__file__).parent
CATALOGUES = sorted(REGISTER.glob("locale/*/LC_MESSAGES/django.po"))
each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
needs_gettext = pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
Texts = dict[Any, str]

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|</?\w+|&\w+;")
SAID_OF_ONE = {"fr": (), "ar": (0, 1, 2)}
"""The plural forms that are said of one number alone, which needs no figure."""


def compiled(path: Path) -> Texts:
    """The texts of a compiled catalogue: by the English ones, with the number of the form where there are several."""
    with path.open("rb") as file:
        texts: Texts = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {asked: said for asked, said in texts.items() if asked}


def compile_anew(path: Path, to: Path) -> Texts:
    subprocess.run(["msgfmt", "--check", "-o", to, path], check=True, capture_output=True)
    return compiled(to)


def english(texts: Iterable[Any]) -> set[str]:
    return {one if isinstance(one, str) else one[0] for one in texts}


@pytest.fixture(scope="module")
def in_the_sources(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The texts that the sources hold now."""
    copy = tmp_path_factory.mktemp("sources") / "register"
    shutil.copytree(REGISTER, copy, ignore=shutil.ignore_patterns("*.mo", "*.po", "__pycache__"))
    (copy / "locale").mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        call_command("makemessages", locale=["fr"], verbosity=0)
    made = copy / "locale/fr/LC_MESSAGES/django.po"
    filled = made.with_name("filled.po")
    subprocess.run(["msgen", "-o", filled, made], check=True, capture_output=True)
    return english(compile_anew(filled, made.with_suffix(".mo")))


@needs_gettext
@each_catalogue
def test_a_catalogue_holds_every_text_of_the_sources_and_no_other(path: Path, in_the_sources: set[str]) -> None:
    held = english(compiled(path.with_suffix(".mo")))
    told = "make catalogues, and write what is empty or fuzzy in the .po file"
    assert in_the_sources - held == set(), told
    assert held - in_the_sources == set(), told


@needs_gettext
@each_catalogue
def test_a_catalogue_is_compiled_as_it_stands(path: Path, tmp_path: Path) -> None:
    assert compiled(path.with_suffix(".mo")) == compile_anew(path, tmp_path / "new.mo")
    assert "#, fuzzy" not in path.read_text("utf-8")
    assert "#~" not in path.read_text("utf-8")


@each_catalogue
def test_what_is_put_into_a_text_and_its_markup_are_the_same(path: Path) -> None:
    for asked, said in compiled(path.with_suffix(".mo")).items():
        words, number = (asked, None) if isinstance(asked, str) else asked
        wanted, found = (sorted(PLACEHOLDER.findall(text)) for text in (words, said))
        if number is None:
            assert found == wanted, said
        else:
            # The English text of one may leave its figure out, where the others have it.
            allowed = {*wanted, "%(number)s", "%(number)d", "%(many)s", "%(many)d", "%(drafts)s"}
            assert set(found) <= allowed, said
            assert number in SAID_OF_ONE[path.parts[-3]] or set(wanted) <= set(found), said
            assert number in SAID_OF_ONE[path.parts[-3]] or any(one in allowed - {"%(day)s"} for one in found), said


@each_catalogue
def test_words_that_are_set_apart_end_where_the_sentence_goes_on(path: Path) -> None:
    for said in compiled(path.with_suffix(".mo")).values():
        open_now = 0
        for sign in said:
            open_now += (sign in "\u2066\u2067\u2068") - (sign == "\u2069")
            assert open_now in (0, 1), said
        assert open_now == 0, said


def test_what_kinds_are_called_is_known_of_each() -> None:
    for named, kinds in ((FORCES, form.Force), (CONDITIONS, form.ConditionKind), (DELIVERABLES, form.DeliverableKind)):
        assert {kind: str(name) for kind, name in named.items()} == {kind: kind for kind in get_args(kinds)}
    assert {kind: str(name) for kind, name in MARKS.items()} == LEGEND
    assert set(_NAMES) == set(NEEDS)


# Pages


class Named:
    """A register whose bodies, units and people have names in letters other than Latin ones; its document is English.

    Whatever Latin word a page of it shows in Arabic is of the document, or was not translated.
    """

    def __init__(self) -> None:
        self.keeper = User.objects.create_user("أمينة", email="k@example.org")
        other = User.objects.create_user("سالم")
        for person in (self.keeper, other):
            Membership.objects.create(person=person, role=Role.ADMINISTRATOR)
        body = Body.objects.create(slug="b", name="لجنة التوجيه", public=True)
        unit = Unit.objects.create(body=body, name="مكتب المصائد")
        Membership.objects.create(person=other, body=body, role=Role.CONTRIBUTOR, unit=unit)
        session = Meeting.objects.create(body=body, kind="session", number=12, name="الدورة", opens=date(2024, 9, 9))
        text = (
            b"The Board,\n\nRecalling resolution 1 (2020),\n\n1. Requests the Secretary-General to report every year."
        )
        files = [read(SAMPLE.read_bytes(), "1.txt"), read(text, "2.txt"), read(text + b" ", "3.txt")]
        [document, another, mistaken] = bring_in(None, body, files, meeting=session)
        with override_settings(LANGUAGE_CODE="ar"):
            put_aside(self.keeper, mistaken, "مسودة")
        Adoption.objects.create(
            identifier=document.identifier, adopted_by="vote", in_favour=2, against=1, abstaining=0, source="1",
            ballots=[{"name": "FIJI", "actor": "state/fj", "cast": "in_favour"}],
        )  # fmt: skip
        one, other_one = document.mandates.get(key="op-4.m2"), document.mandates.get(key="op-8.m1")
        with override_settings(LANGUAGE_CODE="ar"):  # in which those who answer for it are told
            actions.assign(other, one, Answering(unit=unit, focal_point=self.keeper), None)
            actions.enter(other, one, Saying(kind="event", happened=date(2024, 5, 1)))
        wrong = actions.enter(other, one, Saying(kind="progress", bearing="implemented", happened=date(2024, 5, 20)))
        right = Saying(kind="correction", bearing="in progress", happened=date(2024, 5, 20), corrects=wrong)
        entry = actions.enter(other, one, right)
        asked = actions.ask(other, one, Asking(kind="dropping", legal_basis="7"))
        Proposal.objects.create(
            document=document, reading=document.readings.get(), mandate=other_one, kind="changed",
            content=other_one.content | {"addressees": []},
        )  # fmt: skip
        make_token(self.keeper, "رمز", [Scope.READ], 9)
        self.search = SavedSearch.objects.create(person=self.keeper, name="بحث", query="")
        one_page, other_page = f"/documents/{document.pk}", f"/administration/bodies/{body.slug}"
        self.addresses = [
            "/", "/calendar/?month=2024-09", "/documents/", "/documents/?q=zzz", "/documents/new/", f"{one_page}/",
            f"{one_page}/citations/", f"{one_page}/compare/", f"{one_page}/series/", f"{one_page}/belonging/",
            f"{one_page}/paragraphs/op-8/add/", "/instruments/A/RES/1/", "/review/", "/review/proposals/",
            f"/review/{one}/", f"/review/{other_one}/", f"/review/{other_one}/split/", f"/mandates/{one}/",
            f"/mandates/{one}/years/", f"/mandates/{one}/assign/", f"/mandates/{one}/ask/",
            f"/mandates/{one}/entries/{entry.pk}/correct/", f"/mandates/{one}/requests/{asked.pk}/decide/",
            f"/mandates/{other_one}/", f"{one_page}/compare/?with={another.pk}",
            f"{one_page}/series/?with={another.pk}", f"{one_page}/aside/", f"/documents/{mistaken.pk}/",
            f"/mandates/{mistaken.mandates.get()}/", "/documents/?aside=yes", "/search/",
            "/search/?q=report", "/search/?q=%22",
            "/search/paragraphs/?q=report", "/search/language/?q=report+every+year", "/search/check/", "/searches/",
            "/actors/", "/notices/", "/account/", "/account/password/", "/administration/", f"{other_page}/",
            "/administration/people/", "/administration/trail/", "/reports/", "/reports/?by=due",
            "/reports/addressees/", "/reports/changes/?since=2024-05-01", "/reports/returned/", "/sessions/",
            f"/sessions/{body.slug}/", f"/sessions/{body.slug}/{session.pk}/", "/nowhere/", "/sign-in/",
        ]  # fmt: skip


@pytest.fixture
def named(db: None) -> Named:
    """The register."""
    return Named()


OWN = re.compile(
    "Dispositif|CSV|JSON|DOCX|XLSX|HTML|PDF|CSV|AKN|TXT|XML|GraphML|GRAPHML|Akoma Ntoso|iCalendar|Atom|JavaScript"
    "|SHA-256|P6M|P1Y|P2Y|session|fish|M-[0-9A-Z]{8}|[a-z]+-[0-9][0-9a-z.]*"
)
"""What is called so in every language."""
LATIN = re.compile("[A-Za-z]{3}")
ISOLATED = re.compile("\u2068[^\u2069]*\u2069")
"""What is put into a text: a name, words of a document, an identifier."""
QUOTED = (
    "//bdi | //q | //code | //kbd | //title | //script | //svg | //datalist"
    " | //*[@dir='auto' or @lang][not(self::html)] | //select[@name='condition']/option[@value != '']"
    " | //*[contains(concat(' ', @class, ' '), ' identifier ')]"
)
"""What quotes a document, or is an identifier, and says so in its markup."""


def texts(page: str) -> Iterator[str]:
    """The texts of a page that are not marked as those of a document."""
    tree = html.fromstring(page)
    for one in tree.xpath(QUOTED):
        one.drop_tree()
    attributes = ("aria-label", "title", "placeholder", "data-name", "data-none", "data-taken", "data-broken")
    attributes += ("data-signed-out", "data-failed")
    for text in (*tree.itertext(), *(one.get(name, "") for one in tree.iter() for name in attributes)):
        yield " ".join(text.split())


@pytest.mark.parametrize(
    ("code", "direction", "title"),
    [("en", "ltr", "Overview"), ("fr", "ltr", "Vue d’ensemble"), ("ar", "rtl", "نظرة عامة")],
)
@pytest.mark.django_db
def test_a_page_is_in_the_language_that_is_asked_for(client: Client, code: str, direction: str, title: str) -> None:
    Body.objects.create(slug="b", name="B", public=True)
    page = client.get("/", headers={"Accept-Language": code}).content.decode()
    assert f'<html lang="{code}" dir="{direction}">' in page
    assert f"<h1>{title}</h1>" in page
    assert "Français" in page


@each_catalogue
def test_no_page_has_a_text_of_the_interface_left_in_english(named: Named, client: Client, path: Path) -> None:
    code = path.parts[-3]
    held = compiled(path.with_suffix(".mo")).items()
    in_english = {asked for asked, said in held if asked != said}
    in_other_words = in_english - {said for _asked, said in held}
    client.force_login(named.keeper, settings.AUTHENTICATION_BACKENDS[0])
    left: dict[str, set[str]] = defaultdict(set)
    for address in named.addresses:
        page = client.get(address, headers={"Accept-Language": code}, follow=True).content.decode()
        assert f'<html lang="{code}"' in page
        for text in texts(page):
            if text in in_other_words or (code == "ar" and LATIN.search(OWN.sub("", ISOLATED.sub("", text)))):
                left[text].add(address)
    assert not left, "\n".join(f"{text!r} {sorted(where)}" for text, where in left.items())


def test_in_arabic_lists_have_arabic_commas(named: Named, client: Client) -> None:
    client.force_login(named.keeper, settings.AUTHENTICATION_BACKENDS[0])
    left = {
        (text, address)
        for address in named.addresses
        for text in texts(client.get(address, headers={"Accept-Language": "ar"}, follow=True).content.decode())
        if re.search(r"[,;]( |$)", text)
    }
    assert not left


def test_in_french_a_space_stands_before_a_colon_and_a_month_begins_a_heading(named: Named, client: Client) -> None:
    page = client.get("/reports/?status=open&on=2024-05-01", headers={"Accept-Language": "fr"}).content.decode()
    assert "État\u00a0: <bdi>" in page
    page = client.get("/calendar/?month=2024-02", headers={"Accept-Language": "fr"}).content.decode()
    assert "<h1>Février 2024</h1>" in page


@pytest.mark.parametrize(
    ("code", "first"), [("en", "1 February 2024"), ("fr", "1er février 2024"), ("ar", "1 فبراير 2024")]
)
def test_the_first_of_a_month_is_written_as_its_language_does(code: str, first: str) -> None:
    with override(code):
        assert in_words(date(2024, 2, 1)) == first
        assert in_words(date(2024, 2, 11)) == f"1{first.replace('1er', '1')}"
        assert moment(datetime(2024, 2, 1, 9, 5, tzinfo=UTC)).startswith(first)


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", ["directive 3", "Condition: event"]), ("fr", ["directif 3", "Condition\N{NO-BREAK SPACE}: événement"])],
)
def test_what_is_said_of_a_mark_is_in_the_language_of_the_page(
    named: Named, client: Client, code: str, said: list[str]
) -> None:
    page = client.get(named.addresses[5], headers={"Accept-Language": code}).content.decode()
    assert all(f'"{words}"' in page for words in said)


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_every_page_fits_a_narrow_screen(
    transactional_db: None, open_page: Callable[..., Any], live_server: Any, code: str
) -> None:
    named = Named()
    page = open_page(named.keeper, width=390)
    page.context.add_cookies([{"name": "django_language", "value": code, "url": live_server.url}])
    too_wide, broken = [], []
    lines = "[...document.querySelectorAll('.identifier:not(bdi)')].filter(one => one.getClientRects().length > 1)"
    for address in named.addresses:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            too_wide.append(address)
        broken += page.evaluate(f"{lines}.map(one => one.innerHTML)")
    assert not too_wide
    assert not broken, "an identifier is in one piece"
    page.goto(named.addresses[5])
    directions = "[...document.querySelectorAll('.text, .text aside')].map(one => getComputedStyle(one).direction)"
    text, *beside = page.evaluate(directions)
    assert (text, {*beside}) == ("ltr", {"rtl" if code == "ar" else "ltr"})  # the document is English


def test_what_is_no_page_is_in_the_language_that_is_asked_for(named: Named, client: Client) -> None:
    french = {"Accept-Language": "fr"}
    assert b'xml:lang="fr"' in client.get(f"/feeds/{named.search.key}/changes.atom", headers=french).content
    assert "qu’aucune base" in client.get("/api/v1/bodies?q=%00", headers=french).json()["detail"]
    with override("ar"):
        page = failed(RequestFactory().get("/")).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    # What is exported is in English, whoever asks for it.
    exported = client.get(f"{named.addresses[5]}exports/html/", headers=french).content.decode()
    assert AS_READ in exported


@pytest.mark.parametrize(
    ("code", "name", "force"),
    [
        ("en", "Human Rights Council", "directive"),
        ("fr", "Conseil des droits de l'homme", "directif"),
        ("ar", "مجلس حقوق الإنسان", "توجيهي"),
    ],
)
def test_actors_and_kinds_are_called_as_the_reader_calls_them(
    named: Named, client: Client, code: str, name: str, force: str
) -> None:
    shown = [client.get(address, headers={"Accept-Language": code}).content.decode() for address in ("/", "/search/")]
    assert f"<bdi>{escape(name)}</bdi>" in shown[0]
    assert f"<bdi>{force}</bdi></a>" in shown[1]  # what the search may be narrowed by


def test_how_much_was_read_is_said_as_the_engine_says_it(communique: Document) -> None:
    edition = as_read(communique)
    assert tally(edition) == edition.tally
    with override("ar"):
        assert "، 11 فقرة منطوق، " in tally(edition)


@pytest.mark.parametrize(("set_to", "code"), [({}, "en"), ({"DISPOSITIF_LANGUAGE": "fr"}, "fr")])
def test_the_language_of_a_register_comes_from_the_environment(
    tmp_path: Path, set_to: dict[str, str], code: str
) -> None:
    asked = "from dispositif.register import settings; print(settings.LANGUAGE_CODE)"
    given = os.environ | {"DISPOSITIF_HOME": str(tmp_path), "PYTHONPATH": str(REGISTER.parents[1])} | set_to
    told = subprocess.run([sys.executable, "-c", asked], env=given, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == code

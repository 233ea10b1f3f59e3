"""Reports: the matrix as of two days, in each format; what changed; and workbooks that come back."""

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from docx.oxml.ns import qn

from dispositif.register.first_steps import SAMPLE
from dispositif.register.followup import actions
from dispositif.register.followup.actions import Answering
from dispositif.register.followup.entering import Saying
from dispositif.register.followup.models import Assignment, Entry
from dispositif.register.followup.schemes import schemes
from dispositif.register.followup.snapshots import refresh
from dispositif.register.followup.status import Status
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.people.models import Unit
from dispositif.register.review.actions import bring_in
from dispositif.register.review.models import Mandate

HANGING = b"""The Board,

1. Requests the pilots to report at its twelfth session, and to light the lamps at its next session.

Adopted on 1 March 2024
"""
"""What is due by the calendar of its body."""
People = Callable[[str], User]


@pytest.fixture
def client(person: People, client: Client) -> Client:
    client.force_login(person("manager"), "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def communique(body: Body, monkeypatch: pytest.MonkeyPatch) -> Document:
    """The sample communiqué, brought in and read on 1 April 2024."""
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: datetime(2024, 4, 1, 12, tzinfo=UTC))
        [document] = bring_in(None, body, [read(SAMPLE.read_bytes(), SAMPLE.name)])
    refresh(timezone.localdate())
    return document


@pytest.fixture
def mandate(communique: Document, person: People, unit: Unit) -> Mandate:
    """Paragraph 3, assigned and fulfilled on 8 April 2024."""
    one = communique.mandates.get(key="op-3.m1")
    actions.assign(person("manager"), one, Answering(unit=unit), seen=None)
    evidence = Saying(
        kind="evidence", bearing="implemented", happened=date(2024, 4, 8), symbol="SFC/RES/12 (2024)",
        passage="Decides that dumping shall cease", remark="=Adopted by consensus", place="Port Halden",
    )  # fmt: skip
    actions.enter(person("manager"), one, evidence)
    actions.enter(person("manager"), one, Saying(kind="comment", happened=date(2024, 5, 2), remark="Under watch."))
    return one


def matrix(client: Client, form: str, query: str = "") -> bytes:
    answer = client.get(f"/reports/matrix.{form}?{query}")
    assert answer.status_code == 200
    return answer.content


def line_of(client: Client, one: Mandate, query: str = "") -> dict:
    found = json.loads(matrix(client, "json", query))["mandates"]
    return next(line for line in found if line["mandate"] == str(one))


def test_the_matrix_as_of_two_days(client: Client, mandate: Mandate) -> None:
    before, after = (line_of(client, mandate, f"on={on}") for on in ("2024-04-07", "2024-05-01"))
    assert (before["status"], before["action_taken"], before["remarks"]) == ("active", "", "")
    assert (after["status"], after["since"]) == ("implemented", "2024-04-08")
    assert after["action_taken"] == (
        "8 April 2024: implemented. SFC/RES/12 (2024). Port Halden. “Decides that dumping shall cease”. "
        "=Adopted by consensus."
    )
    assert after["schemes"] == {
        "un-mandate-review-2006": "completed",
        "cbd-decision-tracking-tool": "implemented",
        "peace-accords-matrix": "3",
        "compliance": "+1",
    }
    assert line_of(client, mandate)["remarks"] == "2 May 2024: Under watch."


def test_what_was_entered_today_was_not_known_then(client: Client, mandate: Mandate) -> None:
    assert line_of(client, mandate, "on=2024-05-01&known=on")["status"] == "active"
    assert line_of(client, mandate, "on=2024-05-01&known=on")["responsible_unit"] == ""


def test_the_page_shows_the_matrix_in_few_queries(
    client: Client, mandate: Mandate, django_assert_max_num_queries
) -> None:
    Meeting.objects.create(body=mandate.document.body, number=12, name="Twelfth session", opens=date(2024, 9, 9))
    bring_in(None, mandate.document.body, [read(HANGING, "lamps.txt")])
    for query in ("", "by=status&on=2024-05-01", "by=unit&status=implemented", "addressee=secretary"):
        with django_assert_max_num_queries(12):
            page = client.get(f"/reports/?{query}").content.decode()
        assert ("SFC/RES/12 (2024)" in page) == (query != "addressee=secretary")


def test_the_page_says_what_it_is_of_and_keeps_what_its_form_does_not_ask(client: Client, mandate: Mandate) -> None:
    page = client.get("/reports/", {"document": mandate.document_id, "force": "directive", "by": "due"})
    shown = page.content.decode()
    assert f"<bdi>Implementation matrix: {mandate.document}</bdi>" in shown
    assert f'<input type="hidden" name="document" value="{mandate.document_id}"' in shown
    assert '<input type="hidden" name="force" value="directive"' in shown
    document = client.get(f"/documents/{mandate.document_id}/").content.decode()
    assert f'href="/reports/?document={mandate.document_id}"' in document
    assert "\u2069, 14 March 2024</th>" in client.get("/reports/").content.decode(), "the title set apart, the day not"


def test_filters_leave_lines_out(client: Client, mandate: Mandate, unit: Unit) -> None:
    def found(query: str) -> set[str]:
        lines = json.loads(matrix(client, "json", query))["mandates"]
        return {line["mandate"] for line in lines}

    assert found("status=implemented") == found("status=implemented&on=2024-04-08") == {str(mandate)}
    assert found("status=implemented&on=2024-04-07") == set()
    assert found(f"unit={unit.pk}") == {str(mandate)}
    assert found("adopted_from=2024-03-15") == set()
    assert len(found("addressee=Secretary General")) == 3
    due = mandate.document.mandates.get(key="op-11.m1")
    assert found("due_from=2024-09-01&due_to=2024-09-30&on=2024-04-01") >= {str(due)}


def test_the_page_counts_those_that_were_so_on_the_day(
    client: Client, mandate: Mandate, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries
) -> None:
    whole = mandate.document.mandates.count()
    for query, many in (
        ("status=implemented&on=2024-04-07", 0),
        ("status=implemented&on=2024-04-08", 1),
        ("status=open&on=2024-04-08", whole - 1),
        ("attention=dormant&on=2024-04-07", 4),
        ("attention=dormant&on=2024-04-08", 3),
        ("attention=overdue&on=2024-04-08", 0),
        ("attention=overdue&on=2024-10-01", 3),
        ("attention=due-30&on=2024-09-01", 2),
    ):
        with django_assert_max_num_queries(12):
            page = client.get(f"/reports/?{query}").content.decode()
        assert f"{many} mandate{'s' * (many != 1)}, as of" in page, query
        assert page.count('class="paragraph whole') == many, query
    monkeypatch.setattr("dispositif.register.web.reports.AT_ONCE", 3)
    page = client.get("/reports/?status=implemented&on=2024-04-08").content.decode()
    assert f"{whole} mandates are looked at page by page: each page shows those that were so on 8 April 2024." in page
    assert page.count('class="paragraph whole') == 1


@pytest.mark.parametrize("by", ["status", "due"])
def test_the_order_is_that_of_the_day(client: Client, mandate: Mandate, by: str) -> None:
    page = client.get(f"/reports/?by={by}&on=2024-06-20").content.decode()
    groups = re.findall(r'class="group">([^<]*)<', page)
    assert len(groups) == len(set(groups)) > 2
    lines = json.loads(matrix(client, "json", f"by={by}&on=2024-06-20"))["mandates"]
    found = [line["standing"][by] or "~" for line in lines]
    assert found == sorted(found)


@pytest.mark.parametrize("attention", ["unassigned", "unreviewed", "stagnant", "asked"])
def test_a_list_of_today_is_not_of_another_day(client: Client, mandate: Mandate, attention: str) -> None:
    assert client.get(f"/reports/?attention={attention}").status_code == 200
    answer = client.get(f"/reports/?attention={attention}&on=2024-05-01")
    assert answer.status_code == 422
    assert f"The list “{attention}” is one of today alone." in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    ["colour=blue", "by=weather", "on=2024-13-01", "status=finished", f"on={timezone.localdate() + timedelta(days=2)}"],
)
def test_a_filter_that_does_not_exist_is_refused(client: Client, mandate: Mandate, query: str) -> None:
    assert client.get(f"/reports/?{query}").status_code == 422


def test_csv_is_safe_to_open(client: Client, mandate: Mandate, person: People) -> None:
    actions.enter(person("manager"), mandate, Saying(kind="comment", happened=date(2024, 5, 3), remark="=1+1"))
    table = list(csv.DictReader(StringIO(matrix(client, "csv").decode("utf-8-sig"), newline="")))
    row = next(row for row in table if row["Mandate"] == str(mandate))
    assert row["Status"] == "implemented"
    assert row["Compliance −1, 0, +1"] == "'+1"
    assert not [cell for row in table for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_the_document_is_tabled_in_landscape_with_its_header_repeated(client: Client, mandate: Mandate) -> None:
    made = docx.Document(BytesIO(matrix(client, "docx", "on=2024-05-01")))
    section = made.sections[0]
    assert section.page_width > section.page_height
    [table] = made.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Paragraph", "Text", "Action taken", "Status", "Remarks"]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    above = [*made.paragraphs[-1:], *(cell.paragraphs[0] for cell in table.rows[0].cells)]
    assert all(one.paragraph_format.keep_with_next for one in above), "no page ends with what is above a table"
    row = next(row for row in table.rows if str(mandate) in row.cells[0].text)
    paragraph = mandate.document.paragraphs.get(key="op-3")
    assert row.cells[1].text == paragraph.words
    assert "SFC/RES/12 (2024)" in row.cells[2].text
    assert row.cells[3].text.startswith("implemented")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("file", ["matrix.docx", "matrix.xlsx", "addressees.xlsx"])
def test_word_and_excel_take_the_files_without_repair(
    client: Client, mandate: Mandate, language: str, file: str, assert_office_takes: Callable[[bytes, str], None]
) -> None:
    answer = client.get(f"/reports/{file}", headers={"Accept-Language": language})
    assert_office_takes(answer.content, file.partition(".")[2])


@pytest.mark.skipif(not shutil.which("soffice") or not shutil.which("pdftotext"), reason="no LibreOffice, no pdftotext")
def test_libreoffice_opens_the_document(client: Client, mandate: Mandate, tmp_path: Path) -> None:
    (tmp_path / "matrix.docx").write_bytes(matrix(client, "docx", "on=2024-05-01"))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "matrix.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    said = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "matrix.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = said.split("\f")[:-1]
    assert len(pages) > 2
    assert all("Action taken" in page for page in pages)
    assert "SFC/RES/12" in said


def test_an_event_says_that_a_condition_is_met(client: Client, communique: Document, person: People) -> None:
    waiting = communique.mandates.get(key="op-4.m2")
    actions.enter(person("manager"), waiting, Saying(kind="event", happened=date(2024, 4, 8), remark="Nobody acted."))
    assert line_of(client, waiting)["action_taken"] == "8 April 2024: condition met. Nobody acted."


def test_what_turns_a_line_round_stays_out_of_it(client: Client, mandate: Mandate, person: People) -> None:
    turned = Saying(
        kind="evidence", bearing="implemented", happened=date(2024, 5, 2), symbol="SFC\u202e/RES/13",
        remark="Done\u2066  twice.", addressee="\u202eVelmora",
    )  # fmt: skip
    actions.enter(person("manager"), mandate, turned)
    line = line_of(client, mandate)
    assert line["action_taken"].endswith("2 May 2024: Velmora: implemented. SFC/RES/13. Done twice.")
    assert "Velmora" in line["by_addressee"]


def test_what_changed_between_two_days(client: Client, mandate: Mandate) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    page = client.get(f"/reports/changes/?since={yesterday}").content.decode()
    assert str(mandate) in page
    assert "SFC/RES/12 (2024)" in page
    assert str(mandate.document.mandates.get(key="op-3.m2")) in page  # it had waited for the other
    assert page.count('class="identifier"') == 2
    assert "Nothing." in client.get("/reports/changes/?since=2024-04-01&on=2024-05-01").content.decode()
    refused = client.get("/reports/changes/?on=2024-05-01")
    assert refused.status_code == 422
    assert "From which day" in refused.content.decode()


@pytest.mark.parametrize(
    ("query", "closed"), [("status=open", True), ("status=implemented", True), ("status=retired", False)]
)
def test_what_changed_is_told_of_what_was_asked_for_on_one_of_the_days(
    client: Client, mandate: Mandate, query: str, closed: bool
) -> None:
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    page = client.get(f"/reports/changes/?{query}&since={yesterday}").content.decode()
    assert (str(mandate) in page) is closed
    told = client.get(f"/api/v1/reports/changes?{query}&before={yesterday}&after={today}").json()["items"]
    assert (str(mandate) in {one["mandate"] for one in told}) is closed


def test_every_scheme_is_sourced_and_says_failure_only_where_it_was_found() -> None:
    for scheme in schemes():
        assert scheme.source
        assert "25 November 2026" in scheme.checked  # when somebody looked; renewed with the text
        assert set(scheme.values) <= {status.value for status in Status}
    failures = {"un-mandate-review-2006": "not implemented", "peace-accords-matrix": "0", "compliance": "-1"}
    for scheme in schemes():
        if scheme.id in failures:
            assert [ours for ours, theirs in scheme.values.items() if theirs == failures[scheme.id]] == [
                "not implemented"
            ]


def test_the_page_of_the_documentation_has_the_same_table() -> None:
    page = Path(__file__).parents[3].joinpath("docs/explanation/status.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.count("|") == 6]
    table = {row[0]: [cell.replace("\N{MINUS SIGN}", "-") for cell in row[1:]] for row in rows[2:]}
    assert table == {status.value: [scheme.values.get(status.value, "") for scheme in schemes()] for status in Status}


# The workbook that comes back


class Workbook:
    """The workbook that went out, to be filled in as a colleague does."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(BytesIO(content))
        self.sheet = self.book.active
        self.places = {cell.value: cell.column for cell in self.sheet[1]}

    def row(self, one: Mandate) -> int:
        column = self.places["Mandate"]
        return next(row for row in range(2, self.sheet.max_row + 1) if self.sheet.cell(row, column).value == str(one))

    def fill_in(self, one: Mandate, **cells: object) -> None:
        for name, value in cells.items():
            self.sheet.cell(self.row(one), self.places[name.replace("_", " ").capitalize()]).value = value

    def upload(self) -> SimpleUploadedFile:
        content = BytesIO()
        self.book.save(content)
        return SimpleUploadedFile("back.xlsx", content.getvalue())


@pytest.fixture
def workbook(client: Client, mandate: Mandate) -> Workbook:
    return Workbook(matrix(client, "xlsx"))


@pytest.fixture
def second(mandate: Mandate) -> Mandate:
    return mandate.document.mandates.get(key="op-2.m1")


def look(client: Client, workbook: Workbook) -> tuple[str, str]:
    """What the page says of a workbook, and the signed rows it would carry out."""
    answer = client.post("/reports/returned/", {"workbook": workbook.upload()})
    return answer.content.decode(), (answer.context or {}).get("rows", "")


def test_the_workbook_goes_out_with_locked_cells_and_hidden_columns(workbook: Workbook, mandate: Mandate) -> None:
    sheet, row = workbook.sheet, workbook.row(mandate)
    assert sheet.protection.sheet
    assert sheet.cell(row, workbook.places["Action"]).protection.locked
    assert not sheet.cell(row, workbook.places["New finding"]).protection.locked
    letter = openpyxl.utils.get_column_letter(workbook.places["Mandate"])
    assert sheet.column_dimensions[letter].hidden
    assert sheet.cell(row, workbook.places["Responsible unit"]).value == "Fisheries Desk"


def test_a_workbook_that_comes_back_as_it_went_changes_nothing(client: Client, workbook: Workbook) -> None:
    assert "It changes nothing" in look(client, workbook)[0]


def test_what_is_filled_in_is_shown_then_taken_and_never_doubled(
    client: Client, workbook: Workbook, mandate: Mandate, second: Mandate
) -> None:
    workbook.fill_in(
        second, new_finding="in progress", happened_on=datetime(2024, 6, 1), what_was_done="Talks began.",
        responsible_unit="Fisheries Desk", symbol_or_link="https://example.org/talks",
    )  # fmt: skip
    page, rows = look(client, workbook)
    assert "evidence of 1 June 2024 is entered: in progress. Talks began. https://example.org/talks" in page
    assert "It is assigned to Fisheries Desk." in page
    assert not Entry.objects.filter(mandate=second).exists()
    client.post("/reports/returned/", {"rows": rows})
    entry = Entry.objects.get(mandate=second)
    assert (entry.kind, entry.bearing, entry.happened, entry.remark, entry.link) == (
        "evidence", "in progress", date(2024, 6, 1), "Talks began.", "https://example.org/talks",
    )  # fmt: skip
    assert Assignment.objects.get(mandate=second).unit.name == "Fisheries Desk"
    client.post("/reports/returned/", {"rows": rows})
    assert "It changes nothing" in look(client, workbook)[0]
    assert Entry.objects.filter(mandate=second).count() == Assignment.objects.filter(mandate=second).count() == 1


@pytest.mark.parametrize(
    ("language", "cells"),
    [
        ("fr", {"Mandat": "", "Nouveau constat": "en cours", "Survenu le": datetime(2024, 6, 1)}),
        ("ar", {"الولاية": "", "الاستنتاج الجديد": "قيد التنفيذ", "وقع في يوم": datetime(2024, 6, 1)}),
    ],
)
def test_a_workbook_is_in_the_language_of_its_reader_and_comes_back_to_anybody(
    client: Client, second: Mandate, language: str, cells: dict[str, object]
) -> None:
    answer = client.get("/reports/matrix.xlsx", headers={"Accept-Language": language})
    workbook = Workbook(answer.content)
    assert len(workbook.places) == workbook.sheet.max_column  # no two of a name
    assert bool(workbook.sheet.sheet_view.rightToLeft) is (language == "ar")
    mandate, *filled_in = cells
    workbook.places["Mandate"] = workbook.places[mandate]
    for name in filled_in:
        workbook.sheet.cell(workbook.row(second), workbook.places[name]).value = cells[name]
    page, _rows = look(client, workbook)
    assert "progress of 1 June 2024 is entered: in progress" in page


@pytest.mark.parametrize(("language", "is_rtl"), [("en", False), ("ar", True)])
def test_a_tabled_matrix_runs_as_the_language_of_its_reader_does(
    client: Client, mandate: Mandate, language: str, is_rtl: bool
) -> None:
    answer = client.get("/reports/matrix.docx", headers={"Accept-Language": language})
    made = docx.Document(BytesIO(answer.content))
    [table] = made.tables
    title, heading, text = made.paragraphs[0], table.cell(0, 1).paragraphs[0], table.cell(1, 1).paragraphs[0]
    turned = [one._p.pPr is not None and one._p.pPr.find(qn("w:bidi")) is not None for one in (title, heading, text)]
    assert turned == [is_rtl, is_rtl, False]  # the text is English
    assert (table._tbl.tblPr.find(qn("w:bidiVisual")) is not None) is is_rtl
    beneath = made.paragraphs[-1]  # begins with the name of the body
    assert beneath.text.startswith("Steering Committee")
    assert (beneath._p.pPr.find(qn("w:bidi")) is not None) is is_rtl
    for symbol in (made.paragraphs[-2], *table.cell(1, 0).paragraphs):  # where the lines of the language begin
        assert (symbol._p.pPr is not None and symbol._p.pPr.find(qn("w:bidi")) is not None) is is_rtl
    for name in ("Normal", "Title", "Heading 1"):
        sizes = [made.styles[name].element.rPr.find(qn(f"w:{size}")).get(qn("w:val")) for size in ("sz", "szCs")]
        assert sizes[0] == sizes[1], "Arabic letters are as large as Latin ones"
    assert heading.runs[0].font.cs_bold


def test_the_text_is_tabled_with_its_own_spaces(client: Client, body: Body, person: People) -> None:
    words = "1. Requests the pilots to light the\u00a0lamps by 1\u202fMay\u00a02031, all of\tthem."
    text = f"The Board,\n\n{words}\n\nAdopted on 1 March 2024\n"
    [document] = bring_in(None, body, [read(text.encode(), "lamps.txt")])
    done = Saying(kind="progress", happened=date(2024, 5, 2), bearing="implemented")
    actions.enter(person("manager"), document.mandates.get(), done)
    for language, told in (("en", "2 May 2024: implemented."), ("fr", "2 mai 2024\u00a0: appliqué.")):
        answer = client.get(f"/reports/matrix.docx?document={document.pk}", headers={"Accept-Language": language})
        [table] = docx.Document(BytesIO(answer.content)).tables
        assert table.cell(1, 1).text == document.paragraphs.get(key="op-1").words
        assert table.cell(1, 2).text == told


def test_the_headings_of_a_table_are_in_the_language_of_its_reader(client: Client, mandate: Mandate) -> None:
    answer = client.get("/reports/matrix.csv", headers={"Accept-Language": "fr"})
    assert answer.content.decode("utf-8-sig").startswith("Document,Paragraphe,Texte du paragraphe,Destinataire,Action,")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"new_finding": "in progress"}, "“Happened on” is empty"),
        ({"new_finding": "done", "happened_on": datetime(2024, 6, 1)}, "“done” is no finding"),
        ({"new_finding": "implemented", "happened_on": "05/06/2024"}, "“05/06/2024” is no certain day"),
        ({"new_finding": "implemented", "happened_on": "soon"}, "“soon” is no certain day"),
        ({"new_finding": "implemented", "happened_on": datetime(2024, 1, 1)}, "was adopted"),
        ({"new_finding": "implemented", "happened_on": datetime(2999, 1, 1)}, "is in the future"),
        ({"responsible_unit": "Another Desk"}, "“Another Desk” is no unit"),
        ({"happened_on": datetime(2024, 6, 1)}, "Only “Happened on” is filled in"),
        ({"symbol_or_link": "See the report, " * 9, "happened_on": datetime(2024, 6, 1)}, "symbol: too long"),
        ({"what_was_done": "x", "mandate": "M-NOTHERE0"}, "There is no mandate M-NOTHERE0"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_itself(
    client: Client, workbook: Workbook, mandate: Mandate, second: Mandate, cells: dict[str, object], said: str
) -> None:
    workbook.fill_in(mandate, what_was_done="Noted again.", happened_on=datetime(2024, 6, 2))
    workbook.fill_in(second, **cells)
    page, rows = look(client, workbook)
    assert said in page
    assert "Noted again." in page
    client.post("/reports/returned/", {"rows": rows})
    assert Entry.objects.filter(mandate=mandate, remark="Noted again.").count() == 1
    assert not Entry.objects.filter(mandate=second).exists()


@pytest.mark.parametrize(("words", "day"), [("2024-06-30", (2024, 6, 30)), ("30/06/2024", (2024, 6, 30))])
def test_days_as_text_are_days_where_they_are_certain(
    client: Client, workbook: Workbook, second: Mandate, words: str, day: tuple[int, int, int]
) -> None:
    workbook.fill_in(second, what_was_done="Noted.", happened_on=words)
    client.post("/reports/returned/", {"rows": look(client, workbook)[1]})
    assert Entry.objects.get(mandate=second).happened == date(*day)


def test_columns_may_be_moved_and_added_but_must_be_there(client: Client, workbook: Workbook, second: Mandate) -> None:
    workbook.sheet.insert_cols(1)
    workbook.sheet["A1"] = "Our own"
    workbook.places = {cell.value: cell.column for cell in workbook.sheet[1]}
    workbook.fill_in(second, what_was_done="Noted.", happened_on=datetime(2024, 6, 1))
    assert "Noted." in look(client, workbook)[0]
    workbook.sheet.delete_cols(workbook.places["Version"])
    assert "lacks the columns “Version”" in look(client, workbook)[0]


def test_what_would_fill_the_memory_is_refused_before_it_is_unpacked(client: Client, workbook: Workbook) -> None:
    content = BytesIO(workbook.upload().read())
    with ZipFile(content, "a", ZIP_DEFLATED) as package, package.open("xl/worksheets/more.xml", "w") as part:
        for _time in range(101):
            part.write(bytes(2**20))
    bomb = SimpleUploadedFile("bomb.xlsx", content.getvalue())
    answer = client.post("/reports/returned/", {"workbook": bomb})
    assert answer.status_code == 422
    assert "bomb.xlsx unpacks to more than 100 MB" in answer.content.decode()


def test_merged_cells_are_refused(client: Client, workbook: Workbook) -> None:
    workbook.sheet.merge_cells("A2:A3")
    assert "cells A2:A3 are merged" in look(client, workbook)[0]


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_workbook_is_refused(client: Client, mandate: Mandate, content: bytes) -> None:
    answer = client.post("/reports/returned/", {"workbook": SimpleUploadedFile("back.xlsx", content or b" ")})
    assert answer.status_code == 422
    assert "cannot be read as a workbook" in answer.content.decode()


def test_who_may_not_write_for_a_mandate_is_told(
    client: Client, workbook: Workbook, person: People, mandate: Mandate, second: Mandate
) -> None:
    client.force_login(person("contributor"), "django.contrib.auth.backends.ModelBackend")
    workbook.fill_in(mandate, what_was_done="Ours.", happened_on=datetime(2024, 6, 1))
    workbook.fill_in(second, what_was_done="Not ours.", happened_on=datetime(2024, 6, 1))
    page, _ = look(client, workbook)
    assert "Ours." in page
    assert "for the mandates of your unit, “Fisheries Desk”. This one is of “—”." in page


def test_rows_that_were_not_looked_at_are_not_taken(client: Client, mandate: Mandate) -> None:
    answer = client.post("/reports/returned/", {"rows": "forged"})
    assert "was not looked at" in answer.content.decode()


def test_an_assignment_that_somebody_changed_meanwhile_is_kept(
    client: Client, workbook: Workbook, mandate: Mandate, body: Body, person: People
) -> None:
    other, third = (Unit.objects.create(body=body, name=name) for name in ("Harbour Desk", "Legal Desk"))
    last = Assignment.objects.get(mandate=mandate)
    actions.assign(person("manager"), mandate, Answering(unit=other), seen=last.pk)
    workbook.fill_in(mandate, responsible_unit=third.name)
    assert "by manager meanwhile" in look(client, workbook)[0]
    assert Assignment.objects.filter(mandate=mandate).last().unit == other


def test_a_report_of_a_day_leaves_out_what_was_adopted_later(client: Client, body: Body, communique: Document) -> None:
    [later] = bring_in(None, body, [read(HANGING.replace(b"March", b"June"), "later.txt")])
    for on, there in (("2024-05-31", False), ("2024-06-01", True)):
        lines = client.get(f"/reports/matrix.json?on={on}").content.decode()
        assert (later.mandates.first().reference in lines) is there
        assert communique.mandates.first().reference in lines

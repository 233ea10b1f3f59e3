"""The implementation matrix, as CSV and as a workbook."""

from __future__ import annotations

import csv
from datetime import datetime
from io import BytesIO, StringIO

import msgspec
import openpyxl
import pytest

from dispositif import read_with_text
from dispositif.document import Words
from dispositif.exports import Edition, export


@pytest.fixture
def table(specimen):
    return list(csv.DictReader(StringIO(export(specimen.EDITION, "csv").decode(), newline="")))


@pytest.fixture
def sheet(specimen):
    return openpyxl.load_workbook(BytesIO(export(specimen.EDITION, "xlsx"))).active


def beginning(edition: Edition, sign: str) -> Edition:
    """The same mandate with an action that begins with a sign."""
    characters = f"{sign}1+1\n{edition.characters}"
    mandate = msgspec.structs.replace(
        edition.document.mandates[1], action=Words(text=characters[:4], start=0, end=4), addressees=()
    )
    return Edition(msgspec.structs.replace(edition.document, mandates=(mandate,)), characters)


def test_csv_is_as_it_was(specimen, golden):
    golden("specimen.csv", export(specimen.EDITION, "csv").decode())


def test_a_row_is_a_mandate(table):
    assert [row["Mandate"] for row in table] == ["op-1.m1", "op-2.a.m1", "op-3.m1", "annex-1.op-1.m1"]


def test_a_row_holds_the_words_of_the_text(table):
    first = table[0]
    assert first["Document"] == "LA/RES/7/2"
    assert first["Paragraph"] == "1"
    assert first["Addressee"] == "the Keeper"
    assert first["Action"] == "to submit a report on the northern lights"
    assert first["Partners"] == "the Pilots' Guild"
    assert first["Condition"] == "subject to the availability of funds"
    assert (first["Deadline"], first["Due"]) == ("by 1 June 2031", "2031-06-01")
    assert first["Recurrence"] == "every two years"


def test_words_over_two_lines_stand_on_one(table):
    assert "availability of funds, to submit" in table[0]["Paragraph text"]


def test_an_item_of_a_list_has_its_own_number_and_the_words_of_its_chapeau(table):
    assert table[1]["Paragraph"] == "2 (a)"
    assert table[1]["Paragraph text"] == "Decides: […] To open a lamp store; welcomes the gift of oil;"


def test_columns_for_those_who_follow_up_are_empty(table):
    assert {row[name] for row in table for name in ("Responsible unit", "Status", "Remarks")} == {""}


def test_what_the_reader_was_not_sure_of_is_said(table):
    assert "may be the Guild or the Keeper" in table[2]["Doubts"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_text_is_taken_for_a_formula(specimen, sign):
    edition = beginning(specimen.EDITION, sign)
    (row,) = csv.DictReader(StringIO(export(edition, "csv").decode(), newline=""))
    assert row["Action"] == f"'{sign}1+1"
    cell = openpyxl.load_workbook(BytesIO(export(edition, "xlsx"))).active["E2"]
    assert (cell.value, cell.data_type) == (f"{sign}1+1", "s")


def test_the_workbook_has_the_same_rows(sheet, table):
    values = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    assert values[0] == list(table[0])
    for cells, row in zip(values[1:], table, strict=True):
        words = dict(zip(values[0], cells, strict=True))
        assert words["Paragraph text"] == row["Paragraph text"]
        assert words["Mandate"] == row["Mandate"]


def test_a_day_is_a_day(sheet):
    assert sheet["I2"].value == datetime(2031, 6, 1)
    assert sheet["I2"].number_format == "yyyy-mm-dd"


def test_the_workbook_prints_well(sheet):
    assert sheet.freeze_panes == "C2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet["C2"].alignment.wrap_text


def test_a_row_is_as_tall_as_its_longest_cell(sheet):
    heights = [sheet.row_dimensions[row].height for row in range(1, 6)]
    assert heights[0] is None
    assert all(height >= 30 for height in heights[1:4])  # two lines


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(specimen):
    characters = "x" * 40_000
    action = Words(text=characters, start=0, end=40_000)
    mandate = msgspec.structs.replace(specimen.DOCUMENT.mandates[1], action=action)
    edition = Edition(msgspec.structs.replace(specimen.DOCUMENT, mandates=(mandate,)), characters)
    sheet = openpyxl.load_workbook(BytesIO(export(edition, "xlsx"))).active
    assert sheet["E2"].value.endswith("x …")
    assert 400 < sheet.row_dimensions[2].height <= 409  # the most that Excel takes


def test_excel_takes_it_without_repair(specimen, assert_office_takes):
    assert_office_takes(export(specimen.EDITION, "xlsx"), "xlsx")


def test_the_same_document_gives_the_same_bytes(specimen):
    assert export(specimen.EDITION, "xlsx") == export(specimen.EDITION, "xlsx")


def test_a_document_without_mandates_gives_an_empty_matrix(specimen):
    empty = Edition(msgspec.structs.replace(specimen.DOCUMENT, mandates=()), specimen.TEXT)
    assert export(empty, "csv").decode().count("\r\n") == 1
    assert openpyxl.load_workbook(BytesIO(export(empty, "xlsx"))).active.max_row == 1


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Decides:\n\n(a) To request the Secretariat to rest;\n\n(b) To meet.\n", ["(a)", "(b)"]),
        ("1. Requests the Secretariat:\n\n(a) to rest;\n\n(b) to meet.\n", ["1 (a)", "1 (b)"]),
    ],
)
def test_an_item_is_called_as_it_is_printed(text: str, numbers: list[str]) -> None:
    document, characters = read_with_text(f"The Board,\n\n{text}", name="decision.txt", language="en")
    edition = Edition(document, characters.characters)
    rows = csv.DictReader(StringIO(export(edition, "csv").decode(), newline=""))
    assert [row["Paragraph"] for row in rows] == numbers

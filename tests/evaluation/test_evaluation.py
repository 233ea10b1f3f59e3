"""Evaluation on gold of one's own: what is right, what is wrong and how, and files that cannot be used."""

from pathlib import Path

import msgspec
import pytest

from dispositif.batch import Task
from dispositif.errors import UsageError
from dispositif.evaluation import Report, evaluate
from dispositif.evaluation.table import to_table

HEAD = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">
<coverPage><p><docNumber refersTo="#symbol">A/RES/78/412</docNumber></p></coverPage>
<preface><p><docTitle>Lighthouses</docTitle></p></preface>
<preamble><formula><p>The General Assembly,</p></formula>
<container><p>Recalling its resolution 77/109 of 7 December 2022,</p></container></preamble><mainBody>"""
TAIL = "</mainBody></statement></akomaNtoso>"
GOOD = (
    "<paragraph><num>1.</num><content><p>Requests the Secretary-General to report;</p></content></paragraph>"
    "<paragraph><num>2.</num><content><p>Decides to remain seized of the matter.</p></content></paragraph>"
)


def evaluated(files: list[Path], **options) -> Report:
    return evaluate([Task(str(path)) for path in files], **options)


def file(folder: Path, name: str, body: str) -> Path:
    path = folder / name
    path.write_text(HEAD + body + TAIL, encoding="utf-8")
    return path


def test_a_document_that_is_read_as_marked_has_no_fault(tmp_path):
    report = evaluated([file(tmp_path, "a.xml", GOOD)])
    assert (report.files, report.faults, report.unread) == (1, {}, [])
    assert report.paragraphs["operative"].recall == report.paragraphs["operative"].precision == 1.0
    assert report.items["citations"].right == 1
    assert report.items["symbol"].right == 1


def test_each_fault_is_counted_and_shown(tmp_path):
    heading = GOOD + "<paragraph><content><p>Recalling that harbours matter to all peoples;</p></content></paragraph>"
    numbered = heading.replace("<num>2.</num>", "<num>2.</num>").replace("<paragraph><num>2.", "<paragraph><num>3 bis.")
    report = evaluated([file(tmp_path, "a.xml", numbered)], examples=1)
    assert report.paragraphs["operative"].right < report.paragraphs["operative"].marked
    example = next(one for one in report.examples if one.sort == "operative")
    assert example.file.endswith("a.xml")
    assert example.words
    assert example.marked.startswith("operative")


def test_no_more_examples_are_kept_than_wanted(tmp_path):
    files = [file(tmp_path, f"{n}.xml", GOOD.replace("<num>2.", "<num>3 bis.")) for n in range(4)]
    report = evaluated(files, examples=2)
    for sort, counts in report.faults.items():
        for fault in counts:
            assert sum((one.sort, one.fault) == (sort, fault) for one in report.examples) <= 2


def test_files_that_cannot_be_used_are_named_and_stop_nothing(tmp_path):
    text = tmp_path / "b.txt"
    text.write_text("The General Assembly,\n\n1. Decides.", encoding="utf-8")
    broken = tmp_path / "c.xml"
    broken.write_bytes(b"<akomaNtoso")
    report = evaluated([text, broken, file(tmp_path, "a.xml", GOOD)])
    assert report.files == 1
    assert [Path(one.file).name for one in report.unread] == ["b.txt", "c.xml"]
    assert "Akoma Ntoso" in report.unread[0].message


def test_a_language_that_is_not_at_hand_is_refused(tmp_path):
    with pytest.raises(UsageError):
        evaluated([file(tmp_path, "a.xml", GOOD)], language="xx")


def test_the_report_is_json_and_a_table(tmp_path):
    report = evaluated([file(tmp_path, "a.xml", GOOD)])
    assert msgspec.json.decode(report.to_json())["files"] == 1
    table = to_table(report)
    assert "1 document read" in table
    assert "100.0%" in table


def test_every_marked_paragraph_is_right_or_has_one_fault(shared):
    from akn import sources

    chosen = [content for place, (_, _, content) in enumerate(sources(shared / "corpus")) if place % 500 == 250]
    for content in chosen:
        report = evaluate_content(content)
        for kind, share in report.paragraphs.items():
            wrong = sum(count for fault, count in report.faults.get(kind, {}).items() if fault != "extra")
            assert share.right + wrong == share.marked


def evaluate_content(content: bytes):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.xml")
        path.write_bytes(content)
        return evaluated([path])

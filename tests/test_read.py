"""The one door: what `read` takes, and what it gives back whatever it was given."""

from pathlib import Path

import msgspec
import pytest

import dispositif
from dispositif import Document, read, read_with_text
from dispositif.errors import UsageError

TEXT = "The Harbour Council,\n\nRecalling the Statute,\n\n1. Requests the secretariat to report on the tides;\n"
STATED = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">
<meta><identification source="#x">
<FRBRExpression><FRBRlanguage language="fra"/></FRBRExpression></identification></meta>
<coverPage><p><docNumber>H/RES/7</docNumber></p></coverPage>
<preamble><container name="preamble"><p>Rappelant le Statut,</p></container></preamble>
<mainBody><paragraph eId="para_1"><num>1.</num><content><p>Prie le secrétariat de faire rapport.</p></content>
</paragraph></mainBody></statement></akomaNtoso>"""


def test_a_text_its_bytes_and_its_file_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "resolution.txt"
    path.write_text(TEXT, encoding="utf-8")
    documents = [read(TEXT), read(TEXT.encode()), read(path)]
    assert {len(document.mandates) for document in documents} == {1}
    assert len({document.source.sha256 for document in documents}) == 1
    assert documents[2].source.name == "resolution.txt"


def test_offsets_count_in_the_text_that_comes_with_the_document() -> None:
    document, text = read_with_text(TEXT)
    addressee = document.mandates[0].addressees[0]
    assert text.characters[addressee.start : addressee.end] == addressee.text == "the secretariat"


def test_a_document_survives_its_json() -> None:
    document = read(TEXT)
    assert Document.from_json(document.to_json()) == document
    assert Document.from_json(document.to_json(indent=2)) == document


def test_the_json_of_a_long_document_is_made_in_pieces() -> None:
    asked = [f"{number}. Requests the secretariat to report on pier {number};" for number in range(1, 2500)]
    document = read("The Harbour Council,\n\nRecalling the Statute,\n\n" + "\n\n".join(asked))
    for indent in (1, 2, 4):
        whole = msgspec.json.format(msgspec.json.encode(document), indent=indent)
        assert b"".join(document.json_pieces(indent)) == whole == document.to_json_bytes(indent)
    assert max(map(len, document.json_pieces(2))) < len(document.to_json_bytes(2)) / 3


def test_results_are_frozen() -> None:
    with pytest.raises(AttributeError):
        read(TEXT).language = "fr"  # type: ignore[misc]


def test_an_unknown_language_gives_a_document_that_says_so() -> None:
    document = read("Le conseil du port décide de siéger. " * 9)
    assert (document.language, document.paragraphs, document.mandates) == ("und", (), ())
    assert [warning.code for warning in document.warnings] == ["unknown-language"]


def test_mark_up_is_believed_in_any_language() -> None:
    document = read(STATED.encode())
    assert document.heading.symbol == "H/RES/7"
    assert [paragraph.id for paragraph in document.paragraphs if paragraph.kind == "operative"] == ["op-1"]
    assert (document.acts, document.language) == ((), "fr")


def test_a_language_that_is_named_overrules_the_text() -> None:
    assert read("Requests.", language="en").language == "en"


def test_a_language_that_is_not_at_hand_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match=r"language xx: there is no such language here\. There are: .*en"):
        read("Requests.", language="xx")


def test_everything_named_in_the_module_is_there() -> None:
    assert all(hasattr(dispositif, name) for name in dispositif.__all__)


def test_half_a_character_is_read_as_unknown_and_told_of() -> None:
    given = "The Board,\n\n1. Requests the Secretariat\ud800 to report by 1 May 2031, recalling resolution 12\udfff;\n"
    document = read(given)
    [warning] = [warning for warning in document.warnings if warning.code == "half-characters"]
    assert given[warning.start : warning.end] == "\ud800"
    assert len(document.mandates) == 1
    assert document.source.characters == len(given)
    assert Document.from_json(document.to_json()) == document


def test_a_body_acts_by_the_names_that_its_communique_gives_it() -> None:
    document = read(
        "Communiqué\n\nThe International Harbour Watch on the Isles (IHW) met in Port Selm on 10 June 2031.\n\n"
        "The IHW welcomes the mending of the lights, and the IHW requests the pilots to keep watch.\n\n"
        "The nets were mended. The Harbour Watch urges the crews to use them, and the Board urges them to rest.\n"
    )
    assert [act.verb.text for act in document.acts] == ["welcomes", "requests", "urges"]

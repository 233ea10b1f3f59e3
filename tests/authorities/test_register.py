import pytest

from dispositif import authorities
from dispositif.errors import DataError

OWN = """
records:
  - {id: tidewater, kind: organization, names: {en: [Tidewater Union], xx: [Vodun]}, source: Tidewater Treaty}
  - id: tidewater/bureau
    kind: secretariat
    names: {en: [Bureau of the Tidewater Union]}
    within: {en: [Bureau]}
    source: Tidewater Treaty, Article 3
"""


@pytest.fixture
def own_file(tmp_path, monkeypatch):
    monkeypatch.setattr(authorities, "_files", [])
    path = tmp_path / "tidewater.yaml"
    path.write_text(OWN, "utf-8")
    yield path
    authorities.records.cache_clear()
    authorities.actors.cache_clear()


def test_a_file_of_ones_own_is_searched_with_the_others(own_file):
    authorities.register(own_file)
    english = authorities.actors("en")
    assert english.resolve("Bureau", "tidewater").actor == "tidewater/bureau"
    assert english.resolve("Security Council", "tidewater").actor == "un/security-council"
    assert authorities.organization_of("tidewater/bureau") == "tidewater"
    assert authorities.record("tidewater").source == "Tidewater Treaty"


def test_a_record_of_ones_own_takes_the_place_of_ours(own_file):
    own_file.write_text("records: [{id: state/eg, kind: state, names: {en: [Misr]}, source: own}]", "utf-8")
    authorities.register(own_file)
    assert authorities.actors("en").resolve("Misr").actor == "state/eg"
    assert authorities.actors("en").resolve("Egypt").actor is None


@pytest.mark.parametrize("words", ["records: [{id: x}]", "records: [", "record: []"])
def test_a_file_that_breaks_the_form_is_refused_and_named(own_file, words):
    own_file.write_text(words, "utf-8")
    with pytest.raises(DataError, match=r"tidewater\.yaml"):
        authorities.register(own_file)


def test_an_unknown_id_is_an_error_that_names_it():
    with pytest.raises(DataError, match="un/nobody"):
        authorities.record("un/nobody")


def test_states_and_open_groups_belong_to_no_organization():
    assert authorities.organization_of("state/eg") == ""
    assert authorities.organization_of("group/international-community") == ""
    assert authorities.organization_of("group/oic-member-states") == "oic"

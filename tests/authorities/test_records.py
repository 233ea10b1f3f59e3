import re
from collections import defaultdict

import pytest

from dispositif.authorities import actors, organization_of, records
from dispositif.languages import section
from dispositif.languages.schema import ActorWords

RECORDS = list(records().values())
ENGLISH = actors("en")
MEMBERS_AND_OBSERVERS = re.findall(
    r"\w\w",
    """
    af al dz ad ao ag ar am au at az bs bh bd bb by be bz bj bt bo ba bw br bn bg bf bi cv kh cm ca cf td cl
    cn co km cg cr ci hr cu cy cz kp cd dk dj dm do ec eg sv gq er ee sz et fj fi fr ga gm ge de gh gr gd gt
    gn gw gy ht hn hu is in id ir iq ie il it jm jp jo kz ke ki kw kg la lv lb ls lr ly li lt lu mg mw my mv
    ml mt mh mr mu mx fm md mc mn me ma mz mm na nr np nl nz ni ne ng mk no om pk pw pa pg py pe ph pl pt qa
    kr ro ru rw kn lc vc ws sm st sa sn rs sc sl sg sk si sb so za ss es lk sd sr se ch sy tj tz th tl tg to
    tt tn tr tm tv ug ua ae gb us uy uz vu ve vn ye zm zw va ps
    """,
)
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def named_in(words, issuer):
    found = (ENGLISH.resolve(claims, issuer) for _, _, claims in ENGLISH.find(words))
    return {resolution.actor for resolution in found}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_a_record_is_well_formed(record):
    assert ID.fullmatch(record.id)
    assert record.names
    assert record.names.get("en")
    assert record.source.strip()
    for date in (record.since, record.until, record.renamed):
        assert not date or DATE.fullmatch(date)
    assert not record.until or record.since < record.until
    assert not record.linked or record.linked in records()
    for phrases in (*record.names.values(), *record.within.values(), *record.heads.values()):
        assert all(phrase == phrase.strip() and phrase for phrase in phrases)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_a_record_is_found_by_each_of_its_names(record):
    issuer = organization_of(record.id) or None
    for name in (*record.names["en"], *record.within.get("en", ())):
        assert ENGLISH.resolve(name, issuer).actor == record.id, name
        assert named_in(f"to inform the {name}, and others", issuer) == {record.id}


def test_ids_are_unique():
    from dispositif.authorities import files
    from dispositif.authorities.schema import AuthorityFile
    from dispositif.languages import load

    ids = [record.id for file in files() for record in load(file, AuthorityFile).records]
    assert len(ids) == len(set(ids))


def test_all_members_and_observers_of_the_united_nations_are_there():
    assert len(MEMBERS_AND_OBSERVERS) == 193 + 2
    states = {record.id for record in RECORDS if record.kind == "state"}
    assert states == {f"state/{code}" for code in MEMBERS_AND_OBSERVERS}


@pytest.mark.parametrize("record", [record for record in RECORDS if record.kind == "state"], ids=lambda r: r.id)
def test_a_state_has_its_name_in_the_six_languages_of_the_united_nations(record):
    assert set(record.names) == {"en", "fr", "es", "ru", "ar", "zh"}


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_no_name_is_claimed_by_two_records_of_one_organization(language):
    claimed = defaultdict(set)
    for record in RECORDS:
        for name in (*record.names.get(language, ()), *record.within.get(language, ())):
            claimed[organization_of(record.id), name].add(record.id)
    assert {name: ids for name, ids in claimed.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("record", "words"),
    [(record, words) for record in RECORDS for words in record.good],
)
def test_an_example_names_its_record(record, words):
    assert record.id in named_in(words, organization_of(record.id) or None)


@pytest.mark.parametrize(
    ("record", "words"),
    [(record, words) for record in RECORDS for words in record.bad],
)
def test_a_counter_example_does_not_name_the_record(record, words):
    assert record.id not in named_in(words, organization_of(record.id) or None)


def test_words_of_the_language_for_records_are_of_known_records():
    words = section("en", "actors", ActorWords)
    assert {*words.names, *words.within, *words.heads} <= set(records())

"""The form of the authority files: one record a body or actor, one field a key."""

from typing import Literal

from msgspec import Struct

Kind = Literal[
    "organization",
    "agency",
    "organ",
    "subsidiary",
    "committee",
    "conference",
    "secretariat",
    "department",
    "entity",
    "mission",
    "court",
    "bank",
    "office-holder",
    "expert",
    "state",
    "territory",
    "group",
]
Words = dict[str, tuple[str, ...]]


class Record(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A body or an actor.

    `id` is the organization and the body in it ("un/security-council"); an organization's own record has its bare name
    ("un"). States are "state/" and their ISO 3166 alpha-2 code. `organization` is filled where the id does not say it.
    All words go by language code, the official name first.

    `names` mean the record wherever they stand. `within` mean it in texts of its own organization only ("Member
    States", "Secretary-General"). `heads` are what it may be called once it has been named ("Council"). `adjectives`
    mean a State's authorities when such a word follows ("Ruritanian authorities"). Naming the record `linked` brings
    this one to mind: after "UNICEF", "the Executive Director" is that of UNICEF. So do the names of its `treaty` in the
    title of a text: there "the Conference of the Parties" is that of the convention that the text is about. So does
    that body itself in its own texts: there "the Secretariat" is the treaty's.

    `since` and `until` are ISO 8601 dates, or the part of one that is known; so is `renamed`, when the record took its
    present name. `source` is a public reference. `good` are words which name the record in a text of its own
    organization, `bad` words which do not.
    """

    id: str
    kind: Kind
    source: str
    names: Words = {}
    within: Words = {}
    heads: Words = {}
    adjectives: Words = {}
    linked: str = ""
    treaty: Words = {}
    organization: str = ""
    renamed: str = ""
    since: str = ""
    until: str = ""
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


class AuthorityFile(Struct, frozen=True, forbid_unknown_fields=True):
    """An authority file: its records."""

    records: tuple[Record, ...]

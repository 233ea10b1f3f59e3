"""The form of a language's data: one class a file, one field a key. A language is a folder of YAML files of this form.

Records that recognize something carry examples: `good` must be recognized by exactly that record, `bad` must not.
The test-suite checks both, so that a diplomat can add a line and see at once whether it holds.
"""

from typing import Literal

from msgspec import Struct

from dispositif.document import CitationKind, DeliverableKind, DocumentKind, Force

Use = Literal["finite", "plain", "participle", "past", "state", "binding"]


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """language.yaml: the language itself.

    `code` is BCP 47. `common_words` are frequent function words by which a text is recognized as of this language.
    """

    code: str
    name: str
    direction: Literal["ltr", "rtl"]
    common_words: tuple[str, ...]


class VerbRecord(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """verbs.yaml: a verb that performs an act.

    Its forms by use: `finite`, where the body is the silent subject ("requests"); `plain`, after a plural subject
    ("we request"); `participle` ("requesting", "having considered"); `past` ("requested"); `state`, an adjective or
    participle that opens a recital alone and is finite after a copula ("concerned"); `binding`, a word by which the
    body says what another is to do ("the Board shall meet"). `strength` is how binding a directive is, from 1 to 5.
    `noun` marks verbs whose form is also a noun ("requests"), `further` the forms that may go on after another act
    in the same sentence (those of "clear" verbs where nothing else can be meant), `by_object` verbs whose force is
    that of what they express ("expresses its intention"). `adjective` marks verbs whose past form is also one, before a
    bare noun ("and continued support"). `particles` turns the verb into another lemma when one follows after adverbs
    ("calls once again upon"); without `bare` it acts only with one, or with what it expresses. `source` says where
    force and strength come from, where they are contested.
    """

    lemma: str
    force: Force
    finite: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    binding: tuple[str, ...] = ()
    strength: int | None = None
    noun: bool = False
    further: Literal["all", "finite", "clear", "none"] = "all"
    by_object: bool = False
    adjective: bool = False
    particles: dict[str, str] = {}
    bare: bool = True
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    source: str = ""


class SubjectRecord(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A subject with which a body names itself in a sentence: its words with their capitals, and the verb form that
    goes with it.

    `own` subjects ("the meeting", "we") always mean the issuing body; the others only if the body bears that name.
    A `pronoun` that does not agree with what the body does in a sentence means another there. `called` is the word by
    which a body's name is known to be meant, where that is not the last.
    """

    words: str
    form: Literal["finite", "plain"] = "finite"
    called: str = ""
    own: bool = False
    pronoun: bool = False


class ActGrammar(Struct, frozen=True, forbid_unknown_fields=True):
    """grammar.yaml: how acts are joined and introduced.

    `article` may stand before a body's name. `adverbs` belong to the verb on either side of it; behind a verb that
    asks, those that are `comparing` belong to a noun that follows ("calls for | further talks"), unless one of
    `after_adverbs` or a capital does. `insertions` stand between a connective and its verb ("in this regard").
    `connectives` join acts. `adding` words open an aside that adds to a subject ("that the fleet, as well as crews, |
    continues to grow"). `aspects` carry a plain verb ("continues to encourage"); `copulas` carry a state ("remains
    concerned"); `perfects` carry a past form ("having considered"); each is of one use itself; `passives` carry a past
    form that asks ("are encouraged to"), with one of `asked` after it, or of `asked_with` if it goes with the verb
    ("was tasked with"), unless a relative and a `permitting` word stand before it ("as may | be required to"). A past
    form before an agent tells what others did ("the pilots, supported by the Board"), unless the two are one of
    `agreeing` ("adopted by consensus"). `manner` is "with" and its like, followed by `manner_words` and a noun of
    `objects`. `objects` gives each expressed noun its force; `degrees` are the words between a verb and that noun.
    `relatives` open clauses that report, whose subject `relative_subjects` may be. `after_nouns` are words before
    which a form that is also a noun is the noun. `restating` are nouns that restate an earlier request, and
    `addressing` are the words after them that name whom ("its call upon"). `abbreviations` end in a full stop that
    ends no sentence. `announcing` are the words after a verb that leave what is decided to a list ("decides the
    following:"); there a verb that asks or reinforces acts in the infinitive too ("to request"), and so do those of
    `listed`. `leading` open what may stand before the verb that comes first, a comma between ("in the event of a
    storm, requests"): one that asks or reinforces, or one of `led`. What a text of `texts` that is spoken of asks for
    is not asked anew ("notes the declaration, calling upon members to meet"). The verbs of `recommending` say as much
    as the one that they are listed under where they bring in one of `recommended` ("submits to the ministries the
    following recommendation:").
    """

    article: str
    announcing: tuple[str, ...]
    listed: tuple[str, ...]
    adverbs: tuple[str, ...]
    comparing: tuple[str, ...]
    after_adverbs: tuple[str, ...]
    insertions: tuple[str, ...]
    connectives: tuple[str, ...]
    adding: tuple[str, ...]
    subjects: tuple[SubjectRecord, ...]
    aspects: dict[str, Use]
    copulas: dict[str, Use]
    perfects: dict[str, Use]
    passives: tuple[str, ...]
    permitting: tuple[str, ...]
    asked: tuple[str, ...]
    manner: tuple[str, ...]
    objects: dict[str, Force]
    degrees: tuple[str, ...]
    relatives: tuple[str, ...]
    after_nouns: tuple[str, ...]
    restating: tuple[str, ...]
    addressing: tuple[str, ...]
    abbreviations: tuple[str, ...]
    leading: tuple[str, ...]
    led: tuple[str, ...]
    relative_subjects: tuple[str, ...] = ()
    asked_with: dict[str, tuple[str, ...]] = {}
    agreeing: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    recommending: dict[str, tuple[str, ...]] = {}
    recommended: tuple[str, ...] = ()


class Pattern(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A record that recognizes a construction: literal words it starts with, and what follows them.

    `starts` are literal words, lower case; capitalized and upper-case spellings are recognized too. `then` is a regular
    expression matched right after them, in which `{name}` stands for an entry of the language's `slots`. Named groups
    hand parts on. `needs` are words in small letters of which it cannot do without one: an expression that takes long
    to compile is left alone while none stands behind the start. `kind` is what the construction is, in the terms of the
    stage that uses it. `value` is a constant that the record asserts (an ISO 8601 period, an identifier).
    """

    id: str
    starts: tuple[str, ...]
    then: str = ""
    needs: tuple[str, ...] = ()
    kind: str = ""
    value: str = ""
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


class TimeWords(Struct, frozen=True, forbid_unknown_fields=True):
    """time.yaml: numbers, units of time and dates.

    `cardinals`, `scales` and `ordinals` are single words; the engine adds and multiplies them ("one hundred and
    seventy-ninth"), passing over `joiners`. `ordinal_endings` follow figures ("79th"). `units` are ISO 8601 durations.
    `months` and `eras` go by calendar. `dates` are the forms of a date, in which {day}, {month}, {year} and the figures
    {yyyy}, {mm} and {dd} stand for its parts; a blank is any white space. `good` are dates with what they mean, `bad`
    are none. `sittings` are words for a session or a meeting of a body; `coming` say that the next one is meant,
    `ends` that its last day is, `earlier` that a time is reckoned back from a day.
    """

    cardinals: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]
    months: dict[Literal["gregorian", "hijri"], dict[str, int]]
    dates: tuple[str, ...]
    scales: dict[str, int] = {}
    ordinal_endings: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    eras: dict[Literal["gregorian", "hijri"], tuple[str, ...]] = {}
    sittings: dict[str, Literal["session", "meeting"]] = {}
    coming: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    good: dict[str, str] = {}
    bad: tuple[str, ...] = ()


class StructureRecords(Struct, frozen=True, forbid_unknown_fields=True):
    """structure.yaml: how the parts of a document show themselves at their first words.

    The `starts` of these records stand at a block's own start; "#" stands for figures. `then` follows the start, and
    reaches the block's end where it says $. Of `recitals` only the starts count. `clauses` go on with the verb of a
    block above. `imperatives` tell somebody what to do, in paragraphs of recommendations that name no act. `marks` are
    letters before a number that name the part it counts ("PP1"), `alternatives` stand behind it. `persons` are titles
    of persons, in lists of those who attended. No paragraph ends with a word that is `unended`.
    """

    marks: dict[Literal["preambular", "operative"], tuple[str, ...]]
    formulae: tuple[Pattern, ...]
    introductions: tuple[Pattern, ...]
    recitals: tuple[Pattern, ...]
    clauses: tuple[str, ...]
    imperatives: tuple[str, ...]
    operatives: tuple[Pattern, ...]
    conclusions: tuple[Pattern, ...]
    annexes: tuple[Pattern, ...]
    mastheads: tuple[Pattern, ...]
    titles: tuple[Pattern, ...]
    closings: tuple[Pattern, ...]
    drafts: tuple[Pattern, ...] = ()
    alternatives: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    unended: tuple[str, ...] = ()


class AddresseeGrammar(Struct, frozen=True, forbid_unknown_fields=True):
    """addressees.yaml: who is asked to act, and where the asking ends and the doing begins.

    `infinitive` opens the doing. It is a preposition instead after a `prepositional` word, after a `half_prepositional`
    one where no verb follows, before a `nominal` one, and between two `adjectives`; after an `inclined` word, or in a
    `pro_infinitives` phrase, it still belongs to the addressee. `negating` and `qualifying` words before it belong to
    the doing ("the parties | not to fight"). `clause` opens a clause, whose subject ends before a word of `modals` or
    `verbs` (those that are `binding` say so also in an item of a list), with the `verb_endings` of one who acts, by
    what stands for each in the plain form, or without; what follows "be" and ends as `passive_endings` do, perhaps with
    one of `particles`, is done to the subject, not by it; behind one of `perfects` it was done before. `links` are
    prepositions between the verb and whom it asks.

    Lists: `joins` stand between actors, `parts` before members of a group; an aside that opens with a word of `asides`
    names nobody, and ends at its comma if that is one of `short_asides`. A short name means no one body behind a
    `distributive` article. The name of an actor ends before a word of `postmodifiers`, unless that is one of
    `name_links` between a head and another word with a capital, and before one of `correlatives` that leads to such a
    word ("the pilots | so that"); `reservations` behind it are no part of it, nor is a bracket that one of
    `definitions` opens; its last word is one of `heads` (alone and with a capital, of `capital_heads`), or of
    `collectives` behind an article, or of `shares` before the organization whose they are, and never `abstract` (nor
    ends as `abstract_endings` do), its first no doing (`gerund_endings`), and what ends as `adverb_endings` do is no
    part of it. `adjectives` wait for their noun; `kindred` nouns share one; an office behind a name with one of
    `honorifics` is that person's; a body has but one of each of `offices`, which stand in the plural; each State has
    its own of `national_offices`, so that those of several States are named together ("the leaders of Ireland and
    Iceland"), and one of `envoys` may be sent to several ("the envoy to Ireland and Iceland"). `pronouns` stand for
    actors named before, of the number or kind given (`open`: which, the text does not settle by that); one of a group,
    whose name ends with a `single` word, is meant in the singular. `owners` are their possessives, `relative_owners`
    those that open a clause with a verb of its own; a noun alone after one of `demonstratives` is a pronoun too;
    `speakers` are the body itself, and `things` nobody, where they are a subject. `doings` are done by somebody whom
    `agents` or `possessors` introduce ("efforts by the donors"), if what follows is none of the `ways` to do it ("by
    force"), it is not what an `undoing` noun puts an end to or looks into ("an end to attacks by the crews"), and no
    example that one of `examples` brings in stands there; what is `given` comes from whom `givers` introduce ("a report
    from the Board"). After `duties_of` and before `duties_behind` stand those whose duties a clause is about ("the
    mandate of the mission shall include …"); a thing is theirs behind whose names one of `genitives` stands.
    """

    infinitive: str
    clause: str
    prepositional: tuple[str, ...] = ()
    half_prepositional: tuple[str, ...] = ()
    nominal: tuple[str, ...] = ()
    inclined: tuple[str, ...] = ()
    pro_infinitives: tuple[str, ...] = ()
    negating: tuple[str, ...] = ()
    qualifying: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()
    binding: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    verb_endings: dict[str, str] = {}
    passives: tuple[str, ...] = ()
    passive_endings: tuple[str, ...] = ()
    perfects: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    short_asides: tuple[str, ...] = ()
    reservations: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    postmodifiers: tuple[str, ...] = ()
    name_links: tuple[str, ...] = ()
    correlatives: tuple[str, ...] = ()
    distributive: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    collectives: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    capital_heads: tuple[str, ...] = ()
    abstract: tuple[str, ...] = ()
    abstract_endings: tuple[str, ...] = ()
    gerund_endings: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    kindred: tuple[str, ...] = ()
    honorifics: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    national_offices: tuple[str, ...] = ()
    envoys: tuple[str, ...] = ()
    pronouns: dict[str, Literal["singular", "plural", "person", "open"]] = {}
    single: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    relative_owners: tuple[str, ...] = ()
    demonstratives: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    doings: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    givers: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    undoing: tuple[str, ...] = ()
    possessors: tuple[str, ...] = ()
    genitives: tuple[str, ...] = ()
    duties_of: tuple[str, ...] = ()
    duties_behind: tuple[str, ...] = ()


class MandateGrammar(Struct, frozen=True, forbid_unknown_fields=True):
    """mandates.yaml: what kind of task a verb sets, by its lemma.

    `settled` verbs leave nobody to act; `empowering` verbs are deciding ones that give somebody a task; `wishing` verbs
    have a thing as their object as readily as an actor, and by the `demanding` ones nobody is asked to whom something
    is to be done; by `submitting` ones what a list only tells is asked of nobody; the subject of `binding` verbs is who
    is to act, unless a `standing` word says what it is or has, as it does behind a `stating` one (to be one of
    `charged` is to act; what is to be done to it by others is theirs, unless it is one of `undergone`); by `viewing`
    verbs many may but share a view of what is so; what a
    `founding` verb brings about has the tasks of its list, those that a clause tells of after a word or one of the
    `binding_phrases`, and the doing behind it, if nothing stands between but what is `composing` it or `charging` it
    with that; `tasking` verbs name the task after one of `tasking_prepositions`; `promising` ones are followed by a
    plain infinitive, and `telling` ones may be by a clause, or by what is `told` of, some of which, the `untold`, asks
    nobody for anything. `announcing` phrases end a chapeau that only opens its list, one that holds an `announced`
    phrase does so too; what is `pointed` to behind an `enclosing` word is part of a doing, unless its items are doings
    themselves; `purposes` end one that opens a list of what its doing is for; `means`, before or behind `manners`, one
    of the ways to do it, unless one of `refraining` verbs says that they are not to be done, or one of `relatives`
    opens a clause that may tell what others do (the `personal` one a person). After a `reported` word a time tells of
    the past; what is sent (`sending`) is due when those meet, or on the day, to whom it goes. After `lasting` ones a
    time tells how long a thing lasts, which is a time by which it ends where one of `terming` sets it up or prolongs
    it. `determiners` begin the name of a thing; the indefinite ones, `introducing`, bring in a thing not named before,
    alone or after one of `measures` ("a series of talks"). `task_joints` stand between two tasks and end with the
    infinitive's marker; `group_joints` stand between two groups that are asked, and so may `group_joint_alone` where
    nothing before it is an actor or an `enabling` verb; `clause_joints` stand between two clauses, `thing_joints`
    before a further thing that is to be made, `list_joints` at the end of an item of a list; a `further_date`, a
    regular expression, stands behind a time. Doings that begin with `idle` words set nobody to work ("to remain seized
    of the matter"), and so do `valuing` ones without an infinitive ("agrees on the value of charts"). A `conceding`
    word opens a clause that but says what is so beside an act ("While we remain committed to peace, we ask …").
    """

    settled: tuple[str, ...] = ()
    empowering: tuple[str, ...] = ()
    wishing: tuple[str, ...] = ()
    submitting: tuple[str, ...] = ()
    demanding: tuple[str, ...] = ()
    binding: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    stating: tuple[str, ...] = ()
    viewing: tuple[str, ...] = ()
    charged: tuple[str, ...] = ()
    binding_phrases: tuple[str, ...] = ()
    undergone: tuple[str, ...] = ()
    founding: tuple[str, ...] = ()
    composing: tuple[str, ...] = ()
    charging: tuple[str, ...] = ()
    tasking: tuple[str, ...] = ()
    tasking_prepositions: tuple[str, ...] = ()
    promising: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    valuing: tuple[str, ...] = ()
    announcing: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    pointed: str = ""
    enclosing: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    refraining: tuple[str, ...] = ()
    conceding: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    personal: str = ""
    manners: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    sending: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    terming: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    introducing: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    task_joints: tuple[str, ...] = ()
    group_joints: tuple[str, ...] = ()
    group_joint_alone: str = ""
    enabling: tuple[str, ...] = ()
    thing_joints: tuple[str, ...] = ()
    further_date: str = "(?!)"
    clause_joints: tuple[str, ...] = ()
    list_joints: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()


class DeliverableRecord(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """deliverables.yaml: what a task is to bring about.

    A thing of `things` after a verb of `by` ("submit" … "report"), or a verb of `alone` that says it all ("ratify")
    unless words of `unless_before` follow ("meet | their obligations").
    """

    id: str
    kind: DeliverableKind
    things: tuple[str, ...]
    by: tuple[str, ...]
    alone: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


class ActorWords(Struct, frozen=True, forbid_unknown_fields=True):
    """actors.yaml: how a language speaks of bodies, office-holders and States.

    `government_before` and `government_after` stand before and after the name of a State and mean its authorities.
    `spellings` are pairs of parts of words that stand for each other. `passed_over` are phrases which hold a name and
    mean no actor ("Lake Chad"). `names`, `within` and `heads` add words of this language to records of the authority
    files, by id, in the sense that those keys have there.
    """

    government_before: tuple[str, ...] = ()
    government_after: tuple[str, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    passed_over: tuple[str, ...] = ()
    names: dict[str, tuple[str, ...]] = {}
    within: dict[str, tuple[str, ...]] = {}
    heads: dict[str, tuple[str, ...]] = {}


class PinpointWords(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Words for a part of an instrument, and a regular expression for the number that follows them.

    `bare` parts may stand without a number ("annex"). `paragraphs` says which paragraphs a part is, where it is one.
    """

    words: tuple[str, ...]
    number: str
    bare: bool = False
    paragraphs: Literal["operative", "preambular"] | None = None


class CitationPattern(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Literal words and a regular expression for what follows; a group of it hands on the number."""

    starts: tuple[str, ...]
    then: str


class CitationWords(Struct, frozen=True, forbid_unknown_fields=True):
    """citations.yaml: how a language refers to other instruments.

    `nouns` are followed by numbers ("resolutions 72/1 and 72/2"); `kinds` says what each cites. `bodies` are the
    names that stand before the noun or, after `of_body`, behind the numbers, with the ids of
    `authorities/series.yaml` each may mean, `bodies_of_nouns` those of the names that a noun holds; `other_bodies`
    number in series that are not known. `own` determiners mean the issuing body or, after `by_subject`, the body
    named before; `between` are words that stand between body and noun. `number_signs` announce a number. `joiners`
    end the words between two numbers of a list. `dated` introduces the date of an instrument, `ranges` join letters.
    `document_nouns` say what a document symbol behind them is. `pinpoints` are parts of an instrument;
    `pinpoint_joiners` join their numbers, `pinpoint_ranges` the first and last of several, `pinpoint_of` lead from
    the part to the instrument. `treaty_series` is a reference of one form, `dated_instruments` are known by their day
    or month. `names` are instruments known by name, with their identifiers; `heads` are words that name others, which
    `name_openers` and `name_words` continue; `name_links` may stand between the words before a head. `again` cites
    what was cited last. `citing` are words that say how what follows them in the clause is cited ("pursuant to").
    """

    nouns: dict[str, tuple[str, ...]]
    kinds: dict[str, CitationKind]
    bodies: dict[str, tuple[str, ...]]
    pinpoints: tuple[PinpointWords, ...]
    pinpoint_joiners: tuple[str, ...]
    pinpoint_of: tuple[str, ...]
    heads: dict[CitationKind, tuple[str, ...]]
    names: dict[CitationKind, dict[str, tuple[str, ...]]]
    treaty_series: CitationPattern
    dated_instruments: dict[CitationKind, CitationPattern]
    bodies_of_nouns: dict[str, str] = {}
    other_bodies: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    by_subject: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    number_signs: tuple[str, ...] = ()
    of_body: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    document_nouns: dict[CitationKind, tuple[str, ...]] = {}
    name_openers: tuple[str, ...] = ()
    name_words: tuple[str, ...] = ()
    name_links: tuple[str, ...] = ()
    pinpoint_ranges: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    citing: tuple[Pattern, ...] = ()


class HeadingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """heading.yaml: what a document says of itself.

    `kinds` are nouns for kinds of documents, `symbol_kinds` parts of symbols that say the kind; of several it is the
    one that a line above the text begins with, else the first. `patterns` hand on
    {body}, {date}, {meeting} and {place}; their `kind` is what they tell of: adoption, meeting, place, the sitting of a
    body, or, in numbered paragraphs, its acting. `votes` tell how the document was adopted, their `kind` being
    consensus, vote or unanimity. `body_ends` close the name of the body in a formula, where it does not go on behind
    one of `body_goes_on`; what begins with a word of `no_body` is none. An ordinal before `session_words` or
    `meeting_words`, with words of `of_session` between, is their number; it is the text's own session at the start of a
    line or after `own_session`, but for what ends with `others_session`. Before `named_sessions` their name may stand
    too ("5th Harbour Summit"). A date after a word of `due` is not that of the text itself; `spanning` words between
    two days make a span of them, `weekdays` are no places. Lines that start with `not_title` are no title, below one of
    `distributed` stands the day of issue, and one of `title_labels` before a title is no part of it; one that begins
    with a word of `title_goes_on` goes on with the
    title above it, as does what stands below a title that ends with a word of `title_unended`. A title that is all of a
    designation says only which document it is. `name`, `place` and `meeting` are regular expressions for the name of a
    body, of a place ({month} standing for any), and for the word for a meeting with what may stand before it.
    """

    kinds: dict[DocumentKind, tuple[str, ...]]
    patterns: tuple[Pattern, ...]
    votes: tuple[Pattern, ...]
    name: str
    place: str
    meeting: str
    symbol_kinds: dict[str, tuple[DocumentKind, ...]] = {}
    articles: tuple[str, ...] = ()
    body_ends: tuple[str, ...] = ()
    body_goes_on: tuple[str, ...] = ()
    no_body: tuple[str, ...] = ()
    session_words: tuple[str, ...] = ()
    meeting_words: tuple[str, ...] = ()
    of_session: tuple[str, ...] = ()
    own_session: tuple[str, ...] = ()
    others_session: tuple[str, ...] = ()
    named_sessions: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    spanning: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    not_title: tuple[str, ...] = ()
    distributed: tuple[str, ...] = ()
    title_labels: tuple[str, ...] = ()
    title_goes_on: tuple[str, ...] = ()
    title_unended: tuple[str, ...] = ()
    designations: tuple[Pattern, ...] = ()


class StrengthScale(Struct, frozen=True, forbid_unknown_fields=True):
    """A scale of strength for acts that are no directives.

    `steps` go from weak to strong; each gives, by lemma, the words one of which must stand in the verb as printed, ""
    for the verb without any. `source` says where the order comes from. `good` are sentences with the step (from 1) of
    their first act, `bad` are sentences whose first act is not on the scale.
    """

    id: str
    source: str
    steps: tuple[dict[str, tuple[str, ...]], ...]
    good: dict[str, int] = {}
    bad: tuple[str, ...] = ()


class StrengthWords(Struct, frozen=True, forbid_unknown_fields=True):
    """strength.yaml: how strongly acts of one kind put the same thing.

    A verb with one of `intensifiers` is stronger than the same verb without.
    """

    intensifiers: tuple[str, ...]
    scales: tuple[StrengthScale, ...]


class Units(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands before and after a number to make an amount of it."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class AmountWords(Struct, frozen=True, forbid_unknown_fields=True):
    """amounts.yaml: sums of money and shares. `good` are words with the amounts in them, by kind."""

    money: Units
    share: Units
    good: dict[str, dict[Literal["money", "share"], str]] = {}


class CheckWords(Struct, frozen=True, forbid_unknown_fields=True):
    """checks.yaml: what a draft is checked for.

    `reviews` say when a body will look at the matter again. `short_names` stand, after one of `articles`, for a body
    that was named in full before: by capitalized words, and words of `inner` between them, that end in the short name
    or go on after it with a word of `going_on`.
    """

    reviews: tuple[Pattern, ...]
    short_names: tuple[str, ...]
    articles: tuple[str, ...]
    inner: tuple[str, ...]
    going_on: tuple[str, ...]

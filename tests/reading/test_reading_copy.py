"""A plain text is read without what programs put between its words, and what is found is said of the text itself."""

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispositif import read
from dispositif.document import Document
from dispositif.reading.glance import ANSWERING, MISREAD, TIED, Glance
from dispositif.reading.reading_copy import reading_copy
from dispositif.text import Text

PARAGRAPHS = [
    "CCS/RES/12/4",
    "Resolution 12/4. Lamps and harbours",
    "The Coastal Council,",
    "Recalling its resolution 11/3 on the lamps of the harbours, and mindful of the keepers who tend them in storms,",
    "Noting with concern the loss of eleven ships, and that the affirmation of the first report was not met,",
    "1. Welcomes the report of the Harbour Board on the lights of the northern shore and what it recommends therein;",
    "2. Requests the Harbour Board, with the keepers, to submit to the Council a plan by 31 December 2031;",
    "3. Calls upon all States:",
    "(a) To keep the lights in their waters burning from dusk until dawn, as the Board prescribes;",
    "(b) To pay their contributions in full and on time;",
    "4. Encourages the shipping companies to share what they know of the currents with the Harbour Board;",
    "5. Reaffirms that each State is responsible for the safety of its own waters;",
    "6. Decides to remain seized of the matter.",
]
PLAIN = "\n\n".join(PARAGRAPHS) + "\n"
LINES = ["\n".join(textwrap.wrap(words, 60)) for words in PARAGRAPHS]
WRAPPED = "\n\n".join(LINES) + "\n"


def outline(document: Document) -> list[object]:
    """What was read, but for where it stands."""
    return [
        [(p.kind, p.path) for p in document.paragraphs],
        [(act.paragraph, act.verb.lemma) for act in document.acts],
        [(mandate.act, len(mandate.addressees), mandate.deadline is not None) for mandate in document.mandates],
        (document.heading.symbol, document.heading.title, document.heading.session),
    ]


def numbered(text: str, every: int = 1) -> str:
    """A text with a number before each line that is not blank, or before some."""
    count, lines = 0, []
    for line in text.split("\n"):
        count += bool(line)
        lines.append(f"{count:>4}  {line}" if line and count % every == 0 else f"      {line}" if line else line)
    return "\n".join(lines)


def broken(words: str) -> str:
    """Words in lines of 40 characters, broken with hyphens."""
    lines, line = [], ""
    for word in words.split(" "):
        room = 38 - len(line)
        if len(line) + len(word) < 40:
            line = f"{line} {word}".strip()
        elif word.isalpha() and 2 < room < len(word) - 2:
            lines.append(f"{line} {word[:room]}-")
            line = word[room:]
        else:
            lines.append(line)
            line = word
    return "\n".join([*lines, line])


def paged(header: str, footer: str) -> str:
    """A text as it is taken off pages, broken inside of paragraphs."""
    lines = WRAPPED.split("\n")
    pages = ["\n".join(lines[start : start + 9]) for start in range(0, len(lines), 9)]
    return "\f".join(
        f"{header if number > 1 else ''}\n\n{page}\n\n{footer.format(number=number, of=len(pages))}\n"
        for number, page in enumerate(pages, 1)
    )


MARKDOWN = "\n\n".join(
    re.sub(
        r"^(\d+)\. (\w+)", r"\1\\. **\2**", re.sub(r"^(Resolution)", r"## \1", re.sub(r"^(\w+ing)\b", r"_\1_", words))
    )
    for words in PARAGRAPHS
)
DISGUISED = {
    "lines quoted in a mail": re.sub("^", "> ", WRAPPED, flags=re.MULTILINE),
    "lines quoted twice": re.sub("^", "> > ", WRAPPED, flags=re.MULTILINE),
    "lines numbered": numbered(WRAPPED),
    "every fifth line numbered": numbered(WRAPPED, 5),
    "Markdown": MARKDOWN,
    "Markdown with emphasis alone": re.sub(
        r"^(Recalling|Noting)\b|(?<=\. )([A-Z]\w+s)\b", r"*\1\2*", PLAIN, flags=re.MULTILINE
    ),
    "a blank line after every line": WRAPPED.replace("\n\n", "\n").replace("\n", "\n\n"),
    "a blank line after every line, two after a paragraph": WRAPPED.replace("\n", "\n\n"),
    "hyphens at the end of lines": "\n\n".join(map(broken, PARAGRAPHS)),
    "hyphens of another sort": "\n\n".join(map(broken, PARAGRAPHS)).replace("-\n", "\u2010\n"),
    "soft hyphens and spaces of no width": PLAIN.replace("Requests", "Re\u00adquests").replace("-", "-\u200b"),
    "soft hyphens at the end of lines": PLAIN.replace("Requests", "Re\u00ad\nquests"),
    "marks of direction": re.sub(r"^(\S+)(.*)$", "\u202a\\1\u200e\\2\u202c", PLAIN, flags=re.MULTILINE),
    "ligatures": PLAIN.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("ff", "ﬀ"),
    "line ends of the old Macintosh": PLAIN.replace("\n", "\r"),
    "paragraph separators": PLAIN.replace("\n\n", "\u2029"),
    "spaces that do not break": PLAIN.replace(" ", "\u00a0"),
    "recognized figures": PLAIN.replace("\n1. ", "\nl. ").replace("(a)", "( a )"),
    "numbers tied to the first word": re.sub(r"^(\d)\. ", r"\1-", PLAIN, flags=re.MULTILINE),
    "a header and the number of the page": paged("CCS/RES/12/4", "{number}/{of}"),
    "pages with nothing but text": paged("", ""),
    "a header alone": paged("CCS/RES/12/4", ""),
    "a job number": paged("", "22-12345      {number}"),
    "left and right pages": paged("", "- {number} -"),
    "pages that nothing but their numbers part": paged("", "{number}/{of}").replace("\f", "\n"),
    "a word with the number, and a header, and nothing between the pages": re.sub(
        r"\n\s*(Page \d+)\n\f", r"\n\1\n", paged("CCS/RES/12/4", "Page {number}")
    ),
}


@pytest.mark.parametrize("disguise", DISGUISED)
def test_a_disguised_text_is_read_as_the_plain_one(disguise):
    assert outline(read(DISGUISED[disguise])) == outline(read(PLAIN))


@pytest.mark.parametrize("disguise", DISGUISED)
def test_what_is_read_stands_in_the_text_as_it_is(disguise):
    text = DISGUISED[disguise]
    document = read(text)
    assert document.source.characters == len(text)
    for act in document.acts:
        assert act.verb.text == text[act.verb.start : act.verb.end]
    for mandate in document.mandates:
        for words in (mandate.action, *mandate.addressees):
            assert words.text == text[words.start : words.end]
    assert all(a.end <= b.start for a, b in zip(document.paragraphs, document.paragraphs[1:], strict=False))


@pytest.mark.parametrize(
    ("disguise", "code"),
    [
        ("lines quoted in a mail", "marks-passed-over"),
        ("lines numbered", "marks-passed-over"),
        ("Markdown", "marks-passed-over"),
        ("a job number", "text-off-pages"),
    ],
)
def test_what_was_passed_over_is_said(disguise, code):
    assert [warning.code for warning in read(DISGUISED[disguise]).warnings] == [code]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_plain_text_is_read_as_it_is(end):
    assert read(WRAPPED.replace("\n", end)).warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "The Coastal Council,\n\n" + "\n".join(f"{n} Requests the Board to light lamp {n};" for n in range(1, 20)),
        "The Coastal Council,\n\nNoting that\n\n> 5 ships were lost,\n\n1. Requests a report on # 7.\n",
        "The Coastal Council,\n\n* Recalling its vow,\n\n1. Requests A * B.\n\n________________\n1 See C_1_2.\n",
        "The Coastal Council,\n\n1. Decides to meet.\n\nAnnex\n\nI. Lamps\n\n2. Oil\n",
        "The Coastal Council,\n\nAdopts the rules\n\nRule 1\nThe keepers\n\nRule 2\nthe lamps\n\nRule 3\nThe oil\n",
        "The Coastal Council, mindful of its ships,\n\n"
        + "".join(f"{n}\nrequests the Board to light the lamps of shore {n},\n\n" for n in range(1, 5)),
        "\n\f".join(["The Council,", "Mindful of lamps,", "1. Requests a report;", "2. Decides."]),
    ],
)
def test_what_belongs_to_the_text_is_not_taken_for_a_mark(text):
    assert reading_copy(Text(characters=text)) is None


def test_the_head_of_the_first_page_is_the_head_of_the_document():
    document = read("CCS/RES/12/4\n\n" + paged("CCS/RES/12/4", "{number}").lstrip())
    assert document.heading.symbol == "CCS/RES/12/4"


@pytest.mark.parametrize("form", ["[{}]", "[^{}]", " {}/"])
def test_notes_in_brackets_and_before_a_stroke_are_notes(form):
    text = PLAIN.replace("the lamps of", f"the lamps{form.format(1)} of", 1).replace(
        "therein;", f"therein;{form.format(2)}"
    )
    colon = ":" if "^" in form else ""
    text = f"# {text}\n{form.format(1)}{colon} See CCS/RES/11/3.\n\n{form.format(2)}{colon} Ibid.\n"
    paragraphs = read(text).paragraphs
    notes = [p for p in paragraphs if p.kind == "footnote"]
    assert [(p.path, text[p.start : p.end]) for p in notes] == [(("1",), "See CCS/RES/11/3."), (("2",), "Ibid.")]
    [first] = [p for p in paragraphs if p.path == ("1",) and p.kind == "operative"]
    assert text[first.start : first.end].endswith(f"therein;{form.format(2)}")


def test_silent_signs_inside_a_laid_out_file_are_passed_over_too():
    page = (
        "<p>The Council,</p><p>1.\u200e Re\u00adquests\u200e a report;\u200e</p><p>2.\u200e Decides to meet.\u200e</p>"
    )
    assert [act.verb.lemma for act in read(page.encode()).acts] == ["request", "decide"]


def test_a_hyphen_that_waits_for_a_word_further_on_stays():
    lines = [
        "1. Requests the pilots and the crews and the masters and the owners to urge troop-",
        "and pilot-contributing members and others to keep watch, and to report on the light-",
        "houses and on the boats by the end of the year and at the session of the Board.",
    ]
    copied = reading_copy(Text(characters="The Board,\n\n" + "\n".join(lines)))
    assert copied is not None
    assert "troop-\nand pilot-contributing" in copied.characters
    assert "the\nlighthouses and" in copied.characters


@given(st.sampled_from((MISREAD, ANSWERING, TIED)).flatmap(st.from_regex))
def test_one_look_finds_every_line_that_is_looked_at_again(printed: bytes) -> None:
    assert Glance(printed.decode("utf-8", "ignore")).has_suspect_lines()

"""What holds of the paragraphs of every text, and of blocks that come with a layout or mark-up of their own."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dispositif.document import Paragraph
from dispositif.passage import flatten
from dispositif.structure import paragraphs
from dispositif.text import Block, Text

SNIPPETS = st.sampled_from(
    ["The Assembly,", "Recalling its rules,", "1. Requests the Board to act;", "(a)", "(i) by boat:", "•", "2.", "A",
     "I", "Annex", "________", "* * *", "1 See there.", "12th meeting 4 May 2010", "“", "We, the Ministers,",
     "Decides:", "\t", "\n", "\n\n", "\r\n", "\ufeff", "\u2028", "\x0c", "\u00a0", " ", "PP1 Noting", "7.1 x",
     "and so on", "Ⅳ", "²"]
)  # fmt: skip


def read(text: str) -> tuple[Paragraph, ...]:
    return paragraphs(Text(characters=text), flatten(text), "en")[0]


@given(
    st.one_of(st.text(), st.lists(SNIPPETS, max_size=40).map("".join), st.lists(SNIPPETS, max_size=40).map("\n".join))
)
def test_spans_follow_one_another_and_names_are_unique(text: str) -> None:
    found = read(text)
    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    names = [p.id for p in found]
    assert len(set(names)) == len(names)
    assert all(p.parent is None or p.parent in names for p in found)
    assert all(p.rule for p in found)


@given(st.lists(SNIPPETS, max_size=30).map("\n".join))
def test_words_have_no_blanks_around_them(text: str) -> None:
    assert all(text[p.start : p.end] == text[p.start : p.end].strip() for p in read(text))


def test_paragraphs_are_named_by_what_is_printed() -> None:
    text = (
        "The Assembly of the Concord,\n\nRecalling its rules,\n\n1. Decides:\n(a) to act;\n(b) to rest;\n\n"
        "and to wait;\n\nAnnex\n\nRules\n\n1. Boats float."
    )
    assert [p.id for p in read(text)] == [
        "formula-1", "pp-1", "op-1", "op-1.a", "op-1.b", "op-1.u1",
        "annex-1.heading-1", "annex-1.heading-2", "annex-1.op-1",
    ]  # fmt: skip


def test_numbers_that_begin_again_keep_names_apart() -> None:
    text = "The Assembly of the Concord,\n\n1. Decides to act.\n\nII\n\n1. Decides to rest."
    assert [p.id for p in read(text) if p.kind == "operative"] == ["op-1", "op-1~2"]


def laid_out(text: str, *blocks: Block) -> tuple[Paragraph, ...]:
    return paragraphs(Text(characters=text, blocks=blocks), flatten(text), "en")[0]


def test_a_layout_says_where_blocks_end_and_gives_their_numbers() -> None:
    text = "The Assembly of the Concord,\nDecides to\nact;\nto rest."
    found = laid_out(
        text,
        Block(start=0, end=28),
        Block(start=29, end=44, number="1."),
        Block(start=45, end=53, number="(a)", level=1),
    )
    assert [(p.kind, p.path, p.id) for p in found] == [
        ("formula", (), "formula-1"),
        ("operative", ("1",), "op-1"),
        ("operative", ("1", "a"), "op-1.a"),
    ]


def test_numbers_that_go_on_neither_open_nor_close_a_list_for_the_indent_of_their_page() -> None:
    numbered = [("1.", 0), ("2.", 1), ("(a)", 2), ("(b)", 0), ("(c)", 0), ("3.", 2), ("(a)", 3), ("4.", 1)]
    text = "The Assembly of the Concord,\n" + "\n".join(f"Requests help {place};" for place in range(len(numbered)))
    blocks = [
        Block(start=29 + 17 * place, end=45 + 17 * place, number=number, level=level)
        for place, (number, level) in enumerate(numbered)
    ]
    found = [".".join(p.path) for p in laid_out(text, Block(start=0, end=28), *blocks)]
    assert found == ["", "1", "2", "2.a", "2.b", "2.c", "3", "3.a", "4"]


def test_lines_that_share_a_block_of_a_layout_are_paragraphs_where_they_are() -> None:
    lines = [
        "Resolution 3", "The Assembly of the Concord,", "Recalling its decision", "on the lamps,", "Mindful of ships,",
        "1. Requests help;", "(a) by boat;", "2. Decides to rest.",
    ]  # fmt: skip
    text = "\n".join(lines)
    parts = [(p.kind, p.path, text[p.start : p.end]) for p in laid_out(text, Block(start=0, end=len(text)))]
    assert parts == [
        ("masthead", (), "Resolution 3"),
        ("formula", (), "The Assembly of the Concord,"),
        ("preambular", (), "Recalling its decision\non the lamps,"),
        ("preambular", (), "Mindful of ships,"),
        ("operative", ("1",), "Requests help;"),
        ("operative", ("1", "a"), "by boat;"),
        ("operative", ("2",), "Decides to rest."),
    ]


def test_a_title_of_two_lines_is_one_where_the_layout_says_that_it_is_a_title() -> None:
    text = "Resolution on\nLamps"
    assert len(laid_out(text, Block(start=0, end=19, style="title"))) == 1


def test_a_layout_says_what_is_a_heading_a_note_or_a_table() -> None:
    text = "The Assembly of the Concord,\nRequests help.\nNext.\nSee there.\nArca"
    found = laid_out(
        text,
        Block(start=0, end=28),
        Block(start=29, end=43, number="1."),
        Block(start=44, end=49, style="heading"),
        Block(start=50, end=60, number="1", style="footnote"),
        Block(start=61, end=65, style="table"),
    )
    assert [p.kind for p in found] == ["formula", "operative", "heading", "footnote", "other"]


def test_mark_up_is_believed() -> None:
    text = "Whatever it says\nRequests help\nby boat"
    found = laid_out(
        text,
        Block(start=0, end=16, kind="preambular", part="main"),
        Block(start=17, end=30, kind="operative", part="main", path=("7",)),
        Block(start=31, end=38, kind="operative", part="annex", path=("7", "a")),
    )
    assert [(p.kind, p.part, p.id, p.parent) for p in found] == [
        ("preambular", "main", "pp-1", None),
        ("operative", "main", "op-7", None),
        ("operative", "annex", "annex-1.op-7.a", None),
    ]


def test_a_layout_says_how_deep_a_list_stands() -> None:
    text = "The Assembly of the Concord,\nDecides to act.\nIt sails.\nIt rests.\nDecides to rest."
    found = laid_out(
        text,
        Block(start=0, end=28),
        Block(start=29, end=44, number="1."),
        Block(start=45, end=54, number="1.", level=1),
        Block(start=55, end=64, number="2.", level=1),
        Block(start=65, end=81, number="2."),
    )
    assert [p.path for p in found[1:]] == [("1",), ("1", "1"), ("1", "2"), ("2",)]


def test_a_recital_belongs_to_no_list_before_it() -> None:
    text = "The Assembly,\n\nRecalling:\n\n(a) Its rules;\n\n(b) Its aims;\n\nNoting the storm,\n\n1. Rests."
    found, _ = paragraphs(Text(characters=text), flatten(text), "en")
    assert [p.id for p in found] == ["formula-1", "pp-1", "pp-1.a", "pp-1.b", "pp-2", "op-1"]


def test_a_warning_names_where_further_texts_begin() -> None:
    text = "\n\n".join(f"Resolution 7/{n}\n\nThe Assembly,\n\n1. Thanks the pilots." for n in range(1, 30))
    found, (warning,) = paragraphs(Text(characters=text), flatten(text), "en")
    assert warning.message.startswith(
        "The file holds 29 texts one after another; behind the first begin “Resolution 7/2”,"
    )
    assert "“Resolution 7/21” …" in warning.message
    assert "“Resolution 7/22”" not in warning.message
    assert text[slice(warning.start, warning.end)] == "Resolution 7/2"
    assert [p.id for p in found if p.kind == "operative"][-1] == "text-29.op-1"


def off_page(*lines: str, number: str = "") -> list[str]:
    text = "\n".join(lines)
    block = Block(start=0, end=len(text), number=number, in_lines=True)
    return [" ".join(text[p.start : p.end].split()) for p in laid_out(text, block)]


def test_a_sentence_that_begins_a_line_by_chance_begins_no_paragraph_below_a_number() -> None:
    lines = ["Requests the pilots to light the lamps.", "The Board also requested the pilots to rest;"]
    assert len(off_page(*lines, number="4.")) == 1
    assert len(off_page("4. " + lines[0], lines[1])) == 1
    assert len(off_page("4. " + lines[0], "5. " + lines[1])) == 2


def test_a_pronoun_that_begins_a_line_points_back_into_its_paragraph() -> None:
    lines = [
        "The Ministers welcomed the lamps.1",
        "They also urged the pilots to light them.",
        "The Ministers thanked all.",
    ]
    assert off_page(*lines) == [f"{lines[0]} {lines[1]}", lines[2]]


def test_a_sitting_closes_a_paragraph_as_wide_as_its_column() -> None:
    assert len(off_page("Thanks the pilots.", "12th plenary meeting 3 May 2010", number="4.")) == 2


def test_a_title_as_wide_as_its_column_ends_where_a_paragraph_opens() -> None:
    assert len(off_page("Final communiqué of the Concord", "The Ministers welcomed the lamps.")) == 2
    assert len(off_page("The Ministers welcomed the work of the", "Ministers noted the lamps.")) == 1
    assert len(off_page("12/4. Lamps of the", "Harbours of the North", "The Harbour Assembly,")) == 2
    assert len(off_page("Declaration on the", "Granting of Leave to Pilots")) == 1


def test_a_number_that_goes_on_below_bullets_is_below_nothing() -> None:
    text = "\n\n".join(
        ["1. We call on pilots.", "We decide to:", "• mend nets;", "• light lamps.", "Lights", "2. We note the list."]
    )
    found = paragraphs(Text(characters=text), flatten(text), "en")[0]
    assert [paragraph.id for paragraph in found if paragraph.path in (("1",), ("2",))] == ["op-1", "op-2"]


def test_blocks_that_are_printed_lines_each_are_joined_into_paragraphs() -> None:
    printed = [
        "The Harbour Council,",
        "Recalling its resolution 3 on the lamps of the northern shore, and all its previous",
        "resolutions on the safety of pilots at night,",
        "1. Requests the Board of Harbours, in cooperation with the Government and with all Harbour",
        "Pilots' Union, to report to it on the number of lamps that have been mended since the",
        "storm, and on those that are still to be mended;",
        "2. Urges all members to mend the lamps of their harbours, and to inform the Council of the",
        "measures that they have taken;",
        "3. Decides to meet again in two years, in the harbour of a member which is to be found by",
        "the Board.",
        "________________",
    ]
    text = "\n\n".join(printed)
    starts = [text.index(line) for line in printed]
    blocks = [Block(start=start, end=start + len(line)) for start, line in zip(starts, printed, strict=True)]
    joined = [" ".join(printed[a:b]) for a, b in pairwise((0, 1, 3, 6, 8, 10, 11))]
    number = {"1": "1. ", "2": "2. ", "3": "3. "}
    read = laid_out(text, *blocks)
    assert [number.get("".join(p.path), "") + " ".join(text[p.start : p.end].split()) for p in read] == joined
    few = laid_out("\n\n".join(printed[:5]), *blocks[:5])
    assert " ".join(text[few[-1].start : few[-1].end].split()) == printed[4]

"""A comparison as one page of HTML, side by side and in one text. No script, no network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from dispositif.comparison.forms import Comparison, Finding, Pair, Place, Series, Side
from dispositif.comparison.messages import (
    ABSENT,
    FINDINGS_OF,
    LINE,
    MOVED_AND_CHANGED,
    labelled,
    numbers,
    tally,
    told,
)
from dispositif.comparison.pairing import printed, runs_between
from dispositif.comparison.wording import BREAK, Run
from dispositif.document import Words
from dispositif.exports import Edition
from dispositif.exports.edition import counted, printable
from dispositif.exports.page import page, themes

Say = Callable[[str], str]
_VIEWS = {"beside": "Side by side", "inline": "In one text"}
_COLOPHON = (
    "<footer><p>Compared by Dispositif. What is said of the changes was read by a machine out of the two texts and "
    "confirmed by nobody.</p></footer>"
)
_ELEMENTS = {"deleted": "del", "inserted": "ins"}


def to_html(comparison: Comparison, old: Edition, new: Edition) -> str:
    """The page of two documents."""
    title = f"{old.name} and {new.name} compared"
    counts = f"{tally(comparison)}. {counted(len(comparison.findings), 'finding')}."
    body = [
        _tools(),
        _header(title, (comparison.old, comparison.new), counts),
        '<main id="text" tabindex="-1">',
        *pairs_of(comparison, old, new),
        "</main>",
    ]
    return _page(title, body)


def series_to_html(series: Series, editions: Sequence[Edition]) -> str:
    """The page of a series: the line of each paragraph through all documents."""
    title = f"{', '.join(edition.name for edition in editions)} compared"
    body = [
        f'<nav class="tools" aria-label="View"><fieldset class="legend">{_only_changes()}</fieldset>{themes()}</nav>',
        _header(title, series.documents, f"{counted(len(series.lines), 'line')} of paragraphs."),
        '<main id="text" tabindex="-1">',
        *lines_of(series, editions),
        "</main>",
    ]
    return _page(title, body)


def pairs_of(comparison: Comparison, old: Edition, new: Edition, say: Say = str) -> Iterator[str]:
    """The pairs of paragraphs, as parts of a page. `say` says our own words (see `messages`) in a reader's language."""
    meaning: dict[int, list[Finding]] = {}
    for finding in comparison.findings:
        meaning.setdefault(finding.pair, []).append(finding)
    for number, pair in enumerate(comparison.pairs):
        yield from _pair(pair, number, old, new, meaning.get(number, []), say)


def lines_of(series: Series, editions: Sequence[Edition], say: Say = str) -> Iterator[str]:
    """The lines of a series, likewise."""
    for number, each in enumerate(series.lines, 1):
        calm = all(relation == "same" for relation in each.relations)
        name = escape(say(LINE).format(number=number))
        yield f'<section class="pair{" same" * calm}" id="line-{number}"><h2 class="relation">{name}</h2><ol>'
        last = 0
        for index, places in enumerate(each.places):
            relation = each.relations[index - 1] if index else None
            # What has returned is marked against the last document that had it.
            against = last if relation == "returned" else max(index - 1, 0)
            yield _stage(editions, index, against if index else None, each.places, relation or "", say)
            last = index if places else last
        yield "</ol></section>"


def _stage(
    editions: Sequence[Edition],
    index: int,
    against: int | None,
    stages: Sequence[Sequence[Place]],
    relation: str,
    say: Say,
) -> str:
    """What a line says in one document of the series, marked against another; the first is marked against none."""
    edition, places = editions[index], stages[index]
    before = stages[against] if against is not None else ()
    called = f"<bdi>{escape(numbers(edition, places))}</bdi>" if places else ""
    said = escape(say(relation)) if relation else ""
    head = f"<strong><bdi>{escape(edition.name)}</bdi></strong> {called} <small>{said}</small>"
    if not places and not before:
        return f'<li>{head}<p class="absent">{escape(say(ABSENT))}</p></li>'
    kept = [Run("kept", printed(edition, places))]
    words = runs_between(editions[against], before, edition, places) if against is not None and before else kept
    return f"<li>{head}<p{_language(edition)}>{''.join(_marked(words))}</p></li>"


def _page(title: str, body: Iterable[str]) -> str:
    return page(title, [*body, _COLOPHON], about='class="comparison"', more_style=_style())


@cache
def _style() -> str:
    return (Path(__file__).with_name("style") / "comparison.css").read_text("utf-8")


def _only_changes() -> str:
    return '<label><input type="checkbox" id="show-same" checked>Paragraphs that are the same</label>'


def _tools() -> str:
    views = "".join(
        f'<label><input type="radio" name="view" id="view-{view}"{" checked" * (view == "beside")}>{name}</label>'
        for view, name in _VIEWS.items()
    )
    return (
        f'<nav class="tools" aria-label="View"><fieldset class="legend"><legend>View</legend>{views}{_only_changes()}'
        f"</fieldset>{themes()}</nav>"
    )


def _header(title: str, sides: Iterable[Side], counts: str) -> str:
    facts = "".join(
        f"<div><dt>{escape(side.adopted or 'No date')}</dt><dd>{escape(printable(side.name))} "
        f"<small>{escape(printable(side.title))}</small></dd></div>"
        for side in sides
    )
    return (
        f'<header class="card"><h1>{escape(printable(title))}</h1><dl class="facts">{facts}'
        f"<div><dt>Compared</dt><dd>{escape(counts)}</dd></div></dl></header>"
    )


def _pair(pair: Pair, number: int, old: Edition, new: Edition, meaning: Sequence[Finding], say: Say) -> Iterator[str]:
    relation = MOVED_AND_CHANGED if pair.relation == "moved" and pair.changes else pair.relation
    label = escape(labelled(pair, old, new))
    yield f'<section class="pair {pair.relation}" id="pair-{number}">'
    yield f'<h2 class="relation"><bdi>{label}</bdi> <small>{escape(say(relation))}</small></h2>'
    yield '<div class="beside">'
    yield _column(old, pair.old, [change.old for change in pair.changes], "del", "before")
    yield _column(new, pair.new, [change.new for change in pair.changes], "ins", "after")
    yield "</div>"
    words = runs_between(old, pair.old, new, pair.new)
    yield f'<p class="inline"{_language(new)}>{"".join(_marked(words))}</p>'
    if meaning:
        yield f'<ul class="findings" aria-label="{escape(say(FINDINGS_OF)).format(paragraphs=label)}">'
        yield from (f"<li>{_told(finding, old, new, say)}</li>" for finding in meaning)
        yield "</ul>"
    yield "</section>"


def _language(edition: Edition) -> str:
    return f' lang="{escape(edition.document.language)}" dir="{edition.direction}"'


def _column(edition: Edition, places: Sequence[Place], changed: Sequence[Words], element: str, side: str) -> str:
    paragraphs = []
    for place in places:
        parts, at = [], place.start
        for words in changed:
            if place.start <= words.start < words.end <= place.end:
                parts.append(_escaped(edition.characters[at : words.start]))
                parts.append(f"<{element}>{_escaped(words.text)}</{element}>")
                at = words.end
        parts.append(_escaped(edition.characters[at : place.end]))
        paragraphs.append(f"<p{_language(edition)}>{''.join(parts)}</p>")
    return f'<div class="{side}">{"".join(paragraphs)}</div>'


def _marked(words: Iterable[Run]) -> Iterator[str]:
    for run in words:
        text = _escaped(run.text).replace(BREAK, "<br>")
        element = _ELEMENTS.get(run.kind)
        yield f"<{element}>{text}</{element}>" if element else text


def _escaped(text: str) -> str:
    return escape(printable(text), quote=False)


def _told(finding: Finding, old: Edition, new: Edition, say: Say) -> str:
    shown = {"what": "<strong>{}</strong>", "note": "<small><bdi>{}</bdi></small>"}
    shown |= {"old": f"<q{_language(old)}>{{}}</q>", "new": f"<q{_language(new)}>{{}}</q>"}
    parts = [shown[kind].format(_escaped(say(words) if kind == "what" else words)) for kind, words in told(finding)]
    return " ".join(parts)

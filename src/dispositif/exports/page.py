"""The document as one page of HTML: the text as it stands, marked, its mandates beside it. No script, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path

from dispositif.document import Citation, Doubt, Mandate, Mention, Paragraph, Words
from dispositif.exports import marks
from dispositif.exports.edition import Edition, one_line, printable

_THEMES = {"auto": "System", "light": "Light", "dark": "Dark"}


def to_html(edition: Edition) -> str:
    """The page."""
    title = escape(printable(edition.title))
    body = [
        _tools(),
        f'<header class="card">{_kind(edition)}<h1{_language(edition)}>{title}</h1>',
        *_facts(edition),
        "</header>",
        *_warnings(edition),
        f'<main id="text" tabindex="-1"{_language(edition)}>',
        *_text(edition),
        "</main>",
        *_citations(edition),
        _colophon(edition),
    ]
    return page(edition.title, body, about=f'dir="{edition.direction}"')


def page(title: str, body: Iterable[str], *, about: str, more_style: str = "") -> str:
    """A page of ours with what stands on it; `about` are the attributes of its body, `more_style` is its own style."""
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="generator" content="Dispositif">',
            f"<title>{escape(printable(title))}</title>",
            f"<style>\n{_style()}{more_style}</style></head>",
            f'<body {about}><a class="skip" href="#text">Skip to the text</a>',
            *body,
            "</body></html>\n",
        ]
    )


@cache
def _style() -> str:
    """The style sheet of all our pages."""
    folder = Path(__file__).with_name("style")
    return "".join((folder / f"{name}.css").read_text("utf-8") for name in ("palette", "page", "text"))


def _language(edition: Edition) -> str:
    return f' lang="{escape(edition.document.language)}" dir="{edition.direction}"'


def themes() -> str:
    """The choice between light and dark."""
    choices = "".join(
        f'<label><input type="radio" name="theme" id="theme-{theme}"{" checked" * (theme == "auto")}>{name}</label>'
        for theme, name in _THEMES.items()
    )
    return f'<fieldset class="themes"><legend>Colours</legend>{choices}</fieldset>'


def _tools() -> str:
    switches = "".join(
        f'<label><input type="checkbox" id="show-{kind}" checked><span class="{kind}">{name}</span></label>'
        for kind, name in marks.LEGEND.items()
    )
    return (
        f'<nav class="tools" dir="ltr" aria-label="View"><fieldset class="legend"><legend>Marks</legend>{switches}'
        '<label class="apart"><input type="checkbox" id="show-mandates" checked>Mandates</label></fieldset>'
        f"{themes()}</nav>"
    )


def _kind(edition: Edition) -> str:
    heading = edition.document.heading
    symbol = f' <span class="symbol">{escape(one_line(heading.symbol))}</span>' if heading.symbol else ""
    return f'<p class="kind">{edition.kind.capitalize()}{symbol}</p>'


def _facts(edition: Edition) -> Iterator[str]:
    heading = edition.document.heading
    vote = heading.vote
    facts = {
        "Body": _mention(edition, heading.body) if heading.body else "",
        "Session": escape(one_line(heading.session or "")),
        "Meeting": escape(one_line(heading.meeting or "")),
        "Place": escape(one_line(heading.place or "")),
        "Adopted": escape(heading.adopted or ""),
        "Dates": "; ".join(
            _quoted(edition, edition.words(date))
            + f" <small>{date.calendar}, {escape(date.date or 'no day')}</small>"
            + {True: "<small>, agrees</small>", False: ", <strong>does not agree</strong>", None: ""}[date.agrees]
            for date in heading.dates
        ),
        "Vote": f"<bdi>{vote.adopted_by}{_count(vote.in_favour, vote.against, vote.abstaining)}</bdi>" if vote else "",
        "Read": f"<bdi>{edition.tally}</bdi>",
    }
    yield '<dl class="facts">'
    yield from (f"<div><dt>{name}</dt><dd>{fact}</dd></div>" for name, fact in facts.items() if fact)
    yield "</dl>"


def _count(*votes: int | None) -> str:
    return "".join(
        f", {number} {name}"
        for number, name in zip(votes, ("in favour", "against", "abstaining"), strict=True)
        if number is not None
    )


def _warnings(edition: Edition) -> Iterator[str]:
    if edition.document.warnings:
        yield '<section class="warnings" dir="ltr" aria-labelledby="warnings"><h2 id="warnings">Warnings</h2><ul>'
        yield from (f"<li>{escape(printable(warning.message))}</li>" for warning in edition.document.warnings)
        yield "</ul></section>"


def _text(edition: Edition) -> Iterator[str]:
    writer = marks.Writer(edition.characters)
    for passage in marks.passages(edition):
        if passage.paragraph is None:
            words = escape(printable(edition.characters[passage.start : passage.end].strip()), quote=False)
            yield f'<div class="paragraph between"><p>{words}</p></div>'
        else:
            yield from _paragraph(edition, passage, passage.paragraph, writer)


def _paragraph(edition: Edition, passage: marks.Passage, paragraph: Paragraph, writer: marks.Writer) -> Iterator[str]:
    mandates = edition.mandates.get(paragraph.id, [])
    doubts = [doubt for act in edition.acts.get(paragraph.id, []) for doubt in act.doubts]
    yield f'<section class="{passage.style}" id="{escape(paragraph.id)}">'
    if passage.number:
        yield f'<a class="number" href="#{escape(paragraph.id)}">{escape(passage.number)}</a>'
    yield f"<p>{writer.html(passage)}</p>"
    if mandates or doubts:
        label = escape(edition.number(paragraph.id))
        yield f'<aside lang="en" aria-label="Mandates of paragraph {label}">'
        yield from (_mandate(edition, mandate) for mandate in mandates)
        yield from map(_doubt, doubts)
        yield "</aside>"
    yield "</section>"


def _mandate(edition: Edition, mandate: Mandate) -> str:
    act = edition.act[mandate.act]
    deadline, recurrence, deliverable = mandate.deadline, mandate.recurrence, mandate.deliverable
    nobody = f'<span class="none">{edition.addressed(mandate)}</span>'
    parts = {
        "Who": "; ".join(_mention(edition, addressee) for addressee in mandate.addressees) or nobody,
        "Does what": _quoted(edition, edition.words(mandate.action)),
        "With": "; ".join(_mention(edition, partner) for partner in mandate.partners),
        "Condition": "; ".join(_with_note(edition, condition, condition.kind) for condition in mandate.conditions),
        "By when": _with_note(edition, deadline, deadline.date if deadline else None),
        "How often": _with_note(edition, recurrence, recurrence.period if recurrence else None),
        "Deliverable": _with_note(edition, deliverable, deliverable.kind if deliverable else None),
        "After": ", ".join(f'<a href="#{escape(before)}">{escape(before)}</a>' for before in mandate.depends_on),
    }
    verb = _quoted(edition, edition.words(act.verb))
    return (
        f'<article class="mandate" id="{escape(mandate.id)}"><h3><a href="#{escape(act.id)}">{escape(mandate.id)}</a>'
        f" {verb} <small>{marks.force(act)}</small></h3><dl>"
        + "".join(f"<dt>{name}</dt><dd>{part}</dd>" for name, part in parts.items() if part)
        + f"</dl>{''.join(map(_doubt, mandate.doubts))}</article>"
    )


def _quoted(edition: Edition, words: str) -> str:
    return f"<q{_language(edition)}>{escape(words, quote=False)}</q>"


def _with_note(edition: Edition, words: Words | None, note: str | None) -> str:
    if words is None:
        return ""
    return _quoted(edition, edition.words(words)) + (f" <small>{escape(note)}</small>" if note else "")


def _mention(edition: Edition, mention: Mention) -> str:
    return _with_note(edition, mention, mention.actor)


def _doubt(doubt: Doubt) -> str:
    return f'<p class="doubt"><strong>Doubt:</strong> {escape(printable(doubt.message))}</p>'


def _citations(edition: Edition) -> Iterator[str]:
    if not edition.document.citations:
        return
    yield '<section class="citations" aria-labelledby="citations"><h2 id="citations">Citations</h2><div class="scroll">'
    yield "<table><thead><tr><th>Paragraph</th><th>Words</th><th>Kind</th><th>Identifier</th></tr></thead><tbody>"
    yield from (_citation(edition, citation) for citation in edition.document.citations)
    yield "</tbody></table></div></section>"


def _citation(edition: Edition, citation: Citation) -> str:
    where = citation.paragraph or ""
    link = f'<a href="#{escape(where)}">{escape(edition.number(where))}</a>' if where else ""
    pinpoint = f" <small>{escape(edition.words(citation.pinpoint))}</small>" if citation.pinpoint else ""
    words = _quoted(edition, edition.words(citation)) + pinpoint
    cells = (link, words, citation.kind, escape(citation.id or ""))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _colophon(edition: Edition) -> str:
    source = edition.document.source
    name = escape(printable(source.name)) or "a text"
    return (
        f'<footer dir="ltr"><p>Read by Dispositif out of {name} ({escape(source.media_type)}, {source.characters:,} '
        f"characters). {escape(edition.standing)} SHA-256 of the source: "
        f"<code>{escape(source.sha256)}</code></p></footer>"
    )

"""The one form of tables: they scroll in a box of their own, and on a narrow screen each row is a card.

A card shows before each value the heading of its column, which a style sheet takes from `data-label`. A browser may
forget that what is shown as blocks is a table: the roles say it, so that it is read out as one at any width.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

FITTING: Final = 2
"""Columns that stand beside each other on any screen."""
# What is shown was escaped: no word of a text is taken for a tag.
_HEADING = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_PART = re.compile(r"<(table|thead|tbody|tr|th|td)\b([^>]*)>(?=(\s*(?:<bdi[^>]*></bdi>)?\s*</td>)?)")
_ROLES: Final = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row"}
_ROLES_OF_THE_HEAD: Final = _ROLES | {"th": "columnheader", "td": "cell"}


@register.simple_block_tag
def table(content: str, *, by: str = "", called: str = "") -> SafeString:
    """A table between `{% table by="its-title" %}` and `{% endtable %}`: named by what has that id, or as `called`."""
    head, end, body = content.partition("</thead>")
    headings = [_heading(words) for words in _HEADING.findall(head)]
    name = f'aria-labelledby="{escape(by)}"' if by else f'aria-label="{escape(called)}"'
    if len(headings) <= FITTING:
        return mark_safe(f'<div class="table" tabindex="0" role="group" {name}>{content}</div>')
    cells = ['<td role="cell"' + (f' data-label="{one}"' if one else "") for one in headings]
    column = 0

    def said(found: re.Match[str]) -> str:
        nonlocal column
        tag, attributes, nothing = found.groups()
        if tag in _ROLES:
            column = 0
            return f'<{tag} role="{_ROLES[tag]}"{attributes}>'
        column += 1
        if tag == "th":
            return f'<th role="rowheader"{attributes}>'
        return f"{cells[column - 1]}{'' if nothing is None else ' data-empty'}{attributes}>"

    top = _PART.sub(_of_the_head, head)
    return mark_safe(
        f'<div class="table cards" tabindex="0" role="group" {name}>{top}{end}{_PART.sub(said, body)}</div>'
    )


def _of_the_head(found: re.Match[str]) -> str:
    tag, attributes, _nothing = found.groups()
    return f'<{tag} role="{_ROLES_OF_THE_HEAD[tag]}"{attributes}>'


def _heading(words: str) -> str:
    """What a column is called before its values: nothing where its heading is for the ear alone."""
    return "" if "hidden-visually" in words else " ".join(_TAG.sub("", words).split()).replace('"', "&quot;")

"""Where in a saved web page the instrument stands: menus, banners and footers taken away, the densest prose kept."""

from __future__ import annotations

import re
from itertools import chain

from lxml import etree

from dispositif.reading.html_styles import Sheet
from dispositif.reading.markup import local_name

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_SILENT = {
    "audio", "base", "button", "canvas", "datalist", "del", "dialog", "embed", "head", "iframe", "input", "link",
    "map", "meta", "nav", "noframes", "noscript", "object", "option", "script", "select", "style", "svg",
    "template", "textarea", "video",
}  # fmt: skip
_SILENT_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "complementary",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
}
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|nav|navbar|navigation|menu|sidebar|share|sharing|social|newsletter|"
    r"subscribe|skip|skip-?link|sr-only|visually-hidden|screen-reader-text|related|pagination|pager|toolbar|banner|popup|modal|advert(?:isement)?|ads|comments|"
    r"byline|(?:post|entry|article)-meta|(?:read|show|load)-more|site-?(?:footer|header))"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_NO_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*(none)", re.IGNORECASE)
_CONTAINERS = {
    "body",
    "html",
    "div",
    "section",
    "article",
    "main",
    "form",
    "center",
    "font",
    "table",
    "tbody",
    "tr",
    "td",
    "span",
}
_KEPT = {"body", "html", "main", "article"}
_MAIN_SHARE = 0.5
_MOST_FURNITURE = 0.6
_INNER_SHARE = 0.9
_SHORT_LINK = 60
_BARS = "|¦•·»›>/"


def prune(root: etree._Element, sheet: Sheet) -> None:
    """Take away what a browser does not show, and what stands on every page of a site."""
    for element in list(root.iter()):
        name = local_name(element)
        if not name or name in _SILENT or _is_hidden(element) or _is_menu(element, name):
            _empty(element)
    prose = _prose(root)
    whole = prose.get(root, 0)

    def is_hidden_by_sheet(element: etree._Element, name: str) -> bool:
        return name not in _KEPT and bool(sheet.value(element, _NO_DISPLAY))

    for furniture in (_is_surrounding, _is_named_as_furniture, is_hidden_by_sheet):
        found = [e for e in root.iter() if furniture(e, local_name(e)) and prose[e] < whole * _MAIN_SHARE]
        # A name alone may deceive: where most of the page would go, it is the page.
        chosen = set(found)
        outermost = [e for e in found if chosen.isdisjoint(e.iterancestors())]
        if sum(prose[e] for e in outermost) <= whole * _MOST_FURNITURE:
            for element in found:
                _empty(element)


def main_content(root: etree._Element) -> list[etree._Element]:
    """The element that holds the instrument, and before it the page's heading where that stands outside."""
    prose = _prose(root)
    whole = prose.get(root, 0)
    found = root
    marked = [e for e in root.iter() if local_name(e) in ("main", "article") or e.get("role") == "main"]
    marked = [e for e in marked if prose.get(e, 0) >= whole * _MAIN_SHARE]
    if marked:
        found = max(marked, key=lambda element: prose.get(element, 0))
    while True:
        inner = max(found, key=lambda child: prose.get(child, 0), default=None)
        if inner is None or local_name(inner) not in _CONTAINERS or prose.get(inner, 0) < max(whole * _INNER_SHARE, 1):
            break
        found = inner
    if local_name(found) in ("tr", "tbody"):
        found = next((e for e in found.iterancestors("table")), found)
    return [*_heading_outside(root, found), found]


def _heading_outside(root: etree._Element, content: etree._Element) -> list[etree._Element]:
    if any(local_name(e) in ("h1", "h2") for e in content.iter()):
        return []
    before: list[etree._Element] = []
    for element in root.iter():
        if element is content:
            break
        if local_name(element) == "h1" and _length(element):
            before = [element]
    return before


def _prose(root: etree._Element) -> dict[etree._Element, int]:
    """How many characters outside links each element holds."""
    prose: dict[etree._Element, int] = {}
    linked = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        link = local_name(element) == "a" and element.get("href") is not None
        if event == "start":
            linked += link
            own = 0 if linked else len((element.text or "").strip())
            prose[element] = prose.get(element, 0) + own
        else:
            linked -= link
            tail = 0 if linked else len((element.tail or "").strip())
            parent = element.getparent()
            if parent is not None and element is not root:
                prose[parent] = prose.get(parent, 0) + prose[element] + tail
    return prose


def _is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def _is_surrounding(element: etree._Element, name: str) -> bool:
    """Whether an element says that it surrounds the content: a footer, a side note, the header of a page."""
    if name in _KEPT:
        return False
    if name == "header":
        return next(element.iterancestors("article", "main"), None) is None
    # Word processors that save a page as HTML keep its header and footer under these titles.
    printed = element.get("title") in ("header", "footer") and name == "div"
    return printed or name in ("footer", "aside") or element.get("role") in _SILENT_ROLES


def _is_named_as_furniture(element: etree._Element, name: str) -> bool:
    """Whether an element's class or identifier is what sites call their banners, menus and the like."""
    if name not in ("div", "section", "ul", "ol", "p", "span", "table", "td"):
        return False
    return any(_FURNITURE.search(element.get(key) or "") for key in ("class", "id"))


def _is_menu(element: etree._Element, name: str) -> bool:
    """A list of nothing but three or more short links to other pages, or a line of links with bars between them."""
    if name in ("p", "div"):
        return _is_bar(element)
    if name not in ("ul", "ol"):
        return False
    items = [child for child in element if local_name(child) == "li"]
    links = [link for link in element.iter("a") if not (link.get("href") or "#").startswith("#")]
    if len(items) < 3 or len(links) < len(items):
        return False
    linked = sum(_length(link) for link in links)
    return linked >= 0.9 * _length(element) and linked < _SHORT_LINK * len(links)


def _is_bar(element: etree._Element) -> bool:
    """Whether an element is a line of short links, with bars or the like between each two and nothing else."""
    links = list(element)
    if len(links) < 3 or any(local_name(link) != "a" or _length(link) > _SHORT_LINK for link in links):
        return False
    between = [(link.tail or "").strip() for link in links[:-1]]
    around = ((element.text or "") + (links[-1].tail or "")).strip()
    return all(words and words in _BARS for words in between) and not around.strip(_BARS)


def _length(element: etree._Element) -> int:
    return sum(len(words.strip()) for words in element.itertext())


def _empty(element: etree._Element) -> None:
    """Leave nothing of an element but its place. What follows it stays where it is."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = "template", tail


def blocks_within(element: etree._Element) -> bool:
    """Whether an element holds blocks of its own."""
    return any(local_name(inner) in BLOCKS for inner in chain.from_iterable(child.iter() for child in element))
